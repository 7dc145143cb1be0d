"""How the program looks: colour tokens, type sizes, palette. One place, light and dark.

Widgets that paint ask `tokens()`; it is derived from the palette in force, so there is no state
to keep and a repaint after a palette change is right by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QStyleFactory

from asfdesk import paths
from asfdesk.ui.style import Style
from asfdesk.ui.stylesheet import stylesheet
from asfdesk.ui.tokens import DARK, LIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QStyleHints
    from PySide6.QtWidgets import QApplication

    from asfdesk.ui.tokens import Tokens

FAMILY = "Source Sans Pro"
FONT_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf")


BODY = 14
_HALF_GRAY = QColor(Qt.GlobalColor.gray).lightness() // 2
SECONDARY = 12.5
TITLE = 21
FIGURE = 25


class Mode(StrEnum):
    """What the user chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class _Role:
    """A palette role and the token it takes."""

    role: QPalette.ColorRole
    token: str


_ROLES = (
    _Role(QPalette.ColorRole.Window, "background"),
    _Role(QPalette.ColorRole.WindowText, "text"),
    _Role(QPalette.ColorRole.Base, "surface"),
    _Role(QPalette.ColorRole.AlternateBase, "background"),
    _Role(QPalette.ColorRole.Text, "text"),
    _Role(QPalette.ColorRole.Button, "surface"),
    _Role(QPalette.ColorRole.ButtonText, "text"),
    _Role(QPalette.ColorRole.BrightText, "bad"),
    _Role(QPalette.ColorRole.ToolTipBase, "surface"),
    _Role(QPalette.ColorRole.ToolTipText, "text"),
    _Role(QPalette.ColorRole.PlaceholderText, "muted"),
    _Role(QPalette.ColorRole.Highlight, "soft"),
    _Role(QPalette.ColorRole.HighlightedText, "text"),
    _Role(QPalette.ColorRole.Link, "accent"),
    _Role(QPalette.ColorRole.LinkVisited, "accent"),
    _Role(QPalette.ColorRole.Accent, "accent"),
    _Role(QPalette.ColorRole.Light, "surface"),
    _Role(QPalette.ColorRole.Midlight, "grid"),
    _Role(QPalette.ColorRole.Mid, "line"),
    _Role(QPalette.ColorRole.Dark, "field"),
    _Role(QPalette.ColorRole.Shadow, "field"),
)


def tokens() -> Tokens:
    """The tokens in force, read back from the palette."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < _HALF_GRAY else LIGHT


def font(pixels: float = BODY, *, semibold: bool = False) -> QFont:
    """The program's typeface with tabular figures; a copy, made for every painted cell."""
    return QFont(_face(round(pixels), semibold=semibold))


@cache
def _face(pixels: int, *, semibold: bool) -> QFont:
    face = QFont(FAMILY)
    face.setPixelSize(pixels)
    if semibold:
        face.setWeight(QFont.Weight.DemiBold)
    face.setFeature(QFont.Tag("tnum"), 1)
    return face


class Theme(QObject):
    """Applies the look to the application and follows the system's light or dark.

    Signals:
        changed: after the palette changed; for what caches colours, such as icons.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = Mode.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode
        for name in FONT_FILES:
            QFontDatabase.addApplicationFont(str(paths.resource(f"fonts/{name}")))
        app.setStyle(Style(QStyleFactory.create("Fusion")))
        app.setFont(font())
        hints: QStyleHints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @property
    def mode(self) -> Mode:
        """What the user chose."""
        return self._mode

    def use(self, mode: Mode) -> None:
        """Switch; takes effect at once in every window."""
        self._mode = mode
        self._apply()

    @property
    def tokens(self) -> Tokens:
        """The tokens this choice gives now."""
        if self._mode is Mode.SYSTEM:
            dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._mode is Mode.DARK else LIGHT

    @Slot()
    def _system_changed(self) -> None:
        if self._mode is Mode.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        chosen = self.tokens
        self._app.setPalette(palette(chosen))
        self._app.setStyleSheet(stylesheet(chosen))
        self.changed.emit()


def palette(chosen: Tokens) -> QPalette:
    """Qt's palette from the tokens; disabled text is muted."""
    made = QPalette()
    for entry in _ROLES:
        made.setColor(entry.role, QColor(getattr(chosen, entry.token)))
    muted = QColor(chosen.muted)
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, muted)
    return made

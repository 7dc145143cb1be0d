"""The navigation at the left: pages in groups, each with an icon and what waits there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.ui import theme
from asfdesk.ui.kit.card import rule
from asfdesk.ui.kit.focus_ring import RingButton
from asfdesk.ui.kit.icons import draw
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tip import plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPaintEvent

WIDE = 212
NARROW = 60
ITEM_HEIGHT = 33
_ICON = 18


class NavButton(RingButton):
    """One page in the sidebar."""

    def __init__(self, key: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._waiting: tuple[str, ...] = ()
        self._folded = False
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(ITEM_HEIGHT)
        self._name()

    def set_waiting(self, sentences: tuple[str, ...]) -> None:
        """What waits on the page. A dot says that something does; the tooltip says what.

        There is no number: days, decisions and actions do not add up to anything.
        """
        self._waiting = sentences
        self._name()
        self.update()

    def set_folded(self, *, folded: bool) -> None:
        """Show the icon only; the name becomes the tooltip."""
        self._folded = folded
        self._name()
        self.update()

    def _name(self) -> None:
        name = [self.text()] if self._folded else []
        self.setToolTip(plain_tip("\n".join([*name, *self._waiting])))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(". ".join(self._waiting))

    def sizeHint(self) -> QSize:
        """As wide as the sidebar allows."""
        return QSize(NARROW - 20 if self._folded else WIDE - 20, ITEM_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The item: tint when chosen, ring when focused."""
        del event
        chosen = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(QColor(chosen.soft if self.isChecked() else chosen.line))
            painter.drawRoundedRect(area, 7, 7)
        color = chosen.accent if self.isChecked() else chosen.text
        left = (self.width() - _ICON) / 2 if self._folded else 10.0
        draw(painter, self.key, QRectF(left, (self.height() - _ICON) / 2, _ICON, _ICON), color)
        if not self._folded:
            painter.setFont(theme.font(semibold=self.isChecked()))
            painter.setPen(QColor(color))
            words = QRectF(37, 0, self.width() - 37, self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._waiting:
            self._paint_dot(painter)
        if self.shows_ring:
            painter.setPen(QPen(QColor(chosen.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_dot(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().warn))
        dot = QRectF(self.width() - 13, 5, 7, 7)
        if not self._folded:
            dot = QRectF(self.width() - 21, (self.height() - 7) / 2, 7, 7)
        painter.drawEllipse(dot)


class Logo(QWidget):
    """The mark and the name at the top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folded = False
        self.setFixedHeight(52)
        self.setAccessibleName(_("ASF Desk"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A square in the accent and the name."""
        del event
        chosen = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chosen.accent))
        left = (self.width() - 18) / 2 if self.folded else 10.0
        painter.drawRoundedRect(QRectF(left, 17, 18, 18), 5, 5)
        if not self.folded:
            painter.setFont(theme.font(15, semibold=True))
            painter.setPen(QColor(chosen.text))
            words = QRectF(36, 0, self.width() - 36, 52)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, _("ASF Desk"))
        painter.end()


class Sidebar(QFrame):
    """Emits `chosen(key)` when a page is picked."""

    chosen = Signal(str)

    def __init__(
        self, groups: Iterable[Iterable[tuple[str, str]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "sidebar")
        self.setAccessibleName(_("Pages"))
        self._buttons: dict[str, NavButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 0, 10, 8)
        layout.setSpacing(2)
        self._logo = Logo()
        layout.addWidget(self._logo)
        for place, group in enumerate(groups):
            if place:
                layout.addSpacing(9)
                layout.addWidget(rule())
                layout.addSpacing(9)
            for key, text in group:
                made = NavButton(key, text)
                made.clicked.connect(self._clicked)
                self._buttons[key] = made
                layout.addWidget(made)
        layout.addStretch(1)
        self._hint = label(_("Ctrl+K go to, find, do"), Look.SECONDARY)
        self._hint.setContentsMargins(10, 0, 0, 0)
        layout.addWidget(self._hint)
        self.set_folded(folded=False)

    def button(self, key: str) -> NavButton:
        """The button of a page."""
        return self._buttons[key]

    def set_current(self, key: str) -> None:
        """Mark the page that is shown."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def set_waiting(self, waiting: dict[str, tuple[str, ...]]) -> None:
        """What waits on each page, in sentences; a page left out has nothing."""
        for key, made in self._buttons.items():
            made.set_waiting(waiting.get(key, ()))

    def set_folded(self, *, folded: bool) -> None:
        """Icons only, for narrow windows."""
        self.setFixedWidth(NARROW if folded else WIDE)
        self._hint.setVisible(not folded)
        self._logo.folded = folded
        self._logo.update()
        for made in self._buttons.values():
            made.set_folded(folded=folded)

    @Slot()
    def _clicked(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, NavButton):
            self.chosen.emit(pressed.key)

"""Labels by what they are for. The look comes from the stylesheet; text is plain unless `rich`."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Look(StrEnum):
    """What a label is for."""

    BODY = "body"
    TITLE = "title"
    HEADING = "heading"
    FIGURE = "figure"
    FIGURE_MUTED = "figure-muted"
    MUTED = "muted"
    SECONDARY = "secondary"
    ERROR = "error"


_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:t?kr|h|%)(?!\w))")


def unbroken(text: str) -> str:
    """Text whose amounts are never parted from their unit at the end of a line."""
    return _BEFORE_UNIT.sub("\u00a0", text)


class WrappedLabel(QLabel):
    """Breaks its lines between words, never between a number and its unit."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._given = ""
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show other words."""
        if text == self._given:
            return
        self._given = text
        super().setText(unbroken(text))

    def text(self) -> str:
        """The words as they were given."""
        return self._given


def label(text: str = "", look: Look = Look.BODY, *, wrap: bool = False) -> QLabel:
    """A label that shows text as it is: nothing a user has typed is read as markup."""
    made = WrappedLabel(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("look", look.value)
    made.setWordWrap(wrap)
    return made


def grow_to_words(window: QWidget) -> None:
    """Make a dialog high enough for its words; Qt does not when a wrapped label gets longer."""
    layout = window.layout()
    if layout is None:
        return
    layout.activate()
    if layout.hasHeightForWidth():
        wanted = layout.totalHeightForWidth(window.width())
    else:
        wanted = layout.totalMinimumSize().height()
    if wanted > window.height():
        window.resize(window.width(), wanted)


def fit_to_words(window: QWidget) -> None:
    """Make a dialog as high as what it shows, no higher: what was taken away leaves no hole."""
    layout = window.layout()
    if layout is None:
        return
    layout.activate()
    if layout.hasHeightForWidth():
        window.resize(window.width(), layout.totalHeightForWidth(window.width()))
    else:
        window.resize(window.width(), layout.totalSizeHint().height())


def html_line(inner: str) -> str:
    """Markup for a rich label that keeps narrow spaces, so that numbers don't break."""
    return f'<p style="white-space:pre-wrap; margin:0">{inner}</p>'


def rich_label(html: str = "", look: Look = Look.BODY, *, links: bool = False) -> QLabel:
    """A wrapped label with **bold** and links; the caller escapes what a user has typed."""
    made = QLabel(html)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setProperty("look", look.value)
    made.setWordWrap(True)
    if links:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
    return made

"""A line across the page that says something about the whole file, until it is put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from asfdesk.i18n import _
from asfdesk.ui import theme
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.icon_button import IconButton
from asfdesk.ui.kit.icons import pixmap
from asfdesk.ui.kit.text import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton, QWidget


class NoteBar(QFrame):
    """A warning mark, a sentence and a cross."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "note")
        self.setAccessibleName(text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(22, 5, 14, 5)
        mark = QLabel()
        mark.setPixmap(pixmap("exclaim", theme.tokens().warn, 14, self.devicePixelRatioF(), 3.0))
        layout.addWidget(mark)
        words = label(text, wrap=True)
        words.setProperty("look", "note")
        layout.addWidget(words, 1)
        self._close = IconButton("cross", _("Put away"))
        self._close.clicked.connect(self.deleteLater)
        layout.addWidget(self._close)
        self._row = layout

    def offer(self, text: str, act: Callable[[], None]) -> QPushButton:
        """Put something that can be done about it beside the cross."""
        made = link_button(text)
        made.clicked.connect(act)
        self._row.insertWidget(self._row.indexOf(self._close), made)
        return made

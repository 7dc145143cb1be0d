"""A card: a white surface with a heading that says what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from asfdesk.ui.kit.elided_label import ElidedLabel
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PADDING = 16


class Card(QFrame):
    """A bordered surface. Put widgets in `body`; things beside the heading in `head`."""

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(PADDING, 13, PADDING, 13)
        outer.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self._title = label(title, Look.HEADING)
        self._subtitle = ElidedLabel(subtitle, Look.MUTED)
        self.head.addWidget(self._title)
        self.head.addWidget(self._subtitle)
        self.head.addStretch(1)
        outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body)
        self._said: tuple[str, str] | None = None
        # Content that can grow fills the card; other content stays at the top.
        outer.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.set_title(title, subtitle)

    def fill(self, around: int, below: int) -> None:
        """Let what is inside reach the card's edges, for example a table; pixels."""
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(around, around, around, below)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Change the heading and what is said quietly beside it; the same again costs nothing."""
        if (title, subtitle) == self._said:
            return
        self._said = (title, subtitle)
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self.setAccessibleName(title)


def rule() -> QFrame:
    """A thin line between groups."""
    line = QFrame()
    line.setProperty("look", "rule")
    return line

"""One figure in a line, with what is said of it below; several stand under each other in a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class FigureLine(QWidget):
    """What something comes to; `second` is what it is compared with, in a line of its own."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.first = label("", Look.FIGURE)
        self.first_says = label("", Look.SECONDARY, wrap=True)
        self.second = label("", Look.HEADING)
        self.second_says = label("", Look.SECONDARY)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._add_line(label(title, Look.HEADING), self.first)
        self._column.addWidget(self.first_says)
        self._add_line(self.second_says, self.second)
        self.setAccessibleName(title)

    def _add_line(self, words: QWidget, figure: QWidget) -> None:
        line = QHBoxLayout()
        line.addWidget(words, 1)
        line.addWidget(figure)
        self._column.addLayout(line)

    def show_figure(self, text: str, says: str, second: str = "", second_says: str = "") -> None:
        """Show a figure; `second` "" leaves it alone."""
        self.first.setText(text)
        self.first_says.setText(says)
        self.second.setText(second)
        self.second_says.setText(second_says)
        for part in (self.second, self.second_says):
            part.setVisible(bool(second))
        self._make_room()
        self.setAccessibleDescription(", ".join(p for p in (text, says, second, second_says) if p))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for every line of the words: a low card would cut the second."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        wanted = self.first_says.heightForWidth(self.width()) if self.first_says.text() else 0
        self.first_says.setMinimumHeight(max(wanted, 0))
        self.setMinimumHeight(self._column.totalMinimumSize().height())

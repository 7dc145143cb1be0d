"""A column of cards that scrolls by itself, so that the page need not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


class ScrollColumn(QScrollArea):
    """Cards one under the other, from the top."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Show other cards, and stay where it was scrolled to."""
        at = self.verticalScrollBar().value()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(12)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        for card in cards:
            column.addWidget(card)
        self.setWidget(holder)
        # Setting it turns filling on again.
        holder.setAutoFillBackground(False)
        self.verticalScrollBar().setValue(at)

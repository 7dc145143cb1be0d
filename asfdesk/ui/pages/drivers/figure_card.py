"""A card with one figure, or two beside each other, and a line under it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.text import Look, label


class FigureCard(Card):
    """What something comes to; `second` is what it is compared with."""

    def __init__(self, title: str = "") -> None:
        super().__init__(title)
        self.body.setSpacing(1)
        self.first = label("", Look.FIGURE)
        self.first_says = label("", Look.SECONDARY, wrap=True)
        self.second = label("", Look.FIGURE_MUTED)
        self.second_says = label("", Look.SECONDARY)
        line = QHBoxLayout()
        line.setSpacing(20)
        for figure, says in ((self.first, self.first_says), (self.second, self.second_says)):
            column = QVBoxLayout()
            column.setSpacing(1)
            column.addWidget(figure)
            column.addWidget(says)
            column.addStretch(1)
            line.addLayout(column, 1 if figure is self.first else 0)
        self.body.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_figure(self, text: str, says: str, second: str = "", second_says: str = "") -> None:
        """Show a figure; `second` "" leaves it alone."""
        self.first.setText(text)
        self.first_says.setText(says)
        self.second.setText(second)
        self.second_says.setText(second_says)
        if self.second.isHidden() is bool(second):
            for part in (self.second, self.second_says):
                part.setVisible(bool(second))
        self.setAccessibleDescription(", ".join(p for p in (text, says, second, second_says) if p))

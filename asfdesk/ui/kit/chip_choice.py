"""Chips in a line, of which one is always chosen: the kind of period, the way to divide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from asfdesk.ui.kit.buttons import chip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


class ChipChoice(QHBoxLayout):
    """The line; the first chip is chosen at first.

    Attributes:
        group: tells which is chosen, by its place from 0.
    """

    def __init__(self, parent: QWidget, texts: Sequence[str]) -> None:
        super().__init__()
        self.setSpacing(8)
        self.group = QButtonGroup(parent)
        for at, text in enumerate(texts):
            choice = chip(text, checked=at == 0)
            self.group.addButton(choice, at)
            self.addWidget(choice)
        self.addStretch(1)

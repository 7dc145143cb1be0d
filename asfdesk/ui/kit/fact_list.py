"""Facts in two columns: what it is, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME_WIDTH = 118


class FactList(QWidget):
    """Rows of facts; a row's value can be another widget than text."""

    def __init__(
        self, facts: Sequence[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnMinimumWidth(0, NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)
        for name, text in facts:
            self.add(name, label(text, wrap=True))

    def add(self, name: str, value: QWidget) -> None:
        """Add a row."""
        line = self._grid.rowCount()
        heading = label(name, Look.MUTED)
        # Beside words that may wrap the name stands at the top; beside buttons in the middle.
        beside_words = isinstance(value, QLabel)
        heading.setAlignment(
            Qt.AlignmentFlag.AlignTop if beside_words else Qt.AlignmentFlag.AlignVCenter
        )
        self._grid.addWidget(heading, line, 0)
        self._grid.addWidget(value, line, 1)
        if not value.accessibleName():
            value.setAccessibleDescription(name)

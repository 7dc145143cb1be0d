"""The to-do list: each row ends in the action that mends it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card, rule
from asfdesk.ui.kit.text import Look, html_line, label, rich_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

    from asfdesk.services.todo import TodoItem

LEAST_HEIGHT = 220
"""Some four lines; the list scrolls within its card, so that the page need not."""


class TodoCard(Card):
    """Emits `wanted(page key, month or None)`."""

    wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(_("To do"))
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(LEAST_HEIGHT)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.body.addWidget(area, 1)

    def show_items(self, items: Sequence[TodoItem]) -> None:
        """Show them all, in order."""
        while (old := self._rows.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.deleteLater()
        for item in items:
            row = TodoRow(item)
            row.wanted.connect(self.wanted)
            self._rows.addWidget(row)
            self._rows.addWidget(rule())
        if not items:
            self._rows.addWidget(label(_("Nothing waits right now."), Look.MUTED))


class TodoRow(QWidget):
    """One thing: what, what more, and the way to mend it."""

    wanted = Signal(str, object)

    def __init__(self, item: TodoItem) -> None:
        super().__init__()
        self._item = item
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 5, 0, 5)
        layout.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(1)
        text = rich_label(html_line(f"<b>{escape(item.strong)}</b> {escape(item.rest)}"))
        words.addWidget(text)
        if item.detail:
            words.addWidget(label(item.detail, Look.SECONDARY, wrap=True))
        layout.addLayout(words, 1)
        self.button: QPushButton = link_button(item.action)
        self.button.setAccessibleName(f"{item.action}: {item.strong} {item.rest}".strip())
        self.button.clicked.connect(self._click)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    @Slot()
    def _click(self) -> None:
        self.wanted.emit(self._item.go, self._item.month)

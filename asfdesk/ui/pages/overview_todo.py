"""The to-do list: each row ends in the action that mends it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.i18n import _, ngettext
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card, rule
from asfdesk.ui.kit.text import Look, html_line, label, rich_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

    from asfdesk.services.todo import TodoItem

SHOWN = 9


class TodoCard(Card):
    """Emits `wanted(page key, month or None)`."""

    wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(_("To do"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)

    def show_items(self, items: Sequence[TodoItem]) -> None:
        """Show the first of them; more are counted."""
        while (old := self._rows.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.deleteLater()
        for item in items[:SHOWN]:
            row = TodoRow(item)
            row.wanted.connect(self.wanted)
            self._rows.addWidget(row)
            self._rows.addWidget(rule())
        if not items:
            self._rows.addWidget(label(_("Nothing waits right now."), Look.MUTED))
        if len(items) > SHOWN:
            more = len(items) - SHOWN
            text = ngettext("and %(num)d more", "and %(num)d more", more)
            self._rows.addWidget(label(text, Look.SECONDARY))


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

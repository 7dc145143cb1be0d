"""A short list of what holds over time, with new, change and remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal, Slot

from asfdesk.i18n import _
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import TableModel
from asfdesk.ui.kit.table.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.ui.kit.table.table_model import Column
    from asfdesk.ui.page import Page

Row = TypeVar("Row")


class DatedList(Card, Generic[Row]):
    """The latest first. Enter or a double click changes a line.

    Signals:
        wanted: the row to change, or None for a new one.
        removed: the row to take away.
    """

    wanted = Signal(object)
    removed = Signal(object)

    def __init__(
        self, title: str, columns: Sequence[Column[Row]], new_text: str, page: Page
    ) -> None:
        super().__init__(title)
        self._name = title
        self._writable = page.writable
        self.model: TableModel[Row] = TableModel(columns, parent=self)
        self.table = TableView(self.model, title)
        self.table.take_what_is_left()
        self.new = link_button(new_text)
        self.change = link_button(_("Change"))
        self.remove = link_button(_("Remove"))
        for made in (self.change, self.remove):
            made.setAccessibleName(f"{made.text()}: {title}")
        for made in (self.new, self.change, self.remove):
            self.head.addWidget(made)
        self.body.addWidget(self.table, 1)
        self.new.clicked.connect(self._new)
        self.change.clicked.connect(self._change)
        self.remove.clicked.connect(self._remove)
        self.table.opened.connect(self.wanted)

    def show_rows(self, rows: Sequence[Row], whose: str) -> None:
        """Show what holds for somebody; "" = nobody is chosen."""
        self.model.set_rows(rows)
        self.set_title(self._name, whose)
        self.table.select_row(0)
        self.new.setEnabled(self._writable and bool(whose))
        for made in (self.change, self.remove):
            made.setEnabled(self._writable and bool(rows))

    def _chosen(self) -> Row | None:
        return self.model.row_if_any(self.table.currentIndex())

    @Slot()
    def _new(self) -> None:
        self.wanted.emit(None)

    @Slot()
    def _change(self) -> None:
        row = self._chosen()
        if row is not None:
            self.wanted.emit(row)

    @Slot()
    def _remove(self) -> None:
        row = self._chosen()
        if row is not None:
            self.removed.emit(row)

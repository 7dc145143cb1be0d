"""Närvaro, one day: a row for each trainee with buttons for a finger."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from asfdesk.domain.codes import AttendanceCode
from asfdesk.i18n import _
from asfdesk.reports.words import attendance_code_word
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.grid.grid_menu import MenuEntry, cell_menu
from asfdesk.ui.kit.tap.tap_content import TapContent
from asfdesk.ui.kit.tap.tap_list import TapList
from asfdesk.ui.kit.tap.tap_model import TapModel
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.hours.attendance_cells import ChosenCell, ChosenCells
from asfdesk.ui.pages.hours.attendance_day_content import (
    Tap,
    cell_after,
    day_content,
    day_row,
    day_words,
    rows_of_day,
    tapped_text,
)
from asfdesk.ui.pages.hours.attendance_words import complaint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QMenu, QWidget

    from asfdesk.services.hours.attendance_grid import GridCell, GridDay, GridRow, MonthGrid


class AttendanceDay(Card):
    """The list for a day. What is tapped is shown at once and announced.

    Signals:
        written: placement id and what to write in its cell; "" empties it.

    Attributes:
        more_entries: makes the menu's entries of others, for a chosen cell.
    """

    written = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model = TapModel(self)
        self.list = TapList(self.model, _("Attendance of the day"))
        self.list.check = complaint
        self.sums = label("", Look.SECONDARY)
        self.more_entries: Callable[[ChosenCells], Sequence[Sequence[MenuEntry]]] = lambda _c: ()
        self._rows: list[GridRow] = []
        self._cells: list[GridCell] = []
        self._day: GridDay | None = None
        outer = self.layout()
        if isinstance(outer, QVBoxLayout):
            outer.setContentsMargins(1, 8, 1, 6)
        self.sums.setContentsMargins(12, 2, 12, 2)
        self.body.addWidget(self.sums)
        self.body.addWidget(self.list, 1)
        self.list.tapped.connect(self._tapped)
        self.list.menu_asked.connect(self._open_menu)
        self.model.typed.connect(self._typed)

    def show_day(self, grid: MonthGrid, at: int, *, read_only: bool) -> None:
        """Show a day of the month; `at` is its place among the grid's days."""
        self.model.read_only = read_only
        self._day = grid.days[at]
        self._rows = rows_of_day(grid.rows, at)
        self._cells = [row.cells[at] for row in self._rows]
        self.list.set_content(day_content(self._rows, self._day, at))
        self._tell()

    def clear(self) -> None:
        """Let go of what is shown, while another view is."""
        self._rows, self._cells = [], []
        self.list.set_content(TapContent())

    def place(self) -> int | None:
        """The placement we stand on."""
        at = self.list.currentIndex().row()
        return self._rows[at].placement_id if 0 <= at < len(self._rows) else None

    def go_to(self, placement_id: int) -> bool:
        """Stand on a placement's row; whether there is one."""
        ids = [row.placement_id for row in self._rows]
        if placement_id not in ids:
            return False
        if self.place() == placement_id:
            return True
        index = self.model.index(ids.index(placement_id), Tap.HOURS)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        return True

    @Slot(int, int)
    def _tapped(self, row: int, column: int) -> None:
        tap = Tap(column)
        if tap is Tap.OTHER:
            index = self.model.index(row, column)
            place = self.list.visualRect(index).bottomLeft()
            self._open_menu(row, self.list.viewport().mapToGlobal(place))
        else:
            self._write(row, tapped_text(self._cells[row], tap))

    @Slot(int, str)
    def _typed(self, row: int, text: str) -> None:
        self._write(row, text)

    def _write(self, row: int, text: str) -> None:
        """Show it at once: the next tap counts from it."""
        if self._day is None:
            return
        cell = cell_after(self._cells[row], text, due=not self._day.future)
        self._cells[row] = cell
        self.model.set_row(row, day_row(self._rows[row], cell, self._day))
        self._tell()
        self.written.emit(self._rows[row].placement_id, text)

    def _tell(self) -> None:
        if self._day is not None:
            self.sums.setText(day_words(self._cells, self._day))

    @Slot(int, object)
    def _open_menu(self, row: int, place: QPoint) -> None:
        if self._day is not None:
            self.menu(row).popup(place)

    def menu(self, row: int) -> QMenu:
        """Every code, and what others offer for a cell."""
        cell = self._cells[row]
        writable = cell.inside and not cell.locked and not self.model.read_only
        codes = [
            MenuEntry(
                f"{code.value}  {attendance_code_word(code)}",
                partial(self._write, row, code.value),
                enabled=writable,
                checked=cell.code is code,
            )
            for code in AttendanceCode
        ]
        filled = cell.attended_minutes is not None and not cell.locked
        empty = MenuEntry(
            _("Empty"), partial(self._write, row, ""), enabled=filled and not self.model.read_only
        )
        others: Sequence[Sequence[MenuEntry]] = ()
        if self._day is not None:
            chosen = ChosenCell(self._rows[row], self._day, cell)
            others = self.more_entries(ChosenCells((chosen,), writable))
        menu = cell_menu(self, [codes, [empty], *others])
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

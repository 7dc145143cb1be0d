"""The cells of the attendance grid that are chosen, for what else can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.ui.kit.grid.grid_menu import MenuEntry
from asfdesk.ui.page import Page

if TYPE_CHECKING:
    from asfdesk.services.hours.attendance_grid import GridCell, GridDay, GridRow


@dataclass(frozen=True)
class ChosenCell:
    """One placement on one day, as it is shown. `row.placement_id` and `day.day` say which."""

    row: GridRow
    day: GridDay
    cell: GridCell


@dataclass(frozen=True)
class ChosenCells:
    """What a menu was opened on.

    Attributes:
        cells: row by row, at least one.
        writable: the file can be changed and the month is not locked.
    """

    cells: tuple[ChosenCell, ...]
    writable: bool

    @property
    def only(self) -> ChosenCell | None:
        """The cell, if it is a single one."""
        return self.cells[0] if len(self.cells) == 1 else None


CellEntries = Callable[[Page, ChosenCells], Sequence[MenuEntry]]
"""Makes entries of the cell menu; `page.command` runs what they do and announces it."""

"""What can be done with chosen cells of the attendance grid, beside typing.

Whoever has something more to offer for a placement on a day writes a `CellEntries` in a file of
its own and adds it to `MORE`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AttendanceCode
from asfdesk.i18n import _
from asfdesk.reports.words import attendance_code_word
from asfdesk.ui.kit.grid.grid_menu import MenuEntry
from asfdesk.ui.pages.hours.attendance_absences import absence_entries
from asfdesk.ui.pages.hours.attendance_sick import sick_entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.ui.kit.grid.grid_view import GridView
    from asfdesk.ui.page import Page
    from asfdesk.ui.pages.hours.attendance_cells import CellEntries, ChosenCells

MORE: tuple[CellEntries, ...] = (absence_entries, sick_entries)
"""Entries of others, in order; an empty answer leaves no trace in the menu."""


def attendance_entries(page: Page, chosen: ChosenCells) -> list[Sequence[MenuEntry]]:
    """The entries of `MORE`, a part each."""
    return [make(page, chosen) for make in MORE]


def code_entries(view: GridView, *, writable: bool) -> list[MenuEntry]:
    """As planned, and every code."""
    present = MenuEntry(_("Present as planned"), view.set_default, enabled=writable)
    return [present] + [
        MenuEntry(
            f"{code.value}  {attendance_code_word(code)}",
            partial(view.paste, code.value),
            enabled=writable,
        )
        for code in AttendanceCode
    ]

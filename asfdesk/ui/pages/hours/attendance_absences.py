"""Närvaro: deviations - from a day of the grid, and the list of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from asfdesk.i18n import _
from asfdesk.ui.dialogs.hours.absence_form import open_absence
from asfdesk.ui.dialogs.hours.absence_list import AbsenceListDialog
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.grid.grid_menu import MenuEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.ui.page import Page
    from asfdesk.ui.pages.hours.attendance_cells import ChosenCells


DEVIATIONS = "deviations"
"""What the to-do list asks for: `go("attendance:deviations")`."""


class AttendanceAbsences(QObject):
    """The button "Deviations" and the list it opens."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.button = button(_("Deviations…"))
        self.button.clicked.connect(self.open)

    @Slot()
    def open(self) -> AbsenceListDialog:
        """The month's deviations."""
        dialog = AbsenceListDialog(self._page, self._page.month)
        dialog.open()
        return dialog


def absence_entries(page: Page, chosen: ChosenCells) -> Sequence[MenuEntry]:
    """Note a deviation for the chosen day, in a locked month too: it is no attendance."""
    cell = chosen.only
    if cell is None or not cell.cell.inside or cell.day.future:
        return []
    return [
        MenuEntry(
            _("Note deviation…"),
            partial(open_absence, page, cell.row.placement_id, cell.day.day),
            enabled=page.writable,
        )
    ]

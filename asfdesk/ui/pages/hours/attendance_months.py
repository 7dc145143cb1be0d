"""Närvaro: locking a month, opening it again, and what is missing before it can be locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from asfdesk.i18n import _
from asfdesk.services.lock_attendance import lock_month, reopen_month
from asfdesk.ui.dialogs.hours.lock_month import ask_to_lock, reason_fields
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import link_button, primary_button
from asfdesk.ui.kit.tip import plain_tip
from asfdesk.ui.pages.hours import attendance_words as words
from asfdesk.ui.pages.hours.grid_words import month_word
from asfdesk.ui.pages.hours.missing_days import MissingDaysDialog

if TYPE_CHECKING:
    from asfdesk.services.changes import Changes
    from asfdesk.services.hours.attendance_grid import MonthGrid
    from asfdesk.ui.kit.form.form import FormValues
    from asfdesk.ui.page import Page


class AttendanceMonths(QObject):
    """The lock button, the badge that says how the month stands, and the list of what is missing.

    Signals:
        place_wanted: placement id and day the user wants to see.
        fill_wanted: everybody present except …, for the month.
    """

    place_wanted = Signal(object)
    fill_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._grid: MonthGrid | None = None
        self.button = primary_button("")
        self.button.clicked.connect(self.lock_or_open)
        self.badge = Badge()
        self.list_button = link_button(_("Show the list"))
        self.list_button.clicked.connect(self.show_missing)
        self.missing: MissingDaysDialog | None = None

    def show_grid(self, grid: MonthGrid) -> None:
        """Say how the month stands."""
        self._grid = grid
        month, locked = month_word(grid.month), grid.state.locked
        said = _("Open %(month)s again…") if locked else _("Lock %(month)s…")
        self.button.setText(said % {"month": month})
        text, tone = words.lock_words(grid)
        some = grid.total_rows > 0
        writable = self._page.writable
        self.button.setEnabled(writable and some and (locked or not grid.blocking))
        self.button.setToolTip("" if locked else plain_tip(text))
        self.badge.set_status(text, tone)
        self.badge.setVisible(bool(text))
        self.list_button.setVisible(not locked and bool(grid.blocking or grid.odd))
        if self.missing is not None and self.missing.isVisible():
            self.missing.show_grid(grid, writable=writable and not locked)

    @Slot()
    def show_missing(self) -> None:
        """List what is missing, beside the grid."""
        if self._grid is None:
            return
        if self.missing is None:
            self.missing = MissingDaysDialog(self._page)
            self.missing.chosen.connect(self.place_wanted)
            self.missing.fill_wanted.connect(self.fill_wanted)
        writable = self._page.writable and not self._grid.state.locked
        self.missing.show_grid(self._grid, writable=writable)
        self.missing.open_beside()

    @Slot()
    def lock_or_open(self) -> None:
        """Ask first: neither can be undone with Ctrl+Z."""
        if self._grid is None:
            return
        if self._grid.state.locked:
            self._ask_why(self._grid)
        else:
            ask_to_lock(self._page, month_word(self._grid.month), self._grid.odd, self.lock)

    @Slot()
    def lock(self) -> None:
        """Lock the month that is shown."""
        context, grid = self._page.context, self._grid
        write = context.write
        if write is not None and grid is not None:
            self._page.command(lambda: lock_month(write, grid.month, context.today))

    def _ask_why(self, grid: MonthGrid) -> None:
        write, today = self._page.context.write, self._page.context.today
        if write is None:
            return

        def save(values: FormValues) -> Changes:
            return reopen_month(write, grid.month, values.text("reason"), today)

        name = month_word(grid.month)
        self._page.form(
            _("Open %(month)s again") % {"month": name},
            reason_fields(),
            save,
            save_text=_("Open %(month)s") % {"month": name},
            intro=_("What has been sent for the month may have to be sent again."),
        )

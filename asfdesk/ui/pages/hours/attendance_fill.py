"""Närvaro: filling in everybody as present, except those who were away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from asfdesk.domain.period import Period
from asfdesk.i18n import _, weekday_and_day
from asfdesk.services.hours.register_attendance import fill_as_planned
from asfdesk.ui.dialogs.hours.present_except import DaysChoice, PresentExceptDialog
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.pages.hours.day_columns import week_word
from asfdesk.ui.pages.hours.grid_words import capital, month_word
from asfdesk.ui.pages.hours.shown_days import week_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from asfdesk.services.hours.attendance_grid import MonthGrid
    from asfdesk.ui.dialogs.hours.present_except import PresentExcept
    from asfdesk.ui.page import Page

DAY, WEEK, MONTH = range(3)


class AttendanceFill(QObject):
    """The button and the dialog behind it.

    Signals:
        filling: the placements that are about to be filled in.

    Attributes:
        day: says which day is meant.
    """

    filling = Signal(object)

    def __init__(self, page: Page, day: Callable[[], date]) -> None:
        super().__init__(page)
        self._page = page
        self.day = day
        self._grid: MonthGrid | None = None
        self.button = button(_("Everybody present except…"))
        self.button.clicked.connect(self.open)

    def show_grid(self, grid: MonthGrid) -> None:
        """What the dialog is about."""
        self._grid = grid
        some = grid.total_rows > 0
        self.button.setEnabled(self._page.writable and some and not grid.state.locked)

    @Slot()
    def open(self) -> None:
        """Ask for days, beginning with the one we stand on, and for those who were away."""
        self._open(DAY)

    @Slot()
    def open_for_month(self) -> None:
        """The same for the whole month."""
        self._open(MONTH)

    def _open(self, start: int) -> None:
        grid = self._grid
        if grid is not None and grid.rows and self._page.writable:
            dialog = PresentExceptDialog(self._page, grid, self._choices(grid), start)
            dialog.decided.connect(self._fill)
            dialog.open()

    def _choices(self, grid: MonthGrid) -> list[DaysChoice]:
        """The chosen day, its week, and the whole month, as far as it has come."""
        day = self.day()
        week = week_of(day)
        # A week that reaches into another month is filled in as far as it is read.
        first, last = max(week.first, grid.days[0].day), min(week.last, grid.days[-1].day)
        month = month_word(grid.month)
        return [
            DaysChoice(capital(weekday_and_day(day)), Period(day, day)),
            DaysChoice(
                _("%(week)s, day %(first)d to %(last)d")
                % {"week": capital(week_word(day)), "first": first.day, "last": last.day},
                Period(first, last),
            ),
            DaysChoice(_("All of %(month)s") % {"month": month}, Period.of_month(grid.month)),
        ]

    @Slot(object)
    def _fill(self, decided: PresentExcept) -> None:
        write, today = self._page.context.write, self._page.context.today
        if write is None:
            return
        # Rows that are filtered away are not "everybody": they are left as they are.
        self.filling.emit(decided.only)
        self._page.command(
            lambda: fill_as_planned(write, decided.period, today, decided.absent, only=decided.only)
        )

"""What the attendance page shows, read on the worker: all of it, or the rows written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.services.hours.attendance_month import month_again, month_grid
from asfdesk.ui.pages.hours.attendance_content import Made, attendance_content
from asfdesk.ui.pages.hours.attendance_sick import read_sick
from asfdesk.ui.pages.hours.shown_days import Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from asfdesk.services.hours.attendance_grid import AgreementSums, GridFilter, MonthGrid
    from asfdesk.services.session import ReadSession
    from asfdesk.ui.kit.grid.grid_content import GridContent
    from asfdesk.ui.pages.hours.attendance_sick import SickMarks
    from asfdesk.ui.pages.hours.shown_days import ShownDays

_MANY = 20
"""Rows beyond which the whole month is read again."""


@dataclass(frozen=True)
class Shown:
    """What the worker has made ready to be shown. `days` are places among the grid's days."""

    grid: MonthGrid
    span: Span
    days: slice
    content: GridContent
    sums: tuple[AgreementSums, ...]
    sick: SickMarks | None = None

    @property
    def by_day(self) -> bool:
        """Whether it is a single day, which has a view of its own."""
        return self.span is Span.DAY

    def day_at(self, column: int) -> date:
        """The day of a column."""
        first: int = self.days.start
        return self.grid.days[first + column].day


class AttendanceReading:
    """Knows what is shown, and what must be read before it is right again.

    Attributes:
        shown: what is shown now; None before the first time.
    """

    def __init__(self, session: ReadSession, today: date) -> None:
        self._session = session
        self._today = today
        self.shown: Shown | None = None
        self._asked = 0
        self._due: frozenset[int] | None = None

    def ask(
        self, wanted: ShownDays, chosen: GridFilter, only: frozenset[int] | None
    ) -> Callable[[], Shown | None]:
        """Work that reads what is wanted; it answers None when something newer has been asked.

        Args:
            wanted: which days.
            chosen: which rows.
            only: the placements that were written in, when nothing else has changed; None = all.
        """
        session, today, shown = self._session, self._today, self.shown
        month, period, span = wanted.month, wanted.period(), wanted.span
        rows = self._rows_due(only)
        self._asked += 1
        mine = self._asked

        def read() -> Shown | None:
            if mine != self._asked:
                return None
            week = period.first if span is Span.WEEK else None
            if rows is None or shown is None:
                grid, before = month_grid(session, month, today, chosen, week), None
            else:
                grid = month_again(session, shown.grid, today, rows, chosen)
                before = Made(shown.grid, shown.days, shown.content)
            days = slice(grid.place(period.first), grid.place(period.last) + 1)
            content = attendance_content(grid, days, before)
            sums = tuple(grid.by_agreement(days))
            return Shown(grid, span, days, content, sums, read_sick(session, period))

        return read

    def _rows_due(self, only: frozenset[int] | None) -> frozenset[int] | None:
        """The rows to be read: those written in since something was shown; None = all."""
        if self._due is None or only is None or len(self._due | only) > _MANY:
            self._due = None
        else:
            self._due |= only
        return self._due

    def accept(self, shown: Shown) -> None:
        """It is shown now: nothing is due any more."""
        self.shown = shown
        self._due = frozenset()

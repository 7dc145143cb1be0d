"""Which days of a month a grid shows: all of it, a week or a day."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month
from asfdesk.i18n import weekday_and_day
from asfdesk.ui.pages.day_columns import week_word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_WEEK = 7


class Span(StrEnum):
    """How much of the month is shown."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"


class ShownDays:
    """A span around a day of a month."""

    def __init__(self, month: Month, day: date) -> None:
        self.span = Span.MONTH
        self.month = month
        self.day = day

    def go_to_month(self, month: Month, today: date) -> None:
        """Another month: its first day, or today if it is this month."""
        self.month = month
        self.day = today if Month.of(today) == month else month.first

    def step(self, direction: int) -> None:
        """The week or day before (-1) or after (1), inside the month."""
        there = self.day + timedelta(days=direction * (_WEEK if self.span is Span.WEEK else 1))
        self.day = min(max(there, self.month.first), self.month.last)

    def places(self) -> slice:
        """The days shown, as positions in the month."""
        at = self.day.day - 1
        match self.span:
            case Span.DAY:
                return slice(at, at + 1)
            case Span.WEEK:
                monday = at - self.day.weekday()
                return slice(max(monday, 0), monday + _WEEK)
            case Span.MONTH:
                return slice(0, self.month.last.day)

    def words(self) -> str:
        """V. 43, or onsdag 21 oktober."""
        return week_word(self.day) if self.span is Span.WEEK else weekday_and_day(self.day)

    def week(self, day: date) -> Iterator[date]:
        """The days of a day's week, inside the month."""
        monday = day - timedelta(days=day.weekday())
        days = (monday + timedelta(days=at) for at in range(_WEEK))
        return (one for one in days if Month.of(one) == self.month)

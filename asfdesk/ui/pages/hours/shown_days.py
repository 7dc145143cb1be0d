"""Which days a grid shows: a month, a whole week or a day."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.i18n import weekday_and_day
from asfdesk.ui.pages.hours.day_columns import week_word

if TYPE_CHECKING:
    from datetime import date

_WEEK = 7


class Span(StrEnum):
    """How much is shown."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"


def week_of(day: date) -> Period:
    """The whole ISO week around a day, over months and years."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=_WEEK - 1), PeriodKind.WEEK)


class ShownDays:
    """A span around a day."""

    def __init__(self, day: date) -> None:
        self.span = Span.MONTH
        self.day = day

    @property
    def month(self) -> Month:
        """The month that is worked in: the day's."""
        return Month.of(self.day)

    def go_to_month(self, month: Month, today: date) -> None:
        """Another month: its first day, or today if it is this month."""
        self.day = today if Month.of(today) == month else month.first

    def step(self, direction: int) -> None:
        """The week or day before (-1) or after (1), over months and years."""
        self.day += timedelta(days=direction * (_WEEK if self.span is Span.WEEK else 1))

    def period(self) -> Period:
        """The days shown. A week is whole, although it may reach into another month."""
        match self.span:
            case Span.DAY:
                return Period(self.day, self.day, PeriodKind.DAY)
            case Span.WEEK:
                return week_of(self.day)
            case Span.MONTH:
                return Period.of_month(self.month)

    def words(self) -> str:
        """V. 43, or onsdag 21 oktober."""
        return week_word(self.day) if self.span is Span.WEEK else weekday_and_day(self.day)

"""Where an enterprise stands, as plain figures under keys that stay the same over the years.

A visit keeps them, so that the next one can tell what has changed (ADR 0045). The keys:

    year.first, year.last (month)         the fiscal year they are about
    books.through (month)                 the last closed month of the books
    attendance.locked (month)             the last locked month of attendance
    plan.version (count)                  of the plan in force; plan.approved_on (day), no value =
                                          a draft
    plan.result, .income, .cost (ore)     the whole year; plan.line.CODE each line
    to_date.result, .income, .cost        booked in the closed months; to_date.line.CODE;
    to_date.planned                       the plan's result of the same months
    forecast.result, .income, .cost       the whole year as foreseen; forecast.line.CODE
    liquidity.lowest (ore), .lowest_month the plan's lowest month-end; .headroom with the overdraft
    bank.balance (ore), bank.day (day)    the newest known balance
    places.sold, .booked, .free (bp)      average places of the month that the day lies in
    work.first, work.last (month)         the three months that the rates below are of
    occupancy.booked, .attended, .sold    shares (bp): booked of sold, attended of booked,
                                          delivered of sold
    supervision.fte (bp), .minutes, .attended_minutes, .per_trainee_hour (bp), .ratio (bp)
                                          reported full-time posts, both sums of time, supervisor
                                          hours per trainee hour, trainees per employed full-time
                                          supervisor
    outcomes.first, outcomes.last (month) twelve months; outcomes.exits, outcomes.group.GROUP
                                          (count), outcomes.results (bp): work or studies of exits
    corrections.month.YYYY-MM (count)     how many times a month was locked again after it was
                                          reported; corrections.months how many such months;
                                          corrections.waiting reports that must go out again
    actions.open, .overdue, .done         agreed actions (count)

Results are by effect: income is positive, costs negative. A line that has no key is zero; a key
without a value is not known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.period import MONTHS_IN_YEAR, Month

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_HUNDRED = 100


class StateUnit(StrEnum):
    """What a figure counts.

    BP are ten-thousandths of one, of shares as well as of places, posts and ratios: 12.5 places
    are 125000. A MONTH is written 202603, a DAY 20260331.
    """

    ORE = "ore"
    MINUTES = "minutes"
    BP = "bp"
    COUNT = "count"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True)
class StateFigure:
    """One figure; `value` None = not known, which is not zero."""

    key: str
    unit: StateUnit
    value: int | None


@dataclass(frozen=True)
class VisitState:
    """Every figure of a day, by key."""

    as_of: date
    figures: Mapping[str, StateFigure] = field(default_factory=dict)

    def value(self, key: str) -> int | None:
        """A figure's value; None when it is not known or was not taken down."""
        found = self.figures.get(key)
        return None if found is None else found.value

    def month(self, key: str) -> Month | None:
        """A figure that is a month."""
        value = self.value(key)
        return None if value is None else month_of(value)

    def under(self, prefix: str) -> dict[str, int]:
        """The values whose keys begin with a prefix, under what is left of the keys."""
        return {
            key.removeprefix(prefix): one.value
            for key, one in self.figures.items()
            if key.startswith(prefix) and one.value is not None
        }


def month_value(month: Month | None) -> int | None:
    """A month as a whole number: 202603."""
    return None if month is None else month.year * _HUNDRED + month.number


def month_of(value: int) -> Month | None:
    """The month that `month_value` wrote; None when it is none."""
    year, number = divmod(value, _HUNDRED)
    return Month(year, number) if 1 <= number <= MONTHS_IN_YEAR and year > 0 else None


def day_value(day: date | None) -> int | None:
    """A day as a whole number: 20260331."""
    return None if day is None else (day.year * _HUNDRED + day.month) * _HUNDRED + day.day

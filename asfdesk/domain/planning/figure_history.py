"""Which periods a key figure is followed over: months, quarters, fiscal years, rolling, so far."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.period import MONTHS_IN_YEAR, Month, Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import FiscalYear

QUARTER = 3


class Step(StrEnum):
    """How a history is divided."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ROLLING = "rolling"
    TO_DATE = "to_date"


def periods(step: Step, first: Month, last: Month, years: Sequence[FiscalYear]) -> list[Period]:
    """The periods between two months, oldest first; only whole ones.

    Args:
        step: MONTH; QUARTER = calendar quarters; YEAR = fiscal years; ROLLING = the twelve months
            to each month; TO_DATE = from the fiscal year's first month to each of its months.
        first: the first month with data.
        last: the last one.
        years: the fiscal years.
    """
    months = Period.of_months(first, last).months() if first <= last else []
    match step:
        case Step.MONTH:
            return [Period.of_month(month) for month in months]
        case Step.QUARTER:
            ends = [month for month in months if month.number % QUARTER == 0]
            found = [Period.of_quarter(end.year, end.number // QUARTER) for end in ends]
            return [one for one in found if Month.of(one.first) >= first]
        case Step.YEAR:
            ordered = sorted(years, key=lambda year: year.first)
            return [y.period for y in ordered if y.first >= first.first and y.last <= last.last]
        case Step.ROLLING:
            starts = [(month.plus(1 - MONTHS_IN_YEAR), month) for month in months]
            return [Period.of_months(*pair) for pair in starts if pair[0] >= first]
        case Step.TO_DATE:
            return [
                Period.of_months(start, month)
                for month in months
                if (start := _start(month, years)) is not None and start >= first
            ]


def _start(month: Month, years: Sequence[FiscalYear]) -> Month | None:
    """The first month of the fiscal year that a month lies in."""
    return next((Month.of(y.first) for y in years if y.first <= month.first <= y.last), None)


def period_at(step: Step, month: Month, years: Sequence[FiscalYear]) -> Period:
    """The period of a kind that a month is shown in; outside every fiscal year, calendar years."""
    year = next((y for y in years if y.first <= month.first <= y.last), None)
    match step:
        case Step.MONTH:
            return Period.of_month(month)
        case Step.QUARTER:
            return Period.of_quarter(month.year, (month.number + QUARTER - 1) // QUARTER)
        case Step.YEAR:
            return year.period if year else Period.of_year(month.year)
        case Step.ROLLING:
            return Period.of_months(month.plus(1 - MONTHS_IN_YEAR), month)
        case Step.TO_DATE:
            return Period.of_months(Month.of(year.first) if year else Month(month.year, 1), month)

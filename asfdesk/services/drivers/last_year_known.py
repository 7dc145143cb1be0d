"""Which fiscal years have something known of the year before, for a plan to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import UNMAPPED
from asfdesk.domain.period import MONTHS_IN_YEAR
from asfdesk.services.actuals import line_months

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asfdesk.domain.period import FiscalYear, Month, Period
    from asfdesk.services.session import ReadSession

NEXT = 0
"""Stands for the year that can be added."""


def last_year_known(
    session: ReadSession, years: Sequence[FiscalYear], following: Period
) -> frozenset[int]:
    """The row numbers of the years whose same months a year before have actuals.

    Args:
        session: the open file.
        years: those a plan can begin with.
        following: the one that can be added, NEXT in the answer.
    """
    before = {year.id: _a_year_before(year.months()) for year in years}
    before[NEXT] = _a_year_before(following.months())
    every = [month for months in before.values() for month in months]
    found = line_months(session, min(every), max(every))
    known = {month for code, months in found.items() if code != UNMAPPED for month in months}
    return frozenset(key for key, months in before.items() if known.intersection(months))


def _a_year_before(months: Iterable[Month]) -> list[Month]:
    return [month.plus(-MONTHS_IN_YEAR) for month in months]

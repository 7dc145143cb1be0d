"""Every plan line through a fiscal year: booked, planned and forecast, and what was a year before.

One question to the books, whatever the number of lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.period import MONTHS_IN_YEAR, Month
from asfdesk.domain.plan import PlanKind
from asfdesk.domain.planning.forecast import LineYear
from asfdesk.services.actuals import covered_months, has_actuals, is_monthly, line_months

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.plan import Plan
    from asfdesk.domain.planning.follow_up import Scope
    from asfdesk.services.actuals import LineMonths
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class LineYears:
    """What the follow-up is computed from.

    Attributes:
        lines: line code (UNMAPPED too) -> its year; `closed` counts to the month shown.
        last_year: line code -> öre in the closed months a year before; None = not known.
        rolling: the same of the twelve months up to the last closed one.
        rolling_before: the same of the twelve months before those.
    """

    lines: Mapping[str, LineYear]
    last_year: Mapping[str, int] | None
    rolling: Mapping[str, int] | None = None
    rolling_before: Mapping[str, int] | None = None

    def codes(self) -> set[str]:
        """Every line that has money somewhere."""
        earlier = (self.last_year, self.rolling, self.rolling_before)
        return {*self.lines, *(code for sums in earlier if sums for code in sums)}


def line_years(
    session: ReadSession,
    year: FiscalYear,
    through: Month | None,
    plan: Plan | None,
    scope: Scope | None = None,
) -> LineYears:
    """Actual, plan and forecast plan of every line.

    Args:
        session: the open file.
        year: the fiscal year.
        through: the last closed month that counts; None = none is closed.
        plan: the plan that it is compared with.
        scope: one project or cost centre; its plan is what its drivers say.
    """
    months = year.months()
    closed = months.index(through) + 1 if through is not None else 0
    earliest = through.plus(1 - 2 * MONTHS_IN_YEAR) if through is not None else months[0]
    if closed:
        earliest = min(earliest, months[0].plus(-MONTHS_IN_YEAR))
    within = scope.key if scope else None
    found = line_months(session, min(earliest, months[0]), months[-1], within)
    actual = {code: _within(amounts, months) for code, amounts in found.items()}
    if scope is not None:
        planned, forecast = scope.planned, None
    else:
        planned = session.plans.amounts(plan.id, months) if plan else {}
        forecast = _forecast_amounts(session, year, months)
    booked = {code for code, amounts in actual.items() if amounts}
    codes = booked | set(planned) | set(forecast or ())
    lines = {
        code: LineYear(
            months,
            closed,
            actual.get(code, {}),
            planned.get(code, {}),
            None if forecast is None else forecast.get(code, {}),
        )
        for code in codes
    }
    return LineYears(
        lines,
        _last_year(session, found, months[:closed]),
        *_rolling(session, found, year, through),
    )


def _within(amounts: Mapping[Month, int], months: Sequence[Month]) -> dict[Month, int]:
    return {month: ore for month, ore in amounts.items() if months[0] <= month <= months[-1]}


def _forecast_amounts(
    session: ReadSession, year: FiscalYear, months: Sequence[Month]
) -> dict[str, dict[Month, int]] | None:
    """Amounts of the latest forecast plan that covers the year; None when there is none."""
    plans = [p for p in session.plans.covering(year.id) if p.kind is PlanKind.FORECAST]
    starts = [p for p in plans if p.fiscal_year_id == plans[0].fiscal_year_id]
    latest = max(starts, key=lambda plan: (plan.version, plan.id), default=None)
    return session.plans.amounts(latest.id, months) if latest else None


def _sums(found: LineMonths, first: Month, last: Month) -> dict[str, int]:
    """Line -> öre in first..last; lines without turnover are absent."""
    return {
        code: sum(inside)
        for code, amounts in found.items()
        if (inside := [ore for month, ore in amounts.items() if first <= month <= last])
    }


def _last_year(
    session: ReadSession, found: LineMonths, closed: Sequence[Month]
) -> dict[str, int] | None:
    """The same months a year before, if their books are here month by month."""
    if not closed:
        return None
    first, last = (month.plus(-MONTHS_IN_YEAR) for month in (closed[0], closed[-1]))
    for month in (first, last):
        year = session.enterprise.fiscal_year_on(month.first)
        if year is None or not has_actuals(session, year) or not is_monthly(session, year):
            return None
    return _sums(found, first, last)


def _rolling(
    session: ReadSession, found: LineMonths, year: FiscalYear, through: Month | None
) -> tuple[dict[str, int] | None, dict[str, int] | None]:
    """The twelve months up to `through`, and the twelve before them."""
    if through is None:
        return None, None
    known = _known_months(session, through.plus(1 - 2 * MONTHS_IN_YEAR))
    known |= {month for month in year.months() if month <= through}
    both = []
    for last in (through, through.plus(-MONTHS_IN_YEAR)):
        first = last.plus(1 - MONTHS_IN_YEAR)
        whole = all(first.plus(at) in known for at in range(MONTHS_IN_YEAR))
        both.append(_sums(found, first, last) if whole else None)
    return both[0], both[1]


def _known_months(session: ReadSession, first: Month) -> set[Month]:
    """Months whose figures are here: books that say what happened in which month, or typed."""
    known = set(covered_months(session))
    known.update(*session.typed.amounts(first, Month(9999, 12)).values())
    for year in session.enterprise.fiscal_years():
        if not is_monthly(session, year):
            known.difference_update(year.months())
    return known

"""Actuals against plan: month, year to date, last year and the year's forecast, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import UNMAPPED
from asfdesk.domain.period import MONTHS_IN_YEAR, Period
from asfdesk.domain.plan import PlanKind
from asfdesk.domain.planning.comments import CommentScope
from asfdesk.domain.planning.follow_up import FollowUp, FollowUpRow
from asfdesk.domain.planning.forecast import LineYear, Method, sum_of
from asfdesk.domain.planning.statement import Figures, statement
from asfdesk.domain.planning.variance import Comparison, Light
from asfdesk.services.actuals import (
    has_actuals,
    has_typed,
    is_monthly,
    line_months,
    year_line_months,
)
from asfdesk.services.planning.follow_up_settings import forecast_methods, limits, method_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.domain.plan import Plan
    from asfdesk.domain.planning.statement import StatementRow
    from asfdesk.domain.planning.variance import Limits
    from asfdesk.services.actuals import LineMonths
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class LineYears:
    """What the follow-up is computed from: every line through the year, and last year's months.

    Attributes:
        lines: line code (UNMAPPED too) -> its year; `closed` counts to the month shown.
        last_year: line code -> öre in the closed months a year before; None = not known.
    """

    lines: Mapping[str, LineYear]
    last_year: Mapping[str, int] | None


def follow_up(
    session: ReadSession, year: FiscalYear, month: Month, first: Month | None = None
) -> FollowUp:
    """The follow-up of a year as it stands in one of its months.

    Args:
        session: the open file.
        year: the fiscal year.
        month: the month shown, or the last one of the period shown.
        first: the first month of the period shown; None = `month` alone.
    """
    shown = Period.of_months(first or month, month).months()
    plan = session.plans.in_force(year.id)
    through = closed_through(year, month)
    years = line_years(session, year, through, plan)
    figures = _figures(session, years, shown, has_plan=plan is not None)
    rules = limits(session)
    closed = through is not None and month <= through
    comments = _comments(session, month)
    rows = [
        _judged(row, rules, comments.get(row.key, ""), closed=closed)
        for row in statement(session.plans.lines(with_inactive=True), figures)
    ]
    return FollowUp(
        year=year,
        first=shown[0],
        month=month,
        through=through,
        plan=plan,
        rows=tuple(rows),
        imported=has_actuals(session, year),
        monthly=is_monthly(session, year),
        last_year_known=years.last_year is not None,
        limits=rules,
        typed=has_typed(session, year),
    )


def closed_through(year: FiscalYear, month: Month) -> Month | None:
    """The last closed month of the year up to a month; None when none is closed."""
    if year.books_through is None:
        return None
    last = min(month, year.books_through)
    return last if last in year.months() else None


def line_years(
    session: ReadSession, year: FiscalYear, through: Month | None, plan: Plan | None
) -> LineYears:
    """Actual, plan and forecast plan of every line, three queries however many lines."""
    months = year.months()
    closed = months.index(through) + 1 if through is not None else 0
    actual = year_line_months(session, year)
    planned = session.plans.amounts(plan.id) if plan else {}
    forecast = _forecast_amounts(session, year)
    codes = set(actual) | set(planned) | set(forecast)
    lines = {
        code: LineYear(
            months, closed, actual.get(code, {}), planned.get(code, {}), forecast.get(code, {})
        )
        for code in codes
    }
    return LineYears(lines, _last_year(session, months[:closed]))


def _forecast_amounts(session: ReadSession, year: FiscalYear) -> dict[str, dict[Month, int]]:
    """Amounts of the latest forecast plan; empty when there is none."""
    plans = [p for p in session.plans.plans(year.id) if p.kind is PlanKind.FORECAST]
    latest = max(plans, key=lambda plan: (plan.version, plan.id), default=None)
    return session.plans.amounts(latest.id) if latest else {}


def _last_year(session: ReadSession, closed: Sequence[Month]) -> dict[str, int] | None:
    """The same months a year before, if their books are here month by month."""
    if not closed:
        return None
    first, last = (month.plus(-MONTHS_IN_YEAR) for month in (closed[0], closed[-1]))
    for month in (first, last):
        year = session.enterprise.fiscal_year_on(month.first)
        if year is None or not has_actuals(session, year) or not is_monthly(session, year):
            return None
    found: LineMonths = line_months(session, first, last)
    return {code: sum(amounts.values()) for code, amounts in found.items()}


def _figures(
    session: ReadSession, years: LineYears, shown: Sequence[Month], *, has_plan: bool
) -> dict[str, Figures]:
    methods = forecast_methods(session)
    earlier = years.last_year
    codes = set(years.lines) | set(earlier or ())
    empty = LineYear(shown, 0)
    found = {}
    for code in codes:
        line = years.lines.get(code, empty)
        found[code] = Figures(
            month=Comparison(
                sum_of(line.actual, shown), sum_of(line.plan, shown) if has_plan else None
            ),
            to_date=_to_date(line, has_plan=has_plan),
            last_year_ore=None if earlier is None else earlier.get(code, 0),
            year=Comparison(
                _forecast(line, method_of(methods, code), has_plan=has_plan),
                sum_of(line.plan, line.months) if has_plan else None,
            ),
        )
    return found


def _forecast(line: LineYear, method: Method, *, has_plan: bool) -> int | None:
    """The year by the line's method; by method A where that has nothing to go by.

    Without a plan, open months have nothing to be filled with, so there is no forecast by A.
    """
    found = line.forecast_ore(method)
    if found is None:
        found = line.forecast_ore(Method.REMAINING_PLAN)
    unknown = line.open_months and not has_plan and method is Method.REMAINING_PLAN
    return None if unknown else found


def _to_date(line: LineYear, *, has_plan: bool) -> Comparison:
    planned = sum_of(line.plan, line.closed_months) if has_plan else None
    return Comparison(line.actual_ore if line.closed else None, planned)


def _judged(row: StatementRow, rules: Limits, comment: str, *, closed: bool) -> FollowUpRow:
    if UNMAPPED in row.codes and len(row.codes) == 1:
        return FollowUpRow(row, Light.WARN, Light.WARN, Light.GREY, comment)
    figures = row.figures
    return FollowUpRow(
        row,
        figures.month.light(rules) if closed else Light.GREY,
        figures.to_date.light(rules),
        figures.year.light(rules),
        comment,
    )


def _comments(session: ReadSession, month: Month) -> dict[str, str]:
    found = session.comments.comments(CommentScope.LINE, str(month), str(month))
    return {comment.line_code: comment.body for comment in found}

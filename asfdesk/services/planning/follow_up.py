"""Actuals against plan: month, year to date, last year and the year's forecast, row by row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.period import Period
from asfdesk.domain.planning.comments import CommentScope
from asfdesk.domain.planning.follow_up import FollowUp, FollowUpRow
from asfdesk.domain.planning.forecast import LineYear, Method, sum_of
from asfdesk.domain.planning.statement import Figures, RowKind, statement
from asfdesk.domain.planning.variance import Comparison, Light
from asfdesk.services.actuals import has_actuals, has_typed, is_monthly
from asfdesk.services.planning.follow_up_settings import forecast_methods, limits, method_of
from asfdesk.services.planning.line_years import line_years

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.domain.plan import Plan
    from asfdesk.domain.planning.follow_up import Scope
    from asfdesk.domain.planning.statement import StatementRow
    from asfdesk.domain.planning.variance import Limits
    from asfdesk.services.planning.line_years import LineYears
    from asfdesk.services.session import ReadSession


def follow_up(
    session: ReadSession,
    year: FiscalYear,
    month: Month,
    first: Month | None = None,
    scope: Scope | None = None,
) -> FollowUp:
    """The follow-up of a year as it stands in one of its months; see `followed_up`."""
    return followed_up(session, year, month, first, scope)[0]


def followed_up(
    session: ReadSession,
    year: FiscalYear,
    month: Month,
    first: Month | None = None,
    scope: Scope | None = None,
) -> tuple[FollowUp, LineYears]:
    """The follow-up of a year as it stands in one of its months, and what it is computed from.

    Args:
        session: the open file.
        year: the fiscal year.
        month: the month shown, or the last one of the period shown.
        first: the first month of the period shown; None = `month` alone.
        scope: one project or cost centre, and what the plan says of it; None = everything.
    """
    shown = Period.of_months(first or month, month).months()
    plan = session.plans.in_force(year.id)
    through = closed_through(year, month)
    years = line_years(session, year, through, plan, scope)
    methods = forecast_methods(session)
    figures = _figures(years, shown, _planned_codes(years, plan, scope), methods)
    judge = _Judge(
        limits(session),
        years.lines,
        methods,
        _comments(session, shown) if scope is None else {},
        closed=through is not None and month <= through,
    )
    lines = session.plans.lines(with_inactive=True)
    rows = [_foreseen(row, figures) for row in statement(lines, figures)]
    view = FollowUp(
        year=year,
        first=shown[0],
        month=month,
        through=through,
        plan=plan,
        rows=tuple(judge.row(_only_compared(row, figures) if scope else row) for row in rows),
        imported=has_actuals(session, year),
        monthly=is_monthly(session, year),
        last_year_known=years.last_year is not None,
        limits=judge.limits,
        typed=has_typed(session, year),
        scope=scope,
    )
    return view, years


def closed_through(year: FiscalYear, month: Month) -> Month | None:
    """The last closed month of the year up to a month; None when none is closed."""
    if year.books_through is None:
        return None
    last = min(month, year.books_through)
    return last if last in year.months() else None


def _planned_codes(years: LineYears, plan: Plan | None, scope: Scope | None) -> frozenset[str]:
    """Lines that are compared: all with a plan; in a scope those that the plan says it of."""
    if plan is None:
        return frozenset()
    return frozenset(years.codes() if scope is None else scope.planned)


def _figures(
    years: LineYears,
    shown: Sequence[Month],
    planned: frozenset[str],
    methods: Mapping[str, Method],
) -> dict[str, Figures]:
    found = {}
    for code in years.codes():
        line = years.lines.get(code, LineYear(shown, 0))
        has_plan = code in planned
        found[code] = Figures(
            month=_compared(sum_of(line.actual, shown), sum_of(line.plan, shown), has_plan),
            to_date=_compared(
                line.actual_ore if line.closed else None,
                sum_of(line.plan, line.closed_months),
                has_plan,
            ),
            last_year_ore=_earlier(years.last_year, code),
            year=_compared(
                line_forecast(line, method_of(methods, code), has_plan=has_plan),
                line.planned_ore,
                has_plan,
            ),
            rolling_ore=_earlier(years.rolling, code),
            rolling_before_ore=_earlier(years.rolling_before, code),
        )
    return found


def _compared(actual: int | None, plan: int, has_plan: bool) -> Comparison:  # noqa: FBT001 - private
    return Comparison(actual, plan if has_plan else None)


def _earlier(sums: Mapping[str, int] | None, code: str) -> int | None:
    return None if sums is None else sums.get(code, 0)


def line_forecast(line: LineYear, method: Method, *, has_plan: bool) -> int | None:
    """The year by a line's method; by method A where that has nothing to go by.

    Without a plan, open months have nothing to be filled with, so there is no forecast by A.
    """
    found = line.forecast_ore(method)
    if found is not None and method is not Method.REMAINING_PLAN:
        return found
    unknown = line.open_months and not has_plan
    return None if unknown else line.forecast_ore(Method.REMAINING_PLAN)


@dataclass(frozen=True)
class _Judge:
    """Gives each row its lights, its comment and its method.

    Attributes:
        closed: whether all of the period shown counts.
    """

    limits: Limits
    lines: Mapping[str, LineYear]
    methods: Mapping[str, Method]
    comments: Mapping[str, str]
    closed: bool

    def row(self, row: StatementRow) -> FollowUpRow:
        """The row judged."""
        comment = self.comments.get(row.key, "")
        if row.kind is RowKind.UNMAPPED:
            return FollowUpRow(row, Light.WARN, Light.WARN, Light.GREY, comment)
        figures = row.figures
        judged = FollowUpRow(
            row,
            figures.month.light(self.limits) if self.closed else Light.GREY,
            figures.to_date.light(self.limits),
            figures.year.light(self.limits),
            comment,
        )
        if row.kind is not RowKind.LINE:
            return judged
        method = method_of(self.methods, row.key)
        line = self.lines.get(row.key)
        return replace(judged, method=method, caution=line.caution(method) if line else None)


def _has_money(figures: Figures) -> bool:
    return bool(figures.month.actual_ore or figures.to_date.actual_ore)


def _foreseen(row: StatementRow, figures: Mapping[str, Figures]) -> StatementRow:
    """A sum is foreseen only when every part that has money is."""
    parts = [figures[code] for code in row.codes]
    if not any(one.year.actual_ore is None and _has_money(one) for one in parts):
        return row
    year = replace(row.figures.year, actual_ore=None)
    return replace(row, figures=replace(row.figures, year=year))


def _only_compared(row: StatementRow, figures: Mapping[str, Figures]) -> StatementRow:
    """In a scope: a sum is compared only when every part that has money is."""
    parts = [figures[code] for code in row.codes]
    lacking = any(one.year.plan_ore is None and _has_money(one) for one in parts)
    if not lacking:
        return row
    sums = row.figures
    return replace(
        row,
        figures=replace(
            sums,
            month=replace(sums.month, plan_ore=None),
            to_date=replace(sums.to_date, plan_ore=None),
            year=replace(sums.year, plan_ore=None),
        ),
    )


def _comments(session: ReadSession, shown: Sequence[Month]) -> dict[str, str]:
    """Row -> what was written about the months shown; with the month where there are several."""
    found: dict[str, list[str]] = {}
    for one in session.comments.comments(CommentScope.LINE, str(shown[0]), str(shown[-1])):
        text = one.body if len(shown) == 1 else f"{one.period}: {one.body}"
        found.setdefault(one.line_code, []).append(text)
    return {code: " ".join(texts) for code, texts in found.items()}

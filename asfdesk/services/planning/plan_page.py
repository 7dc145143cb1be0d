"""What the business plan page shows: the lines by month as they are typed, and the year's sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import effect_of_input
from asfdesk.domain.period import MONTHS_IN_YEAR, Period
from asfdesk.domain.plan import PlanKind, PlanStatus, Section
from asfdesk.i18n import _, month_name
from asfdesk.reports.planning.plan_words import line_word, plan_state, plan_title
from asfdesk.services.actuals import line_months
from asfdesk.services.hours.work_calendar import work_calendar
from asfdesk.services.manage_fiscal_years import propose_next_year

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.domain.plan import Plan, PlanLine, PlanValue, ValueSource
    from asfdesk.services.session import ReadSession


NEWEST_PLAN = -1
"""Instead of a plan's id: the one that was made last, in the first year that it covers."""


@dataclass(frozen=True)
class PlanRow:
    """A line of the plan.

    Attributes:
        cells: one per month as typed (costs positive); None = not filled in.
        sources: where each amount came from.
        last_year: the actuals of the same months a year before, as typed; None = not known.
    """

    line: PlanLine
    name: str
    cells: tuple[int | None, ...]
    sources: tuple[ValueSource | None, ...]
    last_year: tuple[int | None, ...]

    @property
    def used(self) -> bool:
        """Whether anything is planned or was booked the year before."""
        return any(cell is not None for cell in self.cells) or any(self.last_year)

    @property
    def year(self) -> int | None:
        """The year's amount as typed; None when nothing is filled in."""
        return _sum(self.cells)

    @property
    def last_year_sum(self) -> int | None:
        """The year before as typed."""
        return _sum(self.last_year)


@dataclass(frozen=True)
class PlanSums:
    """Sums by month, öre by effect on the result."""

    income: tuple[int, ...]
    costs: tuple[int, ...]
    finance: tuple[int, ...]

    @property
    def result(self) -> tuple[int, ...]:
        """Everything together."""
        return tuple(
            sum(month) for month in zip(self.income, self.costs, self.finance, strict=True)
        )


@dataclass(frozen=True)
class PlanPageView:
    """Everything the page shows.

    Attributes:
        years: every fiscal year, latest first.
        next_year: the fiscal year that can be added.
        plans: the plans that cover the year, the one in force first.
        titles: what each is called, with its years and how it stands.
        plan: the chosen one, or None; `title` is what it is called, with its years.
        workdays: working days of each month.
        last_year: last year's actual sums; None = not known.
        last_year_whole: whether all of it is closed in the books.
    """

    years: tuple[FiscalYear, ...]
    next_year: Period
    year: FiscalYear | None
    plans: tuple[Plan, ...]
    titles: tuple[str, ...]
    plan: Plan | None
    title: str
    months: tuple[Month, ...]
    workdays: tuple[int, ...]
    rows: tuple[PlanRow, ...]
    sums: PlanSums
    last_year: PlanSums | None
    last_year_whole: bool
    status: str

    @property
    def editable(self) -> bool:
        """Whether the plan is a draft."""
        return self.plan is not None and self.plan.status is PlanStatus.DRAFT


def plan_page(
    session: ReadSession, month: Month, today: date, year_id: int | None, plan_id: int | None
) -> PlanPageView:
    """The plan page.

    Args:
        session: the open file.
        month: the window's month; its fiscal year is shown when none is chosen.
        today: for the year that is proposed when there is none.
        year_id: the chosen fiscal year, or None.
        plan_id: the chosen plan, NEWEST_PLAN, or None for the draft being worked on, else the one
            in force.
    """
    years = session.enterprise.fiscal_years()
    if plan_id == NEWEST_PLAN:
        newest = max(session.plans.plans(), key=lambda one: one.id, default=None)
        year_id, plan_id = (newest.fiscal_year_id, newest.id) if newest else (year_id, None)
    year = _chosen_year(years, month, year_id)
    plans = _plans(session, year) if year else ()
    plan = next((p for p in plans if p.id == plan_id), None) or _proposed(plans)
    months = tuple(year.months()) if year else ()
    calendar = work_calendar(session)
    rows = _rows(session, plan, months)
    booked = any(any(row.last_year) for row in rows)
    return PlanPageView(
        years=tuple(years[::-1]),
        next_year=propose_next_year(years, today),
        year=year,
        plans=plans,
        titles=tuple(full_title(one, years) for one in plans),
        plan=plan,
        title=plan_title(plan, span_label(plan, years)) if plan else "",
        months=months,
        workdays=tuple(calendar.workdays(Period.of_month(one)) for one in months),
        rows=rows,
        sums=_sums(rows, [row.cells for row in rows], len(months)),
        last_year=_sums(rows, [row.last_year for row in rows], len(months)) if booked else None,
        last_year_whole=_is_closed(years, months),
        status=_status(years, year, plan, plans, month),
    )


def _is_closed(years: Sequence[FiscalYear], months: Sequence[Month]) -> bool:
    """Whether the same months a year before are closed in the books, all of them."""
    if not months:
        return False
    last = months[-1].plus(-MONTHS_IN_YEAR)
    return any(
        year.books_through is not None and last <= year.books_through
        for year in years
        if year.first <= last.first <= year.last
    )


def _chosen_year(
    years: Sequence[FiscalYear], month: Month, year_id: int | None
) -> FiscalYear | None:
    chosen = next((year for year in years if year.id == year_id), None)
    here = next((year for year in years if year.first <= month.first <= year.last), None)
    last = years[-1] if years else None
    return chosen or here or last


def _plans(session: ReadSession, year: FiscalYear) -> tuple[Plan, ...]:
    in_force = session.plans.in_force(year.id)
    others = [plan for plan in session.plans.covering(year.id) if plan != in_force]
    return (in_force, *others) if in_force else tuple(others)


def full_title(plan: Plan, years: Sequence[FiscalYear]) -> str:
    """Budget 2027-2029, version 1 (draft)."""
    return f"{plan_title(plan, span_label(plan, years))} ({plan_state(plan)})"


def span_label(plan: Plan, years: Sequence[FiscalYear]) -> str:
    """The fiscal years that a plan covers: 2027, or 2027-2029."""
    start = next((at for at, year in enumerate(years) if year.id == plan.fiscal_year_id), None)
    if start is None:
        return ""
    first, last = years[start], years[min(start + plan.years, len(years)) - 1]
    return first.label if first == last else f"{first.label}\u2013{last.label}"


def _proposed(plans: Sequence[Plan]) -> Plan | None:
    """The latest draft that is no scenario, else the plan in force."""
    drafts = (
        plan
        for plan in plans
        if plan.status is PlanStatus.DRAFT and plan.kind is not PlanKind.SCENARIO
    )
    return max(drafts, key=lambda plan: plan.id, default=plans[0] if plans else None)


def _rows(session: ReadSession, plan: Plan | None, months: Sequence[Month]) -> tuple[PlanRow, ...]:
    if not months:
        return ()
    values = _by_cell(session.plans.values(plan.id)) if plan else {}
    earlier = line_months(
        session, months[0].plus(-MONTHS_IN_YEAR), months[-1].plus(-MONTHS_IN_YEAR)
    )
    return tuple(
        _row(line, values, earlier.get(line.code, {}), months) for line in session.plans.lines()
    )


def _by_cell(values: Sequence[PlanValue]) -> dict[tuple[str, Month], PlanValue]:
    return {(value.line_code, value.month): value for value in values}


def _row(
    line: PlanLine,
    values: Mapping[tuple[str, Month], PlanValue],
    earlier: Mapping[Month, int],
    months: Sequence[Month],
) -> PlanRow:
    found = [values.get((line.code, month)) for month in months]
    return PlanRow(
        line=line,
        name=line_word(line),
        cells=tuple(effect_of_input(line, one.amount_ore) if one else None for one in found),
        sources=tuple(one.source if one else None for one in found),
        last_year=tuple(
            effect_of_input(line, earlier[before]) if before in earlier else None
            for before in (month.plus(-MONTHS_IN_YEAR) for month in months)
        ),
    )


def _sum(cells: Sequence[int | None]) -> int | None:
    known = [cell for cell in cells if cell is not None]
    return sum(known) if known else None


def _sums(rows: Sequence[PlanRow], cells: Sequence[Sequence[int | None]], months: int) -> PlanSums:
    totals = {section: [0] * months for section in Section}
    for row, amounts in zip(rows, cells, strict=True):
        for at, ore in enumerate(amounts):
            totals[row.line.section][at] += effect_of_input(row.line, ore or 0)
    return PlanSums(
        tuple(totals[Section.INCOME]),
        tuple(totals[Section.COST]),
        tuple(totals[Section.FINANCE]),
    )


def _status(
    years: Sequence[FiscalYear],
    year: FiscalYear | None,
    plan: Plan | None,
    plans: Sequence[Plan],
    month: Month,
) -> str:
    """How the plan stands, without a full stop; a whole sentence when there is none."""
    if year is None:
        name = month_name(month.year, month.number)
        return _("%(month)s lies in no fiscal year.") % {"month": name}
    if plan is None:
        return _("There is no plan for %(year)s.") % {"year": year.label}
    state = plan_state(plan)
    parts = [f"{state[:1].upper()}{state[1:]}"]
    base = next((one for one in plans if one.id == plan.based_on_id), None)
    if base is not None:
        title = plan_title(base, span_label(base, years))
        parts.append(_("based on %(plan)s") % {"plan": f"{title[:1].lower()}{title[1:]}"})
    return ", ".join(parts)

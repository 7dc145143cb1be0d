"""What the Affärsplan page shows: a plan's amounts, what it is made from, what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import effect_of_input
from asfdesk.domain.drivers.whole_plan import whole_plan
from asfdesk.i18n import _, money, month_name
from asfdesk.services.drivers.compare_plans import plans_to_compare
from asfdesk.services.drivers.driver_nouns import Noun
from asfdesk.services.drivers.driver_offers import driver_offers
from asfdesk.services.drivers.driver_rows import driver_rows
from asfdesk.services.drivers.last_year_known import last_year_known
from asfdesk.services.drivers.parameters import is_checked
from asfdesk.services.drivers.plan_checks import (
    gap_summary,
    plan_gaps,
    shortage_sentence,
)
from asfdesk.services.drivers.plan_model import model_of
from asfdesk.services.drivers.used_rates import used_rates
from asfdesk.services.drivers.year_table import Per, year_table
from asfdesk.services.planning.plan_page import full_title, plan_page
from asfdesk.services.planning.plan_span import plan_years

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.result import PlanResult
    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.domain.plan import Plan, PlanLine
    from asfdesk.services.drivers.driver_offers import DriverOffers
    from asfdesk.services.drivers.driver_rows import DriverRow
    from asfdesk.services.drivers.plan_checks import PlanGap
    from asfdesk.services.drivers.year_table import YearTable
    from asfdesk.services.planning.plan_page import PlanPageView
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class PlanDrivers:
    """What a plan is made from, and what it comes to.

    Attributes:
        years: the plan's fiscal years.
        shown: the one that is shown.
        lines: every plan line, in order.
        rows: the drivers as a list.
        gaps: what is missing.
        offers: what the forms can choose from.
    """

    plan: Plan
    years: tuple[FiscalYear, ...]
    shown: FiscalYear
    lines: tuple[PlanLine, ...]
    model: PlanModel
    result: PlanResult
    rows: tuple[DriverRow, ...]
    gaps: tuple[PlanGap, ...]
    offers: DriverOffers

    def table(self, per: Per) -> YearTable:
        """The shown year by month or quarter, or every year."""
        return year_table(self.model, self.result, self.lines, self.years, self.shown, per)

    def driven(self) -> Mapping[tuple[str, Month], int]:
        """What the drivers give where an amount is written over it, as it would be typed."""
        lines = {line.code: line for line in self.lines}
        at = {month: place for place, month in enumerate(self.result.months)}
        return {
            (code, month): effect_of_input(lines[code], self._given(code, at[month]))
            for code, month in self.result.overridden
            if code in lines
        }

    def _given(self, code: str, at: int) -> int:
        return sum(one.amounts[at] for one in self.result.components if one.line_code == code)


@dataclass(frozen=True)
class PlanView:
    """Everything the page shows.

    Attributes:
        drivers: None when there is no plan.
        every_plan: row number and title of every plan of the file, the newest first.
        pair: the two plans that are compared until others are chosen; None = there are not two
            that cover the same year.
        status: the line under the heading.
        last_year_known: fiscal years with actuals of the year before, 0 = the one to be added.
    """

    page: PlanPageView
    drivers: PlanDrivers | None
    every_plan: tuple[tuple[int, str], ...]
    status: str
    last_year_known: frozenset[int] = frozenset()
    pair: tuple[int, int] | None = None


def plan_view(
    session: ReadSession, month: Month, today: date, year_id: int | None, plan_id: int | None
) -> PlanView:
    """The Affärsplan page; the arguments are those of `plan_page`."""
    page = plan_page(session, month, today, year_id, plan_id)
    drivers = None
    if page.plan is not None and page.year is not None:
        drivers = _drivers(session, page.plan, page.year, today)
    years = page.years[::-1]
    plans = sorted(session.plans.plans(), key=lambda plan: plan.id, reverse=True)
    titles = tuple((plan.id, full_title(plan, years)) for plan in plans)
    known = last_year_known(session, page.years, page.next_year)
    pair = plans_to_compare(session, page.plan) if page.plan is not None else None
    return PlanView(page, drivers, titles, _status(page, drivers), known, pair)


def _drivers(session: ReadSession, plan: Plan, shown: FiscalYear, today: date) -> PlanDrivers:
    years = tuple(plan_years(session, plan))
    model = model_of(session, plan)
    result = whole_plan(model)
    unchecked = sum(not is_checked(one, today) for one in used_rates(model).values)
    gaps = plan_gaps(model, result, unchecked)
    warnings: dict[Noun, str] = {
        Noun.STAFF: shortage_sentence(result),
        **{gap.noun: gap.sentence for gap in gaps if gap.noun in (Noun.CASH, Noun.PARAMETERS)},
    }
    return PlanDrivers(
        plan=plan,
        years=years,
        shown=shown,
        lines=tuple(session.plans.lines()),
        model=model,
        result=result,
        rows=driver_rows(model, result, shown.months(), warnings),
        gaps=gaps,
        offers=driver_offers(session, model.months, today),
    )


def _status(page: PlanPageView, drivers: PlanDrivers | None) -> str:
    """How the plan stands, what the year comes to, and what is missing."""
    if drivers is None:
        return page.status
    parts = [f"{page.status}.", _result(drivers), _lowest(drivers)]
    if page.editable:
        parts.append(gap_summary(drivers.gaps))
    else:
        parts.append(_("To change it, revise it: you then get the next version."))
    return " ".join(part for part in parts if part)


def _result(drivers: PlanDrivers) -> str:
    words = {
        "year": drivers.shown.label,
        "amount": money(sum(drivers.table(Per.MONTH).result)),
    }
    return _("Result %(year)s: %(amount)s kr.") % words


def _lowest(drivers: PlanDrivers) -> str:
    if drivers.result.liquidity is None:
        return ""
    month, ore = drivers.result.liquidity.lowest
    words = {"month": month_name(month.year, month.number), "amount": money(ore)}
    return _("Lowest cash: %(amount)s kr at the end of %(month)s.") % words

"""Starting a plan for one to three fiscal years: empty, from last year, or from another plan.

Fiscal years that are missing are added in the same step: both are there afterwards, or neither.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.period import FiscalYear
from asfdesk.domain.plan import MAX_YEARS, Plan, PlanKind
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing
from asfdesk.services.drivers.recompute import recompute
from asfdesk.services.drivers.seed import NOTHING_SEEDED, seeds_of_last_year, seeds_of_plan
from asfdesk.services.manage_fiscal_years import CHANGED as YEARS_CHANGED
from asfdesk.services.manage_fiscal_years import propose_next_year
from asfdesk.services.planning.edit_plan import need_plan, next_version

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.period import Month
    from asfdesk.services.changes import Changes
    from asfdesk.services.drivers.seed import Seeds
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.PLAN})
NEXT_YEAR = 0
"""Instead of a fiscal year's id: the year that follows the last one."""


class StartFrom(StrEnum):
    """What a new plan begins with."""

    EMPTY = "empty"
    LAST_YEAR = "last_year"
    PLAN = "plan"


@dataclass(frozen=True)
class PlanStart:
    """What is asked for.

    Attributes:
        year_id: the first fiscal year, or NEXT_YEAR.
        name: "" = called by its kind.
        years: fiscal years it covers, 1-3.
        plan_id: the plan it begins with, for StartFrom.PLAN.
    """

    year_id: int
    kind: PlanKind = PlanKind.BUDGET
    name: str = ""
    start: StartFrom = StartFrom.EMPTY
    years: int = 1
    plan_id: int | None = None


def start_plan(session: WriteSession, wanted: PlanStart, today: date) -> Changes:
    """Make the plan, with the fiscal years it needs.

    Raises:
        RefusedError: it is to begin with last year's actuals, and there are none; or a year or
            plan is gone.
        InvalidInputError: not 1-3 years.
    """
    if not 1 <= wanted.years <= MAX_YEARS:
        raise InvalidInputError("years", _("A plan covers one, two or three fiscal years."))
    known = session.enterprise.fiscal_years()
    start = _place(known, wanted.year_id)
    months = _months(known[start : start + wanted.years], known, wanted.years, today)
    seeds = _seeds(session, wanted, months, today)
    lacking = start + wanted.years - len(known)
    changes = CHANGED | YEARS_CHANGED if lacking > 0 else CHANGED
    with session.writer.action("plan.add", changes, "plan"):
        _add_years(session, lacking, today)
        year = session.enterprise.fiscal_years()[start]
        _write(session, _planned(session, wanted, year.id, seeds.assumptions), seeds)
    return changes


def _planned(session: ReadSession, wanted: PlanStart, year_id: int, assumptions: str) -> Plan:
    return Plan(
        0,
        year_id,
        wanted.kind,
        wanted.name.strip(),
        next_version(session, year_id, wanted.kind, wanted.name),
        based_on_id=wanted.plan_id if wanted.start is StartFrom.PLAN else None,
        assumptions=assumptions,
        years=wanted.years,
    )


def _write(session: WriteSession, plan: Plan, seeds: Seeds) -> None:
    session.plans.seed_lines()
    made = replace(plan, id=session.plans.add_plan(plan))
    session.plans.set_values(made.id, seeds.values)
    for driver in seeds.drivers:
        session.drivers.add(made.id, driver)
    if seeds.premises is not None:
        session.drivers.put_premises(made.id, seeds.premises)
    recompute(session, made)


def _place(known: list[FiscalYear], year_id: int) -> int:
    """Where the plan's first year stands, or would stand."""
    if year_id == NEXT_YEAR:
        return len(known)
    place = next((at for at, year in enumerate(known) if year.id == year_id), None)
    if place is None:
        raise missing()
    return place


def _months(
    inside: list[FiscalYear], known: list[FiscalYear], years: int, today: date
) -> tuple[Month, ...]:
    """The months of the plan: of the years that are there, then of those to be added."""
    found = [month for year in inside for month in year.months()]
    last = list(known)
    for _missing in range(years - len(inside)):
        period = propose_next_year(last, today)
        found += period.months()
        last = [_proposed(period.first, period.last)]
    return tuple(found)


def _proposed(first: date, last: date) -> FiscalYear:
    return FiscalYear(0, first, last)


def _add_years(session: WriteSession, missing_years: int, today: date) -> None:
    """The years that follow the last one, inside an open action."""
    for _missing in range(missing_years):
        period = propose_next_year(session.enterprise.fiscal_years(), today)
        session.enterprise.add_fiscal_year(period.first, period.last)


def _seeds(
    session: ReadSession, wanted: PlanStart, months: tuple[Month, ...], today: date
) -> Seeds:
    match wanted.start:
        case StartFrom.LAST_YEAR:
            return seeds_of_last_year(session, months, today)
        case StartFrom.PLAN:
            if wanted.plan_id is None:
                raise missing()
            return seeds_of_plan(session, need_plan(session, wanted.plan_id), months)
        case StartFrom.EMPTY:
            return NOTHING_SEEDED

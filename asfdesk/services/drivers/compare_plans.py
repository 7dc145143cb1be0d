"""Any two plans side by side: amounts by line and year, and what they are made from.

`plans_to_compare` says which two are looked at before anybody has chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.kinds import KINDS
from asfdesk.domain.drivers.plan_comparison import (
    ComparedRow,
    PlanComparison,
    added_up,
    driver_differences,
    pairs_by_year,
    premises_difference,
)
from asfdesk.domain.drivers.plan_pair import natural_pair
from asfdesk.domain.plan import Section
from asfdesk.reports.drivers.shock_words import shock_words
from asfdesk.services.drivers.plan_model import model_of
from asfdesk.services.planning.edit_plan import need_plan
from asfdesk.services.planning.plan_span import plan_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.plan import Plan
    from asfdesk.services.session import ReadSession


def plans_to_compare(session: ReadSession, shown: Plan) -> tuple[int, int] | None:
    """The two plans that are compared when a plan is looked at: A, and B against it.

    None when no other plan covers any of its years.
    """
    order = {year.id: at for at, year in enumerate(session.enterprise.fiscal_years())}

    def span(plan: Plan) -> frozenset[int]:
        start = order.get(plan.fiscal_year_id)
        return frozenset(() if start is None else range(start, start + plan.years))

    ours = span(shown)
    beside = [p for p in session.plans.plans() if p.id != shown.id and span(p) & ours]
    in_force = session.plans.in_force(shown.fiscal_year_id)
    return natural_pair(shown, beside, in_force.id if in_force else None)


def changes_of(session: ReadSession, plan: Plan) -> tuple[str, ...]:
    """What a scenario changes in the plan it is made from, in words."""
    model = model_of(session, plan)
    return tuple(shock_words(one, model) for one in model.shocks)


def compare_plans(session: ReadSession, first_id: int, second_id: int) -> PlanComparison:
    """Two plans, the second against the first.

    Raises:
        RefusedError: one of them is gone.
    """
    first, second = need_plan(session, first_id), need_plan(session, second_id)
    years = _years(session, first, second)
    rows = _rows(session, first, second, years)
    premises = premises_difference(
        session.drivers.premises(first.id), session.drivers.premises(second.id)
    )
    return PlanComparison(
        first,
        second,
        years,
        rows,
        income=_of_section(rows, Section.INCOME, len(years)),
        costs=_of_section(rows, Section.COST, len(years)),
        finance=_of_section(rows, Section.FINANCE, len(years)),
        result=added_up(rows, len(years)),
        drivers=(
            *driver_differences(_drivers(session, first), _drivers(session, second)),
            *([premises] if premises else []),
        ),
        first_shocks=session.drivers.shocks(first.id),
        second_shocks=session.drivers.shocks(second.id),
    )


def _years(session: ReadSession, first: Plan, second: Plan) -> tuple[FiscalYear, ...]:
    known = {year.id: year for plan in (first, second) for year in plan_years(session, plan)}
    return tuple(sorted(known.values(), key=lambda year: year.first))


def _rows(
    session: ReadSession, first: Plan, second: Plan, years: Sequence[FiscalYear]
) -> tuple[ComparedRow, ...]:
    ours, theirs = session.plans.amounts(first.id), session.plans.amounts(second.id)
    return tuple(
        ComparedRow(line, pairs_by_year(ours.get(line.code, {}), theirs.get(line.code, {}), years))
        for line in session.plans.lines(with_inactive=True)
        if line.code in ours or line.code in theirs
    )


def _of_section(rows: Sequence[ComparedRow], section: Section, years: int) -> ComparedRow:
    return added_up((row for row in rows if row.line and row.line.section is section), years)


def _drivers(session: ReadSession, plan: Plan) -> dict[type[Driver], Sequence[Driver]]:
    return {kind: session.drivers.of_kind(plan.id, kind) for kind in KINDS}

"""Any two plans side by side: amounts by line and year, and what they are made from."""

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
from asfdesk.domain.plan import Section
from asfdesk.services.planning.edit_plan import need_plan
from asfdesk.services.planning.plan_span import plan_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.plan import Plan
    from asfdesk.services.session import ReadSession


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

"""What a forecast from decisions is laid beside: the plan, and the year's months that have been."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.services.planning.line_years import line_years
from asfdesk.services.sales.invoice_basis import billed_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.services.planning.decision_facts import DecisionFacts
    from asfdesk.services.session import ReadSession


def planned_months(
    session: ReadSession, months: Sequence[Month], lines: AbstractSet[str]
) -> dict[Month, int]:
    """The plan in force of the agreements' lines; months without one are absent."""
    found: dict[Month, int] = {}
    years = {session.enterprise.fiscal_year_on(month.first) for month in months}
    for year in years:
        plan = session.plans.in_force(year.id) if year else None
        if year is None or plan is None:
            continue
        amounts = session.plans.amounts(plan.id)
        for month in set(months) & set(year.months()):
            found[month] = sum(amounts.get(code, {}).get(month, 0) for code in lines)
    return found


def months_so_far(
    session: ReadSession,
    facts: DecisionFacts,
    year: FiscalYear | None,
    first: Month,
    lines: AbstractSet[str],
) -> dict[Month, int] | None:
    """The year's training income before a month: booked where closed, else what is billed.

    Where nothing at all is booked on the lines, training is booked elsewhere: billed throughout.
    """
    if year is None:
        return None
    before = [month for month in year.months() if month < first]
    through = year.books_through
    booked = line_years(session, year, through, None).lines
    elsewhere = not any(booked[code].actual_ore for code in lines & booked.keys())
    open_months = [month for month in before if elsewhere or through is None or month > through]
    rows = billed_rows(session, list(facts.agreements.values()), open_months)
    found = {
        month: sum(booked[code].actual.get(month, 0) for code in lines & booked.keys())
        for month in before
    }
    for month in open_months:
        found[month] = sum(
            row.amount_ore
            for (_agreement, of), billed in rows.items()
            for row in billed
            if of == month
        )
    return found

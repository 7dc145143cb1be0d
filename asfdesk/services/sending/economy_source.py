"""The money in R7 and R11: booked and planned by plan line, and what pays a lump sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import UNMAPPED, base_code
from asfdesk.domain.codes import PriceUnit
from asfdesk.domain.period import Month, Period
from asfdesk.reports.planning.quarterly_economy import SERVICES, Economy
from asfdesk.services.actuals import line_months
from asfdesk.services.legal_words import says_surplus
from asfdesk.services.planning.key_figures import gather_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession

LARGEST_PAYER, LIQUIDITY = "5", "14"
"""Numbers of the key figures (finance.md §9.6) that R7 shows."""


def planned_lines(session: ReadSession, period: Period) -> dict[str, int]:
    """Planned öre of a period by base line, from the plans in force; empty without a plan."""
    found: dict[str, int] = {}
    months = set(period.months())
    base = _bases(session)
    for year in session.enterprise.fiscal_years():
        plan = session.plans.in_force(year.id)
        if plan and period.overlaps(year.first, year.last):
            # A plan of several years is in force in each: only the year's own months count.
            inside = months.intersection(year.months())
            for code, amounts in session.plans.amounts(plan.id, inside).items():
                found[base[code]] = found.get(base[code], 0) + sum(amounts.values())
    return found


def booked_lines(session: ReadSession, period: Period) -> dict[str, int]:
    """Booked öre of a period by base line; UNMAPPED for what has none."""
    found: dict[str, int] = {}
    base = _bases(session)
    lines = line_months(session, Month.of(period.first), Month.of(period.last))
    for code, amounts in lines.items():
        known = base.get(code, UNMAPPED)
        found[known] = found.get(known, 0) + sum(amounts.values())
    return found


def partnership_lines(session: ReadSession, agreements: Iterable[Agreement]) -> frozenset[str]:
    """Base lines of agreements that pay a lump sum (IOP), other than work-integration services."""
    base = _bases(session)
    found = frozenset(
        base.get(agreement.line_code, agreement.line_code)
        for agreement in agreements
        if any(terms.unit is PriceUnit.LUMP_SUM for terms in agreement.terms)
    )
    return found - SERVICES


def quarter_economy(
    session: ReadSession, request: ReportRequest, agreements: Iterable[Agreement]
) -> Economy:
    """The money of R7."""
    period = request.period
    year = session.enterprise.fiscal_year_on(period.last)
    view = gather_figures(session, period, request.today)
    so_far = _so_far(year, period)
    return Economy(
        quarter=booked_lines(session, period),
        quarter_plan=planned_lines(session, period),
        year=booked_lines(session, so_far),
        year_plan=planned_lines(session, so_far),
        partnership=partnership_lines(session, agreements),
        liquidity_months=view.figure(LIQUIDITY).value,
        largest_buyer=view.figure(LARGEST_PAYER).value,
        says_surplus=says_surplus(session),
    )


def _bases(session: ReadSession) -> Mapping[str, str]:
    return {line.code: base_code(line) for line in session.plans.lines(with_inactive=True)}


def _so_far(year: FiscalYear | None, period: Period) -> Period:
    """From the fiscal year's start to the period's end; the period itself outside every year."""
    return Period(year.first, period.last) if year else period

"""Which fiscal years and months a plan covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.services.checks import missing

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.domain.plan import Plan
    from asfdesk.services.session import ReadSession


def plan_years(session: ReadSession, plan: Plan) -> list[FiscalYear]:
    """A plan's fiscal years, in order: the one it begins with and those that follow.

    Raises:
        RefusedError: a year of it is gone.
    """
    years = session.enterprise.fiscal_years()
    start = next((at for at, year in enumerate(years) if year.id == plan.fiscal_year_id), None)
    if start is None or start + plan.years > len(years):
        raise missing()
    return years[start : start + plan.years]


def plan_months(session: ReadSession, plan: Plan) -> list[Month]:
    """The months of a plan's fiscal years, in order."""
    return [month for year in plan_years(session, plan) for month in year.months()]

"""Which fiscal years and months a plan covers."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from asfdesk.errors import RefusedError
from asfdesk.i18n import _, ngettext
from asfdesk.services.checks import missing

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.domain.plan import Plan
    from asfdesk.services.session import ReadSession


def plan_years(session: ReadSession, plan: Plan) -> list[FiscalYear]:
    """A plan's fiscal years, in order: the one it begins with and those that follow.

    Raises:
        RefusedError: a year of it is gone, or they do not follow each other.
    """
    years = session.enterprise.fiscal_years()
    start = next((at for at, year in enumerate(years) if year.id == plan.fiscal_year_id), None)
    if start is None:
        raise missing()
    found = years[start : start + plan.years]
    one_day = timedelta(days=1)
    if len(found) < plan.years or any(
        before.last + one_day != after.first for before, after in pairwise(found)
    ):
        raise _broken(plan)
    return found


def has_its_years(session: ReadSession, plan: Plan) -> bool:
    """Whether the fiscal years that a plan covers are there and follow each other."""
    try:
        plan_years(session, plan)
    except RefusedError:
        return False
    return True


def _broken(plan: Plan) -> RefusedError:
    return RefusedError(
        _("The plan can’t be reckoned: a fiscal year of it is missing or has been moved."),
        ngettext(
            "It covers %(num)d fiscal year.",
            "It covers %(num)d fiscal years, which must follow each other without gap or overlap.",
            plan.years,
        ),
        _("Look at the fiscal years in Settings: add the one that is missing, or mend its days."),
    )


def plan_months(session: ReadSession, plan: Plan) -> list[Month]:
    """The months of a plan's fiscal years, in order."""
    return [month for year in plan_years(session, plan) for month in year.months()]

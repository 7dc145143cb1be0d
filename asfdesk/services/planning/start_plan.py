"""Starting a plan: for a fiscal year that is there or the one that follows, empty or seeded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.plan import PlanKind
from asfdesk.services.checks import missing
from asfdesk.services.manage_fiscal_years import add_fiscal_year, propose_next_year
from asfdesk.services.planning.edit_plan import new_plan
from asfdesk.services.planning.plan_amounts import last_year_values

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession

NEXT_YEAR = 0
"""Instead of a fiscal year's id: the year that follows the last one."""


class StartFrom(StrEnum):
    """What a new plan begins with."""

    EMPTY = "empty"
    LAST_YEAR = "last_year"


@dataclass(frozen=True)
class PlanStart:
    """What is asked for.

    Attributes:
        year_id: a fiscal year, or NEXT_YEAR.
        name: "" = called by its kind.
    """

    year_id: int
    kind: PlanKind = PlanKind.BUDGET
    name: str = ""
    start: StartFrom = StartFrom.EMPTY


def start_plan(session: WriteSession, wanted: PlanStart, today: date) -> Changes:
    """Make the plan; a fiscal year that is missing is added first, as a step of its own.

    Raises:
        RefusedError: it is to begin with last year's actuals, and there are none.
    """
    period = propose_next_year(session.enterprise.fiscal_years(), today)
    year = session.enterprise.fiscal_year(wanted.year_id)
    if year is None and wanted.year_id != NEXT_YEAR:
        raise missing()
    months = (year.period if year else period).months()
    from_last_year = wanted.start is StartFrom.LAST_YEAR
    values = last_year_values(session, months) if from_last_year else []
    changes: Changes = frozenset()
    if year is None:
        changes = add_fiscal_year(session, period.first, period.last)
        year = session.enterprise.fiscal_year_on(period.first)
    if year is None:
        raise missing()
    return changes | new_plan(session, year.id, wanted.kind, wanted.name, values)

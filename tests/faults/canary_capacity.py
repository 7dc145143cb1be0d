"""Schedules, leave and ESF marks in the canary file. They hold dates and hours, and nobody's words.

The supervisor they belong to has a canary for a name, so that every view and report of them is
looked through for it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.hours.supervision_plan import Leave, PlannedTime, WeekPlan
from asfdesk.services.hours.capacity_settings import set_per_supervisor
from asfdesk.services.hours.manage_supervisors import SupervisorFacts, change_supervisor
from asfdesk.services.hours.plan_supervision import add_leave, put_week_plan

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

SINCE = date(2026, 9, 1)


def plant_capacity(session: WriteSession) -> None:
    """A week, a leave, an ESF mark and a ratio for the first supervisor."""
    person = session.supervision.supervisors()[0]
    facts = SupervisorFacts(person.name, SINCE, None, SINCE, 10_000, 25_000)
    change_supervisor(session, person.id, replace(facts, esf_project=True))
    times = tuple(PlannedTime(weekday, 480) for weekday in range(1, 6))
    put_week_plan(session, WeekPlan(person.id, SINCE, times))
    add_leave(session, Leave(0, person.id, date(2026, 11, 2), date(2026, 11, 3)))
    set_per_supervisor(session, 8_000)

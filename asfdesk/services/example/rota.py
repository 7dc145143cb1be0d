"""The example's schedules, leave and ratio: what its supervisors are planned to do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Activity
from asfdesk.domain.hours.supervision_plan import Leave, PlannedTime, WeekPlan
from asfdesk.services.example import cast
from asfdesk.services.hours.capacity_settings import set_per_supervisor
from asfdesk.services.hours.plan_supervision import add_leave, put_week_plan

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

SINCE = date(2026, 8, 17)
AGREEMENTS = (None, None, cast.STEGEN, None)
"""Which agreement each supervisor's time with trainees is for, by running number."""

DAY = ((Activity.TRAINEES, 360), (Activity.DOCUMENTATION, 60), (Activity.CONTACTS, 60))
"""A full-time supervisor's day; the others have their share of it."""

LEAVES = (
    (1, date(2026, 12, 14), date(2026, 12, 18)),
    (2, date(2026, 11, 16), date(2026, 11, 20)),
    (2, date(2026, 12, 21), date(2027, 1, 8)),
)
TRAINEES_EACH_MILLI = 6_000


def write_rota(session: WriteSession) -> None:
    """Schedules from the autumn of 2026 on, leave, and six trainees to a supervisor."""
    people = {person.number: person for person in session.supervision.supervisors()}
    for person, guide, agreement in zip(people.values(), cast.GUIDES, AGREEMENTS, strict=True):
        times = tuple(
            PlannedTime(
                weekday,
                minutes * guide.fte_bp // 10_000,
                activity,
                agreement if activity is Activity.TRAINEES else None,
            )
            for weekday in range(1, 6)
            for activity, minutes in DAY
        )
        put_week_plan(session, WeekPlan(person.id, SINCE, times))
    for number, first, last in LEAVES:
        add_leave(session, Leave(0, people[number].id, first, last))
    set_per_supervisor(session, TRAINEES_EACH_MILLI)

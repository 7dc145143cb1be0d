"""Supervisors' weekly schedules with their leave: what is scheduled on a day, and what leave takes.

A schedule holds from a date until the next one. Holidays and closed days leave nothing scheduled;
Saturdays and Sundays only what the schedule says of them. Who has no schedule counts with the
standard day of the employment, so that capacity is not zero merely because nobody wrote it down.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Activity
from asfdesk.domain.hours.supervision import SupervisionEntry, standard_day_minutes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.hours.holidays import WorkCalendar
    from asfdesk.domain.hours.supervision import Supervisor

MOST_DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class PlannedTime:
    """Minutes of one ISO weekday (1-7) for one activity and, if wanted, agreement."""

    weekday: int
    minutes: int
    activity: Activity = Activity.TRAINEES
    agreement_id: int | None = None


@dataclass(frozen=True)
class WeekPlan:
    """A supervisor's week from a date on. Without times nothing is scheduled from then."""

    supervisor_id: int
    valid_from: date
    times: tuple[PlannedTime, ...] = ()

    @property
    def minutes(self) -> int:
        """The week's sum."""
        return sum(time.minutes for time in self.times)

    def on(self, weekday: int) -> tuple[PlannedTime, ...]:
        """What is scheduled on an ISO weekday."""
        return tuple(time for time in self.times if time.weekday == weekday and time.minutes)

    def overfull(self) -> tuple[int, ...]:
        """ISO weekdays that hold more than 24 hours."""
        sums: defaultdict[int, int] = defaultdict(int)
        for time in self.times:
            sums[time.weekday] += time.minutes
        return tuple(sorted(day for day, total in sums.items() if total > MOST_DAY_MINUTES))


@dataclass(frozen=True)
class Leave:
    """Whole days a supervisor is away, first and last included. Nothing is said about why."""

    id: int
    supervisor_id: int
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Rota:
    """Everybody's schedules and leave, on the enterprise's calendar.

    Attributes:
        plans: supervisor id -> schedules in the order they begin.
        leaves: supervisor id -> leave.
    """

    calendar: WorkCalendar
    plans: Mapping[int, tuple[WeekPlan, ...]] = field(default_factory=dict)
    leaves: Mapping[int, tuple[Leave, ...]] = field(default_factory=dict)

    def plan_on(self, supervisor_id: int, day: date) -> WeekPlan | None:
        """The schedule that holds on a day, or None."""
        plans = self.plans.get(supervisor_id, ())
        return next((plan for plan in reversed(plans) if plan.valid_from <= day), None)

    def on_leave(self, supervisor_id: int, day: date) -> bool:
        """Whether the supervisor is away."""
        return any(day in leave for leave in self.leaves.get(supervisor_id, ()))

    def is_closed(self, day: date) -> bool:
        """Whether a holiday or a closed period leaves nothing scheduled."""
        return self.calendar.holiday(day) is not None or self.calendar.in_closed_period(day)

    def times_on(self, person: Supervisor, day: date) -> tuple[PlannedTime, ...]:
        """What the schedule says of a day: nothing on closed days, on leave, not employed."""
        plan = self.plan_on(person.id, day)
        if plan is None or self.is_closed(day) or not person.employed_in(day, day):
            return ()
        return () if self.on_leave(person.id, day) else plan.on(day.isoweekday())

    def minutes_on(self, person: Supervisor, day: date) -> int:
        """Scheduled minutes, leave taken away; the standard day where there is no schedule."""
        return 0 if self.on_leave(person.id, day) else self._before_leave(person, day)

    def leave_minutes_on(self, person: Supervisor, day: date) -> int:
        """The minutes that leave takes from a day."""
        return self._before_leave(person, day) if self.on_leave(person.id, day) else 0

    def _before_leave(self, person: Supervisor, day: date) -> int:
        if not person.employed_in(day, day):
            return 0
        plan = self.plan_on(person.id, day)
        if plan is not None:
            times = () if self.is_closed(day) else plan.on(day.isoweekday())
            return sum(time.minutes for time in times)
        employment = person.employment_on(day)
        worked = employment is not None and self.calendar.is_workday(day)
        return standard_day_minutes(employment) if employment and worked else 0


def confirmed(
    rota: Rota,
    people: Iterable[Supervisor],
    days: Sequence[date],
    taken: Mapping[int, frozenset[date]],
) -> list[SupervisionEntry]:
    """The time that confirming schedules writes.

    Args:
        rota: schedules and leave.
        people: whose schedules.
        days: the days to confirm.
        taken: supervisor id -> days on which something is reported already; they are left alone,
            in every row, so that what was typed is neither changed nor added to.
    """
    return [
        SupervisionEntry(person.id, day, time.minutes, time.activity, time.agreement_id)
        for person in people
        for day in days
        if day not in taken.get(person.id, frozenset())
        for time in rota.times_on(person, day)
    ]

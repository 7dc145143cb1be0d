"""Supervisors' schedules and leave, and the one step that confirms a schedule into time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Activity
from asfdesk.domain.hours.supervision import SupervisionEntry, standard_day_minutes
from asfdesk.domain.hours.supervision_plan import confirmed
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _, weekday_name
from asfdesk.services.changes import Topic
from asfdesk.services.hours.rota import rota
from asfdesk.services.hours.supervision_grid import RowKey

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from asfdesk.domain.hours.supervision import Supervisor
    from asfdesk.domain.hours.supervision_plan import Leave, Rota, WeekPlan
    from asfdesk.domain.period import Period
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

_SUPERVISION: Changes = frozenset({Topic.SUPERVISION})


@dataclass(frozen=True)
class Confirmation:
    """What confirming a period writes.

    Attributes:
        entries: one for each row and day.
        days: days of supervisors that get time.
        typed: days left alone because something is reported on them.
        leave: working days left out because the supervisor is away.
        later: days not confirmed yet because they have not come.
    """

    entries: tuple[SupervisionEntry, ...]
    days: int
    typed: int
    leave: int
    later: int

    @property
    def minutes(self) -> int:
        """The time it comes to."""
        return sum(entry.minutes for entry in self.entries)


def put_week_plan(session: WriteSession, plan: WeekPlan, replaces: date | None = None) -> Changes:
    """Write a supervisor's schedule from a date.

    Args:
        session: the open file.
        plan: without times nothing is scheduled from that date.
        replaces: the first day of the schedule that is changed; None = it is a new one.

    Raises:
        InvalidInputError: a day holds more than 24 hours, or another schedule begins that day.
    """
    overfull = plan.overfull()
    if overfull:
        days = ", ".join(weekday_name(day) for day in overfull)
        raise InvalidInputError(
            "week",
            _("%(days)s: more than 24 hours.") % {"days": days[:1].upper() + days[1:]},
            todo=_("Write fewer hours."),
        )
    begins = [one.valid_from for one in session.rota.plans().get(plan.supervisor_id, ())]
    if plan.valid_from != replaces and plan.valid_from in begins:
        raise InvalidInputError(
            "valid_from",
            _("Another schedule begins on that day already."),
            todo=_("Choose another day, or change the other schedule."),
        )
    with session.writer.action("supervision_plan.put", _SUPERVISION, "supervision_plan"):
        if replaces is not None:
            session.rota.remove_plan(plan.supervisor_id, replaces)
        session.rota.put_plan(plan)
    return _SUPERVISION


def remove_week_plan(session: WriteSession, supervisor_id: int, valid_from: date) -> Changes:
    """Take a schedule away; the one before it then holds on. Confirmed time stays."""
    with session.writer.action("supervision_plan.remove", _SUPERVISION, "supervision_plan"):
        session.rota.remove_plan(supervisor_id, valid_from)
    return _SUPERVISION


def add_leave(session: WriteSession, leave: Leave) -> Changes:
    """Note that a supervisor is away.

    Raises:
        InvalidInputError: the days cannot be right, or overlap other leave.
    """
    _check_leave(session, leave)
    with session.writer.action("supervisor_leave.add", _SUPERVISION, "supervisor_leave"):
        session.rota.add_leave(leave)
    return _SUPERVISION


def change_leave(session: WriteSession, leave: Leave) -> Changes:
    """Move leave to other days.

    Raises:
        InvalidInputError: the days cannot be right, or overlap other leave.
    """
    _check_leave(session, leave)
    with session.writer.action(
        "supervisor_leave.change", _SUPERVISION, "supervisor_leave", leave.id
    ):
        session.rota.change_leave(leave)
    return _SUPERVISION


def remove_leave(session: WriteSession, leave_id: int) -> Changes:
    """Take leave away."""
    with session.writer.action(
        "supervisor_leave.remove", _SUPERVISION, "supervisor_leave", leave_id
    ):
        session.rota.remove_leave(leave_id)
    return _SUPERVISION


def to_confirm(
    session: ReadSession, period: Period, today: date, *, standard: bool = False
) -> Confirmation:
    """What confirming the schedules of a period would write.

    Days after today are left out (nobody has worked them yet), and so are closed days, leave, and
    days on which the supervisor has reported anything.

    Args:
        session: the open file.
        period: a week or a month.
        today: the last day that can be confirmed.
        standard: whether those who have no schedule get standard days.
    """
    plans = rota(session)
    people = session.supervision.supervisors()
    reported: defaultdict[int, set[date]] = defaultdict(set)
    for entry in session.supervision.entries(period):
        reported[entry.supervisor_id].add(entry.day)
    taken = {supervisor: frozenset(days) for supervisor, days in reported.items()}
    past = [day for day in period.days() if day <= today]
    entries = confirmed(plans, people, past, taken)
    if standard:
        entries += _standard_days(plans, people, past, taken)
    return Confirmation(
        entries=tuple(entries),
        days=len({(entry.supervisor_id, entry.day) for entry in entries}),
        typed=sum(
            day in taken.get(person.id, frozenset()) and bool(plans.times_on(person, day))
            for person in people
            for day in past
        ),
        leave=sum(
            plans.leave_minutes_on(person, day) > 0
            for person in people
            if plans.plan_on(person.id, period.last)
            for day in past
        ),
        later=sum(
            bool(plans.times_on(person, day))
            for person in people
            for day in period.days()
            if day > today
        ),
    )


def confirm_schedule(
    session: WriteSession, period: Period, today: date, *, standard: bool = False
) -> Changes:
    """Write the schedules of a period as reported time: one step that can be undone.

    What is typed is never changed nor added to; see `to_confirm`.
    """
    entries = to_confirm(session, period, today, standard=standard).entries
    if not entries:
        return frozenset()
    with session.writer.action("supervision.confirm", _SUPERVISION, "supervision"):
        for entry in entries:
            session.supervision.put(entry)
    return _SUPERVISION


def planned_rows(
    plans: Rota, people: Iterable[Supervisor], period: Period
) -> dict[RowKey, dict[date, int]]:
    """Row -> day -> scheduled minutes, leave and closed days left out."""
    found: defaultdict[RowKey, dict[date, int]] = defaultdict(dict)
    for person in people:
        for day in period.days():
            for time in plans.times_on(person, day):
                key = RowKey(person.id, time.activity, time.agreement_id)
                found[key][day] = time.minutes
    return dict(found)


def _standard_days(
    plans: Rota,
    people: Iterable[Supervisor],
    days: Iterable[date],
    taken: dict[int, frozenset[date]],
) -> list[SupervisionEntry]:
    found = []
    known = list(days)
    for person in people:
        for day in known:
            employment = person.employment_on(day)
            free = day not in taken.get(person.id, frozenset())
            here = person.employed_in(day, day) and not plans.on_leave(person.id, day)
            scheduled = plans.plan_on(person.id, day) is not None
            if employment and free and here and not scheduled and plans.calendar.is_workday(day):
                minutes = standard_day_minutes(employment)
                found.append(SupervisionEntry(person.id, day, minutes, Activity.TRAINEES))
    return found


def _check_leave(session: ReadSession, leave: Leave) -> None:
    if leave.last < leave.first:
        raise InvalidInputError(
            "last",
            _("The last day lies before the first."),
            todo=_("Choose a later day."),
        )
    others = session.rota.leaves().get(leave.supervisor_id, ())
    spans = sorted(
        [(one.first, one.last) for one in others if one.id != leave.id]
        + [(leave.first, leave.last)]
    )
    if any(before[1] >= after[0] for before, after in pairwise(spans)):
        raise InvalidInputError(
            "first",
            _("The supervisor has leave on some of these days already."),
            todo=_("Change the other leave, or choose other days."),
        )

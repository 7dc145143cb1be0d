"""Reporting supervisors' time, and filling it from last week or a standard day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.hours.supervision import SupervisionEntry, standard_day_minutes
from asfdesk.domain.hours.typed_time import (
    DAY_MINUTES,
    Ambiguous,
    Cleared,
    Fault,
    Faulty,
    Reading,
    parse_time,
)
from asfdesk.domain.period import Period
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.hours.rota import rota
from asfdesk.services.hours.supervision_grid import RowKey
from asfdesk.services.hours.supervision_month import key_of
from asfdesk.services.typed_cells import (
    CellProblem,
    CellsRefusedError,
    ambiguous_words,
    time_fault_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asfdesk.domain.hours.supervision import Supervisor
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession

_SUPERVISION: Changes = frozenset({Topic.SUPERVISION})
_WEEK = timedelta(days=7)

Times = dict[tuple[RowKey, date], int]
"""(row, day) -> minutes."""


@dataclass(frozen=True)
class TimeEdit:
    """What was typed for a row on a day; "" empties the cell."""

    row: RowKey
    day: date
    typed: str = field(repr=False)


def set_times(
    session: WriteSession, edits: Sequence[TimeEdit], reading: Reading = Reading.ASK
) -> Changes:
    """Write typed cells as one step that can be undone; all of them or none.

    Raises:
        CellsRefusedError: lists every cell that could not be taken in.
    """
    if not edits:
        return frozenset()
    people = {supervisor.id: supervisor for supervisor in session.supervision.supervisors()}
    period = Period(min(edit.day for edit in edits), max(edit.day for edit in edits))
    existing = _times(session, period)
    wanted: dict[tuple[RowKey, date], int | None] = {}
    problems: list[CellProblem] = []
    for edit in edits:
        read = _read(edit, people[edit.row.supervisor_id], reading)
        if isinstance(read, CellProblem):
            problems.append(read)
        else:
            wanted[edit.row, edit.day] = read
    problems += _over_a_day(existing, wanted, {(e.row, e.day): e.typed for e in edits})
    if problems:
        raise CellsRefusedError(problems)
    changed = {cell: minutes for cell, minutes in wanted.items() if existing.get(cell) != minutes}
    return _write(session, "supervision.set", changed)


def fill_from_last_week(session: WriteSession, monday: date) -> Changes:
    """Copy the week before into the empty cells of the week that starts on `monday`.

    Days off, and supervisors who have left or are on leave, get nothing.
    """
    plans = rota(session)
    calendar = plans.calendar
    week = Period(monday, monday + timedelta(days=6))
    before = Period(week.first - _WEEK, week.last - _WEEK)
    people = {supervisor.id: supervisor for supervisor in session.supervision.supervisors()}
    existing = _times(session, week)
    copied: dict[tuple[RowKey, date], int | None] = {
        (key, day + _WEEK): minutes
        for (key, day), minutes in _times(session, before).items()
        if (key, day + _WEEK) not in existing
        and calendar.is_workday(day + _WEEK)
        and people[key.supervisor_id].employed_in(day + _WEEK, day + _WEEK)
        and not plans.on_leave(key.supervisor_id, day + _WEEK)
    }
    return _write(session, "supervision.fill", copied)


def fill_standard_days(
    session: WriteSession, rows: Iterable[RowKey], period: Period, today: date
) -> Changes:
    """Fill each row's empty working days with the supervisor's standard day.

    A day on which the supervisor has reported anything, in whatever row, is left alone, and so
    are days on leave and days after today.
    """
    plans = rota(session)
    calendar = plans.calendar
    people = {supervisor.id: supervisor for supervisor in session.supervision.supervisors()}
    taken = {(key.supervisor_id, day) for key, day in _times(session, period)}
    filled: dict[tuple[RowKey, date], int | None] = {}
    for row in rows:
        person = people[row.supervisor_id]
        for day in calendar.worked_days(period):
            employment = person.employment_on(day)
            free = (person.id, day) not in taken and day <= today
            free = free and not plans.on_leave(person.id, day)
            if employment and free and person.employed_in(day, day):
                filled[row, day] = standard_day_minutes(employment)
                taken.add((person.id, day))
    return _write(session, "supervision.fill", filled)


def _times(session: WriteSession, period: Period) -> Times:
    entries = session.supervision.entries(period)
    return {(key_of(entry), entry.day): entry.minutes for entry in entries}


def _read(edit: TimeEdit, person: Supervisor, reading: Reading) -> int | CellProblem | None:
    """Minutes, None to empty the cell, or what is wrong."""
    problem = CellProblem(edit.row, edit.day, edit.typed, "")
    typed = parse_time(edit.typed, reading)
    match typed:
        case Cleared():
            return None
        case Faulty(fault):
            return replace(problem, message=time_fault_words(fault))
        case Ambiguous():
            return replace(problem, message=ambiguous_words(typed), ambiguous=typed)
    if not person.employed_in(edit.day, edit.day):
        return replace(problem, message=_("The supervisor does not work here that day."))
    # Nothing reported and no time at all are the same thing here.
    return typed.minutes or None


def _over_a_day(
    existing: Times,
    wanted: Mapping[tuple[RowKey, date], int | None],
    typed: Mapping[tuple[RowKey, date], str],
) -> Iterable[CellProblem]:
    """Cells whose day would hold more than 24 hours for the supervisor."""
    merged: dict[tuple[RowKey, date], int | None] = {**existing, **wanted}
    sums: defaultdict[tuple[int, date], int] = defaultdict(int)
    for (row, day), minutes in merged.items():
        sums[row.supervisor_id, day] += minutes or 0
    return [
        CellProblem(row, day, typed[row, day], time_fault_words(Fault.OVER_A_DAY))
        for row, day in wanted
        if sums[row.supervisor_id, day] > DAY_MINUTES
    ]


def _write(
    session: WriteSession, operation: str, times: Mapping[tuple[RowKey, date], int | None]
) -> Changes:
    if not times:
        return frozenset()
    with session.writer.action(operation, (Topic.SUPERVISION,), "supervision"):
        for (row, day), minutes in times.items():
            entry = SupervisionEntry(
                row.supervisor_id, day, minutes or 0, row.activity, row.agreement_id
            )
            if minutes is None:
                session.supervision.clear(entry)
            else:
                session.supervision.put(entry)
    return _SUPERVISION

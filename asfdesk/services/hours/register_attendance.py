"""Filling in attendance: typed cells, and everybody as planned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.hours.attendance import (
    AttendanceEntry,
    planned_minutes,
    unfilled_days,
    with_plan,
)
from asfdesk.domain.hours.typed_time import Ambiguous, Cleared, Faulty, Reading, parse_attendance
from asfdesk.domain.period import Month, Period
from asfdesk.services.changes import Topic
from asfdesk.services.hours.attendance_month import (
    entries_by_day,
    filled_days,
    keeps_attendance,
    placements_with_attendance,
)
from asfdesk.services.hours.locked_months import must_be_open
from asfdesk.services.hours.work_calendar import work_calendar
from asfdesk.services.placement_checks import not_held_words
from asfdesk.services.typed_cells import (
    CellProblem,
    CellsRefusedError,
    ambiguous_words,
    fault_words,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.codes import AttendanceCode
    from asfdesk.domain.hours.holidays import WorkCalendar
    from asfdesk.domain.people.placements import Placement
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

_ATTENDANCE: Changes = frozenset({Topic.ATTENDANCE})
_NOTHING: Changes = frozenset()
_FEW = 5
"""Placements that are read one by one."""


@dataclass(frozen=True)
class CellEdit:
    """What was typed for a placement on a day; "" empties the cell."""

    placement_id: int
    day: date
    typed: str = field(repr=False)


@dataclass(frozen=True)
class _Work:
    """What an action will write: entries to put, days to empty first."""

    put: tuple[AttendanceEntry, ...]
    empty: tuple[tuple[int, date], ...]


def set_cells(
    session: WriteSession, edits: Sequence[CellEdit], reading: Reading = Reading.ASK
) -> Changes:
    """Write typed cells as one step that can be undone; all of them or none.

    Args:
        session: the open file.
        edits: one per cell; the last wins if a cell comes twice.
        reading: how `0,30` is meant, once the user has answered.

    Raises:
        CellsRefusedError: lists every cell that could not be taken in.
        RefusedError: a month is locked.
    """
    if not edits:
        return _NOTHING
    wanted = {(edit.placement_id, edit.day): edit for edit in edits}
    period = Period(min(edit.day for edit in edits), max(edit.day for edit in edits))
    must_be_open(session, {Month.of(edit.day) for edit in edits})
    return _write(session, "attendance.set", _read_cells(session, wanted.values(), period, reading))


def fill_as_planned(
    session: WriteSession,
    period: Period,
    today: date,
    absent: Mapping[int, AttendanceCode | None] | None = None,
    only: Collection[int] | None = None,
) -> Changes:
    """Fill empty planned cells as attended as planned: "alla närvarande utom …".

    What is filled in stays as it is, and days after today are left alone.

    Args:
        session: the open file.
        period: which days.
        today: the last day that can be filled.
        absent: placements that were not there -> their code, or None to leave them empty.
        only: only these placements; all when None.
    """
    absent = absent or {}
    calendar = work_calendar(session)
    filled = filled_days(session.attendance.entries(period))
    entries = [
        _as_planned(placement, day, calendar, absent.get(placement.id))
        for placement in placements_with_attendance(session, period)
        if (only is None or placement.id in only) and absent.get(placement.id, ...) is not None
        for day in unfilled_days(placement, filled.get(placement.id, ()), calendar, period)
        if day <= today
    ]
    must_be_open(session, {Month.of(entry.day) for entry in entries})
    return _write(session, "attendance.fill", _Work(tuple(entries), ()))


def refresh_planned(session: WriteSession, placement_id: int) -> None:
    """Bring the planned time of a placement's entries in open months up to its schedule.

    For use inside the action that changed the schedule or the decision.
    """
    _refresh(session, session.attendance.of_placement(placement_id))


def refresh_planned_days(session: WriteSession, period: Period) -> None:
    """The same for every placement on some days, after the calendar changed."""
    _refresh(session, session.attendance.entries(period))


def _refresh(session: WriteSession, entries: Iterable[AttendanceEntry]) -> None:
    calendar = work_calendar(session)
    placements = {placement.id: placement for placement in session.placements.placements()}
    locked = {state.month for state in session.attendance.states() if state.locked}
    for entry in entries:
        planned = with_plan(entry, placements[entry.placement_id], calendar)
        if planned != entry and Month.of(entry.day) not in locked:
            session.attendance.put(planned)


def _read_cells(
    session: ReadSession, edits: Iterable[CellEdit], period: Period, reading: Reading
) -> _Work:
    calendar = work_calendar(session)
    edits = list(edits)
    wanted = {edit.placement_id for edit in edits}
    placements = _placements_of(session, wanted, period)
    existing = entries_by_day(session.attendance.entries(period, wanted))
    problems: list[CellProblem] = []
    put: list[AttendanceEntry] = []
    empty: list[tuple[int, date]] = []
    for edit in edits:
        there = existing.get((edit.placement_id, edit.day), [])
        read = _read(edit, placements.get(edit.placement_id), calendar, reading)
        if isinstance(read, CellProblem):
            problems.append(read)
        elif read is None:
            empty.extend([(edit.placement_id, edit.day)] if there else [])
        elif there != [read]:
            put.append(read)
            # Several activities are replaced by the one that was typed.
            empty.extend([(edit.placement_id, edit.day)] if len(there) > 1 else [])
    if problems:
        raise CellsRefusedError(problems)
    return _Work(tuple(put), tuple(empty))


def _placements_of(
    session: ReadSession, wanted: Collection[int], period: Period
) -> dict[int, Placement]:
    """The placements that are typed in; one cell needs one of them, not two hundred."""
    if len(wanted) > _FEW:
        return {p.id: p for p in placements_with_attendance(session, period)}
    found = [session.placements.placement(one) for one in wanted]
    return {p.id: p for p in found if p is not None and keeps_attendance(p)}


def _read(
    edit: CellEdit, placement: Placement | None, calendar: WorkCalendar, reading: Reading
) -> AttendanceEntry | CellProblem | None:
    """The entry a cell asks for, None to empty it, or what is wrong."""
    typed = parse_attendance(edit.typed, reading)
    match typed:
        case Cleared():
            return None
        case Faulty(fault):
            return CellProblem(edit.placement_id, edit.day, edit.typed, fault_words(fault))
        case Ambiguous():
            words = ambiguous_words(typed)
            return CellProblem(edit.placement_id, edit.day, edit.typed, words, typed)
    if placement is None or not placement.holds_on(edit.day):
        words = not_held_words(placement, edit.day)
        return CellProblem(edit.placement_id, edit.day, edit.typed, words)
    planned = planned_minutes(placement, edit.day, calendar)
    return AttendanceEntry(placement.id, edit.day, planned, typed.minutes, typed.code)


def _write(session: WriteSession, operation: str, work: _Work) -> Changes:
    if not work.put and not work.empty:
        return _NOTHING
    with session.writer.action(operation, (Topic.ATTENDANCE,), "attendance"):
        session.attendance.clear_all(work.empty)
        session.attendance.put_all(work.put)
    return _ATTENDANCE


def _as_planned(
    placement: Placement, day: date, calendar: WorkCalendar, code: AttendanceCode | None
) -> AttendanceEntry:
    planned = planned_minutes(placement, day, calendar)
    return AttendanceEntry(placement.id, day, planned, 0 if code else planned, code)

"""Filling in, filling as planned, undo, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import AttendanceCode, PlacementStatus
from asfdesk.domain.enterprise import ClosedPeriod
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.hours.typed_time import Ambiguous, Reading
from asfdesk.domain.period import Month, Period
from asfdesk.errors import RefusedError
from asfdesk.services.changes import Topic
from asfdesk.services.hours.register_attendance import (
    CellEdit,
    fill_as_planned,
    refresh_planned,
    set_cells,
)
from asfdesk.services.lock_attendance import lock_month
from asfdesk.services.manage_enterprise import add_closed_period, set_eves_closed
from asfdesk.services.people.manage_placements import add_schedule
from asfdesk.services.typed_cells import CellsRefusedError
from tests.workshop import add_agreement, add_placement, schedule

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

OCTOBER = Period.of_month(Month(2026, 10))
TODAY = date(2026, 10, 30)
WEDNESDAY = date(2026, 10, 21)


@pytest.fixture
def placement(session: WriteSession) -> int:
    return add_placement(session, add_agreement(session))


def _entries(session: WriteSession) -> list[AttendanceEntry]:
    return session.attendance.entries(OCTOBER)


def test_a_typed_cell_keeps_what_was_planned(session: WriteSession, placement: int) -> None:
    assert set_cells(session, [CellEdit(placement, WEDNESDAY, "4,5F")]) == {Topic.ATTENDANCE}
    assert _entries(session) == [
        AttendanceEntry(placement, WEDNESDAY, 360, 270, AttendanceCode.NOTIFIED)
    ]


def test_a_block_is_one_step_to_undo(session: WriteSession, placement: int) -> None:
    set_cells(session, [CellEdit(placement, WEDNESDAY, "6")])
    block = [
        CellEdit(placement, date(2026, 10, 20), "F"),
        CellEdit(placement, WEDNESDAY, ""),
        CellEdit(placement, date(2026, 10, 22), "3"),
    ]
    set_cells(session, block)
    assert [(e.day.day, e.attended_minutes) for e in _entries(session)] == [(20, 0), (22, 180)]
    step = session.writer.undo()
    assert step is not None
    assert step.operation == "attendance.set"
    assert _entries(session) == [AttendanceEntry(placement, WEDNESDAY, 360, 360)]


def test_one_bad_cell_refuses_the_whole_block(session: WriteSession, placement: int) -> None:
    edits = [
        CellEdit(placement, date(2026, 10, 19), "6"),
        CellEdit(placement, date(2026, 10, 20), "Q"),
        CellEdit(placement, date(2026, 10, 21), "0,30"),
        CellEdit(placement, date(2025, 12, 1), "6"),
    ]
    with pytest.raises(CellsRefusedError) as caught:
        set_cells(session, edits)
    error = caught.value
    assert error.what.startswith("3 ")
    assert [(p.row, p.day, p.typed) for p in error.problems] == [
        (placement, date(2026, 10, 20), "Q"),
        (placement, date(2026, 10, 21), "0,30"),
        (placement, date(2025, 12, 1), "6"),
    ]
    assert not error.only_ambiguous
    assert _entries(session) == []
    assert session.writer.undo_steps()[0].operation != "attendance.set"


def test_an_ambiguous_cell_is_taken_in_once_answered(session: WriteSession, placement: int) -> None:
    edit = CellEdit(placement, WEDNESDAY, "0,30")
    with pytest.raises(CellsRefusedError) as caught:
        set_cells(session, [edit])
    assert caught.value.only_ambiguous
    assert caught.value.problems[0].ambiguous == Ambiguous(18, 30)
    set_cells(session, [edit], Reading.CLOCK)
    assert _entries(session)[0].attended_minutes == 30


def test_nothing_new_makes_no_step(session: WriteSession, placement: int) -> None:
    set_cells(session, [CellEdit(placement, WEDNESDAY, "6")])
    steps = len(session.writer.undo_steps())
    assert set_cells(session, [CellEdit(placement, WEDNESDAY, "6,0")]) == frozenset()
    assert set_cells(session, [CellEdit(placement, date(2026, 10, 22), "")]) == frozenset()
    assert set_cells(session, []) == frozenset()
    assert len(session.writer.undo_steps()) == steps


def test_typing_over_a_day_of_several_activities_replaces_them(
    session: WriteSession, placement: int
) -> None:
    with session.writer.action("attendance.set", ("attendance",)):
        session.attendance.put(AttendanceEntry(placement, WEDNESDAY, 360, 120))
        session.attendance.put(AttendanceEntry(placement, WEDNESDAY, 0, 60, activity="kurs"))
    set_cells(session, [CellEdit(placement, WEDNESDAY, "2")])
    assert _entries(session) == [AttendanceEntry(placement, WEDNESDAY, 360, 120)]


def test_a_locked_month_takes_no_edits(session: WriteSession, placement: int) -> None:
    fill_as_planned(session, OCTOBER, date(2026, 10, 31))
    lock_month(session, Month(2026, 10), TODAY)
    before = _entries(session)
    with pytest.raises(RefusedError, match="2026"):
        set_cells(session, [CellEdit(placement, WEDNESDAY, "1")])
    assert _entries(session) == before


def test_everybody_present_except(session: WriteSession) -> None:
    agreement = add_agreement(session)
    present, absent, unknown = (add_placement(session, agreement, n) for n in (1, 2, 3))
    set_cells(session, [CellEdit(present, WEDNESDAY, "3")])
    days = Period(WEDNESDAY, date(2026, 10, 23))
    fill_as_planned(
        session, days, date(2026, 10, 22), {absent: AttendanceCode.UNNOTIFIED, unknown: None}
    )
    assert [(e.placement_id, e.day.day, e.attended_minutes, e.code) for e in _entries(session)] == [
        (present, 21, 180, None),
        (present, 22, 360, None),
        (absent, 21, 0, AttendanceCode.UNNOTIFIED),
        (absent, 22, 0, AttendanceCode.UNNOTIFIED),
    ]
    session.writer.undo()
    assert [e.placement_id for e in _entries(session)] == [present]


def test_filling_some_placements_leaves_the_others(session: WriteSession) -> None:
    agreement = add_agreement(session)
    add_placement(session, agreement, 1)
    wanted = add_placement(session, agreement, 2)
    fill_as_planned(session, OCTOBER, TODAY, only={wanted})
    assert {e.placement_id for e in _entries(session)} == {wanted}
    assert len(_entries(session)) == 22


def test_misregistered_placements_get_no_attendance(session: WriteSession, placement: int) -> None:
    found = session.placements.placement(placement)
    assert found is not None
    with session.writer.action("placement.change", ("placements",)):
        session.placements.change_placement(replace(found, status=PlacementStatus.MISREGISTERED))
    assert fill_as_planned(session, OCTOBER, TODAY) == frozenset()
    with pytest.raises(CellsRefusedError):
        set_cells(session, [CellEdit(placement, WEDNESDAY, "6")])


def test_a_closed_day_and_an_open_eve_move_the_plan(session: WriteSession, placement: int) -> None:
    eve, friday = date(2026, 12, 24), date(2026, 10, 23)
    set_cells(session, [CellEdit(placement, friday, "X"), CellEdit(placement, eve, "3")])

    def planned() -> list[int]:
        found = session.attendance.of_placement(placement)
        return [entry.planned_minutes for entry in found]

    assert planned() == [360, 0]
    add_closed_period(session, ClosedPeriod(0, friday, friday))
    assert planned() == [0, 0]
    set_eves_closed(session, closed=False)
    assert planned() == [0, 360]
    session.writer.undo()
    assert planned() == [0, 0]
    session.writer.undo()
    assert planned() == [360, 0]


def test_a_changed_week_moves_the_plan_of_what_is_filled_in(
    session: WriteSession, placement: int
) -> None:
    set_cells(session, [CellEdit(placement, WEDNESDAY, "3")])
    four = dict.fromkeys(range(1, 6), 240)
    add_schedule(session, placement, schedule(four, date(2026, 10, 19)))
    assert _entries(session)[0].planned_minutes == 240
    session.writer.undo()
    assert _entries(session)[0].planned_minutes == 360


def test_a_new_schedule_moves_the_plan_of_open_months_only(
    session: WriteSession, placement: int
) -> None:
    set_cells(
        session,
        [CellEdit(placement, WEDNESDAY, "6"), CellEdit(placement, date(2026, 11, 4), "6")],
    )
    fill_as_planned(session, OCTOBER, date(2026, 10, 31))
    lock_month(session, Month(2026, 10), date(2026, 11, 2))
    with session.writer.action("placement.change", ("placements",)):
        session.placements.add_schedule(
            placement, schedule(dict.fromkeys(range(1, 6), 240), date(2026, 10, 1))
        )
        refresh_planned(session, placement)
    by_day = {e.day: e.planned_minutes for e in session.attendance.of_placement(placement)}
    assert by_day[WEDNESDAY] == 360
    assert by_day[date(2026, 11, 4)] == 240

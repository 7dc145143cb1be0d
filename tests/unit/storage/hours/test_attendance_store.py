"""Attendance rows, their sums and months."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AttendanceCode, Form
from asfdesk.domain.hours.attendance import (
    AttendanceEntry,
    AttendanceTotals,
    Attended,
    CodeTotals,
    MonthState,
    MonthStatus,
)
from asfdesk.domain.period import Month, Period
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
F, ABSENT = AttendanceCode.NOTIFIED, AttendanceCode.UNNOTIFIED


def _put(session: WriteSession, *entries: AttendanceEntry) -> list[bool]:
    with session.writer.action("attendance.set", ("attendance",)):
        return [session.attendance.put(entry) for entry in entries]


def test_entries_come_back_in_order(session: WriteSession) -> None:
    agreement = add_agreement(session)
    one, two = add_placement(session, agreement, 1), add_placement(session, agreement, 2)
    late = AttendanceEntry(one, date(2026, 10, 21), 360, 270, F)
    early = AttendanceEntry(one, date(2026, 10, 20), 360, 360)
    other = AttendanceEntry(two, date(2026, 10, 1), 0, 60)
    outside = AttendanceEntry(two, date(2026, 11, 1), 0, 60)
    _put(session, outside, other, late, early)
    assert session.attendance.entries(Period.of_month(OCTOBER)) == [early, late, other]
    assert session.attendance.of_placement(two) == [other, outside]


def test_writing_the_same_again_changes_nothing(session: WriteSession) -> None:
    placement = add_placement(session, add_agreement(session))
    entry = AttendanceEntry(placement, date(2026, 10, 21), 360, 360)
    assert _put(session, entry, entry) == [True, False]
    changed = AttendanceEntry(placement, date(2026, 10, 21), 360, 0, ABSENT)
    assert _put(session, changed) == [True]
    assert session.attendance.of_placement(placement) == [changed]


def test_clearing_takes_all_activities_of_the_day(session: WriteSession) -> None:
    placement = add_placement(session, add_agreement(session))
    day = date(2026, 10, 21)
    _put(
        session,
        AttendanceEntry(placement, day, 360, 180),
        AttendanceEntry(placement, day, 0, 180, activity="kurs"),
    )
    with session.writer.action("attendance.set", ("attendance",)):
        assert session.attendance.clear(placement, day)
        assert not session.attendance.clear(placement, day)
    assert session.attendance.of_placement(placement) == []


def test_totals_by_placement_and_month(session: WriteSession) -> None:
    agreement = add_agreement(session)
    placement = add_placement(session, agreement)
    trainee = session.placements.in_period(date(2026, 10, 1), date(2026, 10, 1))[0].trainee_id
    _put(
        session,
        AttendanceEntry(placement, date(2026, 10, 19), 360, 180),
        AttendanceEntry(placement, date(2026, 10, 19), 0, 180, activity="kurs"),
        AttendanceEntry(placement, date(2026, 10, 20), 360, 270, F),
        AttendanceEntry(placement, date(2026, 10, 21), 360, 0, F),
        AttendanceEntry(placement, date(2026, 10, 22), 360, 0, ABSENT),
        AttendanceEntry(placement, date(2026, 10, 24), 0, 120),
        AttendanceEntry(placement, date(2026, 11, 2), 360, 360),
    )
    october = Attended(
        planned_minutes=4 * 360,
        attended_minutes=360 + 270 + 120,
        filled_days=5,
        planned_days=4,
        attended_days=3,
        by_code={F: CodeTotals(2, 1, 90 + 360), ABSENT: CodeTotals(1, 1, 360)},
    )
    expected = AttendanceTotals(placement, trainee, agreement, Form.WORK_TRAINING, OCTOBER, october)
    found = session.attendance.totals(Period.of_months(OCTOBER, NOVEMBER))
    assert found[0] == expected
    assert [(t.month, t.sums.attended_minutes) for t in found[1:]] == [(NOVEMBER, 360)]


def test_a_month_is_open_until_it_is_locked(session: WriteSession) -> None:
    assert session.attendance.state(OCTOBER) == MonthState(OCTOBER)
    locked = MonthState(OCTOBER, MonthStatus.LOCKED, 1)
    reopened = MonthState(OCTOBER, MonthStatus.REOPENED, 1, "Fel dag")
    for state in (locked, reopened):
        with session.writer.action("attendance.lock", ("attendance",)):
            session.attendance.set_state(state, date(2026, 11, 2))
        assert session.attendance.state(OCTOBER) == state
    assert session.attendance.states() == [reopened]


def test_a_block_is_written_as_entries_one_by_one_and_undone_as_one(session: WriteSession) -> None:
    agreement = add_agreement(session)
    one, two = add_placement(session, agreement, 1), add_placement(session, agreement, 2)
    monday, tuesday = date(2026, 10, 5), date(2026, 10, 6)
    before = [
        AttendanceEntry(one, monday, 360, 0, F),
        AttendanceEntry(one, tuesday, 360, 360),
        AttendanceEntry(two, tuesday, 0, 30, activity="kurs"),
    ]
    _put(session, *before)
    block = [
        AttendanceEntry(one, monday, 360, 300),
        AttendanceEntry(one, tuesday, 360, 360),
        AttendanceEntry(two, monday, 360, 0, ABSENT),
        AttendanceEntry(two, tuesday, 360, 360),
    ]
    with session.writer.action("attendance.set", ("attendance",)):
        session.attendance.put_all(block)
    # The activity of the day is another row, and stays.
    assert session.attendance.entries(Period(monday, tuesday)) == [
        block[0], block[1], block[2], block[3], before[2],
    ]  # fmt: skip
    session.writer.undo()
    assert session.attendance.entries(Period(monday, tuesday)) == before
    with session.writer.action("attendance.set", ("attendance",)):
        session.attendance.clear_all([(one, monday), (two, tuesday), (two, date(2026, 10, 7))])
    assert session.attendance.entries(Period(monday, tuesday)) == [before[1]]
    session.writer.undo()
    assert session.attendance.entries(Period(monday, tuesday)) == before


def test_only_what_differs_is_written(session: WriteSession) -> None:
    placement = add_placement(session, add_agreement(session))
    entry = AttendanceEntry(placement, date(2026, 10, 5), 360, 360)
    _put(session, entry)
    with session.writer.action("attendance.set", ("attendance",)):
        session.attendance.put_all([entry])
        session.attendance.clear_all([])
    step = session.writer.undo_steps()[0].id
    kept = session.writer.all("SELECT * FROM undo_row WHERE step_id = :id", {"id": step})
    assert kept == []


def test_a_placement_s_entries_of_a_period(session: WriteSession) -> None:
    placement = add_placement(session, add_agreement(session))
    days = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)]
    entries = [AttendanceEntry(placement, day, 0, 60) for day in days]
    _put(session, *entries)
    found = session.attendance.of_placement(placement, Period.of_month(OCTOBER))
    assert found == entries[1:3]

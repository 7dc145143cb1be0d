"""Sums, place-days, unfilled days and remarks of attendance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from asfdesk.domain.agreements import Agreement, DayCount
from asfdesk.domain.codes import AttendanceCode, Form, ReferringBody
from asfdesk.domain.hours.attendance import (
    AttendanceEntry,
    Attended,
    CodeTotals,
    Remark,
    place_days,
    planned_minutes,
    remarks,
    total,
    unfilled_days,
)
from asfdesk.domain.hours.holidays import WorkCalendar
from asfdesk.domain.people.placements import Placement
from asfdesk.domain.period import Month, Period
from tests.workshop import SIX_HOURS, schedule

AGREEMENT = Agreement(1, 1, "Huddinge", Form.WORK_TRAINING, date(2026, 1, 1))
BY_MINUTES = replace(AGREEMENT, day_count=DayCount.MINUTES)
PLACEMENT = Placement(
    1,
    1,
    1,
    Form.WORK_TRAINING,
    ReferringBody.MUNICIPALITY,
    date(2026, 10, 5),
    date(2026, 10, 30),
    schedules=(schedule(SIX_HOURS, date(2026, 10, 5)),),
)
OCTOBER = Period.of_month(Month(2026, 10))
CALENDAR = WorkCalendar()
TODAY = date(2026, 10, 21)


def test_sums_are_added_code_by_code() -> None:
    notified, leave = AttendanceCode.NOTIFIED, AttendanceCode.LEAVE
    one = Attended(720, 360, 2, 2, 1, {notified: CodeTotals(1, 1, 360)})
    other = Attended(
        720, 270, 2, 2, 1, {notified: CodeTotals(1, 0, 90), leave: CodeTotals(1, 1, 360)}
    )
    assert total([one, other]) == Attended(
        1440, 630, 4, 4, 2, {notified: CodeTotals(2, 1, 450), leave: CodeTotals(1, 1, 360)}
    )


def test_attendance_rate_is_attended_of_booked() -> None:
    assert Attended(1440, 630).rate == Fraction(7, 16)
    assert Attended(0, 60).rate is None


def test_a_place_day_is_a_day_or_so_many_minutes_as_agreed() -> None:
    assert [place_days(AGREEMENT, minutes) for minutes in (0, 30, 480)] == [0, 1, 1]
    assert [place_days(BY_MINUTES, minutes) for minutes in (0, 360, 480)] == [0, Fraction(3, 4), 1]


def test_nothing_is_planned_outside_the_placement_or_on_days_off() -> None:
    assert planned_minutes(PLACEMENT, date(2026, 10, 5), CALENDAR) == 360
    assert planned_minutes(PLACEMENT, date(2026, 10, 2), CALENDAR) == 0
    assert planned_minutes(PLACEMENT, date(2026, 10, 10), CALENDAR) == 0
    closed = WorkCalendar(closed=(Period(date(2026, 10, 26), date(2026, 10, 30)),))
    assert planned_minutes(PLACEMENT, date(2026, 10, 28), closed) == 0


def test_unfilled_days_are_planned_days_without_a_row() -> None:
    filled = {date(2026, 10, n) for n in range(5, 24)}
    assert unfilled_days(PLACEMENT, filled, CALENDAR, OCTOBER) == [
        date(2026, 10, n) for n in range(26, 31)
    ]
    assert len(unfilled_days(PLACEMENT, set(), CALENDAR, OCTOBER)) == 20


def test_remarks() -> None:
    def of(day: date, minutes: int, code: AttendanceCode | None = None) -> tuple[Remark, ...]:
        return remarks(PLACEMENT, AttendanceEntry(1, day, 360, minutes, code), CALENDAR, TODAY)

    assert of(date(2026, 10, 21), 360) == ()
    assert of(date(2026, 10, 1), 360) == (Remark.OUTSIDE, Remark.NOT_PLANNED)
    assert of(date(2026, 10, 22), 360) == (Remark.FUTURE,)
    assert of(date(2026, 10, 22), 0, AttendanceCode.LEAVE) == ()
    assert of(date(2026, 10, 17), 180) == (Remark.NOT_WORKED,)
    assert of(date(2026, 10, 20), 420) == (Remark.MORE_THAN_PLANNED,)

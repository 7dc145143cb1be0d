"""Schedules, leave and what confirming writes. 16-20 November 2026 is a week without holidays."""

from __future__ import annotations

from datetime import date

from asfdesk.domain.codes import Activity
from asfdesk.domain.hours.holidays import WorkCalendar
from asfdesk.domain.hours.supervision import Employment, SupervisionEntry, Supervisor
from asfdesk.domain.hours.supervision_plan import Leave, PlannedTime, Rota, WeekPlan, confirmed
from asfdesk.domain.period import Period

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = (date(2026, 11, d) for d in range(16, 22))
ANNA = Supervisor(
    1,
    1,
    started_on=date(2026, 1, 1),
    employments=(Employment(1, 1, date(2026, 1, 1), 7_500, 25_000),),
)
OFFICE = WeekPlan(
    1,
    date(2026, 11, 1),
    (
        *(PlannedTime(day, 480) for day in range(1, 5)),
        PlannedTime(5, 240),
        PlannedTime(5, 120, Activity.MEETING),
        PlannedTime(6, 60),
    ),
)
CLOSED = WorkCalendar(closed=(Period(THURSDAY, THURSDAY),))


def rota(*leaves: Leave, calendar: WorkCalendar = CLOSED) -> Rota:
    return Rota(calendar, {1: (OFFICE,)}, {1: leaves})


def test_the_week_is_summed_over_its_activities() -> None:
    assert OFFICE.minutes == 4 * 480 + 240 + 120 + 60
    assert OFFICE.overfull() == ()
    full = WeekPlan(1, MONDAY, (PlannedTime(2, 1440), PlannedTime(2, 1, Activity.MEETING)))
    assert full.overfull() == (2,)


def test_closed_days_and_leave_leave_nothing_scheduled() -> None:
    away = rota(Leave(1, 1, TUESDAY, WEDNESDAY))
    assert [away.minutes_on(ANNA, day) for day in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY)] == [
        480,
        0,
        0,
        0,
    ]
    assert away.minutes_on(ANNA, FRIDAY) == 360
    # What is scheduled on a Saturday is scheduled; weekends are not closed days.
    assert away.minutes_on(ANNA, SATURDAY) == 60
    assert [away.leave_minutes_on(ANNA, day) for day in (MONDAY, TUESDAY, THURSDAY)] == [0, 480, 0]


def test_a_holiday_on_a_weekday_leaves_nothing_scheduled() -> None:
    always = Rota(WorkCalendar(), {1: (WeekPlan(1, date(2026, 1, 1), OFFICE.times),)})
    # 6 January 2026 is a Tuesday, 24 December a Thursday.
    assert always.minutes_on(ANNA, date(2026, 1, 6)) == 0
    assert always.minutes_on(ANNA, date(2026, 12, 24)) == 0
    worked = Rota(WorkCalendar(eves_closed=False), always.plans)
    assert worked.minutes_on(ANNA, date(2026, 12, 24)) == 480


def test_without_a_schedule_the_standard_day_counts() -> None:
    bare = Rota(CLOSED, {}, {1: (Leave(1, 1, FRIDAY, FRIDAY),)})
    # 75 % of eight hours.
    assert bare.minutes_on(ANNA, MONDAY) == 360
    assert bare.minutes_on(ANNA, THURSDAY) == bare.minutes_on(ANNA, SATURDAY) == 0
    assert bare.leave_minutes_on(ANNA, FRIDAY) == 360
    assert bare.times_on(ANNA, MONDAY) == ()


def test_a_later_schedule_takes_over_and_may_be_empty() -> None:
    ends = Rota(CLOSED, {1: (OFFICE, WeekPlan(1, WEDNESDAY))})
    assert ends.minutes_on(ANNA, TUESDAY) == 480
    assert ends.minutes_on(ANNA, WEDNESDAY) == 0
    # Before the first schedule the standard day holds.
    assert ends.minutes_on(ANNA, date(2026, 10, 30)) == 360


def test_outside_the_employment_nothing_is_scheduled() -> None:
    left = Supervisor(1, 1, ended_on=MONDAY, employments=ANNA.employments)
    assert rota().minutes_on(left, MONDAY) == 480
    assert rota().minutes_on(left, TUESDAY) == 0
    assert rota().times_on(left, TUESDAY) == ()


def test_confirming_leaves_typed_days_alone_and_leave_and_closed_days_out() -> None:
    away = rota(Leave(1, 1, WEDNESDAY, WEDNESDAY))
    week = [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]
    assert confirmed(away, [ANNA], week, {1: frozenset({TUESDAY})}) == [
        SupervisionEntry(1, MONDAY, 480),
        SupervisionEntry(1, FRIDAY, 240),
        SupervisionEntry(1, FRIDAY, 120, Activity.MEETING),
    ]

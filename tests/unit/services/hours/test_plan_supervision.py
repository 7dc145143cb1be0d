"""Schedules, leave and confirming. Week 47 of 2026 is 16-20 November; today is Monday the 23rd."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import Activity
from asfdesk.domain.enterprise import ClosedPeriod
from asfdesk.domain.hours.supervision import Employment, SupervisionEntry
from asfdesk.domain.hours.supervision_plan import Leave, PlannedTime, WeekPlan
from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.services.hours.manage_supervisors import (
    change_employment,
    put_employment,
    remove_employment,
)
from asfdesk.services.hours.plan_supervision import (
    add_leave,
    change_leave,
    confirm_schedule,
    put_week_plan,
    remove_leave,
    remove_week_plan,
    to_confirm,
)
from asfdesk.services.hours.register_supervision import (
    TimeEdit,
    fill_from_last_week,
    fill_standard_days,
    set_times,
)
from asfdesk.services.hours.supervision_grid import RowKey
from asfdesk.services.hours.supervision_month import supervision_month
from asfdesk.services.hours.supervisor_register import supervisor_register
from asfdesk.services.manage_enterprise import add_closed_period
from tests.workshop import add_agreement, add_supervisor

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 23)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in range(16, 21))
WEEK = Period(MONDAY, date(2026, 11, 22), PeriodKind.WEEK)
NOVEMBER = Month(2026, 11)
FIRST = date(2026, 11, 1)


@pytest.fixture
def anna(session: WriteSession) -> int:
    """Monday to Thursday eight hours for Huddinge, Friday four with trainees and two in meetings.

    Wednesday she is away, Thursday is closed, and on Tuesday an hour of meeting is typed.
    """
    anna = add_supervisor(session, 1, "Anna Ek")
    agreement = add_agreement(session)
    times = (
        *(PlannedTime(day, 480, Activity.TRAINEES, agreement) for day in range(1, 5)),
        PlannedTime(5, 240, Activity.TRAINEES, agreement),
        PlannedTime(5, 120, Activity.MEETING),
    )
    put_week_plan(session, WeekPlan(anna, FIRST, times))
    add_leave(session, Leave(0, anna, WEDNESDAY, WEDNESDAY))
    add_closed_period(session, ClosedPeriod(0, THURSDAY, THURSDAY, "Studiedag"))
    set_times(session, [TimeEdit(RowKey(anna, Activity.MEETING), TUESDAY, "1")])
    return anna


def time(session: WriteSession, period: Period = WEEK) -> list[SupervisionEntry]:
    return session.supervision.entries(period)


def test_a_week_is_confirmed_in_one_step(session: WriteSession, anna: int) -> None:
    agreement = session.agreements.agreements()[0].id
    typed = SupervisionEntry(anna, TUESDAY, 60, Activity.MEETING)
    found = to_confirm(session, WEEK, TODAY)
    assert (found.days, found.minutes, found.typed, found.leave, found.later) == (2, 840, 1, 1, 0)
    assert confirm_schedule(session, WEEK, TODAY)
    assert sorted(time(session), key=lambda one: (one.day, -one.minutes)) == [
        SupervisionEntry(anna, MONDAY, 480, Activity.TRAINEES, agreement),
        typed,
        SupervisionEntry(anna, FRIDAY, 240, Activity.TRAINEES, agreement),
        SupervisionEntry(anna, FRIDAY, 120, Activity.MEETING),
    ]
    # Once more, nothing is left to write.
    assert confirm_schedule(session, WEEK, TODAY) == frozenset()
    session.writer.undo()
    assert time(session) == [typed]


def test_days_to_come_are_not_confirmed(session: WriteSession, anna: int) -> None:
    del anna
    month = Period.of_month(NOVEMBER)
    found = to_confirm(session, month, TODAY)
    # 2-6, 9-13, Monday and Friday of week 47, and today: ten + two + one days.
    assert found.days == 13
    # 24-27 and the 30th.
    assert found.later == 5
    confirm_schedule(session, month, TODAY)
    assert max(one.day for one in time(session, month)) == TODAY


def test_those_without_a_schedule_get_standard_days_if_wanted(
    session: WriteSession, anna: int
) -> None:
    del anna
    bo = add_supervisor(session, 2, "Bo", fte_bp=5_000)
    add_leave(session, Leave(0, bo, MONDAY, TUESDAY))
    assert all(one.supervisor_id != bo for one in to_confirm(session, WEEK, TODAY).entries)
    entries = to_confirm(session, WEEK, TODAY, standard=True).entries
    # Monday and Tuesday away, Thursday closed.
    assert [one for one in entries if one.supervisor_id == bo] == [
        SupervisionEntry(bo, WEDNESDAY, 240),
        SupervisionEntry(bo, FRIDAY, 240),
    ]


def test_filling_leaves_leave_empty(session: WriteSession) -> None:
    bo = add_supervisor(session, 2, "Bo")
    add_leave(session, Leave(0, bo, date(2026, 11, 24), date(2026, 11, 25)))
    row = RowKey(bo, Activity.TRAINEES)
    set_times(session, [TimeEdit(row, day, "8") for day in (TUESDAY, WEDNESDAY, THURSDAY)])
    fill_from_last_week(session, TODAY)
    after = Period(TODAY, date(2026, 11, 29))
    assert [one.day.day for one in time(session, after)] == [26]
    fill_standard_days(session, [row], after, date(2026, 11, 27))
    assert [one.day.day for one in time(session, after)] == [23, 26, 27]


def test_the_grid_shows_schedule_and_leave(session: WriteSession, anna: int) -> None:
    agreement = session.agreements.agreements()[0].id
    found = supervision_month(session, NOVEMBER, TODAY)
    rows = {row.key: row for row in found.rows}
    # The schedule's rows are there before anything is reported in them.
    row = rows[RowKey(anna, Activity.TRAINEES, agreement)]
    assert set(rows) == {row.key, RowKey(anna, Activity.MEETING)}
    assert [row.planned[day.day - 1] for day in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)] == [
        480, 480, 0, 0, 240,
    ]  # fmt: skip
    assert [at + 1 for at, away in enumerate(row.away) if away] == [18]
    (card,) = found.supervisors
    # 21 weekdays without the closed one, minus one day of leave.
    assert (card.leave_days, card.available_minutes, card.scheduled) == (1, 19 * 480, True)


def test_a_schedule_that_cannot_be(session: WriteSession, anna: int) -> None:
    full = (PlannedTime(1, 1440), PlannedTime(1, 60, Activity.MEETING))
    with pytest.raises(InvalidInputError, match="24") as caught:
        put_week_plan(session, WeekPlan(anna, MONDAY, full))
    assert caught.value.field == "week"
    with pytest.raises(InvalidInputError) as caught:
        put_week_plan(session, WeekPlan(anna, FIRST))
    assert caught.value.field == "valid_from"


def test_a_schedule_is_moved_and_taken_away(session: WriteSession, anna: int) -> None:
    moved = WeekPlan(anna, MONDAY, (PlannedTime(1, 60),))
    put_week_plan(session, moved, replaces=FIRST)
    assert session.rota.plans() == {anna: (moved,)}
    remove_week_plan(session, anna, MONDAY)
    assert session.rota.plans() == {}


def test_leave_does_not_overlap_leave(session: WriteSession, anna: int) -> None:
    with pytest.raises(InvalidInputError) as caught:
        add_leave(session, Leave(0, anna, TUESDAY, WEDNESDAY))
    assert caught.value.field == "first"
    with pytest.raises(InvalidInputError) as caught:
        add_leave(session, Leave(0, anna, FRIDAY, THURSDAY))
    assert caught.value.field == "last"
    (there,) = session.rota.leaves()[anna]
    change_leave(session, Leave(there.id, anna, TUESDAY, FRIDAY))
    assert session.rota.leaves()[anna] == (Leave(there.id, anna, TUESDAY, FRIDAY),)
    remove_leave(session, there.id)
    assert session.rota.leaves() == {}


def test_share_and_cost_over_time(session: WriteSession) -> None:
    bo = add_supervisor(session, 2, "Bo")
    put_employment(session, Employment(0, bo, MONDAY, 5_000, 30_000))
    first, second = session.supervision.supervisors()[0].employments
    assert (second.valid_from, second.fte_bp, second.cost_per_hour_ore) == (MONDAY, 5_000, 30_000)
    with pytest.raises(InvalidInputError) as caught:
        change_employment(session, Employment(second.id, bo, first.valid_from, 5_000, 30_000))
    assert caught.value.field == "valid_from"
    change_employment(session, Employment(second.id, bo, FRIDAY, 6_000, 30_000))
    held = session.supervision.supervisors()[0].employments
    assert [(one.valid_from, one.fte_bp) for one in held] == [
        (date(2026, 1, 1), 10_000),
        (FRIDAY, 6_000),
    ]
    remove_employment(session, bo, held[0].id)
    with pytest.raises(RefusedError):
        remove_employment(session, bo, session.supervision.supervisors()[0].employments[0].id)
    with pytest.raises(InvalidInputError) as caught:
        put_employment(session, Employment(0, bo, date(2025, 12, 31), 5_000, 30_000))
    assert caught.value.field == "valid_from"


def test_the_register_as_it_stands_today(session: WriteSession, anna: int) -> None:
    bo = add_supervisor(session, 2, "Bo")
    session_time = [TimeEdit(RowKey(bo, Activity.TRAINEES), date(2026, 12, 1), "8")]
    set_times(session, session_time)
    found = supervisor_register(session, TODAY)
    first, second = found.entries
    assert (first.supervisor.id, first.name, first.year_minutes) == (anna, "Anna Ek", 60)
    assert first.plan is not None
    assert first.plan.minutes == 4 * 480 + 360
    assert [(one.leave.first, one.workdays) for one in first.leaves] == [(WEDNESDAY, 1)]
    # What is reported after today is not this year so far.
    assert (second.plan, second.year_minutes, second.works_here) == (None, 0, True)

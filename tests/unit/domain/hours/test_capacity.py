"""Supervision against trainees: need, posts, cost, and decisions that end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from asfdesk.domain.codes import Form, ReferringBody
from asfdesk.domain.hours.capacity import (
    SupervisionFigures,
    days_left,
    employed_minutes,
    ending_within,
    scheduled_and_leave,
)
from asfdesk.domain.hours.holidays import WorkCalendar
from asfdesk.domain.hours.supervision import Employment, Supervisor
from asfdesk.domain.hours.supervision_plan import Leave, PlannedTime, Rota, WeekPlan
from asfdesk.domain.people.placements import Placement

MONDAY = date(2026, 11, 9)
WEEK = [MONDAY + timedelta(days=at) for at in range(7)]
ANNA = Supervisor(1, 1, employments=(Employment(1, 1, date(2026, 1, 1), 10_000, 25_000),))
BO = Supervisor(
    2, 2, ended_on=date(2026, 11, 10), employments=(Employment(2, 2, MONDAY, 5_000, 20_000),)
)

FIGURES = SupervisionFigures(
    workdays=5,
    past_workdays=5,
    reported=32 * 60,
    attended=66 * 60,
    delivered=Fraction(11),
    scheduled=32 * 60,
    leave=8 * 60,
    employed=Fraction(40 * 60),
    trainees=Fraction(3),
    cost_ore=800_000,
    per_supervisor=Fraction(5, 2),
)


def test_the_figures_of_a_week() -> None:
    assert FIGURES.full_time == Fraction(4, 5)
    assert FIGURES.employed_full_time == 1
    assert FIGURES.trainees_per_supervisor == 3
    assert FIGURES.hours_per_trainee_hour == Fraction(16, 33)
    # 8 000 kr for eleven days: 727,27 kr.
    assert FIGURES.cost_per_day == Fraction(800_000, 11)
    # 3 trainees / 2,5 = 1,2 posts x 8 h x 5 days.
    assert FIGURES.needed == 48 * 60
    assert FIGURES.missing == 16 * 60
    assert FIGURES.over_ratio


def test_without_a_ratio_nothing_is_needed_and_nothing_over() -> None:
    unsaid = replace(FIGURES, per_supervisor=None)
    assert (unsaid.needed, unsaid.missing, unsaid.over_ratio) == (None, 0, False)


def test_as_many_as_the_ratio_is_not_over_it() -> None:
    assert not replace(FIGURES, per_supervisor=Fraction(3)).over_ratio
    assert replace(FIGURES, per_supervisor=Fraction(6)).missing == 0


def test_what_has_no_denominator_is_not_zero() -> None:
    closed = SupervisionFigures(0, 0, 0, 0, Fraction(0), 0, 0, Fraction(0), None, 0)
    assert closed.full_time is closed.employed_full_time is closed.trainees_per_supervisor is None
    assert closed.hours_per_trainee_hour is closed.cost_per_day is closed.needed is None
    assert replace(FIGURES, cost_ore=None).cost_per_day is None
    # Trainees, and nobody employed for them.
    assert replace(FIGURES, employed=Fraction(0)).trainees_per_supervisor is None


def test_employed_minutes_follow_share_and_days() -> None:
    # Anna five days of eight hours, Bo two of four before he leaves.
    assert employed_minutes([ANNA, BO], WEEK, WorkCalendar()) == 5 * 480 + 2 * 240


def test_scheduled_time_with_leave_taken_away() -> None:
    plan = WeekPlan(1, MONDAY, tuple(PlannedTime(day, 480) for day in range(1, 6)))
    friday = MONDAY + timedelta(days=4)
    rota = Rota(WorkCalendar(), {1: (plan,)}, {1: (Leave(1, 1, friday, friday),)})
    # Bo has no schedule: two standard days of four hours.
    assert scheduled_and_leave(rota, [ANNA, BO], WEEK) == (4 * 480 + 2 * 240, 480)


def placement(number: int, last: date | None, first: date = date(2026, 1, 1)) -> Placement:
    return Placement(
        number, number % 10, 1, Form.WORK_TRAINING, ReferringBody.MUNICIPALITY, first, last
    )


def test_decisions_that_end_within_four_eight_and_twelve_weeks() -> None:
    as_of = date(2026, 11, 23)
    known = [
        placement(1, as_of),
        placement(2, as_of + timedelta(days=28)),
        placement(3, as_of + timedelta(days=29)),
        placement(4, as_of + timedelta(days=84)),
        placement(5, as_of + timedelta(days=85)),
        placement(6, None),
        placement(7, as_of - timedelta(days=1)),
        placement(8, as_of + timedelta(days=5), first=as_of + timedelta(days=1)),
    ]
    left = days_left(known, as_of)
    assert left == {1: 0, 2: 28, 3: 29, 4: 84, 5: 85}
    assert ending_within(left.values()) == (2, 3, 4)


def test_a_decision_that_is_followed_up_frees_no_place() -> None:
    as_of = date(2026, 11, 23)
    ends = placement(1, date(2026, 12, 31))
    after = placement(11, date(2027, 6, 30), first=date(2027, 1, 1))
    assert days_left([ends, after], as_of) == {}
    elsewhere = replace(after, agreement_id=2)
    assert days_left([ends, elsewhere], as_of) == {1: 38}

"""Which days a placement holds: decisions, the gaps between them, pauses. Worked out by hand.

March 2026 begins on a Sunday and has 22 days Monday to Friday: 2-6, 9-13, 16-20, 23-27, 30-31.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from asfdesk.domain.agreements import Agreement, Terms
from asfdesk.domain.codes import (
    ExitGroup,
    Form,
    PlacementStatus,
    PriceBasis,
    PriceUnit,
    ReferringBody,
)
from asfdesk.domain.hours.attendance import AttendanceEntry, planned_minutes, unfilled_days
from asfdesk.domain.hours.holidays import WorkCalendar
from asfdesk.domain.hours.places import place_days
from asfdesk.domain.people.decisions import DayState, Decision, Pause
from asfdesk.domain.people.placement_codes import DecisionKind
from asfdesk.domain.people.placements import DaySlot, Exit, Placement, Schedule
from asfdesk.domain.people.throughput import average_participants, flow
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sales.billing import bill

MARCH = Month(2026, 3)
SIX_HOURS = {weekday: DaySlot(360) for weekday in range(1, 6)}
FIRST = Decision(
    1, 1, DecisionKind.FIRST, date(2026, 1, 1), date(2026, 3, 13), date(2025, 12, 18), None, "17-1"
)
PROLONGED = Decision(
    2, 1, DecisionKind.PROLONGED, date(2026, 3, 18), date(2026, 6, 30), date(2026, 3, 25)
)
SUSPENDED = Pause(1, 1, date(2026, 3, 23), date(2026, 3, 25), "sluten vård")
PLACEMENT = Placement(
    1,
    1,
    1,
    Form.WORK_TRAINING,
    ReferringBody.MUNICIPALITY,
    date(2026, 1, 1),
    date(2026, 6, 30),
    schedules=(Schedule(1, 1, date(2026, 1, 1), 7500, SIX_HOURS),),
    decisions=(FIRST, PROLONGED),
    pauses=(SUSPENDED,),
)
"""Until Friday the 13th, again from Wednesday the 18th; suspended Monday to Wednesday 23-25."""


def weekday(day: date) -> bool:
    return day.isoweekday() < 6


def agreement(terms: Terms) -> Agreement:
    return Agreement(1, 1, "Avtal", Form.WORK_TRAINING, date(2026, 1, 1), terms=(terms,))


def terms(unit: PriceUnit, basis: PriceBasis, price: int) -> Terms:
    return Terms(1, 1, date(2026, 1, 1), unit, basis, price, 1000)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2025, 12, 31), DayState.OUTSIDE),
        (date(2026, 1, 1), DayState.HELD),
        (date(2026, 3, 13), DayState.HELD),
        (date(2026, 3, 14), DayState.GAP),
        (date(2026, 3, 17), DayState.GAP),
        (date(2026, 3, 18), DayState.HELD),
        (date(2026, 3, 22), DayState.HELD),
        (date(2026, 3, 23), DayState.PAUSED),
        (date(2026, 3, 25), DayState.PAUSED),
        (date(2026, 3, 26), DayState.HELD),
        (date(2026, 6, 30), DayState.HELD),
        (date(2026, 7, 1), DayState.OUTSIDE),
    ],
)
def test_what_a_day_is(day: date, state: DayState) -> None:
    assert PLACEMENT.day_state(day) is state
    assert PLACEMENT.holds_on(day) is (state is DayState.HELD)
    assert (PLACEMENT.facts_on(day) is not None) is (state is DayState.HELD)


def test_a_suspension_and_a_prolongation_in_mid_month_are_neither_planned_nor_booked() -> None:
    # 22 weekdays less 2 in the gap (16, 17) and 3 paused (23, 24, 25) = 17 days of 6 h.
    calendar = WorkCalendar(eves_closed=True, closed=())
    days = list(MARCH.days())
    assert sum(planned_minutes(PLACEMENT, day, calendar) for day in days) == 17 * 360
    period = Period(MARCH.first, MARCH.last)
    assert len(unfilled_days(PLACEMENT, (), calendar, period)) == 17
    by_booking = terms(PriceUnit.DAY, PriceBasis.BOOKED, 50_000)
    counted = place_days(agreement(by_booking), [PLACEMENT], {}, days, weekday)
    assert counted.booked == 17
    assert counted.available == 22


def test_a_suspension_and_a_prolongation_in_mid_month_are_not_paid() -> None:
    # Booked days at 500 kr: 17 x 500 = 8,500 kr. A place and month at 9,900 kr: 17 of 22 working
    # days = 7,650 kr.
    per_day = terms(PriceUnit.DAY, PriceBasis.BOOKED, 50_000)
    (row,) = bill(agreement(per_day), [PLACEMENT], {}, MARCH, weekday)
    assert (row.units.booked, row.amount_ore) == (17, 850_000)
    per_month = terms(PriceUnit.PLACE_MONTH, PriceBasis.BOOKED, 990_000)
    (row,) = bill(agreement(per_month), [PLACEMENT], {}, MARCH, weekday)
    assert (row.units.payable, row.amount_ore) == (Fraction(17, 22), 765_000)


def test_attended_time_on_a_paused_day_is_not_paid_however_it_came_there() -> None:
    per_hour = terms(PriceUnit.HOUR, PriceBasis.ATTENDED, 10_000)
    rows = {
        (1, day): (AttendanceEntry(1, day, 360, 360),)
        for day in (date(2026, 3, 23), date(2026, 3, 26))
    }
    (row,) = bill(agreement(per_hour), [PLACEMENT], rows, MARCH, weekday)
    assert row.units.attended == 6
    assert row.amount_ore == 60_000


def test_decisions_that_follow_on_each_other_leave_no_gap() -> None:
    prolonged = replace(PROLONGED, valid_from=date(2026, 3, 14))
    joined = replace(PLACEMENT, decisions=(FIRST, prolonged))
    assert joined.covered == ((date(2026, 1, 1), date(2026, 6, 30)),)
    assert joined.gaps == ()
    assert PLACEMENT.gaps == ((date(2026, 3, 14), date(2026, 3, 17)),)


def test_decisions_may_overlap_and_the_later_end_holds() -> None:
    early = replace(PROLONGED, valid_from=date(2026, 3, 1), valid_to=None)
    assert replace(PLACEMENT, decisions=(FIRST, early)).covered == ((date(2026, 1, 1), None),)


def test_an_early_end_cuts_and_a_later_prolongation_covers_again() -> None:
    short = Decision(
        3, 1, DecisionKind.SHORTENED, date(2026, 4, 10), date(2026, 4, 10), date(2026, 4, 1)
    )
    cut = replace(PLACEMENT, decisions=(FIRST, PROLONGED, short))
    assert cut.covered[-1] == (date(2026, 3, 18), date(2026, 4, 10))
    again = replace(PROLONGED, id=4, valid_from=date(2026, 5, 4))
    more = replace(PLACEMENT, decisions=(FIRST, PROLONGED, short, again))
    assert more.covered[-1] == (date(2026, 5, 4), date(2026, 6, 30))
    assert more.day_state(date(2026, 4, 11)) is DayState.GAP


def test_a_decision_on_the_extent_covers_no_day() -> None:
    extent = Decision(3, 1, DecisionKind.EXTENT, date(2026, 7, 1), None, date(2026, 3, 1))
    assert replace(PLACEMENT, decisions=(extent,)).covered == (
        (date(2026, 1, 1), date(2026, 6, 30)),
    )
    assert not extent.covers


def test_a_pause_until_further_notice_goes_on_to_the_end() -> None:
    open_end = replace(PLACEMENT, pauses=(replace(SUSPENDED, last=None),))
    assert open_end.day_state(date(2026, 6, 30)) is DayState.PAUSED
    assert open_end.day_state(date(2026, 7, 1)) is DayState.OUTSIDE


def test_an_exit_inside_a_pause_ends_it_all() -> None:
    ended = replace(PLACEMENT, exit=Exit(date(2026, 3, 24), ExitGroup.BACK))
    assert ended.day_state(date(2026, 3, 24)) is DayState.PAUSED
    assert ended.day_state(date(2026, 3, 25)) is DayState.OUTSIDE


def test_somebody_paused_is_here_but_takes_no_part() -> None:
    pause = Period(date(2026, 3, 23), date(2026, 3, 25))
    through = flow([PLACEMENT], pause)
    assert through.at_start == through.at_end == {1}
    assert average_participants([PLACEMENT], list(pause.days())) == 0
    # A week with two of five days held.
    week = [date(2026, 3, 23 + at) for at in range(5)]
    assert average_participants([PLACEMENT], week) == Fraction(2, 5)


def test_registered_late_is_counted_in_days() -> None:
    assert FIRST.days_late == 0
    assert PROLONGED.days_late == 7


def test_two_placements_share_the_days_that_both_span() -> None:
    other = replace(PLACEMENT, id=2, decision_from=date(2026, 6, 1), decision_to=None, decisions=())
    assert PLACEMENT.shared_days(other) == (date(2026, 6, 1), date(2026, 6, 30))
    later = replace(other, decision_from=date(2026, 7, 1))
    assert PLACEMENT.shared_days(later) is None
    both_open = replace(PLACEMENT, decision_to=None)
    assert both_open.shared_days(later) == (date(2026, 7, 1), None)
    mistake = replace(other, status=PlacementStatus.MISREGISTERED)
    assert PLACEMENT.shared_days(mistake) is None


def test_reasons_do_not_show_in_repr() -> None:
    assert "sluten" not in repr(PLACEMENT)


def test_the_leap_day_and_a_clock_change_are_days_like_others() -> None:
    # 29 February 2028 is a Tuesday; 29 March 2026, a Sunday, has 23 hours.
    year = replace(
        PLACEMENT,
        decision_to=None,
        decisions=(),
        pauses=(Pause(1, 1, date(2028, 2, 29), date(2028, 2, 29)),),
    )
    assert year.day_state(date(2028, 2, 28)) is DayState.HELD
    assert year.day_state(date(2028, 2, 29)) is DayState.PAUSED
    assert year.planned_minutes(date(2028, 3, 1)) == 360
    assert PLACEMENT.day_state(date(2026, 3, 29)) is DayState.HELD


@pytest.mark.parametrize(
    ("first", "last", "throughout"),
    [
        (date(2026, 3, 1), date(2026, 3, 13), True),
        (date(2026, 3, 1), date(2026, 3, 14), False),  # the 14th lies in the gap
        (date(2026, 3, 17), date(2026, 3, 20), False),
        (date(2026, 3, 18), date(2026, 3, 22), True),
        (date(2026, 3, 18), date(2026, 3, 23), False),  # the pause begins
        (date(2026, 3, 25), date(2026, 3, 31), False),
        (date(2026, 3, 26), date(2026, 6, 30), True),
        (date(2026, 3, 26), date(2026, 7, 1), False),
        (date(2025, 12, 31), date(2026, 1, 5), False),
    ],
)
def test_a_span_that_is_held_throughout(first: date, last: date, *, throughout: bool) -> None:
    assert PLACEMENT.held_throughout(first, last) is throughout
    every_day = all(PLACEMENT.holds_on(day) for day in Period(first, last).days())
    assert every_day is throughout

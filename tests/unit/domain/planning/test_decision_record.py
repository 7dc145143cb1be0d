"""What became of decisions, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from asfdesk.domain.codes import ExitGroup, Form, ReferringBody
from asfdesk.domain.people.decisions import Decision
from asfdesk.domain.people.placement_codes import DecisionKind
from asfdesk.domain.people.placements import Exit, Placement
from asfdesk.domain.period import Period
from asfdesk.domain.planning.decision_record import OPEN_ENDED_DAYS, Group, record_of
from asfdesk.domain.planning.place_filling import filling_rates

FIRST, PROLONGED, SHORTENED = DecisionKind.FIRST, DecisionKind.PROLONGED, DecisionKind.SHORTENED
AS_OF = date(2026, 10, 31)
GROUP = Group(1, Form.WORK_TRAINING)


def placement(
    number: int, *spans: tuple[DecisionKind, date, date | None], left: date | None = None
) -> Placement:
    decisions = tuple(Decision(0, number, kind, a, b, a) for kind, a, b in spans)
    return Placement(
        number,
        number,
        1,
        Form.WORK_TRAINING,
        ReferringBody.MUNICIPALITY,
        spans[0][1],
        spans[-1][2],
        exit=Exit(left, ExitGroup.OTHER) if left else None,
        decisions=decisions,
    )


def counted(*placements: Placement) -> tuple[int, int]:
    return record_of(placements, lambda _one: GROUP, AS_OF).count(GROUP)


def test_a_prolonged_decision_counts_with_how_many_days_it_gave() -> None:
    one = placement(
        1,
        (FIRST, date(2026, 1, 1), date(2026, 3, 31)),
        (PROLONGED, date(2026, 4, 1), date(2026, 4, 30)),
        (PROLONGED, date(2026, 5, 1), None),
    )
    record = record_of([one], lambda _one: GROUP, AS_OF)
    assert record.count() == (2, 2)
    assert record.prolonged_days(GROUP) == (30, OPEN_ENDED_DAYS)
    assert record.first_days == {GROUP: (90,)}
    assert record.days_held == (AS_OF - date(2026, 1, 1)).days + 1


def test_a_decision_is_counted_first_when_its_last_day_has_come() -> None:
    one = placement(
        1,
        (FIRST, date(2026, 1, 1), AS_OF),
        (PROLONGED, date(2026, 11, 1), date(2026, 12, 31)),
    )
    assert counted(one) == (0, 0)


def test_not_prolonged_is_an_exit_at_the_end_or_a_month_without_news() -> None:
    first = (FIRST, date(2026, 1, 1), date(2026, 6, 30))
    assert counted(placement(1, first, left=date(2026, 6, 30))) == (0, 1)
    assert counted(placement(1, first)) == (0, 1)
    late = (FIRST, date(2026, 1, 1), date(2026, 10, 10))
    assert counted(placement(1, late)) == (0, 0)


def test_leaving_before_the_end_says_nothing_of_prolonging() -> None:
    first = (FIRST, date(2026, 1, 1), date(2026, 6, 30))
    early = placement(1, first, left=date(2026, 4, 1))
    record = record_of([early], lambda _one: GROUP, AS_OF)
    assert (record.count(), record.left_early) == ((0, 0), 1)
    shortened = placement(1, first, (SHORTENED, date(2026, 4, 1), date(2026, 4, 1)))
    shortened = replace(shortened, decision_to=date(2026, 4, 1))
    assert record_of([shortened], lambda _one: GROUP, AS_OF).left_early == 1
    in_last_week = placement(1, first, left=date(2026, 6, 25))
    assert counted(in_last_week) == (0, 1)


def test_a_new_placement_of_the_same_trainee_at_once_is_a_prolongation() -> None:
    first = placement(1, (FIRST, date(2026, 1, 1), date(2026, 3, 31)), left=date(2026, 3, 31))
    again = placement(2, (FIRST, date(2026, 4, 13), date(2026, 12, 31)))
    again = replace(again, trainee_id=first.trainee_id)
    assert counted(first, again) == (1, 1)


def test_years_are_counted_back_from_the_day() -> None:
    old = placement(1, (FIRST, date(2025, 1, 1), date(2025, 6, 30)), left=date(2025, 6, 30))
    new = placement(
        2,
        (FIRST, date(2026, 1, 1), date(2026, 6, 30)),
        (PROLONGED, date(2026, 7, 1), date(2027, 6, 30)),
    )
    record = record_of([old, new], lambda _one: GROUP, AS_OF)
    assert record.years(GROUP) == ((1, 1), (0, 1))
    assert record.years(Group(2, Form.REHABILITATION)) == ()


def test_free_days_and_arrivals_by_hand() -> None:
    """Two places for ten days: one taken days 1-4 and from day 8 on, the other never."""
    span = Period(date(2026, 3, 1), date(2026, 3, 10))
    before = placement(1, (FIRST, date(2026, 1, 1), date(2026, 3, 4)))
    after = placement(2, (FIRST, date(2026, 3, 8), date(2026, 6, 30)))
    rate = filling_rates([before, after], {1: [2] * 10}, span)[1]
    assert (rate.times, rate.days) == (1, 13)


def test_whoever_begins_with_the_places_fills_none_that_stood_free() -> None:
    """Three places from day 4 on, two begin that day. One leaves on day 6, another comes on day 9.

    Days before the places count for nothing. One stands free days 4-6, two days 7-8, one days 9-10:
    3 + 4 + 2 = 9 days, and one place was filled.
    """
    span = Period(date(2026, 3, 1), date(2026, 3, 10))
    start = date(2026, 3, 4)
    both = [
        placement(1, (FIRST, start, date(2026, 3, 6))),
        placement(2, (FIRST, start, date(2026, 6, 30))),
        placement(3, (FIRST, date(2026, 3, 9), date(2026, 6, 30))),
    ]
    places = {1: [0] * 3 + [3] * 7}
    rate = filling_rates(both, places, span)[1]
    assert (rate.times, rate.days) == (1, 9)


def test_who_came_before_the_places_or_beyond_them_fills_none() -> None:
    """One place from day 6 on, held from day 2 by one, and by another beside from day 8 on."""
    span = Period(date(2026, 3, 1), date(2026, 3, 10))
    both = [
        placement(1, (FIRST, date(2026, 3, 2), date(2026, 6, 30))),
        placement(2, (FIRST, date(2026, 3, 8), date(2026, 6, 30))),
    ]
    rate = filling_rates(both, {1: [0] * 5 + [1] * 5}, span)[1]
    assert (rate.times, rate.days) == (0, 0)


def test_who_takes_over_the_day_after_fills_a_place_that_stood_free_no_day() -> None:
    span = Period(date(2026, 3, 1), date(2026, 3, 10))
    both = [
        placement(1, (FIRST, date(2026, 1, 1), date(2026, 3, 5))),
        placement(2, (FIRST, date(2026, 3, 6), date(2026, 6, 30))),
    ]
    rate = filling_rates(both, {1: [1] * 10}, span)[1]
    assert (rate.times, rate.days) == (1, 0)

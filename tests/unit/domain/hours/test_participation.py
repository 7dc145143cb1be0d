"""R2's rows by hand: floored per person and month, added up floored, start and end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import ExitGroup, Form, PlacementStatus, ReferringBody
from asfdesk.domain.hours.participation import participations
from asfdesk.domain.hours.whole_hours import Rounding, rounded_hours
from asfdesk.domain.people.placements import Exit, Placement
from asfdesk.domain.period import Month

if TYPE_CHECKING:
    from asfdesk.domain.hours.participation import Participation

JANUARY, FEBRUARY, MARCH, APRIL = (Month(2026, number) for number in range(1, 5))
PROJECTS = {1: "P25", 2: "P25", 3: "P30"}


def _placement(
    placement_id: int, first: date, last: date | None, *, trainee: int = 1, agreement: int = 1
) -> Placement:
    return Placement(
        placement_id,
        trainee,
        agreement,
        Form.WORK_TRAINING,
        ReferringBody.EMPLOYMENT_SERVICE,
        first,
        last,
    )


Time = tuple[tuple[int, Month], int]


def _time(placement_id: int, month: Month, minutes: int) -> Time:
    return (placement_id, month), minutes


def _rows(placements: list[Placement], minutes: list[Time], month: Month) -> list[Participation]:
    return participations(placements, PROJECTS, dict(minutes), month)


def test_hours_are_floored_per_month_and_the_floored_are_added_up() -> None:
    # 10 h 50 min, 20 h 59 min and 5 h 30 min: 10 + 20 + 5 = 35 h, where the exact sum 37 h 19 min
    # would have given 37.
    one = _placement(1, date(2026, 1, 12), None)
    totals = [_time(1, JANUARY, 650), _time(1, FEBRUARY, 1259), _time(1, MARCH, 330)]
    (row,) = _rows([one], totals, MARCH)
    assert (row.hours, row.cumulative, row.minutes) == (5, 35, 330)
    assert row.starts_on == date(2026, 1, 12)
    assert row.ended_on is None


def test_later_months_are_not_counted_yet() -> None:
    one = _placement(1, date(2026, 1, 12), None)
    (row,) = _rows([one], [_time(1, JANUARY, 120), _time(1, FEBRUARY, 600)], JANUARY)
    assert (row.hours, row.cumulative) == (2, 2)


def test_a_month_with_neither_time_nor_start_nor_end_has_no_row() -> None:
    one = _placement(1, date(2026, 1, 12), None)
    assert _rows([one], [_time(1, JANUARY, 600)], FEBRUARY) == []


def test_a_start_without_time_has_a_row_and_so_has_an_end() -> None:
    one = replace(
        _placement(1, date(2026, 1, 30), date(2026, 6, 30)),
        exit=Exit(date(2026, 3, 2), ExitGroup.WORK),
    )
    (start,) = _rows([one], [], JANUARY)
    assert (start.starts_on, start.ended_on, start.hours) == (date(2026, 1, 30), None, 0)
    (end,) = _rows([one], [], MARCH)
    assert (end.ended_on, end.open_end) == (date(2026, 3, 2), False)
    assert _rows([one], [], APRIL) == []


def test_the_decisions_last_day_is_an_end_that_nobody_has_noted() -> None:
    (row,) = _rows([_placement(1, date(2026, 1, 1), date(2026, 3, 31))], [], MARCH)
    assert (row.ended_on, row.open_end) == (date(2026, 3, 31), True)


def test_two_placements_in_one_project_are_one_row() -> None:
    # Two agreements of project P25 at once: 90 + 45 min = 2 h 15 min, floored once: 2 h.
    pair = [
        _placement(1, date(2026, 1, 12), None),
        _placement(2, date(2026, 2, 2), date(2026, 2, 27), agreement=2),
    ]
    (row,) = _rows(pair, [_time(1, FEBRUARY, 90), _time(2, FEBRUARY, 45)], FEBRUARY)
    assert (row.hours, row.starts_on, row.ended_on) == (2, date(2026, 1, 12), None)


def test_two_projects_are_two_rows() -> None:
    pair = [
        _placement(1, date(2026, 1, 12), None),
        _placement(2, date(2026, 2, 2), None, agreement=3),
    ]
    rows = _rows(pair, [_time(1, FEBRUARY, 90), _time(2, FEBRUARY, 45)], FEBRUARY)
    assert [(row.project, row.hours) for row in rows] == [("P25", 1), ("P30", 0)]


def test_a_prolongation_goes_on_and_a_new_start_months_later_is_a_start() -> None:
    prolonged = [
        _placement(1, date(2026, 1, 1), date(2026, 1, 31)),
        _placement(2, date(2026, 2, 1), date(2026, 2, 28)),
        _placement(3, date(2026, 4, 1), None),
    ]
    (january,) = _rows(prolonged, [_time(1, JANUARY, 60)], JANUARY)
    assert january.ended_on is None
    (february,) = _rows(prolonged, [], FEBRUARY)
    assert (february.starts_on, february.ended_on) == (date(2026, 1, 1), date(2026, 2, 28))
    (april,) = _rows(prolonged, [_time(1, JANUARY, 60)], APRIL)
    # Hours so far are those of the project, also from before.
    assert (april.starts_on, april.cumulative) == (date(2026, 4, 1), 1)


def test_who_only_asked_or_was_registered_by_mistake_is_not_in_it() -> None:
    one = _placement(1, date(2026, 1, 12), None)
    for status in (PlacementStatus.REQUESTED, PlacementStatus.MISREGISTERED):
        assert _rows([replace(one, status=status)], [_time(1, JANUARY, 60)], JANUARY) == []


def test_rows_come_in_order_of_start() -> None:
    later, earlier = (
        _placement(1, date(2026, 1, 20), None, trainee=1),
        _placement(2, date(2026, 1, 7), None, trainee=2),
    )
    assert [row.trainee_id for row in _rows([later, earlier], [], JANUARY)] == [2, 1]


@pytest.mark.parametrize(
    ("minutes", "down", "nearest", "up", "exact"),
    [
        (0, 0, 0, 0, Fraction(0)),
        (59, 0, 1, 1, Fraction(59, 60)),
        (89, 1, 1, 2, Fraction(89, 60)),
        (90, 1, 2, 2, Fraction(3, 2)),
        (120, 2, 2, 2, Fraction(2)),
    ],
)
def test_the_rule_of_rounding_is_data(
    minutes: int, down: int, nearest: int, up: int, exact: Fraction
) -> None:
    rules = (Rounding.DOWN, Rounding.NEAREST, Rounding.UP, Rounding.EXACT)
    assert [rounded_hours(minutes, rule) for rule in rules] == [down, nearest, up, exact]

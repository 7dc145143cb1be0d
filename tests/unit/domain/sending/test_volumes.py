"""Whom measures reached, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup, PlacementStatus, Sex
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.people.trainees import Trainee
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sending.volumes import (
    MeasureBudget,
    budget_lines,
    measure_code,
    measures_of,
    volumes,
)
from tests.unit.reports.work_example import AGREEMENT, placement

if TYPE_CHECKING:
    from asfdesk.domain.people.placements import Placement

HALF = Period.of_months(Month(2026, 1), Month(2026, 6))
NORTH = replace(AGREEMENT, id=1, measure="Steget Nord")
NORTH_TOO = replace(AGREEMENT, id=2, measure="  steget  nord ")
SOUTH = replace(AGREEMENT, id=3, measure="Steget Syd")
NONE = replace(AGREEMENT, id=4)
ALL = [NORTH, NORTH_TOO, SOUTH, NONE]


def _placed(
    number: int, trainee: int, agreement: int, first: date, last: date | None = None
) -> Placement:
    return replace(
        placement(number),
        trainee_id=trainee,
        agreement_id=agreement,
        decision_from=first,
        decision_to=last,
    )


PLACED = [
    _placed(1, 1, 1, date(2025, 9, 1)),  # there all the time
    _placed(2, 2, 1, date(2025, 9, 1), date(2026, 3, 31)),  # there at the start, ends
    _placed(3, 3, 2, date(2026, 2, 1), date(2026, 6, 30)),  # starts, ends on the last day
    _placed(4, 4, 1, date(2026, 5, 4)),  # starts, goes on
    _placed(5, 4, 3, date(2026, 5, 4)),  # the same person, in the other measure too
    _placed(6, 5, 4, date(2026, 1, 7)),  # under no measure
    replace(_placed(7, 6, 1, date(2026, 1, 7)), status=PlacementStatus.REQUESTED),
    replace(
        _placed(8, 7, 1, date(2026, 1, 7)), exit=Exit(date(2026, 1, 9), ExitGroup.MISREGISTERED)
    ),
    _placed(9, 8, 1, date(2026, 7, 1)),  # after the period
]


def test_each_measure_and_all_together_by_hand() -> None:
    north, south, everything = volumes(ALL, PLACED, HALF)
    assert (north.measure, south.measure, everything.measure) == ("Steget Nord", "Steget Syd", "")
    assert north.who == {
        "at_start": {1, 2},
        "new": {3, 4},
        "ended": {2, 3},
        "at_end": {1, 4},
        "unique": {1, 2, 3, 4},
    }
    assert south.who["unique"] == {4}
    assert everything.who["unique"] == {1, 2, 3, 4}


def test_one_measure_has_no_row_for_all() -> None:
    assert [one.measure for one in volumes([NORTH, NONE], PLACED, HALF)] == ["Steget Nord"]
    assert volumes([NONE], PLACED, HALF) == []


def test_protected_persons_are_part_of_the_totals_by_sex() -> None:
    trainees = {
        1: Trainee(1, 1, Sex.WOMAN),
        2: Trainee(2, 2, Sex.MAN, protected=True),
        3: Trainee(3, 3, Sex.OTHER),
        4: Trainee(4, 4, Sex.WOMAN),
    }
    north = volumes(ALL, PLACED, HALF)[0]
    assert north.by_sex("unique", trainees) == {Sex.WOMAN: 2, Sex.MAN: 1, Sex.OTHER: 1}
    assert north.by_sex("ended", trainees) == {Sex.WOMAN: 0, Sex.MAN: 1, Sex.OTHER: 1}


def test_budget_is_beside_its_own_days_so_far() -> None:
    year = MeasureBudget(1, "Steget nord", date(2026, 1, 1), date(2026, 12, 31), 8)
    spring = MeasureBudget(2, "Steget Nord", date(2026, 4, 1), date(2026, 4, 30), 2)
    later = MeasureBudget(3, "Steget Syd", date(2026, 8, 1), date(2026, 8, 31), 2)
    lines = budget_lines([year, spring, later], ALL, PLACED, HALF.last)
    # 1, 2, 3 and 4 so far; in April 1 and 3 were there; August has not begun.
    assert [(one.until, one.actual) for one in lines] == [
        (date(2026, 6, 30), 4),
        (date(2026, 4, 30), 2),
        (date(2026, 6, 30), 0),
    ]


def test_codes_are_lasting_and_different() -> None:
    assert measure_code("Steget Nord") == measure_code("steget nord") == "steget_nord"
    assert measure_code("Öst") != measure_code("Ost") == "ost"
    assert measure_code("Öst").startswith("ost_")
    assert measure_code("–")
    assert measures_of(ALL) == ["Steget Nord", "Steget Syd"]

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from asfdesk.domain.codes import ExitGroup, Form, PlacementStatus, ReferringBody
from asfdesk.domain.people.placements import DaySlot, Exit, Placement, Schedule, planned_schedule
from asfdesk.domain.people.trainees import age_bands_by_year

SCHEDULE = Schedule(1, 1, date(2026, 2, 2), 5_000, {1: DaySlot(240, 540), 2: DaySlot(240)})
PLACEMENT = Placement(
    1,
    7,
    3,
    Form.WORK_TRAINING,
    ReferringBody.MUNICIPALITY,
    date(2026, 2, 2),
    date(2026, 7, 31),
    schedules=(SCHEDULE,),
)
MONDAY = date(2026, 3, 2)


def test_a_prolonged_decision_changes_only_the_days_that_are_added() -> None:
    longer = replace(PLACEMENT, decision_to=date(2026, 12, 31))
    assert longer.facts_on(date(2026, 7, 31)) == PLACEMENT.facts_on(date(2026, 7, 31))
    assert PLACEMENT.facts_on(date(2026, 8, 3)) is None
    assert longer.facts_on(date(2026, 8, 3)) is not None


def test_a_clock_time_is_a_fact_and_a_supervisor_is_not() -> None:
    later = replace(SCHEDULE, week={1: DaySlot(240, 600), 2: DaySlot(240)})
    assert replace(PLACEMENT, schedules=(later,)).facts_on(MONDAY) != PLACEMENT.facts_on(MONDAY)
    other = replace(PLACEMENT, supervisor_id=4, caseworker="x")
    assert other.facts_on(MONDAY) == PLACEMENT.facts_on(MONDAY)


def test_what_was_registered_by_mistake_has_no_facts() -> None:
    mistake = replace(PLACEMENT, status=PlacementStatus.MISREGISTERED)
    assert mistake.facts_on(MONDAY) is None


def test_an_exit_ends_it_before_the_decision_does() -> None:
    ended = replace(PLACEMENT, exit=Exit(date(2026, 5, 4), ExitGroup.WORK))
    assert ended.facts_on(date(2026, 5, 4)) is not None
    assert ended.facts_on(date(2026, 5, 5)) is None


def test_sealed_parts_do_not_show_in_repr() -> None:
    text = repr(replace(PLACEMENT, caseworker="Kerstin Ek", note="ont i ryggen"))
    assert "Kerstin" not in text
    assert "ryggen" not in text


def test_the_age_band_changes_with_the_calendar_year() -> None:
    # Born 1996: 28 in 2024, 29 in 2025, 30 in 2026.
    bands = age_bands_by_year(1996, 2024, 2026)
    assert {year: band.value for year, band in bands.items()} == {
        2024: "25-29",
        2025: "25-29",
        2026: "30-54",
    }
    assert age_bands_by_year(None, 2024, 2026) == {}


@pytest.mark.parametrize(
    ("week", "extent", "expected"),
    [
        ({}, 5_000, (5_000, [240, 240, 240, 240, 240])),
        # 33 % of 2 400 minutes = 792, spread to the minute.
        ({}, 3_300, (3_300, [159, 159, 158, 158, 158])),
        ({1: DaySlot(360), 2: DaySlot(360)}, None, (3_000, [360, 360])),
        ({1: DaySlot(360)}, 5_000, (5_000, [360])),
        ({day: DaySlot(600) for day in range(1, 6)}, None, (10_000, [600] * 5)),
    ],
)
def test_extent_and_week_follow_from_each_other(
    week: dict[int, DaySlot], extent: int | None, expected: tuple[int, list[int]]
) -> None:
    schedule = planned_schedule(date(2026, 2, 2), week, extent)
    assert schedule
    minutes = [slot.minutes for slot in schedule.week.values()]
    assert (schedule.extent_bp, minutes) == expected


@pytest.mark.parametrize("extent", [None, 0])
def test_nothing_said_is_no_schedule(extent: int | None) -> None:
    assert planned_schedule(date(2026, 2, 2), {}, extent) is None

"""Limits, posts and cost of supervision."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from asfdesk.domain.codes import Activity
from asfdesk.domain.hours.supervision import (
    Employment,
    EsfWarning,
    Excess,
    SupervisionEntry,
    Supervisor,
    cost_ore,
    esf_warnings,
    full_time_equivalents,
    hours_per_trainee_hour,
    standard_day_minutes,
)

DAY = date(2026, 10, 21)
HIRED = Employment(1, 1, date(2026, 1, 1), 7_500, 25_000)
RAISED = Employment(2, 1, date(2026, 11, 1), 10_000, 26_050)
ANNA = Supervisor(
    1, 1, started_on=date(2026, 1, 1), ended_on=date(2026, 12, 31), employments=(HIRED, RAISED)
)


def test_more_than_thirteen_hours_a_day_over_all_activities_is_warned_about() -> None:
    entries = [
        SupervisionEntry(1, DAY, 600),
        SupervisionEntry(1, DAY, 181, Activity.MEETING),
        SupervisionEntry(2, DAY, 780),
    ]
    assert esf_warnings(entries, {}, {1}) == [EsfWarning(1, Excess.DAY, 781, DAY)]


def test_more_than_1720_hours_a_year_is_warned_about() -> None:
    assert esf_warnings([], {1: 103_200, 2: 103_201}, {1, 2}) == [
        EsfWarning(2, Excess.YEAR, 103_201)
    ]


def test_full_time_is_eight_hours_each_working_day() -> None:
    assert full_time_equivalents(22 * 480, 22) == 1
    assert full_time_equivalents(22 * 360, 22) == Fraction(3, 4)
    assert full_time_equivalents(60, 0) is None
    assert standard_day_minutes(HIRED) == 360
    assert standard_day_minutes(Employment(1, 1, DAY, 3_333, 0)) == 160


def test_each_day_costs_what_its_employment_says() -> None:
    # 100 min at 250 kr + 1 min at 260.50 kr an hour = 416.6667 + 4.3417 = 421.01 kr.
    entries = [SupervisionEntry(1, DAY, 100), SupervisionEntry(1, date(2026, 11, 2), 1)]
    assert cost_ore(entries, [ANNA]) == 42_101


def test_time_without_employment_has_no_price() -> None:
    assert cost_ore([SupervisionEntry(1, date(2025, 12, 31), 60)], [ANNA]) is None
    assert cost_ore([SupervisionEntry(1, date(2027, 1, 1), 60)], [ANNA]) is None
    assert cost_ore([], [ANNA]) == 0


def test_supervisor_hours_for_each_trainee_hour() -> None:
    assert hours_per_trainee_hour(600, 4_800) == Fraction(1, 8)
    assert hours_per_trainee_hour(600, 0) is None


def test_who_is_employed_in_a_period() -> None:
    assert ANNA.employed_in(date(2026, 12, 31), date(2027, 1, 31))
    assert not ANNA.employed_in(date(2027, 1, 1), date(2027, 1, 31))
    assert not ANNA.employed_in(date(2025, 12, 1), date(2025, 12, 31))

"""Lights against targets, at and just beyond each limit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from asfdesk.domain.planning.figure import Unit
from asfdesk.domain.planning.figure_targets import (
    Direction,
    Target,
    from_micro,
    target_for,
    to_micro,
)
from asfdesk.domain.planning.variance import Light

HALF = 500_000
"""50 % in millionths."""


@pytest.mark.parametrize(
    ("direction", "percent", "light"),
    [
        (Direction.MORE, "50", Light.GOOD),
        (Direction.MORE, "90", Light.GOOD),
        (Direction.MORE, "48", Light.GOOD),
        (Direction.MORE, "47.9999", Light.WARN),
        (Direction.MORE, "45", Light.WARN),
        (Direction.MORE, "44.9999", Light.BAD),
        (Direction.LESS, "10", Light.GOOD),
        (Direction.LESS, "52", Light.GOOD),
        (Direction.LESS, "52.0001", Light.WARN),
        (Direction.LESS, "55.0001", Light.BAD),
        (Direction.NEAR, "51", Light.GOOD),
        (Direction.NEAR, "47", Light.WARN),
        (Direction.NEAR, "56", Light.BAD),
        (Direction.NEAR, "44", Light.BAD),
    ],
)
def test_yellow_begins_beyond_two_points_and_red_beyond_five(
    direction: Direction, percent: str, light: Light
) -> None:
    target = Target("occupancy", HALF, direction, 20_000, 50_000)
    assert target.light(Fraction(percent) / 100, Unit.SHARE) is light


def test_without_limits_a_miss_is_a_warning_and_never_red() -> None:
    target = Target("occupancy", HALF, Direction.MORE)
    assert target.light(Fraction(1, 2), Unit.SHARE) is Light.GOOD
    assert target.light(Fraction(499_999, 1_000_000), Unit.SHARE) is Light.WARN
    assert target.light(Fraction(0), Unit.SHARE) is Light.WARN


def test_no_value_is_grey_and_a_negative_value_is_judged() -> None:
    target = Target("operating_margin", 20_000, Direction.MORE, 0, 20_000)
    assert target.light(None, Unit.SHARE) is Light.GREY
    assert target.light(Fraction(0), Unit.SHARE) is Light.WARN
    assert target.light(Fraction(-1, 100), Unit.SHARE) is Light.BAD


def test_money_targets_are_millionths_of_a_krona() -> None:
    """8 809,52 kr is 880 952 öre."""
    assert to_micro(Fraction(880_952), Unit.MONEY) == 8_809_520_000
    assert from_micro(8_809_520_000, Unit.MONEY) == 880_952
    assert Target("x", 1_530_000, Direction.MORE).exact(Unit.MONTHS) == Fraction(153, 100)


def test_the_years_own_target_goes_before_the_one_for_all_years() -> None:
    every = Target("solidity", 300_000, Direction.MORE)
    mine = Target("solidity", 350_000, Direction.MORE, fiscal_year_id=2)
    targets = [every, mine, Target("occupancy", 1, Direction.MORE)]
    assert target_for(targets, "solidity", 2) is mine
    assert target_for(targets, "solidity", 1) is every
    assert target_for(targets, "quick_ratio", 1) is None

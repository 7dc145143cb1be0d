"""Differences, shares and lights (finance.md T7, T9; decisions A8)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from asfdesk.domain.planning.variance import Comparison, Light, Limits, add_up


@pytest.mark.parametrize(
    ("variance_kr", "plan_kr", "light"),
    [
        (-2_400, -120_000, Light.GOOD),
        (-4_000, -120_000, Light.WARN),
        (-12_000, -120_000, Light.WARN),
        (-12_001, -120_000, Light.BAD),
        (-1_500, 10_000, Light.GOOD),
        (-9_000, 0, Light.WARN),
        (0, 0, Light.GOOD),
        (500_000, 100, Light.GOOD),
        (-10_001, 0, Light.BAD),
    ],
)
def test_lights_of_t9(variance_kr: int, plan_kr: int, light: Light) -> None:
    assert Limits().light(variance_kr * 100, plan_kr * 100) is light


def test_one_ore_beyond_the_limit_changes_the_light() -> None:
    assert Limits().light(-240_000, -12_000_000) is Light.GOOD
    assert Limits().light(-240_001, -12_000_000) is Light.WARN


def test_a_dearer_cost_is_a_negative_variance() -> None:
    cost = Comparison(-12_400_000, -12_000_000)
    assert cost.variance_ore == -400_000
    assert cost.share() == Fraction(-1, 30)
    assert cost.light(Limits()) is Light.WARN


def test_no_share_without_plan_on_results_or_beyond_999() -> None:
    assert Comparison(100, 0).share() is None
    assert Comparison(1_099, 100).share() == Fraction(999, 100)
    assert Comparison(1_100, 100).share() is None
    assert Comparison(50, 100).share(is_result=True) is None


def test_missing_is_not_zero() -> None:
    assert Comparison(None, 100).variance_ore is None
    assert Comparison(100, None).variance_ore is None
    assert Comparison(None, 100).light(Limits()) is Light.GREY


def test_sums_keep_what_is_missing_apart() -> None:
    assert add_up([Comparison(1, None), Comparison(2, None)]) == Comparison(3, None)
    assert add_up([Comparison(1, 5), Comparison(None, 2)]) == Comparison(1, 7)
    assert add_up([]) == Comparison(None, None)

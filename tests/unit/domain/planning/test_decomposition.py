"""A difference taken apart (finance.md T1, T2; decisions A5)."""

from __future__ import annotations

from fractions import Fraction

from asfdesk.domain.planning.decomposition import (
    Drivers,
    Effects,
    OreEffects,
    average,
    decompose,
    in_ore,
)


def drivers(places: int, days: int, percent: int, kr: int) -> Drivers:
    return Drivers(Fraction(places), Fraction(days), Fraction(percent, 100), Fraction(kr * 100))


def test_t2_first_case() -> None:
    plan, actual = drivers(12, 20, 85, 320), drivers(14, 20, 75, 335)
    assert (plan.income_ore, actual.income_ore) == (6_528_000, 7_035_000)
    effects = decompose(plan, actual)
    assert effects == Effects(
        Fraction(1_088_000), Fraction(0), Fraction(-896_000), Fraction(315_000)
    )
    assert in_ore([effects], 507_000).total == 507_000


def test_t2_second_case() -> None:
    effects = decompose(drivers(12, 21, 90, 320), drivers(12, 20, 80, 320))
    assert in_ore([effects], -1_113_600) == OreEffects(0, -345_600, -768_000, 0)


def test_both_months_of_t2_add_up() -> None:
    first = decompose(drivers(12, 20, 85, 320), drivers(14, 20, 75, 335))
    second = decompose(drivers(12, 21, 90, 320), drivers(12, 20, 80, 320))
    both = in_ore([first, second], 507_000 - 1_113_600)
    assert both == OreEffects(1_088_000, -345_600, -1_664_000, 315_000)
    assert both.total == -606_600


def test_the_price_takes_the_ore_that_rounding_leaves() -> None:
    plan = Drivers(Fraction(1), Fraction(1), Fraction(1, 3), Fraction(100))
    actual = Drivers.of_income(Fraction(2), Fraction(1), Fraction(1), 100)
    effects = in_ore([decompose(plan, actual)], 100 - 33)
    assert (effects.places, effects.occupancy) == (33, 33)  # 33,33 and 33,33
    assert effects.price == 1
    assert effects.total == 67


def test_booked_without_anything_delivered_is_all_price_and_occupancy() -> None:
    plan = drivers(12, 20, 85, 320)
    actual = Drivers.of_income(Fraction(12), Fraction(20), Fraction(0), 50_000)
    assert in_ore([decompose(plan, actual)], 50_000 - 6_528_000) == OreEffects(
        0, 0, -6_528_000, 50_000
    )


def test_several_months_are_weighted_not_averaged() -> None:
    mean = average([drivers(10, 20, 50, 300), drivers(20, 10, 100, 600)])
    assert mean is not None
    assert mean.days == 30
    assert mean.places == Fraction(400, 30)
    assert mean.occupancy == Fraction(300, 400)
    assert mean.price_ore == 50_000  # (100 days x 300 + 200 x 600) / 300 days
    assert average([]) is None

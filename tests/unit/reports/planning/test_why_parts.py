"""What a sentence says is what the table says: the numbers are read back out of the words."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.money import round_half_up
from asfdesk.domain.period import Month
from asfdesk.domain.planning.decomposition import Drivers, OreEffects, decompose, in_ore
from asfdesk.domain.planning.sales_variance import PlannedSale, SalesMonth, sales_effects
from asfdesk.domain.planning.staff_variance import Money, Posts, StaffMonth, staff_effects
from asfdesk.i18n import set_language
from asfdesk.reports.planning.variance_words import number_pair, price_pair, share_pair
from asfdesk.reports.planning.why_parts import sales_parts, staff_parts, training_parts

if TYPE_CHECKING:
    from asfdesk.reports.planning.why_parts import WhyPart

JANUARY = Month(2026, 1)
NUMBER = re.compile("−?[0-9][0-9\u202f\u00a0]*(?:[.,][0-9]+)?")


def numbers(text: str) -> list[Fraction]:
    """The numbers of a text, as exact fractions."""
    return [
        Fraction(
            found.replace("\u202f", "").replace("\u00a0", "").replace(",", ".").replace("−", "-")
        )
        for found in NUMBER.findall(text)
    ]


def check(part: WhyPart) -> None:
    """The sentence holds the part's numbers and the effect in whole kronor; none says nothing."""
    if not part.ore or not part.sentence:
        assert not part.ore or part.beside
        return
    said = numbers(part.sentence)
    assert abs(said[-1]) == abs(round_half_up(Fraction(part.ore, 100)))
    if len(said) == 3:
        assert said[:2] == [*numbers(part.actual), *numbers(part.planned)]
        assert said[0] != said[1]


def drivers(places: int, days: int, percent: int, kr: int) -> Drivers:
    return Drivers(Fraction(places), Fraction(days), Fraction(percent, 100), Fraction(kr * 100))


def of_t2() -> tuple[WhyPart, ...]:
    plan, actual = drivers(12, 20, 85, 320), drivers(14, 20, 75, 335)
    return training_parts(plan, actual, in_ore([decompose(plan, actual)], 507_000))


def test_t2_in_swedish_word_for_word() -> None:
    set_language("sv")
    assert [part.sentence for part in of_t2()] == [
        "Fler platser (14 i stället för 12) ökade intäkten med 10\u202f880 kr.",
        "",
        "Lägre beläggning (75\u00a0% i stället för 85\u00a0%) minskade intäkten med 8\u202f960 kr.",
        "Högre pris per dag (335 i stället för 320 kr) ökade intäkten med 3\u202f150 kr.",
    ]


def test_t2_in_english_word_for_word() -> None:
    set_language("en")
    assert of_t2()[2].sentence == (
        "Lower occupancy (75\u00a0% instead of 85\u00a0%) reduced income by 8\u202f960 kr."
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_figures_that_look_alike_are_told_apart(language: str) -> None:
    set_language(language)
    plan = Drivers(Fraction(12), Fraction(20), Fraction(75_01, 100_00), Fraction(32_000))
    actual = Drivers(Fraction(12), Fraction(20), Fraction(75_04, 100_00), Fraction(32_000))
    part = training_parts(plan, actual, in_ore([decompose(plan, actual)], 2_304))[2]
    assert numbers(part.planned) == [Fraction("75.01")]
    assert numbers(part.actual) == [Fraction("75.04")]
    check(part)


def test_a_thousandth_is_not_said_as_zero_instead_of_zero() -> None:
    set_language("en")
    assert number_pair(Fraction(0), Fraction(1, 1000)) == ("0.000", "0.001")
    assert share_pair(Fraction(1, 2001), Fraction(0)) == ("0.05\u00a0%", "0.00\u00a0%")
    assert price_pair(Fraction(1, 2001), Fraction(1)) == ("0.00", "0.01")
    assert number_pair(Fraction(14), Fraction(25, 2)) == ("14", "12.5")
    assert number_pair(Fraction(1, 3), Fraction(1, 3)) == ("0.3", "0.3")


_DRIVERS = st.builds(
    Drivers,
    st.integers(0, 400).map(lambda n: Fraction(n, 8)),
    st.integers(0, 260).map(Fraction),
    st.integers(0, 10_000).map(lambda n: Fraction(n, 10_000)),
    st.integers(0, 200_000).map(Fraction),
)


@pytest.mark.parametrize("language", ["sv", "en"])
@given(plan=_DRIVERS, actual=_DRIVERS)
def test_training_says_what_its_table_says(language: str, plan: Drivers, actual: Drivers) -> None:
    set_language(language)
    difference = round_half_up(actual.income_ore) - round_half_up(plan.income_ore)
    parts = training_parts(plan, actual, in_ore([decompose(plan, actual)], difference))
    assert sum(part.ore for part in parts) == difference
    for part in parts:
        check(part)


@pytest.mark.parametrize("language", ["sv", "en"])
@given(
    volume=st.integers(1, 10**7),
    sold=st.integers(0, 10**7),
    price=st.integers(1, 10**6),
    actual=st.integers(0, 10**9),
)
def test_sales_say_what_their_table_says(
    language: str, volume: int, sold: int, price: int, actual: int
) -> None:
    set_language(language)
    units = Fraction(volume, 1000)
    plan = round_half_up(units * price)
    month = SalesMonth(
        JANUARY,
        {"Lunch": PlannedSale(units, Fraction(price))},
        {"Lunch": Fraction(sold, 1000)},
        plan,
        actual,
    )
    parts = sales_parts(sales_effects([month]))
    assert sum(part.ore for part in parts) == actual - plan
    for part in parts:
        check(part)


def test_months_without_volume_are_named() -> None:
    set_language("en")
    months = [
        SalesMonth(JANUARY.plus(at), {"Lunch": PlannedSale(Fraction(1), Fraction(1))}, {}, 0, 5_000)
        for at in range(2)
    ]
    (part,) = sales_parts(sales_effects(months))
    assert part.sentence == (
        "How much was sold is not typed for January and February, so 100 kr can't be taken apart."
    )
    assert part.ore == 10_000


_ORE = st.integers(-(10**8), 0)
_MONEY = st.builds(Money, _ORE, _ORE, _ORE, st.integers(0, 10**8))


@pytest.mark.parametrize("language", ["sv", "en"])
@given(
    plan=_MONEY,
    actual=_MONEY,
    planned=st.integers(1, 1000),
    posts=st.integers(0, 1000),
)
def test_staff_says_what_its_table_says(
    language: str, plan: Money, actual: Money, planned: int, posts: int
) -> None:
    set_language(language)
    held = Posts(Fraction(planned, 100), Fraction(posts, 100), plan.pay)
    effects = staff_effects([StaffMonth(plan, actual, held)])
    assert effects is not None
    parts = staff_parts(effects)
    own = [part for part in parts if not part.beside]
    assert sum(part.ore for part in own) == actual.cost - plan.cost
    for part in own:
        check(part)


def test_rounding_alone_is_said_as_such() -> None:
    set_language("en")
    same = drivers(12, 20, 85, 320)
    parts = training_parts(same, same, OreEffects(0, 0, 0, 100))
    assert parts[3].sentence == (
        "Rounding and amounts booked without delivered days changed income by 1 kr."
    )

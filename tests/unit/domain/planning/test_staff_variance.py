"""Staff costs taken apart, worked by hand and by properties."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.planning.staff_variance import Money, Posts, StaffMonth, staff_effects


def kr(pay: int, contributions: int = 0, other: int = 0, support: int = 0) -> Money:
    return Money(-pay * 100, -contributions * 100, -other * 100, support * 100)


def test_a_quarter_post_more_and_a_rise() -> None:
    # Planned 2 posts at 30 000 kr and 40 % on top; 2,25 posts, 31 000 kr each, 41 % on top.
    month = StaffMonth(
        kr(60_000, 24_000),
        kr(69_750, 28_597),  # 2,25 x 31 000; 28 597,50 less 50 öre
        Posts(Fraction(2), Fraction(9, 4), -6_000_000),
    )
    found = staff_effects([month])
    assert found is not None
    # 0,25 x 30 000 x 1,4 = 10 500; (9 750 - 7 500) x 1,4 = 3 150
    assert (found.posts, found.pay) == (-1_050_000, -315_000)
    # 28 597 - 24 000 - 9 750 x 0,4 = 697
    assert found.contributions == -69_700
    assert found.total == -1_434_700
    assert (found.planned_posts, found.actual_posts) == (2, Fraction(9, 4))


def test_without_posts_the_pay_takes_hours_and_pay() -> None:
    found = staff_effects([StaffMonth(kr(60_000, 24_000, 1_000), kr(66_000, 26_400, 3_000))])
    assert found is not None
    # 6 000 x 1,4; the rate is the same; 2 000 more of other costs.
    assert (found.posts, found.pay, found.contributions, found.other) == (
        None, -840_000, 0, -200_000,
    )  # fmt: skip


def test_support_stands_beside_and_in_the_net() -> None:
    found = staff_effects([StaffMonth(kr(26_000, support=15_000), kr(26_000, support=12_000))])
    assert found is not None
    assert (found.total, found.support, found.net) == (0, -300_000, -300_000)


def test_nothing_planned_is_not_a_division_by_zero() -> None:
    month = StaffMonth(Money(), kr(10_000, 3_142), Posts(Fraction(0), Fraction(1), 0))
    found = staff_effects([month])
    assert found is not None
    assert (found.posts, found.pay, found.contributions) == (0, -1_000_000, -314_200)
    assert staff_effects([]) is None


_ORE = st.integers(-(10**9), 10**9)
_MONEY = st.builds(Money, _ORE, _ORE, _ORE, _ORE)
_FTE = st.fractions(0, 20, max_denominator=10_000)


@given(
    st.lists(
        st.builds(StaffMonth, _MONEY, _MONEY, st.none() | st.builds(Posts, _FTE, _FTE, _ORE)),
        min_size=1,
        max_size=16,
    )
)
def test_the_parts_are_the_difference_to_the_ore(months: list[StaffMonth]) -> None:
    found = staff_effects(months)
    assert found is not None
    assert found.total == sum(m.actual.cost - m.plan.cost for m in months)
    assert found.net == found.total + sum(m.actual.support - m.plan.support for m in months)

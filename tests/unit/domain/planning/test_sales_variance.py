"""Sales taken apart into volume and price, worked by hand and by properties."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.period import Month
from asfdesk.domain.planning.sales_variance import PlannedSale, SalesMonth, sales_effects

JANUARY, FEBRUARY = Month(2026, 1), Month(2026, 2)


def month(
    planned: dict[str, tuple[int, int]],
    sold: dict[str, int],
    plan_kr: int,
    actual_kr: int,
    when: Month = JANUARY,
) -> SalesMonth:
    return SalesMonth(
        when,
        {n: PlannedSale(Fraction(v), Fraction(kr * 100)) for n, (v, kr) in planned.items()},
        {name: Fraction(volume) for name, volume in sold.items()},
        plan_kr * 100,
        actual_kr * 100,
    )


def test_lunches_sold_more_and_cheaper() -> None:
    # 1 000 at 100 kr planned, 1 200 sold for 114 000 kr = 95 kr each.
    found = sales_effects([month({"Lunch": (1000, 100)}, {"Lunch": 1200}, 100_000, 114_000)])
    assert [(one.name, one.planned, one.sold, one.ore) for one in found.volumes] == [
        ("Lunch", 1000, 1200, 2_000_000)
    ]
    assert found.price_ore == -600_000
    assert (found.planned_price, found.sold_price) == (10_000, 9_500)
    assert found.total == 1_400_000


def test_a_month_whose_volume_is_not_known_is_never_guessed() -> None:
    rows = [
        month({"Lunch": (1000, 100)}, {"Lunch": 900}, 100_000, 90_000),
        month({"Lunch": (1000, 100)}, {}, 100_000, 107_000, FEBRUARY),
    ]
    found = sales_effects(rows)
    assert found.volumes[0].ore == -1_000_000
    assert found.price_ore == 0
    assert (found.unknown, found.unknown_ore) == ((FEBRUARY,), 700_000)
    assert found.total == -300_000


def test_two_streams_have_their_own_volumes_and_one_price_together() -> None:
    planned = {"Lunch": (1000, 100), "Kaffe": (2000, 20)}
    found = sales_effects([month(planned, {"Lunch": 1100, "Kaffe": 1500}, 140_000, 143_000)])
    assert [one.ore for one in found.volumes] == [1_000_000, -1_000_000]
    assert found.price_ore == 300_000
    assert found.sold_price is None


def test_one_stream_not_typed_makes_the_whole_month_unknown() -> None:
    planned = {"Lunch": (1000, 100), "Kaffe": (2000, 20)}
    found = sales_effects([month(planned, {"Lunch": 1100}, 140_000, 143_000)])
    assert (found.volumes, found.price_ore, found.unknown_ore) == ((), 0, 300_000)


def test_an_amount_typed_over_is_planned_at_the_price_it_then_means() -> None:
    # 1 000 planned, but 120 000 kr typed: 120 kr each. 1 100 sold for 121 000 kr: 110 kr each.
    found = sales_effects([month({"Lunch": (1000, 100)}, {"Lunch": 1100}, 120_000, 121_000)])
    assert found.volumes[0].ore == 1_200_000
    assert found.price_ore == -1_100_000
    assert (found.planned_price, found.sold_price) == (12_000, 11_000)


def test_nothing_planned_is_nothing_to_take_apart() -> None:
    found = sales_effects([month({}, {}, 0, 5_000)])
    assert (found.volumes, found.unknown_ore, found.total) == ((), 500_000, 500_000)


_VOLUMES = st.fractions(0, 5000, max_denominator=1000)


@given(
    st.lists(
        st.tuples(
            st.lists(st.tuples(_VOLUMES, st.integers(0, 10**6), st.none() | _VOLUMES), max_size=3),
            st.integers(-(10**9), 10**9),
            st.integers(-(10**9), 10**9),
        ),
        max_size=14,
    )
)
def test_the_parts_are_the_difference_to_the_ore(
    rows: list[tuple[list[tuple[Fraction, int, Fraction | None]], int, int]],
) -> None:
    months = [
        SalesMonth(
            JANUARY.plus(at),
            {f"s{n}": PlannedSale(v, Fraction(p)) for n, (v, p, _sold) in enumerate(streams)},
            {f"s{n}": sold for n, (_v, _p, sold) in enumerate(streams) if sold is not None},
            plan,
            actual,
        )
        for at, (streams, plan, actual) in enumerate(rows)
    ]
    assert sales_effects(months).total == sum(actual - plan for _s, plan, actual in rows)

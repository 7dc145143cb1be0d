"""What may be told of many enterprises together, by hand."""

from __future__ import annotations

from fractions import Fraction

from asfdesk.domain.region.business import BASE, blurred, business
from asfdesk.domain.region.quarters import Figure, Sent
from asfdesk.domain.sending.counts import Name
from asfdesk.domain.sending.packages import State, Unit
from tests.region import QUARTER


def firm(at: int, buyer: int, cash: int | None = None, sold: int = 1_000) -> Sent:
    state = State.ABSENT if cash is None else State.SHOWN
    return Sent(
        str(at),
        f"F{at}",
        "",
        "",
        {
            "economy.largest_buyer": Figure(Unit.BP, buyer),
            "economy.liquidity_months": Figure(Unit.MILLI, cash, state),
            "places.sold": Figure(Unit.MILLI, sold),
        },
    )


def test_a_median_needs_five_and_quartiles_ten() -> None:
    for many, told in ((4, (False, False)), (5, (True, False)), (10, (True, True))):
        found = business([firm(n, 1_000 * n) for n in range(1, many + 1)], QUARTER, {})
        buyer = next(one for one in found.middles if one.key == "economy.largest_buyer")
        assert (buyer.median is not None, buyer.lower is not None) == told
        assert buyer.known == many
    # 1 000 … 10 000: half way between the fifth and the sixth; a quarter of 9 steps from the first.
    assert (buyer.median, buyer.lower, buyer.upper) == (5_500, 3_250, 7_750)


def test_a_number_of_enterprises_is_none_or_three_and_so_is_the_rest() -> None:
    def dependent(over: int, of: int) -> int | None:
        firms = [firm(n, 6_000 if n < over else 5_000) for n in range(of)]
        counts = {one.key: one.value for one in business(firms, QUARTER, {}).counts}
        return counts["dependent"]

    assert [dependent(over, 8) for over in (0, 1, 2, 3, 5, 6, 7, 8)] == [
        0, None, None, 3, 5, None, None, 8,
    ]  # fmt: skip
    assert dependent(4, 4) is None


def test_a_sum_is_not_told_when_one_is_nearly_all_of_it() -> None:
    # The second largest knows the sum and its own 10: what is left of the rest is the doubt.
    assert not blurred([100, 10, 9])
    assert blurred([100, 10, 10])
    assert blurred([-100, 50, 10])
    assert not blurred([100, 100])
    sums = business([firm(1, 0, sold=90_000), firm(2, 0), firm(3, 0)], QUARTER, {}).sums
    assert [(one.key, one.known, one.value) for one in sums] == [
        ("places.sold", 3, None),
        ("places.created", 0, None),
    ]


def test_one_or_two_more_than_were_published_are_not_told_apart() -> None:
    firms = [firm(n, 1_000 * n, 1_000 * n) for n in range(1, 9)]
    first = business(firms[:6], QUARTER, {})
    key = "economy.liquidity_months"
    assert first.bases[Name(BASE, str(QUARTER), key)] == 6
    assert next(one.median for one in first.middles if one.key == key) == Fraction(3_500)
    for many, told in ((6, True), (7, False), (8, False)):
        again = business(firms[:many], QUARTER, first.bases)
        assert (next(one.median for one in again.middles if one.key == key) is not None) == told
    nine = [*firms, firm(9, 1_000, 1_000)]
    assert Name(BASE, str(QUARTER), key) in business(nine, QUARTER, first.bases).bases

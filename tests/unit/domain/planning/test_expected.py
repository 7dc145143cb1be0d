"""What is expected beside year to date, and how much of what waits the books really lack."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.period import Month
from asfdesk.domain.planning.expected import (
    ExpectedItem,
    ExpectedSource,
    mostly_missing,
    sum_of_items,
)

JANUARY, SEPTEMBER, OCTOBER = Month(2026, 1), Month(2026, 9), Month(2026, 10)
NOTED = date(2026, 11, 5)


def item(month: Month, kronor: int, line: str = "I10", settled: date | None = None) -> ExpectedItem:
    return ExpectedItem(
        0, line, month, kronor * 100, "Faktura", NOTED, ExpectedSource.INVOICE, 1, settled
    )


@pytest.mark.parametrize(
    ("settled", "counts"),
    [(None, True), (date(2026, 11, 5), True), (date(2026, 10, 31), False)],
)
def test_what_is_booked_after_the_last_month_counts_still(
    settled: date | None, *, counts: bool
) -> None:
    assert item(OCTOBER, 58, settled=settled).counts(JANUARY, OCTOBER) is counts


def test_other_months_do_not_count() -> None:
    assert not item(OCTOBER, 58).counts(JANUARY, SEPTEMBER)
    assert not item(JANUARY, 58).counts(SEPTEMBER, OCTOBER)


def test_the_latest_is_what_is_missing() -> None:
    items = [item(SEPTEMBER, 57), item(OCTOBER, 58)]
    # 60 kr are missing: October, and 2 kr that are a deviation.
    assert [one.month for one in mostly_missing(items, 6_000)] == [OCTOBER]
    assert len(mostly_missing(items, 11_500)) == 2
    assert mostly_missing(items[1:], 2_900) == []  # exactly half is a deviation
    assert mostly_missing(items, 0) == []
    assert mostly_missing(items, -500) == []


@given(st.lists(st.integers(1, 10**7), max_size=12), st.integers(-(10**8), 10**8))
def test_never_more_than_half_an_item_beyond_what_is_missing(
    amounts: list[int], missing: int
) -> None:
    items = [item(JANUARY.plus(at), ore) for at, ore in enumerate(amounts)]
    found = mostly_missing(items, missing)
    largest = max((one.amount_ore for one in found), default=0)
    assert sum(one.amount_ore for one in found) <= max(missing, 0) + largest / 2


def test_lines_add_up_by_themselves() -> None:
    items = [item(OCTOBER, 58), item(OCTOBER, 16, "I40"), item(SEPTEMBER, 2)]
    assert sum_of_items(items, ("I10",)) == 6_000
    assert sum_of_items(items, ("I10", "I40")) == 7_600
    assert sum_of_items(items, ()) == 0

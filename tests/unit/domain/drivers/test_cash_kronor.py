"""A liquidity budget in whole kronor: rows make the change, balances are their own."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import example, given, settings
from hypothesis import strategies as st

from asfdesk.domain.drivers.capital_need import CapitalNeed
from asfdesk.domain.drivers.cash_kronor import cash_in_kronor, need_in_kronor, parts_of_line
from asfdesk.domain.drivers.result import CashKind, Liquidity
from asfdesk.domain.period import Month

KINDS = (CashKind.TRAINING, CashKind.GOODS, CashKind.LOANS_IN)
START = Month(2026, 1)
ORE = st.integers(-300_00, 300_00) | st.sampled_from([0, 50, -50, 150, 7_00])


def budget(opening: int, months: list[tuple[int, ...]]) -> Liquidity:
    """Öre by month in the rows of KINDS."""
    balances = tuple(accumulate((sum(month) for month in months), initial=opening))[1:]
    rows = dict(zip(KINDS, zip(*months, strict=True), strict=True))
    return Liquidity(tuple(START.plus(at) for at in range(len(months))), opening, rows, balances)


def test_by_hand() -> None:
    """10,40 + 0,40 - 0,20 = 10,60; + 0,40 + 0,40 = 11,40: 10, then 11 twice.

    January must show one krona more, and takes it from what came in most; February nothing, so
    that the two rows that are owed stay short.
    """
    found = cash_in_kronor(budget(10_40, [(40, -20, 0), (40, 0, 40)]))
    assert (found.opening_ore, found.balances) == (10_00, (11_00, 11_00))
    assert found.rows[CashKind.TRAINING] == (1_00, 0)
    assert found.rows[CashKind.GOODS] == (0, 0)
    assert found.rows[CashKind.LOANS_IN] == (0, 0)


def test_what_a_row_was_short_of_it_gets_first() -> None:
    """Each month 1,60 shared as 0,80 and 0,80: balances 1,60 3,20 4,80 are 2 3 5 kronor."""
    found = cash_in_kronor(budget(0, [(80, 0, 80)] * 3))
    assert found.balances == (2_00, 3_00, 5_00)
    assert sum(found.rows[CashKind.TRAINING]) + sum(found.rows[CashKind.LOANS_IN]) == 5_00
    assert found.rows[CashKind.TRAINING][:2] == (1_00, 1_00)
    assert found.rows[CashKind.LOANS_IN][:2] == (1_00, 0)
    assert found.rows[CashKind.LOANS_IN][2] == 1_00


@settings(max_examples=150, deadline=None)
@given(ORE, st.lists(st.tuples(ORE, ORE, ORE), min_size=1, max_size=24))
@example(50, [(-100, 0, 0)])
@example(-50, [(100, 0, 0)])
def test_rows_and_balances_add_up_and_none_is_a_krona_off(
    opening: int, months: list[tuple[int, ...]]
) -> None:
    exact = budget(opening, months)
    shown = cash_in_kronor(exact)
    had = shown.opening_ore
    assert abs(had - opening) <= 50
    for at, balance in enumerate(shown.balances):
        cells = [shown.rows[kind][at] for kind in KINDS]
        assert had + sum(cells) == balance
        assert balance % 100 == 0
        assert abs(balance - exact.balances[at]) <= 50
        off = [abs(cell - exact.rows[kind][at]) for kind, cell in zip(KINDS, cells, strict=True)]
        assert max(off) <= 100
        had = balance
    spread = [abs(sum(shown.rows[kind]) - sum(exact.rows[kind])) for kind in KINDS]
    assert max(spread) <= 300


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 900_00), min_size=6, max_size=6))
def test_capital_need_adds_up(ore: list[int]) -> None:
    investments, start, working, opening, loans, repaid = ore
    paid = (investments, start, working)
    need = CapitalNeed(START, *paid, opening, loans, repaid, credit_limit_ore=50_000_00)
    shown = need_in_kronor(need)
    assert shown.left_ore == shown.financing_ore - shown.need_ore
    assert abs(shown.left_ore - need.left_ore) <= 50
    assert abs(shown.opening_ore - need.opening_ore) <= 50
    for name in ("investments_ore", "start_ore", "working_ore", "loans_ore", "repaid_ore"):
        value = getattr(shown, name)
        assert value % 100 == 0
        assert abs(value - getattr(need, name)) <= 100


def test_parts_of_a_line_make_the_line() -> None:
    """1,40 + 1,40 + 0,30 = 3,10, shown as 3: the krona goes to the first of the largest."""
    assert parts_of_line(3_00, [1_40, 1_40, 30]) == [2_00, 1_00, 0]
    assert parts_of_line(-4_00, [-1_40, -2_40]) == [-1_00, -3_00]

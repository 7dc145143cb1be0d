"""The liquidity budget in its three blocks, and some plans' months of it one after the other.

finance.md §1.2: operations, investments, financing; opening and closing balance by month.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.result import CashKind, Liquidity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import Month


class CashBlock(StrEnum):
    """What money comes and goes for, in the order of a liquidity budget."""

    OPERATIONS = "operations"
    INVESTMENTS = "investments"
    FINANCING = "financing"


_OTHERS = {
    CashKind.INVESTMENTS: CashBlock.INVESTMENTS,
    CashKind.LOANS_IN: CashBlock.FINANCING,
    CashKind.AMORTISATION: CashBlock.FINANCING,
}


def block_of(kind: CashKind) -> CashBlock:
    """The block of a row. Interest and what was on its way at the start belong to operations."""
    return _OTHERS.get(kind, CashBlock.OPERATIONS)


def opening_of(cash: Liquidity, month: Month) -> int:
    """Cash and bank when a month of the budget begins, öre."""
    at = cash.months.index(month)
    return cash.balances[at - 1] if at else cash.opening_ore


def cash_ahead(
    parts: Sequence[tuple[Liquidity, Sequence[Month]]], opening_ore: int | None = None
) -> Liquidity:
    """Months of one or more plans' cash as one budget.

    Args:
        parts: each plan's cash and which of its months; the months follow each other.
        opening_ore: what is there when the first month begins; None = what its plan says.

    Returns:
        A budget whose balances go on from `opening_ore`; the overdraft is that of the last part,
        and what is left after it too, if its plan ends there.
    """
    months = tuple(month for _cash, inside in parts for month in inside)
    first, last = parts[0], parts[-1][0]
    start = opening_of(first[0], first[1][0]) if opening_ore is None else opening_ore
    rows = {}
    for kind in CashKind:
        row = [ore for cash, inside in parts for ore in _row(cash, kind, inside)]
        if any(row):
            rows[kind] = tuple(row)
    moves = [sum(month) for month in zip(*rows.values(), strict=True)] or [0] * len(months)
    return Liquidity(
        months=months,
        opening_ore=start,
        rows=rows,
        balances=tuple(accumulate(moves, initial=start))[1:],
        credit_limit_ore=last.credit_limit_ore,
        after=last.after if months[-1] == last.months[-1] else {},
    )


def _row(cash: Liquidity, kind: CashKind, months: Sequence[Month]) -> list[int]:
    row = cash.rows.get(kind)
    if row is None:
        return [0] * len(months)
    return [row[cash.months.index(month)] for month in months]


def block_sums(cash: Liquidity, block: CashBlock) -> tuple[int, ...]:
    """What a block gives by month, öre."""
    rows = [row for kind, row in cash.rows.items() if block_of(kind) is block]
    return tuple(sum(month) for month in zip(*rows, strict=True)) or (0,) * len(cash.months)

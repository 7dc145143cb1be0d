"""A liquidity budget in whole kronor whose rows add up to the balances (decisions A2).

Each balance is rounded by itself, for it is what a bank statement says; the change of a month is
the difference between two of them, and the month's rows are rounded so that they make it.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from asfdesk.domain.money import ORE, kronor, round_half_up, round_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.capital_need import CapitalNeed
    from asfdesk.domain.drivers.result import Liquidity


def cash_in_kronor(cash: Liquidity) -> Liquidity:
    """The same in whole kronor, öre of them; what was earned before and comes after is untouched.

    An amount is less than a krona from its own, and one of whole kronor stays as it is. Which of
    a month's rows give way is decided by what each has been short of so far, so that a row's sum
    stays near its own.
    """
    kinds = list(cash.rows)
    shown: list[list[int]] = [[] for _kind in kinds]
    short = [Fraction(0)] * len(kinds)
    opening = had = _whole(cash.opening_ore)
    balances = []
    for at, balance in enumerate(cash.balances):
        exact = [kronor(cash.rows[kind][at]) for kind in kinds]
        close = _whole(balance)
        for place, amount in enumerate(_shared(close - had, exact, short)):
            shown[place].append(amount * ORE)
            short[place] += exact[place] - amount
        balances.append(close * ORE)
        had = close
    return replace(
        cash,
        opening_ore=opening * ORE,
        rows={kind: tuple(row) for kind, row in zip(kinds, shown, strict=True)},
        balances=tuple(balances),
        credit_limit_ore=_whole(cash.credit_limit_ore) * ORE,
    )


def need_in_kronor(need: CapitalNeed) -> CapitalNeed:
    """The same in whole kronor: what is left, and what there was at the start, rounded alone."""
    opening, left = _whole(need.opening_ore), _whole(need.left_ore)
    given = (
        -need.investments_ore,
        -need.start_ore,
        -need.working_ore,
        need.loans_ore,
        -need.repaid_ore,
    )
    exact = [kronor(ore) for ore in given]
    parts = _shared(left - opening, exact, [Fraction(0)] * len(exact))
    investments, start, working, loans, repaid = (one * ORE for one in parts)
    return replace(
        need,
        investments_ore=-investments,
        start_ore=-start,
        working_ore=-working,
        opening_ore=opening * ORE,
        loans_ore=loans,
        repaid_ore=-repaid,
        credit_limit_ore=_whole(need.credit_limit_ore) * ORE,
    )


def _whole(ore: int) -> int:
    return round_half_up(kronor(ore))


def _shared(total: int, exact: Sequence[Fraction], short: Sequence[Fraction]) -> list[int]:
    """Whole numbers that sum to a total: rounded up first where most is missing.

    The total is less than one from the exact sum, except where two balances end in 50 öre and lie
    on either side of nought: then the largest amount takes the krona.
    """
    parts = [floor(one) for one in exact]
    uneven = [at for at, one in enumerate(exact) if one != parts[at]]
    missing = total - sum(parts)
    by_need = sorted(uneven, key=lambda at: parts[at] - exact[at] - short[at])
    for at in by_need[: max(missing, 0)]:
        parts[at] += 1
    rest = total - sum(parts)
    if rest:
        largest = max(range(len(parts)), key=lambda at: abs(exact[at]))
        parts[largest] += rest
    return parts


def parts_of_line(line_ore: int, parts: Sequence[int]) -> list[int]:
    """What a line is made of, in whole kronor that sum to the line as it is shown.

    Args:
        line_ore: the line in whole kronor, less than a krona from the sum of its parts.
        parts: öre.
    """
    shown = round_within(line_ore // ORE, [kronor(one) for one in parts])
    return [one * ORE for one in shown]

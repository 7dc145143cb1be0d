"""Särredovisning: income and costs of each project or cost centre, and what has no code.

ESF and other funders want every row of a project to be readable from the books by a code
of its own (finance.md §5.2). Only the result accounts count; amounts are by effect on the result.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import account_head, effect

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asfdesk.domain.books.ledger import ObjectAmount

_FINANCIAL_INCOME = range(8000, 8400)


@dataclass(frozen=True)
class SeparateAccount:
    """An account's turnover with one code; öre by effect on the result."""

    number: str
    name: str
    ore: int

    @property
    def is_income(self) -> bool:
        """Class 3, and interest and the like (8000-8399)."""
        return self.number.startswith("3") or account_head(self.number) in _FINANCIAL_INCOME


@dataclass(frozen=True)
class SeparateBlock:
    """One project or cost centre; `code` "" is everything without a code."""

    code: str
    name: str
    accounts: tuple[SeparateAccount, ...] = field(repr=False)

    @property
    def income_ore(self) -> int:
        """Sum of the income accounts."""
        return sum(account.ore for account in self.accounts if account.is_income)

    @property
    def cost_ore(self) -> int:
        """Sum of the cost accounts, negative."""
        return sum(account.ore for account in self.accounts if not account.is_income)

    @property
    def result_ore(self) -> int:
        """Income and costs together."""
        return self.income_ore + self.cost_ore


def separate_blocks(
    amounts: Iterable[ObjectAmount], codes: Mapping[str, str], accounts: Mapping[str, str]
) -> list[SeparateBlock]:
    """One block per code that anything is booked on, by code; what has none comes last.

    Args:
        amounts: turnover per code and account, SIE's sign.
        codes: code -> name.
        accounts: account number -> name.
    """
    found: dict[str, list[SeparateAccount]] = defaultdict(list)
    for one in amounts:
        made = SeparateAccount(
            one.account, accounts.get(one.account, ""), effect(one.amount_sie_ore)
        )
        found[one.code].append(made)
    return [
        SeparateBlock(
            code, codes.get(code, ""), tuple(sorted(found[code], key=lambda one: one.number))
        )
        for code in sorted(found, key=lambda code: (not code, code))
    ]

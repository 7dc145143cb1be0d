"""Balances of a fiscal year, grouped as a balance sheet, and whether they agree with the result."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import BalanceKind, account_head

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.session import ReadSession


class BalanceGroup(StrEnum):
    """Parts of the balance sheet (finance.md §9.4)."""

    FIXED = "fixed"
    STOCK = "stock"
    RECEIVABLES = "receivables"
    CASH = "cash"
    EQUITY = "equity"
    UNTAXED = "untaxed"
    PROVISIONS = "provisions"
    LONG_TERM = "long_term"
    SHORT_TERM = "short_term"

    @property
    def is_asset(self) -> bool:
        """Whether debit is its normal side."""
        return self in _ASSETS


_ASSETS = frozenset(
    {BalanceGroup.FIXED, BalanceGroup.STOCK, BalanceGroup.RECEIVABLES, BalanceGroup.CASH}
)
_STARTS = (
    (1000, BalanceGroup.FIXED),
    (1400, BalanceGroup.STOCK),
    (1500, BalanceGroup.RECEIVABLES),
    (1900, BalanceGroup.CASH),
    (2000, BalanceGroup.EQUITY),
    (2100, BalanceGroup.UNTAXED),
    (2200, BalanceGroup.PROVISIONS),
    (2300, BalanceGroup.LONG_TERM),
    (2400, BalanceGroup.SHORT_TERM),
)
_AFTER_LAST = 3000


@dataclass(frozen=True)
class BalanceRow:
    """An account; öre as a balance sheet shows it: debts and equity positive too."""

    number: str
    name: str
    opening_ore: int
    closing_ore: int

    @property
    def change_ore(self) -> int:
        """What the year has changed."""
        return self.closing_ore - self.opening_ore


@dataclass(frozen=True)
class BalanceBlock:
    """One group with its accounts."""

    group: BalanceGroup
    rows: tuple[BalanceRow, ...]

    @property
    def opening_ore(self) -> int:
        """Sum at the start of the year."""
        return sum(row.opening_ore for row in self.rows)

    @property
    def closing_ore(self) -> int:
        """Sum at the end of what is covered."""
        return sum(row.closing_ore for row in self.rows)


@dataclass(frozen=True)
class BalanceView:
    """A balance sheet.

    Attributes:
        unbooked_ore: the year's result that is not booked on an equity account yet; it is what
            makes the two sides agree.
        result_ore: the result accounts, 8990-8999 included: what is left to carry to equity,
            the same figure when all is well.
        is_from_file: closing balances are the file's own (#UB), else opening plus turnover.
    """

    blocks: tuple[BalanceBlock, ...]
    unbooked_ore: int
    result_ore: int
    is_from_file: bool

    def sum_of(self, *, assets: bool) -> int:
        """Closing sum of one side, the unbooked result among equity and debts."""
        total = sum(block.closing_ore for block in self.blocks if block.group.is_asset is assets)
        return total if assets else total + self.unbooked_ore

    @property
    def difference_ore(self) -> int:
        """What the balance sheet and the result do not agree on; 0 is as it should be."""
        return self.unbooked_ore - self.result_ore


def group_of_account(number: str) -> BalanceGroup | None:
    """The group of an account in classes 1 and 2, else None."""
    head = account_head(number)
    if head is None or not _STARTS[0][0] <= head < _AFTER_LAST:
        return None
    return [group for start, group in _STARTS if start <= head][-1]


def balance_view(session: ReadSession, year: FiscalYear) -> BalanceView | None:
    """The year's balances, or None when nothing is imported."""
    books = session.ledger.import_of(year.id)
    if books is None:
        return None
    ledger = session.ledger
    opening = ledger.balances(books.id, 0, BalanceKind.OPENING)
    opening = opening or ledger.balances(books.id, -1, BalanceKind.CLOSING)
    closing = ledger.balances(books.id, 0, BalanceKind.CLOSING)
    turnover = _turnover(session, year)
    is_from_file = bool(closing)
    if not is_from_file:
        closing = {
            number: opening.get(number, 0) + turnover.get(number, 0)
            for number in {**opening, **turnover}
        }
    names = {account.number: account.name for account in ledger.accounts()}
    blocks = _blocks(opening, closing, names)
    return BalanceView(
        blocks=blocks,
        unbooked_ore=sum(b.closing_ore * (1 if b.group.is_asset else -1) for b in blocks),
        result_ore=-sum(ore for number, ore in turnover.items() if "3" <= number[:1] <= "8"),
        is_from_file=is_from_file,
    )


def _turnover(session: ReadSession, year: FiscalYear) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in session.ledger.year_months(year, result_only=False, by_object=False):
        found[row.account] = found.get(row.account, 0) + row.amount_sie_ore
    return found


def _blocks(
    opening: Mapping[str, int], closing: Mapping[str, int], names: Mapping[str, str]
) -> tuple[BalanceBlock, ...]:
    rows: dict[BalanceGroup, list[BalanceRow]] = {group: [] for group in BalanceGroup}
    for number in sorted({**opening, **closing}):
        group = group_of_account(number)
        if group is None:
            continue
        sign = 1 if group.is_asset else -1
        was, now = opening.get(number, 0) * sign, closing.get(number, 0) * sign
        if was or now:
            rows[group].append(BalanceRow(number, names.get(number, ""), was, now))
    return tuple(BalanceBlock(group, tuple(found)) for group, found in rows.items() if found)

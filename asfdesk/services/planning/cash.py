"""The bank and cash balance at month ends, from the imported books (decisions A7)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import ActualSource, BalanceKind

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.services.session import ReadSession

CASH = "19"
"""Accounts 1900-1999: cash, plusgiro and bank (BAS)."""


@dataclass(frozen=True)
class MonthEnd:
    """Cash and bank together when a month ended, in öre."""

    month: Month
    balance_ore: int


@dataclass(frozen=True)
class Cash:
    """The year's month ends, oldest first; at least one. Inside a month it may have been lower."""

    month_ends: tuple[MonthEnd, ...]

    @property
    def latest(self) -> MonthEnd:
        """The last month that has any posting."""
        return self.month_ends[-1]

    @property
    def lowest(self) -> MonthEnd:
        """The lowest of them; the earlier of two that are the same."""
        return min(self.month_ends, key=lambda one: one.balance_ore)


def cash(session: ReadSession, year: FiscalYear, through: Month) -> Cash | None:
    """Month ends of the year up to a month.

    None when the year has no books, or books that don't say what happened in which month, or no
    opening balances to begin from.
    """
    books = session.ledger.import_of(year.id)
    if books is None or books.source is ActualSource.YEAR_BALANCES:
        return None
    opening = session.ledger.balances(books.id, 0, BalanceKind.OPENING)
    if not opening:
        return None
    balance = sum(ore for account, ore in opening.items() if account.startswith(CASH))
    changes: dict[Month, int] = defaultdict(int)
    reach: Month | None = None
    for row in session.ledger.year_months(year, result_only=False, by_object=False):
        reach = row.month if reach is None else max(reach, row.month)
        if row.account.startswith(CASH):
            changes[row.month] += row.amount_sie_ore
    found = []
    for month in year.months():
        if reach is None or month > min(reach, through):
            break
        balance += changes[month]
        found.append(MonthEnd(month, balance))
    return Cash(tuple(found)) if found else None

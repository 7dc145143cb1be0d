"""The opening balance of a plan beside that of the books (accounts 1900-1999)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import BalanceKind
from asfdesk.services.planning.cash import CASH, cash

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.services.session import ReadSession


def opening_in_books(session: ReadSession, first: Month) -> int | None:
    """Cash and bank when a month begins, as the imported books have it; öre.

    The year's own opening balances where the month begins a year that has been imported, else
    the month-end before it. None when the books reach neither.
    """
    years = session.enterprise.fiscal_years()
    own = next((year for year in years if year.first == first.first), None)
    if own is not None:
        opening = _opening(session, own)
        if opening is not None:
            return opening
    before = first.plus(-1)
    earlier = next((year for year in years if before.first in year.period), None)
    found = cash(session, earlier, before) if earlier is not None else None
    if found is None or found.latest.month != before:
        return None
    return found.latest.balance_ore


def _opening(session: ReadSession, year: FiscalYear) -> int | None:
    books = session.ledger.import_of(year.id)
    if books is None:
        return None
    balances = session.ledger.balances(books.id, 0, BalanceKind.OPENING)
    if not balances:
        return None
    return sum(ore for account, ore in balances.items() if account.startswith(CASH))

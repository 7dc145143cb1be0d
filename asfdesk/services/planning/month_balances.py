"""The balance sheet at the end of each month: opening balances and the turnover since."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import BalanceKind, account_head, effect, is_result_account
from asfdesk.domain.period import Month
from asfdesk.domain.planning.figure_inputs import balance_of_accounts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from asfdesk.domain.books.ledger import AccountMonth, SieImport
    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.planning.figure_inputs import Balance
    from asfdesk.services.session import ReadSession

CLOSING_FIRST, CLOSING_LAST = 8990, 8999


def month_balances(session: ReadSession, months: Collection[Month]) -> dict[Month, Balance]:
    """Month -> its balance sheet; months of years without imported books are absent."""
    wanted = set(months)
    found: dict[Month, Balance] = {}
    for year in session.enterprise.fiscal_years():
        inside = [month for month in year.months() if month in wanted]
        books = session.ledger.import_of(year.id)
        if books is not None and inside:
            found.update(_of_year(session, year, books, inside))
    return found


def _of_year(
    session: ReadSession, year: FiscalYear, books: SieImport, wanted: Iterable[Month]
) -> dict[Month, Balance]:
    """One reading of the year's turnover, added up month by month."""
    opening = session.ledger.balances(books.id, 0, BalanceKind.OPENING)
    opening = opening or session.ledger.balances(books.id, -1, BalanceKind.CLOSING)
    closing: dict[int, int] = defaultdict(int)
    for number, ore in opening.items():
        closing[account_head(number) or 0] += ore
    rows: dict[Month, list[AccountMonth]] = defaultdict(list)
    last = max(wanted)
    for row in session.ledger.account_months(
        Month.of(year.first), last, result_only=False, by_object=False
    ):
        rows[row.month].append(row)
    result, closed = 0, False
    found = {}
    for month in year.months():
        for row in rows[month]:
            head = account_head(row.account) or 0
            closing[head] += row.amount_sie_ore
            if is_result_account(row.account):
                result += effect(row.amount_sie_ore)
            closed = closed or (row.amount_sie_ore != 0 and CLOSING_FIRST <= head <= CLOSING_LAST)
        if month in wanted:
            found[month] = balance_of_accounts(closing, result, result_is_booked=closed)
    return found

"""Cash at month ends, from opening balance and turnover of accounts 1900-1999."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Month
from asfdesk.services.planning.cash import cash
from tests.bookroom import add_year, book

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.session import WriteSession

BOOKS = {"1910": [0, 0, 5], "1930": [10, -35, 0], "1510": [90, 0, 0], "3001": [-100, 35, -5]}
OPENING = [(0, "IB", "1910", 20), (0, "IB", "1930", 80), (0, "IB", "2010", -100)]


@pytest.fixture
def year(session: WriteSession) -> FiscalYear:
    found = session.enterprise.fiscal_year(add_year(session))
    assert found is not None
    return found


def test_month_ends_add_up_from_the_opening_balance(
    session: WriteSession, year: FiscalYear
) -> None:
    book(session, year.id, BOOKS, OPENING)
    found = cash(session, year, Month(2026, 12))
    assert found is not None
    # 20 + 80 = 100; + 10 = 110; - 35 = 75; + 5 = 80 kronor.
    assert [one.balance_ore for one in found.month_ends] == [11_000, 7_500, 8_000]
    assert (found.lowest.month, found.lowest.balance_ore) == (Month(2026, 2), 7_500)
    assert (found.latest.month, found.latest.balance_ore) == (Month(2026, 3), 8_000)


def test_only_up_to_the_month_asked_for(session: WriteSession, year: FiscalYear) -> None:
    book(session, year.id, BOOKS, OPENING)
    found = cash(session, year, Month(2026, 1))
    assert found is not None
    assert found.latest.month == Month(2026, 1)


def test_without_books_or_opening_balance_nothing_is_said(
    session: WriteSession, year: FiscalYear
) -> None:
    assert cash(session, year, Month(2026, 12)) is None
    book(session, year.id, BOOKS)
    assert cash(session, year, Month(2026, 12)) is None

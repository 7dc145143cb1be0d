"""The Ekonomi page's figures, from line to account to voucher, and the balance sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.ledger import PostingFilter
from asfdesk.domain.period import Month
from asfdesk.services.books.browse_ledger import postings, result_view, voucher, years_side_by_side
from asfdesk.services.books.import_history import import_history, reconcile
from asfdesk.services.books.ledger_balances import BalanceGroup, balance_view
from tests.sie_books import base, prepare, take, the_year

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession


@pytest.fixture(autouse=True)
def _books(session: WriteSession) -> None:
    prepare(session)
    take(session, base())


def test_lines_by_month_with_their_sums(session: WriteSession) -> None:
    view = result_view(session, the_year(session))
    rows = {row.code: row for row in view.rows}
    assert list(rows) == ["I20", "I40", "income", "K20", "K33", "K40", "costs", "operating", "year"]
    assert rows["I20"].months[:4] == (10_000_000, 8_000_000, 0, None)
    assert rows["I20"].previous_ore == 9_000_000
    assert rows["costs"].months[:3] == (-4_000_000, -850_075, 0)
    assert (rows["year"].total_ore, rows["year"].previous_ore) == (16_149_925, 500_000)
    assert [account.code for account in rows["K33"].accounts] == ["6110"]
    assert view.total_ore == 16_149_925
    assert view.reach == Month(2026, 3)


def test_a_year_without_books_is_empty(session: WriteSession) -> None:
    session.writer.undo()
    with session.writer.action("fiscal_year.add", ("enterprise",)):
        session.enterprise.add_fiscal_year(Month(2026, 1).first, Month(2026, 12).last)
    view = result_view(session, the_year(session))
    assert (view.rows, view.reach, view.books) == ((), None, None)
    assert balance_view(session, the_year(session)) is None


def test_from_account_to_voucher(session: WriteSession) -> None:
    page = postings(
        session, PostingFilter(accounts=("3010",), first=Month(2026, 2), last=Month(2026, 2))
    )
    assert [(row.series, row.number, row.amount_sie_ore) for row in page.rows] == [
        ("A", "3", -8_000_000)
    ]
    assert page.names == {"3010": "Försäljning café"}
    whole = voucher(session, page.rows[0].voucher_id)
    assert [(row.account, row.amount_sie_ore) for row in whole.rows] == [
        ("1930", 9_250_000),
        ("3010", -8_000_000),
        ("2611", -1_250_000),
    ]
    assert whole.sum_sie_ore == 0


@pytest.mark.parametrize(
    ("search", "amount", "count"),
    [
        ("B 1", None, 2),
        ("B1", None, 2),
        ("lokal", None, 1),
        ("8000,50", 800_050, 2),
        ("P1", None, 1),
        ("2026-03-10", None, 2),
        ("100%", None, 0),
        ("_", None, 0),
    ],
)
def test_search(session: WriteSession, search: str, amount: int | None, count: int) -> None:
    page = postings(session, PostingFilter(search=search, amount_ore=amount))
    assert page.count == count


def test_pages(session: WriteSession) -> None:
    rows = session.ledger.postings(PostingFilter(), 10, 3)
    assert [row.account for row in rows] == ["1930", "3988", "6110"]
    assert postings(session, PostingFilter()).has_more is False


def test_both_sides_of_the_balance_sheet_agree(session: WriteSession) -> None:
    view = balance_view(session, the_year(session))
    assert view is not None
    assert [(b.group, b.closing_ore) for b in view.blocks] == [
        (BalanceGroup.CASH, 20_899_925),
        (BalanceGroup.EQUITY, 1_000_000),
        (BalanceGroup.SHORT_TERM, 3_750_000),
    ]
    assert view.unbooked_ore == 16_149_925
    assert view.difference_ore == 0
    assert view.sum_of(assets=True) == view.sum_of(assets=False) == 20_899_925
    assert view.blocks[0].rows[0].change_ore == 19_899_925


def test_without_closing_balances_they_are_added_up(session: WriteSession) -> None:
    kept = [line for line in base().splitlines() if not line.startswith("#UB 0")]
    take(session, "\n".join(kept) + "\n")
    view = balance_view(session, the_year(session))
    assert view is not None
    assert not view.is_from_file
    assert view.sum_of(assets=True) == 20_899_925
    assert view.difference_ore == 0


def test_years_beside_each_other(session: WriteSession) -> None:
    lines, columns = years_side_by_side(session)
    assert [code for code, _name in lines] == ["I20", "I40", "K20", "K33", "K40"]
    assert [(c.label, c.is_whole) for c in columns] == [("2025", True), ("2026", False)]
    assert columns[0].amounts == {"I20": 9_000_000, "K40": -8_500_000}
    assert columns[1].amounts["K40"] == -4_000_000


def test_reconciliation_names_the_account_that_differs(session: WriteSession) -> None:
    take(session, base().replace("#RES 0 5010 8000.50", "#RES 0 5010 8100.50"))
    found = reconcile(session, the_year(session))
    assert [(a.number, a.books_sie_ore, a.file_sie_ore) for a in found.accounts] == [
        ("5010", 800_050, 810_050)
    ]
    assert [c.difference_ore for c in found.classes] == [0, 0, -10_000, 0, 0, 0]


def test_history_tells_of_remarks(session: WriteSession) -> None:
    line = import_history(session)[0]
    assert (line.year, line.made.file_name, line.made.vouchers) == ("2026", "bok0.se", 6)
    assert line.remarks > 0

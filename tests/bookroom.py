"""Builders of books and plans for tests: a fiscal year, its imported turnover, an approved plan."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.books.ledger import AccountMonth, ActualSource, SieImport
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.period import Month
from asfdesk.domain.plan import PlanValue
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.services.drivers.edit_drivers import add_driver
from asfdesk.services.drivers.plan_life import approve_plan
from asfdesk.services.manage_fiscal_years import add_fiscal_year, set_books_through
from asfdesk.services.planning.edit_plan import new_plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.services.session import WriteSession


def shipped_name(code: str) -> str:
    """What a line of the default map is called in the program."""
    return line_word(next(one for one in DEFAULT_LINES if one.code == code))


def add_year(
    session: WriteSession,
    first: date = date(2026, 1, 1),
    last: date = date(2026, 12, 31),
    through: str = "",
) -> int:
    """A fiscal year, its books closed through a month."""
    add_fiscal_year(session, first, last)
    year_id = next(y.id for y in session.enterprise.fiscal_years() if y.first == first)
    if through:
        set_books_through(session, year_id, Month.parse(through))
    return year_id


def book(
    session: WriteSession,
    year_id: int,
    books: Mapping[str, Sequence[int]],
    balances: Sequence[tuple[int, str, str, int]] = (),
    *,
    cost_centre: str = "",
) -> int:
    """Take in a year's turnover as an import that is in use; returns the import's id.

    Args:
        session: the open file.
        year_id: the fiscal year.
        books: account -> whole kronor per month, SIE's sign (income negative).
        balances: rows of year index, kind (IB, UB, RES), account, whole kronor, SIE's sign.
        cost_centre: of every row.
    """
    year = session.enterprise.fiscal_year(year_id)
    assert year is not None
    rows = [
        AccountMonth(account, month, kronor * 100, cost_centre)
        for account, amounts in books.items()
        for month, kronor in zip(year.months(), amounts, strict=False)
        if kronor
    ]
    made = SieImport(
        id=0,
        fiscal_year_id=year_id,
        file_name="bok.se",
        sha256="0" * 64,
        imported_at=datetime(2026, 11, 1, tzinfo=UTC),
        program="Bokning 1.0",
        generated_on=date(2026, 11, 1),
        sie_type="4E",
        encoding="cp437",
        covered_to=None,
        last_voucher_on=None,
        source=ActualSource.VOUCHERS,
        vouchers=len(rows),
        postings=len(rows),
    )
    with session.writer.action("import.add", ("ledger",)):
        import_id = session.ledger.add_import(made)
        amounts = {
            (row.account, str(row.month), row.cost_centre, row.project): row.amount_sie_ore
            for row in rows
        }
        session.ledger.add_turnover(import_id, amounts)
        session.ledger.add_accounts(import_id, {account: f"Konto {account}" for account in books})
        session.ledger.add_balances(
            import_id, [(index, kind, account, kr * 100) for index, kind, account, kr in balances]
        )
        session.ledger.use_import(year_id, import_id)
    return import_id


def add_plan(
    session: WriteSession,
    year_id: int,
    amounts: Mapping[str, int | Sequence[int]],
    *,
    approved: bool = True,
) -> int:
    """A budget: line -> whole kronor by effect on the result, per month or the same each month."""
    year = session.enterprise.fiscal_year(year_id)
    assert year is not None
    months = year.months()
    new_plan(session, year_id)
    plan_id = max(plan.id for plan in session.plans.plans(year_id))
    values = [
        PlanValue(code, month, kronor * 100)
        for code, given in amounts.items()
        for month, kronor in zip(
            months, [given] * len(months) if isinstance(given, int) else given, strict=False
        )
    ]
    with session.writer.action("plan.amounts", ("plan",)):
        session.plans.set_values(plan_id, values)
    if approved:
        approve_plan(session, plan_id, date(2026, 1, 15))
    return plan_id


T1 = TrainingStream(0, "Lillby kommun", 12_000, 8_500, 32_000)
"""12 places, 85 %, 320 kr a day: 65 280 kr in January 2026 (finance.md T1)."""


def add_stream(session: WriteSession, plan_id: int, stream: TrainingStream = T1) -> int:
    """A training stream of a plan; returns its id."""
    add_driver(session, plan_id, stream)
    return session.drivers.streams(plan_id)[-1].id

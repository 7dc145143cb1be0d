"""How long buyers take to pay: what noted invoices say, and an estimate from the books."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import ActualSource, BalanceKind, effect
from asfdesk.domain.money import round_half_up
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sales.booked_sales import SALES
from asfdesk.services.actuals import covered_months

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.sales.invoicing import Invoice
    from asfdesk.services.session import ReadSession

RECEIVABLES = "15"
"""Accounts 1500-1599: kundfordringar (BAS)."""
MONTHS = 3
"""The estimate looks at so many months of sales; a single one says too little."""
PAID_MONTHS = 12


@dataclass(frozen=True)
class PaymentTime:
    """Days from invoice to payment.

    Attributes:
        paid: how many invoices of the last twelve months have been paid.
        paid_days: what they took on average; None when none is noted. A fact.
        estimated_days: receivables / sales x days over the last three months; None when the
            books do not reach the month or nothing was sold. An ESTIMATE: receivables include VAT
            and old debts, sales do not (decisions E).
    """

    paid: int = 0
    paid_days: int | None = None
    estimated_days: int | None = None


def payment_time(session: ReadSession, month: Month) -> PaymentTime:
    """How long payment takes, seen from the end of a month."""
    paid = _paid(session.invoices.invoices(), month)
    average = round_half_up(Fraction(sum(paid), len(paid))) if paid else None
    return PaymentTime(len(paid), average, _estimate(session, month))


def _paid(invoices: Sequence[Invoice], month: Month) -> list[int]:
    first = month.plus(1 - PAID_MONTHS)
    return [
        (one.paid_on - one.invoiced_on).days
        for one in invoices
        if one.paid_on is not None and first.first <= one.paid_on <= month.last
        if one.amount_ore > 0
    ]


def _estimate(session: ReadSession, month: Month) -> int | None:
    first = month.plus(1 - MONTHS)
    reached = covered_months(session)
    span = Period.of_months(first, month)
    if any(one not in reached for one in span.months()):
        return None
    owed = _receivables(session, month)
    sold = sum(
        effect(row.amount_sie_ore)
        for row in session.ledger.account_months(first, month, by_object=False)
        if row.account.startswith(SALES)
    )
    if owed is None or owed < 0 or sold <= 0:
        return None
    days = (span.last - span.first).days + 1
    return round_half_up(Fraction(owed * days, sold))


def _receivables(session: ReadSession, month: Month) -> int | None:
    """Class 15 at the end of a month; None without opening balances or months."""
    year = session.enterprise.fiscal_year_on(month.last)
    books = session.ledger.import_of(year.id) if year else None
    if year is None or books is None or books.source is ActualSource.YEAR_BALANCES:
        return None
    opening = session.ledger.balances(books.id, 0, BalanceKind.OPENING)
    if not opening:
        return None
    changes = session.ledger.account_months(
        Month.of(year.first), month, result_only=False, by_object=False
    )
    before = sum(ore for account, ore in opening.items() if account.startswith(RECEIVABLES))
    return before + sum(
        row.amount_sie_ore for row in changes if row.account.startswith(RECEIVABLES)
    )

"""The example's invoices: one per agreement and month of this year, dated and paid as booked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.period import Month
from asfdesk.services.sales.invoice_basis import invoice_bases
from asfdesk.services.sales.invoice_views import due_date
from asfdesk.services.sales.manage_invoices import InvoiceFacts, note_invoice, set_paid

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

FIRST = Month(2026, 1)
FIRST_NUMBER = 26_001
PAID_DAY = 28
"""Buyers pay on this day of the month after, as the books have it."""


def write_invoices(session: WriteSession, last: Month) -> None:
    """Note the invoices of every locked month of the year."""
    number = FIRST_NUMBER
    month = FIRST
    while month <= last:
        bases = invoice_bases(session, [month])
        for agreement in bases.agreements:
            basis = bases.basis(agreement, month)
            if basis.is_empty:
                continue
            dated = month.last
            facts = InvoiceFacts(str(number), dated, due_date(dated), basis.ore)
            note_invoice(session, agreement, month, facts)
            (invoice, *_earlier) = session.invoices.of_agreement(agreement)
            set_paid(session, invoice.id, month.plus(1).first.replace(day=PAID_DAY))
            number += 1
        month = month.plus(1)

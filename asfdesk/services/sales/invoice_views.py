"""Invoices as the agreements page shows them: what can be invoiced, what has been, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.alphabet import in_alphabet
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sales.invoicing import InvoiceStanding, next_basis
from asfdesk.services.sales.invoice_basis import invoice_bases
from asfdesk.services.sales.manage_invoices import can_be_invoiced

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement, Buyer
    from asfdesk.domain.sales.invoicing import Basis, Invoice
    from asfdesk.services.sales.invoice_basis import InvoiceBases
    from asfdesk.services.session import ReadSession

MONTHS_BACK = 12
"""How far back months that lack an invoice are looked for."""
DUE_SOON_DAYS = 7
PAY_WITHIN_DAYS = 30
"""The due date that is proposed."""


@dataclass(frozen=True)
class ToInvoice:
    """A basis that waits for its invoice.

    Attributes:
        ready: whether it can be invoiced now; else its month must be locked first.
    """

    agreement: Agreement
    buyer: Buyer
    basis: Basis
    ready: bool = True


@dataclass(frozen=True)
class InvoiceRow:
    """A noted invoice."""

    invoice: Invoice
    agreement: Agreement
    buyer: Buyer
    standing: InvoiceStanding


@dataclass(frozen=True)
class InvoicesView:
    """Everything the view shows; `invoices` latest first."""

    waiting: tuple[ToInvoice, ...]
    invoices: tuple[InvoiceRow, ...]

    @property
    def overdue(self) -> tuple[InvoiceRow, ...]:
        """Those that should have been paid."""
        return tuple(row for row in self.invoices if row.standing is InvoiceStanding.OVERDUE)

    @property
    def due_soon(self) -> tuple[InvoiceRow, ...]:
        """Those that should be paid within a week."""
        return tuple(row for row in self.invoices if row.standing is InvoiceStanding.DUE_SOON)


def invoices_view(session: ReadSession, today: date) -> InvoicesView:
    """What waits to be invoiced, and every invoice noted."""
    agreements = {one.id: one for one in session.agreements.agreements()}
    buyers = {one.id: one for one in session.agreements.buyers()}
    rows = tuple(
        InvoiceRow(
            one,
            agreements[one.agreement_id],
            buyers[agreements[one.agreement_id].buyer_id],
            one.standing(today, DUE_SOON_DAYS),
        )
        for one in session.invoices.invoices()
    )
    return InvoicesView(tuple(waiting_bases(session, today)), rows)


def waiting_bases(session: ReadSession, today: date) -> list[ToInvoice]:
    """Bases of locked months without an invoice, and corrections on the next basis.

    An agreement whose invoices have never been noted here is asked about for the latest locked
    month only: nobody wants to be reminded of a year that was invoiced before the program came.
    """
    earliest = Month.of(today).plus(-MONTHS_BACK)
    locked = [
        state.month
        for state in session.attendance.states()
        if state.locked and earliest <= state.month <= Month.of(today)
    ]
    known = invoice_bases(session, ())
    asked = {one.id: _asked(one, known, locked) for one in known.agreements.values()}
    bases = invoice_bases(session, {month for months in asked.values() for month in months})
    buyers = {one.id: one for one in session.agreements.buyers()}
    found = []
    for agreement in bases.agreements.values():
        for month in asked[agreement.id]:
            basis = bases.basis(agreement.id, month)
            if not basis.is_empty:
                ready = can_be_invoiced(session, basis)
                found.append(ToInvoice(agreement, buyers[agreement.buyer_id], basis, ready))
    found.sort(
        key=lambda one: (
            one.basis.month,
            in_alphabet(one.buyer.name),
            in_alphabet(one.agreement.name),
        )
    )
    return found


def due_date(invoiced_on: date) -> date:
    """The due date that is proposed."""
    return invoiced_on + timedelta(days=PAY_WITHIN_DAYS)


def _asked(agreement: Agreement, known: InvoiceBases, locked: Sequence[Month]) -> list[Month]:
    """The months without invoice that an agreement is asked about; few, for each is counted."""
    invoices = known.invoices.get(agreement.id, ())
    first = min((one.month for one in invoices), default=None)
    candidates = locked[-1:] if first is None else [one for one in locked if one >= first]
    invoiced = {one.month for one in invoices}
    found = {
        month
        for month in candidates
        if month not in invoiced
        and Period.of_month(month).overlaps(agreement.starts_on, agreement.ends_on)
    }
    following = next_basis(invoices)
    if following is not None and known.corrections.get(agreement.id):
        found.add(following)
    return sorted(found)

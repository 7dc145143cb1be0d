"""Invoices as the agreements page shows them: what can be invoiced, what has been, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.invoicing import InvoiceStanding, next_basis
from asfdesk.domain.period import Month
from asfdesk.services.invoice_basis import invoice_bases
from asfdesk.services.manage_invoices import can_be_invoiced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement, Buyer
    from asfdesk.domain.invoicing import Basis, Invoice
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
    noted = _by_agreement(session.invoices.invoices())
    following = {month for one in noted.values() if (month := next_basis(one)) is not None}
    bases = invoice_bases(session, {*locked, *following})
    buyers = {one.id: one for one in session.agreements.buyers()}
    found = []
    for agreement in bases.agreements.values():
        mine = noted.get(agreement.id, [])
        for month in _months(locked, mine):
            basis = bases.basis(agreement.id, month)
            if basis.is_invoiced or basis.is_empty:
                continue
            if month in locked or basis.carried:
                ready = can_be_invoiced(session, basis)
                found.append(ToInvoice(agreement, buyers[agreement.buyer_id], basis, ready))
    found.sort(key=lambda one: (one.basis.month, one.buyer.name, one.agreement.name))
    return found


def due_date(invoiced_on: date) -> date:
    """The due date that is proposed."""
    return invoiced_on + timedelta(days=PAY_WITHIN_DAYS)


def _by_agreement(invoices: Sequence[Invoice]) -> Mapping[int, list[Invoice]]:
    found: dict[int, list[Invoice]] = {}
    for invoice in invoices:
        found.setdefault(invoice.agreement_id, []).append(invoice)
    return found


def _months(locked: Sequence[Month], invoices: Sequence[Invoice]) -> list[Month]:
    """The months an agreement is asked about."""
    if not invoices:
        return list(locked[-1:])
    first = min(invoice.month for invoice in invoices)
    following = next_basis(invoices)
    months = {month for month in locked if month >= first}
    return sorted(months | ({following} if following else set()))

"""Noting invoices that were made from R3: number, dates, paid; and taking a slip back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.sales.invoicing import Invoice
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _, month_name
from asfdesk.services.changes import Topic
from asfdesk.services.checks import check_order, missing, need_text
from asfdesk.services.sales.invoice_basis import invoice_bases

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.period import Month
    from asfdesk.domain.sales.invoicing import Basis
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.INVOICES})


@dataclass(frozen=True)
class InvoiceFacts:
    """What is typed about an invoice; the amount excl. VAT, negative for a credit note."""

    number: str
    invoiced_on: date
    due_on: date | None
    amount_ore: int


def note_invoice(
    session: WriteSession, agreement_id: int, month: Month, facts: InvoiceFacts
) -> Changes:
    """Note the invoice that was made from an agreement's basis of a month.

    It keeps the rows of the basis, corrections of earlier months among them.

    Raises:
        RefusedError: the month is not locked, is invoiced already, or has nothing to invoice.
        InvalidInputError: a field cannot be right.
    """
    basis = invoice_bases(session, [month], agreement_id).basis(agreement_id, month)
    _refuse_unready(session, basis)
    made = Invoice(
        0,
        agreement_id,
        month,
        "",
        facts.invoiced_on,
        facts.amount_ore,
        basis_version=session.attendance.state(month).version,
        rows=basis.to_invoice(),
    )
    invoice = _checked(session, made, facts)
    with session.writer.action("invoice.note", CHANGED, "invoice"):
        session.invoices.add_invoice(invoice)
    return CHANGED


def change_invoice(session: WriteSession, invoice_id: int, facts: InvoiceFacts) -> Changes:
    """Write an invoice's number, dates and amount anew; what it was made from stays."""
    before = need_invoice(session, invoice_id)
    after = _checked(session, before, facts)
    if after == before:
        return frozenset()
    with session.writer.action("invoice.change", CHANGED, "invoice", invoice_id):
        session.invoices.change_invoice(after)
    return CHANGED


def set_paid(session: WriteSession, invoice_id: int, paid_on: date | None) -> Changes:
    """Note the day an invoice was paid; None takes the note back."""
    before = need_invoice(session, invoice_id)
    check_order("paid_on", before.invoiced_on, paid_on)
    if paid_on == before.paid_on:
        return frozenset()
    with session.writer.action("invoice.pay", CHANGED, "invoice", invoice_id):
        session.invoices.change_invoice(replace(before, paid_on=paid_on))
    return CHANGED


def remove_invoice(session: WriteSession, invoice_id: int) -> Changes:
    """Take away an invoice that was noted by mistake.

    Raises:
        RefusedError: a later invoice corrects it.
    """
    invoice = need_invoice(session, invoice_id)
    later = [
        one
        for one in session.invoices.of_agreement(invoice.agreement_id)
        if one.id != invoice_id and any(row.month == invoice.month for row in one.rows)
    ]
    if later:
        raise RefusedError(
            _("The invoice cannot be removed."),
            _("Invoice %(number)s holds a correction of it.") % {"number": later[0].number},
            _("Remove that one first, if both were noted by mistake."),
        )
    with session.writer.action("invoice.remove", CHANGED, "invoice", invoice_id):
        session.invoices.remove_invoice(invoice_id)
    return CHANGED


def need_invoice(session: ReadSession, invoice_id: int) -> Invoice:
    """An invoice that must be there; RefusedError if it is not."""
    invoice = session.invoices.invoice(invoice_id)
    if invoice is None:
        raise missing()
    return invoice


def can_be_invoiced(session: ReadSession, basis: Basis) -> bool:
    """Whether an invoice can be made: the month is locked, or nobody's attendance decides it."""
    if session.attendance.state(basis.month).locked:
        return True
    return all(row.placement_id is None for row in basis.rows)


def _refuse_unready(session: ReadSession, basis: Basis) -> None:
    name = month_name(basis.month.year, basis.month.number)
    if basis.is_invoiced:
        raise RefusedError(
            _("An invoice has already been noted for %(month)s.") % {"month": name},
            _("What has changed since stands as a correction on the next basis."),
            _("Change the invoice that is there, or note the next month's."),
        )
    if basis.is_empty:
        raise RefusedError(
            _("There is nothing to invoice for %(month)s.") % {"month": name},
            todo=_("Look at the terms and at the month's attendance."),
        )
    if not can_be_invoiced(session, basis):
        raise RefusedError(
            _("Attendance in %(month)s is not locked.") % {"month": name},
            _("Until then the basis can still change."),
            _("Lock the month on the attendance page, then note the invoice."),
        )


def _checked(session: ReadSession, invoice: Invoice, facts: InvoiceFacts) -> Invoice:
    number = need_text("number", facts.number, _("Write the invoice's number."))
    check_order("due_on", facts.invoiced_on, facts.due_on)
    check_order("invoiced_on", facts.invoiced_on, invoice.paid_on)
    _refuse_taken_number(session, invoice, number)
    return replace(
        invoice,
        number=number,
        invoiced_on=facts.invoiced_on,
        due_on=facts.due_on,
        amount_ore=facts.amount_ore,
    )


def _refuse_taken_number(session: ReadSession, invoice: Invoice, number: str) -> None:
    """One invoice may be for several agreements, but only of one buyer."""
    buyers = {one.id: one.buyer_id for one in session.agreements.agreements()}
    for other in session.invoices.invoices():
        if other.id == invoice.id or other.number != number:
            continue
        same = other.agreement_id == invoice.agreement_id and other.month == invoice.month
        if same or buyers[other.agreement_id] != buyers[invoice.agreement_id]:
            raise InvalidInputError(
                "number",
                _("Another invoice has this number."),
                _("One invoice can be for several agreements, but only of the same buyer."),
                _("Compare it with the invoice."),
            )

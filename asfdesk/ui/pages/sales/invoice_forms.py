"""What can be done to invoices: each errand opens a form or runs a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from asfdesk.i18n import _, money_exact, month_name
from asfdesk.services.checks import missing
from asfdesk.services.sales import manage_invoices
from asfdesk.services.sales.invoice_basis import invoice_bases
from asfdesk.services.sales.invoice_views import due_date
from asfdesk.services.sales.manage_invoices import InvoiceFacts
from asfdesk.ui.kit.form.form import DateField, MoneyField, TextField

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.period import Month
    from asfdesk.domain.sales.invoicing import Basis
    from asfdesk.services.sales.invoice_views import InvoiceRow, ToInvoice
    from asfdesk.services.session import ReadSession
    from asfdesk.ui.kit.form.form import Field, FormValues
    from asfdesk.ui.page import Page


@dataclass(frozen=True)
class _Named:
    """A basis and what its agreement is called."""

    name: str
    basis: Basis


class InvoiceForms(QObject):
    """Opens forms over a page and runs their commands."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    @Slot(object)
    def note(self, row: ToInvoice) -> None:
        """Note the invoice of a basis that waits."""
        self._open_note(_Named(row.agreement.name, row.basis))

    @Slot(int, object)
    def note_month(self, agreement_id: int, month: Month) -> None:
        """Note the invoice of an agreement's month."""
        session = self._page.context.session
        self._page.run(lambda: _basis(session, agreement_id, month), self._open_note)

    @Slot(str, object)
    def about(self, what: str, row: InvoiceRow) -> None:
        """Do what was asked about a noted invoice."""
        write, invoice_id = self._page.context.write, row.invoice.id
        if write is None:
            return
        match what:
            case "change":
                self._change(row)
            case "paid":
                self._paid(row)
            case "unpaid":
                self._page.command(lambda: manage_invoices.set_paid(write, invoice_id, None))
            case "remove":
                self._page.command(lambda: manage_invoices.remove_invoice(write, invoice_id))

    @Slot(object)
    def _open_note(self, named: _Named) -> None:
        write, basis = self._page.context.write, named.basis
        if write is None:
            return
        today = self._page.context.today
        self._page.form(
            _("Note the invoice for %(month)s")
            % {"month": month_name(basis.month.year, basis.month.number)},
            _fields("", today, due_date(today), basis.ore),
            lambda values: manage_invoices.note_invoice(
                write, basis.agreement_id, basis.month, _facts(values)
            ),
            intro=_intro(named),
        )

    def _change(self, row: InvoiceRow) -> None:
        write, one = self._page.context.write, row.invoice
        if write is not None:
            self._page.form(
                _("Change invoice"),
                _fields(one.number, one.invoiced_on, one.due_on, one.amount_ore),
                lambda values: manage_invoices.change_invoice(write, one.id, _facts(values)),
            )

    def _paid(self, row: InvoiceRow) -> None:
        write, one = self._page.context.write, row.invoice
        if write is not None:
            self._page.form(
                _("Invoice %(number)s is paid") % {"number": one.number},
                [DateField("paid_on", _("Paid on"), self._page.context.today, required=True)],
                lambda values: manage_invoices.set_paid(
                    write, one.id, values.required_day("paid_on")
                ),
            )


def _basis(session: ReadSession, agreement_id: int, month: Month) -> _Named:
    agreement = session.agreements.agreement(agreement_id)
    if agreement is None:
        raise missing()
    bases = invoice_bases(session, [month], agreement_id)
    return _Named(agreement.name, bases.basis(agreement_id, month))


def _fields(number: str, dated: date, due: date | None, amount_ore: int) -> list[Field]:
    return [
        TextField("number", _("Invoice number"), number, required=True),
        DateField("invoiced_on", _("Invoice date"), dated, required=True),
        DateField("due_on", _("Due date"), due),
        MoneyField(
            "amount_ore",
            _("Amount without VAT (kr)"),
            amount_ore,
            _("As the invoice says. A credit note is negative."),
            required=True,
        ),
    ]


def _facts(values: FormValues) -> InvoiceFacts:
    return InvoiceFacts(
        values.text("number"),
        values.required_day("invoiced_on"),
        values.day("due_on"),
        values.required_whole("amount_ore"),
    )


def _intro(named: _Named) -> str:
    """What the basis comes to, corrections told apart."""
    basis = named.basis
    words = {"name": named.name, "sum": money_exact(basis.ore)}
    if not basis.carried:
        return _("%(name)s: the basis comes to %(sum)s kr without VAT.") % words
    words |= {"own": money_exact(basis.own_ore), "carried": money_exact(basis.carried_ore)}
    return (
        _(
            "%(name)s: the basis comes to %(sum)s kr without VAT: %(own)s kr for the month and"
            " %(carried)s kr in corrections of earlier months."
        )
        % words
    )

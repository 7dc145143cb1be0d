"""Avtal, Fakturor: what waits to be invoiced, and the invoices that have been noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.domain.sales.invoicing import InvoiceStanding
from asfdesk.i18n import _, day, money_exact, month_name, ngettext, pgettext
from asfdesk.reports.sales.sales_words import standing_word
from asfdesk.services.sales.invoice_views import invoices_view
from asfdesk.ui.kit.buttons import button, link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QPushButton

    from asfdesk.domain.period import Month
    from asfdesk.services.sales.invoice_views import InvoiceRow, InvoicesView, ToInvoice
    from asfdesk.ui.page import Page

_TONES = {
    InvoiceStanding.PAID: Tone.GOOD,
    InvoiceStanding.OVERDUE: Tone.BAD,
    InvoiceStanding.DUE_SOON: Tone.WARN,
    InvoiceStanding.OPEN: Tone.NEUTRAL,
}
WAITING_SHOWN = 5


class InvoicesPanel(QWidget):
    """Bases that wait above, invoices below.

    Signals:
        noting: a ToInvoice whose invoice is to be noted.
        asked: ("paid" | "unpaid" | "change" | "remove", InvoiceRow).
    """

    noting = Signal(object)
    asked = Signal(str, object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._wanted: tuple[int, Month] | None = None
        self._waiting: TableModel[ToInvoice] = TableModel(_waiting_columns())
        self.waiting = TableView(self._waiting, _("To invoice"))
        self._noted: TableModel[InvoiceRow] = TableModel(_noted_columns())
        self.noted = TableView(self._noted, _("Invoices"))
        self.buttons: dict[str, QPushButton] = {
            "note": button(_("Note the invoice")),
            "basis": link_button(_("Invoice basis")),
            "paid": button(_("Paid …")),
            "unpaid": link_button(_("Not paid after all")),
            "change": link_button(_("Change invoice")),
            "remove": link_button(_("Remove invoice")),
        }
        self._none = label("", Look.MUTED, wrap=True)
        self._lay_out()
        for what, made in self.buttons.items():
            made.setProperty("errand", what)
            made.clicked.connect(self._pressed)
        self.waiting.opened.connect(self._note)
        self.noted.opened.connect(self._change)
        for table in (self.waiting, self.noted):
            # What the buttons are about is what is lit up, also after Ctrl and a key.
            table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.noted.current.connect(self._moved)
        self.waiting.current.connect(self._moved)

    def _lay_out(self) -> None:
        self._top = Card(_("To invoice"), _("locked months and corrections"))
        self._top.head.addWidget(self.buttons["basis"])
        self._top.head.addWidget(self.buttons["note"])
        self._top.body.addWidget(self.waiting)
        self._top.body.addWidget(self._none)
        self._bottom = Card(_("Invoices noted"))
        line = QHBoxLayout()
        line.setSpacing(8)
        for what in ("remove", "change", "unpaid", "paid"):
            line.addWidget(self.buttons[what])
        self._bottom.head.addLayout(line)
        self._bottom.body.addWidget(self.noted, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._top)
        column.addWidget(self._bottom, 1)

    def look_for(self, agreement_id: int, month: Month) -> None:
        """Stand on an agreement's month when the view is loaded next."""
        self._wanted = (agreement_id, month)

    def load(self, month: Month) -> None:
        """Show what there is; all months together, the latest first."""
        del month
        session, today = self._page.context.session, self._page.context.today
        self._page.run(lambda: invoices_view(session, today), self._show)

    @Slot(object)
    def _show(self, view: InvoicesView) -> None:
        wanted, self._wanted = self._wanted, None
        about = [
            row.invoice.id
            for row in view.invoices
            if wanted == (row.agreement.id, row.invoice.month)
        ]
        self.waiting.show_rows(
            view.waiting, lambda one: (one.agreement.id, one.basis.month), wanted
        )
        self.waiting.show_whole(WAITING_SHOWN)
        self.waiting.setVisible(bool(view.waiting))
        self._none.setVisible(not view.waiting)
        self._none.setText(
            _("Nothing waits: every locked month is invoiced. A month is locked under Attendance.")
        )
        self.noted.show_rows(view.invoices, lambda one: one.invoice.id, next(iter(about), None))
        self.buttons["note"].setVisible(bool(view.waiting))
        self.buttons["basis"].setVisible(bool(view.waiting))
        self._page.set_status(_status(view))
        self._show_actions()

    @Slot(object)
    def _moved(self, _row: object) -> None:
        self._show_actions()

    def _show_actions(self) -> None:
        row = self._noted.row_if_any(self.noted.currentIndex())
        paid = row is not None and row.standing is InvoiceStanding.PAID
        shown = {
            "paid": row is not None and not paid,
            "unpaid": paid,
            "change": row is not None,
            "remove": row is not None,
        }
        for what, made in self.buttons.items():
            made.setVisible(shown.get(what, not made.isHidden()))
            made.setEnabled(self._page.writable or what == "basis")
        waits = self._waiting.row_if_any(self.waiting.currentIndex())
        self.buttons["note"].setEnabled(self._page.writable and waits is not None and waits.ready)

    @Slot()
    def _pressed(self) -> None:
        self.ask(str(self.sender().property("errand")))

    def ask(self, what: str) -> None:
        """Do what a button says, with the row that is chosen."""
        if what in ("note", "basis"):
            waiting = self._waiting.row_if_any(self.waiting.currentIndex())
            if waiting is not None and what == "basis":
                self._page.context.go(f"reports:R3@{waiting.basis.month}")
            elif waiting is not None:
                self.noting.emit(waiting)
            return
        row = self._noted.row_if_any(self.noted.currentIndex())
        if row is not None and self._page.writable:
            self.asked.emit(what, row)

    @Slot(object)
    def _note(self, row: ToInvoice) -> None:
        """Note it, or see the basis when its month is still open."""
        if self._page.writable and row.ready:
            self.ask("note")
        else:
            self.ask("basis")

    @Slot(object)
    def _change(self, _row: InvoiceRow) -> None:
        self.ask("change")


def _waiting_columns() -> list[Column[ToInvoice]]:
    return [
        Column(
            _("Agreement"),
            lambda one: one.agreement.name,
            second=lambda one: one.buyer.name,
            stretch=True,
        ),
        Column(_("Month"), lambda one: called(one.basis.month), sort=lambda one: one.basis.month),
        Column(
            _("The month, kr"),
            lambda one: money_exact(one.basis.own_ore),
            Kind.MONEY,
        ),
        Column(_("Corrections, kr"), _corrections, Kind.MONEY),
        Column(
            _("To invoice, kr"),
            lambda one: money_exact(one.basis.ore),
            Kind.MONEY,
            bold=lambda _one: True,
        ),
        Column(
            _("Status"),
            lambda one: _("To invoice") if one.ready else _("Month open"),
            tone=lambda one: Tone.WARN if one.ready else Tone.NEUTRAL,
            badge=True,
        ),
    ]


def _noted_columns() -> list[Column[InvoiceRow]]:
    return [
        Column(pgettext("invoice", "Number"), lambda row: row.invoice.number, width=90),
        Column(
            _("Agreement"),
            lambda row: row.agreement.name,
            second=lambda row: row.buyer.name,
            stretch=True,
        ),
        Column(_("Month"), lambda row: called(row.invoice.month), sort=lambda r: r.invoice.month),
        Column(
            _("Dated"),
            lambda row: day(row.invoice.invoiced_on),
            Kind.DATE,
            sort=lambda row: row.invoice.invoiced_on,
        ),
        Column(pgettext("invoice", "Due"), lambda row: _day(row.invoice.due_on), Kind.DATE),
        Column(_("Paid"), lambda row: _day(row.invoice.paid_on), Kind.DATE),
        Column(
            _("Without VAT, kr"),
            lambda row: money_exact(row.invoice.amount_ore),
            Kind.MONEY,
            sort=lambda row: row.invoice.amount_ore,
        ),
        Column(
            _("Status"),
            lambda row: standing_word(row.standing),
            tone=lambda row: _TONES[row.standing],
            badge=True,
        ),
    ]


def called(month: Month) -> str:
    """October 2026."""
    name = month_name(month.year, month.number)
    return name[:1].upper() + name[1:]


def _day(value: date | None) -> str:
    return day(value) if value else ""


def _corrections(one: ToInvoice) -> str:
    return money_exact(one.basis.carried_ore) if one.basis.carried else ""


def _status(view: InvoicesView) -> str:
    waits = sum(one.ready for one in view.waiting)
    said = [
        ngettext("%(num)d basis to invoice", "%(num)d bases to invoice", waits),
        ngettext("%(num)d invoice is overdue", "%(num)d invoices are overdue", len(view.overdue)),
    ]
    return ", ".join(said) + "."

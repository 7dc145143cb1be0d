"""Avtal, Sålt till bokfört: four figures per agreement, and what lies between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.i18n import ABSENT, _, money_exact, month_name, pgettext
from asfdesk.services.sales.sales_chain import postings_behind, sales_view
from asfdesk.services.sending.sales_document import STEM, payment_words, rule_names, sales_document
from asfdesk.ui.dialogs.books.postings_dialog import PostingsDialog
from asfdesk.ui.dialogs.sending.report_output import ReportOutput, Shown
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.sales.agreement_gaps import GapsCard, all_rows, status_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from asfdesk.domain.period import Month
    from asfdesk.domain.sales.booked_sales import BookingRule
    from asfdesk.domain.sales.sales_chain import Figures
    from asfdesk.errors import AsfDeskError
    from asfdesk.reports.document import Document
    from asfdesk.services.sales.sales_chain import SalesView
    from asfdesk.services.sending.export_report import Exported
    from asfdesk.services.session import ReadSession
    from asfdesk.ui.page import Page
    from asfdesk.ui.pages.sales.agreement_gaps import SalesShown

    Ore = Callable[[Figures], int]

SOLD, DELIVERED, INVOICED, BOOKED = range(1, 5)
"""Columns of the figures."""


class SalesPanel(QWidget):
    """The month's figures at the left, the chosen agreement's differences at the right.

    Signals:
        terms_wanted: the id of an agreement whose terms are to be shown.
        invoices_wanted: the invoices are to be shown, those of an agreement id (0 = any) first.
        noting_wanted: a ToInvoice-able agreement id and month: an invoice is to be noted.
    """

    terms_wanted = Signal(int)
    invoices_wanted = Signal(int)
    noting_wanted = Signal(int, object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._view: SalesView | None = None
        self.output = ReportOutput(self, page.run, self._exported)
        self._model: TableModel[SalesShown] = TableModel(_columns(), _look)
        self.table = TableView(self._model, _("Sold, delivered, invoiced and booked"))
        self.gaps = GapsCard(writable=page.writable)
        self._card = Card()
        self._payment = label("", Look.SECONDARY, wrap=True)
        self._saved = label("", Look.SECONDARY, wrap=True)
        self._saved.hide()
        self._lay_out()
        self.table.current.connect(self._choose)
        self.table.opened.connect(self._open)
        self.gaps.asked.connect(self.ask)

    def _lay_out(self) -> None:
        self._card.body.addWidget(self.table, 1)
        self._card.body.addWidget(self._payment)
        self._card.body.addWidget(self._saved)
        left = QVBoxLayout()
        left.addWidget(self._card, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addLayout(left, 1)
        line.addWidget(self.gaps)

    def load(self, month: Month) -> None:
        """Show another month."""
        session, today = self._page.context.session, self._page.context.today
        self._page.run(lambda: _load(session, month), partial(self._show, session, today))

    def _show(self, session: ReadSession, today: date, loaded: _Loaded) -> None:
        view = self._view = loaded.view
        created = datetime.now().astimezone()
        self._page.run(
            lambda: sales_document(session, view, today, created),
            self._ready_to_export,
            self._no_document,
        )
        name = month_name(view.month.year, view.month.number)
        self._card.set_title(
            _("Sold, delivered, invoiced, booked"),
            _("%(month)s, kronor without VAT") % {"month": name},
        )
        self._payment.setText(" ".join(payment_words(view.payment)))
        self._payment.setVisible(bool(self._payment.text()))
        self._saved.hide()
        self._page.set_status(_status(view))
        self.table.show_rows(all_rows(view, loaded.names), lambda row: row.key)
        self._choose(self._model.row_if_any(self.table.currentIndex()))

    @Slot(object)
    def _choose(self, row: SalesShown | None) -> None:
        self.gaps.show_row(row, in_books=self._view is not None and self._view.in_books)

    @Slot(object)
    def _open(self, _row: SalesShown) -> None:
        """What is behind the figure that was double-clicked, or Enter was pressed on."""
        errands = {SOLD: "terms", DELIVERED: "basis", INVOICED: "invoices", BOOKED: "postings"}
        self.ask(errands.get(self.table.currentIndex().column(), "terms"))

    @Slot(str)
    def ask(self, what: str) -> None:
        """Go to what is behind a figure of the chosen row."""
        row = self._model.row_if_any(self.table.currentIndex())
        view = self._view
        if row is None or view is None:
            return
        go = self._page.context.go
        match what:
            case "terms" if row.agreement_id:
                self.terms_wanted.emit(row.agreement_id)
            case "basis":
                go(f"reports:R3@{view.month}")
            case "attendance":
                go(f"attendance@{view.month}")
            case "invoices":
                self.invoices_wanted.emit(row.agreement_id)
            case "note" if row.agreement_id:
                self.noting_wanted.emit(row.agreement_id, view.month)
            case "postings" if row.rule is not None and view.in_books:
                wanted = postings_behind(view, row.rule)
                PostingsDialog(self, self._page.context, wanted).open()

    @Slot(object)
    def _ready_to_export(self, document: Document) -> None:
        self.output.show(Shown(document, f"{STEM}_{document.period}"))

    @Slot(object)
    def _no_document(self, _error: AsfDeskError) -> None:
        """The file does not say whose it is: there is nothing to export, but all to see."""
        self.output.show(None)

    @Slot(object)
    def _exported(self, exported: Exported) -> None:
        names = ", ".join(path.name for path in exported.files)
        self._saved.setText(_("Saved: %(names)s") % {"names": names})
        self._saved.show()


@dataclass(frozen=True)
class _Loaded:
    """A month, and how the books are searched in words."""

    view: SalesView
    names: dict[BookingRule, str]


def _load(session: ReadSession, month: Month) -> _Loaded:
    view = sales_view(session, month)
    return _Loaded(view, rule_names(session, view))


def _columns() -> list[Column[SalesShown]]:
    return [
        Column(
            _("Agreement"),
            lambda row: row.name,
            second=lambda row: row.second,
            tooltip=lambda row: row.name,
            stretch=True,
        ),
        _amount(_("Sold"), lambda figures: figures.sold_ore),
        _amount(_("Delivered"), lambda figures: figures.delivered_ore),
        _amount(_("Invoiced"), lambda figures: figures.invoiced_ore),
        Column(pgettext("bookkeeping", "Booked"), _booked, Kind.MONEY),
        Column(
            _("Status"),
            lambda row: status_of(row)[0],
            tone=lambda row: status_of(row)[1],
            badge=True,
        ),
    ]


def _amount(title: str, ore: Ore) -> Column[SalesShown]:
    return Column(title, partial(_exact, ore), Kind.MONEY)


def _exact(ore: Ore, row: SalesShown) -> str:
    return money_exact(ore(row.figures))


def _booked(row: SalesShown) -> str:
    if row.is_shared:
        return ""
    ore = row.figures.booked_ore
    return ABSENT if ore is None else money_exact(ore)


def _look(row: SalesShown) -> RowLook:
    if row.is_total:
        return RowLook.TOTAL
    return RowLook.NORMAL if row.agreement_id else RowLook.MUTED


def _status(view: SalesView) -> str:
    if not view.state.locked:
        return _("The month is not locked yet: delivered can still change.")
    if not view.in_books:
        return _("The month is locked. The imported books do not reach it yet.")
    return _("The month is locked, and the imported books reach it.")

"""Avtal: who buys and what is agreed; sold, delivered, invoiced and booked; the invoices.

Three views of the same agreements, switched as on the Ekonomi page.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from asfdesk.i18n import _, day, ngettext
from asfdesk.reports.sales.terms_words import places_word
from asfdesk.reports.words import form_word
from asfdesk.services.changes import Topic
from asfdesk.services.sales.agreement_views import AgreementStanding, agreements_view
from asfdesk.ui.kit.buttons import button, chip, primary_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.empty_state import EmptyState
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.page import Page
from asfdesk.ui.pages.sales.agreement_card import AgreementCard
from asfdesk.ui.pages.sales.agreement_forms import AgreementForms
from asfdesk.ui.pages.sales.agreement_invoices import InvoicesPanel
from asfdesk.ui.pages.sales.agreement_sales import SalesPanel
from asfdesk.ui.pages.sales.buyers_card import BuyersCard
from asfdesk.ui.pages.sales.invoice_forms import InvoiceForms

if TYPE_CHECKING:
    from asfdesk.services.sales.agreement_views import AgreementRow, AgreementsView, BuyerRow
    from asfdesk.ui.page import PageContext

_TONES = {
    AgreementStanding.RUNNING: Tone.GOOD,
    AgreementStanding.COMING: Tone.ACCENT,
    AgreementStanding.ENDED: Tone.NEUTRAL,
}


_LEAST_NAME = 100
"""What an agreement's name needs to be told from others, in pixels."""
AGREED, SALES, INVOICES = range(3)
VIEWS = {"sales": SALES, "invoices": INVOICES}
"""What `open_item` calls the views."""
W = TypeVar("W", bound=QWidget)


class AgreementsPage(Page):
    """Buyers at the left, their agreements at the right, the chosen agreement below.

    The other two views are about money: the month of each agreement, and invoices.
    """

    key: ClassVar[str] = "agreements"
    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            Topic.AGREEMENTS,
            Topic.PLACEMENTS,
            Topic.ATTENDANCE,
            Topic.INVOICES,
            Topic.LEDGER,
            Topic.MAPPING,
            Topic.ENTERPRISE,
        }
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._view: AgreementsView | None = None
        self._wanted = 0
        self._view_shown = AGREED
        self.forms = AgreementForms(self)
        self.invoice_forms = InvoiceForms(self)
        self._new_buyer = button(_("New buyer"))
        self._new_buyer.clicked.connect(self.forms.add_buyer)
        self._new_agreement = primary_button(_("New agreement"))
        self._new_agreement.clicked.connect(self._add_agreement)
        self.add_action_button(self._new_buyer, writes=True)
        self.add_action_button(self._new_agreement, writes=True)
        self.buyers = BuyersCard(writable=self.writable)
        self.buyers.chosen.connect(self._show_agreements)
        self.buyers.asked.connect(self.forms.about_buyer)
        self.card = AgreementCard(writable=self.writable)
        self.card.asked.connect(self.forms.about_agreement)
        self.card.terms_asked.connect(self.forms.about_terms)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._content())
        self._chips = QButtonGroup(self)
        self._views = QStackedWidget()
        self._views.addWidget(self._stack)
        self._choices = self._choice_line()
        self._choices.hide()
        self._chips.idClicked.connect(self.show_view)
        self.body.addWidget(self._choices)
        self.body.addWidget(self._views, 1)

    # The views of money are made when they are first shown.

    @cached_property
    def sales(self) -> SalesPanel:
        """Sold, delivered, invoiced and booked."""
        panel = SalesPanel(self)
        panel.terms_wanted.connect(self._show_terms)
        panel.invoices_wanted.connect(self._show_invoices)
        panel.noting_wanted.connect(self.invoice_forms.note_month)
        for one in panel.output.buttons:
            self.add_action_button(one)
        return self._added(panel)

    @cached_property
    def invoices(self) -> InvoicesPanel:
        """The invoices."""
        panel = InvoicesPanel(self)
        panel.noting.connect(self.invoice_forms.note)
        panel.asked.connect(self.invoice_forms.about)
        return self._added(panel)

    def _added(self, panel: W) -> W:
        self._views.addWidget(panel)
        return panel

    def _choice_line(self) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        words = (_("Agreements"), _("Sold to booked"), _("Invoices"))
        for place, word in enumerate(words):
            choice = chip(word, checked=place == AGREED)
            self._chips.addButton(choice, place)
            layout.addWidget(choice)
        layout.addStretch(1)
        return line

    @Slot(int)
    def show_view(self, place: int) -> None:
        """Switch to one of AGREED, SALES, INVOICES."""
        self._chips.button(place).setChecked(True)
        self._view_shown = place
        self.reload()

    @Slot(int)
    def _show_terms(self, agreement_id: int) -> None:
        self._wanted = agreement_id
        self.show_view(AGREED)

    @Slot(int)
    def _show_invoices(self, agreement_id: int) -> None:
        self.invoices.look_for(agreement_id, self.month)
        self.show_view(INVOICES)

    def title(self) -> str:
        """The page's name."""
        return _("Agreements")

    def _empty(self) -> QWidget:
        return EmptyState(
            _(
                "Here are the buyers, the agreements with them and what each of them pays for. "
                "Begin with a buyer, for example your municipality."
            ),
            _("Add the first buyer") if self.writable else "",
            self.forms.add_buyer,
        )

    def _content(self) -> QWidget:
        self._model: TableModel[AgreementRow] = TableModel(
            [
                Column(
                    _("Agreement"),
                    lambda row: row.agreement.name,
                    second=_buyer_and_reference,
                    stretch=True,
                    least=_LEAST_NAME,
                ),
                Column(_("Form"), lambda row: form_word(row.agreement.form)),
                Column(_("Period"), _period, Kind.DATE, sort=lambda r: r.agreement.starts_on),
                Column(_("Places"), _places, Kind.NUMBER, width=68, sort=_places_sort),
                Column(
                    _("Placed now"),
                    lambda row: str(row.ongoing),
                    Kind.NUMBER,
                    width=92,
                    sort=lambda row: row.ongoing,
                ),
                Column(
                    _("Status"),
                    lambda row: standing_word(row.standing),
                    tone=lambda row: _TONES[row.standing],
                    badge=True,
                ),
            ],
            look=_look,
        )
        self.table = TableView(self._model, _("Agreements"))
        self.table.current.connect(self.card.show_agreement)
        self.table.opened.connect(self._open_agreement)
        listed = Card(_("Agreements"))
        listed.body.addWidget(self.table, 1)
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(listed, 1)
        right.addWidget(self.card)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.buyers, 1)
        row.addLayout(right, 3)
        return whole

    def reload(self) -> None:
        """Load the view that is chosen."""
        shown = self._view_shown
        self._show_buttons()
        if shown == AGREED:
            session, today = self.context.session, self.context.today
            self._views.setCurrentWidget(self._stack)
            self.run(lambda: agreements_view(session, today), self._show)
            return
        self._choices.show()
        panel = self.sales if shown == SALES else self.invoices
        self._show_buttons()
        self._views.setCurrentWidget(panel)
        panel.load(self.month)

    def _show_buttons(self) -> None:
        """The buttons at the top right belong to the view: one primary button at a time."""
        agreed = self._view_shown == AGREED and bool(self._view and self._view.buyers)
        self._new_agreement.setVisible(agreed)
        self._new_buyer.setVisible(agreed)
        if "sales" in self.__dict__:
            for one in self.sales.output.buttons:
                one.setVisible(self._view_shown == SALES)

    def open_item(self, item: str) -> None:
        """Show one agreement, by id, or one of the views by its name in VIEWS."""
        self._wanted = int(item) if item.isdecimal() else 0
        self._view_shown = VIEWS.get(item, AGREED)
        self._chips.button(self._view_shown).setChecked(True)
        self.refresh()

    @Slot(object)
    def _show(self, view: AgreementsView) -> None:
        self._view = view
        self.forms.view = view
        self._stack.setCurrentIndex(1 if view.buyers else 0)
        self._choices.setVisible(bool(view.buyers))
        self._show_buttons()
        if self._view_shown == AGREED:
            self.set_status(_status(view) if view.buyers else "")
        self.buyers.show_buyers(view.buyers)
        self._show_agreements(self.buyers.row)

    @Slot(object)
    def _show_agreements(self, buyer: BuyerRow | None) -> None:
        if self._view is None:
            return
        wanted, self._wanted = self._wanted or None, 0
        rows = [r for r in self._view.agreements if buyer is None or r.buyer.id == buyer.buyer.id]
        self.table.show_rows(rows, lambda row: row.agreement.id, wanted)
        self.card.show_agreement(self._row, any_listed=bool(rows))

    @property
    def _row(self) -> AgreementRow | None:
        return self._model.row_if_any(self.table.currentIndex())

    @Slot(object)
    def _open_agreement(self, row: AgreementRow) -> None:
        if self.writable:
            self.forms.about_agreement("change", row)

    @Slot()
    def _add_agreement(self) -> None:
        chosen = self.buyers.row
        self.forms.add_agreement(chosen.buyer.id if chosen else 0)


def standing_word(standing: AgreementStanding) -> str:
    """Where an agreement stands."""
    match standing:
        case AgreementStanding.COMING:
            return _("Not begun")
        case AgreementStanding.RUNNING:
            return _("In force")
        case AgreementStanding.ENDED:
            return _("Expired")


def _status(view: AgreementsView) -> str:
    running = [r for r in view.agreements if r.standing is AgreementStanding.RUNNING]
    placed = sum(row.ongoing for row in running)
    agreements = ngettext("%(num)d running agreement", "%(num)d running agreements", len(running))
    return _("%(agreements)s, %(placed)s.") % {
        "agreements": agreements,
        "placed": ngettext("%(num)d placed trainee", "%(num)d placed trainees", placed),
    }


def _buyer_and_reference(row: AgreementRow) -> str:
    return " · ".join(part for part in (row.buyer.name, row.agreement.reference) if part)


def _period(row: AgreementRow) -> str:
    last = row.agreement.ends_on
    return f"{day(row.agreement.starts_on)} – {day(last) if last else ''}".rstrip()


def _places(row: AgreementRow) -> str:
    return places_word(row.terms.places_milli) if row.terms and row.terms.places_milli else ""


def _places_sort(row: AgreementRow) -> int:
    return row.terms.places_milli if row.terms else 0


def _look(row: AgreementRow) -> RowLook:
    return RowLook.MUTED if row.standing is AgreementStanding.ENDED else RowLook.NORMAL

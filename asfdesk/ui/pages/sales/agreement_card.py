"""One agreement: what is paid in words, the history of its terms, and what can be done to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from asfdesk.i18n import _, day
from asfdesk.reports.sales.terms_words import payment_words, places_word, price_word
from asfdesk.services.sales.agreement_views import AgreementStanding
from asfdesk.ui.kit.buttons import button, link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton, QWidget

    from asfdesk.domain.agreements import Terms
    from asfdesk.services.sales.agreement_views import AgreementRow

TABLE_HEIGHT = 132


class AgreementCard(Card):
    """Emits what the user wants; the page does it.

    Signals:
        asked: ("change" | "details" | "end" | "remove" | "terms.add", AgreementRow).
        terms_asked: ("terms.change" | "terms.remove", AgreementRow, Terms).
    """

    asked = Signal(str, object)
    terms_asked = Signal(str, object, object)

    def __init__(self, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._writable = writable
        self._row: AgreementRow | None = None
        self.buttons: dict[str, QPushButton] = {}
        for what, text in (
            ("change", _("Change agreement")),
            ("details", _("Counting and reports")),
            ("end", _("End agreement")),
            ("remove", _("Remove agreement")),
        ):
            self._add(what, link_button(text), self.head)
        self._words = label("", wrap=True)
        self.body.addWidget(self._words)
        self._facts = label("", Look.MUTED, wrap=True)
        self.body.addWidget(self._facts)
        self._model: TableModel[Terms] = TableModel(
            [
                Column(_("Terms from"), lambda t: day(t.valid_from), Kind.DATE, width=110),
                Column(_("What is paid"), price_word, tooltip=price_word, stretch=True),
                Column(_("Places"), lambda t: places_word(t.places_milli), Kind.NUMBER, width=70),
            ]
        )
        self.table = TableView(self._model, _("Terms of the agreement"))
        self.table.setFixedHeight(TABLE_HEIGHT)
        self.table.current.connect(self._moved)
        self.table.opened.connect(self._open_terms)
        self.body.addWidget(self.table)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        self._add("terms.add", button(_("New terms from a date")), actions)
        self._add("terms.change", link_button(_("Change terms")), actions)
        self._add("terms.remove", link_button(_("Remove terms")), actions)
        actions.addStretch(1)
        self.body.addLayout(actions)
        self.show_agreement(None)

    def _add(self, what: str, made: QPushButton, where: QHBoxLayout) -> None:
        self.buttons[what] = made
        made.clicked.connect(_Ask(self.ask, what))
        where.addWidget(made)

    @property
    def terms(self) -> Terms | None:
        """The terms that the history stands on."""
        return self._model.row_if_any(self.table.currentIndex())

    def show_agreement(self, row: AgreementRow | None, *, any_listed: bool = True) -> None:
        """Show an agreement, or that none is chosen, or that there is none to choose."""
        self._row = row
        if row is None:
            if any_listed:
                self.set_title(_("No agreement is chosen"), _("Choose one in the list above."))
            else:
                self.set_title(_("No agreement"), _("New agreement adds one."))
            self._words.setText("")
            self._facts.setText("")
            self._model.set_rows([])
        else:
            self.set_title(row.agreement.name, row.buyer.name)
            said = payment_words(row.terms, row.agreement) if row.terms else []
            self._words.setText(" ".join(said))
            self._facts.setText(_facts(row))
            self._model.set_rows(list(reversed(row.agreement.terms)))
            self.table.select_row(0)
        self._show_actions()

    @Slot(str)
    def ask(self, what: str) -> None:
        """Pass on what a button was pressed for."""
        if self._row is None or not self._writable:
            return
        if what in ("terms.change", "terms.remove"):
            if self.terms is not None:
                self.terms_asked.emit(what, self._row, self.terms)
        else:
            self.asked.emit(what, self._row)

    @Slot(object)
    def _moved(self, _terms: object) -> None:
        self._show_actions()

    @Slot(object)
    def _open_terms(self, _terms: object) -> None:
        self.ask("terms.change")

    def _show_actions(self) -> None:
        row, terms = self._row, self.terms
        first = row is not None and terms is not None and row.agreement.terms[0].id == terms.id
        wanted = {
            "change": row is not None,
            "details": row is not None,
            "end": row is not None and row.standing is not AgreementStanding.ENDED,
            "remove": row is not None and row.removable,
            "terms.add": row is not None,
            "terms.change": terms is not None,
            "terms.remove": terms is not None and not first,
        }
        for what, made in self.buttons.items():
            made.setVisible(wanted[what])
            made.setEnabled(self._writable)


@dataclass(frozen=True)
class _Ask:
    """A button's errand."""

    ask: Callable[[str], None]
    what: str

    def __call__(self) -> None:
        self.ask(self.what)


def _facts(row: AgreementRow) -> str:
    agreement = row.agreement
    parts = [
        _("Reference %(text)s") % {"text": agreement.reference} if agreement.reference else "",
        _("Project %(text)s") % {"text": agreement.project} if agreement.project else "",
        _("Measure %(text)s") % {"text": agreement.measure} if agreement.measure else "",
        _("Papers are kept until %(day)s") % {"day": day(agreement.keep_until)}
        if agreement.keep_until
        else "",
    ]
    return " · ".join(part for part in parts if part)

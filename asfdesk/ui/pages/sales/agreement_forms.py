"""What the agreements page can do: each errand opens a form or runs a command."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from asfdesk.i18n import _
from asfdesk.services.sales import manage_agreements, manage_buyers
from asfdesk.ui.dialogs.sales.agreement_fields import (
    agreement_fields,
    agreement_from,
    blank_agreement,
    buyer_fields,
    buyer_from,
    detail_fields,
    details_from,
)
from asfdesk.ui.dialogs.sales.terms_dialog import TermsDialog, terms_fields, terms_from
from asfdesk.ui.kit.form.form import DateField, FormHeading

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.domain.agreements import Agreement, Terms
    from asfdesk.services.changes import Changes
    from asfdesk.services.sales.agreement_views import AgreementRow, AgreementsView, BuyerRow
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.fields import Field
    from asfdesk.ui.kit.form.form import FormValues
    from asfdesk.ui.page import Page


class AgreementForms(QObject):
    """Opens forms over a page and runs their commands.

    Attributes:
        view: what the page shows, for the lists of choices.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.view: AgreementsView | None = None

    @Slot()
    def add_buyer(self) -> None:
        """Open the form of a new buyer."""
        self._form(
            _("New buyer"),
            buyer_fields(None, identities_open=self._page.context.session.identities_open),
            lambda session, values: manage_buyers.add_buyer(session, buyer_from(values, None)),
        )

    def add_agreement(self, buyer_id: int) -> None:
        """Open the form of a new agreement with its first terms; 0 = the first buyer."""
        if not self._buyer_options():
            # Every buyer has ended: there is nobody to choose, so the buyer comes first.
            self.add_buyer()
            return
        blank = blank_agreement(buyer_id, self._page.context.today)
        fields = [
            *agreement_fields(blank, self._buyer_options()),
            FormHeading("price", _("What the buyer pays")),
            *terms_fields(None),
        ]

        def save(session: WriteSession, values: FormValues) -> Changes:
            made = agreement_from(values, blank)
            first = terms_from(values, None)
            return manage_agreements.add_agreement(session, _with_first(made, first))

        self._terms_form(_("New agreement"), fields, save, blank)

    @Slot(str, object)
    def about_buyer(self, what: str, row: BuyerRow) -> None:
        """Do what was asked about a buyer."""
        buyer = row.buyer
        match what:
            case "change":
                self._form(
                    _("Change buyer"),
                    buyer_fields(buyer, identities_open=self._page.context.session.identities_open),
                    lambda s, values: manage_buyers.change_buyer(s, buyer_from(values, buyer)),
                )
            case "end":
                self._form(
                    _("End %(name)s") % {"name": buyer.name},
                    [DateField("ended_on", _("Last day"), self._page.context.today, required=True)],
                    lambda s, values: manage_buyers.end_buyer(
                        s, buyer.id, values.required_day("ended_on")
                    ),
                )
            case "reopen":
                self._do(lambda session: manage_buyers.reopen_buyer(session, buyer.id))
            case "remove":
                self._do(lambda session: manage_buyers.remove_buyer(session, buyer.id))

    @Slot(str, object)
    def about_agreement(self, what: str, row: AgreementRow) -> None:
        """Do what was asked about an agreement."""
        agreement = row.agreement
        match what:
            case "change":
                self._form(
                    _("Change agreement"),
                    agreement_fields(agreement, self._buyer_options()),
                    lambda s, values: manage_agreements.change_agreement(
                        s, agreement_from(values, agreement)
                    ),
                )
            case "details":
                self._form(
                    _("Counting and reports"),
                    detail_fields(agreement, self._lines()),
                    lambda s, values: manage_agreements.change_agreement(
                        s, details_from(values, agreement)
                    ),
                )
            case "end":
                self._form(
                    _("End %(name)s") % {"name": agreement.name},
                    [
                        DateField(
                            "ends_on",
                            _("Last day"),
                            agreement.ends_on or self._page.context.today,
                            _("Placements that run longer get a warning."),
                            required=True,
                        )
                    ],
                    lambda s, values: manage_agreements.end_agreement(
                        s, agreement.id, values.required_day("ends_on")
                    ),
                )
            case "remove":
                self._do(lambda s: manage_agreements.remove_agreement(s, agreement.id))
            case "terms.add":
                self._add_terms(agreement)

    def _add_terms(self, agreement: Agreement) -> None:
        latest = agreement.terms[-1] if agreement.terms else None
        self._terms_form(
            _("New terms from a date"),
            terms_fields(latest, self._page.context.today),
            lambda s, values: manage_agreements.add_terms(
                s, agreement.id, _dated(values, terms_from(values, latest))
            ),
            agreement,
        )

    @Slot(str, object, object)
    def about_terms(self, what: str, row: AgreementRow, terms: Terms) -> None:
        """Do what was asked about terms."""
        if what == "terms.remove":
            self._do(lambda session: manage_agreements.remove_terms(session, terms))
            return
        self._terms_form(
            _("Change terms"),
            terms_fields(terms, terms.valid_from),
            lambda s, values: manage_agreements.change_terms(
                s, _dated(values, terms_from(values, terms))
            ),
            row.agreement,
        )

    def _buyer_options(self) -> list[tuple[int, str]]:
        rows = self.view.buyers if self.view else ()
        return [(row.buyer.id, row.buyer.name) for row in rows if row.buyer.ended_on is None]

    def _form(
        self, title: str, fields: list[Field], save: Callable[[WriteSession, FormValues], Changes]
    ) -> None:
        write = self._page.context.write
        if write is not None:
            self._page.form(title, fields, lambda values: save(write, values))

    def _terms_form(
        self,
        title: str,
        fields: list[Field],
        save: Callable[[WriteSession, FormValues], Changes],
        agreement: Agreement,
    ) -> None:
        write = self._page.context.write
        if write is None:
            return
        dialog = TermsDialog(
            self._page,
            title,
            fields,
            lambda values: save(write, values),
            agreement=agreement,
            run=self._page.context.tasks.run,
        )
        dialog.saved.connect(self._page.announce)
        dialog.open()

    def _do(self, work: Callable[[WriteSession], Changes]) -> None:
        write = self._page.context.write
        if write is not None:
            self._page.command(lambda: work(write))

    def _lines(self) -> tuple[tuple[str, str], ...]:
        return self.view.lines if self.view else ()


def _with_first(agreement: Agreement, terms: Terms) -> Agreement:
    return replace(agreement, terms=(replace(terms, valid_from=agreement.starts_on),))


def _dated(values: FormValues, terms: Terms) -> Terms:
    return replace(terms, valid_from=values.required_day("valid_from"))

"""Settings: whose file it is, other organisation numbers, and the limit for small counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.i18n import _
from asfdesk.reports.words import legal_form_word
from asfdesk.services import manage_enterprise
from asfdesk.services.manage_enterprise import SMALL_COUNT_RANGE
from asfdesk.ui.dialogs.sending.yearly_facts import YearlyFactsDialog
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.fact_list import FactList
from asfdesk.ui.kit.form.form import ChoiceField, TextField
from asfdesk.ui.kit.text import label

if TYPE_CHECKING:
    from asfdesk.services.changes import Changes
    from asfdesk.services.manage_enterprise import EnterpriseView
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import FormValues
    from asfdesk.ui.page import Page


class EnterpriseCard(Card):
    """Facts of the enterprise, each changed through a form."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("The enterprise"))
        self._page = page
        self._view: EnterpriseView | None = None
        self.change = link_button(_("Change"))
        self.change.clicked.connect(self._change)
        self.yearly = link_button(_("Facts of the year…"))
        self.yearly.clicked.connect(self.open_yearly_facts)
        self.head.addWidget(self.yearly)
        self.head.addWidget(self.change)
        self._facts = FactList()
        self.body.addWidget(self._facts)
        actions = QHBoxLayout()
        self.add_number = link_button(_("Accept another organisation number"))
        self.add_number.clicked.connect(self._add_number)
        self.remove_number = link_button(_("Stop accepting one"))
        self.remove_number.clicked.connect(self._remove_number)
        self.small_count = link_button(_("Change small counts"))
        self.small_count.clicked.connect(self._change_small_count)
        for made in (self.add_number, self.remove_number, self.small_count):
            made.setEnabled(page.writable)
            actions.addWidget(made)
        actions.addStretch(1)
        self.body.addLayout(actions)
        self.change.setEnabled(page.writable)

    def show_enterprise(self, view: EnterpriseView) -> None:
        """Show it as it is."""
        self._view = view
        enterprise = view.enterprise
        facts = FactList()
        if enterprise is None:
            facts.add(_("Name"), label(_("Not written yet"), wrap=True))
        else:
            facts.add(_("Name"), label(enterprise.name, wrap=True))
            facts.add(
                _("Organisation number"), label(enterprise.org_number or _("Not written yet"))
            )
            if view.org_note:
                facts.add("", label(view.org_note, wrap=True))
            facts.add(_("Legal form"), label(legal_form_word(enterprise.legal_form)))
        if view.aliases:
            facts.add(_("Also accepted"), label(", ".join(view.aliases), wrap=True))
        words = _("Counts below %(number)d are not shown in statistics.")
        facts.add(_("Small counts"), label(words % {"number": view.small_count}, wrap=True))
        self.body.replaceWidget(self._facts, facts)
        self._facts.deleteLater()
        self._facts = facts
        self.remove_number.setVisible(bool(view.aliases))

    @Slot()
    def open_yearly_facts(self) -> YearlyFactsDialog:
        """What R11 asks of a year and the program cannot know."""
        dialog = YearlyFactsDialog(self._page)
        dialog.open()
        return dialog

    @Slot()
    def _change(self) -> None:
        before = (self._view and self._view.enterprise) or Enterprise(
            "", "", LegalForm.COOPERATIVE, self._page.context.today
        )
        fields = [
            TextField("name", _("Name"), before.name, required=True),
            TextField("org_number", _("Organisation number"), before.org_number),
            ChoiceField(
                "legal_form",
                _("Legal form"),
                before.legal_form,
                options=[(form, legal_form_word(form)) for form in LegalForm],
            ),
        ]

        def save(session: WriteSession, values: FormValues) -> Changes:
            after = replace(
                before,
                name=values.text("name"),
                org_number=values.text("org_number"),
                legal_form=values.choice("legal_form"),
            )
            return manage_enterprise.set_enterprise(session, after)

        write = self._page.context.write
        if write is not None:
            self._page.form(_("The enterprise"), fields, lambda values: save(write, values))

    @Slot()
    def _add_number(self) -> None:
        write = self._page.context.write
        if write is not None:
            self._page.form(
                _("Accept another organisation number"),
                [TextField("org_number", _("Organisation number"), required=True)],
                lambda values: manage_enterprise.add_org_alias(write, values.text("org_number")),
                intro=_("Bookkeeping under this number can then be imported too."),
            )

    @Slot()
    def _remove_number(self) -> None:
        write = self._page.context.write
        aliases = self._view.aliases if self._view else ()
        if write is not None and aliases:
            self._page.form(
                _("Stop accepting one"),
                [
                    ChoiceField(
                        "org_number",
                        _("Organisation number"),
                        options=[(number, number) for number in aliases],
                    )
                ],
                lambda values: manage_enterprise.remove_org_alias(
                    write, values.choice("org_number")
                ),
            )

    @Slot()
    def _change_small_count(self) -> None:
        write = self._page.context.write
        if write is None or self._view is None:
            return
        field = ChoiceField(
            "small_count",
            _("Smallest count that is shown"),
            self._view.small_count,
            _("Smaller groups could point out a person. Five is common practice."),
            options=[(number, str(number)) for number in SMALL_COUNT_RANGE],
        )
        self._page.form(
            _("Small counts"),
            [field],
            lambda values: manage_enterprise.set_small_count(write, values.choice("small_count")),
        )

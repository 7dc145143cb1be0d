"""Settings: budgeted participants, for those whose agreements name a funder's measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from asfdesk.i18n import _, ngettext
from asfdesk.services.sending.measure_budgets import measures_view
from asfdesk.ui.dialogs.sending.measure_budgets import MeasureBudgetsDialog
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card

if TYPE_CHECKING:
    from asfdesk.services.sending.measure_budgets import MeasuresView
    from asfdesk.ui.page import Page


class MeasuresCard(Card):
    """One line; the budgets themselves are a dialog."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Measures"))
        self._page = page
        self.budgets_button = link_button(_("Budgets…"))
        self.budgets_button.clicked.connect(self.open_budgets)
        self.head.addWidget(self.budgets_button)
        self.hide()

    def reload(self) -> None:
        """Read what there is."""
        session = self._page.context.session
        self._page.run(lambda: measures_view(session), self.show_measures)

    @Slot(object)
    def show_measures(self, view: MeasuresView) -> None:
        """Say how many budgets there are; only for those whom it concerns."""
        self.setVisible(view.concerned)
        count = len(view.budgets)
        text = ngettext("%(num)d budget of participants", "%(num)d budgets of participants", count)
        # Beside another card on the smallest screen: there is no room for the words in sight.
        words = text % {"num": count} if count else _("no budget is typed yet")
        self.budgets_button.setToolTip(words)
        self.budgets_button.setAccessibleDescription(words)

    @Slot()
    def open_budgets(self) -> MeasureBudgetsDialog:
        """The list of budgets."""
        dialog = MeasureBudgetsDialog(self._page)
        dialog.open()
        return dialog

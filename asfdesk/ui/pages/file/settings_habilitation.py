"""Settings: the rates of habiliteringsersättning, for those who have daglig verksamhet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from asfdesk.i18n import _, money_exact
from asfdesk.services.hours.manage_habilitation import habilitation_view
from asfdesk.ui.dialogs.hours.habilitation_rates import HabilitationRatesDialog
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card

if TYPE_CHECKING:
    from asfdesk.services.hours.manage_habilitation import HabilitationView
    from asfdesk.ui.page import Page


class HabilitationCard(Card):
    """One line: what holds today; the rates themselves are a dialog."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Day activity allowance"))
        self._page = page
        self.rates_button = link_button(_("Rates…"))
        self.rates_button.clicked.connect(self.open_rates)
        self.head.addWidget(self.rates_button)
        self.hide()

    def reload(self) -> None:
        """Read what holds."""
        session, today = self._page.context.session, self._page.context.today
        self._page.run(lambda: habilitation_view(session, today), self.show_rates)

    @Slot(object)
    def show_rates(self, view: HabilitationView) -> None:
        """Say what holds today; the card is there only for those whom it concerns."""
        self.setVisible(view.concerned)
        self.set_title(_("Day activity allowance"), now_words(view))

    @Slot()
    def open_rates(self) -> HabilitationRatesDialog:
        """The list of rates."""
        dialog = HabilitationRatesDialog(self._page)
        dialog.open()
        return dialog


def now_words(view: HabilitationView) -> str:
    """Today's rate in a few words, or that there is none."""
    rate = view.current
    if rate is None:
        return _("no rate is typed yet")
    return _("full day %(full)s kr, half day %(half)s kr") % {
        "full": money_exact(rate.full_day_ore),
        "half": money_exact(rate.half_day_ore),
    }

"""Settings: whether what can reveal health is asked at all; off until the enterprise chooses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox

from asfdesk.i18n import _
from asfdesk.services.background_checks import shows_health
from asfdesk.services.manage_background import set_shows_health
from asfdesk.ui.kit.card import Card

if TYPE_CHECKING:
    from asfdesk.errors import AsfDeskError
    from asfdesk.ui.page import Page


class HealthCard(Card):
    """One box to tick; what is written is sealed, and stays when the box is cleared."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Sensitive details"))
        self._page = page
        self.box = QCheckBox(_("Ask about education, support and sickness"))
        words = _(
            "They can reveal health. They are sealed, never sent on one by one, and only asked"
            " when a funder demands them."
        )
        self.box.setToolTip(words)
        self.box.setAccessibleDescription(words)
        self.box.setEnabled(page.writable and page.context.session.identities_open)
        self.box.clicked.connect(self._choose)
        self.head.insertWidget(2, self.box)

    def reload(self) -> None:
        """Read what is chosen."""
        session = self._page.context.session
        self._page.run(lambda: shows_health(session), self.box.setChecked)

    @Slot()
    def _choose(self) -> None:
        write, wanted = self._page.context.write, self.box.isChecked()
        if write is not None:
            self._page.command(lambda: set_shows_health(write, wanted=wanted), self._refused)

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        self.box.setChecked(not self.box.isChecked())
        self._page.show_trouble(error)

"""Settings: whether what can reveal health is asked at all; off until the enterprise chooses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox

from asfdesk.i18n import _
from asfdesk.services.people.background_checks import shows_health
from asfdesk.services.people.manage_background import set_shows_health
from asfdesk.ui.kit.tip import plain_tip

if TYPE_CHECKING:
    from asfdesk.errors import AsfDeskError
    from asfdesk.ui.page import Page


class HealthBox(QCheckBox):
    """Holds at once. What is written is sealed, and stays when the box is cleared."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Ask about education, support and sickness (sealed)"))
        self._page = page
        words = _(
            "They can reveal health. Ask only when a funder demands it: they are sealed, and no"
            " report shows them for one person."
        )
        self.setToolTip(plain_tip(words))
        self.setAccessibleDescription(words)
        self.setEnabled(page.writable and page.context.session.identities_open)
        self.clicked.connect(self._choose)

    def reload(self) -> None:
        """Read what is chosen."""
        session = self._page.context.session
        self._page.run(lambda: shows_health(session), self.setChecked)

    @Slot()
    def _choose(self) -> None:
        write, wanted = self._page.context.write, self.isChecked()
        if write is not None:
            self._page.command(lambda: set_shows_health(write, wanted=wanted), self._refused)

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        """The box goes back to what holds."""
        self.setChecked(not self.isChecked())
        self._page.show_trouble(error)

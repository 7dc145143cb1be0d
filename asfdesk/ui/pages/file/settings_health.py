"""Settings: whether what can reveal health is asked at all; off until the enterprise chooses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox

from asfdesk.domain.people.placement_codes import SupportLength
from asfdesk.i18n import _
from asfdesk.reports.people.background_words import support_length_word
from asfdesk.services.people.background_checks import shows_health, support_bands
from asfdesk.services.people.manage_background import set_shows_health, set_support_bands
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.form.form import TextField
from asfdesk.ui.kit.tip import plain_tip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.changes import Changes
    from asfdesk.ui.kit.form.form import FormValues
    from asfdesk.ui.page import Page

_WORDED = (SupportLength.SHORT, SupportLength.MIDDLE, SupportLength.LONG)


class HealthBox(QCheckBox):
    """Holds at once. What is written is sealed, and stays when the box is cleared.

    Attributes:
        bands: opens the words for how long somebody has needed support; shown while it is asked.
    """

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
        self.bands = link_button(_("Words for support length…"))
        self.bands.clicked.connect(self.ask_bands)
        self.bands.hide()
        self.toggled.connect(self._offer_bands)

    @Slot(bool)
    def _offer_bands(self, asked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.bands.setVisible(asked and self.isEnabled())

    @Slot()
    def ask_bands(self) -> None:
        """Let the enterprise word the bands as its funder does."""
        session = self._page.context.session
        self._page.run(lambda: support_bands(session), self._open_bands)

    def _open_bands(self, words: Mapping[SupportLength, str]) -> None:
        write = self._page.context.write
        if write is None:
            return
        fields = [
            TextField(one.value, support_length_word(one), words[one], _("Empty = these words."))
            for one in _WORDED
        ]

        def save(values: FormValues) -> Changes:
            return set_support_bands(write, {one: values.text(one.value) for one in _WORDED})

        self._page.form(_("Words for support length"), fields, save)

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

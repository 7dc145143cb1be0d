"""Settings: the dated rates and caps that plans reckon with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from asfdesk.i18n import _, ngettext
from asfdesk.services.drivers.parameters import parameter_rows
from asfdesk.ui.dialogs.drivers.parameters import ParametersDialog
from asfdesk.ui.kit.buttons import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.drivers.parameters import ParameterRow
    from asfdesk.ui.page import Page


class ParametersButton(QObject):
    """A button at the top, which says how the rates stand when it is pointed at.

    Attributes:
        button: opens the list.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.button = button(_("Rates and caps…"))
        self.button.clicked.connect(self.open_parameters)

    def reload(self) -> None:
        """Read how they stand."""
        session, today = self._page.context.session, self._page.context.today
        self._page.run(lambda: parameter_rows(session, today), self.show_rows)

    @Slot(object)
    def show_rows(self, rows: Sequence[ParameterRow]) -> None:
        """Say it in a few words."""
        self.button.setToolTip(state_words(rows))
        self.button.setAccessibleDescription(state_words(rows))

    @Slot()
    def open_parameters(self) -> ParametersDialog:
        """The list of them."""
        dialog = ParametersDialog(self._page)
        dialog.open()
        return dialog


def state_words(rows: Sequence[ParameterRow]) -> str:
    """How many of those that hold today are unchecked this year, and how many are changed."""
    unchecked = sum(1 for row in rows if row.holds and not row.checked_this_year)
    changed = sum(1 for row in rows if row.changed)
    said = [
        ngettext("%(num)d not checked this year", "%(num)d not checked this year", unchecked)
        if unchecked
        else _("all checked this year")
    ]
    if changed:
        said.append(ngettext("%(num)d changed", "%(num)d changed", changed))
    return ", ".join(said)

"""The month through which the books of a fiscal year are closed, chosen from its months."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from asfdesk.i18n import _
from asfdesk.services.manage_fiscal_years import set_books_through
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.month_picker import month_text

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.ui.page import Page


class ClosedThroughBox(ComboBox):
    """Shows the month that holds, and confirms the one that is chosen."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._year_id = 0
        self._months: tuple[Month | None, ...] = ()
        self.setAccessibleName(_("Books closed through"))
        self.activated.connect(self._confirm)

    def show_year(self, year: FiscalYear) -> None:
        """The months of a year, and which of them holds; none if it lies outside the year."""
        self._year_id = year.id
        self._months = (None, *year.months())
        self.clear()
        for month in self._months:
            self.addItem(_("No month yet") if month is None else month_text(month))
        known = year.books_through in self._months
        self.setCurrentIndex(self._months.index(year.books_through) if known else 0)
        self.setEnabled(self._page.writable)

    @Slot(int)
    def _confirm(self, place: int) -> None:
        session = self._page.context.write
        if session is not None and 0 <= place < len(self._months):
            month = self._months[place]
            self._page.command(partial(set_books_through, session, self._year_id, month))

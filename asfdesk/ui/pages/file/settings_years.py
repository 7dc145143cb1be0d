"""Settings: fiscal years, and how far their books are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from asfdesk.i18n import _, day, month_name, ngettext
from asfdesk.services import manage_fiscal_years as service
from asfdesk.ui.kit.buttons import button, link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.form.form import ChoiceField, DateField
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.services.manage_fiscal_years import FiscalYearRow
    from asfdesk.ui.page import Page

TABLE_HEIGHT = 92
"""A heading, a row and the beginning of the next: what the smallest screen has room for."""


class FiscalYearsCard(Card):
    """The years, latest first; the chosen one can be changed, its books closed."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Fiscal years"))
        self._page = page
        self._model: TableModel[FiscalYearRow] = TableModel(
            [
                Column(_("Year"), lambda row: row.year.label, second=_span, stretch=True),
                Column(_("Length"), _length, Kind.NUMBER),
                Column(_("Books closed"), _books, Kind.DATE),
            ]
        )
        self.table = TableView(self._model, _("Fiscal years"))
        self.table.take_what_is_left()
        self.table.setMinimumHeight(TABLE_HEIGHT)
        self.table.current.connect(self._show_actions)
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)
        actions = QHBoxLayout()
        self.add = button(_("New year"))
        self.add.clicked.connect(self._add)
        self.books = link_button(_("Books closed through"))
        self.books.clicked.connect(self._books)
        self.change = link_button(_("Change"))
        self.change.clicked.connect(self._change)
        self.remove = link_button(_("Remove"))
        self.remove.clicked.connect(self._remove)
        for made in (self.add, self.books, self.change, self.remove):
            made.setEnabled(page.writable)
            actions.addWidget(made)
        actions.addStretch(1)
        self.body.addLayout(actions)
        self._show_actions()

    @property
    def row(self) -> FiscalYearRow | None:
        """The year that is chosen."""
        return self._model.row_if_any(self.table.currentIndex())

    def show_years(self, rows: Sequence[FiscalYearRow]) -> None:
        """Show these; the chosen one stays chosen, at first the one that is going on."""
        begins = not self._model.rows
        self.table.show_rows(rows, lambda row: row.year.id)
        today = self._page.context.today
        now = [at for at, row in enumerate(rows) if row.year.first <= today <= row.year.last]
        if begins and now:
            self.table.select_row(now[0])
            self.table.scrollTo(self.table.currentIndex(), TableView.ScrollHint.PositionAtTop)
        self._show_actions()

    @Slot()
    def _show_actions(self) -> None:
        row = self.row
        self.books.setVisible(row is not None)
        self.change.setVisible(row is not None and row.removable)
        self.remove.setVisible(row is not None and row.removable)

    @Slot()
    def _open(self) -> None:
        if self._page.writable:
            self._books()

    @Slot()
    def _add(self) -> None:
        write = self._page.context.write
        if write is None:
            return
        years = [row.year for row in reversed(self._model.rows)]
        proposed = service.propose_next_year(years, self._page.context.today)
        self._page.form(
            _("New fiscal year"),
            [
                DateField("first", _("First day"), proposed.first, required=True),
                DateField("last", _("Last day"), proposed.last, required=True),
            ],
            lambda values: service.add_fiscal_year(
                write, values.required_day("first"), values.required_day("last")
            ),
            intro=_("1–18 whole months, directly before or after the other years."),
        )

    @Slot()
    def _change(self) -> None:
        write, row = self._page.context.write, self.row
        if write is None or row is None:
            return
        year = row.year
        self._page.form(
            _("Change fiscal year"),
            [
                DateField("first", _("First day"), year.first, required=True),
                DateField("last", _("Last day"), year.last, required=True),
            ],
            lambda values: service.change_fiscal_year(
                write, year.id, values.required_day("first"), values.required_day("last")
            ),
        )

    @Slot()
    def _books(self) -> None:
        write, row = self._page.context.write, self.row
        if write is None or row is None:
            return
        year = row.year
        field = ChoiceField(
            "books_through",
            _("Books closed through"),
            year.books_through,
            _("Year to date and forecast count the months up to here as actual figures."),
            options=_month_options(year),
        )
        self._page.form(
            _("Closed books %(year)s") % {"year": year.label},
            [field],
            lambda values: service.set_books_through(
                write, year.id, values.choice("books_through")
            ),
        )

    @Slot()
    def _remove(self) -> None:
        write, row = self._page.context.write, self.row
        if write is not None and row is not None:
            year_id = row.year.id
            self._page.command(lambda: service.remove_fiscal_year(write, year_id))


def _month_options(year: FiscalYear) -> list[tuple[Month | None, str]]:
    months = [(month, month_name(month.year, month.number)) for month in year.months()]
    return [(None, _("No month yet")), *months]


def _span(row: FiscalYearRow) -> str:
    return f"{day(row.year.first)} – {day(row.year.last)}"


def _length(row: FiscalYearRow) -> str:
    return ngettext("%(num)d month", "%(num)d months", row.months)


def _books(row: FiscalYearRow) -> str:
    through = row.year.books_through
    if through is None:
        return _("Not closed") if row.imported else _("No bookkeeping")
    return _("through %(month)s") % {"month": month_name(through.year, through.number)}

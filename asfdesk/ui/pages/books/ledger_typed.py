"""Ekonomi, Inmatat: amounts per plan line and month for those without a bookkeeping program."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from asfdesk.domain.amount_text import UnreadableAmountError, parse_ore
from asfdesk.domain.period import Month
from asfdesk.i18n import _, month_name
from asfdesk.services.books.typed_amounts import typed_view, write_typed
from asfdesk.services.manage_fiscal_years import (
    add_fiscal_year,
    propose_next_year,
)
from asfdesk.services.planning.plan_amounts import unreadable_word
from asfdesk.ui.dialogs.does_not_fit import show_does_not_fit
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import button, chip
from asfdesk.ui.kit.grid.grid_frame import DayGrid
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.books.closed_through import ClosedThroughBox
from asfdesk.ui.pages.books.ledger_panel import LedgerPanel
from asfdesk.ui.pages.books.ledger_typed_content import typed_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import FiscalYear
    from asfdesk.errors import AsfDeskError
    from asfdesk.services.books.typed_amounts import TypedRow, TypedView
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession
    from asfdesk.ui.kit.grid.grid_blocks import DoesNotFitError
    from asfdesk.ui.kit.grid.grid_content import Edit, GridContent
    from asfdesk.ui.pages.books.ledger_panel import LedgerHost

_WIDEST_MONTH = 92


class TypedPanel(LedgerPanel):
    """A grid like the plan's; what is typed counts as actuals where no books reach."""

    def __init__(self, page: LedgerHost) -> None:
        super().__init__(page)
        self._view: TypedView | None = None
        self._rows: tuple[TypedRow, ...] = ()
        self._kept: frozenset[str] = frozenset()
        self._badge = Badge()
        self._words = label("", Look.SECONDARY, wrap=True)
        self.all_lines = chip(_("All plan lines"))
        self.closed = ClosedThroughBox(page)
        self.closed.setSizeAdjustPolicy(ClosedThroughBox.SizeAdjustPolicy.AdjustToContents)
        self._closed_words = label(_("Books closed through"), Look.SECONDARY)
        self._closed_words.setBuddy(self.closed)
        self.year_button = button(_("Add the fiscal year"))
        self.grid = DayGrid(_("Typed amounts"))
        self.grid.view.check = _check
        self._says = label("", Look.SECONDARY)
        self._lay_out()
        self.all_lines.toggled.connect(self._fill_grid)
        self.year_button.clicked.connect(self._add_year)
        self.grid.model.edited.connect(self._edited)
        self.grid.view.did_not_fit.connect(self._did_not_fit)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self._badge)
        bar.addWidget(self._words, 1)
        bar.addWidget(self.all_lines)
        bar.addWidget(self._closed_words)
        bar.addWidget(self.closed)
        bar.addWidget(self.year_button)
        self.body.addLayout(bar)
        under = QVBoxLayout()
        under.setSpacing(8)
        under.addWidget(self.grid, 1)
        under.addWidget(self._says)
        under.addStretch(0)
        self.body.addLayout(under, 1)

    def load(self, year: FiscalYear | None) -> None:
        """Without a fiscal year nothing can be typed; the next one is offered."""
        if year is None or (self.year is not None and self.year.id != year.id):
            self._kept = frozenset()
        super().load(year)
        shown = (
            self.grid,
            self.all_lines,
            self.closed,
            self._closed_words,
            self._says,
            self._badge,
        )
        for part in shown:
            part.setVisible(year is not None)
        self.year_button.setVisible(year is None)
        self.year_button.setEnabled(self.page.writable)
        if year is None:
            self._words.setText(_("Amounts are typed in a fiscal year, and this month has none."))

    @Slot()
    def _add_year(self) -> None:
        """Add the fiscal year that comes next: the first one is the calendar year of today."""
        session, today = self.page.context.write, self.page.context.today
        if session is None:
            return

        def add() -> Changes:
            wanted = propose_next_year(session.enterprise.fiscal_years(), today)
            return add_fiscal_year(session, wanted.first, wanted.last)

        self.page.command(add)

    def fetch(self, year: FiscalYear) -> None:
        """Load the amounts."""
        session = self.page.context.session
        self.page.run(lambda: _load(session, year), self._show)

    @Slot(object)
    def _show(self, view: TypedView) -> None:
        if self.grid.waits_with(
            self._content(view, self._rows_of(view)), partial(self._show, view)
        ):
            return
        self._view = view
        self.year = view.year
        self._badge.set_status(_("typed in"), Tone.ACCENT if view.has_any else Tone.NEUTRAL)
        self._words.setText(
            _(
                "For those without a bookkeeping program. Costs without minus. What you type counts"
                " as actuals until a SIE file for the month is imported."
            )
        )
        self.grid.model.read_only = not self.page.writable
        self._says.setText(
            _("Type an amount · Enter next · Ctrl+C, Ctrl+V as in Excel · Ctrl+R fill right")
            if self.page.writable
            else ""
        )
        self.closed.show_year(view.year)
        self._fill_grid()
        self.page.set_status(_status(view))

    @Slot()
    def _fill_grid(self) -> None:
        view = self._view
        if view is None:
            return
        self._rows = self._rows_of(view)
        self._kept = frozenset(row.line.code for row in self._rows)
        self.grid.set_content(self._content(view, self._rows), _WIDEST_MONTH)

    def _rows_of(self, view: TypedView) -> tuple[TypedRow, ...]:
        """Lines in use, or all; a line that has been seen stays."""
        everything = self.all_lines.isChecked() or not any(row.used for row in view.rows)
        return tuple(
            row for row in view.rows if everything or row.used or row.line.code in self._kept
        )

    def _content(self, view: TypedView, rows: Sequence[TypedRow]) -> GridContent:
        return typed_content(view, rows, Month.of(self.page.context.today))

    @Slot(object)
    def _edited(self, edits: Sequence[Edit]) -> None:
        session, view = self.page.context.write, self._view
        if session is None or view is None:
            return
        texts = {
            (self._rows[edit.row].line.code, view.months[edit.column]): edit.text for edit in edits
        }
        year = view.year
        self.page.command(lambda: write_typed(session, year, texts), failed=self._refused)

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        self.grid.model.forget_pending()
        self.page.show_trouble(error)

    @Slot(object)
    def _did_not_fit(self, error: DoesNotFitError) -> None:
        show_does_not_fit(self, error)


def _load(session: ReadSession, year: FiscalYear) -> TypedView:
    return typed_view(session, session.enterprise.fiscal_year(year.id) or year)


def _check(_row: int, _column: int, text: str) -> str:
    try:
        parse_ore(text)
    except UnreadableAmountError as error:
        why = unreadable_word(error.reason)
        return _("This can’t be read as an amount (%(why)s).") % {"why": why}
    return ""


def _status(view: TypedView) -> str:
    through = view.year.books_through
    if through is None:
        return _("No month is confirmed as closed yet. Year to date counts closed months.")
    name = month_name(through.year, through.number)
    return _("Year to date counts the months through %(month)s.") % {"month": name}

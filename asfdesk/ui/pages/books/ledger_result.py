"""Ekonomi, Resultat: plan lines by month, opened to accounts, and further to the postings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from asfdesk.domain.books.chart import UNMAPPED, Subtotal
from asfdesk.domain.books.ledger import TYPED, PostingFilter
from asfdesk.i18n import _, month_name, short_month
from asfdesk.reports.planning.plan_words import subtotal_word
from asfdesk.services.books.browse_ledger import result_view, years_side_by_side
from asfdesk.ui.dialogs.books.postings_dialog import PostingsDialog
from asfdesk.ui.kit.buttons import chip
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.books.ledger_panel import LedgerPanel, NothingImported, exact, thousands

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.services.books.browse_ledger import ResultRow, ResultView, YearColumn
    from asfdesk.services.session import ReadSession
    from asfdesk.ui.pages.books.ledger_panel import LedgerHost

_MARK_WIDTH = 24
_CODE_WIDTH = 52
_FIRST_MONTH = 3


@dataclass(frozen=True)
class _Shown:
    """A row as the table has it: a line or sum, or an account under an open line."""

    row: ResultRow
    is_account: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class _YearsRow:
    """A line in the comparison of years, or the result below them."""

    code: str
    name: str
    is_total: bool = False


class ResultPanel(LedgerPanel):
    """The result of a fiscal year."""

    def __init__(self, page: LedgerHost) -> None:
        super().__init__(page)
        self._view: ResultView | None = None
        self._open: set[str] = set()
        self._model: TableModel[_Shown] = TableModel([], _look)
        self.table = TableView(self._model, _("Result by plan line and month"))
        self._years: TableModel[_YearsRow] = TableModel([], _years_look)
        self._card = Card()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(TableView(self._years, _("Years side by side")))
        self._note = label("", Look.SECONDARY, wrap=True)
        self._by_month = chip(_("Months"), checked=True)
        self._by_year = chip(_("Years side by side"))
        self._empty = NothingImported(page)
        self._lay_out()
        self.table.chosen.connect(self._toggle)
        self.table.opened.connect(self._drill)
        self._by_month.clicked.connect(self._show_months)
        self._by_year.clicked.connect(self._show_years)

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.addWidget(self._by_month)
        chips.addWidget(self._by_year)
        self._card.head.addLayout(chips)
        self._card.body.addWidget(self._stack, 1)
        self._card.body.addWidget(self._note)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._card, 1)
        self._card.hide()

    def show_nothing(self) -> None:
        """Offer the first step."""
        self._empty.show()
        self._card.hide()

    def fetch(self, year: FiscalYear) -> None:
        """Load the year's result and the other years."""
        session = self.page.context.session
        self.page.run(lambda: _load(session, year), self._show)

    @Slot(object)
    def _show(self, loaded: _Loaded) -> None:
        self._view = loaded.view
        has_any = bool(loaded.view.rows)
        self._empty.setVisible(not has_any)
        self._card.setVisible(has_any)
        self._card.set_title(
            _("Result %(year)s") % {"year": loaded.view.year.label}, _("thousand kronor")
        )
        self._model.set_columns(self._columns(loaded.view))
        self._fill()
        self._years.set_columns(_year_columns(loaded.columns))
        total = _YearsRow("", subtotal_word(Subtotal.YEAR), is_total=True)
        self._years.set_rows([*(_YearsRow(*line) for line in loaded.lines), total])
        self._note.setText(self._words(loaded.view))
        self.page.set_status(_status(loaded.view))

    def _columns(self, view: ResultView) -> list[Column[_Shown]]:
        columns: list[Column[_Shown]] = [
            Column("", _mark, width=_MARK_WIDTH),
            Column(_("Account"), _code, width=_CODE_WIDTH, muted=True),
            Column(_("Plan line"), lambda shown: shown.row.name, stretch=True, tone=_tone),
        ]
        columns += [_month_column(place, month) for place, month in enumerate(view.months)]
        columns.append(
            Column(
                _("Total"),
                lambda shown: thousands(shown.row.total_ore),
                Kind.MONEY,
                bold=lambda _shown: True,
                tooltip=lambda shown: exact(shown.row.total_ore),
            )
        )
        if any(row.previous_ore is not None for row in view.rows):
            columns.append(
                Column(
                    _("Last year"),
                    lambda shown: "" if shown.is_account else thousands(shown.row.previous_ore),
                    Kind.MONEY,
                    muted=True,
                    tooltip=lambda shown: exact(shown.row.previous_ore),
                )
            )
        return columns

    def _fill(self) -> None:
        rows: list[_Shown] = []
        for row in self._view.rows if self._view else ():
            is_open = row.code in self._open and bool(row.accounts)
            rows.append(_Shown(row, is_open=is_open))
            if is_open:
                rows += [_Shown(account, is_account=True) for account in row.accounts]
        self._model.set_rows(rows)

    def _words(self, view: ResultView) -> str:
        words = [_("Click a line to see its accounts. Double-click an account for its vouchers.")]
        if view.typed:
            words.append(_("Amounts marked “typed in” are not from the bookkeeping."))
        if view.preliminary is not None:
            words.append(
                _("The vouchers in %(name)s come from a pre-system and are preliminary.")
                % {"name": view.preliminary.file_name}
            )
        if view.books is not None and view.books.left_out:
            words.append(
                _("%(count)d vouchers in the file were left out; see Imports.")
                % {"count": view.books.left_out}
            )
        return " ".join(words)

    @Slot(object)
    def _toggle(self, shown: _Shown) -> None:
        """Open or close a line; the row stays where it is."""
        if shown.is_account or not shown.row.accounts:
            return
        self._open ^= {shown.row.code}
        self._fill()
        lines = [
            at
            for at, other in enumerate(self._model.rows)
            if other.row.code == shown.row.code and not other.is_account
        ]
        self.table.select_row(lines[0])

    @Slot(object)
    def _drill(self, shown: _Shown) -> None:
        """The postings of an account, of one month if a month's cell was double-clicked."""
        if not shown.is_account or self._view is None or shown.row.code == TYPED:
            return
        place = self.table.currentIndex().column() - _FIRST_MONTH
        months = self._view.months
        inside = 0 <= place < len(months)
        wanted = PostingFilter(
            accounts=(shown.row.code,),
            first=months[place] if inside else months[0],
            last=months[place] if inside else months[-1],
        )
        PostingsDialog(self, self.page.context, wanted, shown.row.name).open()

    @Slot()
    def _show_months(self) -> None:
        self._pick(0)

    @Slot()
    def _show_years(self) -> None:
        self._pick(1)

    def _pick(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._by_month.setChecked(place == 0)
        self._by_year.setChecked(place == 1)
        self._note.setVisible(place == 0)


@dataclass(frozen=True)
class _Loaded:
    view: ResultView
    lines: list[tuple[str, str]]
    columns: list[YearColumn]


def _load(session: ReadSession, year: FiscalYear) -> _Loaded:
    lines, columns = years_side_by_side(session)
    return _Loaded(result_view(session, year), lines, columns)


def _look(shown: _Shown) -> RowLook:
    if shown.is_account:
        return RowLook.MUTED
    return RowLook.TOTAL if shown.row.is_sum else RowLook.NORMAL


def _years_look(row: _YearsRow) -> RowLook:
    return RowLook.TOTAL if row.is_total else RowLook.NORMAL


def _tone(shown: _Shown) -> Tone | None:
    return Tone.BAD if shown.row.code == UNMAPPED and not shown.is_account else None


def _mark(shown: _Shown) -> str:
    if shown.is_account or not shown.row.accounts:
        return ""
    return "−" if shown.is_open else "+"


def _code(shown: _Shown) -> str:
    return shown.row.code if shown.is_account else ""


def _month_column(place: int, month: Month) -> Column[_Shown]:
    return Column(
        short_month(month.number),
        lambda shown: thousands(shown.row.months[place]),
        Kind.MONEY,
        tooltip=lambda shown: f"{month} {exact(shown.row.months[place])}",
    )


def _year_columns(years: list[YearColumn]) -> list[Column[_YearsRow]]:
    columns: list[Column[_YearsRow]] = [Column(_("Plan line"), lambda row: row.name, stretch=True)]
    return columns + [_year_column(year) for year in years]


def _year_column(year: YearColumn) -> Column[_YearsRow]:
    title = year.label if year.is_whole else _("%(year)s so far") % {"year": year.label}

    def amount(row: _YearsRow) -> int | None:
        return year.total_ore if row.is_total else year.amounts.get(row.code)

    return Column(
        title,
        lambda row: thousands(amount(row)),
        Kind.MONEY,
        tooltip=lambda row: exact(amount(row)),
    )


def _status(view: ResultView) -> str:
    """The line under the heading."""
    if view.books is None and view.typed:
        return _("Typed in, not from the bookkeeping.")
    if view.books is None:
        return _("Nothing is imported for %(year)s.") % {"year": view.year.label}
    through = view.year.books_through
    said = (
        _("The books are closed through %(month)s.")
        % {"month": month_name(through.year, through.number)}
        if through
        else _("No month is confirmed as closed yet.")
    )
    imported = _("Imported %(day)s from %(program)s.") % {
        "day": view.books.imported_at.date(),
        "program": view.books.program or view.books.file_name,
    }
    return f"{imported} {said}"

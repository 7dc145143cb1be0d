"""Ekonomi, Projekt: income and costs per project or cost centre, and what has no code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from asfdesk.domain.books.mapping import COST_CENTRE, PROJECT
from asfdesk.domain.period import Month
from asfdesk.i18n import _, money, money_exact
from asfdesk.reports.books.separate_accounts_report import block_title
from asfdesk.services.sending.separate_accounts import postings_of, separate_accounts
from asfdesk.ui.dialogs.books.postings_dialog import PostingsDialog
from asfdesk.ui.kit.buttons import button, chip
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.books.ledger_panel import LedgerPanel, nothing_imported

if TYPE_CHECKING:
    from asfdesk.domain.books.separate_accounts import SeparateAccount, SeparateBlock
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.sending.separate_accounts import SeparateView
    from asfdesk.ui.pages.books.ledger_panel import LedgerHost

_MARK_WIDTH = 24
_CODE_WIDTH = 90
REPORT = "reports:R13"


@dataclass(frozen=True)
class _Shown:
    """A row of the table: a block, an account of an open block, or (neither) the sum."""

    block: SeparateBlock | None
    account: SeparateAccount | None = None
    is_open: bool = False


class ProjectsPanel(LedgerPanel):
    """The year's särredovisning, opened to accounts, and further to the postings."""

    def __init__(self, page: LedgerHost) -> None:
        super().__init__(page)
        self._view: SeparateView | None = None
        self._dimension = PROJECT
        self._open: set[str] = set()
        self._model: TableModel[_Shown] = TableModel(self._columns(), _look)
        self.table = TableView(self._model, _("Income and costs per project or cost centre"))
        self.by_project = chip(_("Projects"), checked=True)
        self.by_centre = chip(_("Cost centres"))
        self.report_button = button(_("Report for the funder…"))
        self._card = Card()
        self._note = label("", Look.SECONDARY, wrap=True)
        self._empty = nothing_imported(page)
        self._lay_out()
        self.table.chosen.connect(self._toggle)
        self.table.opened.connect(self._drill)
        self.by_project.clicked.connect(self._show_projects)
        self.by_centre.clicked.connect(self._show_centres)
        self.report_button.clicked.connect(self._go_to_report)

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.addWidget(self.by_project)
        chips.addWidget(self.by_centre)
        chips.addWidget(self.report_button)
        self._card.head.addLayout(chips)
        self._card.body.addWidget(self.table, 1)
        self._card.body.addWidget(self._note)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._card, 1)
        self._card.hide()

    def _columns(self) -> list[Column[_Shown]]:
        return [
            Column("", _mark, width=_MARK_WIDTH),
            Column(_("Code"), _code, width=_CODE_WIDTH, muted=True),
            Column(_("Name"), _name, stretch=True, tone=_tone),
            Column(_("Income, kr"), self._income, Kind.MONEY),
            Column(_("Costs, kr"), self._costs, Kind.MONEY),
            Column(_("Result, kr"), self._result, Kind.MONEY, bold=lambda row: not row.account),
        ]

    def show_nothing(self) -> None:
        """Offer the first step."""
        self._empty.show()
        self._card.hide()

    def fetch(self, year: FiscalYear) -> None:
        """Load the blocks of a year."""
        session, dimension = self.page.context.session, self._dimension
        first, last = Month.of(year.first), Month.of(year.last)
        self.page.run(lambda: separate_accounts(session, dimension, first, last), self._show)

    @Slot(object)
    def _show(self, view: SeparateView) -> None:
        self._view = view
        self._empty.setVisible(not view.blocks)
        self._card.setVisible(bool(view.blocks))
        label_of = self.year.label if self.year else ""
        title = _("Projects") if view.dimension == PROJECT else _("Cost centres")
        self._card.set_title(title, _("fiscal year %(year)s") % {"year": label_of})
        self._note.setText(_words(view))
        self._fill()

    def _fill(self) -> None:
        rows: list[_Shown] = []
        for block in self._view.blocks if self._view else ():
            is_open = block.code in self._open
            rows.append(_Shown(block, is_open=is_open))
            if is_open:
                rows += [_Shown(block, account) for account in block.accounts]
        self._model.set_rows([*rows, _Shown(None)] if rows else [])

    def _income(self, row: _Shown) -> str:
        if row.account is not None:
            return money(row.account.ore) if row.account.is_income else ""
        return money(sum(block.income_ore for block in self._blocks(row)))

    def _costs(self, row: _Shown) -> str:
        if row.account is not None:
            return "" if row.account.is_income else money(row.account.ore)
        return money(sum(block.cost_ore for block in self._blocks(row)))

    def _result(self, row: _Shown) -> str:
        if row.account is not None:
            return ""
        return money(sum(block.result_ore for block in self._blocks(row)))

    def _blocks(self, row: _Shown) -> tuple[SeparateBlock, ...]:
        if row.block is not None:
            return (row.block,)
        return self._view.blocks if self._view else ()

    @Slot(object)
    def _toggle(self, row: _Shown) -> None:
        """Open or close a block; the row stays where it is."""
        if row.account is not None or row.block is None:
            return
        self._open ^= {row.block.code}
        self._fill()
        at = [n for n, other in enumerate(self._model.rows) if other.block is row.block]
        self.table.select_row(at[0])

    @Slot(object)
    def _drill(self, row: _Shown) -> None:
        """The postings of an account with this code."""
        if row.block is None or row.account is None or self._view is None or self.year is None:
            return
        first, last = Month.of(self.year.first), Month.of(self.year.last)
        wanted = postings_of(self._view, row.block, first, last, row.account.number)
        PostingsDialog(self, self.page.context, wanted, row.account.name).open()

    @Slot()
    def _show_projects(self) -> None:
        self._pick(PROJECT)

    @Slot()
    def _show_centres(self) -> None:
        self._pick(COST_CENTRE)

    def _pick(self, dimension: int) -> None:
        self._dimension = dimension
        self._open = set()
        self.by_project.setChecked(dimension == PROJECT)
        self.by_centre.setChecked(dimension == COST_CENTRE)
        if self.year is not None:
            self.fetch(self.year)

    @Slot()
    def _go_to_report(self) -> None:
        self.page.context.go(REPORT)


def _words(view: SeparateView) -> str:
    without = view.without
    if not view.coded:
        return _(
            "Nothing in the books has a project or cost centre of this kind. A funder such as ESF"
            " wants one: turn it on in the bookkeeping program, and code the project's invoices and"
            " wages with it."
        )
    if without is None:
        return _("Everything has a code. Double-click an account for its vouchers.")
    return _(
        "Without code: income %(income)s kr, costs %(costs)s kr. If any of it belongs to a project,"
        " add the code in the bookkeeping program and import anew."
    ) % {"income": money_exact(without.income_ore), "costs": money_exact(without.cost_ore)}


def _look(row: _Shown) -> RowLook:
    if row.block is None:
        return RowLook.TOTAL
    return RowLook.MUTED if row.account else RowLook.NORMAL


def _mark(row: _Shown) -> str:
    if row.block is None or row.account is not None:
        return ""
    return "−" if row.is_open else "+"


def _code(row: _Shown) -> str:
    if row.account is not None:
        return row.account.number
    return row.block.code if row.block else ""


def _name(row: _Shown) -> str:
    if row.account is not None:
        return row.account.name
    if row.block is None:
        return _("Sum")
    return row.block.name if row.block.code else block_title(row.block)


def _tone(row: _Shown) -> Tone | None:
    lacks = row.block is not None and not row.block.code and row.account is None
    return Tone.WARN if lacks else None

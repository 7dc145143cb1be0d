"""Ekonomi, Saldon: the balance sheet of the year, account by account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from asfdesk.domain.books.ledger import PostingFilter
from asfdesk.domain.period import Month
from asfdesk.i18n import _, money_exact
from asfdesk.services.books.ledger_balances import BalanceGroup, balance_view
from asfdesk.ui.dialogs.books.postings_dialog import PostingsDialog
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.books.ledger_panel import LedgerPanel, nothing_imported

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.books.ledger_balances import BalanceRow, BalanceView
    from asfdesk.ui.pages.books.ledger_panel import LedgerHost


@dataclass(frozen=True)
class _Line:
    """A row of the table: an account, a group's heading or a sum."""

    number: str
    name: str
    opening_ore: int | None
    closing_ore: int | None
    look: RowLook = RowLook.NORMAL


class BalancesPanel(LedgerPanel):
    """Assets, then equity and debts; both sides add up to the same."""

    def __init__(self, page: LedgerHost) -> None:
        super().__init__(page)
        self._model: TableModel[_Line] = TableModel(
            [
                Column(_("Account"), lambda line: line.number),
                Column(_("Name"), lambda line: line.name, stretch=True),
                Column(_("Opening, kr"), lambda line: _text(line.opening_ore), Kind.MONEY),
                Column(_("Change, kr"), lambda line: _text(_change(line)), Kind.MONEY),
                Column(_("Closing, kr"), lambda line: _text(line.closing_ore), Kind.MONEY),
            ],
            lambda line: line.look,
        )
        self.table = TableView(self._model, _("Balances"))
        self._card = Card(_("Balances"))
        self._badge = Badge()
        self._note = label("", Look.SECONDARY, wrap=True)
        self._card.head.addWidget(self._badge)
        self._card.body.addWidget(self.table, 1)
        self._card.body.addWidget(self._note)
        self._empty = nothing_imported(page)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._card, 1)
        self._card.hide()
        self.table.opened.connect(self._drill)

    def show_nothing(self) -> None:
        """Offer the first step."""
        self._empty.show()
        self._card.hide()

    def fetch(self, year: FiscalYear) -> None:
        """Load the balances."""
        session = self.page.context.session
        self.page.run(lambda: balance_view(session, year), self._show)

    @Slot(object)
    def _show(self, view: BalanceView | None) -> None:
        has_any = view is not None and bool(view.blocks)
        self._empty.setVisible(not has_any)
        self._card.setVisible(has_any)
        if view is None:
            return
        self._model.set_rows(_lines(view))
        if view.difference_ore:
            said = _("Differs by %(sum)s kr") % {"sum": money_exact(view.difference_ore)}
            self._badge.set_status(said, Tone.WARN)
        else:
            self._badge.set_status(_("Agrees with the result"), Tone.GOOD)
        self._note.setText(
            _("Closing balances are the file's own.")
            if view.is_from_file
            else _("Closing balances are the opening balances plus the vouchers.")
        )

    @Slot(object)
    def _drill(self, line: _Line) -> None:
        if line.number and self.year is not None:
            wanted = PostingFilter(
                accounts=(line.number,),
                first=Month.of(self.year.first),
                last=Month.of(self.year.last),
            )
            PostingsDialog(self, self.page.context, wanted, line.name).open()


def _text(ore: int | None) -> str:
    return "" if ore is None else money_exact(ore)


def _change(line: _Line) -> int | None:
    if line.opening_ore is None or line.closing_ore is None:
        return None
    return line.closing_ore - line.opening_ore


def _lines(view: BalanceView) -> list[_Line]:
    """Assets with their sum, then equity and debts with the result that is not booked yet."""
    lines: list[_Line] = []
    for side, total in ((True, _("Total assets")), (False, _("Total equity and debts"))):
        blocks = [block for block in view.blocks if block.group.is_asset is side]
        for block in blocks:
            word = group_word(block.group)
            lines.append(_Line("", word, block.opening_ore, block.closing_ore, RowLook.SECTION))
            lines += [_account(row) for row in block.rows]
        if not side and view.unbooked_ore:
            lines.append(_Line("", _("Result not booked yet"), None, view.unbooked_ore))
        opening = sum(block.opening_ore for block in blocks)
        lines.append(_Line("", total, opening, view.sum_of(assets=side), RowLook.TOTAL))
    return lines


def _account(row: BalanceRow) -> _Line:
    return _Line(row.number, row.name, row.opening_ore, row.closing_ore)


def group_word(group: BalanceGroup) -> str:
    """A part of the balance sheet."""
    return {
        BalanceGroup.FIXED: _("Fixed assets"),
        BalanceGroup.STOCK: _("Stock and work in progress"),
        BalanceGroup.RECEIVABLES: _("Receivables and short-term investments"),
        BalanceGroup.CASH: _("Cash and bank"),
        BalanceGroup.EQUITY: _("Equity"),
        BalanceGroup.UNTAXED: _("Untaxed reserves"),
        BalanceGroup.PROVISIONS: _("Provisions"),
        BalanceGroup.LONG_TERM: _("Long-term debts"),
        BalanceGroup.SHORT_TERM: _("Short-term debts"),
    }[group]

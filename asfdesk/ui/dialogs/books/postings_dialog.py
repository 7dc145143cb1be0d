"""Vouchers and their rows: what a figure is made of. A double click opens the whole voucher."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout

from asfdesk.domain.books.ledger import PostingFilter
from asfdesk.i18n import _, day, money_exact, ngettext
from asfdesk.services.books.browse_ledger import postings
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.kit.form.parse import parse_money
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from asfdesk.domain.books.ledger import VoucherRow
    from asfdesk.errors import AsfDeskError
    from asfdesk.services.books.browse_ledger import PostingPage
    from asfdesk.ui.page import PageContext

_SIZE = (940, 560)


class PostingsDialog(QDialog):
    """Postings that a filter finds, some hundred at a time, with a search field."""

    def __init__(
        self, parent: QWidget, context: PageContext, wanted: PostingFilter, subject: str = ""
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted = wanted
        self._names: dict[str, str] = {}
        self._rows: list[VoucherRow] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Vouchers"))
        self.resize(*_SIZE)
        self._title = label(self._heading(subject), Look.TITLE)
        self._count = label("", Look.MUTED)
        self._search = QLineEdit(wanted.search)
        self._search.setPlaceholderText(_("Account, voucher, amount or text"))
        self._search.setAccessibleName(_("Search"))
        self._model: TableModel[VoucherRow] = TableModel(self._columns())
        self.table = TableView(self._model, _("Vouchers"))
        self._more = button(_("Show more"))
        self._lay_out()
        self._search.returnPressed.connect(self._search_again)
        self._more.clicked.connect(self._fetch)
        self.table.opened.connect(self._open_voucher)
        self._fetch()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(10)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._count)
        head.addLayout(words, 1)
        self._search.setMinimumWidth(240)
        head.addWidget(self._search, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(head)
        outer.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.addWidget(self._more)
        line.addStretch(1)
        close = primary_button(_("Close"))
        close.clicked.connect(self.accept)
        line.addWidget(close)
        outer.addLayout(line)

    def _heading(self, subject: str) -> str:
        if self._wanted.voucher_id is not None:
            return _("Voucher %(name)s") % {"name": subject}
        if self._wanted.accounts:
            return f"{self._wanted.accounts[0]} {subject}".strip()
        return _("Vouchers")

    def _columns(self) -> list[Column[VoucherRow]]:
        return [
            Column(_("Date"), lambda row: day(row.day), Kind.DATE),
            Column(_("Voucher"), voucher_name),
            Column(_("Account"), lambda row: row.account),
            Column(_("Name"), lambda row: self._names.get(row.account, ""), stretch=True),
            Column(_("Cost centre"), lambda row: row.cost_centre, muted=True),
            Column(_("Project"), lambda row: row.project, muted=True),
            Column(_("Text"), lambda row: row.text, muted=True),
            Column(_("Debit"), _debit, Kind.MONEY, sort=lambda row: row.amount_sie_ore),
            Column(_("Credit"), _credit, Kind.MONEY, sort=lambda row: -row.amount_sie_ore),
        ]

    @Slot()
    def _fetch(self) -> None:
        """The next rows."""
        session, wanted, offset = self._context.session, self._wanted, len(self._rows)
        self._more.setEnabled(False)
        self._context.tasks.run(
            lambda: postings(session, wanted, offset), self._show, self._show_trouble
        )

    @Slot(object)
    def _show(self, page: PostingPage) -> None:
        self._names |= page.names
        self._rows += page.rows
        self._model.set_rows(self._rows)
        self._count.setText(
            ngettext("%(num)d row", "%(num)d rows", page.count)
            + ", "
            + _("balance %(sum)s kr") % {"sum": money_exact(page.sum_sie_ore)}
        )
        self._more.setEnabled(True)
        self._more.setVisible(page.has_more)

    @Slot(object)
    def _show_trouble(self, error: AsfDeskError) -> None:
        show_error(self, error)

    @Slot()
    def _search_again(self) -> None:
        text = self._search.text().strip()
        self._wanted = replace(self._wanted, search=text, amount_ore=amount_in(text))
        self._rows = []
        self._fetch()

    @Slot(object)
    def _open_voucher(self, row: VoucherRow) -> None:
        if self._wanted.voucher_id is None:
            wanted = PostingFilter(voucher_id=row.voucher_id)
            PostingsDialog(self, self._context, wanted, voucher_name(row)).open()


def voucher_name(row: VoucherRow) -> str:
    """A 12; a dash where the file gave neither series nor number."""
    return f"{row.series} {row.number}".strip() or "–"


def _debit(row: VoucherRow) -> str:
    return money_exact(row.amount_sie_ore) if row.amount_sie_ore >= 0 else ""


def _credit(row: VoucherRow) -> str:
    return money_exact(-row.amount_sie_ore) if row.amount_sie_ore < 0 else ""


def amount_in(text: str) -> int | None:
    """What is typed as an amount in öre without sign, or None if it is none."""
    try:
        return abs(parse_money(text))
    except ValueError:
        return None

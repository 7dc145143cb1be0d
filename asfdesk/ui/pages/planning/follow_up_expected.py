"""Uppföljning, Väntat: what belongs to the closed months and is not in the books."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.domain.planning.expected import ExpectedSource
from asfdesk.i18n import _, day, money, money_exact, month_name, pgettext
from asfdesk.services.planning.note_expected import remove_expected
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.empty_state import EmptyState
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import label
from asfdesk.ui.pages.planning.follow_up_forms import open_expected, open_settle

if TYPE_CHECKING:
    from asfdesk.domain.planning.expected import ExpectedItem
    from asfdesk.services.drivers.follow_up_views import FollowUpPageView
    from asfdesk.ui.kit.form.form import FormDialog
    from asfdesk.ui.page import Page


@dataclass(frozen=True)
class ExpectedLine:
    """An item as the list shows it."""

    item: ExpectedItem
    line: str

    @property
    def counts(self) -> bool:
        """Whether it is still expected."""
        return self.item.settled_on is None


class ExpectedView(QWidget):
    """The list, and what can be done with the row that is lit up."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._shown: FollowUpPageView | None = None
        self.model: TableModel[ExpectedLine] = TableModel(_columns(), _look)
        self.table = TableView(self.model, _("Expected, not booked yet"))
        self._words = label("", wrap=True)
        self.add_button = button(_("Note something expected"))
        self.settle_button = button(pgettext("books", "Booked"))
        self.change_button = button(_("Change"))
        self.remove_button = button(_("Remove"))
        self.empty = EmptyState(
            _(
                "Nothing is expected: invoices and support of the closed months are in the books,"
                " as far as can be seen. Note what you know will come."
            ),
            _("Note something expected") if page.writable else "",
            self._begin,
        )
        self._card = Card()
        self._card.body.addWidget(self._words)
        self._card.body.addWidget(self.table, 1)
        self._card.body.addLayout(self._foot())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card, 1)
        column.addWidget(self.empty, 1)
        self.table.current.connect(self._enable)
        self.table.opened.connect(self._open)
        self.add_button.clicked.connect(self.open_new)
        self.settle_button.clicked.connect(self._settle)
        self.change_button.clicked.connect(self._change)
        self.remove_button.clicked.connect(self._remove)

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)
        for one in (self.add_button, self.settle_button, self.change_button, self.remove_button):
            line.addWidget(one)
        line.addStretch(1)
        return line

    def show_expected(self, shown: FollowUpPageView) -> None:
        """Show another month's."""
        self._shown = shown
        names = dict(shown.lines)
        rows = [
            ExpectedLine(item, names.get(item.line_code, item.line_code))
            for item in (*shown.expected.items, *shown.expected.settled)
        ]
        self.empty.setVisible(not rows)
        self._card.setVisible(bool(rows))
        total = sum(item.amount_ore for item in shown.expected.items)
        self._words.setText(
            _("%(amount)s kr on the result belong to the closed months and are not booked.")
            % {"amount": money(total)}
        )
        self.table.show_rows(rows, _key)
        self._enable()

    def _chosen(self) -> ExpectedItem | None:
        index = self.table.currentIndex()
        return self.model.row_at(index).item if index.isValid() else None

    @Slot()
    def _enable(self) -> None:
        item, can = self._chosen(), self._page.writable
        self.add_button.setEnabled(can)
        self.settle_button.setEnabled(can and item is not None and item.settled_on is None)
        typed = item is not None and item.source is ExpectedSource.TYPED
        self.change_button.setEnabled(can and typed)
        self.remove_button.setEnabled(can and item is not None and item.id != 0)

    def _begin(self) -> None:
        self.open_new()

    @Slot()
    def open_new(self) -> FormDialog | None:
        """Note what will come."""
        return open_expected(self._page, self._shown) if self._shown else None

    @Slot(object)
    def _open(self, line: ExpectedLine) -> None:
        if line.item.source is ExpectedSource.TYPED:
            self._change()

    @Slot()
    def _change(self) -> None:
        item = self._chosen()
        if item is not None and self._shown is not None:
            open_expected(self._page, self._shown, item)

    @Slot()
    def _settle(self) -> None:
        item = self._chosen()
        if item is not None:
            open_settle(self._page, item)

    @Slot()
    def _remove(self) -> None:
        item, write = self._chosen(), self._page.context.write
        if item is not None and write is not None and item.id:
            self._page.command(partial(remove_expected, write, item.id))


def _key(line: ExpectedLine) -> object:
    return (line.item.id, line.item.key)


def _look(line: ExpectedLine) -> RowLook:
    return RowLook.NORMAL if line.counts else RowLook.MUTED


def _why(line: ExpectedLine) -> str:
    item = line.item
    if item.settled_on is not None:
        return _("settled %(day)s") % {"day": day(item.settled_on)}
    return {
        ExpectedSource.TYPED: _("noted %(day)s") % {"day": day(item.noted_on)},
        ExpectedSource.INVOICE: _("worked out: sold and not in the books"),
        ExpectedSource.SUPPORT: _("worked out: planned, and paid later"),
    }[item.source]


def _columns() -> list[Column[ExpectedLine]]:
    return [
        Column(_("Belongs to"), lambda one: month_name(one.item.month.year, one.item.month.number)),
        Column(_("What"), lambda one: one.item.name, stretch=True, tooltip=lambda o: o.item.name),
        Column(_("Plan line"), lambda one: one.line, muted=True),
        Column(
            _("kr"),
            lambda one: money(one.item.amount_ore),
            Kind.MONEY,
            tooltip=lambda one: money_exact(one.item.amount_ore),
        ),
        Column(_("Why"), _why, muted=True),
    ]

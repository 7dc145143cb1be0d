"""The list of buyers at the left of the agreements page, and what can be done to the chosen one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from asfdesk.i18n import _
from asfdesk.reports.words import payer_kind_word
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from asfdesk.services.sales.agreement_views import BuyerRow

WIDTH, LEAST_WIDTH = 312, 230


@dataclass(frozen=True)
class _Line:
    """A buyer, or all of them."""

    row: BuyerRow | None

    @property
    def name(self) -> str:
        return self.row.buyer.name if self.row else _("All buyers")

    @property
    def under(self) -> str:
        if self.row is None:
            return _("Every agreement")
        if self.row.buyer.ended_on is not None:
            return _("Ended %(day)s") % {"day": self.row.buyer.ended_on.isoformat()}
        return payer_kind_word(self.row.buyer.kind)

    @property
    def running(self) -> str:
        return str(self.row.running) if self.row else ""


class BuyersCard(Card):
    """Emits what the user wants; the page does it.

    Signals:
        chosen: the BuyerRow that the list stands on, or None for all.
        asked: ("change" | "end" | "reopen" | "remove", BuyerRow).
    """

    chosen = Signal(object)
    asked = Signal(str, object)

    def __init__(self, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("Buyers"), parent=parent)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(WIDTH)
        self._writable = writable
        self._model: TableModel[_Line] = TableModel(
            [
                Column(
                    _("Buyer"), lambda line: line.name, second=lambda line: line.under, stretch=True
                ),
                Column(_("In force"), lambda line: line.running, Kind.NUMBER, width=72),
            ],
            look=_look,
        )
        self.table = TableView(self._model, _("Buyers"))
        self.table.current.connect(self._moved)
        self.table.opened.connect(self._opened)
        self.body.addWidget(self.table, 1)
        actions = QHBoxLayout()
        actions.setSpacing(4)
        self.buttons = {
            "change": link_button(_("Change")),
            "end": link_button(_("End")),
            "reopen": link_button(_("Take up again")),
            "remove": link_button(_("Remove")),
        }
        for name, made in self.buttons.items():
            made.clicked.connect(_Ask(self, name))
            actions.addWidget(made)
        actions.addStretch(1)
        self.body.addLayout(actions)
        self._show_actions()

    @property
    def row(self) -> BuyerRow | None:
        """The buyer that is chosen, or None for all."""
        line = self._model.row_if_any(self.table.currentIndex())
        return line.row if line else None

    def show_buyers(self, rows: Sequence[BuyerRow]) -> None:
        """Show these buyers; the chosen one stays chosen."""
        lines = [_Line(None), *(_Line(row) for row in rows)]
        self.table.show_rows(lines, lambda line: line.row.buyer.id if line.row else 0)
        self._show_actions()

    def ask(self, what: str) -> None:
        """Pass on what a button was pressed for."""
        if self.row is not None and self._writable:
            self.asked.emit(what, self.row)

    @Slot(object)
    def _moved(self, line: _Line) -> None:
        self._show_actions()
        self.chosen.emit(line.row)

    @Slot(object)
    def _opened(self, line: _Line) -> None:
        if line.row is not None:
            self.ask("change")

    def _show_actions(self) -> None:
        row = self.row
        ended = row is not None and row.buyer.ended_on is not None
        wanted = {
            "change": row is not None,
            "end": row is not None and not ended,
            "reopen": ended,
            "remove": row is not None and row.removable,
        }
        for name, made in self.buttons.items():
            made.setVisible(wanted[name])
            made.setEnabled(self._writable)


@dataclass(frozen=True)
class _Ask:
    """A button's errand."""

    card: BuyersCard
    what: str

    def __call__(self) -> None:
        self.card.ask(self.what)


def _look(line: _Line) -> RowLook:
    ended = line.row is not None and line.row.buyer.ended_on is not None
    return RowLook.MUTED if ended else RowLook.NORMAL

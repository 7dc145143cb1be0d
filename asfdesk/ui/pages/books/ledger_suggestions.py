"""Ekonomi, Konton, Förslag: lines that names and earlier choices speak for, to accept or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.i18n import _, money, ngettext
from asfdesk.services.books.suggest_lines import accept_suggestions
from asfdesk.ui import theme
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.books.suggest_lines import LineSuggestion
    from asfdesk.ui.pages.books.ledger_panel import LedgerHost


class SuggestionsView(QWidget):
    """Each suggestion with its reason; nothing is placed before it is accepted."""

    def __init__(self, page: LedgerHost) -> None:
        super().__init__()
        self._page = page
        self._model: TableModel[LineSuggestion] = TableModel(_columns())
        self.table = TableView(self._model, _("Suggested plan lines"))
        self.accept_button = button(_("Accept the chosen"))
        self.accept_all_button = button(_("Accept all…"))
        self._none = label(
            _("There is nothing to suggest: names and earlier choices agree with the plan lines."),
            Look.MUTED,
            wrap=True,
        )
        self._reason = label("", Look.SECONDARY, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._none)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._reason)
        line = QHBoxLayout()
        line.addWidget(self.accept_button)
        line.addWidget(self.accept_all_button)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addStretch(0)
        self.table.current.connect(self._tell)
        self.accept_button.clicked.connect(self._accept_chosen)
        self.accept_all_button.clicked.connect(self._ask_for_all)

    def show_suggestions(self, found: Sequence[LineSuggestion]) -> None:
        """Show other suggestions."""
        self._model.set_rows(found)
        self._none.setVisible(not found)
        self.table.setVisible(bool(found))
        self._reason.setVisible(bool(found))
        for one in (self.accept_button, self.accept_all_button):
            one.setVisible(bool(found))
            one.setEnabled(self._page.writable)
        if found and not self.table.selected_rows():
            self.table.select_row(0)

    def accept(self, found: Sequence[LineSuggestion]) -> None:
        """Make rules of suggestions."""
        session = self._page.context.write
        if session is not None and found:
            self._page.command(lambda: accept_suggestions(session, found))

    @Slot(object)
    def _tell(self, one: LineSuggestion) -> None:
        """The whole reason of the row that is stood on."""
        self._reason.setText(one.reason)

    @Slot()
    def _accept_chosen(self) -> None:
        self.accept(self.table.selected_rows())

    @Slot()
    def _ask_for_all(self) -> None:
        """Accept everything in the list, after a question that says how much it moves."""
        found = self._model.rows
        moved = sum(abs(one.amount_ore) for one in found)
        dialog = MessageDialog(
            self,
            ngettext("Accept %(num)d suggestion?", "Accept %(num)d suggestions?", len(found)),
            _("%(sum)s kr get another plan line.") % {"sum": money(moved)},
            _("Each becomes a rule of yours that can be changed, and undo takes all of them back."),
        )
        dialog.set_mark("exclaim", theme.tokens().warn)
        dialog.ask(primary_button(_("Accept all")), self._accept_all)

    @Slot()
    def _accept_all(self) -> None:
        self.accept(self._model.rows)


def _columns() -> list[Column[LineSuggestion]]:
    return [
        Column(
            _("Account"),
            lambda one: one.what,
            second=lambda one: one.reason,
            tooltip=lambda one: one.reason,
            stretch=True,
        ),
        Column(
            _("This year, kr"),
            lambda one: money(one.amount_ore),
            Kind.MONEY,
            sort=lambda one: one.amount_ore,
        ),
        Column(_("Now"), lambda one: one.now, muted=True),
        Column(_("Suggested"), lambda one: one.becomes, tooltip=lambda one: one.reason),
    ]

"""Klienter: the adviser's start page, made of what the binder knows (ADR 0047)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.reports.visiting.client_words import count_words, order_words
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.busy import BusyLine
from asfdesk.ui.kit.buttons import button, link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.empty_state import EmptyState
from asfdesk.ui.kit.icon_button import IconButton
from asfdesk.ui.kit.table.table_model import TableModel
from asfdesk.ui.kit.table.table_view import SMALLEST_TABLE, TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.toast import Toast
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.visiting.client_card import ClientCard
from asfdesk.ui.pages.visiting.clients_table import client_columns, matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from asfdesk.services.visiting.clients_view import ClientRow


class ClientsWindow(QWidget):
    """Shows the clients; what is done with them is the desk's.

    Signals:
        opened: a client is to be opened (ClientRow); looked: to look only; briefed: with its visit
            briefing on top.
        version: another version of a client is to be opened (ClientRow, Path).
        files: client files or folders are to be added (list of Path).
        asked: something from the menu or the card, by name, and the client or None.
        notes: uid and text.
        stop: the round over every client is to end.
        gone: the window was closed.
    """

    opened = Signal(object)
    looked = Signal(object)
    briefed = Signal(object)
    version = Signal(object, object)
    files = Signal(object)
    asked = Signal(str, object)
    notes = Signal(str, str)
    stop = Signal()
    gone = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[ClientRow] = []
        self.setWindowTitle("ASF Desk")
        self.setAccessibleName(_("Clients"))
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 16, 22, 18)
        outer.setSpacing(12)
        outer.addLayout(self._heading())
        outer.addLayout(self._search_row())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table_card())
        self.empty = EmptyState(
            _(
                "The binder is empty. Add the client files that you have an adviser's password"
                " to; you can also drag them here."
            ),
            _("Add files"),
            self._ask_files,
        )
        self._stack.addWidget(self.empty)
        outer.addWidget(self._stack, 1)
        self.card = ClientCard()
        self._connect_card()
        outer.addWidget(self.card)
        self.toast = Toast(self)
        self._commands()

    def _heading(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(label(_("Clients"), Look.TITLE))
        top.addWidget(Badge(_("Adviser"), Tone.ACCENT))
        top.addStretch(1)
        words.addLayout(top)
        self.status = label("", Look.MUTED, wrap=True)
        words.addWidget(self.status)
        line.addLayout(words, 1)
        self.refresh_button = button(_("Update all"))
        self.refresh_button.clicked.connect(lambda: self.asked.emit("refresh", None))
        self.add_button = button(_("Add files"))
        self.add_button.clicked.connect(self._ask_files)
        self.lock_button = IconButton("lock", _("Lock now"))
        self.lock_button.clicked.connect(lambda: self.asked.emit("lock", None))
        self.menu_button = IconButton("menu", _("Menu"))
        self.menu_button.clicked.connect(self._open_menu)
        for one in (self.refresh_button, self.add_button, self.lock_button, self.menu_button):
            line.addWidget(one)
        return line

    def _search_row(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search name, notes or state"))
        self.search.setAccessibleName(_("Search among the clients"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(300)
        self.search.textChanged.connect(self._filter)
        line.addWidget(self.search)
        self.busy = BusyLine()
        line.addWidget(self.busy, 1)
        self.stop_button = link_button(_("Stop"))
        self.stop_button.clicked.connect(self.stop)
        self.stop_button.hide()
        line.addWidget(self.stop_button)
        return line

    def _table_card(self) -> Card:
        card = Card()
        card.fill(8, 8)
        self._model: TableModel[ClientRow] = TableModel(client_columns())
        self.table = TableView(self._model, _("Clients"))
        self.table.setMinimumHeight(SMALLEST_TABLE)
        self.table.current.connect(self.card_shows)
        self.table.opened.connect(self._open_row)
        card.body.addWidget(self.table)
        return card

    def _connect_card(self) -> None:
        card = self.card
        card.open_wanted.connect(self._open)
        card.briefing_wanted.connect(self._open_briefing)
        card.version_wanted.connect(lambda path: self.version.emit(self.chosen(), path))
        card.notes_changed.connect(self.notes)
        for signal, name in (
            (card.refresh_wanted, "refresh"),
            (card.place_wanted, "place"),
            (card.trust_wanted, "trust"),
            (card.password_wanted, "password"),
        ):
            signal.connect(lambda name=name: self.asked.emit(name, self.chosen()))

    def _commands(self) -> None:
        self._menu = QMenu(self)
        for text, key, name in (
            (_("Add a folder …"), "", "folder"),
            (_("Hand over to another adviser …"), "", "hand_over"),
            (_("Take in a hand-over …"), "", "take_in"),
            (_("Remove from the binder …"), "", "remove"),
            (_("Change the binder's password …"), "", "binder_password"),
            (_("New recovery code …"), "", "code"),
            (_("Visit briefing"), "Ctrl+B", "briefing"),
            (_("Update all"), "F5", "refresh_all"),
            (_("Search"), "Ctrl+F", "search"),
            (_("Lock now"), "Ctrl+L", "lock"),
            (_("Close the binder"), "Ctrl+O", "close"),
        ):
            made = QAction(text, self)
            made.setShortcut(QKeySequence(key))
            made.triggered.connect(lambda _on=False, name=name: self._act(name))
            self._menu.addAction(made)
            self.addAction(made)

    def _act(self, name: str) -> None:
        if name == "search":
            self.search.setFocus()
            return
        if name == "briefing":
            self._open_briefing()
            return
        one = name in ("hand_over", "remove")
        self.asked.emit(
            "refresh" if name == "refresh_all" else name,
            self.table.selected_rows() if one else None,
        )

    @Slot()
    def _open_menu(self) -> None:
        corner = self.menu_button.rect().bottomRight()
        corner.setX(corner.x() - self._menu.sizeHint().width())
        self._menu.popup(self.menu_button.mapToGlobal(corner))

    def show_rows(self, rows: Sequence[ClientRow], wanted: str | None = None) -> None:
        """Show the clients as they are now, in the order given."""
        self._rows = list(rows)
        self.status.setText(f"{count_words(len(rows))}. {order_words()}")
        self._stack.setCurrentIndex(0 if rows else 1)
        self.card.setVisible(bool(rows))
        self.search.setEnabled(bool(rows))
        self.add_button.setVisible(bool(rows))
        self.refresh_button.setVisible(bool(rows))
        self._filter(wanted=wanted)

    @Slot(str)
    def _filter(self, _text: str = "", wanted: str | None = None) -> None:
        found = [row for row in self._rows if matches(row, self.search.text())]
        self.table.show_rows(found, lambda row: row.client.uid, wanted)
        self.card_shows(self.chosen())

    def chosen(self) -> ClientRow | None:
        """The client that the keyboard stands on."""
        return self._model.row_if_any(self.table.currentIndex())

    @Slot(object)
    def card_shows(self, row: ClientRow | None) -> None:
        """Show another client below the table."""
        self.card.show_row(row)

    @Slot(object)
    def _open_row(self, row: ClientRow) -> None:
        if row.openable:
            self.opened.emit(row)
        else:
            self.toast.say(row.client.trouble)

    @Slot(bool)
    def _open(self, read_only: bool) -> None:  # noqa: FBT001 - a slot takes what the signal gives
        row = self.chosen()
        if row is not None:
            (self.looked if read_only else self.opened).emit(row)

    @Slot()
    def _open_briefing(self) -> None:
        row = self.chosen()
        if row is not None and row.openable:
            self.briefed.emit(row)

    def let(self, *, enabled: bool) -> None:
        """Take clicks, or not while a client is being opened or read."""
        for one in (self.table, self.card, self.refresh_button, self.add_button, self.empty):
            one.setEnabled(enabled)

    def working(self, text: str, *, stoppable: bool = False) -> None:
        """Say what is being done; "" = nothing."""
        self.let(enabled=not text)
        self.stop_button.setVisible(bool(text) and stoppable)
        if text:
            self.busy.start(text)
        else:
            self.busy.stop()
            self.table.setFocus()

    @Slot()
    def _ask_files(self) -> None:
        self.asked.emit("files", None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        urls = event.mimeData().urls()
        self.files.emit([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The program ends when nothing else is open."""
        self.card.keep_notes()
        super().closeEvent(event)
        self.gone.emit()

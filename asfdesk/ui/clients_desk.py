"""Between the binder and the windows: opening it, its clients, coming back, and locking."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from asfdesk.i18n import _
from asfdesk.services.file.lock_file import reopen
from asfdesk.services.visiting.binder import BINDER_ENDING, open_binder, usual_place
from asfdesk.services.visiting.client_trust import check_file
from asfdesk.services.visiting.clients_view import client_rows, look_at_clients
from asfdesk.services.visiting.open_client import now_known, open_client
from asfdesk.ui.clients_errands import ClientsErrands
from asfdesk.ui.dialogs.visiting.binder_forms import ask_password, make_binder, show_code
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.errors import MessageDialog, show_error
from asfdesk.ui.lock_window import LockWindow
from asfdesk.ui.locking import put_away_everything_over
from asfdesk.ui.pages.visiting.clients_window import ClientsWindow
from asfdesk.ui.start_folder import start_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.lock_file import LockedFile
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.visiting.binder import Binder
    from asfdesk.services.visiting.clients_view import ClientRow
    from asfdesk.ui.preferences import Preferences
    from asfdesk.ui.tasks import Tasks

_KINDS = f"*{BINDER_ENDING}"


class ClientsDesk(QObject):
    """Holds the binder that is open, and the window that shows it.

    Signals:
        shown: the window of clients is up.
        opened: a client's OpenFile.
        lock_wanted: lock the program now.
        ended: the window or its lock was closed; True when the start is wanted.
    """

    shown = Signal()
    opened = Signal(object)
    lock_wanted = Signal()
    ended = Signal(bool)

    def __init__(
        self,
        tasks: Tasks,
        preferences: Preferences,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._preferences = preferences
        self._today = today
        self.binder: Binder | None = None
        self.window: ClientsWindow | None = None
        self.locked: LockWindow | None = None
        self._path = Path()
        self._uid = ""
        self._closes = False
        self._learns = False
        self._briefing = False

    @property
    def active(self) -> bool:
        """Whether a client that is closed leads back to the list."""
        return self.binder is not None and not self.binder.closed

    def begin(self, parent: QWidget | None, path: Path | None = None) -> None:
        """Open a binder: the one given, the last one, or the one in the usual place."""
        last = self._preferences.settings.binder
        chosen = path or (Path(last) if last else usual_place())
        if path is not None or chosen.exists():
            self._ask(parent, chosen, others=path is None)
        else:
            self._offer(parent)

    def _ask(self, parent: QWidget | None, path: Path, *, others: bool) -> None:
        dialog = ask_password(parent, self._tasks, path)
        dialog.saved.connect(self._open)
        if others:
            dialog.other_way(_("Another binder …"), partial(self._offer, parent))
        dialog.open()

    def _offer(self, parent: QWidget | None) -> None:
        """A new one, or one that lies somewhere else."""
        dialog = MessageDialog(
            parent,
            _("A binder of your clients"),
            _("For an adviser who follows several enterprises: one page of all of them."),
            _("It is one encrypted file with a password of its own."),
        )
        other = button(_("Open a binder …"))
        other.clicked.connect(dialog.accept)
        other.clicked.connect(partial(self._choose, parent))
        new = primary_button(_("New binder"))
        new.setDefault(True)
        new.clicked.connect(dialog.accept)
        new.clicked.connect(partial(self._new, parent))
        dialog.buttons.addWidget(other)
        dialog.buttons.addWidget(new)
        dialog.open()
        new.setFocus()

    def _choose(self, parent: QWidget | None) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            parent,
            _("Open a client binder"),
            str(start_folder()),
            _("Client binders (%(kinds)s)") % {"kinds": _KINDS},
        )
        if chosen:
            self._ask(parent, Path(chosen), others=False)

    def _new(self, parent: QWidget | None) -> None:
        place = usual_place()
        if place.exists():
            chosen, _kind = QFileDialog.getSaveFileName(
                parent,
                _("New client binder"),
                str(start_folder() / place.name),
                _("Client binders (%(kinds)s)") % {"kinds": _KINDS},
            )
            if not chosen:
                return
            place = Path(chosen)
        dialog = make_binder(parent, self._tasks, place)
        dialog.saved.connect(self.made)
        dialog.open()

    @Slot(object)
    def made(self, made: tuple[Binder, str]) -> None:
        """A new binder: show it, and its code once."""
        binder, code = made
        self._open(binder)
        if self.window is not None:
            show_code(self.window, code)

    @Slot(object)
    def _open(self, binder: Binder) -> None:
        self.binder, self._path = binder, binder.path
        usual = binder.path == usual_place()
        self._preferences.remember_binder(None if usual else binder.path)
        self.show()

    def show(self) -> None:
        """The window of clients, at once from the binder; then how each file lies there."""
        if self.binder is None:
            return
        window = ClientsWindow()
        window.opened.connect(self.open_row)
        window.looked.connect(partial(self.open_row, read_only=True))
        window.briefed.connect(self._open_briefed)
        window.version.connect(self._open_version)
        window.gone.connect(self._gone)
        errands = ClientsErrands(self.binder, window, self._tasks, self._today(), self.look)
        errands.close_wanted.connect(self._close)
        errands.lock_wanted.connect(self.lock_wanted)
        self.window = window
        window.show_rows(client_rows(self.binder), self._uid or None)
        settings = self._preferences.settings
        window.resize(settings.width, settings.height)
        (window.showMaximized if settings.maximized else window.show)()
        window.table.setFocus()
        self._put_lock_away()
        self.shown.emit()
        self.look()

    def look(self) -> None:
        """See how each file lies there now."""
        binder = self.binder
        if binder is not None:
            self._tasks.run(lambda: look_at_clients(binder), self._looked, self._trouble)

    @Slot(object)
    def _looked(self, rows: list[ClientRow]) -> None:
        if self.window is not None:
            self.window.show_rows(rows)

    @Slot(object)
    def open_row(self, row: ClientRow, *, read_only: bool = False) -> None:
        """Open a client with the password in the binder."""
        client = row.client
        self._start(row, lambda: open_client(client, read_only=read_only), keeps=True)

    @Slot(object)
    def _open_briefed(self, row: ClientRow) -> None:
        self.open_row(row)
        self._briefing = True

    def takes_briefing(self) -> bool:
        """Whether the client that was opened last is to show its briefing; asked once."""
        wanted, self._briefing = self._briefing, False
        return wanted

    @Slot(object, object)
    def _open_version(self, row: ClientRow, path: Path) -> None:
        client = row.client
        self._start(row, lambda: open_client(client, path=path, read_only=True), keeps=False)

    def _start(self, row: ClientRow, work: Callable[[], OpenFile], *, keeps: bool) -> None:
        if self.window is None:
            return
        self._uid = row.client.uid
        self.window.card.keep_notes()
        self.window.working(_("Opening %(name)s …") % {"name": row.client.name})
        done = self._opened if keeps else self._version_opened
        self._tasks.run(work, done, self._trouble)

    @Slot(object)
    def _opened(self, file: OpenFile) -> None:
        self._follow(file, learns=True)
        self.opened.emit(file)

    @Slot(object)
    def _version_opened(self, file: OpenFile) -> None:
        self._follow(file, learns=False)
        self.opened.emit(file)

    def _follow(self, file: OpenFile, *, learns: bool) -> None:
        """When it is closed, the binder learns how it stands then, and is closed if we lock."""
        binder, uid, today = self.binder, self._uid, self._today()

        def learn() -> None:
            client = binder.client_if_any(uid) if binder is not None else None
            try:
                if binder is not None and client is not None and learns:
                    binder.put([now_known(client, file, today)])
            finally:
                if binder is not None and self._closes:
                    binder.close()

        self._closes, self._learns = False, learns
        file.before_close = learn

    def go_on(self, file: OpenFile) -> None:
        """The client that is open has been opened in another way, to write in or to look at."""
        if self.active:
            self._follow(file, learns=self._learns)

    @Slot(object)
    def _trouble(self, error: AsfDeskError) -> None:
        self._briefing = False
        if self.window is not None:
            self.window.working("")
            show_error(self.window, error)
            self.look()

    def put_away(self) -> None:
        """A client's window takes the place of the list."""
        window, self.window = self.window, None
        if window is not None:
            window.gone.disconnect(self._gone)
            window.close()
            window.deleteLater()

    def forget(self) -> None:
        """The binder is done with."""
        self.put_away()
        if self.binder is not None:
            self.binder.close()
        self.binder, self._uid = None, ""

    @Slot()
    def _close(self) -> None:
        self.forget()
        self.ended.emit(True)  # noqa: FBT003 - Qt signals take positions only

    @Slot()
    def _gone(self) -> None:
        self.window = None
        self.forget()
        self.ended.emit(False)  # noqa: FBT003 - Qt signals take positions only

    def lock(self) -> None:
        """Lock while the list is up: the binder's key and every name go."""
        if self.window is None:
            return
        blank = LockWindow("")
        blank.resize(self.window.size())
        blank.wanted.connect(self._unlock)
        blank.another.connect(self._leave_lock)
        blank.gone.connect(self._lock_gone)
        blank.show()
        self.locked = blank
        self.window.stop.emit()
        put_away_everything_over(self.window)
        self.window.card.keep_notes()
        binder = self.binder
        self.put_away()
        # After what was typed into the notes has been kept.
        self._tasks.run(binder.close if binder else lambda: None, self._locked)

    @Slot(object)
    def _locked(self, _nothing: object) -> None:
        self.binder = None
        if self.locked is not None:
            self.locked.show_locked("")

    @Slot(str, bool, bool)
    def _unlock(self, password: str, _read_only: bool, _take_over: bool) -> None:  # noqa: FBT001 - a slot takes what the signal gives
        path = self._path
        self._tasks.run(lambda: open_binder(path, password), self._open, self._refused)

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        if self.locked is not None:
            self.locked.show_trouble(error)

    def _put_lock_away(self) -> None:
        blank, self.locked = self.locked, None
        if blank is not None:
            blank.gone.disconnect(self._lock_gone)
            blank.close()
            blank.deleteLater()

    @Slot()
    def _leave_lock(self) -> None:
        self._put_lock_away()
        self._close()

    @Slot()
    def _lock_gone(self) -> None:
        self.locked = None
        self.ended.emit(False)  # noqa: FBT003 - Qt signals take positions only

    def file_locks(self, file: OpenFile) -> None:
        """The program locks while a client's file is open: the binder goes after it."""
        self._closes = True
        if file.closed and self.binder is not None:
            self.binder.close()

    def reopen(
        self, locked: LockedFile, password: str, *, read_only: bool = False, take_over: bool = False
    ) -> OpenFile:
        """Open a locked client again with the binder's password; on the worker."""
        binder = open_binder(self._path, password)
        client = binder.client(self._uid)
        check_file(client, locked.path)
        file = reopen(locked, client.password, read_only=read_only, take_over=take_over)
        self.binder = binder
        self._follow(file, learns=str(locked.path) == client.path)
        return file

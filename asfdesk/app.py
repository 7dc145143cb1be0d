"""The composition root of the window: builds every object once and passes it on.

Start window, opening, the main window around an open file, and back again. Everything that opens
or closes a file runs on the one worker that owns it.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QFileDialog

from asfdesk import paths
from asfdesk.i18n import LANGUAGES, _
from asfdesk.services.example.write import FILE_NAME, PASSWORD, write_example
from asfdesk.services.file.file_access import access_rows
from asfdesk.services.file.file_notes import recovery_note
from asfdesk.services.file.lock_file import reopen
from asfdesk.services.file.open_file import Role, create_client_file, open_client_file
from asfdesk.services.file.unsaved_work import unsaved_work
from asfdesk.services.standing_date import today_in
from asfdesk.services.visiting.binder import BINDER_ENDING
from asfdesk.ui.clients_desk import ClientsDesk
from asfdesk.ui.crash import CrashBox
from asfdesk.ui.dialogs.about import AboutDialog
from asfdesk.ui.dialogs.file.access_guide import AccessGuide
from asfdesk.ui.dialogs.file.access_guides import recovery_guide
from asfdesk.ui.dialogs.file.from_open_export import FromOpenExportDialog
from asfdesk.ui.dialogs.file.left_work import LeftWorkDialog
from asfdesk.ui.dialogs.file.new_enterprise import NewEnterpriseDialog
from asfdesk.ui.dialogs.file.unlock import UnlockDialog
from asfdesk.ui.dialogs.progress_relay import ProgressRelay
from asfdesk.ui.idle import IdleWatch
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.locking import Locking, Place
from asfdesk.ui.main_window import MainWindow
from asfdesk.ui.preferences import Preferences
from asfdesk.ui.self_check import SelfCheck
from asfdesk.ui.start_folder import start_folder
from asfdesk.ui.start_window import StartWindow
from asfdesk.ui.tasks import Tasks
from asfdesk.ui.visit_writing import VisitWriting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.file_access import AccessRow
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.file.unsaved_work import LeftCopy
    from asfdesk.ui.kit.note_bar import NoteBar

AGAIN_MS = 500
EXAMPLE_FOLDER = "example"
"""Among this user's own files; made once, and opened again as it was left."""


@dataclass(frozen=True)
class Options:
    """How the window was started.

    Attributes:
        file: the client file to open; None = the start window.
        language: "sv" or "en"; None = as last time.
        today: what day it is; None = the computer's.
        example: open the example at once.
        self_check: open it, draw every page and end.
        read_only: propose to open the file to look only.
    """

    file: Path | None = None
    language: str | None = None
    today: date | None = None
    example: bool = False
    self_check: bool = False
    read_only: bool = False


class Desk(QObject):
    """Decides which window is up."""

    def __init__(
        self,
        app: QApplication,
        options: Options,
        make: Callable[..., tuple[OpenFile, str]] = create_client_file,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._options = options
        self._make = make
        self.preferences = Preferences(app)
        if options.language is not None:
            self.preferences.use_language(options.language)
        self.preferences.language_changed.connect(self._language_changed)
        self.tasks = Tasks(self)
        self.locking = Locking(self.tasks, self)
        self.locking.opened.connect(self._unlocked)
        self.locking.left.connect(self._lock_left)
        self.clients = ClientsDesk(self.tasks, self.preferences, lambda: self.today, self)
        self.clients.opened.connect(self.show_file)
        self.clients.shown.connect(self._clients_shown)
        self.clients.lock_wanted.connect(self.lock)
        self.clients.ended.connect(self._lock_left)
        self.writing = VisitWriting(self.tasks, self)
        self.writing.changed.connect(self._show_changed)
        self.idle = IdleWatch(lambda: self.preferences.settings.lock_minutes, parent=self)
        self.idle.wanted.connect(self.lock)
        self.idle.soon.connect(self._say_it_locks)
        self.start: StartWindow | None = None
        self.window: MainWindow | None = None
        self._file: OpenFile | None = None
        self._wanted: Path | None = None
        self._folder = ""
        self._today_shown = self.today
        self._place: Place | None = None

    def begin(self) -> None:
        """Show the first window, and what the command line asked for."""
        self.show_start()
        if self._options.example:
            self.try_example()
        elif self._options.file is not None:
            self.open_path(self._options.file)
        else:
            self.tasks.run(unsaved_work, self._offer_left)

    def show_start(self) -> None:
        """The start window."""
        start = StartWindow(self.preferences)
        start.open_wanted.connect(self.choose_file)
        start.new_wanted.connect(self.new_enterprise)
        start.example_wanted.connect(self.try_example)
        start.about_wanted.connect(self.about)
        start.export_wanted.connect(self.from_open_export)
        start.file_wanted.connect(self.open_path)
        start.binder_wanted.connect(self.open_binder)
        start.gone.connect(self._start_gone)
        self.start = start
        start.show()

    @Slot()
    def choose_file(self) -> None:
        """Open: which file."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self.start,
            _("Open a client file"),
            str(start_folder(self._last_folder())),
            _("Client files (*.asfdesk)"),
        )
        if chosen:
            self.open_path(Path(chosen))

    def _last_folder(self) -> str:
        """Where the last file lay; an adviser's is known as long as the program runs."""
        if self._folder:
            return self._folder
        recent = self.preferences.settings.recent
        return str(Path(recent[0].path).parent) if recent else ""

    @Slot(object)
    def open_path(self, path: Path) -> None:
        """Ask for the password of a file."""
        if path.suffix.lower() == BINDER_ENDING:
            self.clients.begin(self.start, path)
            return
        name = self._listed_name(path) or path.stem
        read_only = self._options.read_only and path == self._options.file
        dialog = UnlockDialog(path, name, self.tasks, self.start, read_only=read_only)
        dialog.opened.connect(self.show_file)
        dialog.another.connect(self.choose_file)
        dialog.forgotten.connect(self._forget)
        dialog.left_wanted.connect(self._offer_one)
        self._wanted = path
        dialog.open()

    @Slot()
    def open_binder(self) -> None:
        """The adviser's list of clients."""
        self.clients.begin(self.start)

    @Slot()
    def _clients_shown(self) -> None:
        """The list takes the place of the start, or of a client's window."""
        self.idle.start()
        self._put_start_away()

    def _put_start_away(self) -> None:
        if self.start is not None:
            start, self.start = self.start, None
            start.close()
            start.deleteLater()

    @Slot()
    def _forget(self) -> None:
        if self._wanted is not None:
            self.preferences.forget(self._wanted)
            if self.start is not None:
                self.start.refresh()

    @Slot()
    def new_enterprise(self) -> None:
        """The wizard."""
        folder = start_folder()
        dialog = NewEnterpriseDialog(self.tasks, self.today, folder, self.start, self._make)
        dialog.made.connect(self.show_file)
        dialog.open()

    @Slot()
    def from_open_export(self) -> None:
        """A client file made of an open export."""
        dialog = FromOpenExportDialog(self.tasks, start_folder(), self.start)
        dialog.made.connect(self.show_file)
        dialog.open()

    @Slot()
    def about(self) -> None:
        """Version and licences."""
        AboutDialog(self.start).open()

    @Slot()
    def try_example(self) -> None:
        """Open the example enterprise; it is written the first time."""
        if self.start is None:
            return
        self.start.let(enabled=False)
        self.start.busy.start(_("Preparing the example …"))
        relay = ProgressRelay(self.start)
        relay.moved.connect(self.start.busy.show_progress)
        self.tasks.run(lambda: open_example(relay), self.show_file, self.show_trouble)

    @Slot(object)
    def show_file(self, file: OpenFile) -> None:
        """A file is open: find out what day it is in it, then show it."""
        self._file = file
        if not _is_example(file.path):
            self._folder = str(file.path.parent)
        today = self.today
        self.tasks.run(lambda: today_in(file.session, today), self._show_window)

    @property
    def today(self) -> date:
        """What day it is, outside the example."""
        return self._options.today or date.today()  # noqa: DTZ011 - the user's own calendar day

    @Slot(object)
    def _show_window(self, today: date) -> None:
        if self._file is None:
            return
        window = MainWindow(self._file, self.tasks, self.preferences, today)
        window.gone.connect(self._file_gone)
        window.named.connect(self._remember)
        window.lock_wanted.connect(self.lock)
        self._today_shown = today
        self._put_on_screen(window)
        self.window = window
        self.idle.start()
        self._put_start_away()
        if self.clients.active:
            window.lead_back(_("Clients"))
            self.clients.put_away()
            if self.clients.takes_briefing():
                window.open_briefing()
        self.writing.offer(window, self._file, today)
        bars = {note: window.add_note(note) for note in self._file.notes}
        if self._file.role is Role.RECOVERY and not self._file.read_only:
            self._lead_back_in(window, bars.get(recovery_note()))
        place, self._place = self._place, None
        if place is not None:
            window.go(place.page)
            if place.work_left:
                # Says so if somebody else has saved the file meanwhile.
                window.publisher.publish()

    def _lead_back_in(self, window: MainWindow, note: NoteBar | None) -> None:
        """After the recovery code: a new password and a new sheet before anything else."""
        file = self._file
        if file is None:
            return

        def guide(rows: list[AccessRow]) -> None:
            if self.window is not window or file.closed:
                return
            dialog = AccessGuide(recovery_guide(file, rows), file, self.tasks, window)
            dialog.failed_closed.connect(self.lock)
            if note is not None:
                dialog.finished_well.connect(note.deleteLater)
            dialog.open()

        self.tasks.run(lambda: access_rows(file), guide)

    def _put_on_screen(self, window: MainWindow) -> None:
        """As large as last time; where the lock window was, when it takes its place."""
        settings = self.preferences.settings
        window.resize(settings.width, settings.height)
        locked = self.locking.window
        if locked is not None:
            window.move(locked.pos())
        if settings.maximized:
            window.showMaximized()
        else:
            window.show()
        self.locking.put_away()

    @Slot()
    @Slot(str)
    def lock(self, sentence: str = "") -> None:
        """Lock the program; nothing happens when no file is open or it is being closed."""
        window, file = self.window, self._file
        if self.clients.window is not None:
            self.idle.stop()
            self.clients.lock()
            return
        if window is None or file is None or window.is_closing:
            return
        if self.tasks.ending:
            # New keys are just being made; the file is closed by that, or can be afterwards.
            QTimer.singleShot(AGAIN_MS, self, lambda: self.lock(sentence))
            return
        self.idle.stop()
        self.window, self._file = None, None
        again: Callable[..., OpenFile] = reopen
        if self.clients.active:
            again = self.clients.reopen
            self.clients.file_locks(file)
        self.locking.lock(window, file, self._listed_name(file.path), sentence, again)

    def _listed_name(self, path: Path) -> str:
        """What the start list calls a file; "" when it is not in it."""
        recent = self.preferences.settings.recent
        return next((one.name for one in recent if one.path == str(path)), "")

    @Slot()
    def _say_it_locks(self) -> None:
        if self.window is not None:
            self.window.toast.say(_("ASF Desk locks in half a minute. Move the mouse to go on."))

    @Slot(object, object)
    def _unlocked(self, file: OpenFile, place: Place) -> None:
        self._place = place
        self.show_file(file)

    @Slot(bool)
    def _lock_left(self, to_start: bool) -> None:  # noqa: FBT001 - a slot takes what comes
        """The user closed the lock window, or wants another file."""
        self.idle.stop()
        if to_start:
            self.show_start()
        else:
            self._end()

    @Slot(str)
    def _remember(self, name: str) -> None:
        """Owners' files are listed at the start; an adviser's computer keeps no such list."""
        file = self._file
        if file is None or file.role is Role.ADVISER or _is_example(file.path):
            return
        self.preferences.remember(file.path, name)

    @Slot(bool)
    def _file_gone(self, to_start: bool) -> None:  # noqa: FBT001 - a slot takes what comes
        """The file is closed: the program ends, or another file can be opened."""
        self.idle.stop()
        self._file = None
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
        if to_start and self.clients.active:
            self.clients.show()
        elif to_start:
            self.show_start()
        else:
            self._end()

    @Slot()
    def _start_gone(self) -> None:
        """The last window is closed."""
        if self.window is None and self._file is None and self.clients.window is None:
            self._end()

    def _end(self) -> None:
        self.tasks.close()
        self._app.quit()

    @Slot()
    def _language_changed(self) -> None:
        """Texts are made with the windows, so the window that is up is made anew."""
        if self.window is not None:
            self._show_anew(self.window)
        elif self.start is not None:
            old_start, self.start = self.start, None
            self.show_start()
            old_start.gone.disconnect(self._start_gone)
            old_start.close()
            old_start.deleteLater()

    def _show_anew(self, old: MainWindow) -> None:
        self.window = None
        old.release()
        self._show_window(self._today_shown)
        old.deleteLater()

    @Slot(object, object)
    def _show_changed(self, old: MainWindow, file: OpenFile) -> None:
        """The same file, to write in or to look at; let go of when the program has locked."""
        if self.window is not old:
            self.tasks.run(lambda: file.leave(keep_work=False), lambda _none: None)
            return
        self._file, self._place = file, Place(old.place, work_left=False)
        self.clients.go_on(file)
        self._show_anew(old)

    @Slot(object)
    def _offer_left(self, left: Sequence[LeftCopy]) -> None:
        """One piece of left work at a time, the oldest first."""
        if left:
            self._offer_one(left[0])

    @Slot(object)
    def _offer_one(self, left: LeftCopy) -> None:
        """What is to become of one piece of left work."""
        if self.start is None:
            return
        dialog = LeftWorkDialog(left, self.tasks, self.start)
        dialog.opened.connect(self.show_file)
        dialog.settled.connect(self._look_for_left)
        dialog.open()

    @Slot()
    def _look_for_left(self) -> None:
        self.tasks.run(unsaved_work, self._offer_left)

    @Slot(object)
    def show_trouble(self, error: AsfDeskError) -> None:
        """Trouble outside an open file."""
        if self.start is not None:
            self.start.busy.stop()
            self.start.let(enabled=True)
        show_error(self.start, error)


def _example_file() -> Path:
    return paths.private_folder(EXAMPLE_FOLDER) / FILE_NAME


def _is_example(path: Path) -> bool:
    return path == _example_file()


def open_example(progress: ProgressRelay) -> OpenFile:
    """The example, written if it is not there; on the worker."""
    path = _example_file()
    if not path.exists():
        write_example(path.parent, progress)
    return open_client_file(path, PASSWORD)


def main(words: Sequence[str]) -> int:
    """Open the window; returns the exit code.

    Args:
        words: a client file or nothing, and `--lang`, `--today`, `--example`, `--self-check`.
    """
    options = read_options(words)
    app = QApplication([sys.argv[0]])
    app.setApplicationName("ASF Desk")
    app.setQuitOnLastWindowClosed(False)
    box = CrashBox(app)
    sys.excepthook = box.caught
    desk = Desk(app, options)
    if options.self_check:
        check = SelfCheck(app, desk.tasks, lambda: desk.window)
        sys.excepthook = check.caught
    desk.begin()
    return app.exec()


def read_options(words: Sequence[str]) -> Options:
    """The command line of the window; wrong usage ends the program with code 2."""
    parser = argparse.ArgumentParser(prog="asfdesk", description=_("Open the window."))
    parser.add_argument("file", nargs="?", type=Path, help=_("a client file"))
    parser.add_argument("--lang", choices=LANGUAGES, help=_("language of the window"))
    parser.add_argument("--today", type=date.fromisoformat, help=_("the day to take as today"))
    parser.add_argument("--example", action="store_true", help=_("open the example enterprise"))
    parser.add_argument(
        "--self-check", action="store_true", help=_("open the example, draw every page and end")
    )
    parser.add_argument("--read-only", action="store_true", help=_("open the file to look only"))
    found = parser.parse_args(list(words))
    example = found.example or found.self_check
    return Options(
        found.file, found.lang, found.today, example, found.self_check, read_only=found.read_only
    )

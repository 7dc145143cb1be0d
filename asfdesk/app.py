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
from PySide6.QtWidgets import QApplication

from asfdesk.i18n import LANGUAGES, _
from asfdesk.services.file.file_access import access_rows
from asfdesk.services.file.file_notes import recovery_note
from asfdesk.services.file.lock_file import reopen
from asfdesk.services.file.open_file import Role, create_client_file
from asfdesk.services.standing_date import today_in
from asfdesk.ui.clients_desk import ClientsDesk
from asfdesk.ui.crash import CrashBox
from asfdesk.ui.dialogs.file.access_guide import AccessGuide
from asfdesk.ui.dialogs.file.access_guides import recovery_guide
from asfdesk.ui.idle import IdleWatch
from asfdesk.ui.locking import Locking, Place
from asfdesk.ui.main_window import MainWindow
from asfdesk.ui.preferences import Preferences
from asfdesk.ui.region_desk import RegionDesk
from asfdesk.ui.self_check import SelfCheck
from asfdesk.ui.start_desk import StartDesk, is_example
from asfdesk.ui.tasks import Tasks
from asfdesk.ui.visit_writing import VisitWriting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asfdesk.services.file.file_access import AccessRow
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.kit.note_bar import NoteBar
    from asfdesk.ui.start_window import StartWindow

AGAIN_MS = 500


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
        self.preferences = Preferences(app)
        if options.language is not None:
            self.preferences.use_language(options.language)
        self.preferences.language_changed.connect(self._language_changed)
        self.tasks = Tasks(self)
        self.starting = StartDesk(
            self.tasks,
            self.preferences,
            lambda: self.today,
            self,
            look_only=options.file if options.read_only else None,
            make=make,
        )
        self.starting.opened.connect(self.show_file)
        self.starting.binder_wanted.connect(self._open_binder)
        self.starting.region_wanted.connect(self._open_region)
        self.starting.gone.connect(self._start_gone)
        self.locking = Locking(self.tasks, self)
        self.locking.opened.connect(self._unlocked)
        self.locking.left.connect(self._lock_left)
        self.clients = ClientsDesk(self.tasks, self.preferences, lambda: self.today, self)
        self.clients.opened.connect(self.show_file)
        self.clients.shown.connect(self._clients_shown)
        self.clients.lock_wanted.connect(self.lock)
        self.clients.ended.connect(self._lock_left)
        self.region = RegionDesk(self.tasks, self.preferences, lambda: self.today, self)
        self.region.shown.connect(self._clients_shown)
        self.region.lock_wanted.connect(self.lock)
        self.region.ended.connect(self._lock_left)
        self.writing = VisitWriting(self.tasks, self)
        self.writing.changed.connect(self._show_changed)
        self.idle = IdleWatch(lambda: self.preferences.settings.lock_minutes, parent=self)
        self.idle.wanted.connect(self.lock)
        self.idle.soon.connect(self._say_it_locks)
        self.window: MainWindow | None = None
        self._file: OpenFile | None = None
        self._today_shown = self.today
        self._place: Place | None = None

    @property
    def start(self) -> StartWindow | None:
        """The start window, while it is up."""
        return self.starting.window

    def begin(self) -> None:
        """Show the first window, and what the command line asked for."""
        self.starting.show()
        if self._options.example:
            self.starting.try_example()
        elif self._options.file is not None:
            self.starting.open_path(self._options.file)
        else:
            self.starting.look_for_left()

    @Slot(object)
    def _open_binder(self, path: Path | None) -> None:
        """The adviser's list of clients."""
        self.clients.begin(self.start, path)

    @Slot()
    def _open_region(self) -> None:
        """A support structure's packages of many enterprises."""
        self.region.begin(self.start)

    @Slot()
    def _clients_shown(self) -> None:
        """The list takes the place of the start, or of a client's window."""
        self.idle.start()
        self.starting.put_away()

    @Slot(object)
    def show_file(self, file: OpenFile) -> None:
        """A file is open: find out what day it is in it, then show it."""
        self._file = file
        self.starting.remember_folder(file.path)
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
        self.starting.put_away()
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
        if self.region.window is not None:
            self.idle.stop()
            self.region.lock()
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
        self.locking.lock(window, file, self.preferences.listed_name(file.path), sentence, again)

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
            self.starting.show()
        else:
            self._end()

    @Slot(str)
    def _remember(self, name: str) -> None:
        """Owners' files are listed at the start; an adviser's computer keeps no such list."""
        file = self._file
        if file is None or file.role is Role.ADVISER or is_example(file.path):
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
            self.starting.show()
        else:
            self._end()

    @Slot()
    def _start_gone(self) -> None:
        """The last window is closed."""
        shown = (self.window, self._file, self.clients.window, self.region.window)
        if all(one is None for one in shown):
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
            self.starting.show_anew()

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

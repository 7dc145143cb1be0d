"""Between the start window and an open file: which one, its password, and new ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from asfdesk import paths
from asfdesk.i18n import _
from asfdesk.services.example.write import FILE_NAME, PASSWORD, write_example
from asfdesk.services.file.open_file import create_client_file, open_client_file
from asfdesk.services.file.unsaved_work import unsaved_work
from asfdesk.services.visiting.binder import BINDER_ENDING
from asfdesk.ui.dialogs.about import AboutDialog
from asfdesk.ui.dialogs.file.from_open_export import FromOpenExportDialog
from asfdesk.ui.dialogs.file.left_work import LeftWorkDialog
from asfdesk.ui.dialogs.file.new_enterprise import NewEnterpriseDialog
from asfdesk.ui.dialogs.file.unlock import UnlockDialog
from asfdesk.ui.dialogs.progress_relay import ProgressRelay
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.start_folder import start_folder
from asfdesk.ui.start_window import StartWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.file.unsaved_work import LeftCopy
    from asfdesk.ui.preferences import Preferences
    from asfdesk.ui.tasks import Tasks

EXAMPLE_FOLDER = "example"
"""Among this user's own files; made once, and opened again as it was left."""


class StartDesk(QObject):
    """Holds the start window, while it is up, and does what is chosen in it.

    Attributes:
        window: the start window; None while something else is shown.

    Signals:
        opened: an OpenFile.
        binder_wanted: an adviser's binder is wanted (its Path, or None = the usual one).
        region_wanted: a support structure's region is wanted.
        gone: the user closed the start window.
    """

    opened = Signal(object)
    binder_wanted = Signal(object)
    region_wanted = Signal()
    gone = Signal()

    def __init__(
        self,
        tasks: Tasks,
        preferences: Preferences,
        today: Callable[[], date],
        parent: QObject | None = None,
        *,
        look_only: Path | None = None,
        make: Callable[..., tuple[OpenFile, str]] = create_client_file,
    ) -> None:
        """Nothing is shown yet.

        Args:
            tasks: the worker.
            preferences: this user's.
            today: what day it is, outside the example.
            parent: Qt's.
            look_only: the file that is proposed to be opened to look only.
            make: writes a new client file.
        """
        super().__init__(parent)
        self._tasks = tasks
        self._preferences = preferences
        self._today = today
        self._look_only = look_only
        self._make = make
        self._wanted: Path | None = None
        self._folder = ""
        self.window: StartWindow | None = None

    def show(self) -> None:
        """The start window."""
        start = StartWindow(self._preferences)
        start.open_wanted.connect(self.choose_file)
        start.new_wanted.connect(self.new_enterprise)
        start.example_wanted.connect(self.try_example)
        start.about_wanted.connect(self.about)
        start.export_wanted.connect(self.from_open_export)
        start.file_wanted.connect(self.open_path)
        start.binder_wanted.connect(self._want_binder)
        start.region_wanted.connect(self.region_wanted)
        start.gone.connect(self.gone)
        self.window = start
        start.show()

    def show_anew(self) -> None:
        """In another language: texts are made with the window."""
        old, self.window = self.window, None
        self.show()
        if old is not None:
            old.gone.disconnect(self.gone)
            old.close()
            old.deleteLater()

    def put_away(self) -> None:
        """Something else is shown."""
        start, self.window = self.window, None
        if start is not None:
            start.close()
            start.deleteLater()

    def remember_folder(self, path: Path) -> None:
        """An adviser's file is in no list; its folder is known as long as the program runs."""
        if not is_example(path):
            self._folder = str(path.parent)

    @Slot()
    def choose_file(self) -> None:
        """Open: which file."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self.window,
            _("Open a client file"),
            str(start_folder(self._last_folder())),
            _("Client files (*.asfdesk)"),
        )
        if chosen:
            self.open_path(Path(chosen))

    def _last_folder(self) -> str:
        if self._folder:
            return self._folder
        recent = self._preferences.settings.recent
        return str(Path(recent[0].path).parent) if recent else ""

    @Slot(object)
    def open_path(self, path: Path) -> None:
        """Ask for the password of a file."""
        if path.suffix.lower() == BINDER_ENDING:
            self.binder_wanted.emit(path)
            return
        name = self._preferences.listed_name(path) or path.stem
        read_only = path == self._look_only
        dialog = UnlockDialog(path, name, self._tasks, self.window, read_only=read_only)
        dialog.opened.connect(self.opened)
        dialog.another.connect(self.choose_file)
        dialog.forgotten.connect(self._forget)
        dialog.left_wanted.connect(self._offer_one)
        self._wanted = path
        dialog.open()

    @Slot()
    def _want_binder(self) -> None:
        self.binder_wanted.emit(None)

    @Slot()
    def _forget(self) -> None:
        if self._wanted is not None:
            self._preferences.forget(self._wanted)
            if self.window is not None:
                self.window.refresh()

    @Slot()
    def new_enterprise(self) -> None:
        """The wizard."""
        folder = start_folder()
        dialog = NewEnterpriseDialog(self._tasks, self._today(), folder, self.window, self._make)
        dialog.made.connect(self.opened)
        dialog.open()

    @Slot()
    def from_open_export(self) -> None:
        """A client file made of an open export."""
        dialog = FromOpenExportDialog(self._tasks, start_folder(), self.window)
        dialog.made.connect(self.opened)
        dialog.open()

    @Slot()
    def about(self) -> None:
        """Version and licences."""
        AboutDialog(self.window).open()

    @Slot()
    def try_example(self) -> None:
        """Open the example enterprise; it is written the first time."""
        if self.window is None:
            return
        self.window.let(enabled=False)
        self.window.busy.start(_("Preparing the example …"))
        relay = ProgressRelay(self.window)
        relay.moved.connect(self.window.busy.show_progress)
        self._tasks.run(lambda: open_example(relay), self.opened.emit, self.show_trouble)

    @Slot()
    def look_for_left(self) -> None:
        """Offer work that was left on this computer, if there is any."""
        self._tasks.run(unsaved_work, self._offer_left)

    @Slot(object)
    def _offer_left(self, left: Sequence[LeftCopy]) -> None:
        """One piece of left work at a time, the oldest first."""
        if left:
            self._offer_one(left[0])

    @Slot(object)
    def _offer_one(self, left: LeftCopy) -> None:
        """What is to become of one piece of left work."""
        if self.window is None:
            return
        dialog = LeftWorkDialog(left, self._tasks, self.window)
        dialog.opened.connect(self.opened)
        dialog.settled.connect(self.look_for_left)
        dialog.open()

    @Slot(object)
    def show_trouble(self, error: AsfDeskError) -> None:
        """Trouble outside an open file."""
        if self.window is not None:
            self.window.busy.stop()
            self.window.let(enabled=True)
        show_error(self.window, error)


def _example_file() -> Path:
    return paths.private_folder(EXAMPLE_FOLDER) / FILE_NAME


def is_example(path: Path) -> bool:
    """Whether it is the example, which is in no list."""
    return path == _example_file()


def open_example(progress: ProgressRelay) -> OpenFile:
    """The example, written if it is not there; on the worker."""
    path = _example_file()
    if not path.exists():
        write_example(path.parent, progress)
    return open_client_file(path, PASSWORD)

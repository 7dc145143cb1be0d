"""Closing a file: publish, close, and say so when it takes more than a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QProgressBar

from asfdesk.errors import FileConflictError
from asfdesk.i18n import _
from asfdesk.ui import theme
from asfdesk.ui.dialogs.file.versions import VersionsDialog
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.save_beside import ask_where_beside

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.publisher import Publisher
    from asfdesk.ui.tasks import Tasks

SAY_AFTER_MS = 1000


class Closing(QObject):
    """Runs once; if publishing is refused the user chooses what becomes of the work.

    Signals:
        closed: the file is closed; the working copy is gone, or kept by choice.
        stayed: the file is still open after all; what was not loaded meanwhile must be.
    """

    closed = Signal()
    stayed = Signal()

    def __init__(self, file: OpenFile, tasks: Tasks, publisher: Publisher, window: QWidget) -> None:
        super().__init__(window)
        self._file = file
        self._tasks = tasks
        self._publisher = publisher
        self._window = window
        self._begun = False
        self.is_closed = False
        self._notice: MessageDialog | None = None
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SAY_AFTER_MS)
        self._slow.timeout.connect(self._say)

    @property
    def begun(self) -> bool:
        """Whether the file is being closed just now."""
        return self._begun

    @Slot()
    def begin(self) -> None:
        """Publish and close on the worker; pressing twice does nothing more."""
        if self._begun or self.is_closed:
            return
        self._begun = True
        self._publisher.stop()
        self._window.setEnabled(False)
        self._slow.start()
        self._tasks.run_last(self._file.close, self._done, self._refused)

    @Slot(object)
    def _done(self, _result: object) -> None:
        self._settle()
        self.is_closed = True
        self.closed.emit()

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        """The home file cannot be written: try again, keep the work here, or go on working."""
        self._settle()
        self._begun = False
        self._publisher.go_on()
        self.stayed.emit()
        if isinstance(error, FileConflictError):
            self._show_versions(error)
            return
        dialog = MessageDialog(self._window, error.what, error.why, error.todo)
        dialog.set_mark("exclaim", theme.tokens().warn)
        back = button(_("Keep working"))
        keep = button(_("Close and keep the work on this computer"))
        beside = button(_("Save as a file of its own"))
        again = primary_button(_("Try again"))
        pressed = (
            (back, dialog.reject),
            (keep, self._keep),
            (again, self.begin),
            (beside, self._beside),
        )
        for one, act in pressed:
            one.clicked.connect(dialog.close)
            one.clicked.connect(act)
            dialog.buttons.addWidget(one)
        dialog.open()
        again.setFocus()

    def _show_versions(self, error: FileConflictError) -> None:
        """Somebody else has saved the file; trying again does not help."""
        dialog = VersionsDialog(
            self._file, self._file.path, self._tasks, self._window, conflict=error, closing=True
        )
        dialog.beside_wanted.connect(self._beside)
        dialog.keep_wanted.connect(self._keep)
        dialog.open()

    @Slot()
    def _keep(self) -> None:
        self._begun = True
        self._tasks.run_last(lambda: self._file.leave(keep_work=True), self._done, self._refused)

    @Slot()
    def _beside(self) -> None:
        """Save under another name, and close that file."""
        target = ask_where_beside(self._window, self._file)
        if target is None:
            return
        self._begun = True
        self._publisher.stop()
        self._window.setEnabled(False)
        self._slow.start()

        def save_and_close() -> None:
            self._file.publish_to(target)
            self._file.close()

        self._tasks.run_last(save_and_close, self._done, self._refused)

    def _settle(self) -> None:
        self._slow.stop()
        self._window.setEnabled(True)
        if self._notice is not None:
            self._notice.close()
            self._notice = None

    @Slot()
    def _say(self) -> None:
        self._notice = MessageDialog(
            self._window, _("Saving to the file …"), _("The program closes when it is done.")
        )
        self._notice.setAccessibleName(_("Saving to the file …"))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(_("Saving"))
        self._notice.words.addWidget(bar)
        self._notice.setEnabled(True)
        self._notice.open()

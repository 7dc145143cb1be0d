"""When the file cannot be written: save the work under another name and go on there.

Two may have saved the same file, or its folder may be gone. Nothing is overwritten; the work
becomes a file of its own, and the window goes on in that one (decisions D5, D7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from asfdesk.errors import FileConflictError
from asfdesk.i18n import _
from asfdesk.ui import theme
from asfdesk.ui.dialogs.file.versions import VersionsDialog
from asfdesk.ui.kit.ask_where import ask_where_client_file
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.errors import MessageDialog, show_error

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog, QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.publisher import Publisher
    from asfdesk.ui.tasks import Tasks


def ask_where_beside(window: QWidget, file: OpenFile) -> Path | None:
    """Ask for the new file's name, beside the old one unless the user says otherwise."""
    name = _("%(name)s – my version") % {"name": file.path.stem}
    suggested = file.path.with_name(name + file.path.suffix)
    return ask_where_client_file(window, suggested)


class SaveBeside(QObject):
    """Shows what publishing met, and offers the two ways on.

    Signals:
        saved: the file's new name; the work goes on there.
        look_beside: another version has been kept beside the file.
    """

    saved = Signal(str)
    look_beside = Signal()

    def __init__(self, file: OpenFile, tasks: Tasks, publisher: Publisher, window: QWidget) -> None:
        super().__init__(window)
        self._file = file
        self._tasks = tasks
        self._publisher = publisher
        self._window = window
        self._asking: QDialog | None = None

    @Slot(object)
    def offer(self, error: AsfDeskError) -> None:
        """Show the trouble; a way on is offered when there is work that is not in the file."""
        if not self._file.has_unpublished:
            show_error(self._window, error)
            if isinstance(error, FileConflictError):
                self.look_beside.emit()
            return
        if self._asking is not None:
            return
        if isinstance(error, FileConflictError):
            self._show_versions(error)
            return
        dialog = MessageDialog(self._window, error.what, error.why, error.todo)
        dialog.set_mark("exclaim", theme.tokens().warn)
        again = primary_button(_("Try again"))
        pressed = (
            (button(_("Keep working")), dialog.reject),
            (again, self._publisher.publish),
            (button(_("Save as a file of its own")), self.save),
        )
        for one, act in pressed:
            one.clicked.connect(dialog.close)
            one.clicked.connect(act)
            dialog.buttons.addWidget(one)
        dialog.finished.connect(self._answered)
        self._asking = dialog
        dialog.open()
        again.setFocus()

    def _show_versions(self, error: FileConflictError) -> None:
        """Somebody else has saved the file: what differs, and three ways on."""
        dialog = VersionsDialog(
            self._file, self._file.path, self._tasks, self._window, conflict=error
        )
        dialog.beside_wanted.connect(self.save)
        dialog.finished.connect(self._answered)
        self._asking = dialog
        dialog.open()

    @Slot()
    def save(self) -> None:
        """Ask for a name and go on in that file."""
        target = ask_where_beside(self._window, self._file)
        if target is not None:
            self._tasks.run(lambda: self._file.publish_to(target), self._done, self.offer)

    @Slot()
    def _answered(self) -> None:
        self._asking = None

    @Slot(object)
    def _done(self, _generation: object) -> None:
        self.saved.emit(self._file.path.name)

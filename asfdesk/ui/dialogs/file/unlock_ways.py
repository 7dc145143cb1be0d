"""The ways out of trouble that make another file: a copy, a backup beside, a damaged one kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from asfdesk.i18n import _
from asfdesk.services.file.before_opening import keep_damaged, save_copy
from asfdesk.ui.dialogs.file.opening_trouble import WayOut
from asfdesk.ui.kit.ask_where import ask_where_client_file
from asfdesk.ui.start_folder import start_folder

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.ui.tasks import Tasks


class UnlockWays(QObject):
    """Does them on the worker.

    Signals:
        began: what is being done now.
        moved: the file to open instead (Path), and a sentence about it.
        kept: where the damaged file lies now (Path), and a sentence about it.
        restoring: beside which file (Path) a backup is wanted; its password comes next.
        failed: the trouble that was met.
    """

    began = Signal(str)
    moved = Signal(object, str)
    kept = Signal(object, str)
    restoring = Signal(object)
    failed = Signal(object)

    def __init__(self, window: QWidget, tasks: Tasks) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks

    def take(self, way: WayOut, path: Path) -> None:
        """Begin one of the three."""
        if way is WayOut.SAVE_COPY:
            self._copy(path)
        elif way is WayOut.KEEP_DAMAGED:
            self.began.emit(_("Renaming …"))
            self._tasks.run(lambda: keep_damaged(path), self._kept, self._failed)
        else:
            self._restore(path)

    def _copy(self, path: Path) -> None:
        target = self._ask(start_folder() / path.name)
        if target is not None:
            self.began.emit(_("Saving a copy …"))
            self._tasks.run(lambda: save_copy(path, target), self._copied, self._failed)

    def _restore(self, path: Path) -> None:
        """Beside the file; where its drive is gone the user says where."""
        home: Path | None = path
        if not path.parent.is_dir():
            home = self._ask(start_folder() / path.name)
        if home is not None:
            self.restoring.emit(home)

    def _ask(self, suggested: Path) -> Path | None:
        return ask_where_client_file(self._window, suggested)

    @Slot(object)
    def _copied(self, path: Path) -> None:
        self.moved.emit(path, _("You now open the copy %(name)s.") % {"name": path.name})

    @Slot(object)
    def _kept(self, path: Path) -> None:
        self.kept.emit(path, _("The damaged file is kept as %(name)s.") % {"name": path.name})

    @Slot(object)
    def _failed(self, error: AsfDeskError) -> None:
        self.failed.emit(error)

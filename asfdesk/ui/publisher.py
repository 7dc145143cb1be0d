"""Quiet publishing: what is safe on this computer also gets into the file, after a pause.

Every action is in the encrypted working copy at once. When nothing has changed for a while the
home file is written; "Sparat 14:32" is said only after that (decisions C9).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from asfdesk.i18n import _

if TYPE_CHECKING:
    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.tasks import Tasks

PAUSE_MS = 20_000
SAY_AFTER_MS = 1000
"""Saving that takes less is over before it could be read."""


class Publisher(QObject):
    """Watches the worker: whenever it rests and something is unpublished, the pause begins.

    Signals:
        said: the line for the header.
        failed: the trouble publishing met; the work is safe in the working copy.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, file: OpenFile, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._tasks = tasks
        self._working = False
        self._stopped = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.publish)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SAY_AFTER_MS)
        self._slow.timeout.connect(self._say)
        tasks.busy_changed.connect(self._rested)

    @property
    def line(self) -> str:
        """Where the work is, in words."""
        if self._file.read_only:
            return ""
        if self._working and not self._slow.isActive():
            return _("Saving …")
        if self._file.has_unpublished:
            return _("Saved on this computer – not in the file yet")
        if self._file.saved_at is None:
            return ""
        return _("Saved %(time)s") % {"time": self._file.saved_at.astimezone().strftime("%H:%M")}

    @Slot()
    def publish(self) -> None:
        """Write the home file now, on the worker."""
        self._pause.stop()
        if self._file.read_only or self._working or self._stopped:
            return
        if self._tasks.ending:
            # No work is taken now: new keys are being made. They are saved with everything else.
            self._pause.start()
            return
        self._working = True
        self._slow.start()
        self.said.emit(self.line)
        self._tasks.run(self._file.publish, self._done, self._refused)

    @Slot()
    def _say(self) -> None:
        self.said.emit(self.line)

    def stop(self) -> None:
        """Publish no more; closing does it."""
        self._stopped = True
        self._pause.stop()

    def go_on(self) -> None:
        """Publish again: the file was not closed after all."""
        self._stopped = False

    @Slot(object)
    def _done(self, _result: object) -> None:
        self._working = False
        self._slow.stop()
        self.said.emit(self.line)

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        self._working = False
        self._slow.stop()
        self.said.emit(self.line)
        self.failed.emit(error)

    @Slot(bool)
    def _rested(self, busy: bool) -> None:  # noqa: FBT001 - a slot takes what the signal gives
        if busy or self._working or self._stopped or self._file.read_only:
            return
        if self._file.has_unpublished:
            self._pause.start()
        self.said.emit(self.line)

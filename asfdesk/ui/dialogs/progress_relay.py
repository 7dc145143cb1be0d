"""Progress from the worker to the window, and the wish to stop the other way."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from asfdesk.errors import CancelledError
from asfdesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ProgressRelay(QObject):
    """A `Progress`: called on the worker, it tells the window; `stop` makes it raise.

    Signals:
        moved: steps done and in all.
    """

    moved = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._stop = Event()

    def __call__(self, done: int, total: int) -> None:
        """Tell how far it has come; raises CancelledError once the user has asked to stop."""
        if self._stop.is_set():
            raise CancelledError(_("Stopped. Nothing was changed."))
        self.moved.emit(done, total)

    def stop(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def start(self) -> None:
        """Forget an earlier wish to stop."""
        self._stop.clear()

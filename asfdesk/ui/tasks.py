"""Work beside the window: one worker thread that owns the open file.

Everything that touches the file, computes for long or reads a disk runs here, so the window never
waits. Results come back through a bound slot of a QObject that lives in the window's thread:
a lambda would have no thread of its own and could run on the worker.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from asfdesk.errors import AsfDeskError
from asfdesk.ui.garbage import GarbageTimer

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_TURN_SECONDS = 0.0005


@dataclass(frozen=True)
class _Job:
    """One piece of work and whom to tell."""

    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[AsfDeskError], None] | None
    ends: bool = False


@dataclass(frozen=True)
class _Outcome:
    """How a job went; exactly one of the three last is meaningful."""

    job: _Job
    value: Any = None
    trouble: AsfDeskError | None = None
    bug: Exception | None = None


class Tasks(QObject):
    """Runs work in order, one at a time, and reports on the window's thread.

    Signals:
        busy_changed: True when the first job of a run starts, False when none is left.
        trouble: expected trouble nobody else takes care of (no `failed` was given).
    """

    busy_changed = Signal(bool)
    trouble = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._garbage = GarbageTimer(self)
        # While the worker computes, the window's thread waits this long for its turn, once for
        # each piece of a window that is painted; with Python's own 5 ms typing would stutter.
        sys.setswitchinterval(_TURN_SECONDS)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="file")
        self._pending = 0
        self._closed = False
        self._ending = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def pending(self) -> int:
        """Jobs that have not been reported yet."""
        return self._pending

    @property
    def ending(self) -> bool:
        """Whether something is running after which the file may be closed."""
        return self._ending

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[AsfDeskError], None] | None = None,
    ) -> None:
        """Run `work` on the worker, then exactly one of `done` and `failed` in the window.

        Neither is called when its owner is a widget that has been destroyed meanwhile. A bug in
        `work` (anything but AsfDeskError) is raised again in the window, for the excepthook.
        """
        if self._closed or self._ending:
            return
        self._submit(_Job(work, done, failed))

    def run_last(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[AsfDeskError], None],
    ) -> None:
        """The same for what closes the file: until it is reported no other work is taken.

        What was given before is done first; what its results ask for would find the file closed.
        """
        if self._closed or self._ending:
            return
        self._ending = True
        self._submit(_Job(work, done, failed, ends=True))

    def _submit(self, job: _Job) -> None:
        self._pending += 1
        if self._pending == 1:
            self.busy_changed.emit(True)  # noqa: FBT003 - Qt signals take positions only
        self._worker.submit(self._work, job)

    def close(self) -> None:
        """Finish what is running, drop what waits, take no more."""
        self._closed = True
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _work(self, job: _Job) -> None:
        try:
            outcome = _Outcome(job, value=job.work())
        except AsfDeskError as trouble:
            outcome = _Outcome(job, trouble=trouble)
        except Exception as bug:  # noqa: BLE001 - carried over and raised again in the window
            outcome = _Outcome(job, bug=bug)
        if shiboken6.isValid(self):
            self._finished.emit(outcome)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        self._pending -= 1
        if outcome.job.ends:
            self._ending = False
        try:
            self._report(outcome)
        finally:
            if self._pending == 0:
                self.busy_changed.emit(False)  # noqa: FBT003 - Qt signals take positions only

    def _report(self, outcome: _Outcome) -> None:
        if outcome.bug is not None:
            raise outcome.bug
        if outcome.trouble is None:
            if _alive(outcome.job.done):
                outcome.job.done(outcome.value)
        elif outcome.job.failed is None:
            self.trouble.emit(outcome.trouble)
        elif _alive(outcome.job.failed):
            outcome.job.failed(outcome.trouble)


def _alive(receiver: Callable[..., None]) -> bool:
    """Whether a callback can still be called: its owner, if it is a QObject, exists."""
    # A partial of a method belongs to the method's object too.
    owner = getattr(getattr(receiver, "func", receiver), "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)

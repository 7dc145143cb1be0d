"""Python's cyclic garbage is collected on the window's thread only, and while nobody is busy.

Windows that have been let go of lie in cycles until the collector finds them. It runs on whatever
thread happens to allocate; on the worker it would destroy widgets there, and Qt ends the program.
So nothing is collected by itself once a worker exists, and a timer of the window does it.

After a long report or a big import a round takes tens of milliseconds. So it waits until no key
or mouse has been used for a while and the window has nothing left to do, but not for ever.

What was there before the first window (modules, classes, functions) stays until the end: it is
put where the collector does not look, or each round would go through all of it while one types.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from asfdesk.ui.idle import ACTIVITY

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QWindow

EVERY_MS = 1000
QUIET_S = 1.0
"""So long no key or mouse has been used."""
LATEST_S = 60.0
"""So long it is put off at most."""


class GarbageTimer(QObject):
    """Collects in the window's own pauses, generation by generation as Python would.

    Args:
        parent: owns it.
        clock: seconds that only count up.
    """

    def __init__(self, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        gc.disable()
        if not gc.get_freeze_count():
            gc.freeze()
        self._clock = clock
        self._active_at = self._collected_at = clock()
        self._waiting = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.collect)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    @Slot()
    def tick(self) -> None:
        """Collect at the next pause, if there is something and nobody is typing."""
        now = self._clock()
        if _generation() is None:
            self._collected_at = now
        elif now - self._collected_at >= LATEST_S:
            self.collect()
        elif not self._waiting and now - self._active_at >= QUIET_S:
            dispatcher = QAbstractEventDispatcher.instance()
            if dispatcher is not None:
                self._waiting = True
                dispatcher.aboutToBlock.connect(self._nothing_left)

    @Slot()
    def collect(self) -> None:
        """The oldest generation whose count is over its threshold, with all younger ones."""
        self._collected_at = self._clock()
        generation = _generation()
        if generation is not None:
            gc.collect(generation)

    @Slot()
    def _nothing_left(self) -> None:
        """The window's thread would go to sleep now."""
        dispatcher = QAbstractEventDispatcher.instance()
        if self._waiting and dispatcher is not None:
            self._waiting = False
            dispatcher.aboutToBlock.disconnect(self._nothing_left)
            if self._clock() - self._active_at >= QUIET_S:
                self._pause.start(0)

    @Slot(object)
    def _watch(self, window: QWindow | None) -> None:
        """See what a window gets; asking twice changes nothing."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there."""
        if event.type() in ACTIVITY:
            self._active_at = self._clock()
        return super().eventFilter(watched, event)


def _generation() -> int | None:
    """The oldest generation whose count is over its threshold; None = none is."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    return next((one for one in (2, 1, 0) if counts[one] > thresholds[one]), None)

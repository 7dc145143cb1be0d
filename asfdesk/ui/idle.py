"""When nobody is at the computer: no key or mouse for so long, or the computer has slept.

Keys and mouse are seen where the system hands them to a window, so nothing slows painting. Sleep
is seen as time that passed between two ticks of a timer, by the clock on the wall or the one that
only counts: which of them stands still in sleep differs between systems.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow

TICK_MS = 5000
SLEPT_S = 30.0
"""So much more than a tick between two ticks: the computer has slept."""
WARNED_S = 30.0
"""So long before it locks the user is told."""

ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)
"""What a window gets when somebody is at the computer."""


class IdleWatch(QObject):
    """Watches while a file is open.

    Args:
        minutes: how long nothing may happen; 0 = watch for nothing. Asked at every tick.
        clock: seconds that only count up.
        wall: seconds of the day's clock.
        parent: owns it.

    Signals:
        wanted: lock now.
        soon: it locks in half a minute.
    """

    wanted = Signal()
    soon = Signal()

    def __init__(
        self,
        minutes: Callable[[], int],
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._clock = clock
        self._wall = wall
        self._active_at = clock()
        self._ticked = (clock(), wall())
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    @property
    def running(self) -> bool:
        """Whether a file is being watched."""
        return self._timer.isActive()

    def start(self) -> None:
        """A file is open."""
        self._ticked = (self._clock(), self._wall())
        self._active()
        self._watch(QGuiApplication.focusWindow())
        self._timer.start()

    def stop(self) -> None:
        """No file is open."""
        self._timer.stop()

    @Slot()
    def tick(self) -> None:
        """Look at the clocks."""
        clock, wall = self._clock(), self._wall()
        passed = max(clock - self._ticked[0], wall - self._ticked[1])
        self._ticked = (clock, wall)
        patience = self._minutes() * 60
        if not patience:
            return
        idle = clock - self._active_at
        if passed > SLEPT_S + TICK_MS / 1000 or idle >= patience:
            self.wanted.emit()
        elif idle >= patience - WARNED_S and not self._warned:
            self._warned = True
            self.soon.emit()

    def _active(self) -> None:
        self._active_at = self._clock()
        self._warned = False

    @Slot(object)
    def _watch(self, window: QWindow | None) -> None:
        """See what a window gets; asking twice changes nothing."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there; Ctrl+L locks from any window, also from a dialog."""
        if event.type() in ACTIVITY:
            self._active()
            if self.running and isinstance(event, QKeyEvent) and _is_lock_key(event):
                self.wanted.emit()
                return True
        return super().eventFilter(watched, event)


def _is_lock_key(event: QKeyEvent) -> bool:
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() == Qt.Key.Key_L

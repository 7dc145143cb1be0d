"""Python's cyclic garbage is collected on the window's thread only.

Windows that have been let go of lie in cycles until the collector finds them. It runs on whatever
thread happens to allocate; on the worker it would destroy widgets there, and Qt ends the program.
So nothing is collected by itself once a worker exists, and a timer of the window does it.

What was there before the first window (modules, classes, functions) stays until the end: it is
put where the collector does not look, or each round would go through all of it while one types.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 1000


class GarbageTimer(QObject):
    """Collects in the window's own pauses, generation by generation as Python would."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        if not gc.get_freeze_count():
            gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """The oldest generation whose count is over its threshold, with all younger ones."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

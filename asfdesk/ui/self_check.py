"""`--self-check`: open the example, draw every page, end. The frozen program runs it once built."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from asfdesk.ui.crash import crash_report
from asfdesk.ui.navigation import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from PySide6.QtWidgets import QApplication

    from asfdesk.ui.main_window import MainWindow
    from asfdesk.ui.tasks import Tasks

LOOK_EVERY_MS = 100
CALM_LOOKS = 3
"""A page is done when the worker has been idle this many looks in a row."""

GIVE_UP_LOOKS = 1800
FAILED = 1


class SelfCheck(QObject):
    """Walks through the pages of the window that is opened.

    Args:
        app: the application, which it ends with 0, or 1 after a bug or three minutes.
        tasks: the worker, to know when a page has what it asked for.
        window: gives the main window once it is up.
    """

    def __init__(
        self, app: QApplication, tasks: Tasks, window: Callable[[], MainWindow | None]
    ) -> None:
        super().__init__(app)
        self._app = app
        self._window = window
        self._left = [entry.key for entry in PAGES]
        self._busy = False
        self._calm = 0
        self._looks = 0
        tasks.busy_changed.connect(self._set_busy)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_EVERY_MS)

    def caught(
        self, kind: type[BaseException], _value: BaseException, trace: TracebackType | None
    ) -> None:
        """`sys.excepthook` while it runs: a bug ends the check."""
        sys.stderr.write(f"{crash_report(kind, trace)}\n")
        self._app.exit(FAILED)

    @Slot(bool)
    def _set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot takes what comes
        self._busy = busy
        self._calm = 0

    @Slot()
    def _look(self) -> None:
        self._looks += 1
        if self._looks > GIVE_UP_LOOKS:
            self._app.exit(FAILED)
            return
        window = self._window()
        self._calm += 1
        if window is None or self._busy or self._calm < CALM_LOOKS:
            return
        self._calm = 0
        if window.grab().isNull():
            self._app.exit(FAILED)
        elif self._left:
            window.go(self._left.pop(0))
        else:
            self._timer.stop()
            window.close()

"""The whole program in one process, let go of the way the program itself does it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent

from asfdesk.app import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from asfdesk.app import Options


@contextmanager
def open_desk(app: QApplication, options: Options) -> Iterator[Desk]:
    """A desk whose open file, worker and windows end with the test."""
    made = Desk(app, options)
    yield made
    if made.window is not None:
        made.window._closing.begin()
    made.idle.stop()
    made.tasks.close()
    clients, region = made.clients, made.region
    shown = (clients.window, clients.locked, region.window)
    for window in (made.start, made.window, made.locking.window, *shown):
        if window is not None:
            # Deleted only when events run again; a later test must not see it until then.
            window.hide()
            window.deleteLater()
    made.deleteLater()


def settle(qtbot: QtBot, desk: Desk) -> None:
    """Until the worker has nothing left to do, and windows let go of are gone."""
    qtbot.waitUntil(lambda: desk.tasks.pending == 0, timeout=20_000)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

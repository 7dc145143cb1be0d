"""Widgets in cycles are destroyed on the window's thread, never on the worker."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.ui.tasks import Tasks


class Knot:
    """Something in a cycle that knows which thread ended it."""

    def __init__(self, ended: list[int]) -> None:
        self.me = self
        self.ended = ended
        self.widget = QObject()

    def __del__(self) -> None:
        self.ended.append(threading.get_ident())


def test_the_worker_collects_nothing_and_the_timer_does(qtbot: QtBot, tasks: Tasks) -> None:
    ended: list[int] = []
    gone = weakref.ref(Knot(ended))

    def allocate() -> int:
        return len([[number] for number in range(200_000)])

    counts: list[int] = []
    tasks.run(allocate, counts.append)
    qtbot.waitUntil(lambda: bool(counts), timeout=20_000)
    assert ended == []
    assert not gc.isenabled()
    kept = [[number] for number in range(5_000)]
    tasks._garbage.collect()
    assert len(kept) == 5_000
    assert gone() is None
    assert ended == [threading.get_ident()]

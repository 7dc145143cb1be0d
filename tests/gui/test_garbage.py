"""Widgets in cycles are destroyed on the window's thread, never on the worker."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow

from asfdesk.ui.garbage import GarbageTimer

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


class Clock:
    """Seconds that are set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def littered() -> weakref.ref[Knot]:
    """More in cycles than the collector's threshold."""
    assert not gc.isenabled()
    gc.collect()
    gone = weakref.ref(Knot([]))
    for _round in range(gc.get_threshold()[0] + 100):
        round_about: list[object] = []
        round_about.append(round_about)
    return gone


def test_it_waits_until_nobody_types_and_nothing_is_left_to_do(qtbot: QtBot) -> None:
    parent, clock, window = QObject(), Clock(), QWindow()
    timer = GarbageTimer(parent, clock)
    timer._watch(window)
    gone = littered()
    clock.now += 0.9  # QUIET_S is one second
    timer.tick()
    QCoreApplication.processEvents()
    assert gone() is not None
    clock.now += 0.2
    QCoreApplication.sendEvent(window, key("5"))
    timer.tick()
    qtbot.wait(20)
    assert gone() is not None, "somebody has just typed"
    clock.now += 1.1
    timer.tick()
    assert gone() is not None, "not before the window has nothing left to do"
    qtbot.waitUntil(lambda: gone() is None)
    shiboken6.delete(parent)


def test_it_is_not_put_off_for_ever(qtbot: QtBot) -> None:
    del qtbot
    parent, clock, window = QObject(), Clock(), QWindow()
    timer = GarbageTimer(parent, clock)
    timer._watch(window)
    gone = littered()
    for _second in range(59):
        clock.now += 1
        QCoreApplication.sendEvent(window, key("5"))
        timer.tick()
    assert gone() is not None
    clock.now += 1
    timer.tick()
    assert gone() is None
    shiboken6.delete(parent)


def key(text: str) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, ord(text), Qt.KeyboardModifier.NoModifier, text)

"""Work runs beside the window and reports in it, once, and to nobody who is gone."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QObject, Slot

from asfdesk.errors import RefusedError

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.errors import AsfDeskError
    from asfdesk.ui.tasks import Tasks


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: list[threading.Thread] = []

    @Slot(object)
    def done(self, value: object) -> None:
        self.heard.append(value)
        self.threads.append(threading.current_thread())

    @Slot(object)
    def failed(self, error: AsfDeskError) -> None:
        self.heard.append(("failed", error.what))


def refuse() -> int:
    raise RefusedError("no")


def break_down() -> int:
    raise ZeroDivisionError


def test_work_is_done_elsewhere_and_told_here(qtbot: QtBot, tasks: Tasks) -> None:
    listener = Listener()
    tasks.run(threading.current_thread, listener.done)
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert listener.heard != [threading.current_thread()]
    assert listener.threads == [threading.current_thread()]


def test_jobs_come_back_in_the_order_they_were_given(qtbot: QtBot, tasks: Tasks) -> None:
    listener = Listener()
    for number in range(5):
        tasks.run(partial(abs, -number), listener.done)
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert listener.heard == [0, 1, 2, 3, 4]


def test_exactly_one_of_done_and_failed(qtbot: QtBot, tasks: Tasks) -> None:
    listener = Listener()
    tasks.run(refuse, listener.done, listener.failed)
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert listener.heard == [("failed", "no")]


def test_trouble_nobody_takes_is_announced(qtbot: QtBot, tasks: Tasks) -> None:
    listener = Listener()
    tasks.trouble.connect(listener.failed)
    tasks.run(refuse, listener.done)
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert listener.heard == [("failed", "no")]


def test_a_bug_reaches_the_excepthook(qtbot: QtBot, tasks: Tasks) -> None:
    listener = Listener()
    with qtbot.captureExceptions() as caught:
        tasks.run(break_down, listener.done, listener.failed)
        qtbot.waitUntil(lambda: tasks.pending == 0)
    assert [kind for kind, _value, _trace in caught] == [ZeroDivisionError]
    assert listener.heard == []


def test_a_widget_that_is_gone_hears_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    listener = Listener()
    other = Listener()
    tasks.run(lambda: 1, listener.done)
    tasks.run(lambda: 2, other.done)
    shiboken6.delete(listener)
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert other.heard == [2]


def test_it_says_when_it_is_busy(qtbot: QtBot, tasks: Tasks) -> None:
    listener = Listener()
    said: list[bool] = []
    tasks.busy_changed.connect(said.append)
    tasks.run(lambda: 1, listener.done)
    tasks.run(lambda: 2, listener.done)
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert said == [True, False]


def test_nothing_comes_after_what_closes_the_file(qtbot: QtBot, tasks: Tasks) -> None:
    listener = Listener()
    tasks.run(lambda: "before", listener.done)
    tasks.run_last(lambda: "last", listener.done, listener.failed)
    tasks.run(lambda: "dropped", listener.done)
    qtbot.waitUntil(lambda: tasks.pending == 0)
    tasks.run(lambda: "next file", listener.done)
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert listener.heard == ["before", "last", "next file"]


def test_when_closing_fails_work_goes_on(qtbot: QtBot, tasks: Tasks) -> None:
    listener = Listener()
    tasks.run_last(refuse, listener.done, listener.failed)
    qtbot.waitUntil(lambda: tasks.pending == 0)
    tasks.run(lambda: "on", listener.done)
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert listener.heard == [("failed", "no"), "on"]


def test_after_closing_nothing_is_taken(tasks: Tasks) -> None:
    listener = Listener()
    tasks.close()
    tasks.run(lambda: 1, listener.done)
    assert tasks.pending == 0


@pytest.mark.parametrize("times", [1, 2])
def test_closing_twice_is_the_same_as_once(tasks: Tasks, times: int) -> None:
    for _ in range(times):
        tasks.close()
    assert tasks.pending == 0

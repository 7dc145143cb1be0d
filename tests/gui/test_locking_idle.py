"""When the program locks by itself: idle, asleep, and what puts it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from asfdesk.ui.idle import IdleWatch
from asfdesk.ui.settings import AppSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot


class Clocks:
    """Both clocks, moved by the test."""

    def __init__(self) -> None:
        self.counted = 1000.0
        self.day = 5_000_000.0

    def pass_(self, seconds: float, *, asleep: float = 0) -> None:
        self.counted += seconds
        self.day += seconds + asleep


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[tuple[IdleWatch, Clocks, list[str], list[int]]]:
    clocks, said, minutes = Clocks(), list[str](), [10]
    made = IdleWatch(lambda: minutes[0], lambda: clocks.counted, lambda: clocks.day, qapp)
    made.wanted.connect(lambda: said.append("lock"))
    made.soon.connect(lambda: said.append("soon"))
    made.start()
    made._timer.stop()
    yield made, clocks, said, minutes
    made.deleteLater()


def ticks(watch: IdleWatch, clocks: Clocks, seconds: int) -> None:
    for _tick in range(seconds // 5):
        clocks.pass_(5)
        watch.tick()


def test_ten_minutes_of_nothing_lock_after_a_warning(
    watch: tuple[IdleWatch, Clocks, list[str], list[int]],
) -> None:
    idle, clocks, said, _minutes = watch
    ticks(idle, clocks, 565)
    assert said == []
    ticks(idle, clocks, 30)
    assert said == ["soon"]
    ticks(idle, clocks, 5)
    assert said == ["soon", "lock"]


def test_off_is_never(watch: tuple[IdleWatch, Clocks, list[str], list[int]]) -> None:
    idle, clocks, said, minutes = watch
    minutes[0] = 0
    ticks(idle, clocks, 4000)
    clocks.pass_(5, asleep=3600)
    idle.tick()
    assert said == []


@pytest.mark.parametrize("counted", [True, False])
def test_sleep_locks_at_waking_whichever_clock_stood_still(
    watch: tuple[IdleWatch, Clocks, list[str], list[int]], *, counted: bool
) -> None:
    idle, clocks, said, _minutes = watch
    clocks.pass_(45) if counted else clocks.pass_(5, asleep=40)
    idle.tick()
    assert said == ["lock"]


def test_a_clock_set_back_or_a_late_tick_does_not_lock(
    watch: tuple[IdleWatch, Clocks, list[str], list[int]],
) -> None:
    idle, clocks, said, _minutes = watch
    clocks.pass_(5, asleep=-7200)
    idle.tick()
    clocks.pass_(20)
    idle.tick()
    assert said == []


@pytest.mark.parametrize(
    "act",
    [
        lambda window: QTest.keyClick(window, Qt.Key.Key_A),
        lambda window: QTest.mouseMove(window, QPoint(20, 20)),
        lambda window: QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(5, 5)),
    ],
    ids=["key", "move", "click"],
)
def test_key_and_mouse_put_it_off(
    qtbot: QtBot,
    watch: tuple[IdleWatch, Clocks, list[str], list[int]],
    act: Callable[[object], None],
) -> None:
    idle, clocks, said, _minutes = watch
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 100)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    ticks(idle, clocks, 560)
    act(window.windowHandle())
    QApplication.processEvents()
    ticks(idle, clocks, 560)
    assert said == []
    ticks(idle, clocks, 40)
    assert said == ["soon", "lock"]


def test_ten_minutes_is_what_a_new_computer_has() -> None:
    assert AppSettings().lock_minutes == 10

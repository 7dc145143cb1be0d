"""How long the window is blocked: showing each page, and typing in one cell.

    .venv/bin/python bench/bench_gui.py [--rounds 5]

Opens the example enterprise offscreen and watches the window's thread with a timer that wants to
fire every millisecond; the longest it is kept waiting is the longest the window did not answer.
Budgets (decisions D3): a typed cell 16 ms, painting a whole page 100 ms. It prints and judges
nothing. A page's first showing builds it, the second finds it built.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from asfdesk.services.example.write import PASSWORD, write_example
from asfdesk.services.file.open_file import KdfCost
from asfdesk.ui.kit.grid.grid_view import GridView
from asfdesk.ui.navigation import PAGES
from asfdesk.ui.pages.planning.plan_page import MONTHS, PlanPage
from asfdesk.ui.settings import AppSettings
from asfdesk.ui.theme import Mode
from tests.screens import open_window, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.ui.main_window import MainWindow
    from asfdesk.ui.tasks import Tasks

CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)
CELL_BUDGET_MS, PAGE_BUDGET_MS = 16, 100
EDITED = {"attendance": "6", "supervision": "8", "plan": "1000"}
"""Pages with a grid, and what is typed into it."""


class Watch(QObject):
    """The longest time between two rounds of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)
        self._before = 0.0
        self._longest = 0.0

    @Slot()
    def _tick(self) -> None:
        now = perf_counter()
        self._longest = max(self._longest, now - self._before)
        self._before = now

    def longest_ms(self, act: Callable[[], None], tasks: Tasks) -> float:
        """Do something, wait until it is shown, and say how long nothing else could happen."""
        self._longest, self._before = 0.0, perf_counter()
        self._timer.start()
        act()
        self._tick()
        settle(tasks)
        self._tick()
        self._timer.stop()
        return self._longest * 1000


@dataclass(frozen=True)
class Blocked:
    """Milliseconds on one page; None = there is no cell to type in."""

    page: str
    first: float
    again: float
    cell: float | None


def measure(window: MainWindow, tasks: Tasks, rounds: int) -> list[Blocked]:
    """Every page, the best of some rounds: what else the computer did is not the program's."""
    watch, found = Watch(), []
    keys = [entry.key for entry in PAGES]
    for key in keys:
        other = keys[-1] if key == keys[0] else keys[0]
        first = watch.longest_ms(partial(window.go, key), tasks)
        again = []
        for _round in range(rounds):
            window.go(other)
            settle(tasks)
            again.append(watch.longest_ms(partial(window.go, key), tasks))
        cells = []
        if isinstance(window.page, PlanPage):
            # The example's plan is approved; a revision of it can be typed in.
            window.page.decide_button.click()
            settle(tasks)
            window.page.show_place(MONTHS)
            settle(tasks)
        if key in EDITED:
            cells = [typed(watch, window, tasks, EDITED[key], at) for at in range(rounds)]
        found.append(Blocked(key, first, min(again), min(cells) if cells else None))
    return found


def typed(watch: Watch, window: MainWindow, tasks: Tasks, text: str, at: int) -> float:
    """Open a cell with the first key, write the rest and press Enter."""
    page = window.page
    if page is None:
        raise LookupError(text)
    view = next(one for one in page.findChildren(GridView) if one.isVisible())
    row, column = next(
        (row, column)
        for row in range(view.model().rowCount())
        for column in range(at, view.model().columnCount())
        if view.model().flags(view.model().index(row, column)) & Qt.ItemFlag.ItemIsEditable
    )
    view.go_to(row, column)
    view.setFocus()
    settle(tasks)

    def write() -> None:
        QTest.keyClicks(view, text[0])
        editor = view.findChildren(QLineEdit)[-1]
        QTest.keyClicks(editor, f"{text[1:]}{at}" if len(text) > 1 else "")
        QTest.keyClick(editor, Qt.Key.Key_Return)

    return watch.longest_ms(write, tasks)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ASFDESK_HOME"] = str(Path(folder) / "home")
        example = write_example(Path(folder) / "example", cost=CHEAP)
        settings = AppSettings(Mode.LIGHT, "sv", 1366, 768)
        with open_window(example.client_file, PASSWORD, app, settings) as (window, tasks):
            found = measure(window, tasks, rounds)
    print(f"{'page':<14}{'first':>9}{'again':>9}{'cell':>9}   ms")
    for one in found:
        cell = "-" if one.cell is None else f"{one.cell:.1f}"
        print(f"{one.page:<14}{one.first:>9.1f}{one.again:>9.1f}{cell:>9}")
    print(f"budget {PAGE_BUDGET_MS} ms to show a page, {CELL_BUDGET_MS} ms for a typed cell")


if __name__ == "__main__":
    main()

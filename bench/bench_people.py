"""Attendance and reports with 200 trainees and ten years of daily rows behind them.

    .venv/bin/python bench/bench_people.py [--rounds 5]

Each row has a floor measured in the same run: the least that must happen in any case.

- open a month: from the click until it is painted, query and content included. Floor: the bare
  query of the month's rows, as the driver gives them.
- a typed cell: the longest time the window's thread did not answer while a cell is typed, written
  and shown. Floor: painting the grid once.
- paste 31 x 40 cells: from Ctrl+V until they are in the file, as one step. Floor: the same rows in
  one transaction that keeps no earlier state.
- the preview of R1: the longest time the window's thread did not answer from the worker's report,
  a page for each trainee, until all of it is laid out. Floor: painting what is seen of it once.
- make R1: on the worker. Floor: the bare query of the month's rows.

"own" is the processor's time: of the whole program, or for the stall of the window's thread.
The file is made in a temporary folder the first time, which takes a minute.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from time import perf_counter, process_time, thread_time
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from asfdesk.domain.period import Month, Period
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.ui.kit.document.document_view import DocumentView
from asfdesk.ui.pages.hours.attendance_page import AttendancePage
from asfdesk.ui.settings import AppSettings
from asfdesk.ui.theme import Mode
from bench.people_file import PASSWORD, TODAY, people_file
from tests.screens import open_window, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.reports.document import Document
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.main_window import MainWindow
    from asfdesk.ui.tasks import Tasks

OPEN_TARGET, STALL_TARGET, PASTE_TARGET = 150, 16, 200
PREVIEW_TARGET, MAKE_TARGET = 16, 1000
MONTHS = (Month(2026, 9), Month(2026, 8), Month(2021, 3), Month(2026, 11), Month(2017, 5))
ROWS, DAYS = 40, 31
OPEN_MONTH = Month(2026, 10)


class RolledError(Exception):
    """The floor's transaction is taken back."""


@dataclass(frozen=True)
class Took:
    """Milliseconds by the clock, and of the processor: what others did meanwhile is not in them."""

    clock: float
    own: float


class Watch(QObject):
    """The longest time between two rounds of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)
        self._before = self._own_before = self._longest = self._own_longest = 0.0

    @Slot()
    def _tick(self) -> None:
        now, own = perf_counter(), thread_time()
        self._longest = max(self._longest, now - self._before)
        self._own_longest = max(self._own_longest, own - self._own_before)
        self._before, self._own_before = now, own

    def longest(self, act: Callable[[], None], tasks: Tasks) -> Took:
        """Do something until it is shown; the longest that nothing else could happen."""
        self._longest = self._own_longest = 0.0
        self._before, self._own_before = perf_counter(), thread_time()
        self._timer.start()
        act()
        while tasks.pending:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        settle(tasks)
        self._tick()
        self._timer.stop()
        return Took(self._longest * 1000, self._own_longest * 1000)


@dataclass(frozen=True)
class Row:
    """One line of figures, in milliseconds."""

    what: str
    took: list[Took]
    floor: list[float]
    target: int

    def line(self) -> str:
        """As it is printed."""
        clock = statistics.median(one.clock for one in self.took)
        own = statistics.median(one.own for one in self.took)
        floor = statistics.median(self.floor)
        return (
            f"{self.what:<22}{clock:>9.1f}{max(one.clock for one in self.took):>9.1f}"
            f"{own:>9.1f}{self.target:>9}{floor:>9.1f}{clock / floor:>8.1f}"
        )


class Bench:
    """The window with the page that is measured."""

    def __init__(self, window: MainWindow, tasks: Tasks) -> None:
        self.window, self.tasks = window, tasks
        window.go(f"attendance@{OPEN_MONTH}")
        settle(tasks)
        page = window.page
        if not isinstance(page, AttendancePage):
            raise TypeError(page)
        self.page = page

    def on_worker(self, work: Callable[[WriteSession], float]) -> float:
        """What a piece of work on the worker says it took, in milliseconds."""
        write, found = self.page.context.write, list[float]()
        if write is None:
            raise TypeError
        self.tasks.run(lambda: work(write), found.append)
        settle(self.tasks)
        return found[0] * 1000

    def opening(self, month: Month) -> Took:
        """From the click to the painted month."""
        asked, own = perf_counter(), process_time()
        self.window.go(f"attendance@{month}")
        shown = self._until(lambda: self.page.shown is not None and self.page.shown.month == month)
        self.page.grid.view.viewport().repaint()
        spent = process_time() - own
        return Took((max(shown, perf_counter()) - asked) * 1000, spent * 1000)

    def _until(self, done: Callable[[], bool]) -> float:
        # Waiting, not spinning: that would take the interpreter from the worker.
        while not done():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return perf_counter()

    def typing(self, watch: Watch, at: int) -> Took:
        """The longest stall while a cell is typed in, key by key as fingers press them."""
        view = self.page.grid.view
        view.go_to(at, 2 + at % 3)
        view.setFocus()
        settle(self.tasks)
        opened = watch.longest(lambda: QTest.keyClicks(view, "5"), self.tasks)
        editor = view.findChildren(QLineEdit)[-1]
        entered = watch.longest(lambda: QTest.keyClick(editor, Qt.Key.Key_Return), self.tasks)
        return max(opened, entered, key=lambda took: took.clock)

    def painting(self) -> float:
        """One paint of the grid, in milliseconds."""
        began = perf_counter()
        self.page.grid.view.viewport().repaint()
        return (perf_counter() - began) * 1000

    def pasting(self, at: int) -> Took:
        """From Ctrl+V until the block is in the file."""
        page, view = self.page, self.page.grid.view
        lines = ["\t".join(f"{3 + (row + at) % 4}" for _day in range(DAYS)) for row in range(ROWS)]
        QGuiApplication.clipboard().setText("\n".join(lines))
        view.go_to(0, 0)
        view.setFocus()
        settle(self.tasks)
        written = list[float]()
        page.context.bus.changed.connect(lambda _changes: written.append(perf_counter()))
        began, own = perf_counter(), process_time()
        QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        ended, spent = self._until(lambda: bool(written)), process_time() - own
        settle(self.tasks)
        return Took((ended - began) * 1000, spent * 1000)


class Previews:
    """R1 of all trainees: made, and shown in a window of its own."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._watch = Watch()
        self.made, self.shown = list[Took](), list[Took]()
        self.painted, self.queried = list[float](), list[float]()

    def once(self) -> None:
        """Make it and show it, as the page of reports does."""
        entry = find_report("R1")
        request = ReportRequest(Period.of_month(OPEN_MONTH), TODAY, datetime.now().astimezone())
        made: list[Document] = []

        def work(write: WriteSession) -> float:
            began, own = perf_counter(), thread_time()
            made.append(make_report(write, entry, request))
            took = perf_counter() - began
            self.made.append(Took(took * 1000, (thread_time() - own) * 1000))
            return took

        self._bench.on_worker(work)
        self.queried.append(self._bench.on_worker(partial(bare_query, OPEN_MONTH)))
        view = DocumentView()
        view.resize(760, 640)
        view.show()
        settle(self._bench.tasks)
        self.shown.append(
            self._watch.longest(partial(self._show, view, made[0]), self._bench.tasks)
        )
        began = perf_counter()
        view.viewport().repaint()
        self.painted.append((perf_counter() - began) * 1000)
        view.close()
        view.deleteLater()

    def _show(self, view: DocumentView, document: Document) -> None:
        view.set_document(document)
        view.viewport().repaint()
        while not view.finished:
            QApplication.processEvents()


def bare_query(month: Month, write: WriteSession) -> float:
    """Seconds for the month's rows as the driver gives them."""
    period = Period.of_month(month)
    began = perf_counter()
    sql = "SELECT * FROM attendance WHERE day BETWEEN :first AND :last"
    write.writer.all(sql, {"first": str(period.first), "last": str(period.last)})
    return perf_counter() - began


def bare_insert(write: WriteSession) -> float:
    """Seconds for 31 x 40 rows in one transaction, taken back afterwards."""
    placements = [p.id for p in write.placements.in_period(OPEN_MONTH.first, OPEN_MONTH.last)]
    columns = ("placement_id", "day", "activity", "planned_minutes", "attended_minutes")
    rows = [
        (placement, f"2031-01-{day:02d}", "floor", 360, 360)
        for placement in placements[:ROWS]
        for day in range(1, DAYS + 1)
    ]
    took = 0.0
    with (
        suppress(RolledError),
        write.writer.action("example.fill", ("attendance",), undoable=False),
    ):
        began = perf_counter()
        write.writer.insert_many("attendance", columns, rows)
        took = perf_counter() - began
        raise RolledError
    return took


def measure(bench: Bench, rounds: int) -> list[Row]:
    """Every figure, some rounds each; the median counts."""
    opened, queries = list[Took](), list[float]()
    for _round in range(rounds):
        for month in MONTHS:
            opened.append(bench.opening(month))
            settle(bench.tasks)
            queries.append(bench.on_worker(partial(bare_query, month)))
    bench.opening(OPEN_MONTH)
    settle(bench.tasks)
    watch = Watch()
    typed = [bench.typing(watch, at) for at in range(rounds * 3)]
    paints = [bench.painting() for _round in range(rounds * 3)]
    pasted = [bench.pasting(at) for at in range(rounds)]
    inserts = [bench.on_worker(bare_insert) for _round in range(rounds)]
    previews = Previews(bench)
    for _round in range(rounds):
        previews.once()
    return [
        Row("open a month", opened, queries, OPEN_TARGET),
        Row("stall, typed cell", typed, paints, STALL_TARGET),
        Row("paste 31 x 40", pasted, inserts, PASTE_TARGET),
        Row("stall, preview of R1", previews.shown, previews.painted, PREVIEW_TARGET),
        Row("make R1", previews.made, previews.queried, MAKE_TARGET),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    app = QApplication([])
    source = people_file()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ASFDESK_HOME"] = str(Path(folder) / "home")
        copy = Path(folder) / "people.asfdesk"
        copy.write_bytes(source.read_bytes())
        settings = AppSettings(Mode.LIGHT, "sv", 1366, 768)
        with open_window(copy, PASSWORD, app, settings) as (window, tasks):
            found = measure(Bench(window, tasks), rounds)
    heads = ("clock", "worst", "own", "target", "floor")
    print(f"{'ms':<22}" + "".join(f"{head:>9}" for head in heads) + f"{'ratio':>8}")
    for row in found:
        print(row.line())


if __name__ == "__main__":
    main()

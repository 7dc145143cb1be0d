"""Pictures of every page and dialog, for people to look at.

    python -m tests.screens OUTDIR [--size 1366x768] [--theme light] [--lang sv] [--page overview]

Writes the example enterprise into a temporary folder, opens it as its owner would, and renders
each page offscreen. `open_window` also serves the tests that look at every page.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from asfdesk.services.example.write import PASSWORD, write_example
from asfdesk.services.file.open_file import KdfCost, open_client_file
from asfdesk.services.standing_date import today_in
from asfdesk.ui.main_window import MainWindow
from asfdesk.ui.navigation import PAGES
from asfdesk.ui.preferences import Preferences
from asfdesk.ui.settings import AppSettings
from asfdesk.ui.start_window import StartWindow
from asfdesk.ui.tasks import Tasks
from asfdesk.ui.theme import Mode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asfdesk.services.file.open_file import OpenFile

CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)
PATIENCE_S = 60.0
TODAY = date(2026, 11, 23)


def settle(tasks: Tasks) -> None:
    """Let the worker finish and the window show what came of it."""
    give_up = time.monotonic() + PATIENCE_S
    rested = 0
    while rested < 3:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        rested = rested + 1 if tasks.pending == 0 else 0
        if time.monotonic() > give_up:
            raise TimeoutError("the worker did not rest")


@contextmanager
def open_window(
    client_file: Path, password: str, app: QApplication, settings: AppSettings
) -> Iterator[tuple[MainWindow, Tasks]]:
    """The main window around a file, closed again afterwards."""
    preferences = Preferences(app, settings)
    tasks = Tasks()
    opened: list[OpenFile] = []
    tasks.run(lambda: open_client_file(client_file, password), opened.append)
    settle(tasks)
    file = opened[0]
    today: list[date] = []
    tasks.run(lambda: today_in(file.session, TODAY), today.append)
    settle(tasks)
    window = MainWindow(file, tasks, preferences, today[0])
    window.resize(settings.width, settings.height)
    window.show()
    settle(tasks)
    try:
        yield window, tasks
    finally:
        window.close()
        settle(tasks)
        window.deleteLater()
        settle(tasks)
        tasks.close()


def shoot(client_file: Path, out: Path, settings: AppSettings, pages: Sequence[str] = ()) -> int:
    """Render the pages of a file into a folder; returns how many pictures were written."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    out.mkdir(parents=True, exist_ok=True)
    tag = f"{settings.width}x{settings.height}-{settings.theme}-{settings.language}"
    count = 0
    with open_window(client_file, PASSWORD, app, settings) as (window, tasks):
        for entry in PAGES:
            if pages and entry.key not in pages:
                continue
            window.go(entry.key)
            settle(tasks)
            settle(tasks)
            window.grab().save(str(out / f"{entry.key}-{tag}.png"))
            count += 1
        start = StartWindow(window.preferences)
        start.show()
        start.grab().save(str(out / f"start-{tag}.png"))
        start.deleteLater()
    return count + 1


def main(words: Sequence[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.screens")
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", action="append", help="WIDTHxHEIGHT")
    parser.add_argument("--theme", action="append", choices=["light", "dark"])
    parser.add_argument("--lang", action="append", choices=["sv", "en"])
    parser.add_argument("--page", action="append", default=[])
    found = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ASFDESK_HOME"] = str(Path(folder) / "home")
        files = write_example(Path(folder) / "example", cost=CHEAP)
        for size in found.size or ["1366x768", "1920x1080"]:
            width, height = (int(part) for part in size.split("x"))
            for theme in found.theme or ["light", "dark"]:
                for language in found.lang or ["sv", "en"]:
                    settings = AppSettings(Mode(theme), language, width, height)
                    shoot(files.client_file, found.out, settings, found.page)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

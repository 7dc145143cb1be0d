"""The tour through the window, offscreen, with mouse and keys: as owner and as adviser."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, cast
from unittest import mock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from asfdesk.app import Desk, Options
from asfdesk.services.file.open_file import create_client_file
from asfdesk.ui.crash import CrashBox
from asfdesk.ui.dialogs.books.import_preview import ImportDialog
from asfdesk.ui.dialogs.file.audit_log import AuditLogDialog
from asfdesk.ui.dialogs.file.backups import BackupsDialog
from asfdesk.ui.dialogs.file.unlock import UnlockDialog
from asfdesk.ui.go_to import GoToDialog
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.navigation import PAGES
from asfdesk.ui.pages.sending.reports_page import AGAIN, MAKE, SENT
from tests.faults.canary_file import ERASED, PROTECTED, books
from tests.faults.canary_words import GUARDED, STEM, WRITTEN_STEM
from tests.faults.tour_files import look_at_files
from tests.faults.tour_place import FOR_ADVISERS, Tour
from tests.said import everything_said
from tests.strongbox import ADVISER, CHEAP, OWNER
from tests.user import User

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QTableView, QWidget
    from pytestqt.qtbot import QtBot

TODAY = date(2026, 11, 23)
SLEEP_MS = 10


class Patience:
    """Of pytest-qt's bot, the part that the user needs: waiting."""

    def waitUntil(self, ready: Callable[[], bool], *, timeout: int = 60_000) -> None:  # noqa: N802 - its name
        give_up = time.monotonic() + 3 * timeout / 1000
        while not ready():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, SLEEP_MS)
            if time.monotonic() > give_up:
                raise TimeoutError("the window does not get on")


@contextmanager
def at_the_desk() -> Iterator[User]:
    """Somebody in front of the start window, who reads English."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    options = Options(language="en", today=TODAY)
    with mock.patch.object(Desk, "_end", return_value=None):
        desk = Desk(app, options, partial(create_client_file, cost=CHEAP))
        desk.begin()
        user = User(cast("QtBot", Patience()), desk)
        user.settle()
        yield user
        user.settle()
        if desk.start is not None:
            desk.start.close()
        desk.tasks.close()
        desk.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def window_tour(tour: Tour) -> None:
    """Everything a user does with a window."""
    with at_the_desk() as user:
        with _chosen("getOpenFileName", (str(tour.place.home), "")):
            with tour.step("opened"):
                _open(user, OWNER)
            _look_at_pages(tour, user, GUARDED)
            look_at_files(tour, user, GUARDED)
            _people(tour, user)
            _time(tour, user)
            _books(tour, user)
            _reports(tour, user)
            for key in ("R2", "R4", "R5"):
                _reports(tour, user, key)
            _settings(tour, user)
            _bug(tour, user)
            _lock(tour, user)
            with tour.step("closed"):
                user.leave()
            with tour.step("opened as adviser"):
                _open(user, ADVISER)
            _look_at_pages(tour, user, STEM, GUARDED)
            look_at_files(tour, user, STEM, GUARDED, numbers=(ERASED, PROTECTED, 4))
            _reports(tour, user, FOR_ADVISERS, STEM, GUARDED)
            with tour.step("closed as adviser"):
                user.leave()
        assert user.desk.start is not None
        tour.hear("start", everything_said(user.desk.start), STEM, GUARDED, WRITTEN_STEM)


def lock_tour(tour: Tour) -> None:
    """Open and lock, no more."""
    with at_the_desk() as user, _chosen("getOpenFileName", (str(tour.place.home), "")):
        _open(user, OWNER)
        _lock(tour, user)
        user.leave()


def held_open(tour: Tour) -> None:
    """Open, look, lock, and wait between, so that somebody can look into our memory."""
    with at_the_desk() as user, _chosen("getOpenFileName", (str(tour.place.home), "")):
        _open(user, OWNER)
        for key in ("trainees", "attendance", "supervision", "agreements"):
            user.page(key)
        _wait("open")
        user.desk.lock()
        user.settle()
        for _ in range(SLEEP_MS):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, SLEEP_MS)
        _wait("locked")


def _wait(said: str) -> None:
    sys.stdout.write(f"{said}\n")
    sys.stdout.flush()
    sys.stdin.readline()


@contextmanager
def _chosen(question: str, answer: object) -> Iterator[None]:
    """What the user picks in the system's file dialog."""
    with mock.patch.object(QFileDialog, question, return_value=answer):
        yield


def _open(user: User, password: str) -> None:
    start = user.desk.start
    assert start is not None
    user.click(start.open_card)
    dialog = user.dialog(UnlockDialog)
    user.write(dialog.password, password)
    user.click(dialog.open_button)
    assert user.desk.window is not None


def _windows() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def _look_at_pages(tour: Tour, user: User, *forbidden: str) -> None:
    """Every page; the protected person's name is on none, nobody's for an adviser."""
    for entry in PAGES:
        with tour.step(f"page {entry.key}"):
            user.page(entry.key)
            said = everything_said(user.window)
            tour.hear(f"page {entry.key}", said, *forbidden)
        # Titles are read by other programs and stand in the system's list of windows.
        for window in _windows():
            tour.hear("title", window.windowTitle(), STEM, GUARDED, WRITTEN_STEM)
    with tour.step("Ctrl+K"):
        user.window.open_go_to()
        dialog = user.dialog(GoToDialog)
        user.write(dialog.field, STEM)
        tour.hear("Ctrl+K", everything_said(dialog).replace(dialog.field.text(), ""), *forbidden)
        tour.hear("Ctrl+K", str(user.window.destinations()), STEM, GUARDED)
        dialog.reject()
        user.settle()


def _people(tour: Tour, user: User) -> None:
    page = user.page("trainees")
    with tour.step("search"):
        user.write(page.search, STEM)
        user.settle()
        tour.facts["names seen by the owner"] = everything_said(user.window).count(STEM)
        user.write(page.search, "")
        QTest.keyClick(page.search, Qt.Key.Key_Backspace)
        user.settle()
    with tour.step("added, changed and undone"):
        user.press("New trainee")
        form = user.dialog()
        user.fill(form, name=f"{STEM} Femman", sex="Man")
        user.save(form)
        user.window.undo()
        user.settle()
    with tour.step("gone elsewhere"):
        user.page("overview")


def _time(tour: Tour, user: User) -> None:
    page = user.page("attendance")
    with tour.step("hours typed"):
        user.stand(page.grid, f"{STEM} Fyra", 0)
        user.type_cells(page.grid, ["6", "F", "5"])
    with tour.step("month locked"):
        user.click(user.window.header.picker._back)
        user.click(page.lock_button)
        user.press("Lock October", user.dialog(MessageDialog))
    page = user.page("supervision")
    with tour.step("supervision"):
        user.click(page.confirm_button)
        user.save(user.dialog())
    for view in ("Capacity", "Schedules and leave", "Time"):
        with tour.step(f"supervision, {view}"):
            user.press(view)
            tour.hear("supervision", everything_said(user.window), GUARDED)


def _books(tour: Tour, user: User) -> None:
    path = books(tour.place.asked)
    path.write_bytes(path.read_bytes().replace(b"{} -100.00", b"{} -100.00 20260212"))
    user.page("ledger")
    for keep in (True, False):
        with (
            tour.step(f"import, texts kept: {keep}"),
            _chosen("getOpenFileNames", ([str(path)], "")),
        ):
            user.press("Import bookkeeping")
            dialog = user.dialog(ImportDialog)
            user.settle()
            if dialog.choices.keep_texts is not None:
                dialog.choices.keep_texts.setChecked(keep)
            tour.look("import being looked at")
            if keep and dialog.import_button.isEnabled():
                user.click(dialog.import_button)
            else:
                dialog.reject()
            user.settle()


def _reports(tour: Tour, user: User, key: str = "R1", *forbidden: str) -> None:
    page = user.page("reports")
    page.open_item(key)
    user.settle()
    with tour.step(f"report {key} on screen"):
        tour.hear("report", everything_said(user.window), GUARDED, *forbidden)
    for view, name in ((SENT, "sent"), (AGAIN, "to send again"), (MAKE, "make")):
        with tour.step(f"reports: {name}"):
            page.show_view(view)
            user.settle()
            tour.hear(name, everything_said(user.window), GUARDED, *forbidden)
    folder = tour.place.asked / f"reports {key}"
    folder.mkdir(exist_ok=True)
    with _chosen("getExistingDirectory", str(folder)):
        for name in ("PDF", "Excel", "JSON"):
            with tour.step(f"report {key} to {name}"):
                user.pick(page.output.export_button, name)
    for path in folder.iterdir():
        tour.hear("name of a report", path.name, STEM, GUARDED, WRITTEN_STEM)
    with tour.step(f"report {key} printed"):
        page.output.ask_printer = partial(_to_file, str(folder / "printed.pdf"))
        user.click(page.output.print_button)
        assert (folder / "printed.pdf").stat().st_size
    tour.facts["files asked for"] = tour.facts.get("files asked for", 0) + len(
        list(folder.iterdir())
    )


def _to_file(path: str, printer: QPrinter) -> bool:
    tour_name = printer.docName()
    assert STEM not in tour_name
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(path)
    return True


def _settings(tour: Tour, user: User) -> None:
    page = user.page("settings")
    for name, button, kind in (
        ("event log", page.log, AuditLogDialog),
        ("backups", page.backups.button, BackupsDialog),
    ):
        with tour.step(name):
            user.click(button)
            dialog = user.dialog(kind)
            user.settle()
            tour.hear(name, everything_said(dialog), GUARDED)
            dialog.reject()
            user.settle()


def _bug(tour: Tour, user: User) -> None:
    """A bug while a name is being handled: the report and what is copied name nobody."""
    box = CrashBox(cast("QApplication", QApplication.instance()))
    with tour.step("a bug"):
        try:
            _break(f"{STEM} in an exception")
        except ValueError as error:
            box.caught(type(error), error, error.__traceback__)
        dialog = user.dialog(MessageDialog)
        tour.hear("crash report", box.report + everything_said(dialog), STEM, WRITTEN_STEM)
        user.press("Copy the report", dialog)
        tour.hear("copied report", QGuiApplication.clipboard().text(), STEM, WRITTEN_STEM)
        user.press("Close", dialog)
    box.deleteLater()


def _break(name: str) -> None:
    raise ValueError(name)


def _lock(tour: Tour, user: User) -> None:
    """Idle: the window is gone, and so are what was copied and what could be heard."""
    page = user.page("trainees")
    with tour.step("locked when idle"):
        QGuiApplication.clipboard().setText(_first_name(page.table))
        user.desk.idle.wanted.emit()
        user.settle()
        blank = user.desk.locking.window
        assert blank is not None
        for window in _windows():
            tour.hear("locked", everything_said(window), STEM, GUARDED, WRITTEN_STEM)
        tour.hear("clipboard after locking", QGuiApplication.clipboard().text(), STEM)
    with tour.step("unlocked"):
        user.write(blank.password, OWNER)
        QTest.keyClick(blank.password, Qt.Key.Key_Return)
        user.settle()
        user.qtbot.waitUntil(lambda: user.desk.window is not None)
        user.settle()


def _first_name(table: Any) -> str:  # noqa: ANN401 - a TableView of some rows
    view = cast("QTableView", table)
    model = view.model()
    texts = [str(model.index(0, at).data() or "") for at in range(model.columnCount())]
    name = next(one for one in texts if STEM in one)
    assert name
    return name

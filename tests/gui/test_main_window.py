"""The window around a real client file: saving, undo, going places, closing."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from asfdesk import paths
from asfdesk.domain.agreements import Buyer
from asfdesk.domain.codes import PayerKind
from asfdesk.domain.period import Month
from asfdesk.errors import FileConflictError, FileMissingError
from asfdesk.i18n import set_language
from asfdesk.services.example.write import PASSWORD
from asfdesk.services.file.open_file import (
    KdfCost,
    NewEnterprise,
    create_client_file,
    open_client_file,
)
from asfdesk.services.sales.manage_buyers import add_buyer
from asfdesk.ui.dialogs.file.versions import VersionsDialog
from asfdesk.ui.go_to import GoToDialog, matches
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.main_window import MainWindow
from asfdesk.ui.navigation import PAGES
from asfdesk.ui.pages.people.trainees_page import TraineesPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from asfdesk.services.changes import Changes
    from asfdesk.services.example.write import ExampleFiles
    from asfdesk.services.file.open_file import (
        OpenFile,
    )
    from asfdesk.ui.preferences import Preferences
    from asfdesk.ui.tasks import Tasks

CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)
TODAY = date(2026, 11, 23)


class Opened:
    """A client file on its worker, and the window around it."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, preferences: Preferences) -> None:
        self.qtbot = qtbot
        self.tasks = tasks
        self.preferences = preferences
        self.found: list[OpenFile] = []
        self.windows: list[MainWindow] = []

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.pending == 0, timeout=20_000)

    def show(self, open_it: Callable[[], OpenFile], today: date = TODAY) -> MainWindow:
        self.tasks.run(open_it, self.found.append)
        self.settle()
        window = MainWindow(self.found[-1], self.tasks, self.preferences, today)
        self.windows.append(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        self.settle()
        return window

    @property
    def file(self) -> OpenFile:
        return self.found[-1]

    def leave(self) -> None:
        for window in self.windows:
            window.release()
            window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if not self.file.file.closed:
            answers: list[object] = []
            self.tasks.run_last(
                lambda: self.file.leave(keep_work=False), answers.append, answers.append
            )
            self.settle()
            assert answers == [None]


@pytest.fixture
def opened(qtbot: QtBot, tasks: Tasks, preferences: Preferences) -> Iterator[Opened]:
    set_language("en")
    made = Opened(qtbot, tasks, preferences)
    yield made
    made.settle()
    if made.found:
        made.leave()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Bageriet.asfdesk"


def create(path: Path) -> OpenFile:
    made, _code = create_client_file(
        path, NewEnterprise("Bageriet"), "ett två tre", TODAY, cost=CHEAP
    )
    return made


def announce(window: MainWindow, work: Callable[[], Changes]) -> None:
    page = window.page
    assert page is not None
    page.command(work)


def test_a_change_is_on_the_computer_then_in_the_file(opened: Opened, path: Path) -> None:
    window = opened.show(lambda: create(path))
    before = path.read_bytes()
    session = opened.file.write
    assert session is not None
    buyer = Buyer(0, "Huddinge kommun", PayerKind.MUNICIPALITY)
    announce(window, lambda: add_buyer(session, buyer))
    opened.settle()
    assert window.header.saved.text() == "Saved on this computer – not in the file yet"
    assert path.read_bytes() == before
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert window.header.saved.text().startswith("Saved ")
    assert window.header.saved.text() != "Saved on this computer – not in the file yet"
    assert path.read_bytes() != before


def test_it_publishes_by_itself_after_a_pause(opened: Opened, path: Path) -> None:
    window = opened.show(lambda: create(path))
    session = opened.file.write
    assert session is not None
    window.publisher._pause.setInterval(1)
    announce(window, lambda: add_buyer(session, Buyer(0, "Huddinge", PayerKind.MUNICIPALITY)))
    opened.qtbot.waitUntil(lambda: not opened.file.has_unpublished and opened.tasks.pending == 0)
    assert window.header.saved.text().startswith("Saved ")


def test_undo_names_what_was_undone(opened: Opened, path: Path) -> None:
    window = opened.show(lambda: create(path))
    session = opened.file.write
    assert session is not None
    announce(window, lambda: add_buyer(session, Buyer(0, "Huddinge", PayerKind.MUNICIPALITY)))
    opened.settle()
    window.undo()
    opened.settle()
    assert window.toast.text == "Undone: Buyer added"
    left: list[object] = []
    opened.tasks.run(session.agreements.buyers, left.append)
    opened.settle()
    assert left == [[]]
    window.undo()
    opened.settle()
    assert window.toast.text == "There is nothing to undo."


def test_closing_publishes_and_leaves_no_working_copy(opened: Opened, path: Path) -> None:
    window = opened.show(lambda: create(path))
    session = opened.file.write
    assert session is not None
    announce(window, lambda: add_buyer(session, Buyer(0, "Huddinge", PayerKind.MUNICIPALITY)))
    with opened.qtbot.waitSignal(window.gone, timeout=20_000):
        window.close()
    assert opened.file.file.closed
    work = list(paths.user_data().rglob("*.db"))
    assert work == []
    assert not list(path.parent.glob("*lock*"))
    again: list[OpenFile] = []
    opened.tasks.run(lambda: open_client_file(path, "ett två tre"), again.append)
    opened.settle()
    names: list[list[str]] = []
    opened.tasks.run(
        lambda: [one.name for one in again[0].session.agreements.buyers()], names.append
    )
    opened.settle()
    opened.tasks.run(again[0].close, lambda _none: None)
    opened.settle()
    assert names == [["Huddinge"]]


def test_when_publishing_is_refused_the_user_chooses(
    opened: Opened, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened.show(lambda: create(path))

    def refuse() -> None:
        raise FileMissingError("The drive is not there.", "", "Connect it.")

    monkeypatch.setattr(opened.file, "close", refuse)
    window.close()
    opened.settle()
    dialog = window.findChild(MessageDialog)
    assert dialog is not None
    texts = [one.text() for one in dialog.findChildren(QPushButton)]
    assert texts == [
        "Keep working",
        "Close and keep the work on this computer",
        "Try again",
        "Save as a file of its own",
    ]
    assert window.isVisible()
    monkeypatch.undo()
    keep = next(one for one in dialog.findChildren(QPushButton) if one.text() == texts[1])
    with opened.qtbot.waitSignal(window.gone, timeout=20_000):
        keep.click()
    assert opened.file.file.closed


def press(dialog: QDialog, text: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == text).click()


def test_at_a_conflict_the_work_is_saved_beside_and_goes_on_there(
    opened: Opened, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened.show(lambda: create(path))
    session = opened.file.write
    assert session is not None
    announce(window, lambda: add_buyer(session, Buyer(0, "Huddinge", PayerKind.MUNICIPALITY)))
    opened.settle()
    before = path.read_bytes()

    def refuse() -> None:
        raise FileConflictError("Somebody else has saved the file.", "", "Keep both.")

    suggested: list[str] = []
    target = path.with_name("mine.asfdesk")

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        suggested.append(name)
        return str(target), ""

    monkeypatch.setattr(opened.file, "publish", refuse)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.publisher.publish()
    opened.settle()
    dialog = window.findChild(VersionsDialog)
    assert dialog is not None
    press(dialog, "Save mine beside")
    opened.settle()
    assert suggested == [str(path.with_name(f"{path.stem} – my version.asfdesk"))]
    assert target.exists()
    assert path.read_bytes() == before
    assert opened.file.path == target
    assert not opened.file.has_unpublished
    assert window.toast.text == "Saved. You now work in mine.asfdesk."


def test_a_refused_closing_can_end_in_a_file_of_its_own(
    opened: Opened, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened.show(lambda: create(path))

    def refuse() -> None:
        raise FileConflictError("Somebody else has saved the file.", "", "Keep both.")

    target = path.with_name("mine.asfdesk")
    monkeypatch.setattr(opened.file, "close", refuse)
    window.close()
    opened.settle()
    monkeypatch.undo()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog = window.findChild(VersionsDialog)
    assert dialog is not None
    with opened.qtbot.waitSignal(window.gone, timeout=20_000):
        press(dialog, "Save mine beside")
    assert opened.file.file.closed
    assert target.exists()


@pytest.fixture
def copied(example: ExampleFiles, tmp_path: Path) -> Path:
    target = tmp_path / "Vaxthuset.asfdesk"
    shutil.copyfile(example.client_file, target)
    return target


def test_a_read_only_file_says_so_and_is_left_as_it_was(opened: Opened, copied: Path) -> None:
    before = copied.read_bytes()
    window = opened.show(lambda: open_client_file(copied, PASSWORD, read_only=True))
    names = [badge.accessibleName() for badge in window.header.badges]
    assert names == ["Read-only", "Example data"]
    window.undo()
    opened.settle()
    assert window.toast.text == "The file is open read-only: there is nothing to undo."
    with opened.qtbot.waitSignal(window.gone, timeout=20_000):
        window.close()
    assert copied.read_bytes() == before


def test_the_enterprise_is_in_the_header_and_the_title(opened: Opened, copied: Path) -> None:
    window = opened.show(lambda: open_client_file(copied, PASSWORD, read_only=True))
    assert window.windowTitle() == "Växthuset Café & Verkstad ek. för. – ASF Desk"


def test_the_sidebar_folds_in_a_narrow_window(opened: Opened, path: Path) -> None:
    window = opened.show(lambda: create(path))
    wide = window.sidebar.width()
    window.resize(1050, 700)
    assert window.sidebar.width() < wide
    window.resize(1366, 768)
    assert window.sidebar.width() == wide


def test_every_page_is_reached_by_its_button(opened: Opened, path: Path) -> None:
    window = opened.show(lambda: create(path))
    for entry in PAGES:
        window.sidebar.button(entry.key).click()
        assert window.page is not None
        assert window.page.key == entry.key
        opened.settle()


def test_the_month_follows_from_page_to_page(opened: Opened, path: Path) -> None:
    window = opened.show(lambda: create(path))
    with_month = [entry.key for entry in PAGES if entry.page.uses_month]
    window.go(f"{with_month[0]}@2026-09")
    assert window.header.picker.month == Month(2026, 9)
    window.header.picker.previous()
    window.go(with_month[-1])
    assert window.page is not None
    assert window.page.month == Month(2026, 8)
    opened.settle()


def shown_trainee(window: MainWindow) -> int:
    """Whose file is open on the trainees page; 0 = nobody's."""
    page = window.page
    assert isinstance(page, TraineesPage)
    return page.file.trainee_id if page.file else 0


def test_ctrl_k_finds_pages_trainees_and_actions(opened: Opened, copied: Path) -> None:
    window = opened.show(lambda: open_client_file(copied, PASSWORD, read_only=True))
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(GoToDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.field, "lindqvist")
    assert [one.text for one in dialog.found] == ["1 Aino Lindqvist"]
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert window.page is not None
    assert window.page.key == "trainees"
    opened.settle()
    assert shown_trainee(window) == 1


def test_going_to_a_page_puts_the_keyboard_into_it(opened: Opened, copied: Path) -> None:
    window = opened.show(lambda: open_client_file(copied, PASSWORD, read_only=True))
    for entry in PAGES:
        window.sidebar.setFocus()
        window.open_go_to()
        dialog = window.findChildren(GoToDialog)[-1]
        QTest.keyClicks(dialog.field, entry.title)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        opened.settle()
        page, place = window.page, window.focusWidget()
        assert page is not None
        assert page.key == entry.key
        assert place is not None
        assert page.isAncestorOf(place), entry.key


def test_going_to_a_trainee_opens_the_file(opened: Opened, copied: Path) -> None:
    window = opened.show(lambda: open_client_file(copied, PASSWORD, read_only=True))
    lena = matches("lena", window.destinations())
    lena[0].act()
    opened.settle()
    # The list may be read once more meanwhile; what counts is where it comes to rest.
    opened.qtbot.waitUntil(lambda: shown_trainee(window) == 13, timeout=20_000)
    assert shown_trainee(window) == 13


def test_letters_without_dots_find_those_with_them(opened: Opened, copied: Path) -> None:
    window = opened.show(lambda: open_client_file(copied, PASSWORD, read_only=True))
    found = matches("ahman", window.destinations())
    assert [one.text for one in found] == ["13 Lena Åhman"]
    assert matches("", window.destinations())
    assert matches("zzz", window.destinations()) == []


def test_trouble_is_shown_with_why_and_what_to_do(opened: Opened, path: Path) -> None:
    window = opened.show(lambda: create(path))
    window.show_trouble(FileConflictError("What.", "Why.", "Do this."))
    dialog = window.findChild(MessageDialog)
    assert dialog is not None
    assert dialog.accessibleName() == "What."
    assert dialog.accessibleDescription() == "Why. Do this."
    dialog.close()

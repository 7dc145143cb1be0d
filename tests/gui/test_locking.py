"""Locking: nothing to be seen, no key in memory, and back where one was with the password."""

from __future__ import annotations

import gc
import platform
import shutil
import time
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from asfdesk.app import Desk, Options
from asfdesk.domain.period import Month
from asfdesk.services.example.write import PASSWORD
from asfdesk.services.file.open_file import OpenFile, open_client_file
from asfdesk.services.file.unsaved_work import unsaved_work
from asfdesk.storage.file.client_file import ClientFile
from asfdesk.storage.file.keys import UnlockedKeys
from asfdesk.storage.vault import Vault
from asfdesk.ui.dialogs.file.opening_trouble import WayOut
from asfdesk.ui.dialogs.file.unlock import UnlockDialog
from asfdesk.ui.dialogs.progress_relay import ProgressRelay
from asfdesk.ui.kit.form.form import FormDialog, TextField
from asfdesk.ui.main_window import MainWindow
from asfdesk.ui.pages.hours.attendance_page import AttendancePage
from tests.desks import open_desk, settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.example.write import ExampleFiles
    from asfdesk.ui.lock_window import LockWindow

NAME = "Växthuset Café & Verkstad ek. för."
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def copied(example: ExampleFiles, tmp_path: Path) -> Path:
    (tmp_path / "minne").mkdir()
    target = tmp_path / "minne" / "Vaxthuset.asfdesk"
    shutil.copyfile(example.client_file, target)
    return target


@pytest.fixture
def ended() -> list[bool]:
    return []


@pytest.fixture
def desk(
    qapp: QApplication, home: None, ended: list[bool], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    del home
    monkeypatch.setattr(Desk, "_end", lambda _desk: ended.append(True))
    with open_desk(qapp, Options(language="en")) as made:
        yield made


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, copied: Path) -> Desk:
    """The example, open on Ekonomi in May."""
    desk.begin()
    settle(qtbot, desk)
    desk.starting.open_path(copied)
    assert desk.start is not None
    dialog = desk.start.findChild(UnlockDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.password, PASSWORD)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.window is not None, timeout=20_000)
    settle(qtbot, desk)
    main(desk).go("ledger@2026-05")
    settle(qtbot, desk)
    return desk


def main(desk: Desk) -> MainWindow:
    assert desk.window is not None
    return desk.window


def blank(desk: Desk) -> LockWindow:
    assert desk.locking.window is not None
    return desk.locking.window


def press_lock(qtbot: QtBot, desk: Desk) -> None:
    """Ctrl+L, the way the system hands it to whichever window is in front."""
    front = QApplication.activeModalWidget() or main(desk)
    front.activateWindow()
    qtbot.waitUntil(front.isActiveWindow)
    handle = front.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_L, CTRL)
    settle(qtbot, desk)


def unlock(qtbot: QtBot, desk: Desk, password: str = PASSWORD) -> None:
    QTest.keyClicks(blank(desk).password, password)
    QTest.keyClick(blank(desk).password, Qt.Key.Key_Return)
    settle(qtbot, desk)
    settle(qtbot, desk)


def change(qtbot: QtBot, desk: Desk, key: str) -> None:
    """One committed action that is not in the file."""
    file = desk._file
    assert file is not None
    writer = file.writing().writer

    def write() -> None:
        with writer.action("setting.eves_closed", ("enterprise",)):
            writer.insert("setting", {"key": key, "value": "1"})

    desk.tasks.run(write, lambda _none: None)
    settle(qtbot, desk)


def keys_of(path: Path) -> list[str]:
    opened = open_client_file(path, PASSWORD, read_only=True)
    try:
        return [str(row["key"]) for row in opened.file.rows.all("SELECT key FROM setting")]
    finally:
        opened.close()


def said(window: QWidget) -> str:
    """Every word that can be seen, heard or read in a title."""
    texts = [window.windowTitle(), window.accessibleName()]
    texts += [label.text() for label in window.findChildren(QLabel)]
    for child in window.findChildren(QWidget):
        texts += [child.accessibleName(), child.accessibleDescription(), child.toolTip()]
        texts.append(QAccessible.queryAccessibleInterface(child).text(QAccessible.Text.Name))
    return "\n".join(texts)


def answered(desk: Desk) -> None:
    """Close the box that says that the file could not be saved."""
    box = main(desk).save_beside._asking
    assert box is not None
    box.close()


def test_ctrl_l_locks_and_the_password_opens_page_and_month_again(
    qtbot: QtBot, shown: Desk, copied: Path
) -> None:
    before = main(shown).geometry()
    change(qtbot, shown, "kvar")
    press_lock(qtbot, shown)
    assert shown.window is None
    assert blank(shown).isVisible()
    assert blank(shown).geometry() == before
    assert not copied.with_name(f"{copied.name}.lock").exists()
    assert "kvar" in keys_of(copied)
    assert blank(shown).focusWidget() is blank(shown).password
    unlock(qtbot, shown)
    page = main(shown).page
    assert page is not None
    assert page.key == "ledger"
    assert page.month == Month(2026, 5)
    assert shown.locking.window is None
    assert main(shown).geometry() == before


def test_the_lock_page_says_no_more_than_the_start_list(qtbot: QtBot, shown: Desk) -> None:
    press_lock(qtbot, shown)
    words = said(blank(shown))
    assert NAME in words
    assert "Vaxthuset" not in words
    assert "Vaxthuset" not in blank(shown).windowTitle()
    assert NAME not in blank(shown).windowTitle()
    seen = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert seen == [blank(shown)]


def test_a_file_that_is_not_listed_is_not_named(qtbot: QtBot, shown: Desk, copied: Path) -> None:
    shown.preferences.forget(copied)
    press_lock(qtbot, shown)
    assert NAME not in said(blank(shown))


def secrets_in_memory() -> list[object]:
    """Every key, session, file and window that Python still holds."""
    gc.collect()
    kinds = (UnlockedKeys, Vault, ClientFile, OpenFile, MainWindow)
    return [one for one in gc.get_objects() if isinstance(one, kinds)]


@pytest.fixture
def from_others() -> list[object]:
    """What an earlier test's desk has left, kept here so that no new object gets its identity."""
    return secrets_in_memory()


def test_no_key_page_or_session_is_left_in_memory(
    qtbot: QtBot, from_others: list[object], shown: Desk
) -> None:
    known = {id(one) for one in from_others}
    opened = [one for one in secrets_in_memory() if id(one) not in known]
    assert {type(one) for one in opened} >= {UnlockedKeys, Vault, ClientFile, OpenFile, MainWindow}
    opened.clear()
    press_lock(qtbot, shown)
    settle(qtbot, shown)
    left = [type(one).__name__ for one in secrets_in_memory() if id(one) not in known]
    assert left == []


def test_a_wrong_password_is_said_and_can_be_tried_again(qtbot: QtBot, shown: Desk) -> None:
    press_lock(qtbot, shown)
    unlock(qtbot, shown, "fel")
    assert shown.window is None
    assert "does not fit" in blank(shown).trouble.text()
    assert blank(shown).password.selectedText() == "fel"
    unlock(qtbot, shown)
    assert main(shown).isVisible()


def test_the_button_in_the_header_and_the_menu_lock_too(qtbot: QtBot, shown: Desk) -> None:
    QTest.mouseClick(main(shown).header.lock_button, Qt.MouseButton.LeftButton)
    settle(qtbot, shown)
    unlock(qtbot, shown)
    action = next(one for one in main(shown).actions() if one.text() == "Lock now")
    assert action.shortcut().toString() == "Ctrl+L"
    action.trigger()
    settle(qtbot, shown)
    assert blank(shown).isVisible()


def test_an_open_dialog_does_not_keep_it_open(qtbot: QtBot, shown: Desk) -> None:
    saved: list[object] = []
    dialog = FormDialog(main(shown), "Ny", [TextField("name", "Namn")], saved.append)
    dialog.open()
    editor = dialog.rows["name"].editor
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "halvskrivet")
    press_lock(qtbot, shown)
    assert shown.window is None
    assert saved == []
    seen = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert seen == [blank(shown)]


def test_what_is_typed_into_a_cell_is_taken(qtbot: QtBot, shown: Desk) -> None:
    main(shown).go("attendance@2026-11")
    settle(qtbot, shown)
    page = main(shown).page
    assert isinstance(page, AttendancePage)
    view = page.grid.view
    model = view.model()
    free = next(
        model.index(row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        if model.flags(model.index(row, column)) & Qt.ItemFlag.ItemIsEditable
        and not model.index(row, column).data(Qt.ItemDataRole.EditRole)
    )
    place = (free.row(), free.column())
    view.setCurrentIndex(free)
    view.setFocus()
    QTest.keyClicks(view, "4")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "4"
    press_lock(qtbot, shown)
    unlock(qtbot, shown)
    page = main(shown).page
    assert isinstance(page, AttendancePage)
    model = page.grid.view.model()
    assert model.index(*place).data(Qt.ItemDataRole.EditRole) == "4"


def test_long_work_is_asked_to_stop(qtbot: QtBot, shown: Desk) -> None:
    relay = ProgressRelay(main(shown))
    steps: list[int] = []

    def work() -> None:
        for step in range(10_000):
            steps.append(step)
            relay(step, 10_000)
            time.sleep(0.005)

    shown.tasks.run(work, lambda _none: None, lambda _error: None)
    qtbot.waitUntil(lambda: len(steps) > 3)
    press_lock(qtbot, shown)
    assert len(steps) < 5_000
    assert blank(shown).password.isEnabled()


def test_locking_waits_for_new_keys(qtbot: QtBot, shown: Desk) -> None:
    begun, go_on = Event(), Event()

    def work() -> None:
        begun.set()
        go_on.wait(20)

    shown.tasks.run_last(work, lambda _none: None, lambda _error: None)
    qtbot.waitUntil(begun.is_set)
    shown.lock()
    assert shown.window is not None
    go_on.set()
    qtbot.waitUntil(lambda: shown.locking.window is not None, timeout=20_000)
    settle(qtbot, shown)
    assert blank(shown).password.isEnabled()


def test_a_colleague_in_the_file_is_told_with_both_ways_on(
    qtbot: QtBot, shown: Desk, copied: Path
) -> None:
    press_lock(qtbot, shown)
    other = open_client_file(copied, PASSWORD)
    lock = copied.with_name(f"{copied.name}.lock")
    lock.write_text(lock.read_text().replace(platform.node(), "KONTOR-2"))
    unlock(qtbot, shown)
    ways = [one.property("way") for one in blank(shown).way_buttons]
    assert ways == [WayOut.READ_ONLY.value, WayOut.TAKE_OVER.value]
    QTest.mouseClick(blank(shown).way_buttons[0], Qt.MouseButton.LeftButton)
    settle(qtbot, shown)
    settle(qtbot, shown)
    assert shown._file is not None
    assert shown._file.read_only
    other.leave(keep_work=False)


def test_a_missing_stick_does_not_keep_it_open_and_no_work_is_lost(
    qtbot: QtBot, shown: Desk, copied: Path
) -> None:
    change(qtbot, shown, "kvar")
    away = copied.parent.with_name("borta")
    copied.parent.rename(away)
    press_lock(qtbot, shown)
    assert shown.window is None
    assert "on this computer" in blank(shown).note.text()
    unlock(qtbot, shown)
    page = main(shown).page
    assert page is not None
    assert page.key == "ledger"
    # Said at once, since the work still is not in the file.
    up = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert len(up) == 2
    away.rename(copied.parent)
    answered(shown)
    main(shown).publisher.publish()
    settle(qtbot, shown)
    assert "kvar" in keys_of(copied)


def test_a_conflict_at_locking_is_told_and_both_are_kept(
    qtbot: QtBot, shown: Desk, copied: Path
) -> None:
    change(qtbot, shown, "min")
    copied.with_name(f"{copied.name}.lock").unlink()
    other = open_client_file(copied, PASSWORD, take_over=True)
    with other.writing().writer.action("setting.eves_closed", ("enterprise",)):
        other.writing().writer.insert("setting", {"key": "deras", "value": "1"})
    other.close()
    press_lock(qtbot, shown)
    assert "Somebody else" in blank(shown).note.text()
    assert len(unsaved_work()) == 1
    unlock(qtbot, shown)
    assert keys_of(copied).count("deras") == 1
    assert "min" not in keys_of(copied)
    answered(shown)
    file = shown._file
    assert file is not None
    answers: list[object] = []
    shown.tasks.run_last(lambda: file.leave(keep_work=False), answers.append, answers.append)
    settle(qtbot, shown)
    assert answers == [None]


def test_read_only_locks_without_writing(qtbot: QtBot, desk: Desk, copied: Path) -> None:
    before = copied.read_bytes()
    opened: list[OpenFile] = []
    desk.begin()
    desk.tasks.run(lambda: open_client_file(copied, PASSWORD, read_only=True), opened.append)
    settle(qtbot, desk)
    desk.show_file(opened[0])
    opened.clear()
    settle(qtbot, desk)
    press_lock(qtbot, desk)
    unlock(qtbot, desk)
    assert desk._file is not None
    assert desk._file.read_only
    assert copied.read_bytes() == before


def test_the_lock_window_ends_the_program_or_leads_to_the_start(
    qtbot: QtBot, shown: Desk, ended: list[bool]
) -> None:
    press_lock(qtbot, shown)
    QTest.mouseClick(blank(shown).another_button, Qt.MouseButton.LeftButton)
    assert ended == []
    assert shown.start is not None
    assert shown.start.isVisible()
    assert shown.locking.window is None


def test_closing_the_lock_window_ends_the_program(
    qtbot: QtBot, shown: Desk, ended: list[bool]
) -> None:
    press_lock(qtbot, shown)
    blank(shown).close()
    assert ended == [True]


@pytest.mark.parametrize(
    ("text", "cleared"),
    [
        ("Bokslut 2026, konto 3010", False),
        ("", False),
        ("sealed", True),
    ],
)
def test_the_clipboard_is_cleared_only_if_it_holds_what_is_sealed(
    qtbot: QtBot, shown: Desk, text: str, *, cleared: bool
) -> None:
    if text == "sealed":
        found: list[dict[int, str]] = []
        file = shown._file
        assert file is not None
        shown.tasks.run(file.session.trainees.names, found.append)
        settle(qtbot, shown)
        text = f"Kallelse till {next(iter(found[0].values()))} på måndag"
        del file
    QGuiApplication.clipboard().setText(text)
    press_lock(qtbot, shown)
    assert QGuiApplication.clipboard().text() == ("" if cleared else text)

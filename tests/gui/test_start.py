"""The start: opening with each kind of trouble, a new enterprise, left work, about, a bug."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from asfdesk import app as program
from asfdesk.errors import (
    DiskFullError,
    FileConflictError,
    FileDamagedError,
    FileInUseError,
    FileMissingError,
    NewerFileError,
    NotAClientFileError,
    PassingPlaceError,
    ReadOnlyError,
    WrongKeyError,
)
from asfdesk.i18n import set_language
from asfdesk.services.example.write import PASSWORD
from asfdesk.services.file.open_file import KdfCost, create_client_file
from asfdesk.services.file.unsaved_work import LeftCopy
from asfdesk.ui.crash import CrashBox, crash_report
from asfdesk.ui.dialogs.about import LICENCES, AboutDialog
from asfdesk.ui.dialogs.file.left_work import LeftWorkDialog
from asfdesk.ui.dialogs.file.new_enterprise import NewEnterpriseDialog
from asfdesk.ui.dialogs.file.opening_trouble import WayOut, ways_out
from asfdesk.ui.dialogs.file.unlock import UnlockDialog
from asfdesk.ui.go_to import Destination, GoToDialog
from asfdesk.ui.kit.choice_card import ChoiceCard
from asfdesk.ui.kit.errors import MessageDialog, show_error
from asfdesk.ui.kit.text import label
from asfdesk.ui.settings import RecentFile
from asfdesk.ui.start_window import StartWindow
from asfdesk.ui.theme import Mode
from tests.at_once import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.example.write import ExampleFiles
    from asfdesk.services.file.open_file import NewEnterprise, OpenFile
    from asfdesk.ui.preferences import Preferences
    from asfdesk.ui.tasks import Tasks

CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _english(preferences: Preferences) -> None:
    assert preferences.theme is not None
    set_language("en")


@pytest.fixture
def copied(example: ExampleFiles, tmp_path: Path) -> Path:
    target = tmp_path / "Vaxthuset.asfdesk"
    shutil.copyfile(example.client_file, target)
    return target


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: tasks.pending == 0, timeout=20_000)


def kept(qtbot: QtBot, dialog: QDialog) -> None:
    """Let the test, not Qt, take the dialog away."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()


def close_file(qtbot: QtBot, tasks: Tasks, file: OpenFile) -> None:
    tasks.run(lambda: file.leave(keep_work=False), lambda _none: None)
    settle(qtbot, tasks)


def test_the_right_password_opens(qtbot: QtBot, tasks: Tasks, copied: Path) -> None:
    dialog = UnlockDialog(copied, "Växthuset", tasks)
    kept(qtbot, dialog)
    opened: list[OpenFile] = []
    dialog.opened.connect(opened.append)
    assert not dialog.open_button.isEnabled()
    QTest.keyClicks(dialog.password, PASSWORD)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert len(opened) == 1
    assert dialog.result() == QDialog.DialogCode.Accepted
    close_file(qtbot, tasks, opened[0])


def test_a_wrong_password_can_be_tried_again(qtbot: QtBot, tasks: Tasks, copied: Path) -> None:
    before = copied.read_bytes()
    dialog = UnlockDialog(copied, "Växthuset", tasks)
    kept(qtbot, dialog)
    dialog.password.setText("fel")
    dialog.submit()
    settle(qtbot, tasks)
    assert dialog.isVisible()
    assert dialog.trouble.text()
    assert dialog.password.selectedText() == "fel"
    assert [one.text() for one in dialog.way_buttons] == ["Try again", "Use the recovery code"]
    click(dialog, "Use the recovery code")
    assert dialog.password.text() == ""
    assert dialog.password.echoMode() is QLineEdit.EchoMode.Normal
    assert dialog.password.accessibleName() == "Recovery code"
    assert copied.read_bytes() == before


@pytest.mark.parametrize(
    ("error", "ways"),
    [
        (WrongKeyError("x"), [WayOut.AGAIN, WayOut.RECOVERY]),
        (FileInUseError("x"), [WayOut.READ_ONLY, WayOut.TAKE_OVER]),
        (PassingPlaceError("x"), [WayOut.SAVE_COPY, WayOut.READ_ONLY]),
        (ReadOnlyError("x"), [WayOut.READ_ONLY, WayOut.SAVE_COPY]),
        (DiskFullError("x"), [WayOut.AGAIN, WayOut.SAVE_COPY]),
        (FileMissingError("x"), [WayOut.AGAIN, WayOut.OTHER_FILE, WayOut.FORGET]),
        (NewerFileError("x"), [WayOut.OTHER_FILE]),
        (NotAClientFileError("x"), [WayOut.OTHER_FILE, WayOut.FORGET]),
        (FileDamagedError("x"), [WayOut.KEEP_DAMAGED, WayOut.OTHER_FILE]),
    ],
)
def test_each_trouble_has_its_ways_out(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path, error: AsfDeskError, ways: list[WayOut]
) -> None:
    assert list(ways_out(error)) == ways
    dialog = UnlockDialog(tmp_path / "a.asfdesk", "A", tasks)
    kept(qtbot, dialog)
    dialog.refuse(error)
    assert [one.property("way") for one in dialog.way_buttons] == [way.value for way in ways]


def test_a_file_that_is_not_there_is_told_before_the_password_and_can_be_forgotten(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    dialog = UnlockDialog(tmp_path / "borta.asfdesk", "Borta", tasks)
    kept(qtbot, dialog)
    settle(qtbot, tasks)
    assert not dialog.password.isVisible()
    assert dialog.panel.what.text() == "The file is not there."
    with qtbot.waitSignal(dialog.forgotten):
        click(dialog, "Remove from the list")


def test_read_only_from_trouble_opens_read_only(qtbot: QtBot, tasks: Tasks, copied: Path) -> None:
    dialog = UnlockDialog(copied, "Växthuset", tasks)
    kept(qtbot, dialog)
    settle(qtbot, tasks)
    opened: list[OpenFile] = []
    dialog.opened.connect(opened.append)
    dialog.refuse(FileInUseError("It is open elsewhere."))
    assert not dialog.way_buttons[0].isEnabled()
    QTest.keyClicks(dialog.password, PASSWORD)
    click(dialog, "Open read-only")
    settle(qtbot, tasks)
    assert opened[0].read_only
    close_file(qtbot, tasks, opened[0])


def make_cheaply(
    path: Path, enterprise: NewEnterprise, password: str, today: date
) -> tuple[OpenFile, str]:
    return create_client_file(path, enterprise, password, today, cost=CHEAP)


@pytest.fixture
def wizard(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> NewEnterpriseDialog:
    made = NewEnterpriseDialog(tasks, TODAY, tmp_path, make=make_cheaply)
    kept(qtbot, made)
    return made


def write(wizard: NewEnterpriseDialog, name: str, text: str) -> None:
    editor = wizard.about.rows[name].editor
    assert isinstance(editor, QLineEdit)
    editor.setText(text)


def test_a_new_enterprise_in_three_steps(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path, wizard: NewEnterpriseDialog
) -> None:
    made: list[OpenFile] = []
    wizard.made.connect(made.append)
    write(wizard, "name", "Bageriet ek. för.")
    wizard.next()
    assert wizard.step == 1
    assert wizard.place.path == tmp_path / "Bageriet ek. för.asfdesk"
    wizard.place.suggest()
    assert len(wizard.place.password.text().split("-")) == 5
    assert wizard.place.strength.text == "Long enough"
    wizard.next()
    settle(qtbot, tasks)
    assert wizard.step == 2
    code = wizard.recovery.code.text()
    assert len(code.split("-")) == 7
    assert not wizard.next_button.isEnabled()
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.isVisible()
    wizard.recovery.noted.setChecked(True)
    wizard.next()
    assert len(made) == 1
    assert wizard.place.path.exists()
    close_file(qtbot, tasks, made[0])


def test_a_number_that_cannot_be_one_is_said_at_once(wizard: NewEnterpriseDialog) -> None:
    write(wizard, "name", "Bageriet")
    write(wizard, "org_number", "12")
    wizard.next()
    assert wizard.step == 0
    assert wizard.about.rows["org_number"].error.startswith("This is not an organisation number.")


def test_the_two_passwords_must_be_the_same(wizard: NewEnterpriseDialog) -> None:
    write(wizard, "name", "Bageriet")
    wizard.next()
    wizard.place.password.setText("kort")
    assert wizard.place.strength.text == "Short"
    wizard.place.again.setText("lång")
    wizard.next()
    assert wizard.step == 1
    assert wizard.focusWidget() is wizard.place.again


def test_the_code_is_not_saved_beside_the_file(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path, wizard: NewEnterpriseDialog
) -> None:
    made: list[OpenFile] = []
    wizard.made.connect(made.append)
    write(wizard, "name", "Bageriet")
    wizard.next()
    wizard.place.suggest()
    wizard.next()
    settle(qtbot, tasks)
    wizard.recovery.save_to(tmp_path / "kod.pdf")
    assert not (tmp_path / "kod.pdf").exists()
    box = wizard.recovery.findChild(MessageDialog)
    assert box is not None
    box.close()
    elsewhere = tmp_path / "kassaskåp" / "kod.pdf"
    elsewhere.parent.mkdir()
    wizard.recovery.save_to(elsewhere)
    assert wizard.recovery.code.text() in PdfReader(elsewhere).pages[0].extract_text()
    assert wizard.recovery.noted.isChecked()
    wizard.next()
    close_file(qtbot, tasks, made[0])


def left_copy(tmp_path: Path) -> LeftCopy:
    at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    return LeftCopy(tmp_path / "Bageriet.asfdesk", at, at, 3, 1, tmp_path / "work")


def test_left_work_says_what_and_since_when(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    dialog = LeftWorkDialog(left_copy(tmp_path), tasks)
    kept(qtbot, dialog)
    said = dialog._sentences()
    assert said[0].startswith("Bageriet.asfdesk was not closed as usual. 3 changes from 2026-11-23")
    assert not dialog.open_button.isEnabled()
    dialog.password.setText("x")
    assert dialog.open_button.isEnabled()


def test_throwing_away_is_asked_about(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    dialog = LeftWorkDialog(left_copy(tmp_path), tasks)
    kept(qtbot, dialog)
    dialog.discard_button.click()
    asked = dialog.findChild(MessageDialog)
    assert asked is not None
    first = asked.focusWidget()
    assert isinstance(first, QPushButton)
    assert first.text() == "Keep it"
    asked.reject()
    assert (tmp_path / "work").exists()


def test_every_licence_can_be_read(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    kept(qtbot, dialog)
    texts = []
    for at in range(len(LICENCES)):
        dialog.choice.setCurrentIndex(at)
        texts.append(dialog.text.toPlainText()[:2000])
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts[0].upper()
    assert "GNU GENERAL PUBLIC LICENSE" in texts[1].upper()
    assert "OPEN FONT LICENSE" in texts[2].upper()


def test_recent_files_are_offered(qtbot: QtBot, preferences: Preferences, tmp_path: Path) -> None:
    preferences.remember(tmp_path / "a.asfdesk", "Bageriet")
    start = StartWindow(preferences)
    qtbot.addWidget(start)
    start.show()
    wanted: list[Path] = []
    start.file_wanted.connect(wanted.append)
    start.table.select_row(0)
    QTest.keyClick(start.table, Qt.Key.Key_Return)
    assert wanted == [tmp_path / "a.asfdesk"]
    assert preferences.settings.recent == (RecentFile(str(tmp_path / "a.asfdesk"), "Bageriet"),)


def break_down(secret: str) -> int:
    raise ValueError(secret)


def test_a_bug_report_holds_no_values() -> None:
    secret = "19121212-1212"
    with pytest.raises(ValueError, match=secret) as caught:
        break_down(secret)
    report = crash_report(caught.type, caught.tb)
    assert secret not in report
    assert "ValueError" in report
    assert "break_down" in report
    assert str(Path.home()) not in report


def test_a_bug_is_told_once_and_can_be_copied(qtbot: QtBot, qapp: QApplication) -> None:
    box = CrashBox(qapp)
    box.caught(ValueError, ValueError("secret"), None)
    box.caught(KeyError, KeyError("secret"), None)
    shown = [one for one in qapp.topLevelWidgets() if isinstance(one, MessageDialog)]
    assert len([one for one in shown if one.isVisible()]) == 1
    copy = next(
        one for one in shown[-1].findChildren(QPushButton) if one.text() == "Copy the report"
    )
    copy.click()
    assert "secret" not in QGuiApplication.clipboard().text()
    qtbot.addWidget(shown[-1])
    box.deleteLater()


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ([], program.Options()),
        (["--lang", "en", "--today", "2026-11-09"], program.Options(None, "en", date(2026, 11, 9))),
        (["--example"], program.Options(example=True)),
    ],
)
def test_the_windows_command_line(words: list[str], options: program.Options) -> None:
    assert program.read_options(words) == options


def dialogs(tasks: Tasks, tmp_path: Path) -> list[Callable[[], QDialog]]:
    anchor = label("")
    return [
        lambda: UnlockDialog(tmp_path / "a.asfdesk", "A", tasks),
        lambda: NewEnterpriseDialog(tasks, TODAY, tmp_path),
        lambda: LeftWorkDialog(left_copy(tmp_path), tasks),
        AboutDialog,
        lambda: GoToDialog([Destination("Översikt", "sida", anchor.hide)]),
        lambda: show_error(None, FileConflictError("What.", "Why.", "Do.")),
    ]


def nameless(dialog: QDialog) -> list[str]:
    found = []
    for one in dialog.findChildren(QWidget):
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            name = QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
            if not name.strip():
                found.append(f"{type(dialog).__name__}: {type(one).__name__}")
    return found


@pytest.fixture(params=[("sv", Mode.DARK), ("en", Mode.LIGHT)], ids=str)
def _looks(request: pytest.FixtureRequest, preferences: Preferences) -> None:
    language, theme = request.param
    set_language(language)
    preferences.use_theme(theme)


@pytest.mark.usefixtures("_looks")
@pytest.mark.parametrize("number", range(6))
def test_every_dialog_opens_with_names_and_leaves_by_esc(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path, number: int
) -> None:
    dialog = dialogs(tasks, tmp_path)[number]()
    kept(qtbot, dialog)
    assert dialog.accessibleName()
    assert nameless(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_start_window_in_both_languages(qtbot: QtBot, preferences: Preferences) -> None:
    for language in ("sv", "en"):
        set_language(language)
        start = StartWindow(preferences)
        qtbot.addWidget(start)
        start.show()
        cards = (start.open_card, start.new_card, start.example_card)
        assert all(card.accessibleName() and card.accessibleDescription() for card in cards)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_way_to_begin_is_taken_with_enter_as_with_space(qtbot: QtBot, key: Qt.Key) -> None:
    card = ChoiceCard("plus", "New file", "Begin a client file")
    qtbot.addWidget(card)
    card.show()
    with qtbot.waitSignal(card.clicked, timeout=1_000) as pressed:
        QTest.keyClick(card, key)
    assert pressed.signal_triggered

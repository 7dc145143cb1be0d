"""Every state that opening tells apart, by mouse and keys: what is said, and where it leads."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from asfdesk.domain.codes import Sex
from asfdesk.domain.people.trainees import Identity
from asfdesk.errors import (
    FileDamagedError,
    FileMissingError,
    NewerFileError,
    NotAClientFileError,
    WrongKeyError,
)
from asfdesk.i18n import set_language
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.storage.disk.atomic import create_private
from asfdesk.storage.file import lock
from asfdesk.storage.file.lock import lock_path
from asfdesk.ui.dialogs.file.unlock import UnlockDialog
from tests.at_once import click
from tests.states import STATES, WRONG
from tests.strongbox import OWNER, TODAY, everything_under, new_enterprise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.preferences import Preferences
    from asfdesk.ui.tasks import Tasks

SHOWN = {
    "locked": ["Open read-only", "Unlock anyway"],
    "wrong_password": ["Try again", "Use the recovery code"],
    "not_a_client_file": ["Choose another file", "Remove from the list"],
    "newer": ["Choose another file"],
    "damaged": [
        "Open the backup of 2026-11-23",
        "Keep the damaged file under another name",
        "Choose another file",
    ],
    "disk_full": ["Try again", "Save a copy …"],
    "read_only": ["Open read-only", "Save a copy …"],
    "missing": ["Try again", "Choose another file", "Remove from the list"],
    "in_mail": ["Save a copy …", "Open read-only"],
    "in_zip": ["Save a copy …", "Open read-only"],
}
WITHOUT_PASSWORD = (FileMissingError, NotAClientFileError, NewerFileError, FileDamagedError)


class Opening:
    """The dialog on one file, and what came out of it."""

    def __init__(self, qtbot: QtBot, tasks: Tasks) -> None:
        self.qtbot = qtbot
        self.tasks = tasks
        self.files: list[OpenFile] = []

    def begin(self, path: Path) -> UnlockDialog:
        dialog = UnlockDialog(path, path.stem, self.tasks)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self.qtbot.addWidget(dialog)
        dialog.opened.connect(self.files.append)
        dialog.open()
        self.settle()
        return dialog

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.pending == 0, timeout=20_000)

    def click(self, dialog: UnlockDialog, text: str) -> None:
        click(dialog, text)
        self.settle()

    def write(self, dialog: UnlockDialog, password: str) -> None:
        dialog.password.clear()
        dialog.password.insert(password)

    def close(self) -> None:
        for file in self.files:
            if not file.file.closed:
                self.tasks.run(file.close, lambda _none: None)
        self.settle()


@pytest.fixture
def opening(qtbot: QtBot, tasks: Tasks, preferences: Preferences) -> Iterator[Opening]:
    assert preferences.theme is not None
    set_language("en")
    made = Opening(qtbot, tasks)
    yield made
    made.close()


@pytest.fixture
def there(preferences: Preferences, tmp_path: Path) -> Path:
    """A closed file that has been saved twice, so that there is a backup of it."""
    assert preferences.theme is not None
    folder = tmp_path / "documents"
    folder.mkdir()
    opened, _code = new_enterprise(folder / "a")
    opened.close()
    again = open_client_file(opened.path, OWNER)
    new = NewTrainee(Sex.WOMAN, date(2026, 3, 2), Identity(name="Anna"))
    add_trainee(again.writing(), new, TODAY)
    again.close()
    return opened.path


@pytest.mark.parametrize("state", STATES)
def test_each_state_says_what_why_what_to_do_and_offers_its_buttons(
    opening: Opening, there: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    expected, make = STATES[state]
    path = make(there, monkeypatch)
    before = everything_under(there.parent)
    dialog = opening.begin(path)
    if expected is WrongKeyError:
        opening.write(dialog, WRONG)
        QTest.keyClick(dialog.password, Qt.Key.Key_Return)
        opening.settle()
    assert dialog.panel.what.text().endswith(".")
    assert dialog.panel.words.text().count(".") >= 2, "why, and what to do"
    assert [one.text() for one in dialog.way_buttons] == SHOWN[state]
    assert dialog.password.isVisible() == (expected not in WITHOUT_PASSWORD)
    assert dialog.panel.what.height() >= dialog.panel.what.heightForWidth(dialog.panel.what.width())
    assert everything_under(there.parent) == before
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert opening.files == []


def test_who_where_and_since_when_stands_before_unlocking_anyway(
    opening: Opening, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opening.begin(STATES["locked"][1](there, monkeypatch))
    assert "anna has had it open on KONTORET-2 since 2026-11-23" in dialog.panel.words.text()
    opening.write(dialog, OWNER)
    opening.click(dialog, "Unlock anyway")
    (file,) = opening.files
    assert file.write is not None
    assert "KONTORET-2" not in lock_path(there).read_text()


def test_a_locked_file_opens_read_only_and_keeps_the_lock(
    opening: Opening, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opening.begin(STATES["locked"][1](there, monkeypatch))
    opening.write(dialog, OWNER)
    opening.click(dialog, "Open read-only")
    (file,) = opening.files
    assert file.read_only
    assert "KONTORET-2" in lock_path(there).read_text()


@pytest.mark.parametrize("state", ["in_mail", "in_zip", "read_only"])
def test_a_copy_is_saved_and_opened_instead(
    opening: Opening, there: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    path = STATES[state][1](there, monkeypatch)
    target = tmp_path / "mine"
    suggested: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        suggested.append(name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    dialog = opening.begin(path)
    before = path.read_bytes()
    if state == "read_only":
        # The copy goes to a folder that can be written.
        monkeypatch.setattr(lock, "create_private", create_private)
    opening.click(dialog, "Save a copy …")
    assert suggested[0].endswith("a.asfdesk")
    assert "mine.asfdesk" in dialog.panel.words.text()
    opening.write(dialog, OWNER)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    opening.settle()
    (file,) = opening.files
    assert file.path == target.with_name("mine.asfdesk")
    assert file.write is not None
    assert path.read_bytes() == before


def test_a_damaged_file_is_kept_and_its_backup_opened_beside(
    opening: Opening, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = STATES["damaged"][1](there, monkeypatch).read_bytes()
    dialog = opening.begin(there)
    opening.click(dialog, "Keep the damaged file under another name")
    (kept,) = there.parent.glob("a (damaged *).asfdesk")
    assert kept.read_bytes() == damaged
    assert not there.exists()
    assert kept.name in dialog.panel.what.text()
    opening.click(dialog, "Open the backup of 2026-11-23")
    assert list(there.parent.glob("*backup*")) == []
    opening.write(dialog, WRONG)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    opening.settle()
    assert dialog.panel.what.text() == "The password does not fit this file."
    opening.write(dialog, OWNER)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    opening.settle()
    (beside,) = there.parent.glob("a (backup 2026-11-23).asfdesk")
    (file,) = opening.files
    assert file.path == beside
    assert file.write is not None
    assert kept.read_bytes() == damaged


def test_a_file_that_is_gone_leads_to_its_backup(opening: Opening, there: Path) -> None:
    there.unlink()
    dialog = opening.begin(there)
    assert [one.text() for one in dialog.way_buttons] == [
        "Try again",
        "Choose another file",
        "Open the backup of 2026-11-23",
        "Remove from the list",
    ]
    opening.click(dialog, "Open the backup of 2026-11-23")
    opening.write(dialog, OWNER)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    opening.settle()
    assert len(opening.files) == 1
    assert len(list(there.parent.glob("a (backup 2026-11-23).asfdesk"))) == 1


def test_a_drive_that_comes_back_is_opened_by_trying_again(opening: Opening, there: Path) -> None:
    away = there.parent.with_name("unplugged")
    there.parent.rename(away)
    dialog = opening.begin(there)
    assert not dialog.password.isVisible()
    away.rename(there.parent)
    opening.click(dialog, "Try again")
    assert dialog.password.isVisible()
    opening.write(dialog, OWNER)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    opening.settle()
    assert len(opening.files) == 1


def test_work_that_a_crash_left_is_told_when_its_file_is_opened(
    opening: Opening, there: Path
) -> None:
    opened = open_client_file(there, OWNER)
    add_trainee(opened.writing(), NewTrainee(Sex.MAN, date(2026, 3, 2), Identity(name="Bo")), TODAY)
    opened.leave(keep_work=True)
    dialog = opening.begin(there)
    assert dialog.panel.what.text().startswith("There is work from ")
    wanted: list[object] = []
    dialog.left_wanted.connect(wanted.append)
    opening.click(dialog, "Look at the unsaved work")
    assert len(wanted) == 1
    assert not dialog.isVisible()

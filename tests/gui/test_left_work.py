"""Work that a crash left: published, kept beside or thrown away, by mouse and keys."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from asfdesk.domain.codes import Sex
from asfdesk.domain.people.trainees import Identity
from asfdesk.i18n import set_language
from asfdesk.services.file.open_file import open_client_file, utc_now
from asfdesk.services.file.unsaved_work import age_words, unsaved_work
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.storage.file.lock import lock_path
from asfdesk.ui.dialogs.file.left_work import LeftWorkDialog
from asfdesk.ui.kit.errors import MessageDialog
from tests.at_once import click
from tests.states import FOREIGN_LOCK, WRONG
from tests.strongbox import OWNER, TODAY, new_enterprise

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.preferences import Preferences
    from asfdesk.ui.tasks import Tasks


def trainee(opened: OpenFile, name: str) -> None:
    new = NewTrainee(Sex.WOMAN, date(2026, 3, 2), Identity(name=name))
    add_trainee(opened.writing(), new, TODAY)


def names_in(path: Path) -> list[str]:
    opened = open_client_file(path, OWNER, read_only=True)
    names = sorted(opened.session.trainees.names().values())
    opened.close()
    return names


@pytest.fixture
def path(preferences: Preferences, tmp_path: Path) -> Path:
    """A file with Anna in it; work that adds Bo is left on this computer."""
    assert preferences.theme is not None
    set_language("en")
    opened, _code = new_enterprise(tmp_path / "a")
    trainee(opened, "Anna")
    opened.publish()
    trainee(opened, "Bo")
    opened.leave(keep_work=True)
    return opened.path


class Asked:
    """The dialog on the left work, and what came of it."""

    def __init__(self, qtbot: QtBot, tasks: Tasks) -> None:
        self.qtbot, self.tasks = qtbot, tasks
        (left,) = unsaved_work()
        self.dialog = LeftWorkDialog(left, tasks)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(self.dialog)
        self.files: list[OpenFile] = []
        self.settled: list[bool] = []
        self.dialog.opened.connect(self.files.append)
        self.dialog.settled.connect(lambda: self.settled.append(True))
        self.dialog.open()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.pending == 0, timeout=20_000)

    def write(self, password: str) -> None:
        self.dialog.password.clear()
        self.dialog.password.insert(password)

    def click(self, text: str) -> None:
        click(self.dialog, text)
        self.settle()


@pytest.fixture
def asked(qtbot: QtBot, tasks: Tasks, path: Path) -> Asked:
    assert path.exists()
    return Asked(qtbot, tasks)


def test_it_says_how_many_changes_and_how_old(asked: Asked) -> None:
    said = asked.dialog._sentences()[0]
    assert "a.asfdesk was not closed as usual. 1 change from" in said
    assert said.endswith("The latest was made just now.")
    (left,) = unsaved_work()
    now = utc_now()
    at = left.changed_at
    for later, words in (
        (timedelta(minutes=1, seconds=5), "1 minute ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(days=3), "3 days ago"),
    ):
        assert age_words(left, at + later) == f"The latest was made {words}."
    assert age_words(left, now - timedelta(days=400)) == ""


def test_it_is_published(asked: Asked, path: Path) -> None:
    assert names_in(path) == ["Anna"]
    asked.write(OWNER)
    asked.click("Save to the file")
    assert asked.settled == [True]
    assert names_in(path) == ["Anna", "Bo"]
    assert unsaved_work() == []


def test_it_is_gone_on_with_by_enter(asked: Asked, path: Path) -> None:
    asked.write(OWNER)
    QTest.keyClick(asked.dialog.password, Qt.Key.Key_Return)
    asked.settle()
    (file,) = asked.files
    assert file.has_unpublished
    asked.tasks.run(file.close, lambda _none: None)
    asked.settle()
    assert names_in(path) == ["Anna", "Bo"]


def test_it_is_kept_beside(asked: Asked, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = path.with_name("kept.asfdesk")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    asked.write(OWNER)
    asked.click("Save as a file of its own")
    assert asked.settled == [True]
    assert (names_in(path), names_in(target)) == (["Anna"], ["Anna", "Bo"])
    assert unsaved_work() == []


def test_it_is_thrown_away_after_a_second_question(asked: Asked, path: Path) -> None:
    click(asked.dialog, "Throw away")
    question = asked.dialog.findChild(MessageDialog)
    assert question is not None
    assert "1 change is lost for good." in question.accessibleDescription()
    assert len(unsaved_work()) == 1
    click(question, "Throw away")
    asked.settle()
    assert asked.settled == [True]
    assert unsaved_work() == []
    assert names_in(path) == ["Anna"]


def test_a_wrong_password_and_later_change_nothing(asked: Asked, path: Path) -> None:
    asked.write(WRONG)
    asked.click("Save to the file")
    assert asked.dialog.trouble.text().startswith("The password does not fit this file.")
    click(asked.dialog, "Later")
    assert not asked.dialog.isVisible()
    assert len(unsaved_work()) == 1
    assert names_in(path) == ["Anna"]


def test_a_file_that_has_gone_on_is_not_overwritten(asked: Asked, path: Path) -> None:
    other = open_client_file(path, OWNER)
    trainee(other, "Cilla")
    other.close()
    asked.write(OWNER)
    asked.click("Save to the file")
    assert "changed by somebody else" in asked.dialog.trouble.text()
    assert asked.dialog.focusWidget() is asked.dialog.beside_button
    assert names_in(path) == ["Anna", "Cilla"]
    assert len(unsaved_work()) == 1


def test_somebody_elses_lock_is_passed_only_when_told(asked: Asked, path: Path) -> None:
    lock_path(path).write_text(json.dumps(FOREIGN_LOCK))
    asked.write(OWNER)
    assert not asked.dialog.take_over_button.isVisible()
    asked.click("Save to the file")
    assert "anna has had it open on KONTORET-2" in asked.dialog.trouble.text()
    assert names_in(path) == ["Anna"]
    asked.click("Unlock anyway")
    assert asked.settled == [True]
    assert names_in(path) == ["Anna", "Bo"]

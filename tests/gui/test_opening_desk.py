"""Opening from the program's own start: where the dialog begins, left work, what is remembered."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from asfdesk.app import Desk, Options, read_options
from asfdesk.domain.codes import Sex
from asfdesk.domain.people.trainees import Identity
from asfdesk.i18n import set_language
from asfdesk.services.file.file_access import add_adviser_access
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.ui.dialogs.file.left_work import LeftWorkDialog
from asfdesk.ui.dialogs.file.unlock import UnlockDialog
from asfdesk.ui.publisher import SAY_AFTER_MS, Publisher
from asfdesk.ui.settings import load_settings
from tests.at_once import click
from tests.desks import open_desk
from tests.strongbox import ADVISER, CHEAP, OWNER, TODAY, new_enterprise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.preferences import Preferences
    from asfdesk.ui.tasks import Tasks


@pytest.fixture
def path(home: None, tmp_path: Path) -> Path:
    """A closed file that an owner and an adviser may open."""
    del home
    folder = tmp_path / "klientfiler"
    folder.mkdir()
    opened, _code = new_enterprise(folder / "a")
    add_adviser_access(opened, "", ADVISER, CHEAP)
    opened.close()
    return opened.path


class Seat:
    """The program, and a user in front of it."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot, self.desk = qtbot, desk

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.desk.tasks.pending == 0, timeout=20_000)

    def open(self, path: Path, password: str) -> None:
        self.desk.starting.open_path(path)
        self.settle()
        dialog = self.unlock_dialog()
        dialog.password.insert(password)
        click(dialog, "Open")
        self.qtbot.waitUntil(lambda: self.desk.window is not None, timeout=20_000)
        self.settle()

    def unlock_dialog(self) -> UnlockDialog:
        assert self.desk.start is not None
        shown = [one for one in self.desk.start.findChildren(UnlockDialog) if one.isVisible()]
        return shown[-1]

    def leave(self) -> None:
        assert self.desk.window is not None
        with self.qtbot.waitSignal(self.desk.window.gone, timeout=20_000):
            self.desk.window.leave()

    def asked_in(self, monkeypatch: pytest.MonkeyPatch) -> Path:
        """The folder that Open begins in."""
        asked: list[str] = []

        def choose(_parent: object, _title: str, folder: str, _kinds: str) -> tuple[str, str]:
            asked.append(folder)
            return "", ""

        monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
        assert self.desk.start is not None
        QTest.mouseClick(self.desk.start.open_card, Qt.MouseButton.LeftButton)
        return Path(asked[0])


@pytest.fixture
def seat(
    qtbot: QtBot, qapp: QApplication, home: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Seat]:
    del home
    monkeypatch.setattr(Desk, "_end", lambda _desk: None)
    with open_desk(qapp, Options(language="en")) as desk:
        made = Seat(qtbot, desk)
        desk.begin()
        made.settle()
        yield made
    set_language("sv")


def test_open_begins_where_the_last_file_was(
    seat: Seat, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent.parent)
    first = seat.asked_in(monkeypatch)
    assert first.is_dir()
    assert first != Path.cwd()
    seat.open(path, OWNER)
    seat.leave()
    assert seat.asked_in(monkeypatch) == path.parent
    assert [one.path for one in load_settings().recent] == [str(path)]


def test_an_advisers_folder_is_known_only_while_the_program_runs(
    seat: Seat, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat.open(path, ADVISER)
    seat.leave()
    assert seat.asked_in(monkeypatch) == path.parent
    kept = load_settings()
    assert kept.recent == ()
    assert path.parent.name not in repr(kept)


def test_left_work_is_taken_care_of_before_its_file_is_opened(seat: Seat, path: Path) -> None:
    opened = open_client_file(path, OWNER)
    new = NewTrainee(Sex.MAN, date(2026, 3, 2), Identity(name="Bo"))
    add_trainee(opened.writing(), new, TODAY)
    opened.leave(keep_work=True)
    seat.desk.starting.open_path(path)
    seat.settle()
    click(seat.unlock_dialog(), "Look at the unsaved work")
    assert seat.desk.start is not None
    dialog = seat.desk.start.findChild(LeftWorkDialog)
    assert dialog is not None
    dialog.password.insert(OWNER)
    click(dialog, "Go on working")
    seat.qtbot.waitUntil(lambda: seat.desk.window is not None, timeout=20_000)
    seat.settle()
    seat.leave()
    saved = open_client_file(path, OWNER, read_only=True)
    names = list(saved.session.trainees.names().values())
    saved.close()
    assert names == ["Bo"]


def test_a_file_named_with_read_only_is_proposed_so() -> None:
    found = read_options(["a.asfdesk", "--read-only"])
    assert found == Options(Path("a.asfdesk"), read_only=True)


def test_saved_is_said_only_when_it_is_in_the_file(
    qtbot: QtBot, tasks: Tasks, preferences: Preferences, path: Path
) -> None:
    assert preferences.theme is not None
    set_language("en")
    files: list[OpenFile] = []
    tasks.run(lambda: open_client_file(path, OWNER), files.append)
    qtbot.waitUntil(lambda: tasks.pending == 0, timeout=20_000)
    (file,) = files
    publisher = Publisher(file, tasks)
    said: list[str] = []
    publisher.said.connect(said.append)
    new = NewTrainee(Sex.MAN, date(2026, 3, 2), Identity(name="Bo"))
    tasks.run(lambda: add_trainee(file.writing(), new, TODAY), lambda _changes: None)
    qtbot.waitUntil(lambda: tasks.pending == 0, timeout=20_000)
    assert said[-1] == "Saved on this computer – not in the file yet"
    publisher.publish()
    assert publisher.line == "Saved on this computer – not in the file yet"
    publisher._slow.stop()  # as when SAY_AFTER_MS have gone by
    assert publisher.line == "Saving …"
    qtbot.waitUntil(lambda: tasks.pending == 0, timeout=20_000)
    assert said[-1].startswith("Saved ")
    assert ":" in said[-1]
    assert "Saving …" not in said
    assert SAY_AFTER_MS == 1000
    publisher.stop()
    tasks.run(file.close, lambda _none: None)
    qtbot.waitUntil(lambda: tasks.pending == 0, timeout=20_000)

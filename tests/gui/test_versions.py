"""A file that somebody else has saved meanwhile: by mouse and keys, nothing is overwritten."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton

from asfdesk.domain.codes import Sex
from asfdesk.domain.people.trainees import Identity
from asfdesk.i18n import set_language
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.ui.dialogs.file.versions import VersionsDialog
from asfdesk.ui.kit.note_bar import NoteBar
from asfdesk.ui.main_window import MainWindow
from tests.at_once import click
from tests.strongbox import OWNER, TODAY, new_enterprise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.preferences import Preferences
    from asfdesk.ui.tasks import Tasks


def trainee(opened: OpenFile, name: str) -> None:
    new = NewTrainee(Sex.WOMAN, date(2026, 3, 2), Identity(name=name))
    add_trainee(opened.writing(), new, TODAY)


class Scene:
    """My window on a file, and what another computer does to it."""

    def __init__(
        self, qtbot: QtBot, tasks: Tasks, preferences: Preferences, path: Path, *, cloud: bool
    ) -> None:
        self.qtbot = qtbot
        self.tasks = tasks
        self.path = path
        opened, _code = new_enterprise(path)
        trainee(opened, "Anna")
        opened.close()
        if cloud:
            self.save_elsewhere(path.with_name(f"{path.stem}-DATOR{path.suffix}"))
        found: list[OpenFile] = []
        tasks.run(lambda: open_client_file(path, OWNER), found.append)
        self.settle()
        (self.file,) = found
        self.window = MainWindow(self.file, tasks, preferences, TODAY)
        self.window.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.pending == 0, timeout=20_000)

    def save_elsewhere(self, target: Path) -> None:
        """Another computer opens a copy, adds Bo and puts it there."""
        away = target.with_name("away.asfdesk")
        shutil.copyfile(self.path, away)
        other = open_client_file(away, OWNER)
        trainee(other, "Bo")
        other.close()
        away.replace(target)

    def type_something(self) -> None:
        self.tasks.run(lambda: trainee(self.file, "Cilla"), lambda _none: None)
        self.settle()

    def dialog(self) -> VersionsDialog:
        shown = [one for one in self.window.findChildren(VersionsDialog) if one.isVisible()]
        (found,) = shown
        return found


@pytest.fixture
def scene(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    tasks: Tasks,
    preferences: Preferences,
    tmp_path: Path,
) -> Iterator[Scene]:
    set_language("en")
    made = Scene(
        qtbot, tasks, preferences, tmp_path / "a.asfdesk", cloud=getattr(request, "param", False)
    )
    yield made
    if not made.file.file.closed:
        tasks.run(lambda: made.file.leave(keep_work=False), lambda _none: None)
        made.settle()
    made.window.release()
    made.window.deleteLater()


def names_in(path: Path) -> list[str]:
    opened = open_client_file(path, OWNER, read_only=True)
    names = sorted(opened.session.trainees.names().values())
    opened.close()
    return names


def conflict(scene: Scene) -> VersionsDialog:
    scene.type_something()
    scene.save_elsewhere(scene.path)
    QTest.keyClick(scene.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    scene.settle()
    scene.settle()
    return scene.dialog()


def test_at_a_conflict_who_when_and_what_is_shown(scene: Scene) -> None:
    dialog = conflict(scene)
    assert dialog.accessibleName() == (
        "The file has been changed by somebody else since you opened it."
    )
    assert "by an owner" in dialog.about.text()
    assert "Nothing has been overwritten" in dialog.about.text()
    assert dialog.view.isVisible()
    assert dialog.view.accessibleDescription() == "Trainees: 1 different\n  Cilla / Bo: different"
    first = dialog.focusWidget()
    assert isinstance(first, QPushButton)
    assert first.text() == "Save mine beside"


def test_mine_is_saved_beside_and_both_are_kept(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = conflict(scene)
    target = scene.path.with_name("mine.asfdesk")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    scene.settle()
    assert scene.file.path == target
    scene.tasks.run(scene.file.close, lambda _none: None)
    scene.settle()
    assert names_in(scene.path) == ["Anna", "Bo"]
    assert names_in(target) == ["Anna", "Cilla"]


def test_waiting_overwrites_nothing_and_closing_keeps_the_work_here(scene: Scene) -> None:
    dialog = conflict(scene)
    theirs = scene.path.read_bytes()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert scene.file.has_unpublished
    assert "not in the file yet" in scene.window.publisher.line
    scene.window.close()
    scene.settle()
    scene.settle()
    with scene.qtbot.waitSignal(scene.window.gone, timeout=20_000):
        click(scene.dialog(), "Close and keep the work here")
    assert scene.path.read_bytes() == theirs


def test_the_other_opens_read_only_in_a_window_of_its_own(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, list[str], str]] = []

    def start(*words: object) -> tuple[bool, int]:
        started.append(words)  # type: ignore[arg-type]
        return True, 7

    dialog = conflict(scene)
    monkeypatch.setattr(QProcess, "startDetached", start)
    click(dialog, "Open the other")
    ((program, arguments, folder),) = started
    assert program.endswith(("python", "python3", "python.exe", "python3.11"))
    assert arguments == ["-m", "asfdesk", str(scene.path), "--read-only", "--lang", "en"]
    assert folder
    assert dialog.isVisible()
    assert "read-only" in dialog.found.text()


@pytest.mark.parametrize("scene", [True], indirect=True)
def test_a_copy_from_a_synchronised_folder_is_told_and_compared(scene: Scene) -> None:
    notes = [
        one
        for one in scene.window.findChildren(NoteBar)
        if "Another version" in one.accessibleName()
    ]
    assert [one.accessibleName().split(",")[0] for one in notes] == [
        "Another version of the file lies beside it: a-DATOR.asfdesk"
    ]
    click(notes[0], "Compare")
    scene.settle()
    dialog = scene.dialog()
    assert (
        dialog.view.accessibleDescription()
        == "Trainees: 1 only in the other\n  Bo: only in the other"
    )
    assert [one.text() for one in dialog.findChildren(QPushButton) if one.isVisible()] == [
        "Open the other",
        "Close",
    ]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert isinstance(dialog, QDialog)

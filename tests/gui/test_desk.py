"""From the start window to an open file and back: one program, one worker, one file."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from asfdesk.app import Desk, Options
from asfdesk.i18n import language
from asfdesk.services.example.write import PASSWORD
from asfdesk.ui.dialogs.file.unlock import UnlockDialog
from asfdesk.ui.settings import load_settings
from tests.desks import open_desk, settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from asfdesk.services.example.write import ExampleFiles


@pytest.fixture
def copied(example: ExampleFiles, tmp_path: Path) -> Path:
    target = tmp_path / "Vaxthuset.asfdesk"
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
    with open_desk(qapp, Options(language="sv")) as made:
        yield made


def unlock(qtbot: QtBot, desk: Desk, path: Path) -> None:
    desk.starting.open_path(path)
    assert desk.start is not None
    dialog = desk.start.findChild(UnlockDialog)
    assert dialog is not None
    dialog.password.setText(PASSWORD)
    dialog.submit()
    qtbot.waitUntil(lambda: desk.window is not None, timeout=20_000)
    settle(qtbot, desk)


def test_a_file_is_opened_remembered_and_closed(
    qtbot: QtBot, desk: Desk, copied: Path, ended: list[bool]
) -> None:
    desk.begin()
    settle(qtbot, desk)
    unlock(qtbot, desk, copied)
    assert desk.start is None
    assert [one.name for one in load_settings().recent] == ["Växthuset Café & Verkstad ek. för."]
    assert desk.window is not None
    with qtbot.waitSignal(desk.window.gone, timeout=20_000):
        desk.window.close()
    assert ended == [True]


def test_another_file_is_opened_from_the_start_window(
    qtbot: QtBot, desk: Desk, copied: Path, ended: list[bool]
) -> None:
    desk.begin()
    settle(qtbot, desk)
    unlock(qtbot, desk, copied)
    assert desk.window is not None
    with qtbot.waitSignal(desk.window.gone, timeout=20_000):
        desk.window.leave()
    assert ended == []
    assert desk.start is not None
    assert desk.start.isVisible()
    unlock(qtbot, desk, copied)
    with qtbot.waitSignal(desk.window.gone, timeout=20_000):
        desk.window.close()


def test_the_language_changes_at_once_with_the_file_open(
    qtbot: QtBot, desk: Desk, copied: Path
) -> None:
    desk.begin()
    settle(qtbot, desk)
    unlock(qtbot, desk, copied)
    swedish = desk.window
    desk.preferences.use_language("en")
    settle(qtbot, desk)
    assert language() == "en"
    assert desk.window is not None
    assert desk.window is not swedish
    assert desk.window.page is not None
    assert desk.window.page.title() == "Overview"
    with qtbot.waitSignal(desk.window.gone, timeout=20_000):
        desk.window.close()


def test_the_start_window_changes_language_too(qtbot: QtBot, desk: Desk, ended: list[bool]) -> None:
    desk.begin()
    settle(qtbot, desk)
    desk.preferences.use_language("en")
    assert desk.start is not None
    assert desk.start.open_card.text() == "Open"
    assert ended == []
    desk.start.close()
    assert ended == [True]

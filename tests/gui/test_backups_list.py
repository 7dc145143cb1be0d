"""Inställningar: how the backups stand, the list, checking them, and restoring one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtWidgets import QFileDialog

from asfdesk.i18n import set_language
from asfdesk.services.file.file_access import add_adviser_access
from asfdesk.services.file.manage_backups import list_backups
from asfdesk.services.file.open_file import open_client_file
from asfdesk.ui.dialogs.file import backups as dialog_module
from asfdesk.ui.dialogs.file.backups import BackupsDialog
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.pages.file.settings_page import SettingsPage
from tests.at_once import AtOnce, click, context, on_stage
from tests.strongbox import ADVISER, CHEAP, OWNER, Clock, new_enterprise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.open_file import OpenFile

T = TypeVar("T")


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenFile]:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "home"))
    file, _code = new_enterprise(tmp_path / "v.asfdesk")
    yield file
    file.leave(keep_work=False)


def save_on(file: OpenFile, day: int) -> None:
    file.file._clock = Clock(datetime(2026, 5, day, 10, tzinfo=UTC))
    session = file.writing()
    with session.writer.action("setting.small_count", ["enterprise"]):
        session.enterprise.set_setting("touched", str(day))
    file.publish()


def page_of(qtbot: QtBot, file: OpenFile) -> SettingsPage:
    page = SettingsPage(context(file.session, file=file))  # type: ignore[arg-type]
    on_stage(qtbot, page)
    return page


def the_list(page: SettingsPage) -> BackupsDialog:
    click(page, "Backups")
    return next(one for one in page.findChildren(BackupsDialog) if one.isVisible())


def cells(dialog: BackupsDialog, column: int) -> list[str]:
    model = dialog.table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-5000] ^= 1
    path.write_bytes(content)


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    asked: list[str] = []

    def answer(*words: object, **_options: object) -> tuple[str, str]:
        asked.append(str(words[2]))
        return (str(path) if path else "", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return asked


def test_the_page_says_how_they_stand(qtbot: QtBot, opened: OpenFile) -> None:
    page = page_of(qtbot, opened)
    told: list[str] = []
    page.backups.summed_up.connect(told.append)
    page.refresh()
    assert told[-1].startswith("No backup yet.")
    for day in (1, 2, 3):
        save_on(opened, day)
    page.refresh()
    words = told[-1]
    assert words.startswith("Latest backup: 2026-05-02 1")
    spoil(list_backups(opened)[1].path)
    page.refresh()
    assert told[-1].startswith("1 backup is not checked.")


def test_the_list_and_checking_all(qtbot: QtBot, opened: OpenFile) -> None:
    for day in (1, 2, 3):
        save_on(opened, day)
    page = page_of(qtbot, opened)
    dialog = the_list(page)
    assert cells(dialog, 1) == ["Daily"] * 3
    assert cells(dialog, 3) == ["Whole"] * 3
    assert dialog.restore.isEnabled()
    spoil(list_backups(opened)[0].path)
    click(dialog, "Check all")
    assert cells(dialog, 3) == ["Damaged", "Whole", "Whole"]
    assert not dialog.restore.isEnabled(), "the damaged one is chosen"
    assert "damaged" in dialog.done_words.text()
    told: list[str] = []
    page.backups.summed_up.connect(told.append)
    click(dialog, "Close")
    assert told[-1].startswith("1 backup is damaged.")


def test_restoring_makes_a_new_file_and_opens_it(
    qtbot: QtBot, opened: OpenFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (1, 2):
        save_on(opened, day)
    target = opened.path.with_name("ny.asfdesk")
    started: list[tuple[Path, bool]] = []

    def start(path: Path, *, read_only: bool) -> bool:
        started.append((path, read_only))
        return True

    monkeypatch.setattr(dialog_module, "open_in_other_window", start)
    asked = choose(monkeypatch, target)
    dialog = the_list(page_of(qtbot, opened))
    assert not dialog.open_it.isVisible()
    click(dialog, "Restore as a new file")
    assert Path(asked[0]).name == "v – backup 2026-05-01.asfdesk"
    assert dialog.done_words.text().startswith("Restored as ny.asfdesk.")
    click(dialog, "Open it")
    assert started == [(target, False)]
    restored = open_client_file(target, OWNER, read_only=True)
    assert restored.session.enterprise.setting("touched", "") == "1"
    restored.close()


def test_nothing_happens_without_a_place_and_a_taken_name_is_told(
    qtbot: QtBot, opened: OpenFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_on(opened, 1)
    dialog = the_list(page_of(qtbot, opened))
    choose(monkeypatch, None)
    click(dialog, "Restore as a new file")
    assert dialog.done_words.isHidden()
    before = opened.path.read_bytes()
    choose(monkeypatch, opened.path)
    click(dialog, "Restore as a new file")
    (box,) = [one for one in dialog.findChildren(MessageDialog) if one.isVisible()]
    assert "already a file" in box.accessibleName()
    assert opened.path.read_bytes() == before
    assert dialog.restore.isEnabled()


def test_checking_can_be_stopped_and_closing_stops_it(qtbot: QtBot, opened: OpenFile) -> None:
    for day in (1, 2):
        save_on(opened, day)
    waiting: list[Callable[[], None]] = []

    class Later(AtOnce):
        """Work that is done when the test says so."""

        def run(
            self,
            work: Callable[[], T],
            done: Callable[[T], None],
            failed: Callable[[AsfDeskError], None] | None = None,
        ) -> None:
            waiting.append(lambda: AtOnce.run(self, work, done, failed))

    dialog = BackupsDialog(opened, Later())
    qtbot.addWidget(dialog)
    dialog.open()
    waiting.pop()()
    click(dialog, "Check all")
    assert (dialog.stop.isVisible(), dialog.check.isVisible()) == (True, False)
    click(dialog, "Stop")
    waiting.pop(0)()
    waiting.pop(0)()  # the list is loaded again
    assert (dialog.stop.isVisible(), dialog.check.isVisible()) == (False, True)
    assert dialog.done_words.text() == ""


def test_an_adviser_is_not_offered_them(qtbot: QtBot, opened: OpenFile) -> None:
    add_adviser_access(opened, "", ADVISER, cost=CHEAP)
    path = opened.path
    opened.close()
    adviser = open_client_file(path, ADVISER)
    page = page_of(qtbot, adviser)
    assert page.backups.button.isHidden()
    adviser.close()

"""Everything out, from Settings, and a new file of it, from the start window."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from asfdesk.i18n import set_language
from asfdesk.services.file.open_export import export_openly
from asfdesk.services.file.open_import import import_openly
from asfdesk.ui.dialogs.file.from_open_export import FromOpenExportDialog
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.pages.file.settings_page import SettingsPage
from asfdesk.ui.start_window import StartWindow
from tests.at_once import click, context, on_stage
from tests.strongbox import CHEAP, new_enterprise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.preferences import Preferences
    from asfdesk.ui.tasks import Tasks


@pytest.fixture(autouse=True)
def _english(home: None) -> None:
    del home
    set_language("en")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenFile]:
    file, _code = new_enterprise(tmp_path / "v.asfdesk")
    yield file
    file.close()


def warning(page: SettingsPage) -> MessageDialog:
    return next(one for one in page.findChildren(MessageDialog) if one.isVisible())


def test_what_it_means_is_said_before_anything_is_written(
    qtbot: QtBot, opened: OpenFile, tmp_path: Path
) -> None:
    page = SettingsPage(context(opened.writing(), file=opened))
    on_stage(qtbot, page)
    page.file.export.choose_target = lambda name: tmp_path / name
    click(page, "Export everything …")
    assert any("not encrypted" in one.text() for one in warning(page).findChildren(QLabel))
    click(warning(page), "Cancel")
    assert list(tmp_path.glob("*.zip")) == []
    click(page, "Export everything …")
    click(warning(page), "Choose where …")
    assert [one.name for one in tmp_path.glob("*.zip")] == ["asfdesk-export_2026-11-23.zip"]
    assert "asfdesk-export_2026-11-23.zip" in page._status.text()


def test_a_new_file_is_made_of_it(
    qtbot: QtBot, tasks: Tasks, opened: OpenFile, tmp_path: Path
) -> None:
    source = export_openly(opened, tmp_path / "ut.zip").path
    make = functools.partial(import_openly, cost=CHEAP)
    dialog = FromOpenExportDialog(tasks, tmp_path, make=make)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    made: list[OpenFile] = []
    dialog.made.connect(made.append)
    dialog.open()
    click(dialog, "Next")
    assert dialog.step == 0
    QTest.keyClicks(dialog.source, str(source))
    QTest.keyClick(dialog.source, Qt.Key.Key_Return)
    assert dialog.step == 1
    assert dialog.place.path.name == "ut.asfdesk"
    dialog.place.suggest()
    click(dialog, "Create the file")
    qtbot.waitUntil(lambda: tasks.pending == 0, timeout=20_000)
    assert dialog.step == 2
    dialog.recovery.noted.setChecked(True)
    click(dialog, "Begin")
    assert dialog.result() == QDialog.DialogCode.Accepted
    (file,) = made
    names: list[str] = []
    tasks.run(
        file.session.enterprise.enterprise,
        lambda one: names.append(one.name if one is not None else ""),
    )
    qtbot.waitUntil(lambda: bool(names), timeout=20_000)
    assert names == ["Växthuset"]
    tasks.run(file.close, lambda _none: None)
    qtbot.waitUntil(lambda: tasks.pending == 0, timeout=20_000)


def test_another_kind_of_file_is_said(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"not a zip")
    dialog = FromOpenExportDialog(tasks, tmp_path)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.source.setText(str(tmp_path / "x.zip"))
    click(dialog, "Next")
    dialog.place.suggest()
    click(dialog, "Create the file")
    qtbot.waitUntil(lambda: tasks.pending == 0, timeout=20_000)
    assert "not an open export" in dialog._trouble.text()
    assert not (tmp_path / "x.asfdesk").exists()


def test_the_start_window_offers_it(qtbot: QtBot, preferences: Preferences) -> None:
    window = StartWindow(preferences)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.export_wanted):
        click(window, "Från en öppen export…")

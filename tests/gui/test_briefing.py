"""The briefing by its key, from any page; and from the page of visits, since the chosen one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from asfdesk.domain.visiting.visits import Visit
from asfdesk.domain.visiting_codes import VisitKind
from asfdesk.services.visiting.hold_visits import begin_visit, close_visit
from asfdesk.ui.dialogs.sending.document_dialog import DocumentDialog
from asfdesk.ui.main_window import MainWindow
from asfdesk.ui.preferences import Preferences
from asfdesk.ui.settings import AppSettings
from asfdesk.ui.tasks import Tasks
from tests.screens import settle
from tests.visits import as_adviser, as_owner, visited_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.file.open_file import OpenFile

TODAY = date(2026, 12, 5)


@pytest.fixture
def client_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    path = visited_file(tmp_path)
    owner = as_owner(path)
    then = TODAY - timedelta(days=30)
    visit = Visit(0, "e" * 32, then, VisitKind.FOLLOW_UP)
    begin_visit(owner.writing(), visit, then)
    close_visit(owner.writing(), owner.session.visits.visits()[0].id, then)
    owner.close()
    return path


@pytest.fixture
def window(qtbot: QtBot, client_file: Path) -> Iterator[MainWindow]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    tasks = Tasks()
    opened: list[OpenFile] = []
    tasks.run(lambda: as_adviser(client_file), opened.append)
    settle(tasks)
    made = MainWindow(opened[0], tasks, Preferences(app, AppSettings()), TODAY)
    qtbot.addWidget(made)
    made.show()
    settle(tasks)
    yield made
    made.close()
    settle(tasks)
    tasks.close()


def shown(window: MainWindow) -> DocumentDialog:
    settle(window._tasks)
    found = [one for one in window.findChildren(DocumentDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("page", ["overview", "settings"])
def test_one_key_shows_it_from_any_page(window: MainWindow, page: str) -> None:
    window.go(page)
    settle(window._tasks)
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    dialog = shown(window)
    document = dialog.output._shown
    assert document is not None
    assert document.document.key == "B1"
    tables = {one.key: one for one in document.document.tables()}
    # Agreed on 20 November, after the visit; due on 1 December.
    assert [row.cells[0].value for row in tables["agreed"].rows] == ["Ring kommunen"]
    assert "actions.overdue" in [row.key for row in tables["changed"].rows]
    assert dialog.output.print_button.isEnabled()
    assert dialog.output.export_button.isEnabled()
    dialog.close()


def test_the_page_of_visits_has_a_button(window: MainWindow) -> None:
    window.go("visits")
    settle(window._tasks)
    page = window.page
    assert page is not None
    QTest.mouseClick(page.briefing_button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    shown(window).close()

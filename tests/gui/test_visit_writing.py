"""An adviser looks; the owner's password lets them write, and they go back to looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from asfdesk.app import Options
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.visiting import draft_visits
from tests.at_once import TODAY
from tests.desks import open_desk, settle
from tests.strongbox import ADVISER, OWNER
from tests.visits import a_draft, visited_file

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot


def press(window: QWidget, text: str) -> None:
    """Press a button with Space."""
    found = [one for one in window.findChildren(QPushButton) if one.text() == text]
    QTest.keyClick(found[0], Qt.Key.Key_Space)


def test_the_owner_lets_the_adviser_write(
    qapp: QApplication, qtbot: QtBot, home: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del home
    path = visited_file(tmp_path)
    file = open_client_file(path, ADVISER, adviser_looks=True)
    draft_visits.keep(file, a_draft(), TODAY)
    file.close()
    with open_desk(qapp, Options(language="en")) as desk:
        monkeypatch.setattr(desk, "_end", lambda: None)
        desk.tasks.run(lambda: open_client_file(path, ADVISER, adviser_looks=True), desk.show_file)
        settle(qtbot, desk)
        assert desk.window is not None
        press(desk.window.header, "Write in the file …")
        dialog = desk.writing.dialog
        assert dialog is not None
        typed = dialog.rows["password"].editor
        typed.setText("wrong")  # type: ignore[attr-defined]
        dialog.save_button.click()
        settle(qtbot, desk)
        assert "no owner's password" in dialog._trouble.text()
        typed.setText(OWNER)  # type: ignore[attr-defined]
        dialog.save_button.click()
        settle(qtbot, desk)
        qtbot.waitUntil(lambda: desk._file is not None and not desk._file.read_only)
        settle(qtbot, desk)
        assert desk._file is not None
        assert not desk._file.session.identities_open
        drafts = desk.writing.drafts
        assert drafts is not None
        press(drafts.notes[0], "Take it into the file …")
        settle(qtbot, desk)
        assert drafts.dialog is not None
        drafts.dialog.take_button.click()
        settle(qtbot, desk)
        assert drafts.notes == []
        press(desk.window.header, "Look only")
        settle(qtbot, desk)
        qtbot.waitUntil(lambda: desk._file is not None and desk._file.read_only)
        settle(qtbot, desk)
    saved = open_client_file(path, OWNER, read_only=True)
    assert len(saved.session.visits.visits()) == 1
    saved.close()

"""Erasing a trainee by keyboard, what stands in the way, and the event log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.file.erasure import ErasureReason
from asfdesk.domain.hours.attendance import AttendanceEntry, MonthState, MonthStatus
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.period import Month
from asfdesk.i18n import set_language
from asfdesk.services.changes import Topic
from asfdesk.services.sending.export_report import FORMATS
from asfdesk.ui.dialogs.file.audit_log import AuditLogDialog
from asfdesk.ui.dialogs.sending.document_dialog import DocumentDialog
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.pages.file.settings_page import SettingsPage
from asfdesk.ui.pages.people.trainees_page import TraineesPage
from tests.at_once import TODAY, click, context, fill, form, on_stage, save
from tests.strongbox import new_enterprise
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.file.open_file import OpenFile


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenFile]:
    """Trainee 1, Nadia, has left and has hours in March 2026."""
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    file, _code = new_enterprise(tmp_path / "a.asfdesk")
    session = file.writing()
    placement_id = add_placement(session, add_agreement(session), name="Nadia Rask")
    with session.writer.action("placement.end", ("placements",), "placement", placement_id):
        placement = session.placements.placement(placement_id)
        assert placement is not None
        session.placements.change_placement(
            replace(placement, exit=Exit(date(2026, 3, 31), ExitGroup.STUDIES))
        )
        session.attendance.put(AttendanceEntry(placement_id, date(2026, 3, 2), 360, 360))
    yield file
    file.leave(keep_work=False)


def people(qtbot: QtBot, opened: OpenFile) -> TraineesPage:
    page = TraineesPage(context(opened.writing(), file=opened))
    on_stage(qtbot, page)
    page.open_item("1")
    return page


def test_erasing_by_keyboard_ends_in_a_certificate(qtbot: QtBot, opened: OpenFile) -> None:
    page = people(qtbot, opened)
    changes: list[frozenset[Topic]] = []
    page.context.bus.changed.connect(changes.append)
    link = page.panel.findChild(QPushButton, "trainee.erase")
    assert isinstance(link, QPushButton)
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Space)
    dialog = form(page)
    reason = dialog.rows["reason"].editor
    assert isinstance(reason, QComboBox)
    QTest.keyClick(reason, Qt.Key.Key_Down)
    assert reason.currentData() == ErasureReason.TIME_OVER
    fill(dialog, "number", "2")
    QTest.keyClick(dialog.rows["checked"].editor, Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "not the trainee's number" in dialog.rows["number"].error
    fill(dialog, "number", "1")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    (paper,) = page.findChildren(DocumentDialog)
    assert paper.view.document is not None
    assert paper.view.document.title == "Certificate of erasure"
    assert opened.session.trainees.trainees() == []
    assert not opened.has_unpublished
    assert changes
    assert Topic.TRAINEES in changes[0]
    paper.close()


def test_a_locked_month_offers_to_anonymise_instead(qtbot: QtBot, opened: OpenFile) -> None:
    session = opened.writing()
    with session.writer.action("attendance.lock", ("attendance",), undoable=False):
        session.attendance.set_state(MonthState(Month(2026, 3), MonthStatus.LOCKED, 1), TODAY)
    page = people(qtbot, opened)
    click(page, "Erase")
    (message,) = page.findChildren(MessageDialog)
    assert any("March 2026" in one.text() for one in message.findChildren(QLabel))
    click(message, "Anonymise instead …")
    dialog = form(page)
    assert dialog.windowTitle() == "Anonymise trainee 1"
    reason = dialog.rows["reason"].editor
    assert isinstance(reason, QComboBox)
    reason.setCurrentIndex(2)
    fill(dialog, "number", "1")
    QTest.keyClick(dialog.rows["checked"].editor, Qt.Key.Key_Space)
    save(dialog)
    assert opened.session.trainees.names() == {}
    assert len(opened.session.trainees.trainees()) == 1
    page.findChildren(DocumentDialog)[0].close()


def test_the_log_is_filtered_and_exported(qtbot: QtBot, opened: OpenFile, tmp_path: Path) -> None:
    page = SettingsPage(context(opened.writing(), file=opened))
    on_stage(qtbot, page)
    click(page, "Event log")
    (log,) = page.findChildren(AuditLogDialog)
    model = log.table.model()
    everything = model.rowCount()
    assert everything > 3
    log.what.setCurrentIndex(1)
    log.what.activated.emit(1)
    rows = log._model.rows
    assert 0 < len(rows) < everything
    assert rows[0].what == "Placement ended"
    assert rows[0].record == "Trainee 1"
    assert rows[0].who == "Owner 1"
    log.output.choose_folder = lambda: tmp_path / "out"
    log.output.export([one for one in FORMATS if one.key != "txt"])
    assert len(list((tmp_path / "out").iterdir())) == 4
    text = next((tmp_path / "out").glob("*.csv")).read_text(encoding="utf-8-sig")
    assert "Placement ended" in text
    assert "Nadia" not in text
    rows_now = opened.file.rows.all("SELECT operation FROM audit ORDER BY id DESC LIMIT 1")
    assert rows_now == [{"operation": "audit.export"}]
    log.close()

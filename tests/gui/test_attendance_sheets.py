"""Närvaro: a sheet comes in through its preview, and goes out from the menu."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from asfdesk.domain.hours.sheet_layout import Role
from asfdesk.domain.period import Month, Period
from asfdesk.ui.dialogs.hours.sheet_lines import Shown
from asfdesk.ui.pages.hours.attendance_page import AttendancePage
from asfdesk.ui.pages.hours.shown_days import week_of
from tests.at_once import context, on_stage
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession
    from asfdesk.ui.dialogs.hours.attendance_import import AttendanceImportDialog

OCTOBER = Period.of_month(Month(2026, 10))


@pytest.fixture
def page(qtbot: QtBot, session: WriteSession) -> AttendancePage:
    agreement = add_agreement(session)
    for number, name in ((1, "Aino L."), (2, "Bashir A.")):
        add_placement(session, agreement, number, name=name)
    page = AttendancePage(context(session))
    page.set_month(Month(2026, 10))
    on_stage(qtbot, page)
    return page


def opened(page: AttendancePage, folder: Path, *lines: str) -> AttendanceImportDialog:
    path = folder / "tid.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    page.sheets.choose_source = lambda: path
    page.sheets.take_in()
    assert page.sheets.dialog is not None
    return page.sheets.dialog


def press(dialog: AttendanceImportDialog) -> None:
    QTest.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)


def filled(session: WriteSession) -> list[tuple[int, int]]:
    return [(e.day.day, e.attended_minutes) for e in session.attendance.entries(OCTOBER)]


def test_a_sheet_is_corrected_in_place_and_taken_in(
    page: AttendancePage, session: WriteSession, tmp_path: Path
) -> None:
    dialog = opened(page, tmp_path, "Nr;Datum;Timmar", "1;2026-10-05;6", "9;2026-10-05;Q")
    assert not dialog.import_button.isEnabled()
    assert dialog.lines.model.rowCount() == 1
    model = dialog.lines.model
    assert model.setData(model.index(0, 1), "2")
    assert model.setData(model.index(0, 6), "4:30")
    assert dialog.import_button.isEnabled()
    press(dialog)
    assert filled(session) == [(5, 360), (5, 270)]
    assert page.grid.content.cells[1][4].text == "4,5"


def test_what_is_doubtful_is_answered_or_left_out(
    page: AttendancePage, session: WriteSession, tmp_path: Path
) -> None:
    lines = ("Nr;Datum;Timmar", "1;2026-10-05;0,30", "1;2025-01-01;6")
    dialog = opened(page, tmp_path, *lines)
    assert dialog.reading.isVisible()
    dialog.reading.setCurrentIndex(2)
    dialog.reading.activated.emit(2)
    assert not dialog.import_button.isEnabled()
    dialog.checks["leave_out"].click()
    press(dialog)
    assert filled(session) == [(5, 30)]


def test_columns_are_pointed_out(
    page: AttendancePage, session: WriteSession, tmp_path: Path
) -> None:
    dialog = opened(page, tmp_path, "A;B;C", "1;2026-10-05;6", "2;2026-10-05;3")
    assert not dialog.import_button.isEnabled()
    box = dialog.columns.roles[Role.HOURS]
    box.setCurrentIndex(box.findData(2))
    box.activated.emit(box.currentIndex())
    assert dialog.lines.shown is Shown.CHANGES
    press(dialog)
    assert filled(session) == [(5, 360), (5, 180)]


def test_cancelling_writes_nothing(
    page: AttendancePage, session: WriteSession, tmp_path: Path
) -> None:
    dialog = opened(page, tmp_path, "Nr;Datum;Timmar", "1;2026-10-05;6")
    dialog.reject()
    assert filled(session) == []


def test_the_month_is_saved(page: AttendancePage, tmp_path: Path) -> None:
    folder = tmp_path / "ut"
    folder.mkdir()
    page.sheets.choose_target = lambda name: folder / name
    page.sheets.save_month()
    texts = [action.text() for action in page.sheets.menu().actions() if action.text()]
    assert len(texts) == 6
    (path,) = folder.iterdir()
    book = openpyxl.load_workbook(path)
    assert book.worksheets[0].freeze_panes == "E7"


def test_a_read_only_file_takes_nothing_in(qtbot: QtBot, session: WriteSession) -> None:
    page = AttendancePage(context(session, read_only=True))
    on_stage(qtbot, page)
    assert not page.sheets.menu().actions()[0].isEnabled()
    assert page.sheets.button.isEnabled()


def test_weeks_go_over_the_year() -> None:
    assert str(week_of(date(2027, 1, 2))) == "2026-W53"
    assert week_of(date(2027, 1, 2)).last == date(2027, 1, 3)

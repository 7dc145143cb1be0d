"""Deviations by keyboard and mouse: from a day of the grid, from the list, and their report."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from asfdesk.domain.agreements import Agreement, Buyer
from asfdesk.domain.codes import Form, LegalForm, PayerKind
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.file.audit import AuditFilter
from asfdesk.domain.period import Month, Period
from asfdesk.services.hours.register_attendance import CellEdit, fill_as_planned, set_cells
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.ui.dialogs.hours.absence_list import AbsenceListDialog
from asfdesk.ui.dialogs.sheet_dialog import SheetDialog
from asfdesk.ui.pages.hours.attendance_page import AttendancePage
from tests.at_once import context, fill, form, on_stage, save
from tests.workshop import add_placement

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMenu
    from pytestqt.qtbot import QtBot

    from asfdesk.domain.hours.absence_reports import AbsenceReport
    from asfdesk.services.session import WriteSession

OCTOBER = Month(2026, 10)
MONDAY, TUESDAY = date(2026, 10, 5), date(2026, 10, 6)
NAME = "Asa Qvarnlind"


@pytest.fixture
def placement(session: WriteSession) -> int:
    """Under AF's agreement, 9 to 15 every weekday; away on the Monday, 2 h on the Tuesday."""
    with session.writer.action("enterprise.change", ()):
        session.enterprise.set_enterprise(
            Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
        buyer = session.agreements.add_buyer(Buyer(0, "AF", PayerKind.EMPLOYMENT_SERVICE))
        agreement = session.agreements.add_agreement(
            Agreement(0, buyer, "Rusta", Form.WORK_TRAINING, date(2026, 1, 1))
        )
    found = add_placement(session, agreement, 7, name=NAME)
    fill_as_planned(session, Period.of_month(OCTOBER), date(2026, 11, 1))
    set_cells(session, [CellEdit(found, MONDAY, "F"), CellEdit(found, TUESDAY, "2")])
    return found


@pytest.fixture
def page(qtbot: QtBot, session: WriteSession, placement: int) -> AttendancePage:
    del placement
    made = AttendancePage(context(session))
    made.set_month(OCTOBER)
    on_stage(qtbot, made)
    return made


def _only(session: WriteSession) -> AbsenceReport:
    (found,) = session.absences.all_reports()
    return found


def _open_list(page: AttendancePage) -> AbsenceListDialog:
    QTest.mouseClick(page.absences.button, Qt.MouseButton.LeftButton)
    return next(one for one in page.findChildren(AbsenceListDialog) if one.isVisible())


def _choose(menu: QMenu, text: str) -> None:
    action = next(one for one in menu.actions() if one.text() == text)
    assert action.isEnabled()
    action.trigger()


def _states(dialog: AbsenceListDialog) -> list[str]:
    model = dialog.model
    return [model.row_at(model.index(line, 0)).standing for line in range(model.rowCount())]


def test_a_day_of_the_grid_is_noted_with_what_the_attendance_says(
    page: AttendancePage, session: WriteSession
) -> None:
    page.grid.view.setFocus()
    page.grid.view.go_to(0, MONDAY.day - 1)
    texts = [one.text() for one in page.grid.view.menu().actions()]
    _choose(page.grid.view.menu(), next(t for t in texts if "vvikelse" in t or "eviation" in t))
    dialog = form(page)
    assert NAME not in dialog.windowTitle()
    assert NAME not in dialog.accessibleName()
    assert dialog.rows["expected_from"].editor.property("text") == "9.00"
    assert dialog.rows["absent_to"].editor.property("text") == "15.00"
    fill(dialog, "notified_time", "8:10")
    fill(dialog, "recipient", "Karin")
    QTest.keyClick(dialog.rows["recipient"].editor, Qt.Key.Key_Return)
    found = _only(session)
    assert (found.absent_from, found.absent_to, found.recipient) == (540, 900, "Karin")
    # A time alone is the day of the absence.
    assert found.notified_at == datetime(2026, 10, 5, 8, 10)  # noqa: DTZ001 - wall clock


def test_part_of_a_day_asks_for_its_times_and_says_what_is_wrong(
    page: AttendancePage, session: WriteSession
) -> None:
    dialog = _open_list(page)
    assert _states(dialog) == ["to_note", "to_note"]
    dialog.table.setFocus()
    dialog.table.select_row(1)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    asked = form(page)
    assert asked.rows["absent_from"].editor.property("text") == ""
    fill(asked, "absent_from", "13")
    fill(asked, "absent_to", "13.15")
    save(asked)
    assert asked.isVisible()
    assert "15" in asked.rows["absent_to"].error
    fill(asked, "absent_to", "15.00")
    save(asked)
    assert (_only(session).absent_from, _only(session).absent_to) == (780, 900)
    assert _states(dialog) == ["to_note", "to_send"]


def test_a_deviation_is_shown_as_a_report_and_marked_as_sent(
    page: AttendancePage, session: WriteSession, tmp_path: Path
) -> None:
    dialog = _open_list(page)
    dialog.table.setFocus()
    dialog.table.select_row(0)
    QTest.mouseClick(dialog.note_button, Qt.MouseButton.LeftButton)
    save(form(page))
    dialog.table.select_row(1)
    assert _states(dialog) == ["to_note", "to_send"]
    QTest.mouseClick(dialog.report_button, Qt.MouseButton.LeftButton)
    sheet = next(one for one in dialog.findChildren(SheetDialog) if one.isVisible())
    assert NAME not in sheet.windowTitle()
    before = session.audit.count_entries(AuditFilter())
    sheet.save_to(tmp_path / "r4.pdf")
    assert (tmp_path / "r4.pdf").read_bytes().startswith(b"%PDF")
    # What names people is logged when it leaves the program.
    assert session.audit.count_entries(AuditFilter()) == before + 1
    sheet.reject()
    QTest.mouseClick(dialog.sent_button, Qt.MouseButton.LeftButton)
    fill(form(page), "recipient", "AF Lund")
    save(form(page))
    found = _only(session)
    assert (found.sent_on, found.recipient) == (date(2026, 11, 23), "AF Lund")
    assert _states(dialog) == ["to_note", "sent"]
    dialog.table.select_row(1)
    assert not dialog.remove_button.isEnabled()


def test_what_is_not_sent_is_removed_with_the_keyboard(
    page: AttendancePage, session: WriteSession
) -> None:
    dialog = _open_list(page)
    dialog.table.select_row(0)
    dialog.note_button.setFocus()
    QTest.keyClick(dialog.note_button, Qt.Key.Key_Space)
    save(form(page))
    dialog.table.select_row(1)
    dialog.remove_button.setFocus()
    QTest.keyClick(dialog.remove_button, Qt.Key.Key_Space)
    assert session.absences.all_reports() == []
    assert _states(dialog) == ["to_note", "to_note"]


def test_a_read_only_file_shows_and_changes_nothing(
    qtbot: QtBot, session: WriteSession, placement: int
) -> None:
    del placement
    page = AttendancePage(context(session, read_only=True))
    page.set_month(OCTOBER)
    on_stage(qtbot, page)
    dialog = _open_list(page)
    dialog.table.select_row(0)
    for one in (dialog.note_button, dialog.remove_button, dialog.sent_button):
        assert not one.isEnabled()


def test_a_protected_person_is_nowhere_in_it(page: AttendancePage, session: WriteSession) -> None:
    seven = session.trainees.by_number(7)
    assert seven is not None
    protect_trainee(session, seven.id)
    page.reload()
    dialog = _open_list(page)
    model = dialog.model
    texts = [
        str(model.data(model.index(line, column)))
        for line in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    assert texts
    dialog.table.select_row(0)
    QTest.mouseClick(dialog.note_button, Qt.MouseButton.LeftButton)
    asked = form(page)
    said = [one.text() for one in asked.findChildren(type(dialog.said))]
    for text in (*texts, *said, asked.windowTitle(), asked.accessibleName()):
        assert "Qvarnlind" not in text


def test_the_to_do_list_leads_here(page: AttendancePage) -> None:
    page.open_item("deviations")
    assert any(one.isVisible() for one in page.findChildren(AbsenceListDialog))

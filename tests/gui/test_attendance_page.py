"""Närvaro by keyboard: type and go, blocks, errors, filling, locking."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.period import Month, Period
from asfdesk.services.changes import Topic
from asfdesk.services.hours.register_attendance import CellEdit, fill_as_planned, set_cells
from asfdesk.ui.dialogs.cell_problems import CellProblemsDialog
from asfdesk.ui.dialogs.hours.present_except import PresentExceptDialog
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.grid.grid_content import Mark
from asfdesk.ui.pages.hours.attendance_page import AttendancePage
from asfdesk.ui.pages.hours.shown_days import Span
from tests.at_once import click, context, form, on_stage, save
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession

OCTOBER = Month(2026, 10)
WHOLE = Period.of_month(OCTOBER)


@pytest.fixture
def people(session: WriteSession) -> list[int]:
    """Three trainees: two with 6 h every weekday, one with 4 h Monday to Thursday."""
    huddinge, lumena = add_agreement(session), add_agreement(session, "Lumena")
    four = dict.fromkeys(range(1, 5), 240)
    return [
        add_placement(session, huddinge, 1, name="Aino L."),
        add_placement(session, huddinge, 2, name="Bashir A."),
        add_placement(session, lumena, 3, name="Carina E.", week=four),
    ]


@pytest.fixture
def page(qtbot: QtBot, session: WriteSession, people: list[int]) -> AttendancePage:
    del people
    return shown(qtbot, session)


def shown(qtbot: QtBot, session: WriteSession, *, read_only: bool = False) -> AttendancePage:
    page = AttendancePage(context(session, read_only=read_only))
    page.set_month(OCTOBER)
    on_stage(qtbot, page)
    page.grid.view.setFocus()
    return page


def stand(page: AttendancePage, row: int, day: int) -> None:
    page.grid.view.go_to(row, day - 1)


def choose(page: AttendancePage, top: int, first: int, bottom: int, last: int) -> None:
    model = page.grid.model
    stand(page, top, first)
    page.grid.view.selectionModel().select(
        QItemSelection(model.index(top, first - 1), model.index(bottom, last - 1)),
        QItemSelectionModel.SelectionFlag.ClearAndSelect,
    )


def keys(page: AttendancePage, text: str) -> None:
    """Type into whatever has the focus, letter by letter."""
    for letter in text:
        editor = page.grid.view.findChild(QLineEdit)
        QTest.keyClicks(editor or page.grid.view, letter)


def press(
    page: AttendancePage,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    editor = page.grid.view.findChild(QLineEdit)
    QTest.keyClick(editor or page.grid.view, key, modifier)
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete: closed editors go


def at(page: AttendancePage) -> tuple[int, int]:
    index = page.grid.view.currentIndex()
    return index.row(), index.column() + 1


def entries(session: WriteSession) -> list[tuple[int, int, int, str | None]]:
    return [
        (e.placement_id, e.day.day, e.attended_minutes, e.code)
        for e in session.attendance.entries(WHOLE)
    ]


def names(page: AttendancePage) -> list[str]:
    return [row.head[1] for row in page.grid.content.rows]


def dialog_of(page: AttendancePage, kind: type[QWidget]) -> QWidget:
    return next(d for d in reversed(page.findChildren(kind)) if d.isVisible())


def test_type_and_go_fills_a_row_and_skips_days_off(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    stand(page, 0, 1)
    for text in ("6", "F", "4.5O", "6:30"):
        keys(page, text)
        press(page, Qt.Key.Key_Return)
    # 1-2 October are Thursday and Friday; Enter goes on to Monday the 5th.
    assert entries(session) == [
        (people[0], 1, 360, None),
        (people[0], 2, 0, "F"),
        (people[0], 5, 270, "O"),
        (people[0], 6, 390, None),
    ]
    assert at(page) == (0, 7)
    cells = page.grid.content.cells[0]
    assert [cells[n].text for n in (0, 1, 4, 5)] == ["6", "F", "4,5", "6,5"]
    assert cells[4].corner == "O"
    assert page.grid.content.rows[0].totals[0] == "17"


def test_arrows_leave_a_typed_cell_and_f2_goes_into_it(
    page: AttendancePage, session: WriteSession
) -> None:
    stand(page, 0, 5)
    keys(page, "6")
    press(page, Qt.Key.Key_Down)
    assert at(page) == (1, 5)
    keys(page, "5")
    press(page, Qt.Key.Key_Right)
    assert at(page) == (1, 6)
    stand(page, 0, 5)
    press(page, Qt.Key.Key_F2)
    press(page, Qt.Key.Key_End)
    keys(page, "F")
    press(page, Qt.Key.Key_Left)
    assert at(page) == (0, 5)
    press(page, Qt.Key.Key_Tab)
    assert at(page) == (0, 6)
    assert [minutes for _p, _d, minutes, _c in entries(session)] == [360, 300]
    assert entries(session)[0][3] == "F"


def test_escape_leaves_everything_as_it_was(page: AttendancePage, session: WriteSession) -> None:
    stand(page, 0, 5)
    keys(page, "6")
    press(page, Qt.Key.Key_Escape)
    assert entries(session) == []
    assert page.grid.content.cells[0][4].mark is Mark.UNFILLED


def test_a_faulty_cell_stays_open_and_says_why(
    page: AttendancePage, session: WriteSession, qtbot: QtBot
) -> None:
    stand(page, 0, 5)
    with qtbot.waitSignal(page.grid.view.complained) as said:
        keys(page, "Q")
        press(page, Qt.Key.Key_Return)
    assert "F, O, L" in said.args[0]
    editor = page.grid.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Q"
    assert editor.property("wrong")
    assert at(page) == (0, 5)
    press(page, Qt.Key.Key_Backspace)
    assert not editor.property("wrong")
    keys(page, "5")
    press(page, Qt.Key.Key_Return)
    assert [minutes for _p, _d, minutes, _c in entries(session)] == [300]


def test_half_past_is_never_guessed(
    page: AttendancePage, session: WriteSession, qtbot: QtBot
) -> None:
    stand(page, 0, 5)
    with qtbot.waitSignal(page.grid.view.complained) as said:
        keys(page, "0.30")
        press(page, Qt.Key.Key_Return)
    assert "0:18" in said.args[0]
    assert "0:30" in said.args[0]
    press(page, Qt.Key.Key_Escape)
    keys(page, "0:30")
    press(page, Qt.Key.Key_Return)
    assert [minutes for _p, _d, minutes, _c in entries(session)] == [30]


def test_a_block_from_a_spreadsheet_is_one_step(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    QGuiApplication.clipboard().setText("6\t5,5\tF\r\n4\t\tO\r\n")
    stand(page, 0, 5)
    press(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert entries(session) == [
        (people[0], 5, 360, None),
        (people[0], 6, 330, None),
        (people[0], 7, 0, "F"),
        (people[1], 5, 240, None),
        (people[1], 7, 0, "O"),
    ]
    choose(page, 0, 5, 1, 7)
    press(page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "6\t5,5\tF\n4\t\tO"
    session.writer.undo()
    assert entries(session) == []


def test_a_block_with_faults_changes_nothing_and_lists_them(
    page: AttendancePage, session: WriteSession
) -> None:
    stand(page, 0, 5)
    page.grid.view.paste("6\tQ\n25\t0,30")
    dialog = dialog_of(page, CellProblemsDialog)
    assert isinstance(dialog, CellProblemsDialog)
    assert [(line.row, line.typed) for line in dialog.model.rows] == [
        ("Aino L.", "Q"),
        ("Bashir A.", "25"),
        ("Bashir A.", "0,30"),
    ]
    assert entries(session) == []
    assert page.grid.model.pending == {}
    dialog.table.chosen.emit(dialog.model.rows[1])
    assert at(page) == (1, 5)
    dialog.reject()


@pytest.mark.parametrize(("answer", "minutes"), [("as_decimals", 18), ("as_clock", 30)])
def test_an_ambiguous_block_is_asked_about_once(
    page: AttendancePage, session: WriteSession, answer: str, minutes: int
) -> None:
    stand(page, 0, 5)
    page.grid.view.paste("0,30\t6")
    dialog = dialog_of(page, CellProblemsDialog)
    QTest.mouseClick(getattr(dialog, answer), Qt.MouseButton.LeftButton)
    assert [found for _p, _d, found, _c in entries(session)] == [minutes, 360]


def test_a_block_that_is_too_large_is_refused(page: AttendancePage, session: WriteSession) -> None:
    stand(page, 2, 30)
    page.grid.view.paste("1\t2\t3")
    dialog = dialog_of(page, MessageDialog)
    assert "3" in dialog.accessibleDescription()
    assert entries(session) == []


def test_fill_down_right_as_planned_and_delete(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    stand(page, 0, 5)
    keys(page, "5")
    press(page, Qt.Key.Key_Return)
    choose(page, 0, 5, 2, 5)
    press(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [p for p, _d, minutes, _c in entries(session) if minutes == 300] == people
    choose(page, 0, 5, 0, 13)
    press(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert [d for p, d, *_rest in entries(session) if p == people[0]] == [5, 6, 7, 8, 9, 12, 13]
    choose(page, 2, 5, 2, 11)
    press(page, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    # The filled 5th stays; Friday the 9th is not planned.
    assert [(d, m) for p, d, m, _c in entries(session) if p == people[2]] == [
        (5, 300),
        (6, 240),
        (7, 240),
        (8, 240),
    ]
    choose(page, 0, 1, 2, 31)
    press(page, Qt.Key.Key_Delete)
    assert entries(session) == []


def test_everybody_present_except_two(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    stand(page, 0, 7)
    click(page, page.except_button.text())
    dialog = dialog_of(page, PresentExceptDialog)
    assert isinstance(dialog, PresentExceptDialog)
    dialog.people.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.code.setCurrentIndex(dialog.code.findData(AttendanceCode.UNNOTIFIED))
    QTest.mouseClick(dialog.fill, Qt.MouseButton.LeftButton)
    assert entries(session) == [
        (people[0], 7, 360, None),
        (people[1], 7, 0, "O"),
        (people[2], 7, 240, None),
    ]


def test_a_month_is_locked_when_nothing_is_missing(
    page: AttendancePage, session: WriteSession
) -> None:
    assert not page.lock_button.isEnabled()
    # 22 working days for two trainees, and 17 for Carina, who is off on five Fridays.
    assert "61" in page.badge.text
    stand(page, 0, 2)
    page.go_to_unfilled()
    assert at(page) == (0, 5)
    fill_as_planned(session, WHOLE, date(2026, 11, 23))
    page.context.bus.changed.emit(frozenset({Topic.ATTENDANCE}))
    assert page.lock_button.isEnabled()
    click(page, page.lock_button.text())
    asked = dialog_of(page, MessageDialog)
    click(asked, page.lock_button.text().removesuffix("…"))
    assert session.attendance.state(OCTOBER).locked
    stand(page, 0, 5)
    keys(page, "1")
    press(page, Qt.Key.Key_Delete)
    assert page.grid.view.findChild(QLineEdit) is None
    assert all(minutes in (240, 360) for _p, _d, minutes, _c in entries(session))


def test_a_locked_month_is_opened_with_a_reason(
    page: AttendancePage, session: WriteSession
) -> None:
    fill_as_planned(session, WHOLE, date(2026, 11, 23))
    page.reload()
    page.months.lock()
    click(page, page.lock_button.text())
    dialog = form(page)
    save(dialog)
    assert dialog.isVisible()
    assert session.attendance.state(OCTOBER).locked
    editor = dialog.rows["reason"].editor
    QTest.keyClicks(editor, "Fel kod")
    save(dialog)
    assert session.attendance.state(OCTOBER).reason == "Fel kod"
    assert not page.grid.model.read_only


def test_week_and_day_show_part_of_the_month(page: AttendancePage, session: WriteSession) -> None:
    stand(page, 1, 14)
    page.bar.span_chosen.emit(Span.WEEK)
    assert [column.bottom for column in page.grid.content.columns] == [
        str(n) for n in range(12, 19)
    ]
    assert page.grid.content.rows[0].totals[1] == "30"
    assert (page.grid.view.currentIndex().row(), page.grid.view.currentIndex().column()) == (1, 2)
    keys(page, "3")
    press(page, Qt.Key.Key_Return)
    assert [d for _p, d, *_rest in entries(session)] == [14]
    page.bar.stepped.emit(1)
    assert page.grid.content.columns[0].bottom == "19"
    page.bar.span_chosen.emit(Span.DAY)
    assert len(page.day.model.content.rows) == 3


def test_filters_say_how_much_is_shown_and_keep_the_edited_row(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    edits = [CellEdit(people[2], day, "4") for day in WHOLE.days() if day.isoweekday() < 5]
    set_cells(session, edits[:-1])
    page.reload()
    bar = page.bar
    bar.show_rows.setCurrentIndex(2)
    bar.filter_chosen.emit()
    assert names(page) == ["Aino L.", "Bashir A.", "Carina E."]
    stand(page, 2, edits[-1].day.day)
    keys(page, "4")
    press(page, Qt.Key.Key_Return)
    # Nothing is missing in the row any more, and it is still there.
    assert names(page) == ["Aino L.", "Bashir A.", "Carina E."]
    bar.filter_chosen.emit()
    assert names(page) == ["Aino L.", "Bashir A."]
    assert "2" in page._status.text()
    bar.show_rows.setCurrentIndex(0)
    bar.agreement.setCurrentIndex(2)
    bar.filter_chosen.emit()
    assert names(page) == ["Carina E."]


def test_an_adviser_sees_own_numbers(
    qtbot: QtBot, adviser: WriteSession, people: list[int]
) -> None:
    del people
    page = shown(qtbot, adviser)
    seen = names(page)
    assert [name.split()[-1] for name in seen] == ["1", "2", "3"]
    assert "Aino" not in "".join(seen)


def test_a_read_only_file_takes_nothing(
    qtbot: QtBot, session: WriteSession, people: list[int]
) -> None:
    del people
    page = shown(qtbot, session, read_only=True)
    stand(page, 0, 5)
    keys(page, "6")
    page.grid.view.paste("6\t6")
    assert page.grid.view.findChild(QLineEdit) is None
    assert entries(session) == []
    assert not page.lock_button.isEnabled()
    assert not page.except_button.isEnabled()


def test_an_empty_file_offers_the_first_step(qtbot: QtBot, session: WriteSession) -> None:
    page = shown(qtbot, session)
    assert page.empty.isVisible()
    assert not page.grid.isVisible()


def test_what_is_chosen_is_said_in_words(page: AttendancePage) -> None:
    stand(page, 0, 21)
    assert "Aino L." in page.says.text()
    assert "9.00–15.00" in page.says.text()
    choose(page, 0, 5, 1, 6)
    assert "4" in page.says.text().split("·")[0]
    assert "24" in page.says.text().split("·")[1]


def test_a_screen_reader_hears_who_when_and_what(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    set_cells(session, [CellEdit(people[0], date(2026, 10, 21), "4,5F")])
    page.reload()
    index = page.grid.model.index(0, 20)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Aino L." in said
    assert "21" in said
    assert "4,5" in said
    assert AttendanceEntry(people[0], date(2026, 10, 21), 360, 270, AttendanceCode.NOTIFIED) in (
        session.attendance.entries(WHOLE)
    )


def test_typing_goes_on_while_the_grid_loads(page: AttendancePage) -> None:
    stand(page, 0, 5)
    keys(page, "4")
    page.reload()
    editor = page.grid.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "4"
    press(page, Qt.Key.Key_Return)
    assert page.grid.content.cells[0][4].text == "4"


def test_a_trainee_who_comes_while_a_cell_is_typed_disturbs_nothing(
    page: AttendancePage, session: WriteSession
) -> None:
    stand(page, 0, 1)
    keys(page, "3")
    add_placement(session, 2, 4, name="Aaro B.")
    page.context.bus.changed.emit(frozenset({Topic.PLACEMENTS}))
    assert len(page.grid.content.rows) == 3
    keys(page, ",5")
    press(page, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert entries(session) == [(1, 1, 210, None)]
    assert len(page.grid.content.rows) == 4

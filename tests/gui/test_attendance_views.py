"""Närvaro by mouse: the day's buttons, whole weeks, the cell menu, what is missing, agreements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.hours.attendance import MonthState, MonthStatus
from asfdesk.domain.people.decisions import Pause
from asfdesk.domain.period import Month, Period
from asfdesk.i18n import weekday_and_day
from asfdesk.services.hours.register_attendance import CellEdit, fill_as_planned, set_cells
from asfdesk.services.people.manage_pauses import add_pause
from asfdesk.ui.dialogs.hours.present_except import PresentExceptDialog
from asfdesk.ui.kit.grid.grid_content import Mark
from asfdesk.ui.pages.hours.attendance_day_content import Tap
from asfdesk.ui.pages.hours.attendance_page import AttendancePage
from asfdesk.ui.pages.hours.shown_days import Span
from tests.at_once import click, context, on_stage
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession

LEFT = Qt.MouseButton.LeftButton
OCTOBER = Month(2026, 10)
WEDNESDAY = date(2026, 10, 21)


@pytest.fixture
def people(session: WriteSession) -> list[int]:
    """Two with 6 h every weekday in one agreement, one with 4 h Monday to Thursday in another."""
    huddinge, lumena = add_agreement(session), add_agreement(session, "Lumena")
    four = dict.fromkeys(range(1, 5), 240)
    return [
        add_placement(session, huddinge, 1, name="Aino L."),
        add_placement(session, huddinge, 2, name="Bashir A."),
        add_placement(session, lumena, 3, name="Carina E.", week=four),
    ]


@pytest.fixture
def went() -> list[str]:
    """Where the page asked to go."""
    return []


@pytest.fixture
def page(qtbot: QtBot, session: WriteSession, people: list[int], went: list[str]) -> AttendancePage:
    del people
    made = AttendancePage(replace(context(session), go=went.append))
    made.set_month(OCTOBER)
    on_stage(qtbot, made)
    return made


def span(page: AttendancePage, chosen: Span) -> None:
    QTest.mouseClick(page.bar._by_span[chosen], LEFT)


def on_day(page: AttendancePage, day: date) -> AttendancePage:
    page.show_place((1, day))
    span(page, Span.DAY)
    return page


def tap(page: AttendancePage, row: int, column: Tap) -> None:
    view = page.day.list
    area = view.visualRect(page.day.model.index(row, column))
    QTest.mouseClick(view.viewport(), LEFT, pos=area.center())


def held(session: WriteSession, day: date) -> list[tuple[int, int, str | None]]:
    return [
        (e.placement_id, e.attended_minutes, e.code)
        for e in session.attendance.entries(Period(day, day))
    ]


def editor_of(page: AttendancePage) -> QLineEdit:
    found = page.grid.view.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def rows(page: AttendancePage) -> list[str]:
    return [row.head[1] for row in page.grid.content.rows]


# -- the day


def test_a_day_is_filled_in_by_tapping(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    on_day(page, WEDNESDAY)
    assert page.day.isVisible()
    assert not page.grid.isVisible()
    tap(page, 0, Tap.PRESENT)
    tap(page, 1, Tap.UNNOTIFIED)
    tap(page, 2, Tap.LESS)
    tap(page, 2, Tap.LESS)
    assert held(session, WEDNESDAY) == [
        (people[0], 360, None),
        (people[1], 0, "O"),
        (people[2], 180, None),
    ]
    cells = page.day.model.content.rows
    assert [cells[0].cells[Tap.PRESENT].on, cells[1].cells[Tap.UNNOTIFIED].on] == [True, True]
    assert cells[2].cells[Tap.HOURS].text == "3"
    # 6 + 0 + 3 of 6 + 6 + 4 hours.
    assert "9 h" in page.day.sums.text()
    assert "16 h" in page.day.sums.text()
    tap(page, 1, Tap.UNNOTIFIED)
    assert [placement for placement, *_rest in held(session, WEDNESDAY)] == [people[0], people[2]]
    session.writer.undo()
    assert len(held(session, WEDNESDAY)) == 3


def test_the_targets_are_large_enough_for_a_finger(page: AttendancePage) -> None:
    on_day(page, WEDNESDAY)
    for column in (Tap.PRESENT, Tap.NOTIFIED, Tap.LESS, Tap.HOURS, Tap.OTHER):
        area = page.day.list.visualRect(page.day.model.index(0, column))
        # 4 pixels on each side belong to the gap; 44 is the size of WCAG 2.5.5.
        assert min(area.width(), area.height()) - 8 >= 44


def test_hours_of_a_day_are_typed_and_never_guessed(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    on_day(page, WEDNESDAY)
    tap(page, 0, Tap.HOURS)
    editor = page.day.list.editor()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "0,30")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.property("wrong")
    assert held(session, WEDNESDAY) == []
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "0:30")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert held(session, WEDNESDAY) == [(people[0], 30, None)]


def test_the_keyboard_does_what_a_finger_does(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    on_day(page, WEDNESDAY)
    view = page.day.list
    view.setFocus()
    view.setCurrentIndex(page.day.model.index(0, Tap.NOTIFIED))
    QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert held(session, WEDNESDAY) == [(people[0], 0, "F"), (people[1], 360, None)]
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClicks(view, "3")
    editor = view.editor()
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert held(session, WEDNESDAY)[2] == (people[2], 180, None)


def test_every_code_is_in_the_menu_of_a_row(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    on_day(page, WEDNESDAY)
    menu = page.day.menu(1)
    codes = [action for action in menu.actions() if action.isCheckable()]
    assert [action.text()[0] for action in codes[:6]] == [code.value for code in AttendanceCode]
    codes[3].trigger()
    assert held(session, WEDNESDAY) == [(people[1], 0, "X")]
    menu.deleteLater()


def test_a_screen_reader_hears_the_row_and_the_button(page: AttendancePage) -> None:
    on_day(page, WEDNESDAY)
    said = page.day.model.index(0, Tap.NOTIFIED).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Aino L., Huddinge, ")
    assert "9.00–15.00" in page.day.model.content.rows[0].cells[Tap.NAME].second


def test_paused_and_left_trainees_in_the_day(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    add_pause(session, Pause(0, people[0], WEDNESDAY, WEDNESDAY))
    page.reload()
    on_day(page, WEDNESDAY)
    tap(page, 0, Tap.PRESENT)
    assert held(session, WEDNESDAY) == []
    assert not page.day.model.content.rows[0].cells[Tap.NOTIFIED].enabled
    page.show_place((people[0], WEDNESDAY))
    span(page, Span.MONTH)
    assert page.grid.content.cells[0][20].mark is Mark.RESTING


# -- weeks over months


def test_a_week_goes_on_into_the_next_month(
    page: AttendancePage, session: WriteSession, went: list[str]
) -> None:
    page.show_place((1, date(2026, 10, 29)))
    span(page, Span.WEEK)
    days = [column.bottom for column in page.grid.content.columns]
    assert days == ["26", "27", "28", "29", "30", "31", "1"]
    page.grid.view.go_to(0, 6)
    QTest.keyClicks(page.grid.view, "2")
    QTest.keyClick(editor_of(page), Qt.Key.Key_Return)
    assert held(session, date(2026, 11, 1)) == [(1, 120, None)]
    page.bar.stepped.emit(1)
    assert page.month == Month(2026, 11)
    assert went[-1] == "attendance@2026-11"
    assert page.grid.content.columns[0].bottom == "2"


def test_the_locked_days_of_a_week_take_nothing(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    set_cells(session, [CellEdit(people[0], date(2026, 9, 30), "6")])
    with session.writer.action("attendance.lock", ("attendance",), undoable=False):
        session.attendance.set_state(MonthState(Month(2026, 9), MonthStatus.LOCKED, 1), WEDNESDAY)
    page.show_place((people[0], date(2026, 10, 1)))
    span(page, Span.WEEK)
    page.reload()
    cells = page.grid.content.cells[0]
    assert [cell.editable for cell in cells] == [False] * 3 + [True] * 4
    page.grid.view.go_to(0, 2)
    QTest.keyClicks(page.grid.view, "1")
    QTest.keyClick(page.grid.view, Qt.Key.Key_Delete)
    assert held(session, date(2026, 9, 30)) == [(people[0], 360, None)]
    assert "9.00–15.00" in page.says.text()


# -- the cell menu


def test_a_right_click_offers_what_the_keys_do(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    view = page.grid.view
    area = view.visualRect(page.grid.model.index(1, 6))
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, area.center(), view.viewport().mapToGlobal(area.center())
    )
    QApplication.sendEvent(view.viewport(), event)
    menu = view.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 6)
    un_notified = next(a for a in menu.actions() if a.text().startswith("O "))
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(un_notified).center())
    assert held(session, date(2026, 10, 7)) == [(people[1], 0, "O")]
    menu = view.menu()
    menu.actions()[0].trigger()
    assert held(session, date(2026, 10, 7)) == [(people[1], 360, None)]
    menu.deleteLater()
    view.selectionModel().select(
        QItemSelection(page.grid.model.index(0, 4), page.grid.model.index(1, 4)),
        QItemSelectionModel.SelectionFlag.ClearAndSelect,
    )
    menu = view.menu()
    next(a for a in menu.actions() if a.text().startswith("F ")).trigger()
    assert held(session, date(2026, 10, 5)) == [(people[0], 0, "F"), (people[1], 0, "F")]
    menu.deleteLater()


# -- what is missing


def test_what_is_missing_is_one_click_away(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    fill_as_planned(session, Period.of_month(OCTOBER), date(2026, 10, 30), only={people[0]})
    page.bar.agreement.setCurrentIndex(1)
    page.bar.filter_chosen.emit()
    assert rows(page) == ["Aino L.", "Bashir A."]
    click(page, page.months.list_button.text())
    dialog = page.months.missing
    assert dialog is not None
    assert dialog.isVisible()
    assert not dialog.isModal()
    # Bashir has 22 working days, Carina 17 without Fridays; Aino is filled in.
    assert [(line.name, line.count) for line in dialog.model.rows] == [
        ("Bashir A.", 22),
        ("Carina E.", 17),
    ]
    assert dialog.model.rows[1].days == "1, 5–8, 12–15, 19–22, 26–29"
    area = dialog.table.visualRect(dialog.model.index(1, 0))
    QTest.mouseClick(dialog.table.viewport(), LEFT, pos=area.center())
    # Carina's agreement is filtered away; her row comes all the same.
    assert rows(page) == ["Aino L.", "Bashir A.", "Carina E."]
    assert page._place() == (people[2], date(2026, 10, 1))
    QTest.keyClicks(page.grid.view, "4")
    QTest.keyClick(editor_of(page), Qt.Key.Key_Return)
    assert [line.count for line in dialog.model.rows] == [22, 16]
    dialog.close()


def test_the_list_leads_from_a_day_to_the_day_that_is_missing(
    page: AttendancePage, people: list[int]
) -> None:
    on_day(page, WEDNESDAY)
    page.show_place((people[1], date(2026, 10, 2)))
    assert page._place() == (people[1], date(2026, 10, 2))
    assert page.bar._where.text() == weekday_and_day(date(2026, 10, 2))


# -- agreements and filters


def test_each_agreement_s_hours_are_in_sight_and_choose_its_rows(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    QTest.keyClick(page.grid.view, Qt.Key.Key_Escape)
    set_cells(session, [CellEdit(people[2], date(2026, 10, 5), "3")])
    page.reload()
    assert page.agreements.isVisible()
    said = page.agreements.accessibleName()
    # 2 x 22 x 6 h, and 17 days of 4 h.
    huddinge, lumena = said.split("; ")
    assert [word for word in huddinge.split() if word[0].isdigit()] == ["0", "264"]
    assert [word for word in lumena.split() if word[0].isdigit()] == ["3", "68", "75"]
    page.agreements.linkActivated.emit("2")
    assert rows(page) == ["Carina E."]
    page.agreements.linkActivated.emit("0")
    assert rows(page) == ["Aino L.", "Bashir A.", "Carina E."]


def test_the_row_we_stand_on_is_not_filtered_away_by_what_others_do(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    days = [day for day in OCTOBER.days() if day.isoweekday() < 5]
    set_cells(session, [CellEdit(people[2], day, "4") for day in days[:-1]])
    page.bar.show_rows.setCurrentIndex(2)
    page.bar.filter_chosen.emit()
    page.show_place((people[2], days[-1]))
    set_cells(session, [CellEdit(people[2], days[-1], "4")])
    page.reload()
    assert rows(page) == ["Aino L.", "Bashir A.", "Carina E."]
    assert page._place() == (people[2], days[-1])


# -- everybody present except …


def test_present_except_lists_only_those_who_are_missing(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    set_cells(session, [CellEdit(people[0], WEDNESDAY, "2")])
    page.reload()
    page.show_place((people[0], WEDNESDAY))
    click(page, page.except_button.text())
    dialog = next(d for d in page.findChildren(PresentExceptDialog) if d.isVisible())
    assert [item.data() for item in dialog._items()] == people[1:]
    dialog.search.setFocus()
    QTest.keyClicks(dialog.search, "carina")
    assert dialog.found.rowCount() == 1
    dialog.list.setFocus()
    dialog.list.setCurrentIndex(dialog.found.index(0, 0))
    QTest.keyClick(dialog.list, Qt.Key.Key_L)
    QTest.keyClick(dialog.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog.search, Qt.Key.Key_Delete)
    assert dialog.absent() == {people[2]: AttendanceCode.LEAVE}
    dialog.list.setCurrentIndex(dialog.found.index(0, 0))
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.absent() == {
        people[1]: AttendanceCode.NOTIFIED,
        people[2]: AttendanceCode.LEAVE,
    }
    QTest.mouseClick(dialog.fill, LEFT)
    assert held(session, WEDNESDAY) == [
        (people[0], 120, None),
        (people[1], 0, "F"),
        (people[2], 0, "L"),
    ]


def test_present_except_says_when_nothing_is_left(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    set_cells(session, [CellEdit(one, WEDNESDAY, "2") for one in people])
    page.reload()
    page.show_place((people[0], WEDNESDAY))
    click(page, page.except_button.text())
    dialog = next(d for d in page.findChildren(PresentExceptDialog) if d.isVisible())
    assert not dialog.fill.isEnabled()
    # The week still has four other days.
    dialog.days.setCurrentIndex(1)
    assert dialog.fill.isEnabled()
    assert dialog.people.rowCount() == 3
    dialog.reject()


def test_a_tap_is_not_lost_while_others_are_written(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    """Three quick taps on + count from each other, whatever the file has answered by then."""
    on_day(page, WEDNESDAY)
    page._writing += 1
    for _tap in range(3):
        tap(page, 0, Tap.MORE)
    page._writing -= 1
    page.reload()
    assert held(session, WEDNESDAY) == [(people[0], 450, None)]
    assert page.day.model.content.rows[0].cells[Tap.HOURS].text == "7,5"

"""Handledartid's views by mouse and keys: capacity, schedules and leave, confirming."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from asfdesk.domain.agreements import Terms
from asfdesk.domain.codes import Activity, PriceBasis, PriceUnit
from asfdesk.domain.hours.supervision import SupervisionEntry
from asfdesk.domain.hours.supervision_plan import Leave, PlannedTime, WeekPlan
from asfdesk.domain.period import Month, Period
from asfdesk.i18n import set_language
from asfdesk.services.hours.capacity_settings import per_supervisor, set_per_supervisor
from asfdesk.services.hours.plan_supervision import add_leave, put_week_plan
from asfdesk.ui.dialogs.hours.week_plan_edit import WeekPlanEdit
from asfdesk.ui.kit.form.form import FormDialog
from asfdesk.ui.pages.hours.supervision_page import SupervisionPage
from asfdesk.ui.pages.hours.supervision_views import CAPACITY, PEOPLE
from tests.at_once import click, context, fill, form, on_stage, save
from tests.workshop import add_agreement, add_placement, add_supervisor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession

FIRST = date(2026, 11, 1)
WHOLE = Period.of_month(Month(2026, 11))
FULL_WEEK = tuple(PlannedTime(day, 480) for day in range(1, 6))


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def shown(qtbot: QtBot, session: WriteSession, *, read_only: bool = False) -> SupervisionPage:
    page = SupervisionPage(context(session, read_only=read_only))
    on_stage(qtbot, page)
    return page


@pytest.fixture
def anna(session: WriteSession) -> int:
    return add_supervisor(session, 1, "Anna Ek")


def press(button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def said(table: Any) -> list[list[str]]:  # noqa: ANN401 - any table of the page
    model = table.model()
    lines = range(model.rowCount())
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in lines]


def week_edit(dialog: FormDialog) -> WeekPlanEdit:
    editor = dialog.rows["week"].editor
    assert isinstance(editor, WeekPlanEdit)
    return editor


def test_a_schedule_is_written_by_keys(qtbot: QtBot, session: WriteSession, anna: int) -> None:
    agreement = add_agreement(session)
    page = shown(qtbot, session)
    click(page, "Schedules and leave")
    assert page.view == PEOPLE
    press(page.people.plans.new)
    dialog = form(page)
    fill(dialog, "valid_from", "2026-11-01")
    edit = week_edit(dialog)
    edit.lines[0].cells[1].setFocus()
    for _day in range(5):
        QTest.keyClicks(focus(dialog), "6")
        QTest.keyClick(focus(dialog), Qt.Key.Key_Tab)
    agreements = edit.lines[0].agreement
    agreements.setFocus()
    QTest.keyClick(agreements, Qt.Key.Key_Down)
    assert agreements.currentData() == agreement
    press(edit.add)
    QTest.keyClicks(focus(dialog), "1:30")
    assert edit._total.text() == "31.5 h a week"
    save(dialog)
    (plan,) = session.rota.plans()[anna]
    assert (plan.valid_from, plan.minutes) == (FIRST, 5 * 360 + 90)
    assert plan.on(1) == (
        PlannedTime(1, 360, Activity.TRAINEES, agreement),
        PlannedTime(1, 90, Activity.DOCUMENTATION),
    ) or plan.on(1) == (
        PlannedTime(1, 90, Activity.DOCUMENTATION),
        PlannedTime(1, 360, Activity.TRAINEES, agreement),
    )
    assert said(page.people.plans.table) == [["2026-11-01", "Mon 7.5 h, Tue–Fri 6 h", "31.5"]]
    session.writer.undo()
    assert session.rota.plans() == {}


def focus(dialog: QWidget) -> QLineEdit:
    found = dialog.focusWidget()
    assert isinstance(found, QLineEdit)
    return found


def test_a_week_that_cannot_be_read_stays_open(
    qtbot: QtBot, session: WriteSession, anna: int
) -> None:
    del anna
    page = shown(qtbot, session)
    page.show_view(PEOPLE)
    press(page.people.plans.new)
    dialog = form(page)
    fill(dialog, "valid_from", "2026-11-01")
    for text, word in (("x", "read"), ("25", "read"), ("0,30", "read"), ("", "")):
        cell = week_edit(dialog).lines[0].cells[1]
        cell.selectAll()
        cell.clear()
        QTest.keyClicks(cell, text)
        if word:
            save(dialog)
            assert word in dialog.rows["week"].error
    save(dialog)
    # Nothing scheduled from that day is a schedule too.
    (plan,) = session.rota.plans()[1]
    assert plan.times == ()


def test_leave_and_share_over_time(qtbot: QtBot, session: WriteSession, anna: int) -> None:
    page = shown(qtbot, session)
    page.show_view(PEOPLE)
    people = page.people
    press(people.leaves.new)
    dialog = form(page)
    fill(dialog, "first", "2026-11-24")
    fill(dialog, "last", "2026-11-20")
    save(dialog)
    assert "before the first" in dialog.rows["last"].error
    fill(dialog, "last", "2026-11-29")
    save(dialog)
    # Tuesday to Sunday: four working days.
    assert said(people.leaves.table) == [["2026-11-24", "2026-11-29", "4"]]
    press(people.leaves.change)
    dialog = form(page)
    fill(dialog, "first", "2026-11-27")
    save(dialog)
    assert session.rota.leaves()[anna][0].first == date(2026, 11, 27)
    press(people.leaves.remove)
    assert session.rota.leaves() == {}
    press(people.employments.new)
    dialog = form(page)
    fill(dialog, "valid_from", "2026-12-01")
    fill(dialog, "fte_bp", "50")
    save(dialog)
    assert said(people.employments.table) == [
        ["2026-12-01", "50\u00a0%", "250"],
        ["2026-01-01", "100\u00a0%", "250"],
    ]
    press(people.employments.remove)
    assert len(said(people.employments.table)) == 1


def test_an_esf_mark_shows_the_year(qtbot: QtBot, session: WriteSession, anna: int) -> None:
    with session.writer.action("supervision.set", ("supervision",)):
        session.supervision.put(SupervisionEntry(anna, date(2026, 3, 2), 480))
    page = shown(qtbot, session)
    page.show_view(PEOPLE)
    assert said(page.people.table)[0][-1] == "8"
    page.people.table.setFocus()
    QTest.keyClick(page.people.table, Qt.Key.Key_Return)
    dialog = form(page)
    box: Any = dialog.rows["esf_project"].editor
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    save(dialog)
    assert session.supervision.supervisors()[0].esf_project
    assert said(page.people.table)[0][-1] == "8 of 1\u202f720"


def test_schedules_are_confirmed_into_the_grid(
    qtbot: QtBot, session: WriteSession, anna: int
) -> None:
    page = shown(qtbot, session)
    assert page.standard_button.isVisible()
    assert not page.confirm_button.isVisible()
    put_week_plan(session, WeekPlan(anna, FIRST, FULL_WEEK))
    add_leave(session, Leave(0, anna, date(2026, 11, 3), date(2026, 11, 3)))
    page.reload()
    assert not page.standard_button.isVisible()
    cell = page.grid.content.cells[0][2]
    assert (cell.text, cell.stop, cell.tip) == ("L", False, "On leave")
    page.grid.view.go_to(0, 1)
    assert "scheduled 8 h" in page.says.text()
    press(page.confirm_button)
    dialog = form(page)
    choice = dialog.rows["period"].editor
    assert isinstance(choice, QComboBox)
    # The week of the chosen day, 2-8 November, and the month.
    assert [choice.itemText(at) for at in range(2)] == [
        "Wk 45 (2–8 Nov): 4 days, 32 h · 1 day on leave",
        "November 2026: 15 days, 120 h · 1 day on leave, 5 days to come",
    ]
    save(dialog)
    written = [entry.day.day for entry in session.supervision.entries(WHOLE)]
    assert written == [2, 4, 5, 6]
    assert page.grid.content.cells[0][1].text == "8"
    session.writer.undo()
    assert session.supervision.entries(WHOLE) == []


@pytest.fixture
def places(session: WriteSession, anna: int) -> None:
    """Five places and two trainees until the end of the year; Anna 40 h a week, away in week 49."""
    agreement = add_agreement(session)
    terms = Terms(
        0, agreement, FIRST, PriceUnit.DAY, PriceBasis.ATTENDED, 32_000, places_milli=5_000
    )
    with session.writer.action("terms.add", ("agreements",)):
        session.agreements.add_terms(agreement, terms)
    for number in (1, 2):
        add_placement(session, agreement, number, first=FIRST, last=date(2026, 12, 31))
    put_week_plan(session, WeekPlan(anna, FIRST, FULL_WEEK))
    add_leave(session, Leave(0, anna, date(2026, 11, 30), date(2026, 12, 4)))


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("width", [1154, 683])
def test_capacity_in_a_narrow_window_scrolls_in_its_tables_alone(
    qtbot: QtBot, session: WriteSession, width: int
) -> None:
    page = shown(qtbot, session)
    page.open_item("capacity")
    page.resize(width, 718)
    QApplication.processEvents()
    assert page.area.horizontalScrollBar().maximum() == 0
    panel = page.capacity
    places = [(label.x(), label.y()) for label in panel.figures.values.values()]
    assert len(set(places)) == len(places), "the figures stand in lines, not over each other"


@pytest.mark.usefixtures("places")
def test_the_capacity_of_the_weeks(qtbot: QtBot, session: WriteSession) -> None:
    page = shown(qtbot, session)
    click(page, "Capacity")
    assert page.view == CAPACITY
    panel = page.capacity
    rows = {row[0]: row for row in said(panel.spans)}
    assert len(rows) == 13
    # 1 November is a Sunday, so the first week holds nothing sold before the terms began.
    ahead = ["5", "2", "–", "3", "40\u00a0%", "–", "–", "–", "40", ""]
    assert rows["Wk 48, 23–29 Nov"][1:] == ahead
    # Nobody has said how many trainees a supervisor takes: no need, no verdict.
    assert page.capacity.ratio_button.text() == "Trainees per supervisor…"
    press(panel.ratio_button)
    dialog = form(page)
    fill(dialog, "per_supervisor", "2")
    save(dialog)
    assert per_supervisor(session, date(2026, 11, 23)) == 2
    rows = {row[0]: row for row in said(panel.spans)}
    # 2 trainees / 2 = one post of 40 h.
    assert rows["Wk 48, 23–29 Nov"][-3:] == ["40", "40", "enough"]
    assert rows["Wk 49, 30 Nov–6 Dec"][-3:] == ["40", "0", "40 h missing"]


@pytest.mark.usefixtures("places")
def test_places_as_a_chart_that_says_what_the_table_says(
    qtbot: QtBot, session: WriteSession
) -> None:
    page = shown(qtbot, session)
    page.show_view(CAPACITY)
    panel = page.capacity
    click(page, "Chart")
    assert panel.chart.isVisible()
    assert not panel.spans.isVisible()
    panel.chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(panel.chart, Qt.Key.Key_Home)
    for _week in range(4):
        QTest.keyClick(panel.chart, Qt.Key.Key_Right)
    row = said(panel.spans)[4]
    assert row[:3] == ["Wk 48, 23–29 Nov", "5", "2"]
    assert panel.point.text() == "wk 48: Sold 5, Booked 2"
    click(page, "Table")
    assert panel.spans.isVisible()


@pytest.mark.usefixtures("places")
def test_a_week_is_chosen_with_the_keyboard(qtbot: QtBot, session: WriteSession) -> None:
    set_per_supervisor(session, 2_000)
    page = shown(qtbot, session)
    page.show_view(CAPACITY)
    panel = page.capacity
    # The week of today is chosen at first.
    assert panel.figures.words.text().startswith("Wk 48: 2 trainees need 40 h")
    panel.spans.setFocus()
    QTest.keyClick(panel.spans, Qt.Key.Key_Down)
    assert panel.figures.words.text().endswith(
        "0 h are scheduled when leave is taken away. 40 h are missing."
    )
    assert panel.figures.values["leave"].text() == "40"
    assert panel.figures.values["each"].text() == "2.0 of at most 2"
    assert said(panel.lines) == [
        ["Huddinge", "5", "2", "–", "3", "40\u00a0%", "–", "–", "0", "0 / 2 / 2"],
        ["All", "5", "2", "–", "3", "40\u00a0%", "–", "–", "0", "0 / 2 / 2"],
    ]
    click(page, "By form")
    assert said(panel.lines)[0][0] == "Work training"
    click(page, "Months")
    months = said(panel.spans)
    assert [row[0] for row in months] == [
        "September 2026", "October 2026", "November 2026", "December 2026",
        "January 2027", "February 2027", "March 2027",
    ]  # fmt: skip
    # In January the decisions have ended: nobody is booked and every place is free.
    assert months[4][1:6] == ["5", "0", "–", "5", "0\u00a0%"]


@pytest.mark.usefixtures("places")
def test_a_read_only_file_shows_everything_and_takes_nothing(
    qtbot: QtBot, session: WriteSession
) -> None:
    page = shown(qtbot, session, read_only=True)
    page.show_view(CAPACITY)
    assert len(said(page.capacity.spans)) == 13
    assert not page.capacity.ratio_button.isEnabled()
    page.show_view(PEOPLE)
    people = page.people
    for part in (people.plans, people.leaves, people.employments):
        assert not part.new.isEnabled()
        assert not part.remove.isEnabled()
    assert not people.new_button.isEnabled()
    people.table.setFocus()
    QTest.keyClick(people.table, Qt.Key.Key_Return)
    assert not [one for one in page.findChildren(FormDialog) if one.isVisible()]


def test_an_adviser_sees_numbers(
    qtbot: QtBot, session: WriteSession, adviser: WriteSession, anna: int
) -> None:
    put_week_plan(session, WeekPlan(anna, FIRST, FULL_WEEK))
    page = shown(qtbot, adviser)
    page.show_view(PEOPLE)
    assert said(page.people.table)[0][0] == "Supervisor 1"
    press(page.people.leaves.new)
    dialog = form(page)
    assert "Anna" not in dialog.windowTitle()
    fill(dialog, "first", "2026-11-24")
    fill(dialog, "last", "2026-11-24")
    save(dialog)
    assert session.rota.leaves()[anna][0].first == date(2026, 11, 24)


def test_empty_views_say_what_to_do(qtbot: QtBot, session: WriteSession) -> None:
    page = shown(qtbot, session)
    page.open_item("people")
    assert page._status.text() == "Begin with who the supervisors are."
    assert not page.people.plans.new.isEnabled()
    page.open_item("capacity")
    assert len(said(page.capacity.spans)) == 13
    assert said(page.capacity.lines) == []
    for action in page.action_buttons:
        assert not action.isVisible()

"""Handledartid by keyboard: time, rows, supervisors, warnings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from asfdesk.domain.codes import Activity
from asfdesk.domain.hours.supervision import SupervisionEntry
from asfdesk.domain.period import Month, Period
from asfdesk.i18n import _
from asfdesk.services.hours.register_attendance import CellEdit, set_cells
from asfdesk.services.hours.register_supervision import TimeEdit, set_times
from asfdesk.services.hours.supervision_grid import RowKey
from asfdesk.ui.dialogs.cell_problems import CellProblemsDialog
from asfdesk.ui.pages.hours.supervision_page import SupervisionPage
from tests.at_once import click, context, fill, form, save
from tests.workshop import add_agreement, add_placement, add_supervisor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession

NOVEMBER = Month(2026, 11)
WHOLE = Period.of_month(NOVEMBER)
DELETE_LATER = 52


def shown(qtbot: QtBot, session: WriteSession, *, read_only: bool = False) -> SupervisionPage:
    page = SupervisionPage(context(session, read_only=read_only))
    qtbot.addWidget(page)
    page.resize(1154, 718)
    page.show()
    page.grid.view.setFocus()
    return page


@pytest.fixture
def anna(session: WriteSession) -> int:
    return add_supervisor(session, 1, "Anna Ek")


def type_in(page: SupervisionPage, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    for letter in text:
        QTest.keyClicks(page.grid.view.findChild(QLineEdit) or page.grid.view, letter)
    QTest.keyClick(page.grid.view.findChild(QLineEdit) or page.grid.view, key)
    QApplication.sendPostedEvents(None, DELETE_LATER)


def minutes(session: WriteSession) -> dict[int, int]:
    return {day.day: spent for day, spent in session.supervision.minutes_by_day(WHOLE).items()}


def test_the_first_supervisor_by_form(qtbot: QtBot, session: WriteSession) -> None:
    page = shown(qtbot, session)
    assert page.empty.isVisible()
    page.open_supervisor(None)
    dialog = form(page)
    fill(dialog, "name", "Anna Ek")
    fill(dialog, "fte_bp", "75")
    fill(dialog, "cost_per_hour_ore", "290")
    save(dialog)
    found = session.supervision.supervisors()
    assert [(s.name, s.number, s.started_on) for s in found] == [("Anna Ek", 1, date(2026, 11, 1))]
    assert [(e.fte_bp, e.cost_per_hour_ore) for e in found[0].employments] == [(7_500, 29_000)]
    assert page.grid.isVisible()
    assert page.grid.content.rows[0].head[0] == "Anna Ek"


def test_time_is_typed_and_summed(qtbot: QtBot, session: WriteSession, anna: int) -> None:
    placement = add_placement(session, add_agreement(session))
    set_cells(session, [CellEdit(placement, date(2026, 11, 2), "6")])
    page = shown(qtbot, session)
    page.grid.view.go_to(0, 1)
    type_in(page, "3")
    type_in(page, "7:30")
    assert minutes(session) == {2: 180, 3: 450}
    assert session.supervision.entries(WHOLE)[0] == SupervisionEntry(anna, date(2026, 11, 2), 180)
    foot = page.grid.content.foot
    assert [foot[0].cells[1], foot[1].cells[1], foot[2].cells[1]] == ["3", "6", "0,50"]
    # 630 minutes of supervision for 360 of attendance.
    assert foot[2].totals == ("1,75",)
    session.writer.undo()
    assert minutes(session) == {2: 180}


def test_a_row_is_added_for_an_activity(qtbot: QtBot, session: WriteSession, anna: int) -> None:
    page = shown(qtbot, session)
    click(page, page.row_button.text())
    dialog = form(page)
    activity = dialog.rows["activity"].editor
    assert isinstance(activity, QComboBox)
    activity.setCurrentIndex(activity.findData(Activity.MEETING))
    save(dialog)
    # The name is said once for a supervisor's rows.
    assert [row.head[0] for row in page.grid.content.rows] == ["Anna Ek", ""]
    page.grid.view.go_to(1, 1)
    type_in(page, "1")
    assert session.supervision.entries(WHOLE) == [
        SupervisionEntry(anna, date(2026, 11, 2), 60, Activity.MEETING)
    ]


def test_standard_days_and_last_week(qtbot: QtBot, session: WriteSession, anna: int) -> None:
    page = shown(qtbot, session)
    click(page, page.standard_button.text())
    # 2-23 November 2026: sixteen working days of eight hours.
    assert len(minutes(session)) == 16
    assert set(minutes(session).values()) == {480}
    set_times(session, [TimeEdit(RowKey(anna, Activity.TRAINEES), date(2026, 11, 16), "5")])
    page.reload()
    page.grid.view.go_to(0, 23)
    click(page, page.week_button.text())
    assert {day: spent for day, spent in minutes(session).items() if day > 20} == dict.fromkeys(
        (23, 24, 25, 26, 27), 480
    )


def test_long_days_are_warned_about(qtbot: QtBot, session: WriteSession) -> None:
    add_supervisor(session, 1, "Anna Ek", esf_project=True)
    page = shown(qtbot, session)
    page.grid.view.go_to(0, 1)
    assert not page.badge.isVisible()
    type_in(page, "13:30")
    assert page.badge.isVisible()
    assert "13,5" in page.badge.text
    assert page.grid.content.cells[0][1].odd


def test_faults_are_listed_and_nothing_written(
    qtbot: QtBot, session: WriteSession, anna: int
) -> None:
    del anna
    page = shown(qtbot, session)
    page.grid.view.go_to(0, 1)
    page.grid.view.paste("8\tF\t25")
    dialog = next(d for d in page.findChildren(CellProblemsDialog) if d.isVisible())
    assert [line.typed for line in dialog.model.rows] == ["F", "25"]
    assert minutes(session) == {}


def test_an_adviser_changes_a_supervisor_without_seeing_the_name(
    qtbot: QtBot, session: WriteSession, adviser: WriteSession, anna: int
) -> None:
    del anna
    page = shown(qtbot, adviser)
    assert page._shown is not None
    assert "Anna" not in page.grid.content.rows[0].head[0]
    page.open_supervisor(page._shown.supervisors[0])
    dialog = form(page)
    assert "name" not in dialog.rows
    fill(dialog, "fte_bp", "50")
    save(dialog)
    found = session.supervision.supervisors()[0]
    assert (found.name, found.employments[-1].fte_bp) == ("Anna Ek", 5_000)


def test_a_read_only_file_takes_nothing(qtbot: QtBot, session: WriteSession, anna: int) -> None:
    del anna
    page = shown(qtbot, session, read_only=True)
    page.grid.view.go_to(0, 1)
    type_in(page, "8")
    assert minutes(session) == {}
    assert not page.standard_button.isEnabled()
    assert not page.panel.add.isVisible()


def test_a_month_before_anybody_worked_here_says_so(
    qtbot: QtBot, session: WriteSession, anna: int
) -> None:
    assert anna == 1
    page = shown(qtbot, session)
    page.set_month(Month(2019, 1))
    assert page.nobody.isVisible()
    assert not page.empty.isVisible()
    page.open_supervisor(None)
    assert form(page).rows["started_on"].read() == date(2019, 1, 1)


def test_filling_says_when_nothing_was_left_to_fill(
    qtbot: QtBot, session: WriteSession, anna: int
) -> None:
    assert anna == 1
    page = shown(qtbot, session)
    page.standard_button.click()
    assert sum(minutes(session).values()) == 16 * 8 * 60
    page.standard_button.click()
    assert page.says.text() == _("There was nothing to fill in up to today.")

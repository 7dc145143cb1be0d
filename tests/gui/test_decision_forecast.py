"""Uppföljning, from decisions: seen, read by keyboard, changed and used."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from asfdesk.domain.agreements import Terms
from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.planning.forecast import Method
from asfdesk.i18n import set_language
from asfdesk.services.planning.decision_settings import assumed
from asfdesk.services.planning.follow_up_settings import forecast_methods
from asfdesk.ui.kit.document.chart_table import ChartTable
from asfdesk.ui.pages.planning.follow_up_page import DECISIONS, FollowUpPage
from tests.at_once import click, context, fill, form, save
from tests.bookroom import add_plan, add_year, book
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession
    from asfdesk.ui.pages.planning.decision_forecast_view import DecisionForecastView


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def staffed(session: WriteSession) -> WriteSession:
    """A year with a plan, an agreement of two places at 400 kr a day, one of them taken."""
    year = add_year(session, through="2026-02")
    add_plan(session, year, {"I10": 20_000})
    book(session, year, {"3004": [-10_000, -9_000]})
    agreement = add_agreement(session)
    terms = Terms(0, agreement, date(2026, 1, 1), PriceUnit.DAY, PriceBasis.ATTENDED, 400_00, 2000)
    with session.writer.action("terms.add", ("agreements",)):
        session.agreements.add_terms(agreement, terms)
    add_placement(session, agreement, 7, last=date(2026, 11, 20), name="Aino Lindqvist")
    return session


def shown(
    qtbot: QtBot, session: WriteSession, *, read_only: bool = False
) -> tuple[FollowUpPage, DecisionForecastView]:
    page = FollowUpPage(context(session, read_only=read_only))
    qtbot.addWidget(page)
    page.resize(1154, 718)
    page.show()
    click(page, "From decisions")
    return page, page.decisions


def test_months_agreements_and_endings(qtbot: QtBot, staffed: WriteSession) -> None:
    page, view = shown(qtbot, staffed)
    names = [row.name for row in view.months.rows]
    assert names[-1] == "Sum"
    assert view.months.rows[-1].parts.total == sum(row.parts.total for row in view.months.rows[:-1])
    assert [row.name for row in view.agreements.rows] == ["Huddinge"]
    assert [row.who for row in view.endings.rows] == ["Trainee 7"]
    assert view.words.text().startswith("Training is expected to give ")
    assert view.use_button.isVisible()
    assert not page.export_button.isVisible()
    click(page, "Decisions that end")
    assert view.endings_table.isVisible()
    assert not view.assumptions_table.isVisible()


def test_the_chart_is_read_point_by_point(qtbot: QtBot, staffed: WriteSession) -> None:
    page, view = shown(qtbot, staffed)
    chart = view.chart
    assert chart.focusPolicy() is Qt.FocusPolicy.TabFocus
    whole = chart.accessibleDescription()
    assert whole.startswith("Training is expected")
    page.activateWindow()
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleDescription().startswith("Jan: ")
    assert view.point.text() == chart.accessibleDescription()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription().startswith("Feb: Actual ")
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert "8 outcomes of 10, from " in view.point.text()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.point == 11
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert (chart.point, view.point.text()) == (None, "")
    assert chart.accessibleDescription() == whole
    QTest.keyClick(chart, Qt.Key.Key_Return)
    table = chart.findChild(ChartTable)
    assert table is not None
    assert [row.label for row in table.model.rows][:2] == ["Jan", "Feb"]
    assert table.model.rows[-1].values[0].endswith(" kr")
    table.close()


def test_an_assumption_is_changed_and_taken_back(qtbot: QtBot, staffed: WriteSession) -> None:
    page, view = shown(qtbot, staffed)
    view.assumptions_table.select_row(0)
    before = view.months.rows[-1].parts.prolonged
    QTest.keyClick(view.assumptions_table, Qt.Key.Key_Return)
    dialog = form(page)
    fill(dialog, "share", "90")
    save(dialog)
    assert [*assumed(staffed).prolonged.values()] == [9_000]
    assert view.months.rows[-1].parts.prolonged > before
    assert "You have chosen 90" in view.told.text()
    view.change_button.click()
    editor = form(page).rows["share"].editor
    assert isinstance(editor, QLineEdit)
    editor.clear()
    save(form(page))
    assert assumed(staffed).prolonged == {}
    assert view.months.rows[-1].parts.prolonged == before


def test_new_trainees_can_be_left_out(qtbot: QtBot, staffed: WriteSession) -> None:
    page, view = shown(qtbot, staffed)
    assert view.months.rows[-1].parts.new > 0
    view.assumptions_table.select_row(len(view.assumptions.rows) - 1)
    view.change_button.click()
    box = form(page).rows["on"].editor
    QTest.keyClick(box, Qt.Key.Key_Space)
    save(form(page))
    assert view.months.rows[-1].parts.new == 0


def test_another_horizon(qtbot: QtBot, staffed: WriteSession) -> None:
    page, view = shown(qtbot, staffed)
    click(page, "6 months")
    assert len(view.months.rows) == 7
    click(page, "12 months")
    assert len(view.months.rows) == 13


def test_it_is_used_as_a_forecast(qtbot: QtBot, staffed: WriteSession) -> None:
    page, view = shown(qtbot, staffed)
    click(page, "Use as forecast")
    assert forecast_methods(staffed)["I10"] is Method.FORECAST_PLAN
    assert view.isVisible()


def test_read_only_changes_nothing(qtbot: QtBot, staffed: WriteSession) -> None:
    _page, view = shown(qtbot, staffed, read_only=True)
    assert view.months.rows
    assert not view.use_button.isEnabled()
    assert not view.change_button.isEnabled()


def test_the_view_has_a_place_to_go_to(qtbot: QtBot, staffed: WriteSession) -> None:
    page = FollowUpPage(context(staffed))
    qtbot.addWidget(page)
    page.show()
    page.open_item("decisions")
    assert page.chips.checkedId() == DECISIONS

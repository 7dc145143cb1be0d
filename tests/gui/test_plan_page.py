"""Affärsplan: typed, pasted, spread, approved and revised with real keys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from asfdesk.domain.period import Month
from asfdesk.domain.plan import PlanStatus
from asfdesk.i18n import set_language
from asfdesk.services.drivers.start_plan import StartFrom
from asfdesk.services.planning.plan_amounts import SpreadBy
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.pages.planning.plan_page import MONTHS, PlanPage
from tests.at_once import click, context, fill, form, on_stage, save
from tests.bookroom import add_plan, add_year, book

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession

JANUARY, FEBRUARY, MARCH = Month(2026, 1), Month(2026, 2), Month(2026, 3)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def plan_id(session: WriteSession) -> int:
    """A draft with a little in it, and last year's books."""
    last_year = add_year(session, date(2025, 1, 1), date(2025, 12, 31), "2025-12")
    book(session, last_year, {"3001": [-30, -20], "5010": [7]})
    return add_plan(session, add_year(session), {"I20": 100, "K20": -40}, approved=False)


def shown(qtbot: QtBot, session: WriteSession, *, read_only: bool = False) -> PlanPage:
    page = PlanPage(context(session, read_only=read_only))
    page.show_place(MONTHS)
    on_stage(qtbot, page)
    return page


def stand_on(page: PlanPage, name: str, column: int) -> None:
    names = [row.head[1] for row in page.months.grid.content.rows]
    page.months.grid.view.go_to(names.index(name), column)
    page.months.grid.view.setFocus()


def type_in(page: PlanPage, text: str) -> None:
    """The first key opens the cell, the rest goes into it, Enter goes on."""
    QTest.keyClicks(page.months.grid.view, text[0])
    editor = page.months.grid.view.findChildren(QLineEdit)[-1]
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)


def result(page: PlanPage) -> list[str]:
    foot = page.months.grid.content.foot[-1]
    return [*foot.cells[:2], foot.totals[0]]


def test_type_and_go(qtbot: QtBot, session: WriteSession, plan_id: int) -> None:
    page = shown(qtbot, session)
    assert result(page) == ["60", "60", "720"]
    stand_on(page, "Premises", 0)
    type_in(page, "50")
    assert session.plans.amounts(plan_id)["K20"][JANUARY] == -5_000
    assert result(page) == ["50", "60", "710"]
    QTest.keyClick(page.months.grid.view, Qt.Key.Key_Delete)
    assert FEBRUARY not in session.plans.amounts(plan_id)["K20"]


def test_a_block_from_excel_is_one_undoable_step(
    qtbot: QtBot, session: WriteSession, plan_id: int
) -> None:
    page = shown(qtbot, session)
    stand_on(page, "Sales of goods and services", 1)
    QGuiApplication.clipboard().setText("1 234,50\t\u221212\n40\t41")
    QTest.keyClick(page.months.grid.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    amounts = session.plans.amounts(plan_id)
    assert (amounts["I20"][FEBRUARY], amounts["I20"][MARCH]) == (123_450, -1_200)
    assert (amounts["K20"][FEBRUARY], amounts["K20"][MARCH]) == (-4_000, -4_100)
    session.writer.undo()
    assert session.plans.amounts(plan_id)["I20"][FEBRUARY] == 10_000


def test_a_block_that_cannot_be_read_changes_nothing_and_says_where(
    qtbot: QtBot, session: WriteSession, plan_id: int
) -> None:
    page = shown(qtbot, session)
    before = session.plans.amounts(plan_id)
    stand_on(page, "Premises", 0)
    QGuiApplication.clipboard().setText("1.234,50\t7")
    QTest.keyClick(page.months.grid.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert session.plans.amounts(plan_id) == before
    dialog = page.findChildren(MessageDialog)[-1]
    assert "Premises, 2026-01" in dialog.accessibleDescription()
    dialog.close()


def test_spread_over_the_year(qtbot: QtBot, session: WriteSession, plan_id: int) -> None:
    page = shown(qtbot, session)
    stand_on(page, "Premises", 0)
    page.dialogs.open_spread()
    dialog = form(page)
    fill(dialog, "total", "1200000")
    by = dialog.rows["by"].editor
    assert isinstance(by, QComboBox)
    by.setCurrentIndex(by.findData(SpreadBy.EVENLY))
    save(dialog)
    assert session.plans.amounts(plan_id)["K20"][MARCH] == -10_000_000


def test_a_line_of_ones_own(qtbot: QtBot, session: WriteSession, plan_id: int) -> None:
    assert plan_id
    page = shown(qtbot, session)
    stand_on(page, "Sales of goods and services", 0)
    page.dialogs.open_new_line()
    dialog = form(page)
    fill(dialog, "name", "Catering")
    save(dialog)
    page.months.all_chip.setChecked(True)
    names = [row.head[1] for row in page.months.grid.content.rows]
    assert names.index("Catering") == names.index("Sales of goods and services") + 1


def test_approved_then_read_only_then_revised(
    qtbot: QtBot, session: WriteSession, plan_id: int
) -> None:
    page = shown(qtbot, session)
    click(page, "Approve…")
    click(page.findChildren(MessageDialog)[-1], "Approve")
    plan = session.plans.plan(plan_id)
    assert plan is not None
    assert plan.status is PlanStatus.APPROVED
    stand_on(page, "Premises", 0)
    QTest.keyClicks(page.months.grid.view, "9")
    assert session.plans.amounts(plan_id)["K20"][JANUARY] == -4_000
    click(page, "Revise")
    assert page.bar.plan_box.currentText() == "Budget 2026, version 2 (draft)"
    assert page.focusWidget() is page.months.grid.view
    stand_on(page, "Premises", 0)
    type_in(page, "9")
    newest = session.plans.plans(plan.fiscal_year_id)[0]
    assert session.plans.amounts(newest.id)["K20"][JANUARY] == -900


def test_next_years_plan_begins_with_this_year(qtbot: QtBot, session: WriteSession) -> None:
    year_id = add_year(session, through="2026-02")
    book(session, year_id, {"3001": [-30, -20, -99]})
    add_plan(session, year_id, {"I20": 100})
    page = shown(qtbot, session)
    click(page, "New plan…")
    dialog = form(page)
    years = dialog.rows["year"].editor
    assert isinstance(years, QComboBox)
    years.setCurrentIndex(years.count() - 1)
    save(dialog)
    assert page.bar.year_box.currentText() == "2027"
    sales = page.months.grid.content.cells[0]
    assert [cell.text for cell in sales[:4]] == ["30", "20", "100", "100"]


def test_last_years_actuals_are_offered_only_where_there_are_any(
    qtbot: QtBot, session: WriteSession
) -> None:
    add_year(session)
    page = shown(qtbot, session)
    dialog = page.dialogs.open_new_plan()
    assert dialog is not None
    start = dialog.rows["start"].editor
    assert isinstance(start, QComboBox)
    assert start.findData(StartFrom.LAST_YEAR) == -1
    QTest.keyClick(dialog.rows["year"].editor, Qt.Key.Key_Down)
    assert dialog.rows["start"].read() is StartFrom.EMPTY
    dialog.reject()


def test_another_year_keeps_what_was_chosen_to_begin_with(
    qtbot: QtBot, session: WriteSession
) -> None:
    year_id = add_year(session, through="2026-02")
    book(session, year_id, {"3001": [-30, -20]})
    page = shown(qtbot, session)
    dialog = page.dialogs.open_new_plan()
    assert dialog is not None
    year, start = dialog.rows["year"].editor, dialog.rows["start"]
    assert start.read() is StartFrom.EMPTY
    QTest.keyClick(year, Qt.Key.Key_Down)
    assert start.read() is StartFrom.LAST_YEAR
    QTest.keyClick(start.editor, Qt.Key.Key_End)
    assert start.read() is StartFrom.EMPTY
    QTest.keyClick(year, Qt.Key.Key_Up)
    QTest.keyClick(year, Qt.Key.Key_Down)
    assert start.read() is StartFrom.EMPTY
    dialog.reject()


def test_an_empty_file_offers_the_first_step(qtbot: QtBot, session: WriteSession) -> None:
    page = shown(qtbot, session)
    assert page.empty.isVisible()
    click(page, "Make a plan")
    assert form(page).isVisible()


def test_read_only_offers_no_change(qtbot: QtBot, session: WriteSession, plan_id: int) -> None:
    assert plan_id
    page = shown(qtbot, session, read_only=True)
    assert page.months.grid.model.read_only
    enabled = [page.decide_button, page.new_button, page.bar.more_button]
    assert not any(button.isEnabled() for button in enabled)


def test_an_empty_plan_keeps_its_lines_while_one_types(qtbot: QtBot, session: WriteSession) -> None:
    add_plan(session, add_year(session), {}, approved=False)
    page = shown(qtbot, session)
    lines = [row.head[1] for row in page.months.grid.content.rows]
    assert "Premises" in lines
    stand_on(page, "Premises", 0)
    type_in(page, "50")
    assert [row.head[1] for row in page.months.grid.content.rows] == lines
    assert page.months.grid.view.currentIndex().row() == lines.index("Premises")
    page.months.all_chip.click()
    page.months.all_chip.click()
    assert [row.head[1] for row in page.months.grid.content.rows] == ["Premises"]


def test_a_click_in_a_scrolled_plan_meets_the_row_under_it(
    qtbot: QtBot, session: WriteSession
) -> None:
    add_plan(session, add_year(session), {}, approved=False)
    page = shown(qtbot, session)
    view = page.months.grid.view
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    place = view.viewport().rect().center()
    row = view.indexAt(place).row()
    assert row > view.verticalScrollBar().pageStep() // 27
    page.bar.year_box.setFocus()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.currentIndex().row() == row


def test_without_a_plan_there_is_nothing_to_press_but_make_one(
    qtbot: QtBot, session: WriteSession
) -> None:
    add_year(session)
    page = shown(qtbot, session)
    assert page.empty.isVisible()
    assert not page.bar.more_button.isVisible()
    assert not any(one.isVisible() for one in page.months.tools())


def test_the_budget_goes_out_and_comes_in_as_a_draft(
    qtbot: QtBot, session: WriteSession, plan_id: int, tmp_path: Path
) -> None:
    page = shown(qtbot, session)
    asked = []

    def target(name: str) -> Path:
        asked.append(name)
        return tmp_path / name

    page.exchange.choose_target = target
    page.exchange.choose_sources = lambda: [tmp_path / asked[0]]
    actions = {one.text().replace("&", ""): one for one in page.bar.more_button.menu().actions()}
    actions["Export as a SIE budget…"].trigger()
    assert asked == ["budget_2026_v1.si"]
    assert "budget_2026_v1.si" in page._status.text()
    assert b"#PBUDGET 0 202601 3000 {} -100.00" in (tmp_path / asked[0]).read_bytes()
    actions["Take in a budget from SIE…"].trigger()
    (dialog,) = [one for one in page.findChildren(MessageDialog) if one.isVisible()]
    click(dialog, "Take in")
    versions = [plan.version for plan in session.plans.plans(page.shown.year.id)]  # type: ignore[union-attr]
    assert sorted(versions) == [1, 2]
    assert page.shown is not None
    assert page.shown.plan is not None
    assert page.shown.plan.version == 2
    assert page.shown.plan.id != plan_id


def test_a_budget_that_is_changed_for_nothing_leaves_all_as_it_was(
    qtbot: QtBot, session: WriteSession, plan_id: int, tmp_path: Path
) -> None:
    page = shown(qtbot, session)
    page.exchange.choose_target = lambda name: tmp_path / name
    page.exchange.export()
    page.exchange.choose_sources = lambda: [tmp_path / "budget_2026_v1.si"]
    page.exchange.take_in()
    (dialog,) = [one for one in page.findChildren(MessageDialog) if one.isVisible()]
    click(dialog, "Cancel")
    assert page.shown is not None
    assert page.shown.year is not None
    assert [plan.id for plan in session.plans.plans(page.shown.year.id)] == [plan_id]

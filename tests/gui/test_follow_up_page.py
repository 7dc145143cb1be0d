"""Uppföljning: rows, the chosen row explained, comments, actions and closing the books."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit

from asfdesk.domain.period import Month
from asfdesk.domain.planning.comments import CommentScope
from asfdesk.domain.planning.forecast import Method
from asfdesk.i18n import set_language
from asfdesk.reports.chart_spec import BarChart
from asfdesk.services.planning.follow_up_settings import EVERY_LINE, forecast_methods
from asfdesk.ui.dialogs.books.postings_dialog import PostingsDialog
from asfdesk.ui.pages.planning.follow_up_page import FollowUpPage
from tests.at_once import TODAY, click, context, fill, form, save
from tests.bookroom import add_plan, add_year, book
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession

FEBRUARY = Month(2026, 2)
BOOKS = {
    "3001": [-100_000, -80_000, -10_000],
    "5010": [30_000, 30_500],
    "7010": [60_000, 60_000],
    "7510": [20_000, 20_000],
}
PLAN = {"I20": 100_000, "K20": -30_000, "K40": -60_000, "K43": -20_000}


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def booked(session: WriteSession) -> WriteSession:
    year_id = add_year(session, through="2026-02")
    add_plan(session, year_id, PLAN)
    book(session, year_id, BOOKS)
    return session


def shown(
    qtbot: QtBot, session: WriteSession, month: Month = FEBRUARY, *, read_only: bool = False
) -> FollowUpPage:
    page = FollowUpPage(context(session, read_only=read_only))
    qtbot.addWidget(page)
    page.month = month
    page.resize(1154, 718)
    page.show()
    return page


def names(page: FollowUpPage) -> list[str]:
    return [row.name for row in page.table.model.rows]


def stand_on(page: FollowUpPage, name: str) -> None:
    page.table.table.select_row(names(page).index(name))


def test_costs_by_group_or_by_line(qtbot: QtBot, booked: WriteSession) -> None:
    page = shown(qtbot, booked)
    assert names(page) == [
        "Sales of goods and services",
        "Total operating income",
        "Premises",
        "Staff costs",
        "Total operating costs",
        "Result",
    ]
    click(page, "All plan lines")
    assert "Wages and remuneration" in names(page)


def test_only_deviations_keeps_the_result(qtbot: QtBot, booked: WriteSession) -> None:
    page = shown(qtbot, booked)
    click(page, "Deviations only")
    assert names(page) == ["Sales of goods and services", "Total operating income", "Result"]


def test_the_worst_line_is_explained_first_and_another_by_the_keyboard(
    qtbot: QtBot, booked: WriteSession
) -> None:
    page = shown(qtbot, booked)
    assert page.panel.headline.text() == (
        "Income was 20\u202f000 kr lower than the plan, January–February 2026."
    )
    page.table.table.setFocus()
    QTest.keyClick(page.table.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table.table, Qt.Key.Key_Down)
    assert page.panel.headline.text() == (
        "Costs were 500 kr higher than the plan, January–February 2026."
    )
    accounts = [(row.account, row.ore) for row in page.panel.accounts.rows]
    assert accounts == [("5010", -6_050_000)]


def test_the_chart_shows_costs_upright(qtbot: QtBot, booked: WriteSession) -> None:
    page = shown(qtbot, booked)
    stand_on(page, "Premises")
    spec = page.money._detail.chart if page.money._detail else None
    assert isinstance(spec, BarChart)
    assert spec.series[1].values[:3] == (3_000_000, 3_050_000, None)


def test_a_comment_is_written_and_stands_beside_the_row(qtbot: QtBot, booked: WriteSession) -> None:
    page = shown(qtbot, booked)
    click(page, "Comment")
    dialog = form(page)
    editor = dialog.rows["body"].editor
    assert isinstance(editor, QPlainTextEdit)
    QTest.keyClicks(editor, "Closed for a week.")
    save(dialog)
    comment = booked.comments.comment(CommentScope.LINE, "2026-02", "I20")
    assert comment is not None
    assert comment.body == "Closed for a week."
    assert page.panel.comment_text.text() == f"Comment {TODAY}: Closed for a week."


def test_a_name_in_a_comment_is_warned_about(qtbot: QtBot, booked: WriteSession) -> None:
    add_placement(booked, add_agreement(booked), 1, name="Kim Testsson")
    page = shown(qtbot, booked)
    click(page, "Comment")
    dialog = form(page)
    editor = dialog.rows["body"].editor
    assert isinstance(editor, QPlainTextEdit)
    QTest.keyClicks(editor, "Kim was away.")
    save(dialog)
    assert dialog.isVisible()
    assert booked.comments.comment(CommentScope.LINE, "2026-02", "I20") is None
    box = dialog.rows["names"].editor
    assert isinstance(box, QCheckBox)
    box.setChecked(True)
    save(dialog)
    assert booked.comments.comment(CommentScope.LINE, "2026-02", "I20") is not None


def test_an_action_is_agreed_and_done(qtbot: QtBot, booked: WriteSession) -> None:
    page = shown(qtbot, booked)
    click(page, "Agree on an action")
    dialog = form(page)
    fill(dialog, "what", "Raise the prices")
    save(dialog)
    assert [(a.what, a.line_code) for a in booked.comments.actions()] == [
        ("Raise the prices", "I20")
    ]
    click(page, "Done")
    assert booked.comments.actions() == []


def test_an_open_month_can_be_closed(qtbot: QtBot, booked: WriteSession) -> None:
    page = shown(qtbot, booked, Month(2026, 3))
    assert "open" in page.table._note.text()
    click(page, "Close the books up to March")
    assert booked.enterprise.fiscal_years()[0].books_through == Month(2026, 3)
    assert page.table.close_button.isHidden()


def test_the_forecast_method_is_chosen_in_the_menu(qtbot: QtBot, booked: WriteSession) -> None:
    page = shown(qtbot, booked)
    page.forecast_button.menu().actions()[3].trigger()
    assert forecast_methods(booked) == {EVERY_LINE: Method.STRAIGHT}
    sales = page.table.model.rows[0].row.figures
    assert sales.year.actual_ore == 108_000_000  # 180 000 / 2 x 12


def test_double_click_shows_the_vouchers(qtbot: QtBot, booked: WriteSession) -> None:
    page = shown(qtbot, booked)
    QTest.keyClick(page.table.table, Qt.Key.Key_Return)
    dialogs = page.findChildren(PostingsDialog)
    assert len(dialogs) == 1
    dialogs[0].close()


def test_an_empty_file_says_what_belongs_here(qtbot: QtBot, session: WriteSession) -> None:
    page = shown(qtbot, session)
    assert page.empty.isVisible()
    assert not page.table.isVisible()


def test_read_only_shows_everything_and_changes_nothing(qtbot: QtBot, booked: WriteSession) -> None:
    page = shown(qtbot, booked, Month(2026, 3), read_only=True)
    assert page.table.close_button.isHidden()
    assert not page.panel.comment_button.isEnabled()
    assert not page.forecast_button.isEnabled()

"""Uppföljning: rows, the chosen row explained, comments, actions and closing the books."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.period import Month
from asfdesk.domain.planning.comments import CommentScope
from asfdesk.domain.planning.forecast import Method
from asfdesk.i18n import set_language
from asfdesk.reports.chart_spec import BarChart
from asfdesk.services.drivers.edit_drivers import add_driver
from asfdesk.services.planning.follow_up_settings import (
    EVERY_LINE,
    forecast_methods,
    limits,
    set_forecast_method,
)
from asfdesk.ui.dialogs.books.postings_dialog import PostingsDialog
from asfdesk.ui.pages.planning.follow_up_page import (
    ACTIONS,
    EXPECTED,
    FORECAST,
    MONEY,
    FollowUpPage,
)
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


def test_rolling_months_stand_beside_the_year_before(qtbot: QtBot, booked: WriteSession) -> None:
    page = shown(qtbot, booked)
    click(page, "Over time")
    titles = [column.title for column in page.table.model.columns]
    assert titles[1:] == ["Actual", "A year before", "Changed by"] * 2
    assert "not known" in page.table._note.text()
    assert not page.forecast_button.isVisible()


def test_a_method_is_chosen_for_one_line_by_what_it_gives(
    qtbot: QtBot, booked: WriteSession
) -> None:
    page = shown(qtbot, booked)
    page.by_line_action.trigger()
    panel = page.money.methods
    assert panel.isVisible()
    stand_on(page, "Sales of goods and services")
    fourth = panel.choices.button(3)
    # 180 000 kr in two months is 1 080 000 kr in twelve.
    assert "1\u202f080\u202f000 kr" in fourth.text()
    QTest.mouseClick(fourth, Qt.MouseButton.LeftButton, pos=fourth.rect().center() / 4)
    assert forecast_methods(booked) == {"I20": Method.STRAIGHT}
    sales = next(row for row in page.table.model.rows if row.key == "I20")
    assert sales.row.figures.year.actual_ore == 108_000_000


def test_a_misleading_method_says_so_in_words(qtbot: QtBot, booked: WriteSession) -> None:
    set_forecast_method(booked, "I20", Method.FORECAST_PLAN)
    page = shown(qtbot, booked)
    page.show_view(FORECAST)
    stand_on(page, "Sales of goods and services")
    words = page.money.methods.choices.button(1).accessibleDescription()
    assert "There is no forecast plan" in words
    tips = [column.tooltip for column in page.table.model.columns if column.badge]
    sales = next(row for row in page.table.model.rows if row.key == "I20")
    assert tips[0] is not None
    assert "There is no forecast plan" in tips[0](sales)


def test_limits_are_changed_on_the_page(qtbot: QtBot, booked: WriteSession) -> None:
    page = shown(qtbot, booked)
    click(page, "Limits")
    dialog = form(page)
    fill(dialog, "good_bp", "30")
    fill(dialog, "warn_bp", "20")
    save(dialog)
    assert dialog.isVisible()
    fill(dialog, "warn_bp", "40")
    save(dialog)
    assert (limits(booked).good_bp, limits(booked).warn_bp) == (3_000, 4_000)
    assert page.table.model.rows[0].row.light.value == "good"


def test_something_expected_is_noted_seen_and_settled(qtbot: QtBot, booked: WriteSession) -> None:
    page = shown(qtbot, booked)
    page.show_view(EXPECTED)
    assert page.expected.empty.isVisible()
    click(page.expected, "Note something expected")
    dialog = form(page)
    fill(dialog, "name", "Electricity")
    fill(dialog, "amount", "6200")
    save(dialog)
    (item,) = booked.expected.items()
    assert item.name == "Electricity"
    assert [line.item.id for line in page.expected.model.rows] == [item.id]
    assert page.chips.button(EXPECTED).text() == "Expected (1)"
    page.show_view(MONEY)
    assert "Expected" in [column.title for column in page.table.model.columns]
    assert "expected" in page.table._note.text()
    page.show_view(EXPECTED)
    click(page.expected, "Booked")
    dialog = form(page)
    editor = dialog.rows["settled_on"].editor
    assert isinstance(editor, QLineEdit)
    editor.setText("2026-02-28")
    save(dialog)
    assert booked.expected.items()[0].settled_on == date(2026, 2, 28)
    assert page.chips.button(EXPECTED).text() == "Expected"


def test_actions_are_listed_changed_done_and_shown_again(
    qtbot: QtBot, booked: WriteSession
) -> None:
    page = shown(qtbot, booked)
    page.show_view(ACTIONS)
    view = page.agreed
    click(view, "Agree on an action")
    dialog = form(page)
    fill(dialog, "what", "Ask for an offer")
    fill(dialog, "owner", "manager")
    save(dialog)
    assert page.chips.button(ACTIONS).text() == "Actions (1)"
    click(view, "Change")
    dialog = form(page)
    fill(dialog, "owner", "the board")
    save(dialog)
    (action,) = booked.comments.actions()
    assert (action.what, action.owner) == ("Ask for an offer", "the board")
    click(view, "Done")
    assert booked.comments.actions() == []
    assert view.model.rows == []
    view.done_box.click()
    assert [row.action.what for row in view.model.rows] == ["Ask for an offer"]
    click(view, "Not done")
    assert len(booked.comments.actions()) == 1


def test_one_cost_centre_is_chosen_in_the_list(qtbot: QtBot, booked: WriteSession) -> None:
    year = booked.enterprise.fiscal_years()[0]
    book(booked, year.id, {"5010": [4_000, 4_000]}, cost_centre="20")
    page = shown(qtbot, booked)
    assert page.scope.isVisible()
    page.scope.setFocus()
    QTest.keyClick(page.scope, Qt.Key.Key_Down)
    page.scope.activated.emit(page.scope.currentIndex())
    assert page._status.text().startswith("Cost centre 20.")
    assert "says nothing of Cost centre 20" in page.table._note.text()
    assert page.panel.comment_button.isHidden()


def test_what_was_sold_is_typed_at_the_row(qtbot: QtBot, session: WriteSession) -> None:
    year = add_year(session, through="2026-02")
    plan = add_plan(session, year, {}, approved=False)
    add_driver(session, plan, SalesStream(0, "Lunch", 12_000_000, 100_00))
    book(session, year, {"3001": [-114_000, -100_000]})
    page = shown(qtbot, session)
    stand_on(page, "Sales of goods and services")
    click(page, "Type sold: Lunch")
    dialog = form(page)
    fill(dialog, "m2026-01", "1200")
    fill(dialog, "m2026-02", "950.5")
    save(dialog)
    assert [one.volume_milli for one in session.expected.volumes("I20")] == [1_200_000, 950_500]
    rows = page.panel.effects.rows
    assert [row.name for row in rows] == ["Volume", "Price", "Sum"]
    assert sum(row.effect_ore for row in rows if not row.is_sum) == 1_400_000
    assert "More was sold of Lunch" in page.panel.reasons.text()

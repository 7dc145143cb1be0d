"""Tänk om and Likviditet on the plan page, with real keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from asfdesk.domain.drivers.levers import LeverKey
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.plan import PlanKind
from asfdesk.i18n import set_language
from asfdesk.services.drivers.edit_drivers import add_driver, set_premises
from asfdesk.services.drivers.scenarios import scenario_from_shocks
from asfdesk.services.planning.edit_plan import new_plan
from asfdesk.ui.kit.grid.grid_totals import DayTotals
from asfdesk.ui.pages.drivers.what_if_board import FRAME_MS
from asfdesk.ui.pages.planning.plan_page import (
    COMPARE,
    DRIVERS,
    LIQUIDITY,
    MONTHS,
    WHAT_IF,
    PlanPage,
)
from tests.at_once import click, context, fill, form, on_stage, save
from tests.bookroom import add_year, book

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import FormDialog
    from asfdesk.ui.pages.drivers.what_if_board import WhatIfBoard

Key = Qt.Key
THIN = "\u202f"


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def plan_id(session: WriteSession) -> int:
    """T1's places over 2026 (819 264 kr), a supervisor at 30 000 kr, a café, cash of 100 000."""
    year = add_year(session)
    new_plan(session, year)
    made = session.plans.plans(year)[0].id
    add_driver(session, made, TrainingStream(0, "Huddinge", 12_000, 8_500, 320_00))
    add_driver(
        session,
        made,
        StaffRow(
            0,
            StaffRole.SUPERVISOR,
            "Handledare",
            10_000,
            30_000_00,
            holiday_bp=0,
            pension_bp=0,
            insurance_bp=0,
            line_code="K41",
        ),
    )
    add_driver(session, made, SalesStream(0, "Café", 1_200_000, 50_00))
    set_premises(session, made, Premises(100_000_00, 50_000_00, ratio_milli=12_000))
    return made


def shown(qtbot: QtBot, session: WriteSession, place: int, *, read_only: bool = False) -> PlanPage:
    page = PlanPage(context(session, read_only=read_only))
    page.show_place(place)
    on_stage(qtbot, page)
    return page


def pulled(board: WhatIfBoard, key: LeverKey, presses: Key, times: int = 1) -> None:
    """Move a lever with the keyboard and let the page answer."""
    slider = board.levers[key].slider
    slider.setFocus()
    for _time in range(times):
        QTest.keyClick(slider, presses)
    QApplication.processEvents()
    # The figures stand at once; chart and months come a frame after them.
    QTest.qWait(FRAME_MS * 2)


def result_of(board: WhatIfBoard) -> str:
    return board.result.first.text()


@pytest.mark.usefixtures("plan_id")
class TestLevers:
    """Sliders and typed values."""

    def test_a_plan_shows_what_it_comes_to(self, qtbot: QtBot, session: WriteSession) -> None:
        """819 264 + 60 000 - 12 × 30 000 × 1,3142 = 406 152."""
        board = shown(qtbot, session, WHAT_IF).what_if.board
        assert list(board.levers) == list(LeverKey)
        assert result_of(board) == f"406{THIN}152 kr"
        assert not board.result.second.isVisible()
        assert not board.reset_button.isEnabled()

    def test_a_key_moves_a_lever_by_a_step(self, qtbot: QtBot, session: WriteSession) -> None:
        """One per cent of 12 places × 251 days × 320 kr is 9 638,40 kr."""
        board = shown(qtbot, session, WHAT_IF).what_if.board
        pulled(board, LeverKey.OCCUPANCY, Key.Key_Left)
        row = board.levers[LeverKey.OCCUPANCY]
        assert (row.value, row.edit.text()) == (8_400, "84\u00a0%")
        assert row.note.text() == "plan 85\u00a0%"
        assert result_of(board) == f"396{THIN}514 kr"
        assert board.result.second.text() == f"406{THIN}152 kr"
        pulled(board, LeverKey.OCCUPANCY, Key.Key_Right)
        assert result_of(board) == f"406{THIN}152 kr"

    def test_a_value_is_typed(self, qtbot: QtBot, session: WriteSession) -> None:
        """Half a place more: 251 × 0,85 × 320 / 2 = 34 136."""
        board = shown(qtbot, session, WHAT_IF).what_if.board
        edit = board.levers[LeverKey.PLACES].edit
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, "12,5")
        QTest.keyClick(edit, Key.Key_Return)
        QApplication.processEvents()
        assert board.levers[LeverKey.PLACES].value == 12_500
        assert result_of(board) == f"440{THIN}288 kr"

    def test_what_is_no_number_is_said_and_nothing_moves(
        self, qtbot: QtBot, session: WriteSession
    ) -> None:
        board = shown(qtbot, session, WHAT_IF).what_if.board
        row = board.levers[LeverKey.PRICE]
        row.edit.setFocus()
        row.edit.selectAll()
        QTest.keyClicks(row.edit, "mycket")
        QTest.keyClick(row.edit, Key.Key_Return)
        assert row.note.text() == "Write a number from 160 kr to 480 kr."
        assert row.edit.property("wrong") is True
        assert row.value == 320_00
        QTest.keyClick(row.edit, Key.Key_Escape)
        assert row.edit.text() == "320 kr"

    def test_reset(self, qtbot: QtBot, session: WriteSession) -> None:
        board = shown(qtbot, session, WHAT_IF).what_if.board
        pulled(board, LeverKey.SICK, Key.Key_Right, 4)
        pulled(board, LeverKey.SALES_VOLUME, Key.Key_PageDown)
        board.reset_button.click()
        QApplication.processEvents()
        assert result_of(board) == f"406{THIN}152 kr"
        assert not board.save_button.isEnabled()

    def test_later_payment_lowers_cash_not_the_result(
        self, qtbot: QtBot, session: WriteSession
    ) -> None:
        board = shown(qtbot, session, WHAT_IF).what_if.board
        before = board.cash.first.text()
        pulled(board, LeverKey.PAYMENT_DAYS, Key.Key_PageUp, 2)
        assert board.levers[LeverKey.PAYMENT_DAYS].value == 80
        assert result_of(board) == f"406{THIN}152 kr"
        assert board.cash.first.text() != before

    def test_break_even_follows(self, qtbot: QtBot, session: WriteSession) -> None:
        """A place brings 68 272 a year; a quarter of a supervisor, for three places, 118 278.

        The café's 60 000 make the first place pay: 68 272 + 60 000 - 118 278. With half of the
        café it is -20 006, and two places give 48 266.
        """
        board = shown(qtbot, session, WHAT_IF).what_if.board
        assert board.break_even.number.text() == "1 place"
        row = board.levers[LeverKey.SALES_VOLUME]
        pulled(board, LeverKey.SALES_VOLUME, Key.Key_Home)
        assert row.value == 5_000
        assert board.break_even.number.text() == "2 places"

    def test_the_table_ends_in_the_result(self, qtbot: QtBot, session: WriteSession) -> None:
        board = shown(qtbot, session, WHAT_IF).what_if.board
        grid = board.table.content
        assert grid.rows[0].head == ("Huddinge · 12 places × 320 kr",)
        (result,) = grid.foot
        assert (result.title, result.totals) == ("Result", ("406",))

    def test_only_what_a_lever_changes_is_bold(self, qtbot: QtBot, session: WriteSession) -> None:
        board = shown(qtbot, session, WHAT_IF).what_if.board
        pulled(board, LeverKey.OCCUPANCY, Key.Key_Left)
        grid = board.table.content
        bold = {
            row.head[0]: cells[0].strong for row, cells in zip(grid.rows, grid.cells, strict=True)
        }
        assert bold["Huddinge · 12 places × 320 kr"]
        assert not bold["Café"]


class TestScenario:
    """Kept as a scenario."""

    def test_saved_with_its_shocks(self, qtbot: QtBot, session: WriteSession, plan_id: int) -> None:
        page = shown(qtbot, session, WHAT_IF)
        pulled(page.what_if.board, LeverKey.OCCUPANCY, Key.Key_Left, 5)
        page.what_if.board.save_button.click()
        dialog = form(page)
        fill(dialog, "name", "Cautious")
        save(dialog)
        scenario = next(one for one in session.plans.plans() if one.kind is PlanKind.SCENARIO)
        assert (scenario.name, scenario.based_on_id) == ("Cautious", plan_id)
        shock = session.drivers.shocks(scenario.id)[0]
        assert (shock.driver, shock.delta) == (ShockDriver.OCCUPANCY, -500)
        year = session.plans.amounts(scenario.id)["I10"]
        assert sum(year.values()) == 12 * 251 * 320_00 * 8 // 10

    def test_without_a_right_to_write_it_can_be_tried_not_kept(
        self, qtbot: QtBot, session: WriteSession, plan_id: int
    ) -> None:
        assert plan_id
        page = shown(qtbot, session, WHAT_IF, read_only=True)
        pulled(page.what_if.board, LeverKey.OCCUPANCY, Key.Key_Left)
        assert result_of(page.what_if.board) == f"396{THIN}514 kr"
        assert not page.what_if.board.save_button.isVisible()


@pytest.mark.usefixtures("plan_id")
class TestLarge:
    """Alone in a full screen."""

    def test_there_and_back_with_f11_and_escape(self, qtbot: QtBot, session: WriteSession) -> None:
        page = shown(qtbot, session, WHAT_IF)
        view = page.what_if
        pulled(view.board, LeverKey.OCCUPANCY, Key.Key_Left)
        QTest.keyClick(view.board.levers[LeverKey.OCCUPANCY].slider, Key.Key_F11)
        stage = view.board.window()
        assert stage is not page.window()
        assert not view.board.table.isVisible()
        pulled(view.board, LeverKey.OCCUPANCY, Key.Key_Left)
        QTest.keyClick(stage, Key.Key_Escape)
        assert view.board.window() is page.window()
        assert view.board.table.isVisible()
        assert view.board.levers[LeverKey.OCCUPANCY].value == 8_300


class TestLiquidity:
    """The liquidity budget."""

    def test_low_point_and_rows(self, qtbot: QtBot, session: WriteSession, plan_id: int) -> None:
        """January: 100 000 + café 6 250 with VAT - net pay 22 800 = 83 450: the lowest."""
        assert plan_id
        view = shown(qtbot, session, LIQUIDITY).liquidity
        assert view.lowest.first.text() == f"83{THIN}450 kr"
        assert view.lowest.first_says.text() == (
            f"January 2026 · 133{THIN}450 kr is left, with the overdraft of 50{THIN}000 kr."
        )
        grid = view.table.content
        assert [row.head[0] for row in grid.rows] == [
            "Opening balance",
            "Work training",
            "Sales",
            "Net pay",
            "Tax on pay and contributions",
            "VAT",
            "In and out",
        ]
        january = [cells[0].text for cells in grid.cells]
        assert january == ["100", "", "6", "\u221223", "", "", "\u221217"]
        assert grid.cells[-1][0].spoken.endswith(f"closing balance 83{THIN}450 kr")
        (closing,) = grid.foot
        assert (closing.title, closing.cells[0]) == ("Closing balance", "83")

    def test_closing_cash_and_the_chart_are_in_sight_on_a_small_screen(
        self, qtbot: QtBot, session: WriteSession, plan_id: int
    ) -> None:
        """1366 by 768 leaves the page 1 154 by 718, and 670 below a line about the file."""
        assert plan_id
        page = shown(qtbot, session, LIQUIDITY)
        view = page.liquidity
        for height in (718, 674):
            page.resize(1154, height)
            QApplication.processEvents()
            assert page.area.verticalScrollBar().maximum() == 0
            assert view.chart.height() >= 124
            foot = view.table.findChild(DayTotals)
            assert foot is not None
            lowest = foot.mapTo(page.area.viewport(), foot.rect().bottomLeft()).y()
            assert 0 < lowest < page.area.viewport().height()

    def test_at_125_per_cent_only_the_table_scrolls_sideways(
        self, qtbot: QtBot, session: WriteSession, plan_id: int
    ) -> None:
        assert plan_id
        page = shown(qtbot, session, LIQUIDITY)
        page.resize(1033, 564)
        QApplication.processEvents()
        assert page.area.horizontalScrollBar().maximum() == 0
        assert page.bar.is_folded
        page.resize(720, 564)
        QApplication.processEvents()
        assert page.area.horizontalScrollBar().maximum() == 0
        table = page.liquidity.table
        assert table.view.horizontalScrollBar().maximum() > 0
        assert table.view.names.isVisible(), "the names stay where the months scroll"

    def test_a_number_keeps_its_unit_at_the_end_of_a_line(
        self, qtbot: QtBot, session: WriteSession, plan_id: int
    ) -> None:
        assert plan_id
        says = shown(qtbot, session, LIQUIDITY).liquidity.lowest.first_says
        assert QLabel.text(says).endswith(f"overdraft of 50{THIN}000\u00a0kr.")
        assert " kr" not in QLabel.text(says)

    def test_the_books_balance_is_taken(
        self, qtbot: QtBot, session: WriteSession, plan_id: int
    ) -> None:
        year = session.enterprise.fiscal_years()[0].id
        book(session, year, {"1930": [1]}, [(0, "IB", "1930", 120_000)])
        page = shown(qtbot, session, LIQUIDITY)
        view = page.liquidity
        assert view.opening.first_says.text() == (
            f"January 2026 · The books say 120{THIN}000 kr: 20{THIN}000 kr more."
        )
        view.books_button.click()
        assert session.drivers.premises(plan_id).opening_ore == 120_000_00
        page.reload()
        assert view.opening.first_says.text() == "January 2026 · Agrees with the books."
        assert not view.books_button.isVisible()

    def test_a_bank_balance_is_typed_and_taken_away(
        self, qtbot: QtBot, session: WriteSession, plan_id: int
    ) -> None:
        assert plan_id
        page = shown(qtbot, session, LIQUIDITY)
        view = page.liquidity
        assert view.opening.second.text() == ""
        view.bank_button.click()
        dialog = form(page)
        fill(dialog, "balance_ore", "12345")
        save(dialog)
        today = page.context.today
        assert session.bank_balances.balances() == {today: 12_345_00}
        page.reload()
        assert view.opening.second.text().replace("\u00a0", " ") == f"12{THIN}345 kr"
        assert today.isoformat() in view.opening.second_says.text()
        again = view.type_bank()
        assert again is not None
        editor = again.rows["balance_ore"].editor
        assert isinstance(editor, QLineEdit)
        editor.setFocus()
        editor.selectAll()
        QTest.keyClick(editor, Qt.Key.Key_Delete)
        save(again)
        assert session.bank_balances.balances() == {}

    def test_without_an_opening_balance_the_first_step(
        self, qtbot: QtBot, session: WriteSession, plan_id: int
    ) -> None:
        set_premises(session, plan_id, Premises())
        page = shown(qtbot, session, LIQUIDITY)
        assert page.liquidity.empty.isVisible()
        page.liquidity.change()
        dialog = form(page)
        fill(dialog, "opening_ore", "5000")
        save(dialog)
        assert session.drivers.premises(plan_id).opening_ore == 5_000_00


@pytest.mark.parametrize("place", [DRIVERS, MONTHS, LIQUIDITY, WHAT_IF, COMPARE])
def test_a_draft_with_a_line_about_the_file_above_it_scrolls_nowhere(
    qtbot: QtBot, session: WriteSession, plan_id: int, place: int
) -> None:
    """1366 by 768 leaves the page 718 high, and 674 below a line about the file."""
    assert plan_id
    page = shown(qtbot, session, place)
    page.resize(1154, 674)
    QApplication.processEvents()
    bars = (page.area.verticalScrollBar(), page.area.horizontalScrollBar())
    assert [bar.maximum() for bar in bars] == [0, 0]


def test_other_pages_can_lead_to_the_views(
    qtbot: QtBot, session: WriteSession, plan_id: int
) -> None:
    assert plan_id
    page = shown(qtbot, session, WHAT_IF)
    page.open_item("liquidity")
    assert page.liquidity.isVisible()
    page.open_item("what-if")
    assert page.what_if.isVisible()


@pytest.mark.parametrize("place", [LIQUIDITY, WHAT_IF])
def test_every_control_has_a_name_and_is_large_enough(
    qtbot: QtBot, session: WriteSession, plan_id: int, place: int
) -> None:
    assert plan_id
    page = shown(qtbot, session, place)
    reached = [
        one
        for one in page.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    nameless = [one for one in reached if not QAccessible.queryAccessibleInterface(one).text(
        QAccessible.Text.Name
    )]  # fmt: skip
    small = [
        one
        for one in reached
        if isinstance(one, QAbstractButton | QLineEdit) and min(one.width(), one.height()) < 24
    ]
    assert (nameless, small) == ([], [])
    assert page.area.verticalScrollBar().maximum() == 0


class TestScenarioChanges:
    """What a scenario changes, listed and changed by hand."""

    @pytest.fixture
    def page(self, qtbot: QtBot, session: WriteSession, plan_id: int) -> PlanPage:
        shock = Shock(ShockDriver.OCCUPANCY, delta=-500)
        scenario_from_shocks(session, plan_id, "Cautious", [shock])
        made = shown(qtbot, session, WHAT_IF)
        made.pin(self.scenario(session))
        made.reload()
        return made

    def scenario(self, session: WriteSession) -> int:
        return next(one.id for one in session.plans.plans() if one.kind is PlanKind.SCENARIO)

    def changes(self, session: WriteSession) -> list[tuple[ShockDriver, int | None, int]]:
        found = session.drivers.shocks(self.scenario(session))
        return [(one.driver, one.factor_bp, one.delta) for one in found]

    def test_listed_in_words(self, page: PlanPage) -> None:
        strip = page.what_if.scenario
        assert strip.isVisible()
        texts = [one.text() for one in strip.findChildren(QLabel)]
        assert "Occupancy: \u22125 percentage points" in texts

    def test_one_more_from_a_month_on(self, page: PlanPage, session: WriteSession) -> None:
        """20 % less of the café from July: 60 000 - 6 000."""
        click(page, "Add a change…")
        dialog = form(page)
        choose(dialog, "driver", ShockDriver.SALES_VOLUME)
        fill(dialog, "factor_bp", "80")
        fill(dialog, "first", "2026-07")
        save(dialog)
        assert self.changes(session) == [
            (ShockDriver.OCCUPANCY, None, -500),
            (ShockDriver.SALES_VOLUME, 8_000, 0),
        ]
        sales = session.plans.amounts(self.scenario(session))["I20"]
        assert sum(sales.values()) == 54_000_00

    def test_changed_and_removed(self, page: PlanPage, session: WriteSession) -> None:
        click(page, "Change…")
        dialog = form(page)
        assert dialog.rows["delta"].editor.property("text") == "\u22125"
        fill(dialog, "delta", "-7,5")
        save(dialog)
        assert self.changes(session) == [(ShockDriver.OCCUPANCY, None, -750)]
        page.reload()
        click(page, "Remove")
        assert self.changes(session) == []

    @pytest.mark.parametrize(
        ("name", "text", "said"),
        [
            ("delta", "lots", "This can’t be read as a number."),
            ("delta", "0,001", "That has more decimals than can be kept."),
            ("delta", "0", "Nothing is otherwise."),
        ],
    )
    def test_what_cannot_be_right_is_said_at_its_field(
        self, page: PlanPage, session: WriteSession, name: str, text: str, said: str
    ) -> None:
        click(page, "Add a change…")
        dialog = form(page)
        fill(dialog, name, text)
        save(dialog)
        assert said in dialog.rows[name].error
        assert len(self.changes(session)) == 1
        dialog.reject()

    def test_a_budget_has_no_such_list(
        self, qtbot: QtBot, session: WriteSession, plan_id: int
    ) -> None:
        assert plan_id
        assert not shown(qtbot, session, WHAT_IF).what_if.scenario.isVisible()


def choose(dialog: FormDialog, name: str, value: object) -> None:
    """Choose in a box."""
    box = dialog.rows[name].editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(value))

"""Affärsplan: what cannot be right is asked about or explained where it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QScrollArea

from asfdesk.domain.drivers.premises import CashItem, Premises
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.period import Month
from asfdesk.i18n import set_language
from asfdesk.services.drivers.driver_nouns import Noun
from asfdesk.services.drivers.edit_drivers import add_driver, set_premises
from asfdesk.services.planning.edit_plan import new_plan
from asfdesk.ui.dialogs.drivers.driver_dialog import DriverDialog
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.pages.planning.plan_page import MONTHS, WHAT_IF, PlanPage
from tests.at_once import context, on_stage
from tests.bookroom import add_year

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def plan_id(session: WriteSession) -> int:
    year = add_year(session)
    new_plan(session, year)
    made = session.plans.plans(year)[0].id
    add_driver(session, made, TrainingStream(0, "Lillby", 12_000, 8_500, 320_00))
    add_driver(session, made, CashItem(0, Month(2026, 3), -5_000_00, "Company tax"))
    set_premises(session, made, Premises(100_000_00, ratio_milli=8_000))
    return made


@pytest.fixture
def page(qtbot: QtBot, session: WriteSession, plan_id: int) -> PlanPage:
    assert plan_id
    made = PlanPage(context(session))
    on_stage(qtbot, made)
    return made


def stand(page: PlanPage, name: str) -> None:
    rows = page.drivers.list.rows_shown.rows
    page.drivers.list.select_row(next(at for at, row in enumerate(rows) if row.name == name))
    page.drivers.list.setFocus()


def the_form(page: PlanPage) -> DriverDialog[Any]:
    return [one for one in page.findChildren(DriverDialog) if one.isVisible()][-1]


def write(dialog: DriverDialog[Any], name: str, text: str) -> QLineEdit:
    field = dialog.rows[name].editor
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    return field


class TestPercent:
    """0,30 is neither 30 % nor 0,3 % until that is said."""

    def test_it_is_asked_and_nothing_is_stored(
        self, page: PlanPage, session: WriteSession, plan_id: int
    ) -> None:
        stand(page, "Lillby")
        QTest.keyClick(page.drivers.list, Key.Key_Return)
        dialog = the_form(page)
        field = write(dialog, "occupancy_bp", "0,30")
        QTest.keyClick(field, Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.rows["occupancy_bp"].error == (
            "Is it 30 % or 0.3 %? Write 30, or 0.3 % with the sign."
        )
        assert session.drivers.streams(plan_id)[0].occupancy_bp == 8_500
        write(dialog, "occupancy_bp", "30")
        QTest.keyClick(field, Key.Key_Return)
        assert session.drivers.streams(plan_id)[0].occupancy_bp == 3_000

    def test_the_small_one_is_said_with_the_sign_and_stays(
        self, page: PlanPage, session: WriteSession, plan_id: int
    ) -> None:
        page.drivers.menu.open_noun(Noun.SUPERVISION)
        dialog = the_form(page)
        field = write(dialog, "sick_bp", "0.5")
        QTest.keyClick(field, Key.Key_Return)
        assert dialog.rows["sick_bp"].error.startswith("Is it 50 % or 0.5 %?")
        write(dialog, "sick_bp", "0.5 %")
        QTest.keyClick(field, Key.Key_Return)
        assert session.drivers.premises(plan_id).sick_bp == 50
        page.refresh()
        page.drivers.menu.open_noun(Noun.SUPERVISION)
        again = the_form(page)
        sick = again.rows["sick_bp"].editor
        assert isinstance(sick, QLineEdit)
        assert sick.text() == "0.5 %"
        QTest.keyClick(sick, Key.Key_Return)
        assert session.drivers.premises(plan_id).sick_bp == 50

    def test_a_lever_asks_too(self, page: PlanPage) -> None:
        page.show_place(WHAT_IF)
        row = next(iter(page.what_if.board.levers.values()))
        row.edit.setFocus()
        row.edit.selectAll()
        QTest.keyClicks(row.edit, "0.30")
        QTest.keyClick(row.edit, Key.Key_Return)
        assert row.note.text().startswith("Is it 30 % or 0.3 %?")
        assert row.value == 8_500


def test_a_limit_is_said_as_it_is_typed_and_the_cursor_goes_there(page: PlanPage) -> None:
    """At most ten thousand places; the field may be out of sight, and comes into it."""
    stand(page, "Lillby")
    QTest.keyClick(page.drivers.list, Key.Key_Return)
    dialog = the_form(page)
    places = write(dialog, "places_milli", "20000")
    project = write(dialog, "project", "x")
    QTest.keyClick(project, Key.Key_Return)
    QApplication.processEvents()
    assert dialog.rows["places_milli"].error == ("The number must be from 0 to 10\u202f000.")
    assert dialog.focusWidget() is places
    area = dialog.findChild(QScrollArea)
    assert area is not None
    assert area.viewport().rect().contains(places.mapTo(area.viewport(), QPoint(1, 1)))
    dialog.reject()


def test_a_later_change_shows_what_is_wrong_under_its_own_fields(page: PlanPage) -> None:
    stand(page, "Lillby")
    stream = page.drivers.list.row
    assert stream is not None
    assert isinstance(stream.driver, TrainingStream)
    page.drivers.menu._add_change(stream.driver)
    dialog = the_form(page)
    month = write(dialog, "from", "2026-01")
    QTest.keyClick(month, Key.Key_Return)
    assert "later" in dialog.rows["from"].error
    assert dialog.focusWidget() is month
    write(dialog, "from", "2026-07")
    share = write(dialog, "occupancy_bp", "101")
    QTest.keyClick(month, Key.Key_Return)
    assert dialog.rows["occupancy_bp"].error
    assert dialog.focusWidget() is share
    dialog.reject()


class TestCtrlN:
    """Among what the plan assumes it opens what stands there, not a payment."""

    def press(self, page: PlanPage, name: str) -> None:
        stand(page, name)
        QTest.keyClick(page.drivers.list, Key.Key_N, CONTROL)

    def test_an_assumption_opens_itself(self, page: PlanPage) -> None:
        self.press(page, "Supervisors")
        assert "ratio_milli" in the_form(page).rows
        the_form(page).reject()

    def test_a_payment_begins_another(self, page: PlanPage) -> None:
        self.press(page, "Company tax")
        assert the_form(page).windowTitle() == "New payment outside the result"
        the_form(page).reject()

    def test_the_groups_own_line_asks_what(self, page: PlanPage) -> None:
        self.press(page, "What the plan assumes")
        assert not [one for one in page.findChildren(DriverDialog) if one.isVisible()]
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.close()

    def test_a_group_of_drivers_begins_one(self, page: PlanPage) -> None:
        self.press(page, "Costs")
        assert the_form(page).windowTitle() == "New cost"
        the_form(page).reject()


class TestMonths:
    """What is no amount stays to be mended."""

    @pytest.mark.parametrize("leaves", ["enter", "mouse"])
    def test_letters_are_explained_and_kept(self, page: PlanPage, leaves: str) -> None:
        page.show_place(MONTHS)
        view = page.months.grid.view
        view.setFocus()
        view.go_to(0, 2)
        QTest.keyClicks(view, "a")
        QTest.keyClicks(view.viewport().findChildren(QLineEdit)[-1], "bc")
        if leaves == "enter":
            QTest.keyClick(view.viewport().findChildren(QLineEdit)[-1], Key.Key_Return)
        else:
            other = view.visualRect(view.model().index(0, 5)).center()
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=other)
            QTest.qWait(20)
        assert view.typing
        editors = [one for one in view.viewport().findChildren(QLineEdit) if one.isVisible()]
        assert [one.text() for one in editors] == ["abc"]
        assert view.currentIndex().column() == 2
        assert page.months.says.text() == (
            "“abc” can’t be read as an amount (not a number). Write for example 12 500 or"
            " 12500,50. Esc brings back what was there."
        )
        QTest.keyClick(editors[0], Key.Key_Escape)
        assert not view.typing


def test_a_plans_name_that_is_cut_ends_in_an_ellipsis_and_can_be_read(qtbot: QtBot) -> None:
    box = ComboBox()
    qtbot.addWidget(box)
    box.setAccessibleName("Plan")
    box.addItem("Budget 2026, version 1 (approved 2025-12-11), with a long name")
    box.resize(160, 30)
    box.show()
    assert box.elided().endswith("…")
    assert box.elided() != box.currentText()
    box.resize(700, 30)
    assert box.elided() == box.currentText()

"""Affärsplan: the list of drivers with its keys, the year beside it, overrides, and versions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Month
from asfdesk.domain.plan import PlanKind, PlanStatus
from asfdesk.i18n import set_language
from asfdesk.services.drivers.driver_nouns import Noun
from asfdesk.services.drivers.edit_drivers import add_driver, set_premises
from asfdesk.services.drivers.start_plan import NEXT_YEAR, PlanStart, start_plan
from asfdesk.ui.dialogs.drivers.driver_dialog import DriverDialog
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.pages.planning.plan_page import COMPARE, DRIVERS, MONTHS, PlanPage
from tests.at_once import TODAY, click, context, fill, form, on_stage, save

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Select = QItemSelectionModel.SelectionFlag
JANUARY = Month(2026, 1)
T1 = 6_528_000
"""12 places x 20 working days x 85 % x 320 kr (finance.md T1)."""


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def plan_id(session: WriteSession) -> int:
    """Three years with T1's stream, two costs and no supervisors."""
    start_plan(session, PlanStart(NEXT_YEAR, years=3), TODAY)
    made = session.plans.plans()[0].id
    add_driver(session, made, TrainingStream(0, "Huddinge", 12_000, 8_500, 32_000))
    add_driver(session, made, FixedCost(0, "Rent", "K20", 3_000_000))
    add_driver(session, made, FixedCost(0, "Phone", "K33", 100_000))
    return made


def shown(qtbot: QtBot, session: WriteSession, *, read_only: bool = False) -> PlanPage:
    page = PlanPage(context(session, read_only=read_only))
    on_stage(qtbot, page)
    return page


def listed(page: PlanPage) -> list[str]:
    return [row.name.strip() for row in page.drivers.list.rows_shown.rows]


def stand(page: PlanPage, name: str) -> None:
    page.drivers.list.select_row(listed(page).index(name))
    page.drivers.list.setFocus()


def press(page: PlanPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    QTest.keyClick(page.drivers.list, key, modifier)


def foot(page: PlanPage, title: str) -> tuple[str, ...]:
    row = next(row for row in page.drivers.grid.content.foot if row.title.startswith(title))
    return (*row.cells, *row.totals)


def test_the_year_answers_at_the_right(qtbot: QtBot, session: WriteSession, plan_id: int) -> None:
    assert plan_id
    page = shown(qtbot, session)
    assert page.drivers.grid.content.rows[0].head == ("Work training and rehabilitation",)
    assert page.drivers.grid.content.cells[0][0].text == "65"
    # 819 264 of training less twelve times 31 000.
    assert foot(page, "Result")[-1] == "447"
    assert "Result 2026: 447\u202f264 kr." in page._status.text()
    stand(page, "Huddinge")
    assert foot(page, "of it Huddinge")[-1] == "819"
    page.drivers.per_box.setFocus()
    QTest.keyClick(page.drivers.per_box, Key.Key_Down)
    page.drivers.per_box.activated.emit(1)
    assert [one.top for one in page.drivers.grid.content.columns] == [
        "Jan\u2013Mar",
        "Apr\u2013Jun",
        "Jul\u2013Sept",
        "Oct\u2013Dec",
    ]
    page.drivers.per_box.setCurrentIndex(2)
    page.drivers.per_box.activated.emit(2)
    assert [one.top for one in page.drivers.grid.content.columns] == ["2026", "2027", "2028"]
    # 251, 253 and 251 working days.
    assert foot(page, "of it Huddinge")[:3] == ("819\u202f264", "825\u202f792", "819\u202f264")


def test_copied_moved_and_taken_away_with_keys(
    qtbot: QtBot, session: WriteSession, plan_id: int
) -> None:
    page = shown(qtbot, session)
    stand(page, "Rent")
    press(page, Key.Key_D, Modifier.ControlModifier)
    assert [one.name for one in session.drivers.fixed(plan_id)] == ["Rent", "Phone", "Rent (copy)"]
    assert page.drivers.list.row is not None
    assert page.drivers.list.row.name == "Rent (copy)"
    press(page, Key.Key_Up, Modifier.AltModifier)
    assert [one.name for one in session.drivers.fixed(plan_id)] == ["Rent", "Rent (copy)", "Phone"]
    press(page, Key.Key_Delete)
    assert [one.name for one in session.drivers.fixed(plan_id)] == ["Rent", "Phone"]
    assert "Ctrl+Z brings it back" in page._status.text()
    session.writer.undo()
    page.refresh()
    assert "Rent (copy)" in listed(page)


def test_a_groups_own_line_adds_in_it(qtbot: QtBot, session: WriteSession, plan_id: int) -> None:
    page = shown(qtbot, session)
    stand(page, "Costs")
    press(page, Key.Key_Return)
    dialog = form(page)
    fill(dialog, "name", "Power")
    fill(dialog, "amount_ore", "2000")
    save(dialog)
    assert [one.name for one in session.drivers.fixed(plan_id)][-1] == "Power"
    assert page.drivers.list.row is not None
    assert page.drivers.list.row.name == "Power"


def test_the_insert_key_offers_every_kind(
    qtbot: QtBot, session: WriteSession, plan_id: int
) -> None:
    assert plan_id
    page = shown(qtbot, session)
    texts = [action.text().replace("&", "") for action in page.drivers.menu.menu().actions()]
    assert texts[:8] == [
        "Work training…",
        "Sales…",
        "Staff…",
        "Cost…",
        "Grant…",
        "Investment…",
        "Loan…",
        "Payment outside the result…",
    ]


def test_what_is_missing_is_mended_from_where_it_is_said(
    qtbot: QtBot, session: WriteSession, plan_id: int
) -> None:
    page = shown(qtbot, session)
    assert page.drivers.gaps.sentences[0] == "There is no staff in the plan yet."
    add_driver(session, plan_id, StaffRow(0, StaffRole.SUPERVISOR, "Supervisor", 10_000, 3_100_000))
    set_premises(session, plan_id, Premises(ratio_milli=8_000))
    page.refresh()
    # 12 places, 8 for each: one and a half; one is planned.
    said = "Supervisors January 2026: 1 planned, 1.5 needed."
    assert page.drivers.gaps.sentences[0] == said
    assert any("too few supervisors" in name for name in listed(page))
    assert foot(page, "Supervisors (needed at most 1.5)")[0] == "! 1"
    page.drivers.gaps.more.click()
    click(page.drivers.gaps, "Say it")
    dialog = form(page)
    fill(dialog, "opening_ore", "100000")
    save(dialog)
    assert session.drivers.premises(plan_id).opening_ore == 10_000_000
    assert foot(page, "Cash at the end")
    assert "Lowest cash" in page._status.text()


def test_written_over_and_taken_back(qtbot: QtBot, session: WriteSession, plan_id: int) -> None:
    page = shown(qtbot, session)
    page.show_place(MONTHS)
    view = page.months.grid.view
    names = [row.head[1] for row in page.months.grid.content.rows]
    line = names.index("Work training and rehabilitation")
    view.go_to(line, 0)
    view.setFocus()
    QTest.keyClicks(view, "7")
    editor = view.findChildren(QLineEdit)[-1]
    QTest.keyClicks(editor, "0000")
    QTest.keyClick(editor, Key.Key_Return)
    assert session.plans.amounts(plan_id)["I10"][JANUARY] == 7_000_000
    cell = page.months.grid.content.cells[line][0]
    assert cell.odd
    assert cell.tip == "Instead of 65\u202f280 from the drivers"
    view.go_to(line, 0)
    assert "instead of 65\u202f280 from the drivers" in page.months.says.text()
    QTest.keyClick(view, Key.Key_Delete)
    assert session.plans.amounts(plan_id)["I10"][JANUARY] == T1
    assert not page.months.grid.content.cells[line][0].odd
    # What the drivers fill can't be emptied: it fills again at once.
    QTest.keyClick(view, Key.Key_Delete)
    assert session.plans.amounts(plan_id)["I10"][JANUARY] == T1
    assert page.months.grid.model.pending == {}


def test_several_cells_are_taken_back_from_the_menu(
    qtbot: QtBot, session: WriteSession, plan_id: int
) -> None:
    page = shown(qtbot, session)
    page.show_place(MONTHS)
    names = [row.head[1] for row in page.months.grid.content.rows]
    line = names.index("Premises")
    view = page.months.grid.view
    view.go_to(line, 0)
    view.paste("1\t2\t3")
    assert sum(cell.odd for cell in page.months.grid.content.cells[line]) == 3
    rows = Select.ClearAndSelect | Select.Rows  # whatever keys another test left held down
    view.selectionModel().select(page.months.grid.model.index(line, 0), rows)
    (back,) = [one for one in view.menu().actions() if "Take back" in one.text()]
    assert back.isEnabled()
    back.trigger()
    assert session.plans.amounts(plan_id)["K20"][JANUARY] == -3_000_000
    assert not any(cell.odd for cell in page.months.grid.content.cells[line])


def test_an_approved_plan_can_be_read_but_not_changed(
    qtbot: QtBot, session: WriteSession, plan_id: int
) -> None:
    page = shown(qtbot, session)
    click(page, "Approve…")
    click(page.findChildren(MessageDialog)[-1], "Approve")
    plan = session.plans.plan(plan_id)
    assert plan is not None
    assert plan.status is PlanStatus.APPROVED
    assert page.bar.plan_box.currentText().startswith("Budget 2026\u20132028, version 1 (approved")
    stand(page, "Rent")
    for key, modifier in (
        (Key.Key_Return, Modifier.NoModifier),
        (Key.Key_N, Modifier.ControlModifier),
        (Key.Key_D, Modifier.ControlModifier),
        (Key.Key_Delete, Modifier.NoModifier),
        (Key.Key_Down, Modifier.AltModifier),
    ):
        press(page, key, modifier)
    assert [one.name for one in session.drivers.fixed(plan_id)] == ["Rent", "Phone"]
    (dialog,) = page.findChildren(DriverDialog)
    assert not dialog.rows["amount_ore"].editor.isEnabled()
    assert not dialog.save_button.isVisible()
    dialog.reject()
    assert not page.drivers.add_button.isEnabled()
    assert page.drivers.gaps.isHidden()
    click(page, "Revise")
    assert page.bar.plan_box.currentText() == "Budget 2026\u20132028, version 2 (draft)"
    stand(page, "Rent")
    press(page, Key.Key_Delete)
    assert [one.name for one in session.drivers.fixed(plan_id)] == ["Rent", "Phone"]
    assert "Rent" not in listed(page)


def test_read_only_files_offer_no_change(qtbot: QtBot, session: WriteSession, plan_id: int) -> None:
    page = shown(qtbot, session, read_only=True)
    stand(page, "Rent")
    press(page, Key.Key_Delete)
    assert len(session.drivers.fixed(plan_id)) == 2
    assert not page.drivers.add_button.isEnabled()


def test_a_scenario_stands_beside_its_plan(
    qtbot: QtBot, session: WriteSession, plan_id: int
) -> None:
    page = shown(qtbot, session)
    page.dialogs.open_scenario()
    dialog = form(page)
    fill(dialog, "name", "Fewer places")
    save(dialog)
    assert page.shown is not None
    assert page.shown.plan is not None
    assert page.shown.plan.kind is PlanKind.SCENARIO
    stand(page, "Huddinge")
    press(page, Key.Key_Return)
    dialog = form(page)
    fill(dialog, "places_milli", "6")
    save(dialog)
    page.show_place(COMPARE)
    compare = page.compare
    assert compare.first.currentData() == plan_id
    assert compare.second.currentText().startswith("Fewer places")
    # Half of 819 264, 825 792 and 819 264.
    assert compare.says.text() == (
        "The result of B less A, 2026: \u2212409\u202f632 kr; 2027: \u2212412\u202f896 kr;"
        " 2028: \u2212409\u202f632 kr."
    )
    cells = compare.grid.content.cells[0]
    assert [cell.text for cell in cells[:3]] == ["819", "410", "\u2212410"]
    (difference,) = compare.differences.rows
    assert difference.name == "Huddinge"
    compare.only.click()
    assert len(compare.grid.content.rows) == 1
    with session.writer.action("enterprise.change", ("enterprise",)):
        session.enterprise.set_enterprise(
            Enterprise("Kvarnen", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
    compare.as_document.click()
    assert compare.dialog is not None
    document = compare.dialog.view.document
    assert document is not None
    assert document.key == "R19"
    assert [cell.value for cell in document.tables()[0].rows[0].cells[1:4]] == [
        81_926_400,
        40_963_200,
        -40_963_200,
    ]
    compare.dialog.accept()


def test_the_views_are_turned_with_keys(qtbot: QtBot, session: WriteSession, plan_id: int) -> None:
    assert plan_id
    page = shown(qtbot, session)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.drivers.list.setFocus()
    press(page, Key.Key_PageDown, Modifier.ControlModifier)
    assert page._place == MONTHS
    assert page.months.grid.view.hasFocus()
    QTest.keyClick(page.months.grid.view, Key.Key_PageUp, Modifier.ControlModifier)
    assert page._place == DRIVERS
    assert page.drivers.list.hasFocus()


def test_other_years_of_the_same_plan(qtbot: QtBot, session: WriteSession, plan_id: int) -> None:
    page = shown(qtbot, session)
    at = page.bar.year_box.findText("2028")
    page.bar.year_box.setCurrentIndex(at)
    page.bar.year_box.activated.emit(at)
    assert page.shown is not None
    assert page.shown.plan is not None
    assert page.shown.plan.id == plan_id
    assert page.drivers.grid.content.columns[0].group == "2028"
    stand(page, "Phone")
    press(page, Key.Key_Delete)
    assert page.bar.year_box.currentText() == "2028"


def test_a_new_plan_from_another(qtbot: QtBot, session: WriteSession, plan_id: int) -> None:
    page = shown(qtbot, session)
    click(page, "New plan…")
    dialog = form(page)
    assert not dialog.rows["plan"].isVisible()
    start = dialog.rows["start"].editor
    assert isinstance(start, QComboBox)
    start.setCurrentIndex(start.findText("Another plan"))
    assert dialog.rows["plan"].isVisible()
    save(dialog)
    assert page.shown is not None
    assert page.shown.plan is not None
    newest = page.shown.plan
    assert newest.id != plan_id
    assert [one.name for one in session.drivers.fixed(newest.id)] == ["Rent", "Phone"]


def test_a_draft_is_described_and_deleted(
    qtbot: QtBot, session: WriteSession, plan_id: int
) -> None:
    page = shown(qtbot, session)
    page.dialogs.open_describe()
    dialog = form(page)
    fill(dialog, "name", "Main plan")
    save(dialog)
    plan = session.plans.plan(plan_id)
    assert plan is not None
    assert plan.name == "Main plan"
    page.steps.delete()
    click(page.findChildren(MessageDialog)[-1], "Delete")
    assert session.plans.plan(plan_id) is None
    assert page.empty.isVisible()


def test_settings_that_are_not_the_plans_own_are_changed_where_they_belong(
    qtbot: QtBot, session: WriteSession, plan_id: int
) -> None:
    assert plan_id
    page = shown(qtbot, session)
    went: list[str] = []
    object.__setattr__(page.context, "go", went.append)
    stand(page, "Working days")
    press(page, Key.Key_Return)
    page.drivers.menu.open_noun(Noun.PARAMETERS)
    assert went == ["settings:calendar", "settings:parameters"]


def test_every_button_has_a_name(qtbot: QtBot, session: WriteSession, plan_id: int) -> None:
    assert plan_id
    page = shown(qtbot, session)
    unnamed = [
        b for b in page.findChildren(QPushButton) if b.isVisible() and not b.accessibleName()
    ]
    assert unnamed == []

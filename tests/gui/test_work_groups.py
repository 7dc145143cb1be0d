"""Groups, week sheets and rates, with mouse and keys as people use them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from asfdesk.domain.codes import Form
from asfdesk.domain.hours.sheet_layout import Role
from asfdesk.domain.period import Month, Period
from asfdesk.i18n import set_language
from asfdesk.services.hours.manage_work_groups import add_work_group, move_to_group
from asfdesk.services.hours.mark_sick import mark_sick, sick_days
from asfdesk.services.hours.register_attendance import CellEdit, set_cells
from asfdesk.services.people.manage_background import set_shows_health
from asfdesk.services.people.trainee_views import trainee_detail, trainee_rows
from asfdesk.ui.dialogs.hours.habilitation_rates import HabilitationRatesDialog
from asfdesk.ui.dialogs.hours.sheet_lines import Shown
from asfdesk.ui.dialogs.hours.sheet_order import SheetOrderDialog
from asfdesk.ui.dialogs.hours.work_groups import WorkGroupsDialog
from asfdesk.ui.pages.file.settings_page import SettingsPage
from asfdesk.ui.pages.hours.attendance_page import AttendancePage
from asfdesk.ui.pages.people.trainee_words import placement_facts
from tests.at_once import TODAY, click, context, fill, form, on_stage, save
from tests.unit.services.hours.test_habilitation import daily
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.table.table_view import TableView

OCTOBER = Period.of_month(Month(2026, 10))


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def people(session: WriteSession) -> list[int]:
    """Three; the third is protected."""
    agreement = add_agreement(session)
    names = ("Aino Lind", "Bashir Aziz", "Carina Ek")
    return [
        add_placement(session, agreement, number, name=name, protected=number == 3)
        for number, name in enumerate(names, 1)
    ]


@pytest.fixture
def page(qtbot: QtBot, session: WriteSession, people: list[int]) -> AttendancePage:
    assert people
    page = AttendancePage(context(session))
    page.set_month(Month(2026, 10))
    on_stage(qtbot, page)
    return page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty one; the client file lies beside it."""
    made = tmp_path / "out"
    made.mkdir()
    return made


def choose(page: AttendancePage, text: str) -> None:
    """An entry of the sheets menu."""
    found: list[QAction] = [one for one in page.sheets.menu().actions() if one.text() == text]
    found[0].trigger()


def over(page: QWidget, kind: type[QWidget]) -> QWidget:
    """The dialog of a kind that is open over a page."""
    return next(one for one in page.findChildren(kind) if one.isVisible())


def press_row(table: TableView, row: int, keys: Qt.KeyboardModifier | None = None) -> None:
    """Click a row with the mouse."""
    place = table.visualRect(table.model().index(row, 1)).center()
    held = keys or Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, held, place)


def groups(page: AttendancePage) -> WorkGroupsDialog:
    choose(page, "Groups…")
    dialog = over(page, WorkGroupsDialog)
    assert isinstance(dialog, WorkGroupsDialog)
    return dialog


def test_a_group_is_made_and_filled(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    dialog = groups(page)
    assert not dialog.move_button.isEnabled()
    click(dialog, "New group")
    fill(form(page), "name", "Kitchen")
    save(form(page))
    (group,) = session.work_groups.groups()
    assert group.name == "Kitchen"
    assert [row.group.name for row in dialog.groups.rows] == ["Kitchen"]
    press_row(dialog.member_table, 0)
    press_row(dialog.member_table, 2, Qt.KeyboardModifier.ControlModifier)
    assert dialog.move_button.text() == "Move 2 placements"
    QTest.mouseClick(dialog.move_button, Qt.MouseButton.LeftButton)
    assert session.work_groups.members() == {people[0]: group.id, people[2]: group.id}
    assert dialog.groups.rows[0].placements == 2
    QTest.mouseClick(dialog.only_loose, Qt.MouseButton.LeftButton)
    assert [row.number for row in dialog.members.rows] == [2]


def test_with_the_keyboard_alone(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    add_work_group(session, "Kitchen")
    dialog = groups(page)
    dialog.member_table.setFocus()
    QTest.keyClick(dialog.member_table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    dialog.move_button.setFocus()
    QTest.keyClick(dialog.move_button, Qt.Key.Key_Space)
    assert set(session.work_groups.members()) == set(people)
    dialog.group_table.setFocus()
    QTest.keyClick(dialog.group_table, Qt.Key.Key_Return)
    fill(form(page), "name", "Garden")
    QTest.keyClick(form(page).rows["name"].editor, Qt.Key.Key_Return)
    assert session.work_groups.groups()[0].name == "Garden"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_is_refused_is_said_under_the_field(
    page: AttendancePage, session: WriteSession
) -> None:
    dialog = groups(page)
    click(dialog, "New group")
    fill(form(page), "name", "Aino corner")
    save(form(page))
    assert form(page).rows["name"].editor.isVisible()
    assert session.work_groups.groups() == []
    fill(form(page), "name", "Corner")
    save(form(page))
    assert [one.name for one in session.work_groups.groups()] == ["Corner"]


def test_a_group_is_ended_taken_up_and_removed(page: AttendancePage, session: WriteSession) -> None:
    add_work_group(session, "Kitchen")
    dialog = groups(page)
    press_row(dialog.group_table, 0)
    click(dialog, "End group")
    assert session.work_groups.groups()[0].ended_on == TODAY
    assert dialog.groups.rows[0].ended
    assert dialog.target.findText("Kitchen") < 0
    click(dialog, "Take up again")
    assert session.work_groups.groups()[0].ended_on is None
    click(dialog, "Remove")
    assert session.work_groups.groups() == []


def test_nothing_names_a_protected_person(page: AttendancePage, people: list[int]) -> None:
    assert people
    dialog = groups(page)
    model = dialog.members
    texts = [
        str(model.index(row, column).data(role) or "")
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        for role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
    ]
    assert any("Aino" in text for text in texts)
    assert not any("Carina" in text for text in texts)


def test_week_sheets_are_chosen_and_saved(
    page: AttendancePage, session: WriteSession, people: list[int], folder: Path
) -> None:
    add_work_group(session, "Kitchen")
    group = session.work_groups.groups()[0].id
    move_to_group(session, people[:2], group, TODAY)
    page.sheets.choose_folder = lambda: folder
    page.grid.view.go_to(0, 20)
    choose(page, "Week sheets and lists to sign on…")
    dialog = over(page, SheetOrderDialog)
    assert isinstance(dialog, SheetOrderDialog)
    assert str(dialog.order.period) == "2026-W43"
    assert [item.text() for item in dialog._items()] == [
        "Kitchen · 2 placements",
        "Without a group · 1 placement",
    ]
    dialog.list.setFocus()
    dialog.list.setCurrentIndex(dialog.sheets.index(1, 0))
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    (path,) = folder.iterdir()
    assert path.name == f"attendance_2026-W43_group-{group}.xlsx"
    book = openpyxl.load_workbook(path)
    assert book.worksheets[0]["B7"].value == 1


def test_the_kind_and_division_change_what_is_offered(page: AttendancePage, folder: Path) -> None:
    page.sheets.choose_folder = lambda: folder
    page.grid.view.go_to(0, 20)
    dialog = page.sheets.order_sheets()
    dialog.group.setFocus()
    QTest.keyClick(dialog.group, Qt.Key.Key_End)
    assert [item.text() for item in dialog._items()] == ["Everybody · 3 placements"]
    assert not dialog.groups_button.isVisible()
    dialog.kind.setFocus()
    QTest.keyClick(dialog.kind, Qt.Key.Key_End)
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    (path,) = folder.iterdir()
    assert path.name == "sign-in-list_2026-W43.pdf"


def cell_menu(page: AttendancePage, row: int, column: int) -> list[QAction]:
    page.grid.view.go_to(row, column)
    return page.grid.view.menu().actions()


def test_illness_is_ticked_in_the_cell_menu(
    page: AttendancePage, session: WriteSession, people: list[int]
) -> None:
    set_cells(session, [CellEdit(people[0], date(2026, 10, 5), "F")])
    page.reload()
    assert not any("Ill" in action.text() for action in cell_menu(page, 0, 4))
    set_shows_health(session, wanted=True)
    page.reload()
    (ill,) = [one for one in cell_menu(page, 0, 4) if "Ill" in one.text()]
    assert ill.isCheckable()
    assert not ill.isChecked()
    shown = page.grid.content.cells[0][4]
    ill.trigger()
    assert sick_days(session, OCTOBER) == {(people[0], date(2026, 10, 5))}
    page.reload()
    (ill,) = [one for one in cell_menu(page, 0, 4) if "Ill" in one.text()]
    assert ill.isChecked()
    # Nothing in the cell itself tells it, to the eye or to a screen reader.
    assert page.grid.content.cells[0][4] == shown
    ill.trigger()
    assert sick_days(session, OCTOBER) == set()
    assert not any("Ill" in action.text() for action in cell_menu(page, 0, 5))


def test_an_advisers_menu_knows_no_illness(
    qtbot: QtBot, session: WriteSession, adviser: WriteSession, people: list[int]
) -> None:
    set_shows_health(session, wanted=True)
    set_cells(session, [CellEdit(people[0], date(2026, 10, 5), "F")])
    page = AttendancePage(context(adviser))
    page.set_month(Month(2026, 10))
    on_stage(qtbot, page)
    assert not any("Ill" in action.text() for action in cell_menu(page, 0, 4))


def test_rates_are_typed_under_settings(qtbot: QtBot, session: WriteSession) -> None:
    page = SettingsPage(context(session))
    on_stage(qtbot, page)
    assert not page.habilitation.isVisible()
    agreement = session.agreements.agreement(daily(session))
    assert agreement is not None
    assert agreement.form is Form.DAY_ACTIVITY_LSS
    page.reload()
    assert page.habilitation.isVisible()
    click(page, "Rates…")
    dialog = over(page, HabilitationRatesDialog)
    assert isinstance(dialog, HabilitationRatesDialog)
    click(dialog, "New rate")
    for name, text in (
        ("valid_from", "2026-01-01"),
        ("full_day_ore", "114"),
        ("half_day_ore", "79,50"),
        ("full_day_minutes", "5"),
    ):
        editor = form(page).rows[name].editor
        line = editor if isinstance(editor, QLineEdit) else editor.findChild(QLineEdit)
        assert line is not None
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, text)
    save(form(page))
    (rate,) = session.habilitation.rates()
    assert (rate.full_day_ore, rate.half_day_ore, rate.full_day_minutes) == (11_400, 7_950, 300)
    assert dialog.model.rowCount() == 1
    QTest.mouseClick(
        dialog.cash, Qt.MouseButton.LeftButton, pos=QPoint(8, dialog.cash.height() // 2)
    )
    assert session.enterprise.setting("habilitation_cash", "0") == "1"
    click(dialog, "Remove")
    assert session.habilitation.rates() == []


def test_a_cell_of_the_preview_is_corrected_with_keys(
    page: AttendancePage, session: WriteSession, people: list[int], tmp_path: Path
) -> None:
    """F2 or typing opens the cell; Enter reads it anew; the row and what is left stay in sight."""
    path = tmp_path / "tid.csv"
    path.write_text(
        "Nr;Datum;Timmar\n9;2026-10-05;6\n2;2026-10-06;Q\n1;2026-10-07;4,5H\n", encoding="utf-8"
    )
    page.sheets.choose_source = lambda: path
    page.sheets.take_in()
    dialog = page.sheets.dialog
    assert dialog is not None
    table = dialog.lines.table
    assert dialog.lines.model.rowCount() == 2
    QTest.mouseClick(dialog._chips[Shown.ALL], Qt.MouseButton.LeftButton)
    for row, column, text in ((0, 1, "1"), (1, 6, "4:30")):
        index = dialog.lines.model.index(row, column)
        table.setCurrentIndex(index)
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_F2)
        (editor,) = [one for one in table.viewport().findChildren(QLineEdit) if one.isVisible()]
        editor.selectAll()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QCoreApplication.processEvents()  # the editor hands over late
    assert dialog.choices.corrections == {(1, Role.NUMBER): "1", (2, 2): "4:30"}
    assert dialog.import_button.isEnabled()
    QTest.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    found = session.attendance.entries(OCTOBER)
    assert [(e.placement_id, e.day.day, e.attended_minutes) for e in found] == [
        (people[0], 5, 360),
        (people[0], 7, 270),
        (people[1], 6, 270),
    ]


def test_the_owners_page_of_a_trainee_counts_days_of_illness(
    session: WriteSession, people: list[int]
) -> None:
    set_shows_health(session, wanted=True)
    set_cells(session, [CellEdit(people[0], date(2026, 10, 5), "F")])
    mark_sick(session, [(people[0], date(2026, 10, 5))], sick=True)
    row = trainee_rows(session, TODAY)[0]
    (view,) = trainee_detail(session, row, TODAY).placements
    assert dict(placement_facts(view, TODAY))["Days of illness, 12 months"] == "1"
    set_shows_health(session, wanted=False)
    (view,) = trainee_detail(session, row, TODAY).placements
    assert "Days of illness, 12 months" not in dict(placement_facts(view, TODAY))

"""A month for forty trainees by keyboard: a block out of Excel, filling, filtering, locking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from asfdesk.services.file.open_file import NewEnterprise, create_client_file
from asfdesk.ui.dialogs.cell_problems import CellProblemsDialog
from asfdesk.ui.dialogs.file.unlock import UnlockDialog
from asfdesk.ui.dialogs.hours.present_except import PresentExceptDialog
from asfdesk.ui.kit.errors import MessageDialog
from tests.e2e.conftest import TODAY
from tests.strongbox import CHEAP, OWNER
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.ui.pages.hours.attendance_page import AttendancePage as Page
    from tests.user import User

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CONTROL = Modifier.ControlModifier
PEOPLE = 40
WEEKEND = {3, 4, 10, 11, 17, 18, 24, 25, 31}
"""Of October 2026, whose first day is a Thursday."""


@pytest.fixture
def page(user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    """October for forty trainees of 6 h a day, under two agreements."""
    path = tmp_path / "Bageriet.asfdesk"
    file, _code = create_client_file(path, NewEnterprise("Bageriet"), OWNER, TODAY, cost=CHEAP)
    assert file.write is not None
    agreements = [add_agreement(file.write, name) for name in ("Huddinge", "Lumena")]
    for number in range(1, PEOPLE + 1):
        add_placement(file.write, agreements[number % 2], number, name=f"Person {number:02d}")
    file.close()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    assert user.desk.start is not None
    user.click(user.desk.start.open_card)
    dialog: UnlockDialog = user.dialog(UnlockDialog)
    user.write(dialog.password, OWNER)
    user.click(dialog.open_button)
    shown: Page = user.page("attendance")
    user.click(user.window.header.picker._back)
    return shown


def strike(user: User, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    """A key, where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    user.settle()


def texts(page: Page) -> list[list[str]]:
    return [[cell.text for cell in row] for row in page.grid.content.cells]


def status(page: Page) -> str:
    return page._status.text()


def hours_of(page: Page) -> str:
    return str(page.grid.content.foot[0].totals[0])


def block(text: str = "6") -> list[list[str]]:
    """What Excel holds: 40 rows of 31 days, nothing on weekends."""
    row = ["" if day in WEEKEND else text for day in range(1, 32)]
    return [list(row) for _at in range(PEOPLE)]


def put(lines: list[list[str]]) -> None:
    QGuiApplication.clipboard().setText("\r\n".join("\t".join(line) for line in lines) + "\r\n")


def test_a_month_out_of_excel_is_one_step(user: User, page: Page) -> None:
    assert len(page.grid.content.rows) == PEOPLE
    empty = texts(page)
    put(block())
    user.stand(page.grid, "Person 01", 0)
    strike(user, Key.Key_V, CONTROL)
    # 40 trainees x 22 working days x 6 h.
    assert hours_of(page).replace("\u202f", "").replace("\xa0", "") == "5280"
    strike(user, Key.Key_Z, CONTROL)
    assert texts(page) == empty
    strike(user, Key.Key_V, CONTROL)
    user.stand(page.grid, "Person 01", 0)
    strike(user, Key.Key_A, CONTROL)
    strike(user, Key.Key_C, CONTROL)
    copied = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert copied == block()
    assert page.lock_button.isEnabled()


def test_faults_in_a_block_are_listed_and_nothing_is_changed(user: User, page: Page) -> None:
    empty = texts(page)
    lines = block("6,5")
    lines[0][0], lines[39][29], lines[20][8] = "Q", "25", "0,30"
    put(lines)
    user.stand(page.grid, "Person 01", 0)
    strike(user, Key.Key_V, CONTROL)
    dialog = user.dialog(CellProblemsDialog)
    found = [(line.row, line.day, line.typed) for line in dialog.model.rows]
    assert [one[0] for one in found] == ["Person 01", "Person 21", "Person 40"]
    strike(user, Key.Key_Escape)
    assert texts(page) == empty
    # Without the two that nobody can read, the third is a question.
    lines[0][0], lines[39][29] = "F", "4:30O"
    put(lines)
    user.stand(page.grid, "Person 01", 0)
    strike(user, Key.Key_V, CONTROL)
    user.click(user.dialog(CellProblemsDialog).as_clock)
    shown = texts(page)
    assert (shown[0][0], shown[20][8], shown[39][29]) == ("F", "0.5", "4.5")
    strike(user, Key.Key_Z, CONTROL)
    assert texts(page) == empty


def test_a_block_of_another_month_does_not_fit(user: User, page: Page) -> None:
    user.click(user.window.header.picker._back)
    put(block())
    user.stand(page.grid, "Person 01", 0)
    strike(user, Key.Key_V, CONTROL)
    said = user.dialog(MessageDialog).accessibleDescription()
    assert "31" in said
    assert "30" in said
    strike(user, Key.Key_Escape)


def test_filling_filtering_and_locking(user: User, page: Page) -> None:
    user.stand(page.grid, "Person 01", 0)
    user.type_cells(page.grid, ["6:30"])
    user.stand(page.grid, "Person 01", 0)
    for _step in range(2):
        strike(user, Key.Key_Down, Modifier.ShiftModifier)
    strike(user, Key.Key_D, CONTROL)
    assert [row[0] for row in texts(page)[:4]] == ["6.5", "6.5", "6.5", ""]
    user.stand(page.grid, "Person 01", 0)
    for _step in range(4):
        strike(user, Key.Key_Right, Modifier.ShiftModifier)
    strike(user, Key.Key_R, CONTROL)
    # The weekend is passed over.
    assert texts(page)[0][:7] == ["6.5", "6.5", "", "", "6.5", "", ""]
    # All but the last day of the first row; then only rows that are not filled in are shown.
    user.stand(page.grid, "Person 01", 5)
    strike(user, Key.Key_End, Modifier.ShiftModifier)
    strike(user, Key.Key_Space, CONTROL)
    user.stand(page.grid, "Person 01", 29)
    strike(user, Key.Key_Delete)
    page.bar.show_rows.setFocus()
    strike(user, Key.Key_Down)
    strike(user, Key.Key_Down)
    assert page.bar.show_rows.currentText() == "Show: not filled in"
    assert len(page.grid.content.rows) == PEOPLE
    user.stand(page.grid, "Person 01", 29)
    user.type_cells(page.grid, ["4:30"])
    assert "Person 01" in page.grid.content.rows[0].head
    assert texts(page)[0][29] == "4.5"


def except_two(user: User) -> None:
    """All of October for everybody, but the third was away (F) and the fourth (O)."""
    user.press("Everybody present except…")
    dialog = user.dialog(PresentExceptDialog)
    # The last that names October is all of it.
    index = max(at for at in range(dialog.days.count()) if "October" in dialog.days.itemText(at))
    while dialog.days.currentIndex() != index:
        back = dialog.days.currentIndex() > index
        QTest.keyClick(dialog.days, Key.Key_Up if back else Key.Key_Down)
    dialog.list.setFocus()
    dialog.list.setCurrentIndex(dialog.found.index(2, 0))
    QTest.keyClick(dialog.list, Key.Key_Space)
    dialog.list.setCurrentIndex(dialog.found.index(3, 0))
    QTest.keyClick(dialog.list, Key.Key_O)
    user.click(dialog.fill)


def lock(user: User, page: Page) -> None:
    user.click(page.lock_button)
    user.press("Lock October", user.dialog(MessageDialog))


def test_present_except_lock_reopen_and_sheets(user: User, page: Page, tmp_path: Path) -> None:
    except_two(user)
    shown = texts(page)
    assert (shown[2][0], shown[3][0], shown[4][0]) == ("F", "O", "6")
    lock(user, page)
    assert page.grid.model.read_only or not page.grid.content.cells[0][0].editable
    assert "version 1" in status(page)
    # A locked month takes neither keys nor blocks.
    user.stand(page.grid, "Person 01", 0)
    put([["1"]])
    strike(user, Key.Key_V, CONTROL)
    strike(user, Key.Key_Delete)
    assert texts(page) == shown
    folder = tmp_path / "ut"
    folder.mkdir()
    page.sheets.choose_target = lambda name: folder / name
    user.click(page.sheets.button)
    user.pick_from(QApplication.activePopupWidget(), "Save the month as Excel")
    (path,) = folder.iterdir()
    page.sheets.choose_source = lambda: path
    user.click(page.sheets.button)
    user.pick_from(QApplication.activePopupWidget(), "Import attendance")
    dialog = page.sheets.dialog
    assert dialog is not None
    # What was written is what is there: nothing to look at, and nothing to take in.
    assert (dialog.lines.model.rowCount(), dialog.import_button.isEnabled()) == (0, False)
    dialog.reject()
    user.settle()
    reopen = next(one for one in page.action_buttons if one.isVisible() and "pen" in one.text())
    user.click(reopen)
    form = user.dialog()
    QTest.keyClicks(form.rows["reason"].editor, "Fel dag")
    user.save(form)
    user.stand(page.grid, "Person 03", 0)
    user.type_cells(page.grid, ["3"])
    lock(user, page)
    assert "version 2" in status(page)
    assert texts(page)[2][0] == "3"

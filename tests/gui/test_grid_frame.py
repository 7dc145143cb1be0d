"""Other rows while a cell is typed in: nothing that was typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from asfdesk.ui.kit.grid.grid_content import (
    Cell,
    DayColumn,
    GridContent,
    GridRow,
    HeadColumn,
    HeadLook,
)
from asfdesk.ui.kit.grid.grid_frame import DayGrid

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.ui.kit.grid.grid_content import Edit


def content(*names: str) -> GridContent:
    return GridContent(
        heads=(HeadColumn("Name", HeadLook.NAME),),
        columns=tuple(DayColumn("M", str(at), "", spoken=f"day {at}") for at in range(3)),
        rows=tuple(GridRow((name,), (), name) for name in names),
        cells=tuple((Cell(),) * 3 for _name in names),
    )


@pytest.fixture
def grid(qtbot: QtBot) -> DayGrid:
    made = DayGrid("Days")
    qtbot.addWidget(made)
    made.set_content(content("Aino"))
    made.resize(600, 300)
    made.show()
    made.view.setFocus()
    made.view.go_to(0, 1)
    return made


def offer(grid: DayGrid, *names: str) -> None:
    """What a page does with new rows."""
    new = content(*names)
    if not grid.waits_with(new, lambda: offer(grid, *names)):
        grid.set_content(new)


def names(grid: DayGrid) -> list[str]:
    return [row.spoken for row in grid.content.rows]


def editor(grid: DayGrid) -> QLineEdit:
    return grid.view.findChildren(QLineEdit)[-1]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_rows_wait_until_the_cell_is_typed(grid: DayGrid, key: Qt.Key) -> None:
    edits: list[Edit] = []
    grid.model.edited.connect(edits.extend)
    QTest.keyClicks(grid.view, "7")
    offer(grid, "Bashir", "Aino")
    assert names(grid) == ["Aino"]
    QTest.keyClicks(editor(grid), "5")
    assert editor(grid).text() == "75"
    QTest.keyClick(editor(grid), key)
    QApplication.processEvents()
    assert [(edit.row, edit.column, edit.text) for edit in edits] == [(0, 1, "75")]
    assert names(grid) == ["Bashir", "Aino"]


def test_rows_wait_until_escape_and_the_latest_win(grid: DayGrid) -> None:
    QTest.keyClicks(grid.view, "7")
    offer(grid, "Bashir")
    offer(grid, "Carina")
    QTest.keyClick(editor(grid), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert names(grid) == ["Carina"]


def test_what_is_newer_is_not_replaced_by_what_waited(grid: DayGrid) -> None:
    QTest.keyClicks(grid.view, "7")
    offer(grid, "Bashir")
    offer(grid, "Aino")
    QTest.keyClick(editor(grid), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert names(grid) == ["Aino"]


def test_without_typing_rows_are_shown_at_once(grid: DayGrid) -> None:
    offer(grid, "Bashir", "Aino")
    assert names(grid) == ["Bashir", "Aino"]

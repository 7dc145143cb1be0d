"""The table: Qt's own model test, sorting, keys, copying, editing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QToolTip

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import money
from asfdesk.ui.kit.form.parse import parse_money
from asfdesk.ui.kit.table.frozen_table import FrozenTable
from asfdesk.ui.kit.table.table_delegate import ROW_HEIGHT, TALL_ROW_HEIGHT
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from asfdesk.ui.preferences import Preferences

FAILING = QAbstractItemModelTester.FailureReportingMode.Warning


@dataclass
class Line:
    name: str
    ore: int
    look: RowLook = RowLook.NORMAL


def change(line: Line, text: str) -> None:
    try:
        line.ore = parse_money(text)
    except ValueError as error:
        raise InvalidInputError("ore", "Write an amount.") from error


def columns() -> list[Column[Line]]:
    return [
        Column("Rad", lambda line: line.name),
        Column(
            "Kronor",
            lambda line: money(line.ore),
            Kind.MONEY,
            sort=lambda line: line.ore,
            edit=change,
            editable=lambda line: line.look is RowLook.NORMAL,
        ),
    ]


@pytest.fixture
def model() -> TableModel[Line]:
    made: TableModel[Line] = TableModel(columns(), look=lambda line: line.look)
    made.set_rows([Line("Hyra", -1_500_000), Line("El", -90_000), Line("Avtal", 123_456_700)])
    return made


@pytest.fixture
def view(qtbot: QtBot, preferences: Preferences, model: TableModel[Line]) -> TableView:
    assert preferences.settings.language == "sv"
    made = TableView(model, "Rader")
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


def names(model: TableModel[Line]) -> list[str]:
    return [line.name for line in model.rows]


def heard(signal: Any) -> list[Any]:  # noqa: ANN401 - any signal
    found: list[Any] = []
    signal.connect(found.append)
    return found


def test_qt_finds_no_fault_with_the_model(model: TableModel[Line]) -> None:
    tester = QAbstractItemModelTester(model, FAILING)
    assert tester.model() is model
    model.set_rows([Line("En", 1)])
    model.set_rows([Line("En", 2)])
    model.sort(0)
    model.sort(-1)
    model.set_rows([])
    assert model.rowCount() == 0


def test_sorting_up_down_and_back(view: TableView, model: TableModel[Line]) -> None:
    header = view.horizontalHeader()
    header.sectionClicked.emit(1)
    assert names(model) == ["Hyra", "El", "Avtal"]
    header.sectionClicked.emit(1)
    assert names(model) == ["Avtal", "El", "Hyra"]
    header.sectionClicked.emit(0)
    assert names(model) == ["Avtal", "El", "Hyra"]
    header.sectionClicked.emit(0)
    header.sectionClicked.emit(0)
    assert names(model) == ["Hyra", "El", "Avtal"]


def test_a_table_with_a_sum_is_not_sorted(view: TableView, model: TableModel[Line]) -> None:
    model.set_rows([*model.rows, Line("Summa", 5, RowLook.TOTAL)])
    view.horizontalHeader().sectionClicked.emit(0)
    assert names(model)[-1] == "Summa"
    assert not model.sortable(0)


def test_the_selection_follows_its_row_when_sorted(
    view: TableView, model: TableModel[Line]
) -> None:
    view.select_row(1)
    model.sort(0)
    assert [line.name for line in view.selected_rows()] == ["El"]


def test_copying_gives_headings_tabs_and_plain_numbers(view: TableView) -> None:
    view.select_row(0)
    view.selectionModel().select(
        view.model().index(2, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ("Rad\tKronor\nHyra\t-15000\nAvtal\t1234567")


def test_nothing_selected_is_nothing_copied(view: TableView) -> None:
    view.clearSelection()
    assert view.selection_text() == ""


def test_enter_chooses_and_opens_a_row(view: TableView) -> None:
    chosen, opened = heard(view.chosen), heard(view.opened)
    view.select_row(1)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert [line.name for line in chosen] == ["El"]
    assert [line.name for line in opened] == ["El"]


def test_a_click_chooses_a_double_click_opens(view: TableView) -> None:
    chosen, opened = heard(view.chosen), heard(view.opened)
    place = view.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [line.name for line in chosen] == ["Avtal"]
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [line.name for line in opened] == ["Avtal"]


def test_arrow_keys_tell_where_they_are(view: TableView) -> None:
    view.select_row(0)
    current = heard(view.current)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert [line.name for line in current] == ["El"]


def editor(view: TableView) -> QLineEdit:
    return next(one for one in view.findChildren(QLineEdit) if one.isVisible())


def test_typing_edits_and_enter_goes_on_below(
    qtbot: QtBot, view: TableView, model: TableModel[Line]
) -> None:
    view.setCurrentIndex(model.index(0, 1))
    QTest.keyClick(view, Qt.Key.Key_Return)
    field = editor(view)
    assert field.accessibleName() == "Kronor"
    field.setText("12 000,50")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.currentIndex().row() == 1)
    assert model.rows[0].ore == 1_200_050


def test_what_cannot_be_right_is_said_and_nothing_changes(
    qtbot: QtBot, view: TableView, model: TableModel[Line]
) -> None:
    view.setCurrentIndex(model.index(0, 1))
    QTest.keyClick(view, Qt.Key.Key_Return)
    field = editor(view)
    field.setText("mycket")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QToolTip.text() == "Write an amount.")
    assert model.rows[0].ore == -1_500_000
    assert editor(view).text() == "mycket"
    QToolTip.hideText()


def test_sums_are_not_edited(model: TableModel[Line]) -> None:
    model.set_rows([Line("Summa", 1, RowLook.TOTAL)])
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_numbers_stand_to_the_right_with_their_heading(model: TableModel[Line]) -> None:
    role = Qt.ItemDataRole.TextAlignmentRole
    heading = model.headerData(1, Qt.Orientation.Horizontal, role)
    assert heading & Qt.AlignmentFlag.AlignRight
    assert model.data(model.index(0, 1), role) & Qt.AlignmentFlag.AlignRight
    assert model.data(model.index(0, 0), role) & Qt.AlignmentFlag.AlignLeft


@pytest.mark.parametrize("width", [300, 500, 900])
def test_the_columns_fill_the_card(view: TableView, width: int) -> None:
    view.resize(width, 300)
    total = sum(view.columnWidth(at) for at in range(2))
    assert total == view.viewport().width()


def test_a_second_line_makes_rows_taller_but_not_sums(
    qtbot: QtBot, preferences: Preferences
) -> None:
    assert preferences.theme is not None
    second: Callable[[Line], str] = lambda line: line.name.lower()  # noqa: E731 - a column's text
    model: TableModel[Line] = TableModel(
        [Column("Rad", lambda line: line.name, second=second)], look=lambda line: line.look
    )
    model.set_rows([Line("Hyra", 1), Line("Summa", 1, RowLook.TOTAL)])
    view = TableView(model, "Rader")
    qtbot.addWidget(view)
    assert view.rowHeight(0) == TALL_ROW_HEIGHT
    assert view.rowHeight(1) == ROW_HEIGHT


def test_badges_and_tones_are_painted(qtbot: QtBot, preferences: Preferences) -> None:
    assert preferences.theme is not None
    model: TableModel[Line] = TableModel(
        [Column("Läge", lambda line: line.name, tone=lambda _line: Tone.BAD, badge=True)]
    )
    model.set_rows([Line("Sent", 1)])
    view = TableView(model, "Läge")
    qtbot.addWidget(view)
    view.resize(200, 100)
    view.show()
    picture = view.viewport().grab().toImage()
    found = {picture.pixelColor(x, 15).name().upper() for x in range(picture.width())}
    assert preferences.theme.tokens.bad_soft in found


def test_other_rows_keep_the_one_we_stand_on_however_they_are_sorted(view: TableView) -> None:
    view.horizontalHeader().sectionClicked.emit(0)
    view.show_rows([Line("Hyra", 1), Line("Avtal", 2), Line("El", 3)], lambda line: line.name, "El")
    assert [line.name for line in view.selected_rows()] == ["El"]
    view.show_rows([Line("El", 1), Line("Avtal", 2), Line("Bil", 3)], lambda line: line.name)
    assert [line.name for line in view.selected_rows()] == ["El"]
    view.show_rows([Line("Bil", 1), Line("Avtal", 2)], lambda line: line.name)
    assert [line.name for line in view.selected_rows()] == ["Avtal"]
    view.show_rows([], lambda line: line.name)
    assert view.selected_rows() == []


def test_a_column_of_a_given_width_has_room_for_its_heading(qtbot: QtBot) -> None:
    shown: TableModel[Line] = TableModel(
        [
            Column("Kontonummer", lambda line: line.name, width=30),
            Column("Rad", lambda line: line.name),
        ]
    )
    view = TableView(shown)
    qtbot.addWidget(view)
    view.resize(500, 200)
    view.show()
    heading = view.horizontalHeader().fontMetrics().horizontalAdvance("Kontonummer")
    # Eight pixels at either side, as in the cells.
    assert view.columnWidth(0) >= heading + 16 > 30


def test_a_stretching_column_is_never_narrower_than_its_heading(qtbot: QtBot) -> None:
    shown: TableModel[Line] = TableModel(
        [
            Column("Avtal och beställare", lambda line: line.name, stretch=True),
            Column("Rad", lambda line: line.name, width=300),
        ]
    )
    view = TableView(shown)
    qtbot.addWidget(view)
    view.resize(360, 200)
    view.show()
    heading = view.horizontalHeader().fontMetrics().horizontalAdvance("Avtal och beställare")
    # 60 pixels are left, the heading needs more: the table scrolls instead of cutting it.
    assert view.columnWidth(0) >= heading + 16 > 60


@pytest.mark.parametrize("key", [Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Home])
def test_the_current_row_is_the_one_that_is_lit_up_also_with_ctrl(
    view: TableView, key: Qt.Key
) -> None:
    view.select_row(1)
    QTest.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
    lit = {index.row() for index in view.selectionModel().selectedRows()}
    assert lit == {view.currentIndex().row()}
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.selectionModel().selectedRows()


def test_the_first_column_keeps_its_least_width_and_stays_in_sight(qtbot: QtBot) -> None:
    """Six columns of 90 and a name of at least 150 need 690 pixels: the table scrolls in 400."""
    numbers = [Column[Line](str(at), lambda line: str(line.ore), width=90) for at in range(6)]
    name = Column[Line]("Rad", lambda line: line.name, stretch=True, least=150)
    model: TableModel[Line] = TableModel([name, *numbers])
    table = FrozenTable(model)
    qtbot.addWidget(table)
    model.set_rows([Line("Varor, material och underentreprenader", 1), Line("Hyra", 2)])
    table.resize(400, 200)
    table.show()
    assert table.columnWidth(0) == 150
    assert table.frozen_cells() == []
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    table.grab()
    cells = table.frozen_cells()
    assert [(index.row(), index.column(), area.left()) for index, area in cells] == [
        (0, 0, 0),
        (1, 0, 0),
    ]
    assert {area.width() for _index, area in cells} == {150}


def test_names_are_sorted_as_in_the_swedish_alphabet(qtbot: QtBot) -> None:
    shown: TableModel[Line] = TableModel([Column("Namn", lambda line: line.name)])
    view = TableView(shown)
    qtbot.addWidget(view)
    shown.set_rows([Line(name, 0) for name in ("Ängla", "Örjan", "Åke", "Zara")])
    view.show()
    header = view.horizontalHeader()
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    assert [line.name for line in shown.rows] == ["Zara", "Åke", "Ängla", "Örjan"]

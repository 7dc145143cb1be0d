"""A list to tap on: a finger, the mouse and the keyboard do the same things in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QScroller,
    QTableView,
)

from asfdesk.ui.kit.grid.grid_moves import Move
from asfdesk.ui.kit.tap.tap_content import TapLook
from asfdesk.ui.kit.tap.tap_paint import ROW_HEIGHT, TapDelegate

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QAbstractItemDelegate, QWidget

    from asfdesk.ui.kit.tap.tap_content import TapContent
    from asfdesk.ui.kit.tap.tap_model import TapModel

HEADER_HEIGHT = 30
_LEAST_NAME, _MOST_NAME = 150, 460
"""Wider, a name and its buttons would lie far apart."""
_Key = Qt.Key
_Trigger = QAbstractItemView.EditTrigger


class TapList(QTableView):
    """Shows a TapModel.

    Signals:
        tapped: row and column of a button.
        menu_asked: row and where on the screen a menu is wanted.
        moved_to: the row we stand on.
        typing_ended: a field's editor was closed; what was typed in it has been handed over.
    """

    tapped = Signal(int, int)
    menu_asked = Signal(int, object)
    moved_to = Signal(int)
    typing_ended = Signal()

    def __init__(self, model: TapModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = model
        self.quick_typing = True
        self.numbers = False
        self.check: Callable[[str], str] = lambda _text: ""
        self.setModel(model)
        self.setItemDelegate(TapDelegate(self, self, model))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(_Trigger.AnyKeyPressed | _Trigger.EditKeyPressed)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setFixedHeight(HEADER_HEIGHT)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.clicked.connect(self._clicked)

    def set_content(self, content: TapContent) -> None:
        """Show something else."""
        self._list.set_content(content)
        self._share()

    @property
    def typing(self) -> bool:
        """Whether a field's editor is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names take what the buttons leave."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        columns = self._list.content.columns
        taken = sum(column.width or 0 for column in columns)
        rest = min(max(self.viewport().width() - taken, _LEAST_NAME), _MOST_NAME)
        for at, column in enumerate(columns):
            self.setColumnWidth(at, column.width or rest)

    def _clicked(self, index: QModelIndex) -> None:
        self._act(index)

    def _act(self, index: QModelIndex) -> None:
        """What a tap does: press the button, or open the field."""
        if not self._list.can_tap(index):
            return
        if self._list.content.columns[index.column()].look is TapLook.FIELD:
            self.quick_typing = False
            self.edit(index)
        else:
            self.tapped.emit(index.row(), index.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter tap; everything else is the table's. A digit opens the row's field."""
        index = self.currentIndex()
        if event.key() in (_Key.Key_Space, _Key.Key_Return, _Key.Key_Enter) and index.isValid():
            self._act(index)
            return
        self.quick_typing = event.key() != _Key.Key_F2
        if event.text().isdigit() and index.isValid():
            self.setCurrentIndex(self._field_of(index))
        super().keyPressEvent(event)

    def _field_of(self, index: QModelIndex) -> QModelIndex:
        looks = [column.look for column in self._list.content.columns]
        return (
            index.siblingAtColumn(looks.index(TapLook.FIELD)) if TapLook.FIELD in looks else index
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """More that can be done with a row."""
        at = self.indexAt(event.pos())
        index = at if event.reason() == event.Reason.Mouse else self.currentIndex()
        if index.isValid():
            place = self.visualRect(index).bottomLeft()
            self.menu_asked.emit(index.row(), self.viewport().mapToGlobal(place))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Tell where we are."""
        super().currentChanged(current, previous)
        self.moved_to.emit(current.row())

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tell that the typing has ended, whoever ended it."""
        super().closeEditor(editor, hint)
        self.typing_ended.emit()

    # -- what the field's editor asks of the list it is in (`grid_editor.Typist`)

    def complaint(self, row: int, column: int, text: str) -> str:
        """What is wrong with a text, or ""."""
        del row, column
        return self.check(text) if text else ""

    def complain(self, complaint: str) -> None:
        """The editor shows it itself."""

    def step(self, move: Move) -> None:
        """Enter goes to the same field a row below."""
        rows = {Move.NEXT_STOP: 1, Move.DOWN: 1, Move.PREVIOUS_STOP: -1, Move.UP: -1}
        index = self.currentIndex()
        there = index.siblingAtRow(index.row() + rows.get(move, 0))
        if there.isValid():
            self.setCurrentIndex(there)
            self.scrollTo(there)

    def paste(self, text: str) -> None:
        """A single field takes a single text."""
        self._list.setData(self.currentIndex(), text.strip())

    def editor(self) -> QLineEdit | None:
        """The open editor, if there is one."""
        return self.viewport().findChild(QLineEdit) if self.typing else None

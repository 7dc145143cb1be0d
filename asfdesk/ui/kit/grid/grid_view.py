"""The cells of a day grid: type and go, blocks to and from a spreadsheet, filling."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelectionModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QTableView

from asfdesk.i18n import _
from asfdesk.ui.kit.grid.grid_blocks import (
    Block,
    DoesNotFitError,
    as_default,
    copied,
    defaulted,
    emptied,
    filled_down,
    filled_right,
    pasted,
)
from asfdesk.ui.kit.grid.grid_canvas import GridCanvas
from asfdesk.ui.kit.grid.grid_editor import GridEditor
from asfdesk.ui.kit.grid.grid_headers import (
    HEAD_HEIGHT,
    HEAD_SIDE,
    DayHeader,
    HeadCorner,
    RowHeader,
)
from asfdesk.ui.kit.grid.grid_menu import MenuEntry, cell_menu
from asfdesk.ui.kit.grid.grid_moves import Move, moved, tabbed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import (
        QItemSelection,
        QModelIndex,
        QPersistentModelIndex,
    )
    from PySide6.QtGui import (
        QContextMenuEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
    )
    from PySide6.QtWidgets import QAbstractItemDelegate, QMenu, QWidget

    from asfdesk.ui.kit.grid.grid_content import Edit
    from asfdesk.ui.kit.grid.grid_model import GridModel

_Key = Qt.Key
_Trigger = QAbstractItemView.EditTrigger


class GridView(QTableView):
    """Shows a GridModel.

    Signals:
        moved_to: row and column the keyboard or mouse went to.
        block_changed: the chosen Block.
        complained: what is wrong with what is being typed.
        did_not_fit: a DoesNotFitError after pasting too much.
        typing_ended: a cell's editor was closed; what was typed in it has been handed over.
    """

    moved_to = Signal(int, int)
    block_changed = Signal(object)
    complained = Signal(str)
    did_not_fit = Signal(object)
    typing_ended = Signal()

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = model
        self.quick_typing = False
        self.check: Callable[[int, int, str], str] = lambda _row, _column, _text: ""
        self.more_entries: Callable[[], Sequence[Sequence[MenuEntry]]] = lambda: ()
        self.days = DayHeader(model, self)
        self.names = RowHeader(model, self)
        self.corner = HeadCorner(model, self)
        self.setHorizontalHeader(self.days)
        self.setVerticalHeader(self.names)
        self.setModel(model)
        self.setItemDelegate(GridEditor(self, self))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(
            _Trigger.AnyKeyPressed | _Trigger.EditKeyPressed | _Trigger.DoubleClicked
        )
        self.days.sectionClicked.connect(self.selectColumn)
        self.names.sectionClicked.connect(self.selectRow)

    def set_head_widths(self, widths: Sequence[int]) -> None:
        """How wide the frozen columns are."""
        self.names.widths = widths
        self.corner.widths = widths
        self.names.setFixedWidth(sum(widths) + HEAD_SIDE)
        self.updateGeometries()

    def updateGeometries(self) -> None:
        """Keep the corner over the heads."""
        super().updateGeometries()
        self.corner.setGeometry(0, 0, self.names.width(), HEAD_HEIGHT)
        self.corner.raise_()

    def reset(self) -> None:
        """Other rows or days: no head is lit up."""
        self.days.current = self.names.current = -1
        super().reset()

    @property
    def typing(self) -> bool:
        """Whether a cell's editor is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tell that the typing has ended, whoever ended it."""
        super().closeEditor(editor, hint)
        self.typing_ended.emit()

    def complain(self, complaint: str) -> None:
        """Say what is wrong with what is being typed; "" = nothing any more."""
        self.complained.emit(complaint)

    def complaint(self, row: int, column: int, text: str) -> str:
        """What is wrong with a text for a cell, or ""."""
        return self.check(row, column, text) if text else ""

    @property
    def numbers(self) -> bool:
        """Whether the cells are amounts."""
        return self._grid.content.numbers

    def block(self) -> Block | None:
        """The chosen rectangle, or None."""
        ranges = self.selectionModel().selection()
        found = [ranges.at(at) for at in range(ranges.count())]
        if not found:
            return None
        return Block(
            min(one.top() for one in found),
            min(one.left() for one in found),
            max(one.bottom() for one in found),
            max(one.right() for one in found),
        )

    def go_to(self, row: int, column: int) -> None:
        """Stand on a cell."""
        index = self._grid.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def step(self, move: Move) -> None:
        """Take a step."""
        index = self.currentIndex()
        if index.isValid():
            self.go_to(*moved(self._grid.content, index.row(), index.column(), move))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Spreadsheet keys. Typing over a cell and going into its text with F2 differ."""
        self.quick_typing = event.key() != _Key.Key_F2
        if not self._clipboard_key(event) and not self._grid_key(event):
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go into the text."""
        self.quick_typing = False
        super().mouseDoubleClickEvent(event)

    def _clipboard_key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy()
            self.empty_cells()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_clipboard()
        else:
            return False
        return True

    def _grid_key(self, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case _Key.Key_Return | _Key.Key_Enter if not control:
                self.step(Move.PREVIOUS_STOP if shift else Move.NEXT_STOP)
            case _Key.Key_Delete | _Key.Key_Backspace:
                self.empty_cells()
            case _Key.Key_D if control:
                self._change(filled_down)
            case _Key.Key_R if control:
                self._change(filled_right)
            case _Key.Key_Space if control:
                self._change(as_default)
            case _Key.Key_Tab | _Key.Key_Backtab if control:
                super().focusNextPrevChild(event.key() == _Key.Key_Tab and not shift)
            case _:
                return False
        return True

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's contract
        """Tab goes from cell to cell, and out of the grid at its ends."""
        index = self.currentIndex()
        if index.isValid():
            step = 1 if next else -1
            there = tabbed(self._grid.content, index.row(), index.column(), step)
            if there is not None:
                self.go_to(*there)
                return True
        return super().focusNextPrevChild(next)

    def copy(self) -> None:
        """Put the chosen cells on the clipboard."""
        block = self.block()
        if block is not None:
            QGuiApplication.clipboard().setText(copied(self._grid.content, block))

    def paste(self, text: str) -> None:
        """Write lines and tabs from the chosen cell on, as one step."""
        block = self.block()
        if block is None or self._grid.read_only:
            return
        try:
            self._grid.ask(pasted(self._grid.content, block, text))
        except DoesNotFitError as error:
            self.did_not_fit.emit(error)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The cell menu: where the mouse is, or under the cell we stand on."""
        place = event.pos()
        if event.reason() == event.Reason.Mouse:
            self._choose_under(self.indexAt(place))
        else:
            place = self.visualRect(self.currentIndex()).bottomLeft()
        if self.currentIndex().isValid():
            self.menu().popup(self.viewport().mapToGlobal(place))

    def _choose_under(self, index: QModelIndex) -> None:
        """A click outside what is chosen chooses its own cell."""
        block = self.block()
        if index.isValid() and not (block and block.holds(index.row(), index.column())):
            self.setCurrentIndex(index)

    def menu(self) -> QMenu:
        """What can be done with the chosen cells."""
        writes = not self._grid.read_only
        edits = (
            MenuEntry(_("Empty"), self.empty_cells, _("Delete"), writes),
            MenuEntry(_("Fill down"), partial(self._change, filled_down), "Ctrl+D", writes),
            MenuEntry(_("Fill right"), partial(self._change, filled_right), "Ctrl+R", writes),
        )
        board = (
            MenuEntry(_("Copy"), self.copy, "Ctrl+C"),
            MenuEntry(_("Paste"), self.paste_clipboard, "Ctrl+V", writes),
        )
        menu = cell_menu(self, [*self.more_entries(), edits, board])
        menu.aboutToHide.connect(menu.deleteLater, Qt.ConnectionType.QueuedConnection)
        return menu

    def paste_clipboard(self) -> None:
        """Write what is on the clipboard from the chosen cell on."""
        self.paste(QGuiApplication.clipboard().text())

    def empty_cells(self) -> None:
        """Empty the chosen cells."""
        self._change(emptied)

    def set_default(self) -> None:
        """Write each chosen cell's default over what it holds."""
        self._change(defaulted)

    def _change(self, make: Callable[..., list[Edit]]) -> None:
        block = self.block()
        if block is not None:
            self._grid.ask(make(self._grid.content, block))

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Light up the row's and the day's heads and tell where we are."""
        super().currentChanged(current, previous)
        self.days.current, self.names.current = current.column(), current.row()
        # Only what changes: painting everything takes longer than a keystroke may.
        for index in (current, previous):
            if index.isValid():
                self.viewport().update(self.visualRect(index).adjusted(-2, -2, 2, 2))
                self.days.paint_again(index.column())
                self.names.paint_again(index.row())
        self.moved_to.emit(current.row(), current.column())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell what is chosen."""
        super().selectionChanged(selected, deselected)
        self.block_changed.emit(self.block())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody who comes with Tab stands on a cell at once; a click chooses its own cell.

        Standing on the first cell scrolls there, and the click would then meet another row.

        Qt's own handling would paint the whole view again, heads and all, each time an editor
        opens or closes: that takes longer than a keystroke may. Beyond painting it only lets an
        input method in, which `__init__` does for good.
        """
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if not by_mouse and not self.currentIndex().isValid() and self._grid.rowCount():
            self.selectionModel().setCurrentIndex(
                self._grid.index(0, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        self._paint_chosen()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002 - Qt's contract
        """The frame is quieter without the focus; Qt's own handling would paint everything."""
        self._paint_chosen()

    def _paint_chosen(self) -> None:
        """What is chosen looks otherwise with and without the focus."""
        region = self.visualRegionForSelection(self.selectionModel().selection())
        for area in (region.boundingRect(), self.visualRect(self.currentIndex())):
            self.viewport().update(area.adjusted(-2, -2, 2, 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the visible cells in one go; a delegate per cell would be ten times slower."""
        painter = QPainter(self.viewport())
        GridCanvas(self, self.block(), self._grid, painter).paint(event.rect())
        painter.end()

"""The table everyone uses: sorting, keyboard, copying as Excel wants it, editing in place."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QTableView,
    QToolTip,
)

from asfdesk.i18n import GROUP, MINUS
from asfdesk.ui.kit.table.table_delegate import (
    ROW_HEIGHT,
    SIDE,
    TALL_ROW_HEIGHT,
    TableDelegate,
    cell_width,
)
from asfdesk.ui.kit.table.table_model import RowLook
from asfdesk.ui.kit.tip import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QResizeEvent, QShowEvent
    from PySide6.QtWidgets import (
        QWidget,
    )

    from asfdesk.errors import AsfDeskError
    from asfdesk.ui.kit.table.table_model import TableModel

HEADER_HEIGHT = 30
SMALLEST_TABLE = 110
"""A heading and two rows: what a table among others on a page can shrink to."""

_MOVING = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
LOOK_AT_ROWS = 60
LOOK_AT_LAST_ROWS = 5
"""How many rows are measured for column widths: all of them would take seconds. Sums stand last."""


class TableView(QTableView):
    """Shows a TableModel.

    Signals:
        chosen: the row value that was clicked, or where Enter was pressed.
        opened: the row value that was double-clicked, or where Enter was pressed.
        current: the row value the keyboard or mouse moved to.
    """

    chosen = Signal(object)
    opened = Signal(object)
    current = Signal(object)

    def __init__(
        self, model: TableModel[Any], name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._order: tuple[int, Qt.SortOrder] | None = None
        self._refusal: tuple[AsfDeskError, QPersistentModelIndex, str] | None = None
        self._widths: list[int] = []
        self.setModel(model)
        self.setItemDelegate(TableDelegate(self))
        self.setAccessibleName(name)
        self._set_up_body()
        self._set_up_header()
        model.modelReset.connect(self.fit_columns)
        model.dataChanged.connect(self.fit_columns)
        model.refused.connect(self._refuse)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double_clicked)
        self.fit_columns()

    def _set_up_body(self) -> None:
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.verticalHeader().hide()

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(HEADER_HEIGHT)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(24)
        header.sectionClicked.connect(self._sort_by)
        header.setSortIndicatorShown(False)

    def selected_rows(self) -> list[Any]:
        """The row values that are selected, from the top."""
        lines = sorted({index.row() for index in self.selectedIndexes()})
        return [self._model.row_at(self._model.index(line, 0)) for line in lines]

    def select_row(self, line: int) -> None:
        """Stand on a row.

        Not through `selectRow`: it asks the header which column is at the edge, and before the
        view has been laid out there is none, so it would clear the selection.
        """
        if 0 <= line < self._model.rowCount():
            index = self._model.index(line, 0)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def show_rows(
        self, rows: Sequence[Any], key: Callable[[Any], object], wanted: object = None
    ) -> None:
        """Show other rows, and stand on the wanted one, else where we stood, else on the first."""
        index = self.currentIndex()
        kept = key(self._model.row_at(index)) if wanted is None and index.isValid() else wanted
        self._model.set_rows(rows)
        keys = [key(row) for row in self._model.rows]
        self.select_row(keys.index(kept) if kept in keys else 0)

    def take_what_is_left(self) -> None:
        """Fill the room that other things on the page leave, instead of asking for some."""
        self.setMinimumHeight(SMALLEST_TABLE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def show_whole(self, at_most: int) -> None:
        """Be as high as the rows, up to so many; then it scrolls."""
        rows = min(self._model.rowCount(), at_most)
        height = sum(self.rowHeight(line) for line in range(rows)) or ROW_HEIGHT
        self.setFixedHeight(self.horizontalHeader().height() + height + 1)

    @Slot()
    def fit_columns(self) -> None:
        """Rows as high as they need; columns as wide, once somebody sees them."""
        self._widths = []
        tall = any(column.second is not None for column in self._model.columns)
        self.verticalHeader().setDefaultSectionSize(TALL_ROW_HEIGHT if tall else ROW_HEIGHT)
        if tall:
            self._lower_sums()
        if self.isVisible():
            self._share_width()

    def _share_width(self) -> None:
        """Columns as wide as their content; what is left goes to the stretching ones."""
        columns = self._model.columns
        self._widths = self._widths or [self._own_width(at) for at in range(len(columns))]
        widths = list(self._widths)
        growing = [at for at, column in enumerate(columns) if column.stretch]
        if not growing and columns:
            text = [at for at, column in enumerate(columns) if not column.kind.right]
            growing = [max(text or [0], key=widths.__getitem__)]
        room = self.viewport().width() - sum(widths)
        if room > 0 and columns:
            for at in growing:
                widths[at] += room // len(growing)
        elif room < 0 and growing:
            spare = min(widths[at] - self._least_width(at) for at in growing)
            share = min(-room // len(growing), spare)
            for at in growing:
                widths[at] -= max(share, 0)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)

    def _lower_sums(self) -> None:
        """Sums and section heads have no second line, so they need not be tall.

        A row that held a sum before may hold something else now.
        """
        heads = self.verticalHeader()
        for line, row in enumerate(self._model.rows):
            low = self._model.look_of(row) in (RowLook.SECTION, RowLook.TOTAL)
            wanted = ROW_HEIGHT if low else TALL_ROW_HEIGHT
            if heads.sectionSize(line) != wanted:
                heads.resizeSection(line, wanted)

    def _own_width(self, at: int) -> int:
        """What a column needs for its heading and content: measured once, shared at each size."""
        column, rows = self._model.columns[at], self._model.rows
        content = column.width
        if not content:
            looked_at = rows[:LOOK_AT_ROWS] + rows[LOOK_AT_ROWS:][-LOOK_AT_LAST_ROWS:]
            content = max((cell_width(self._model, row, column) for row in looked_at), default=0)
        return max(content, self._head_width(at))

    def _head_width(self, at: int) -> int:
        """A heading with the same sides as its cells; Qt would add some more, column by column."""
        header = self.horizontalHeader()
        header.ensurePolished()
        metrics = QFontMetricsF(header.font())
        return ceil(metrics.horizontalAdvance(self._model.columns[at].title)) + 2 * SIDE + 1

    def _least_width(self, at: int) -> int:
        """How narrow a stretching column may become: never so that its heading is cut."""
        return max(self._model.columns[at].least, self._head_width(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep filling the card."""
        super().resizeEvent(event)
        if self.isVisible():
            self._share_width()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure what came while the table was out of sight."""
        super().showEvent(event)
        self._share_width()

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Ctrl with a key that moves also chooses the row: buttons act on the current one."""
        if isinstance(event, QKeyEvent) and event.key() in _MOVING:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return super().selectionCommand(index, event)
            flag = QItemSelectionModel.SelectionFlag
            return flag.ClearAndSelect | flag.Rows
        return super().selectionCommand(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens or edits, Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._enter():
            return
        super().keyPressEvent(event)

    def _enter(self) -> bool:
        index = self.currentIndex()
        if not index.isValid() or self.state() == QAbstractItemView.State.EditingState:
            return False
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
            return True
        row = self._model.row_at(index)
        self.chosen.emit(row)
        self.opened.emit(row)
        return True

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """After Enter the field below is next, as in a register."""
        super().closeEditor(editor, hint)
        if hint == QStyledItemDelegate.EndEditHint.SubmitModelCache and self._refusal is None:
            index = self.currentIndex()
            below = self._model.index(index.row() + 1, index.column())
            if below.isValid():
                self.setCurrentIndex(below)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Tell where the keyboard or mouse went."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.current.emit(self._model.row_at(current))

    def copy(self) -> None:
        """Put the selection on the clipboard as lines and tabs, numbers without groups."""
        QGuiApplication.clipboard().setText(self.selection_text())

    def selection_text(self) -> str:
        """The selection with headings, as tab-separated text that a spreadsheet reads."""
        lines = sorted({index.row() for index in self.selectedIndexes()})
        if not lines:
            return ""
        columns = self._model.columns
        found = ["\t".join(column.title for column in columns)]
        for line in lines:
            row = self._model.row_at(self._model.index(line, 0))
            found.append(
                "\t".join(
                    _plain(column.text(row))
                    if column.kind.right
                    else column.text(row).replace("\t", " ")
                    for column in columns
                )
            )
        return "\n".join(found)

    @Slot(int)
    def _sort_by(self, column: int) -> None:
        """Up, down, and back to the page's own order."""
        if not self._model.sortable(column):
            return
        header = self.horizontalHeader()
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        if self._order == (column, up):
            self._order = (column, down)
        elif self._order == (column, down):
            self._order = None
        else:
            self._order = (column, up)
        header.setSortIndicatorShown(self._order is not None)
        if self._order is None:
            self._model.sort(-1)
        else:
            header.setSortIndicator(*self._order)
            self._model.sort(*self._order)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.row_at(index))

    @Slot(QModelIndex)
    def _double_clicked(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(self._model.row_at(index))

    @Slot(object, object, str)
    def _refuse(self, error: AsfDeskError, index: QPersistentModelIndex, typed: str) -> None:
        """What was there before stands; what was typed comes back to be mended."""
        self._refusal = (error, index, typed)
        QTimer.singleShot(0, self, self._mend)

    @Slot()
    def _mend(self) -> None:
        """Open the editor again with what was typed, and say beside it what is wrong."""
        if self._refusal is None:
            return
        error, place, typed = self._refusal
        self._refusal = None
        index = self._model.index(place.row(), place.column())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        self.edit(index)
        for editor in self._open_editors():
            editor.setText(typed)
            editor.selectAll()
            editor.setAccessibleDescription(str(error))
        corner = self.visualRect(index).bottomLeft()
        QToolTip.showText(self.viewport().mapToGlobal(corner), plain_tip(str(error)), self)

    def _open_editors(self) -> list[QLineEdit]:
        """The editor that is open; the one before it may still be on its way out."""
        return [one for one in self.viewport().findChildren(QLineEdit) if one.isVisible()][-1:]

    def event(self, event: QEvent) -> bool:
        """Widths follow a change of typeface."""
        if event.type() == QEvent.Type.FontChange:
            self.fit_columns()
        return super().event(event)


def _plain(text: str) -> str:
    """A number as a spreadsheet reads it: no groups, an ordinary minus."""
    return text.replace(GROUP, "").replace(MINUS, "-").replace("\u00a0", " ")

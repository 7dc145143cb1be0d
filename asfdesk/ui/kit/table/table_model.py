"""A table as a list of rows and a list of columns; the page gives values, never widgets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from asfdesk.domain.alphabet import in_alphabet
from asfdesk.errors import AsfDeskError
from asfdesk.ui.kit.tip import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

    from asfdesk.reports.chart_spec import LineChart
    from asfdesk.ui.kit.tone import Tone

Row = TypeVar("Row")
AnyIndex = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The whole row value of an index."""


LEAST_STRETCH = 60
"""How narrow a column that takes what is left may become, in pixels, unless it says more."""


class Kind(StrEnum):
    """What a column holds; decides alignment and how it is copied."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"

    @property
    def right(self) -> bool:
        """Whether it is right-aligned."""
        return self in (Kind.NUMBER, Kind.MONEY)


class RowLook(StrEnum):
    """How a whole row stands out."""

    NORMAL = "normal"
    SECTION = "section"
    TOTAL = "total"
    MUTED = "muted"


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column.

    Attributes:
        title: the heading, translated, with the unit if there is one.
        text: what a cell says.
        kind: alignment and copying.
        tone: a status colour for the text; with `badge` the text is shown as a badge.
        bold: whether a cell is semibold.
        tooltip: what more there is to say.
        edit: takes the row and the typed text; raises AsfDeskError if it cannot be right.
        editable: which rows may be edited (all when None and `edit` is given).
        edit_text: what the editor starts with (the cell's text when None).
        sort: the sort key; without it text columns sort by text and others do not sort.
        second: a second, muted line under the text.
        badge: show text and tone as a badge.
        chart: a small line painted instead of the text; the text says it to screen readers.
        width: fixed width in pixels; 0 = as wide as the content.
        stretch: takes what is left of the width.
        least: how narrow a stretching column may become, in pixels; then the table scrolls.
    """

    title: str
    text: Callable[[Row], str]
    kind: Kind = Kind.TEXT
    tone: Callable[[Row], Tone | None] | None = None
    bold: Callable[[Row], bool] | None = None
    tooltip: Callable[[Row], str] | None = None
    edit: Callable[[Row, str], None] | None = None
    editable: Callable[[Row], bool] | None = None
    edit_text: Callable[[Row], str] | None = None
    sort: Callable[[Row], Any] | None = None
    second: Callable[[Row], str] | None = None
    badge: bool = False
    chart: Callable[[Row], LineChart | None] | None = None
    muted: bool = False
    width: int = 0
    stretch: bool = False
    least: int = LEAST_STRETCH


class TableModel(QAbstractTableModel, Generic[Row]):
    """Rows in the order given until the user sorts.

    Signals:
        refused: an AsfDeskError that an edit raised, the index it was for, and what was typed.
    """

    refused = Signal(object, object, str)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        look: Callable[[Row], RowLook] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._look = look
        self._rows: list[Row] = []
        self._given: list[Row] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    @property
    def rows(self) -> list[Row]:
        """The rows in the order shown."""
        return list(self._rows)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows. The same number keeps selection and scroll position."""
        arranged = self._arranged(list(rows))
        self._given = list(rows)
        if len(arranged) == len(self._rows) and arranged:
            self._rows = arranged
            last = self.index(len(arranged) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = arranged
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._sorted = None
        self.endResetModel()

    def row_at(self, index: AnyIndex) -> Row:
        """The row value an index points into."""
        return self._rows[index.row()]

    def row_if_any(self, index: AnyIndex) -> Row | None:
        """The row value an index points into, or None where it points nowhere."""
        return self._rows[index.row()] if index.isValid() else None

    def look_of(self, row: Row) -> RowLook:
        """How a row stands out."""
        return self._look(row) if self._look else RowLook.NORMAL

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Rows at the top level; a table has no children."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Columns at the top level."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's contract
        """What a cell says for a role; None at once for the roles nobody uses."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.EditRole:
                return column.edit_text(row) if column.edit_text else column.text(row)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(column.tooltip(row)) or None if column.tooltip else None
            case Qt.ItemDataRole.TextAlignmentRole:
                side = (
                    Qt.AlignmentFlag.AlignRight if column.kind.right else Qt.AlignmentFlag.AlignLeft
                )
                return side | Qt.AlignmentFlag.AlignVCenter
            case _:
                return row if role == ROW_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's contract
        """Column headings, aligned as their cells; rows have numbers for screen readers only."""
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self.columns[section].title
                if orientation == Qt.Orientation.Horizontal
                else str(section + 1)
            )
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            right = self.columns[section].kind.right
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Selectable; editable where the column says so."""
        base = super().flags(index)
        if not index.isValid():
            return base
        row, column = self._rows[index.row()], self.columns[index.column()]
        if column.edit is None or (column.editable is not None and not column.editable(row)):
            return base
        return base | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 - Qt's contract
        """Hand typed text to the column; the page reloads what comes of it."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        column, row = self.columns[index.column()], self._rows[index.row()]
        if column.edit is None or str(value) == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        try:
            column.edit(row, str(value))
        except AsfDeskError as error:
            self.refused.emit(error, QPersistentModelIndex(index), str(value))
            return False
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives back the order the page chose."""
        self._sorted = (column, order) if column >= 0 else None
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._rows[index.row()]) for index in self.persistentIndexList()]
        self._rows = self._arranged(self._given)
        places = {id(row): at for at, row in enumerate(self._rows)}
        for index, row in kept:
            moved = self.index(places[id(row)], index.column())
            self.changePersistentIndex(index, moved)
        self.layoutChanged.emit()

    def sortable(self, column: int) -> bool:
        """Whether a click on the heading sorts: not in tables with sections or totals."""
        chosen = self.columns[column]
        plain = all(self.look_of(row) in (RowLook.NORMAL, RowLook.MUTED) for row in self._given)
        return plain and (chosen.sort is not None or chosen.kind in (Kind.TEXT, Kind.DATE))

    def _arranged(self, rows: list[Row]) -> list[Row]:
        if self._sorted is None or not 0 <= self._sorted[0] < len(self.columns):
            return list(rows)
        column, order = self._sorted
        if any(self.look_of(row) in (RowLook.SECTION, RowLook.TOTAL) for row in rows):
            return list(rows)
        chosen = self.columns[column]
        key = chosen.sort or (lambda row: in_alphabet(chosen.text(row)))
        return sorted(rows, key=key, reverse=order == Qt.SortOrder.DescendingOrder)

"""A list to tap on, as Qt asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from asfdesk.ui.kit.tap.tap_content import TapContent, TapLook

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from asfdesk.ui.kit.tap.tap_content import TapCell, TapRow

AnyIndex = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TapModel(QAbstractTableModel):
    """Content that is replaced whole or by rows. What is typed is announced, never kept.

    Signals:
        typed: row and text.
    """

    typed = Signal(int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.content = TapContent()
        self.read_only = False

    def set_content(self, content: TapContent) -> None:
        """Show something else; the same rows keep the scrolling and where we stand."""
        same = content.columns == self.content.columns and [row.spoken for row in content.rows] == [
            row.spoken for row in self.content.rows
        ]
        if not same:
            self.beginResetModel()
        self.content = content
        if not same:
            self.endResetModel()
        elif content.rows:
            last = self.index(len(content.rows) - 1, len(content.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def set_row(self, at: int, row: TapRow) -> None:
        """Show one row otherwise."""
        rows = (*self.content.rows[:at], row, *self.content.rows[at + 1 :])
        self.content = TapContent(self.content.columns, rows)
        self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    def cell(self, index: AnyIndex) -> TapCell:
        """One cell."""
        return self.content.rows[index.row()].cells[index.column()]

    def can_tap(self, index: AnyIndex) -> bool:
        """Whether something happens when the cell is tapped."""
        if not index.isValid() or self.read_only:
            return False
        button = self.content.columns[index.column()].look is not TapLook.WORDS
        return button and self.cell(index).enabled

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Rows at the top level."""
        return 0 if parent is not None and parent.isValid() else len(self.content.rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Columns."""
        return 0 if parent is not None and parent.isValid() else len(self.content.columns)

    def data(self, index: AnyIndex, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's contract
        """What a cell says, and what is read aloud."""
        if not index.isValid():
            return None
        cell = self.cell(index)
        match role:
            case _Role.DisplayRole | _Role.EditRole:
                return cell.text
            case _Role.AccessibleTextRole:
                parts = (self.content.rows[index.row()].spoken, cell.spoken or cell.text)
                return ", ".join(part for part in parts if part)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's contract
        """The heads of the columns; a row's head is its name."""
        if role == _Role.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return _LEFT if self.content.columns[section].look is TapLook.WORDS else None
        if role not in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.content.columns[section].title
        return self.content.rows[section].spoken

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Every cell can be stood on; fields can be typed in."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = self.content.columns[index.column()]
        if column.look is TapLook.FIELD and self.can_tap(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: AnyIndex, value: Any, role: int = _Role.EditRole) -> bool:  # noqa: ANN401 - Qt's contract
        """Announce what was typed, if it says something new."""
        if role != _Role.EditRole or str(value) == self.cell(index).text:
            return False
        self.typed.emit(index.row(), str(value))
        return True

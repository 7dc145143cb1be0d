"""A day grid's content as Qt asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from asfdesk.ui.kit.grid.grid_content import Edit, GridContent
from asfdesk.ui.kit.tip import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from asfdesk.ui.kit.grid.grid_content import Cell

AnyIndex = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_SPOKEN = _Role.AccessibleTextRole
_FEW = 20
"""Rows, or cells, beyond which everything is painted anew."""


class GridModel(QAbstractTableModel):
    """Content that is replaced whole. What is typed is announced, never kept.

    Signals:
        edited: a list of Edit, all of one step.
    """

    edited = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.content = GridContent()
        self.pending: dict[tuple[int, int], str] = {}
        self.read_only = False

    def set_content(self, content: GridContent) -> None:
        """Show something else; the same rows and days keep the selection and the scrolling."""
        same = self.has_shape_of(content)
        changed = self._changed_cells(content) if same else None
        if not same:
            self.beginResetModel()
        self.content = content
        self.pending = {}
        if not same:
            self.endResetModel()
        elif changed is None:
            last = self.index(len(content.rows) - 1, len(content.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            for row, column in changed:
                index = self.index(row, column)
                self.dataChanged.emit(index, index)

    def _changed_cells(self, content: GridContent) -> set[tuple[int, int]] | None:
        """The cells that look otherwise; None when there are many.

        Painting one cell takes a fraction of a millisecond, painting all in sight many.
        """
        rows = [
            (at, new, old)
            for at, (new, old) in enumerate(zip(content.cells, self.content.cells, strict=True))
            if new is not old
        ]
        if len(rows) > _FEW or len(self.pending) > _FEW:
            return None
        changed = {
            (at, column)
            for at, new, old in rows
            for column, (one, other) in enumerate(zip(new, old, strict=True))
            if one != other
        }
        return changed | set(self.pending)

    def has_shape_of(self, content: GridContent) -> bool:
        """Whether other content has the rows and days that are shown, so that no cell moves."""
        return _shape(content) == _shape(self.content)

    def forget_pending(self) -> None:
        """Show what is in the file again, after a step was refused."""
        self.pending = {}
        if self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def ask(self, edits: Sequence[Edit]) -> None:
        """Announce edits, and show them until the file answers."""
        allowed = [edit for edit in edits if self.takes(edit)]
        if not allowed or self.read_only:
            return
        self.pending.update({(edit.row, edit.column): edit.text for edit in allowed})
        self.edited.emit(allowed)

    def takes(self, edit: Edit) -> bool:
        """Whether the cell can hold anything; an empty edit is taken where there is something."""
        cell = self.cell(edit.row, edit.column)
        return cell.editable or bool(cell.clearable and cell.edit and not edit.text)

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        return self.content.cells[row][column]

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Rows at the top level."""
        return 0 if parent is not None and parent.isValid() else len(self.content.rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Days."""
        return 0 if parent is not None and parent.isValid() else len(self.content.columns)

    def data(self, index: AnyIndex, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's contract
        """What a cell says; None at once for the roles nobody uses."""
        if role not in (_Role.DisplayRole, _Role.EditRole, _Role.ToolTipRole, _SPOKEN):
            return None
        row, column = index.row(), index.column()
        if not index.isValid() or row >= len(self.content.rows):
            return None
        cell = self.cell(row, column)
        match role:
            case _Role.EditRole:
                return cell.edit
            case _Role.ToolTipRole:
                return plain_tip(cell.tip) or None
            case _Role.DisplayRole:
                return cell.text
        parts = (self.content.rows[row].spoken, self.content.columns[column].spoken, cell.spoken)
        return ", ".join(part for part in parts if part)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = _Role.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's contract
        """Rows and days as they are spoken; they are painted from the content."""
        columns = self.content.columns
        rows = self.content.rows
        if orientation == Qt.Orientation.Horizontal and section < len(columns):
            if role == _Role.ToolTipRole:
                return plain_tip(columns[section].tip or columns[section].spoken)
            return columns[section].spoken if role in (_Role.DisplayRole, _SPOKEN) else None
        if orientation == Qt.Orientation.Vertical and section < len(rows):
            spoken = rows[section].spoken
            if role == _Role.ToolTipRole:
                return plain_tip(spoken)
            return spoken if role in (_Role.DisplayRole, _SPOKEN) else None
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Every cell can be stood on; some can be typed in."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self.read_only and self.cell(index.row(), index.column()).editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: AnyIndex, value: Any, role: int = _Role.EditRole) -> bool:  # noqa: ANN401 - Qt's contract
        """Announce what was typed, if it says something new."""
        if role != _Role.EditRole or str(value) == self.cell(index.row(), index.column()).edit:
            return False
        self.ask([Edit(index.row(), index.column(), str(value))])
        return True


def _shape(content: GridContent) -> tuple[object, ...]:
    """What must be equal for the selection to still point at the same cells."""
    return (
        tuple(row.head for row in content.rows),
        tuple(column.spoken for column in content.columns),
    )

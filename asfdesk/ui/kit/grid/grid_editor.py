"""Typing into a day grid: a small line over the cell that refuses what cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QEvent, QPersistentModelIndex, QRect, Qt, QTimer, Slot
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QToolTip

from asfdesk.ui.kit.grid.grid_moves import Move
from asfdesk.ui.kit.tip import plain_tip

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QWidget

_LEAST_WIDTH = 58
_LONGEST = 14
_Key = Qt.Key


class Typist(Protocol):
    """The grid that is typed in, as its editor sees it."""

    quick_typing: bool

    @property
    def numbers(self) -> bool:
        """Whether cells hold amounts, written at the right."""

    def complaint(self, row: int, column: int, text: str) -> str:
        """What is wrong with a typed text; "" when it can be read."""

    def complain(self, complaint: str) -> None:
        """Say what is wrong with what is being typed."""

    def step(self, move: Move) -> None:
        """Go on to another cell."""

    def paste(self, text: str) -> None:
        """Take in a block from a spreadsheet."""


class GridEditor(QStyledItemDelegate):
    """Opens, reads and closes the editor of a grid's cells."""

    def __init__(self, view: QTableView, typist: Typist) -> None:
        super().__init__(view)
        self._view = view
        self._typist = typist
        self._kept: tuple[QPersistentModelIndex, str] | None = None

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """A line with what the cell holds."""
        del option
        editor = QLineEdit(parent)
        editor.setProperty("look", "cell")
        editor.setMaxLength(_LONGEST)
        side = (
            Qt.AlignmentFlag.AlignRight if self._typist.numbers else Qt.AlignmentFlag.AlignHCenter
        )
        editor.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        editor.textEdited.connect(self._retyped)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Fill the line once; new content behind it must not disturb the typing."""
        if isinstance(editor, QLineEdit) and not editor.property("filled"):
            editor.setProperty("filled", True)  # noqa: FBT003 - Qt takes positions only
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Hand over what was typed, if it can be read."""
        if isinstance(editor, QLineEdit):
            text = editor.text().strip()
            complaint = self._typist.complaint(index.row(), index.column(), text)
            if complaint:
                # The line closes all the same when another cell or control is clicked.
                self._kept = (QPersistentModelIndex(index), editor.text())
                QTimer.singleShot(0, self, self._open_kept)
            else:
                model.setData(index, text)

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Over the cell, wider if the cell is narrow, inside the grid."""
        del index
        cell: QRect = option.rect
        width = max(cell.width(), _LEAST_WIDTH)
        left = min(cell.left(), self._view.viewport().width() - width)
        editor.setGeometry(QRect(max(left, 0), cell.top(), width, cell.height()))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keys that end the typing and go on to another cell."""
        if event.type() == QEvent.Type.KeyPress and isinstance(editor, QLineEdit):
            key = cast("QKeyEvent", event)
            move = self._move_of(key)
            if move is not None:
                self._finish(editor, move)
                return True
            if _is_enter(key) and key.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._everywhere(editor)
                return True
        return super().eventFilter(editor, event)

    def _move_of(self, event: QKeyEvent) -> Move | None:
        """Where a key goes after typing, or None if it belongs to the line."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if _is_enter(event):
            return Move.PREVIOUS_STOP if back else Move.NEXT_STOP
        moves = {_Key.Key_Tab: Move.RIGHT, _Key.Key_Backtab: Move.LEFT}
        moves |= {_Key.Key_Up: Move.UP, _Key.Key_Down: Move.DOWN}
        if self._typist.quick_typing:
            # Typing over a cell: arrows leave it. After F2 they move in the text.
            moves |= {_Key.Key_Left: Move.LEFT, _Key.Key_Right: Move.RIGHT}
        return moves.get(_Key(event.key()))

    def _finish(self, editor: QLineEdit, move: Move) -> None:
        if self._refuses(editor):
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._typist.step(move)

    def _everywhere(self, editor: QLineEdit) -> None:
        """Ctrl+Enter: what was typed, in every chosen cell."""
        if self._refuses(editor):
            return
        text = editor.text()
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
        self._typist.paste(text)

    @Slot()
    def _open_kept(self) -> None:
        """Open the cell again with what cannot be read in it: nothing that was typed is lost."""
        kept, self._kept = self._kept, None
        view = self._view
        if kept is None or not kept[0].isValid() or not view.isVisible():
            return
        place, text = kept
        index = view.model().index(place.row(), place.column())
        self._typist.quick_typing = False
        view.setFocus()
        view.setCurrentIndex(index)
        view.edit(index)
        # The newest is last: the one before it may still be on its way out.
        lines = [one for one in view.viewport().findChildren(QLineEdit) if one.isVisible()]
        if lines:
            lines[-1].setText(text)
            lines[-1].selectAll()
            self._refuses(lines[-1])

    def _refuses(self, editor: QLineEdit) -> bool:
        """Say what is wrong and keep the line open; nothing that was typed is lost."""
        index = self._view.currentIndex()
        complaint = self._typist.complaint(index.row(), index.column(), editor.text().strip())
        if complaint:
            self._say(editor, complaint)
        return bool(complaint)

    def _say(self, editor: QLineEdit, complaint: str) -> None:
        _mark(editor, wrong=True)
        editor.setAccessibleDescription(complaint)
        QToolTip.showText(
            editor.mapToGlobal(editor.rect().bottomLeft()), plain_tip(complaint), editor
        )
        self._typist.complain(complaint)

    def _retyped(self) -> None:
        editor = self.sender()
        if isinstance(editor, QLineEdit) and editor.property("wrong"):
            _mark(editor, wrong=False)
            QToolTip.hideText()


def _mark(editor: QLineEdit, *, wrong: bool) -> None:
    editor.setProperty("wrong", wrong)
    editor.style().unpolish(editor)
    editor.style().polish(editor)


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (_Key.Key_Return, _Key.Key_Enter)

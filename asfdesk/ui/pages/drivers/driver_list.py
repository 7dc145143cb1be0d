"""The drivers of the plan in one list: groups, what each says, what it gives the shown year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence

from asfdesk.i18n import _, money
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from asfdesk.services.drivers.driver_rows import DriverRow

_Key = Qt.Key
_Alt, _Control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
AMOUNT_WIDTH = 92


class DriverList(TableView):
    """The list, with the keys that change it.

    Signals:
        add_wanted: a new driver of the group that the keyboard stands in.
        duplicate_wanted, remove_wanted: the row that is chosen.
        move_wanted: -1 = up, 1 = down.
        menu_wanted: where to show what can be done, in screen coordinates.
    """

    add_wanted = Signal()
    duplicate_wanted = Signal()
    remove_wanted = Signal()
    move_wanted = Signal(int)
    menu_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.rows_shown: TableModel[DriverRow] = TableModel(_columns(), _look)
        super().__init__(self.rows_shown, _("Drivers of the plan"), parent)
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)

    @property
    def row(self) -> DriverRow | None:
        """Where the keyboard or mouse stands."""
        return self.rows_shown.row_if_any(self.currentIndex())

    def show_drivers(self, rows: Sequence[DriverRow], wanted: object = None) -> None:
        """Show other rows, and stand on the wanted one, else where we stood."""
        at = self.currentIndex().row()
        keys = [row.key for row in rows]
        stood = self.row.key if self.row else None
        self.show_rows(rows, lambda row: row.key, wanted if wanted in keys else None)
        if wanted not in keys and stood not in keys and at > 0:
            # What we stood on is gone: the one that took its place is next to be looked at.
            self.select_row(min(at, len(rows) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add, duplicate, remove and move; the rest as in every table."""
        if not self._own_key(event):
            super().keyPressEvent(event)

    def _own_key(self, event: QKeyEvent) -> bool:
        modifiers, key = event.modifiers(), event.key()
        if event.matches(QKeySequence.StandardKey.New):
            self.add_wanted.emit()
        elif key == _Key.Key_Insert and not modifiers:
            self.menu_wanted.emit(self.below_row())
        elif key == _Key.Key_D and modifiers == _Control:
            self.duplicate_wanted.emit()
        elif key in (_Key.Key_Delete, _Key.Key_Backspace):
            self.remove_wanted.emit()
        elif key in (_Key.Key_Up, _Key.Key_Down) and modifiers & _Alt:
            self.move_wanted.emit(-1 if key == _Key.Key_Up else 1)
        else:
            return False
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same menu as the Insert key, where the mouse is."""
        if event.reason() == event.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.select_row(index.row())
            self.menu_wanted.emit(event.globalPos())
        else:
            self.menu_wanted.emit(self.below_row())

    def below_row(self) -> QPoint:
        """Where a menu about the row is shown, in screen coordinates."""
        corner = self.visualRect(self.currentIndex()).bottomLeft()
        return self.viewport().mapToGlobal(corner)


def _columns() -> list[Column[DriverRow]]:
    return [
        Column(
            _("Drivers"),
            lambda row: row.name,
            second=lambda row: "" if row.noun is None else row.facts,
            tone=lambda row: Tone.WARN if row.warning else None,
            tooltip=lambda row: row.warning or row.facts,
            stretch=True,
        ),
        Column(
            _("Year net, kr"),
            lambda row: "" if row.year_ore is None else money(row.year_ore),
            Kind.MONEY,
            tooltip=lambda row: row.year_says,
            width=AMOUNT_WIDTH,
        ),
    ]


def _look(row: DriverRow) -> RowLook:
    return RowLook.SECTION if row.noun is None else RowLook.NORMAL

"""Which column of a file is what: a drop-down list per thing that is needed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.domain.hours.sheet_layout import Role
from asfdesk.i18n import _
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from asfdesk.services.hours.attendance_sheet import SheetPreview

_MOST_LETTERS = 24
_LEAST_LETTERS = 9


class SheetColumns(QWidget):
    """The sheet of the workbook, and its columns.

    Signals:
        table_chosen: index of another sheet.
        role_chosen: a Role and its column; -1 = no column.
    """

    table_chosen = Signal(int)
    role_chosen = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self.table = ComboBox()
        self._table_box = _under(_("Sheet"), self.table)
        self.table.activated.connect(self._table_chosen)
        line.addWidget(self._table_box)
        self.roles: dict[Role, ComboBox] = {}
        self._boxes: dict[Role, QWidget] = {}
        for role, words in _role_words().items():
            box = ComboBox()
            box.activated.connect(partial(self._role_chosen, role))
            self.roles[role] = box
            self._boxes[role] = _under(words, box)
            line.addWidget(self._boxes[role])
        line.addStretch(1)

    def show_preview(self, made: SheetPreview) -> None:
        """The sheets and columns there are, and what they are read as."""
        self._table_box.setVisible(len(made.tables) > 1)
        self.table.clear()
        for at, name in made.tables:
            self.table.addItem(name[:_MOST_LETTERS], at)
        self.table.setCurrentIndex(self.table.findData(made.table))
        for role, box in self.roles.items():
            box.clear()
            box.addItem("–", -1)
            for at, head in enumerate(made.heads):
                if made.layout.roles[at] is not Role.DAY:
                    text = head or _("Column %(number)d") % {"number": at + 1}
                    box.addItem(text[:_MOST_LETTERS], at)
            column = made.layout.column(role)
            box.setCurrentIndex(max(box.findData(-1 if column is None else column), 0))
            long_only = role in (Role.DATE, Role.HOURS, Role.CODE, Role.ACTIVITY)
            self._boxes[role].setVisible(not (long_only and made.layout.wide))

    def _table_chosen(self, _at: int) -> None:
        self.table_chosen.emit(self.table.currentData())

    def _role_chosen(self, role: Role, _at: int) -> None:
        self.role_chosen.emit(role, self.roles[role].currentData())


def _role_words() -> dict[Role, str]:
    return {
        Role.NUMBER: _("No."),
        Role.NAME: _("Name"),
        Role.AGREEMENT: _("Agreement"),
        Role.DATE: _("Day"),
        Role.HOURS: _("Hours"),
        Role.CODE: _("Code"),
        Role.ACTIVITY: _("Activity"),
    }


def _under(words: str, box: ComboBox) -> QWidget:
    box.setAccessibleName(words)
    box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMinimumContentsLength(_LEAST_LETTERS)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label(words, Look.MUTED))
    column.addWidget(box)
    return holder

"""The cells of a sheet of attendance, what becomes of each, and their correction in place."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asfdesk.domain.hours.sheet_layout import Role
from asfdesk.i18n import _
from asfdesk.services.hours.attendance_sheet_words import state_word
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.hours.attendance_sheet import SheetLine


class Shown(StrEnum):
    """Which cells are listed."""

    LOOK_AT = "look_at"
    CHANGES = "changes"
    ALL = "all"


class SheetLines(QWidget):
    """A line per cell of hours.

    Signals:
        corrected: a Place and the text that is to be read there.
    """

    corrected = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = Shown.LOOK_AT
        self._lines: Sequence[SheetLine] = ()
        self.model: TableModel[SheetLine] = TableModel(self._columns(), parent=self)
        self.table = TableView(self.model, _("Cells of the file"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)

    def show_lines(self, lines: Sequence[SheetLine]) -> None:
        """Other cells."""
        self._lines = lines
        self.show_only(self.shown)

    def show_only(self, shown: Shown) -> None:
        """Those that must be looked at, those that change something, or all."""
        self.shown = shown
        self.model.set_rows([line for line in self._lines if _is_shown(line, shown)])

    def _columns(self) -> tuple[Column[SheetLine], ...]:
        return (
            Column(_("Row"), lambda line: str(line.row + 1), Kind.NUMBER, width=56),
            Column(_("No."), lambda line: line.number, edit=self._number, width=60),
            Column(_("Trainee"), lambda line: line.who, width=150),
            Column(_("Agreement"), lambda line: line.agreement, edit=self._agreement, width=120),
            Column(_("Day"), _day, edit=self._day, width=104),
            Column(_("In the program"), lambda line: line.was, width=108),
            Column(_("In the file"), lambda line: line.typed, edit=self._value, width=96),
            Column(
                _("What happens"),
                lambda line: state_word(line.state),
                tone=_tone,
                badge=True,
                width=150,
            ),
            Column(_("Why"), lambda line: line.message, tooltip=_message, stretch=True),
        )

    def _number(self, line: SheetLine, text: str) -> None:
        self.corrected.emit((line.row, Role.NUMBER), text)

    def _agreement(self, line: SheetLine, text: str) -> None:
        self.corrected.emit((line.row, Role.AGREEMENT), text)

    def _day(self, line: SheetLine, text: str) -> None:
        self.corrected.emit((line.row, Role.DATE), text)

    def _value(self, line: SheetLine, text: str) -> None:
        self.corrected.emit((line.row, line.column), text)


def _is_shown(line: SheetLine, shown: Shown) -> bool:
    match shown:
        case Shown.LOOK_AT:
            return line.state.stops
        case Shown.CHANGES:
            return line.state.writes
        case Shown.ALL:
            return True


def _day(line: SheetLine) -> str:
    return line.day.isoformat() if line.day else "–"


def _message(line: SheetLine) -> str:
    return line.message


def _tone(line: SheetLine) -> Tone:
    if line.state.stops:
        return Tone.WARN
    return Tone.GOOD if line.state.writes else Tone.NEUTRAL

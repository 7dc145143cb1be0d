"""What of a pasted block could not be read: a list with places, and a question if one helps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from asfdesk.domain.hours.typed_time import Reading
from asfdesk.i18n import _, weekday_and_day
from asfdesk.ui import theme
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.table.table_delegate import ROW_HEIGHT
from asfdesk.ui.kit.table.table_model import Column, TableModel
from asfdesk.ui.kit.table.table_view import HEADER_HEIGHT, TableView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from asfdesk.services.typed_cells import CellsRefusedError

_MOST_LINES = 8
_LIST_WIDTH = 780


@dataclass(frozen=True)
class ProblemLine:
    """One refused cell, with its place in words. `place` is what `chosen` carries."""

    row: str = field(repr=False)
    day: str
    typed: str = field(repr=False)
    message: str
    place: object = None


class CellProblemsDialog(MessageDialog):
    """Nothing was changed; here is why.

    Signals:
        chosen: the place of a line the user wants to see.
        answered: a Reading, when one answer settles everything.
    """

    chosen = Signal(object)
    answered = Signal(object)

    def __init__(
        self, parent: QWidget | None, error: CellsRefusedError, lines: Sequence[ProblemLine]
    ) -> None:
        todo = _("Say how they are meant.") if error.only_ambiguous else error.todo
        super().__init__(parent, error.what, "", todo)
        self.set_mark("exclaim", theme.tokens().warn)
        self.model: TableModel[ProblemLine] = TableModel(_columns(), parent=self)
        self.table = TableView(self.model, _("Cells that could not be read"))
        self.table.setMinimumWidth(_LIST_WIDTH)
        shown = min(len(lines), _MOST_LINES)
        self.table.setFixedHeight(HEADER_HEIGHT + shown * ROW_HEIGHT + 2)
        self.table.chosen.connect(self._chosen)
        self.words.addWidget(self.table)
        self.model.set_rows(lines)
        self._add_buttons(ambiguous=error.only_ambiguous)

    def _add_buttons(self, *, ambiguous: bool) -> None:
        close = button(_("Cancel")) if ambiguous else primary_button(_("Close"))
        close.clicked.connect(self.reject)
        self.buttons.addWidget(close)
        if not ambiguous:
            close.setFocus()
            return
        self.as_decimals = button(_("Decimal hours (0.30 = 18 min)"))
        self.as_clock = primary_button(_("Hours and minutes (0.30 = 30 min)"))
        self.as_decimals.clicked.connect(self._decimals)
        self.as_clock.clicked.connect(self._clock)
        self.buttons.addWidget(self.as_decimals)
        self.buttons.addWidget(self.as_clock)

    def _chosen(self, line: ProblemLine) -> None:
        self.chosen.emit(line.place)

    def _decimals(self) -> None:
        self.answered.emit(Reading.DECIMAL)
        self.accept()

    def _clock(self) -> None:
        self.answered.emit(Reading.CLOCK)
        self.accept()


def _columns() -> tuple[Column[ProblemLine], ...]:
    return (
        Column(_("Row"), lambda line: line.row, width=140),
        Column(_("Day"), lambda line: line.day, width=150),
        Column(_("Typed"), lambda line: line.typed, width=70),
        Column(_("Why it cannot be read"), lambda line: line.message, stretch=True),
    )


def show_cell_problems(
    parent: QWidget, error: CellsRefusedError, rows: Mapping[object, str]
) -> CellProblemsDialog:
    """Open the list; `rows` says what each row is called."""
    lines = [
        ProblemLine(
            rows.get(problem.row, ""),
            weekday_and_day(problem.day),
            problem.typed,
            problem.message,
            (problem.row, problem.day),
        )
        for problem in error.problems
    ]
    dialog = CellProblemsDialog(parent, error, lines)
    dialog.open()
    return dialog

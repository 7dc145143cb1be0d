"""What is missing before a month can be locked: a list that stays up while it is worked off."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.i18n import _, ngettext, weekday_and_day
from asfdesk.services.hours.attendance_missing import missing_days, odd_days
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.hours.attendance_content import remark_words
from asfdesk.ui.pages.hours.grid_words import capital, month_word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from asfdesk.services.hours.attendance_grid import MonthGrid

_SIZE = (860, 440)


@dataclass(frozen=True)
class MissingLine:
    """One line of the list, and the cell it leads to."""

    name: str = field(repr=False)
    agreement: str
    what: str
    days: str
    count: int
    placement_id: int
    first: date


class MissingDaysDialog(QDialog):
    """The list. It follows the grid, and does not stand in its way.

    Signals:
        chosen: placement id and day of a line the user wants to see.
        fill_wanted: everybody present except …, for what is missing.
    """

    chosen = Signal(object)
    fill_wanted = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What is missing"))
        self.setModal(False)
        self.resize(*_SIZE)
        self.says = label("", Look.HEADING, wrap=True)
        self.model: TableModel[MissingLine] = TableModel(_columns(), parent=self)
        self.table = TableView(self.model, _("What is missing"))
        self.table.chosen.connect(self._chosen)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 16)
        outer.setSpacing(10)
        outer.addWidget(self.says)
        outer.addWidget(
            label(_("Choose a line to go there. The list follows what you fill in."), Look.MUTED)
        )
        outer.addWidget(self.table, 1)
        buttons = QHBoxLayout()
        self.fill = button(_("Everybody present except…"))
        self.fill.clicked.connect(self.fill_wanted)
        close = button(_("Close"))
        close.clicked.connect(self.reject)
        buttons.addWidget(self.fill)
        buttons.addStretch(1)
        buttons.addWidget(close)
        outer.addLayout(buttons)

    def show_grid(self, grid: MonthGrid, *, writable: bool) -> None:
        """List what is missing in a month, and after it what is worth a look."""
        lines = _lines(grid)
        missing = sum(line.count for line in lines)
        self.says.setText(_heading(grid, missing, grid.odd))
        self.model.set_rows(lines)
        self.table.setVisible(bool(lines))
        self.fill.setVisible(writable and bool(grid.unfilled))

    @Slot(object)
    def _chosen(self, line: MissingLine) -> None:
        self.chosen.emit((line.placement_id, line.first))

    def open_beside(self) -> None:
        """Come up, or to the front."""
        self.show()
        self.raise_()
        self.activateWindow()
        if self.model.rowCount():
            self.table.select_row(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _heading(grid: MonthGrid, missing: int, odd: int) -> str:
    month = month_word(grid.month)
    if missing:
        days = ngettext(
            "%(num)d planned day is not filled in.",
            "%(num)d planned days are not filled in.",
            missing,
        )
        return _("%(month)s cannot be locked yet.") % {"month": capital(month)} + f" {days}"
    if odd:
        return _(
            "Everything is filled in. These days are worth a look before %(month)s is locked."
        ) % {"month": month}
    return _("Everything is filled in – %(month)s can be locked") % {"month": month} + "."


def _lines(grid: MonthGrid) -> list[MissingLine]:
    """What is due first, then what is still to come, then what is worth a look."""
    due: list[MissingLine] = []
    to_come: list[MissingLine] = []
    odd: list[MissingLine] = []
    for row in missing_days(grid):
        for lines, what, days in (
            (due, _("Not filled in"), row.due),
            (to_come, _("Still to come"), row.to_come),
        ):
            if days:
                who = (row.name, row.agreement_name, what)
                lines.append(
                    MissingLine(*who, day_runs(days), len(days), row.placement_id, days[0])
                )
    for one in odd_days(grid):
        words = " ".join(remark_words(remark, one.state) for remark in one.remarks)
        who = (one.name, one.agreement_name, words)
        odd.append(MissingLine(*who, weekday_and_day(one.day), 0, one.placement_id, one.day))
    return [*due, *to_come, *odd]


def day_runs(days: Sequence[date]) -> str:
    """Days of a month, runs drawn together: 1–2, 5–9, 12."""
    runs: list[list[date]] = []
    for day in days:
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        str(run[0].day) if len(run) == 1 else f"{run[0].day}–{run[-1].day}" for run in runs
    )


def _columns() -> tuple[Column[MissingLine], ...]:
    return (
        Column(_("Trainee"), lambda line: line.name, width=150),
        Column(_("Agreement"), lambda line: line.agreement, width=200),
        Column(_("What"), lambda line: line.what, width=170),
        Column(_("Days"), lambda line: line.days, stretch=True),
        Column(
            _("Count"), lambda line: str(line.count) if line.count else "", Kind.NUMBER, width=60
        ),
    )

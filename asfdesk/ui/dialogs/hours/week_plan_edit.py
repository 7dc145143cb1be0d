"""A supervisor's week: lines of activity and agreement, with hours from Monday to Sunday."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from asfdesk.domain.codes import Activity
from asfdesk.domain.hours.supervision_plan import PlannedTime
from asfdesk.domain.hours.typed_time import Cleared, Filled, parse_time
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _, hours, weekday_name
from asfdesk.reports.words import activity_word
from asfdesk.services.typed_cells import typed_hours
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.form.fields import Field
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Sequence

DAYS = range(1, 8)
CELL_WIDTH = 54
FIRST_DAY_COLUMN = 2
MOST_LINES = 8


class _Line:
    """One activity and agreement, with seven cells."""

    def __init__(
        self, key: tuple[Activity, int | None], agreements: Sequence[tuple[int, str]]
    ) -> None:
        self.activity = ComboBox()
        for activity in Activity:
            self.activity.addItem(activity_word(activity), activity)
        self.activity.setCurrentIndex(list(Activity).index(key[0]))
        self.agreement = ComboBox()
        self.agreement.addItem(_("No agreement"), None)
        for agreement_id, name in agreements:
            self.agreement.addItem(name, agreement_id)
        self.agreement.setCurrentIndex(max(self.agreement.findData(key[1]), 0))
        self.agreement.setMaximumWidth(200)
        self.cells = {day: QLineEdit() for day in DAYS}
        self.sum = label("", Look.SECONDARY)

    def parts(self) -> list[QWidget]:
        """What can be chosen and typed, from the left."""
        return [self.activity, self.agreement, *self.cells.values()]

    def name_parts(self, number: int) -> None:
        """What a screen reader says of each part."""
        self.activity.setAccessibleName(_("Line %(num)d, activity") % {"num": number})
        self.agreement.setAccessibleName(_("Line %(num)d, agreement") % {"num": number})
        for day, cell in self.cells.items():
            words = {"num": number, "day": weekday_name(day)}
            cell.setAccessibleName(_("Line %(num)d, %(day)s, hours") % words)
            cell.setFixedWidth(CELL_WIDTH)
            cell.setAlignment(Qt.AlignmentFlag.AlignRight)

    def times(self) -> list[PlannedTime]:
        """What is typed; ValueError if a cell cannot be read."""
        activity = list(Activity)[self.activity.currentIndex()]
        agreement: int | None = self.agreement.currentData()
        found = []
        for day, cell in self.cells.items():
            minutes = _minutes(cell.text())
            if minutes:
                found.append(PlannedTime(day, minutes, activity, agreement))
        return found


class WeekPlanEdit(QWidget):
    """Lines of a week, their sum, and a way to add a line."""

    def __init__(self, times: Sequence[PlannedTime], agreements: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self._agreements = tuple(agreements)
        self.lines: list[_Line] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        for column, text in enumerate((_("Activity"), _("Agreement"))):
            self._grid.addWidget(label(text, Look.SECONDARY), 0, column)
        for day in DAYS:
            heading = label(weekday_name(day, short=True), Look.SECONDARY)
            heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._grid.addWidget(heading, 0, FIRST_DAY_COLUMN + day - 1)
        outer.addLayout(self._grid)
        self.add = link_button(_("Add a line"))
        self.add.clicked.connect(self.add_line)
        outer.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._total = label("", Look.SECONDARY)
        outer.addWidget(self._total)
        keys = list(dict.fromkeys((time.activity, time.agreement_id) for time in times))
        for key in keys or [(Activity.TRAINEES, None)]:
            line = self._new_line(key)
            for time in times:
                if (time.activity, time.agreement_id) == key:
                    line.cells[time.weekday].setText(typed_hours(time.minutes))
        self.setFocusProxy(self.lines[0].cells[1])
        self._show_sums()

    @Slot()
    def add_line(self) -> None:
        """One more line, with the first activity that has none."""
        used = {line.activity.currentIndex() for line in self.lines}
        free = [at for at in range(len(Activity)) if at not in used]
        line = self._new_line((list(Activity)[(free or [0])[0]], None))
        # What is not shown yet takes no focus.
        for part in line.parts():
            part.show()
        line.cells[1].setFocus()

    def _new_line(self, key: tuple[Activity, int | None]) -> _Line:
        line = _Line(key, self._agreements)
        self.lines.append(line)
        row = len(self.lines)
        line.name_parts(row)
        self._grid.addWidget(line.activity, row, 0)
        self._grid.addWidget(line.agreement, row, 1)
        for day, cell in line.cells.items():
            self._grid.addWidget(cell, row, FIRST_DAY_COLUMN + day - 1)
            cell.textChanged.connect(self._show_sums)
        self._grid.addWidget(line.sum, row, FIRST_DAY_COLUMN + len(DAYS))
        self.add.setEnabled(row < MOST_LINES)
        self._tab_along_the_lines()
        return line

    def _tab_along_the_lines(self) -> None:
        chain = [part for line in self.lines for part in line.parts()]
        for before, after in pairwise([*chain, self.add]):
            QWidget.setTabOrder(before, after)

    def times(self) -> tuple[PlannedTime, ...]:
        """Every cell with hours.

        Raises:
            ValueError: a cell cannot be read, or two lines are for the same thing.
        """
        found = [time for line in self.lines for time in line.times()]
        keys = [(time.weekday, time.activity, time.agreement_id) for time in found]
        if len(set(keys)) < len(keys):
            raise ValueError(keys)
        return tuple(found)

    @Slot()
    def _show_sums(self) -> None:
        total = 0
        for line in self.lines:
            try:
                minutes = sum(time.minutes for time in line.times())
            except ValueError:
                line.sum.setText("")
                continue
            total += minutes
            line.sum.setText(hours(minutes) if minutes else "")
        self._total.setText(_("%(hours)s h a week") % {"hours": hours(total)})


def _minutes(text: str) -> int:
    """What a cell says, as the grid reads it; ValueError for a fault and for 0,30."""
    match parse_time(text):
        case Cleared():
            return 0
        case Filled(minutes):
            return minutes
        case _:
            raise ValueError(text)


@dataclass(frozen=True)
class WeekPlanField(Field):
    """A supervisor's week; no lines with hours = nothing scheduled."""

    value: tuple[PlannedTime, ...] = ()
    agreements: tuple[tuple[int, str], ...] = ()

    def make(self) -> QWidget:
        """The lines."""
        return WeekPlanEdit(self.value, self.agreements)

    def read(self, widget: QWidget) -> tuple[PlannedTime, ...]:
        """What is typed; InvalidInputError for this field."""
        if not isinstance(widget, WeekPlanEdit):
            return ()
        try:
            return widget.times()
        except ValueError:
            raise InvalidInputError(
                self.name,
                _("The week cannot be read."),
                todo=_(
                    "Write hours as 6, 7.5 or 0:30, at most 24, and each activity and agreement"
                    " once."
                ),
            ) from None

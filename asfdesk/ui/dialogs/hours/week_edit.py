"""A week at a glance: hours and, if wanted, the time the day begins, Monday to Sunday."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from asfdesk.domain.people.placements import DaySlot
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import GROUP, _, hours, weekday_name
from asfdesk.reports.hours.clock_words import clock
from asfdesk.ui.kit.form.fields import Field
from asfdesk.ui.kit.form.parse import DAY_MINUTES, parse_clock, parse_hours
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Mapping

DAYS = range(1, 8)
CELL_WIDTH = 62


class WeekEdit(QWidget):
    """Two lines of seven cells and the week's sum.

    Signals:
        changed: a cell was edited.
    """

    changed = Signal()

    def __init__(self, week: Mapping[int, DaySlot], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        for line, text in ((1, _("Hours")), (2, _("Begins"))):
            grid.addWidget(label(text, Look.SECONDARY), line, 0)
        self.hours: dict[int, QLineEdit] = {}
        self.starts: dict[int, QLineEdit] = {}
        for day in DAYS:
            slot = week.get(day)
            heading = label(weekday_name(day, short=True), Look.SECONDARY)
            heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(heading, 0, day)
            time = hours(slot.minutes).replace(GROUP, "") if slot else ""
            self.hours[day] = self._cell(time, _("%(day)s, hours"), day)
            start = "" if slot is None or slot.start_minute is None else clock(slot.start_minute)
            self.starts[day] = self._cell(start, _("%(day)s, begins"), day)
            grid.addWidget(self.hours[day], 1, day)
            grid.addWidget(self.starts[day], 2, day)
        self._sum = label("", Look.SECONDARY)
        grid.addWidget(self._sum, 1, len(DAYS) + 1)
        grid.setColumnStretch(len(DAYS) + 1, 1)
        self._tab_along_the_lines()
        self.setFocusProxy(self.hours[1])
        self._show_sum()

    def _tab_along_the_lines(self) -> None:
        """Hours from Monday to Sunday first: most weeks have no times."""
        cells = [*self.hours.values(), *self.starts.values()]
        for before, after in pairwise(cells):
            QWidget.setTabOrder(before, after)

    def _cell(self, text: str, name: str, day: int) -> QLineEdit:
        cell = QLineEdit(text)
        cell.setFixedWidth(CELL_WIDTH)
        cell.setAlignment(Qt.AlignmentFlag.AlignRight)
        cell.setAccessibleName(name % {"day": weekday_name(day)})
        cell.textChanged.connect(self._edited)
        return cell

    def week(self) -> dict[int, DaySlot]:
        """The days with planned time.

        Raises:
            ValueError: a cell that cannot be read, or a time without hours.
        """
        found: dict[int, DaySlot] = {}
        for day in DAYS:
            time, start = self.hours[day].text().strip(), self.starts[day].text().strip()
            minutes = parse_hours(time) if time else 0
            if minutes > DAY_MINUTES or (start and not minutes):
                raise ValueError(day)
            if minutes:
                found[day] = DaySlot(minutes, parse_clock(start) if start else None)
        return found

    @Slot()
    def _edited(self) -> None:
        self._show_sum()
        self.changed.emit()

    def _show_sum(self) -> None:
        try:
            minutes = sum(slot.minutes for slot in self.week().values())
        except ValueError:
            self._sum.setText("")
            return
        self._sum.setText(_("%(hours)s h a week") % {"hours": hours(minutes)} if minutes else "")


@dataclass(frozen=True)
class WeekField(Field):
    """A week's schedule: ISO weekday -> DaySlot; empty when nothing is planned."""

    value: Mapping[int, DaySlot] = field(default_factory=dict)

    def make(self) -> QWidget:
        """The two lines of cells."""
        return WeekEdit(self.value)

    def read(self, widget: QWidget) -> dict[int, DaySlot]:
        """The days with planned time; InvalidInputError for this field."""
        if not isinstance(widget, WeekEdit):
            return {}
        try:
            return widget.week()
        except ValueError:
            raise InvalidInputError(
                self.name,
                _("The week cannot be read."),
                todo=_("Write hours as 6 or 7.5 and times as 8:30; a time needs hours."),
            ) from None

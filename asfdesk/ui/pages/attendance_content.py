"""A month of attendance as the content of a day grid. Runs on the worker; no widgets here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.attendance import Remark
from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.money import ratio
from asfdesk.i18n import _, hours, percent, pgettext
from asfdesk.reports.words import attendance_code_word
from asfdesk.services.typed_cells import typed_hours
from asfdesk.ui.kit.grid_content import (
    Cell,
    FootRow,
    GridContent,
    GridRow,
    HeadColumn,
    HeadLook,
    Mark,
)
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.day_columns import day_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.attendance_grid import GridCell, MonthGrid
    from asfdesk.services.attendance_grid import GridRow as AttendanceRow

_TONES = {AttendanceCode.NOTIFIED: Tone.WARN, AttendanceCode.UNNOTIFIED: Tone.BAD}


def attendance_content(grid: MonthGrid, days: slice) -> GridContent:
    """The rows of a month, for some of its days.

    Args:
        grid: the whole month.
        days: which days, as positions in the month.
    """
    maker = _CellMaker()
    shown = grid.days[days]
    return GridContent(
        heads=(
            HeadColumn(_("No."), HeadLook.NUMBER, 40),
            HeadColumn(_("Trainee"), HeadLook.NAME, 190),
            HeadColumn(_("Agreement"), HeadLook.NOTE, 110),
        ),
        total_titles=(_("Hours"), _("Plan"), pgettext("attendance", "Rate")),
        columns=tuple(
            day_column(
                day.day,
                workday=day.workday,
                today=day.today,
                holiday=day.holiday,
                closed=day.closed,
                wide=len(shown) < len(grid.days),
            )
            for day in shown
        ),
        rows=tuple(_row(row, row.cells[days]) for row in grid.rows),
        cells=tuple(tuple(maker.cell(cell) for cell in row.cells[days]) for row in grid.rows),
        foot=(_hours_row(grid, days), _supervision_row(grid, days)),
    )


def _row(row: AttendanceRow, cells: Sequence[GridCell]) -> GridRow:
    attended = sum(cell.attended_minutes or 0 for cell in cells)
    booked = sum(c.planned_minutes for c in cells if c.attended_minutes is not None)
    planned = sum(cell.planned_minutes for cell in cells)
    return GridRow(
        head=(str(row.number), row.name, row.agreement_name),
        totals=(hours(attended), hours(planned), percent(ratio(attended, booked), 0)),
        spoken=f"{row.name}, {row.agreement_name}",
    )


def _hours_row(grid: MonthGrid, days: slice) -> FootRow:
    shown = grid.days[days]
    cells = [cell for row in grid.rows for cell in row.cells[days]]
    attended = sum(day.attended_minutes for day in shown)
    booked = sum(c.planned_minutes for c in cells if c.attended_minutes is not None)
    planned = sum(day.planned_minutes for day in shown)
    return FootRow(
        title=_("Hours per day"),
        cells=tuple(_sum(day.attended_minutes) for day in shown),
        totals=(hours(attended, 1), hours(planned, 1), percent(ratio(attended, booked), 0)),
        strong=True,
    )


def _supervision_row(grid: MonthGrid, days: slice) -> FootRow:
    shown = grid.days[days]
    return FootRow(
        title=_("Supervisor hours"),
        cells=tuple(_sum(day.supervision_minutes) for day in shown),
        totals=(hours(sum(day.supervision_minutes for day in shown), 1), "", ""),
    )


def _sum(minutes: int) -> str:
    """A day's sum, with one decimal so that it fits; nothing when there is nothing."""
    return hours(minutes, 1) if minutes else ""


class _CellMaker:
    """Makes each look once: most days of a month look like another."""

    def __init__(self) -> None:
        self._made: dict[GridCell, Cell] = {}

    def cell(self, cell: GridCell) -> Cell:
        """How a cell is shown."""
        if cell not in self._made:
            self._made[cell] = _empty(cell) if cell.attended_minutes is None else _filled(cell)
        return self._made[cell]


def _empty(cell: GridCell) -> Cell:
    if not cell.inside:
        return Cell(
            mark=Mark.OUTSIDE, stop=False, editable=False, spoken=_("outside the placement")
        )
    planned = bool(cell.planned_minutes)
    return Cell(
        mark=_mark(cell),
        stop=planned,
        default=typed_hours(cell.planned_minutes) if planned else "",
        spoken=_("not filled in") if planned else _("nothing planned"),
    )


def _mark(cell: GridCell) -> Mark:
    if not cell.planned_minutes:
        return Mark.UNPLANNED
    return Mark.UNFILLED if cell.unfilled else Mark.NONE


def _filled(cell: GridCell) -> Cell:
    minutes, code = cell.attended_minutes or 0, cell.code
    whole_day = code is not None and minutes == 0
    text = str(code) if whole_day else hours(minutes)
    spoken = [] if whole_day else [_("%(hours)s hours") % {"hours": hours(minutes)}]
    spoken += [attendance_code_word(code)] if code else []
    tip = [remark_words(remark) for remark in cell.remarks]
    return Cell(
        text=text,
        corner=str(code) if code and minutes else "",
        tone=_TONES.get(code, Tone.NEUTRAL) if code else None,
        stop=bool(cell.planned_minutes),
        editable=cell.inside,
        edit=str(code) if whole_day else f"{typed_hours(minutes)}{code or ''}",
        default=typed_hours(cell.planned_minutes) if cell.planned_minutes else "",
        odd=bool(cell.remarks),
        tip=" ".join(tip),
        spoken=", ".join(spoken + tip),
    )


def remark_words(remark: Remark) -> str:
    """What is odd about a cell."""
    match remark:
        case Remark.OUTSIDE:
            return _("The day is outside the placement.")
        case Remark.FUTURE:
            return _("The day has not come yet.")
        case Remark.NOT_WORKED:
            return _("The day is not a working day.")
        case Remark.NOT_PLANNED:
            return _("Nothing is planned this day.")
        case Remark.MORE_THAN_PLANNED:
            return _("More time than planned.")

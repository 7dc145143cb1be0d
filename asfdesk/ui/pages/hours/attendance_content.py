"""A month of attendance as the content of a day grid. Runs on the worker; no widgets here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.hours.attendance import Remark
from asfdesk.domain.people.decisions import DayState
from asfdesk.i18n import _, hours, percent, pgettext
from asfdesk.reports.words import attendance_code_word
from asfdesk.services.hours.attendance_grid import TimeSums
from asfdesk.services.typed_cells import typed_cell, typed_hours
from asfdesk.ui.kit.grid.grid_content import (
    Cell,
    FootRow,
    GridContent,
    GridRow,
    HeadColumn,
    HeadLook,
    Mark,
)
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.hours.day_columns import day_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.hours.attendance_grid import GridCell, GridDay, MonthGrid
    from asfdesk.services.hours.attendance_grid import GridRow as AttendanceRow

_WEEK = 7
_TONES = {AttendanceCode.NOTIFIED: Tone.WARN, AttendanceCode.UNNOTIFIED: Tone.BAD}


@dataclass(frozen=True)
class Made:
    """What was made before; rows that are the same are not made again."""

    grid: MonthGrid
    days: slice
    content: GridContent


def attendance_content(grid: MonthGrid, days: slice, before: Made | None = None) -> GridContent:
    """The rows of a month, for some of its days.

    Args:
        grid: the whole month.
        days: which days, as positions among the grid's.
        before: what is shown now, to be used again where it says the same.
    """
    shown = grid.days[days]
    wide = len(shown) <= _WEEK
    made = _made_before(before, days)
    maker = _CellMaker(wide=wide)
    rows, cells, sums = [], [], TimeSums()
    for row in grid.rows:
        mine = row.sums_of(days)
        sums += mine
        known = made.get(id(row))
        rows.append(known[0] if known else _row(row, mine))
        cells.append(known[1] if known else tuple(maker.cell(cell) for cell in row.cells[days]))
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
                wide=wide,
            )
            for day in shown
        ),
        rows=tuple(rows),
        cells=tuple(cells),
        foot=(_hours_row(shown, sums), _supervision_row(shown)),
    )


def _made_before(before: Made | None, days: slice) -> dict[int, tuple[GridRow, tuple[Cell, ...]]]:
    """Row -> how it is shown already, of the same days. `before` keeps the rows alive."""
    if before is None or before.days != days:
        return {}
    content = before.content
    return {
        id(row): (shown, cells)
        for row, shown, cells in zip(before.grid.rows, content.rows, content.cells, strict=True)
    }


def _row(row: AttendanceRow, sums: TimeSums) -> GridRow:
    return GridRow(
        head=(str(row.number), row.name, row.agreement_name),
        totals=(hours(sums.attended), hours(sums.planned), percent(sums.rate, 0)),
        spoken=f"{row.name}, {row.agreement_name}",
    )


def _hours_row(shown: Sequence[GridDay], sums: TimeSums) -> FootRow:
    return FootRow(
        title=_("Hours per day"),
        cells=tuple(_sum(day.attended_minutes) for day in shown),
        totals=(hours(sums.attended, 1), hours(sums.planned, 1), percent(sums.rate, 0)),
        strong=True,
    )


def _supervision_row(shown: Sequence[GridDay]) -> FootRow:
    return FootRow(
        title=_("Supervisor hours"),
        cells=tuple(_sum(day.supervision_minutes) for day in shown),
        totals=(hours(sum(day.supervision_minutes for day in shown), 1), "", ""),
    )


def _sum(minutes: int) -> str:
    """A day's sum, with one decimal so that it fits; nothing when there is nothing."""
    return hours(minutes, 1) if minutes else ""


class _CellMaker:
    """Makes each look once: most days of a month look like another.

    `wide` cells have room for the planned time of days that are not filled in.
    """

    def __init__(self, *, wide: bool) -> None:
        self._wide = wide
        self._made: dict[int, Cell] = {}

    def cell(self, cell: GridCell) -> Cell:
        """How a cell is shown. Alike cells are one object, which the grid keeps alive."""
        made = self._made.get(id(cell))
        if made is None:
            made = self._empty(cell) if cell.attended_minutes is None else _filled(cell)
            self._made[id(cell)] = made
        return made

    def _empty(self, cell: GridCell) -> Cell:
        if not cell.inside:
            mark = Mark.OUTSIDE if cell.state is DayState.OUTSIDE else Mark.RESTING
            return Cell(mark=mark, stop=False, editable=False, spoken=state_words(cell.state))
        planned = bool(cell.planned_minutes)
        return Cell(
            mark=_mark(cell),
            hint=hours(cell.planned_minutes) if planned and self._wide else "",
            stop=planned,
            editable=not cell.locked,
            default=typed_hours(cell.planned_minutes) if planned else "",
            spoken=_("not filled in") if planned else _("nothing planned"),
        )


def _mark(cell: GridCell) -> Mark:
    if not cell.planned_minutes:
        return Mark.UNPLANNED
    return Mark.UNFILLED if cell.unfilled else Mark.NONE


def state_words(state: DayState) -> str:
    """Why nothing can be filled in on a day."""
    match state:
        case DayState.OUTSIDE:
            return _("outside the placement")
        case DayState.GAP:
            return _("no decision covers the day")
        case DayState.PAUSED:
            return _("the decision is paused")
        case DayState.HELD:
            return ""


def _filled(cell: GridCell) -> Cell:
    minutes, code = cell.attended_minutes or 0, cell.code
    whole_day = code is not None and minutes == 0
    text = str(code) if whole_day else hours(minutes)
    spoken = [] if whole_day else [_("%(hours)s hours") % {"hours": hours(minutes)}]
    spoken += [attendance_code_word(code)] if code else []
    tip = [remark_words(remark, cell.state) for remark in cell.remarks]
    return Cell(
        text=text,
        corner=str(code) if code and minutes else "",
        tone=_TONES.get(code, Tone.NEUTRAL) if code else None,
        stop=bool(cell.planned_minutes),
        editable=cell.inside and not cell.locked,
        clearable=not cell.locked,
        edit=typed_cell(minutes, code),
        default=typed_hours(cell.planned_minutes) if cell.planned_minutes else "",
        odd=bool(cell.remarks),
        tip=" ".join(tip),
        spoken=", ".join(spoken + tip),
    )


def remark_words(remark: Remark, state: DayState) -> str:
    """What is odd about a cell."""
    match remark:
        case Remark.OUTSIDE if state is DayState.PAUSED:
            return _("The decision is paused this day.")
        case Remark.OUTSIDE if state is DayState.GAP:
            return _("No decision covers this day.")
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

"""One day of attendance as rows of large buttons, and what tapping one of them writes."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.hours.typed_time import DAY_MINUTES, Filled, Reading, parse_attendance
from asfdesk.domain.people.decisions import DayState
from asfdesk.i18n import _, hours, ngettext, pgettext
from asfdesk.reports.words import attendance_code_word
from asfdesk.services.hours.attendance_grid import time_sums
from asfdesk.services.typed_cells import clock, typed_cell, typed_hours
from asfdesk.ui.kit.tap.tap_content import TapCell, TapColumn, TapContent, TapLook, TapRow
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.hours.attendance_words import planned_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.hours.attendance_grid import GridCell, GridDay, GridRow

STEP_MINUTES = 30
"""What − and + change."""
_TONES = {
    AttendanceCode.NOTIFIED: Tone.WARN,
    AttendanceCode.UNNOTIFIED: Tone.BAD,
    AttendanceCode.LEAVE: Tone.NEUTRAL,
}


class Tap(IntEnum):
    """The columns."""

    NAME = 0
    PRESENT = 1
    NOTIFIED = 2
    UNNOTIFIED = 3
    LEAVE = 4
    LESS = 5
    HOURS = 6
    MORE = 7
    OTHER = 8


_CODES = {
    Tap.NOTIFIED: AttendanceCode.NOTIFIED,
    Tap.UNNOTIFIED: AttendanceCode.UNNOTIFIED,
    Tap.LEAVE: AttendanceCode.LEAVE,
}


def rows_of_day(rows: Sequence[GridRow], at: int) -> list[GridRow]:
    """The rows that have something to do with a day: inside the placement, or filled in."""
    return [
        row
        for row in rows
        if row.cells[at].state is not DayState.OUTSIDE or row.cells[at].attended_minutes is not None
    ]


def day_content(rows: Sequence[GridRow], day: GridDay, at: int) -> TapContent:
    """The list for one day; `at` is its place in the rows' cells."""
    return TapContent(_columns(), tuple(day_row(row, row.cells[at], day) for row in rows))


def _columns() -> tuple[TapColumn, ...]:
    button = TapLook.BUTTON
    return (
        TapColumn(_("Trainee"), TapLook.WORDS),
        TapColumn(_("As planned"), button, 150),
        TapColumn(pgettext("absence", "Notified"), button, 92),
        TapColumn(pgettext("absence", "Un-notified"), button, 92),
        TapColumn(pgettext("absence", "Leave"), button, 92),
        TapColumn("", button, 56),
        TapColumn(_("Hours"), TapLook.FIELD, 92),
        TapColumn("", button, 56),
        TapColumn("", button, 56),
    )


def day_row(row: GridRow, cell: GridCell, day: GridDay) -> TapRow:
    """One trainee's buttons."""
    open_now = cell.inside and not cell.locked
    planned = hours(cell.planned_minutes)
    present = _("Present %(hours)s h") % {"hours": planned} if cell.planned_minutes else ""
    cells = [
        TapCell(
            text=f"{row.number}  {row.name}",
            second=f"{row.agreement_name} · {planned_words(cell, day)}",
            enabled=open_now,
            spoken=f"{row.agreement_name}, {planned_words(cell, day)}",
        ),
        TapCell(present, on=_as_planned(cell), tone=Tone.GOOD, enabled=open_now and bool(present)),
        *(_code_cell(cell, code, enabled=open_now) for code in _CODES.values()),
        TapCell("−", enabled=open_now and _base(cell) > 0, spoken=_("half an hour less")),
        _hours_cell(cell, enabled=open_now),
        TapCell("+", enabled=open_now, spoken=_("half an hour more")),
        TapCell("···", spoken=_("more choices")),
    ]
    return TapRow(tuple(cells), f"{row.name}, {row.agreement_name}")


def _code_cell(cell: GridCell, code: AttendanceCode, *, enabled: bool) -> TapCell:
    word = attendance_code_word(code)
    return TapCell(
        code.value, on=cell.code is code, tone=_TONES[code], enabled=enabled, spoken=word
    )


def _hours_cell(cell: GridCell, *, enabled: bool) -> TapCell:
    filled = cell.attended_minutes is not None
    own = filled and not _as_planned(cell) and cell.code not in _CODES.values()
    text = cell_text(cell)
    spoken = _("%(hours)s hours") % {"hours": text} if filled else _("not filled in")
    return TapCell(
        text, on=own, tone=Tone.ACCENT, enabled=enabled, spoken=spoken, striped=cell.unfilled
    )


def _as_planned(cell: GridCell) -> bool:
    present = cell.attended_minutes == cell.planned_minutes and cell.code is None
    return present and cell.planned_minutes > 0


def cell_text(cell: GridCell) -> str:
    """What a cell holds, as it is typed; "" when it is not filled in."""
    if cell.attended_minutes is None:
        return ""
    return typed_cell(cell.attended_minutes, cell.code)


def _base(cell: GridCell) -> int:
    """What − and + count from: what is filled in, else the plan."""
    return cell.planned_minutes if cell.attended_minutes is None else cell.attended_minutes


def tapped_text(cell: GridCell, tap: Tap) -> str:
    """What a tap writes. A button that is pressed in already is let out: the cell is emptied."""
    if tap is Tap.PRESENT:
        return "" if _as_planned(cell) else typed_hours(cell.planned_minutes)
    if tap in _CODES:
        return "" if cell.code is _CODES[tap] else _CODES[tap].value
    change = STEP_MINUTES if tap is Tap.MORE else -STEP_MINUTES
    minutes = min(max(_base(cell) + change, 0), DAY_MINUTES)
    code = cell.code.value if cell.code else ""
    return code if code and not minutes else clock(minutes) + code


def cell_after(cell: GridCell, typed: str, *, due: bool) -> GridCell:
    """The cell as it will be when a readable text has been written."""
    read = parse_attendance(typed, Reading.DECIMAL)
    if isinstance(read, Filled):
        return replace(
            cell, attended_minutes=read.minutes, code=read.code, unfilled=False, remarks=()
        )
    unfilled = due and bool(cell.planned_minutes)
    return replace(cell, attended_minutes=None, code=None, unfilled=unfilled, remarks=())


def day_words(cells: Sequence[GridCell], day: GridDay) -> str:
    """How far the day has come, in a sentence of sums."""
    sums = time_sums(cells)
    planned = sum(bool(cell.planned_minutes) for cell in cells)
    filled = sum(cell.attended_minutes is not None for cell in cells)
    parts = [
        _("%(filled)d of %(planned)s filled in")
        % {
            "filled": filled,
            "planned": ngettext("%(num)d planned", "%(num)d planned", planned),
        },
        _("%(attended)s h of %(planned)s h planned")
        % {"attended": hours(sums.attended), "planned": hours(sums.planned)},
    ]
    if day.supervision_minutes:
        parts.append(_("%(hours)s supervisor hours") % {"hours": hours(day.supervision_minutes)})
    return " · ".join(parts)

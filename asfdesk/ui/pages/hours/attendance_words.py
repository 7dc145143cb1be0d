"""The sentences around the attendance grid: how the month stands, what is chosen, what to do."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from asfdesk.domain.hours.attendance import MonthStatus
from asfdesk.domain.hours.typed_time import Ambiguous, Faulty, parse_attendance
from asfdesk.i18n import _, hours, ngettext, weekday_and_day
from asfdesk.reports.hours.holiday_words import holiday_word
from asfdesk.services.typed_cells import clock, fault_words
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.hours.attendance_content import remark_words, state_words
from asfdesk.ui.pages.hours.grid_words import ambiguous_hint, capital, month_word

if TYPE_CHECKING:
    from asfdesk.services.hours.attendance_grid import GridCell, GridDay, GridRow, MonthGrid
    from asfdesk.ui.kit.grid.grid_blocks import Block


def status_words(grid: MonthGrid) -> str:
    """How the month stands, under the heading."""
    trainees = ngettext("%(num)d trainee", "%(num)d trainees", grid.trainees)
    workdays = ngettext("%(num)d working day", "%(num)d working days", grid.workdays)
    parts = [_state_words(grid), f"{trainees}, {workdays}."]
    if len(grid.rows) < grid.total_rows:
        shown = {"shown": len(grid.rows), "all": grid.total_rows}
        parts.append(_("Shows %(shown)d of %(all)d rows.") % shown)
    return " ".join(parts)


def _state_words(grid: MonthGrid) -> str:
    month = capital(month_word(grid.month))
    match grid.state.status:
        case MonthStatus.LOCKED:
            said = {"month": month, "version": grid.state.version}
            return _("%(month)s is locked, version %(version)d.") % said
        case MonthStatus.REOPENED:
            said_why = {"month": month, "reason": grid.state.reason}
            return _("%(month)s is open again: %(reason)s.") % said_why
        case MonthStatus.OPEN:
            return _("%(month)s is open.") % {"month": month}


def lock_words(grid: MonthGrid) -> tuple[str, Tone]:
    """Whether the month can be locked, and what is missing."""
    month = month_word(grid.month)
    if grid.state.locked:
        return _("%(month)s is locked") % {"month": capital(month)}, Tone.GOOD
    if not grid.total_rows:
        return "", Tone.NEUTRAL
    if grid.unfilled:
        cells = ngettext("%(num)d cell not filled in", "%(num)d cells not filled in", grid.unfilled)
        return _("%(cells)s – %(month)s cannot be locked yet") % {
            "cells": cells,
            "month": month,
        }, Tone.WARN
    if grid.blocking:
        days = ngettext(
            "%(num)d planned cell is still to come",
            "%(num)d planned cells are still to come",
            grid.blocking,
        )
        return _("Filled in so far – %(days)s") % {"days": days}, Tone.NEUTRAL
    return _("Everything is filled in – %(month)s can be locked") % {"month": month}, Tone.GOOD


def cell_words(grid: MonthGrid, row: GridRow, at: int) -> str:
    """What the chosen cell is, as HTML: who, when, what was planned, what is odd."""
    day, cell = grid.days[at], row.cells[at]
    parts = [
        f"<b>{escape(row.name)}</b>",
        escape(weekday_and_day(day.day)),
        planned_words(cell, day),
    ]
    parts += [escape(remark_words(remark, cell.state)) for remark in cell.remarks]
    if cell.locked:
        parts.append(_("the month is locked"))
    return " · ".join(parts)


def planned_words(cell: GridCell, day: GridDay) -> str:
    """What is planned, or why nothing is."""
    if not cell.inside:
        return state_words(cell.state)
    if not cell.planned_minutes:
        why = day_off_words(day)
        nothing = _("nothing planned")
        return f"{nothing} ({why})" if why else nothing
    spent = hours(cell.planned_minutes)
    if cell.start_minute is None:
        return _("planned %(hours)s h") % {"hours": spent}
    end = min(cell.start_minute + cell.planned_minutes, 24 * 60)
    span = f"{_clock(cell.start_minute)}–{_clock(end)}"
    return _("planned %(span)s (%(hours)s h)") % {"span": span, "hours": spent}


def day_off_words(day: GridDay) -> str:
    """Why a day is not worked; "" for a weekend, which needs no words."""
    if day.holiday:
        return holiday_word(day.holiday)
    return _("Closed") if day.closed else ""


def _clock(minute: int) -> str:
    return clock(minute).replace(":", ".")


def block_words(grid: MonthGrid, block: Block, first_day: int) -> str:
    """What several chosen cells hold, as HTML."""
    cells = [grid.rows[row].cells[first_day + column] for row, column in block.places()]
    chosen = ngettext("%(num)d cell chosen", "%(num)d cells chosen", len(cells))
    attended = hours(sum(cell.attended_minutes or 0 for cell in cells))
    planned = hours(sum(cell.planned_minutes for cell in cells))
    unfilled = sum(cell.unfilled for cell in cells)
    parts = [
        f"<b>{escape(chosen)}</b>",
        _("%(attended)s h of %(planned)s h planned") % {"attended": attended, "planned": planned},
    ]
    if unfilled:
        parts.append(ngettext("%(num)d not filled in", "%(num)d not filled in", unfilled))
    return " · ".join(parts)


def locked_words() -> str:
    """What one can do in a grid that nothing can be written in."""
    return _("Nothing can be changed here. Choose a cell to read what it says.")


def key_words() -> str:
    """The keys, in words."""
    return _(
        "Type hours or a code. Enter next day, Ctrl+Space as planned, Ctrl+D fill down, "
        "Ctrl+R fill right, Ctrl+V paste from Excel, Ctrl+Z undo."
    )


def complaint(text: str) -> str:
    """What is wrong with a typed text, or "". Nothing is guessed."""
    typed = parse_attendance(text)
    if isinstance(typed, Faulty):
        return fault_words(typed.fault)
    if isinstance(typed, Ambiguous):
        return ambiguous_hint(text, typed)
    return ""

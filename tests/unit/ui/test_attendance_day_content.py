"""What a tap on a trainee's row writes, and how the row then looks."""

from __future__ import annotations

import pytest

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.people.decisions import DayState
from asfdesk.services.hours.attendance_grid import GridCell
from asfdesk.ui.pages.hours.attendance_day_content import Tap, cell_after, cell_text, tapped_text

F = AttendanceCode.NOTIFIED
EMPTY = GridCell(planned_minutes=240, unfilled=True)
THERE = GridCell(planned_minutes=240, attended_minutes=240)
AWAY = GridCell(planned_minutes=240, attended_minutes=0, code=F)
PARTLY = GridCell(planned_minutes=240, attended_minutes=150, code=F)


@pytest.mark.parametrize(
    ("cell", "tap", "written"),
    [
        (EMPTY, Tap.PRESENT, "4"),
        (THERE, Tap.PRESENT, ""),
        (AWAY, Tap.PRESENT, "4"),
        (EMPTY, Tap.NOTIFIED, "F"),
        (AWAY, Tap.NOTIFIED, ""),
        (PARTLY, Tap.NOTIFIED, ""),
        (THERE, Tap.UNNOTIFIED, "O"),
        # − and + count from the plan until something is filled in.
        (EMPTY, Tap.LESS, "3:30"),
        (EMPTY, Tap.MORE, "4:30"),
        (PARTLY, Tap.LESS, "2:00F"),
        (AWAY, Tap.LESS, "F"),
        (AWAY, Tap.MORE, "0:30F"),
        (GridCell(attended_minutes=1440), Tap.MORE, "24:00"),
        (GridCell(), Tap.LESS, "0:00"),
    ],
)
def test_what_a_tap_writes(cell: GridCell, tap: Tap, written: str) -> None:
    assert tapped_text(cell, tap) == written


def test_the_row_shows_at_once_what_will_be_there() -> None:
    after = cell_after(EMPTY, "2:30F", due=True)
    assert (after.attended_minutes, after.code, after.unfilled) == (150, F, False)
    assert cell_text(after) == "2,5F"
    emptied = cell_after(after, "", due=True)
    assert (emptied.attended_minutes, emptied.code, emptied.unfilled) == (None, None, True)
    assert not cell_after(after, "", due=False).unfilled
    assert cell_text(AWAY) == "F"
    assert cell_text(EMPTY) == ""


def test_a_paused_day_takes_nothing() -> None:
    assert not GridCell(state=DayState.PAUSED).inside

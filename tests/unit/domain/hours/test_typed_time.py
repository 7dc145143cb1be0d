"""What is typed into a cell of hours."""

from __future__ import annotations

import pytest

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.hours.typed_time import (
    Ambiguous,
    Cleared,
    Fault,
    Faulty,
    Filled,
    Reading,
    parse_attendance,
    parse_time,
)

F, ABSENT, H = AttendanceCode.NOTIFIED, AttendanceCode.UNNOTIFIED, AttendanceCode.HOLIDAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6", Filled(360)),
        ("6,5", Filled(390)),
        ("6.5", Filled(390)),
        ("6:30", Filled(390)),
        ("06:30:00", Filled(390)),
        ("0730", Filled(450)),
        ("6,25", Filled(375)),
        ("0,50", Filled(30)),
        ("6,00", Filled(360)),
        (",5", Filled(30)),
        ("0,33", Filled(20)),
        ("7,3", Filled(438)),
        ("6h", Filled(360)),
        ("6 tim", Filled(360)),
        ("6\u00a0h", Filled(360)),
        ("4,5H", Filled(270)),
        ("4,5 H", Filled(270)),
        ("6 tim.", Filled(360)),
        ("6t", Filled(360)),
        ("1h30", Filled(90)),
        ("6 h 30 min", Filled(390)),
        ("1 timme 15", Filled(75)),
        ("45 min", Filled(45)),
        ("4,5h F", Filled(270, F)),
        ("F 4,5H", Filled(270, F)),
        ("h", Filled(0, H)),
        ("H4,5", Filled(270, H)),
        ("0", Filled(0)),
        ("24", Filled(1440)),
        ("F", Filled(0, F)),
        ("o", Filled(0, ABSENT)),
        ("H", Filled(0, H)),
        ("4,5F", Filled(270, F)),
        ("4:30 f", Filled(270, F)),
        ("f4,5", Filled(270, F)),
        ("", Cleared()),
        ("  ", Cleared()),
    ],
)
def test_attendance_cells(text: str, expected: object) -> None:
    assert parse_attendance(text) == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("24,5", Fault.OVER_A_DAY),
        ("24:01", Fault.OVER_A_DAY),
        ("99999", Fault.OVER_A_DAY),
        ("40,30", Fault.OVER_A_DAY),
        ("q", Fault.UNKNOWN_CODE),
        ("sjuk", Fault.UNKNOWN_CODE),
        ("-6", Fault.NOT_UNDERSTOOD),
        ("\u22126", Fault.NOT_UNDERSTOOD),
        ("6:75", Fault.NOT_UNDERSTOOD),
        ("6h75", Fault.NOT_UNDERSTOOD),
        ("4,5HH", Fault.NOT_UNDERSTOOD),
        ("1500 min", Fault.OVER_A_DAY),
        ("6,5,5", Fault.NOT_UNDERSTOOD),
        ("4F5", Fault.NOT_UNDERSTOOD),
        ("6,", Fault.NOT_UNDERSTOOD),
        (":", Fault.NOT_UNDERSTOOD),
        ("FF", Fault.UNKNOWN_CODE),
        ("1e3", Fault.NOT_UNDERSTOOD),
        ("٣", Fault.NOT_UNDERSTOOD),
    ],
)
def test_attendance_cells_that_cannot_be(text: str, fault: Fault) -> None:
    assert parse_attendance(text) == Faulty(fault)


def test_half_past_is_asked_about() -> None:
    assert parse_attendance("0,30") == Ambiguous(decimal_minutes=18, clock_minutes=30)
    assert parse_attendance("7.45F") == Ambiguous(decimal_minutes=447, clock_minutes=465)


def test_the_answer_settles_it() -> None:
    assert parse_attendance("0,30", Reading.DECIMAL) == Filled(18)
    assert parse_attendance("0,30", Reading.CLOCK) == Filled(30)
    assert parse_attendance("7,45F", Reading.CLOCK) == Filled(465, F)


def test_quarters_are_never_asked_about() -> None:
    assert [parse_attendance(f"1,{part}") for part in ("00", "25", "50", "75")] == [
        Filled(60),
        Filled(75),
        Filled(90),
        Filled(105),
    ]


def test_time_cells_take_no_codes() -> None:
    assert parse_time("8") == Filled(480)
    assert parse_time("") == Cleared()
    assert parse_time("F") == Faulty(Fault.NOT_UNDERSTOOD)
    assert parse_time("0,30") == Ambiguous(18, 30)

"""Clock times as they are written: 9.00, and 9.00–15.00."""

from __future__ import annotations

_HOUR = 60


def clock(minute: int) -> str:
    """Minutes from midnight as a time of day; 1440 is 24.00."""
    return f"{minute // _HOUR}.{minute % _HOUR:02d}"


def clock_span(first: int, last: int) -> str:
    """From one time to another."""
    return f"{clock(first)}–{clock(last)}"

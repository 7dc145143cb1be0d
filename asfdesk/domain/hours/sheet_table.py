"""A spreadsheet as it was read: tables of cells, nothing evaluated, nothing interpreted yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from asfdesk.domain.money import round_half_up

_MILLION = 1_000_000
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class ClockTime:
    """A cell that the spreadsheet itself holds as a time of day or a length of time."""

    minutes: int


CellValue = str | Fraction | date | ClockTime | None
"""Text, a number, a day, a time, or nothing."""


@dataclass(frozen=True)
class SheetTable:
    """One sheet.

    Attributes:
        rows: cells from the first column on; rows may differ in length.
        hidden: the sheet is not shown to whoever opens the workbook.
    """

    name: str = field(repr=False)
    rows: tuple[tuple[CellValue, ...], ...] = field(repr=False)
    hidden: bool = False


def cell_at(row: tuple[CellValue, ...], column: int) -> CellValue:
    """A cell, None where the row has ended."""
    return row[column] if 0 <= column < len(row) else None


def cell_words(value: CellValue) -> str:
    """A cell as it would be typed: 6.5, 6:30, 2026-10-05, or its text without blanks around."""
    match value:
        case None:
            return ""
        case str():
            return unguarded(" ".join(value.split()))
        case ClockTime(minutes):
            return f"{minutes // 60}:{minutes % 60:02d}"
        case date():
            return value.isoformat()
        case Fraction():
            return _number(value)


def unguarded(text: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from taking text for a formula."""
    return text[1:] if text.startswith("'") and text[1:2] in DANGEROUS else text


def _number(value: Fraction) -> str:
    """At most six decimals, a point, no needless zeros."""
    if value.denominator == 1:
        return str(value.numerator)
    millionths = round_half_up(abs(value) * _MILLION)
    whole, rest = divmod(millionths, _MILLION)
    sign = "-" if value < 0 and millionths else ""
    return f"{sign}{whole}.{rest:06d}".rstrip("0").rstrip(".")

"""Days as people write them in the cells and heads of a table."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.hours.sheet_table import ClockTime, cell_words
from asfdesk.domain.period import MONTHS_IN_YEAR, Month

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.hours.sheet_table import CellValue

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_DAY_AND_MONTH = re.compile(r"(?:[a-zåäö]{2,9}\.?\s+)?(\d{1,2})/(\d{1,2})", re.IGNORECASE)
_ISO_MONTH = re.compile(r"\b(\d{4})-(\d{2})\b")
_NAMED_MONTH = re.compile(r"\b([a-zåäö]{3,9})\.?\s+(\d{4})\b", re.IGNORECASE)
_MONTHS = (
    ("jan", "januari", "january"),
    ("feb", "februari", "february"),
    ("mar", "mars", "march"),
    ("apr", "april"),
    ("maj", "may"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "augusti", "august"),
    ("sep", "sept", "september"),
    ("okt", "oct", "oktober", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_LONGEST = 31
_LEAST_WEEKDAYS = 3
_WEEKDAYS = (
    *("m", "t", "o", "f", "l", "s", "må", "ti", "on", "to", "fr", "lö", "sö"),
    *("mån", "tis", "ons", "tor", "tors", "fre", "lör", "sön"),
    *("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    *("mo", "tu", "we", "th", "sa", "su", "mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
_CODES_TOO = frozenset("ofl")
"""Letters of weekdays that are codes of absence as well."""


def day_of(value: CellValue, month: Month | None = None) -> date | None:
    """The day a cell names, or None.

    Args:
        value: a cell; 2026-10-05, 20261005, 5/10/2026 (the day first), 5/10 and, with `month`, 5.
        month: the month that a day without a year or a month lies in or near.
    """
    if isinstance(value, date):
        return value
    if value is None or isinstance(value, ClockTime):
        return None
    text = cell_words(value)
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(text):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    if month is None:
        return None
    if match := _DAY_AND_MONTH.fullmatch(text):
        return _nearest(month, int(match[2]), int(match[1]))
    number = day_number(value)
    return _day(month.year, month.number, number) if number else None


def day_number(value: CellValue) -> int | None:
    """A bare 1-31, as in the head of a month's table."""
    text = cell_words(value) if not isinstance(value, (date, ClockTime)) else ""
    if text.isascii() and text.isdecimal() and len(text) <= 2:  # noqa: PLR2004 - digits of a day
        return int(text) if 1 <= int(text) <= _LONGEST else None
    return None


def are_weekdays(cells: Sequence[CellValue]) -> bool:
    """Whether a row says nothing but weekdays, as people write them under the days.

    A row of F and O alone may be somebody's absence, so another letter must be among them.
    """
    words = [cell_words(cell).casefold().rstrip(".") for cell in cells if cell is not None]
    if len(words) < _LEAST_WEEKDAYS or set(words) <= _CODES_TOO:
        return False
    return set(words) <= set(_WEEKDAYS)


def month_in(text: str) -> Month | None:
    """The month a heading names: 2026-10, oktober 2026, October 2026."""
    if match := _ISO_MONTH.search(text):
        number = int(match[2])
        return Month(int(match[1]), number) if 1 <= number <= MONTHS_IN_YEAR else None
    for match in _NAMED_MONTH.finditer(text):
        for number, names in enumerate(_MONTHS, 1):
            if match[1].lower() in names:
                return Month(int(match[2]), number)
    return None


def _nearest(month: Month, number: int, day: int) -> date | None:
    """The year that brings the month nearest: 1/1 in a table of December is next year's."""
    if not 1 <= number <= MONTHS_IN_YEAR:
        return None
    years = (month.year - 1, month.year, month.year + 1)
    year = min(years, key=lambda y: abs((y - month.year) * 12 + number - month.number))
    return _day(year, number, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

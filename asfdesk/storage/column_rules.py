"""Kinds of values that columns hold: codes, days, months, periods, moments, sizes."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, parse_period

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    Rule = Callable[[object], bool]
    """Whether a value may stand in a column; None is asked of the schema instead."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years that the program counts in; far outside them lies a slip of the keyboard."""
MOST_ORE = 10**15
"""Ten trillion kronor: above any firm, and sums of many stay exact in 64 bits."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[0-9:.+-]*", re.ASCII)


def codes(enum: type[StrEnum], *more: str) -> Rule:
    """One of a code list's codes."""
    known = frozenset(enum) | frozenset(more)
    return lambda value: value in known


def whole(low: int, high: int) -> Rule:
    """A whole number within limits."""
    return lambda value: isinstance(value, int) and low <= value <= high


def pattern(text: str) -> Rule:
    """A text of a certain form."""
    form = re.compile(text, re.ASCII)
    return lambda value: isinstance(value, str) and form.fullmatch(value) is not None


def any_day(value: object) -> bool:
    """A day of the calendar, as ISO text."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def day(value: object) -> bool:
    """A day of the years that the program counts in."""
    return any_day(value) and FIRST_YEAR <= int(str(value)[:4]) <= LAST_YEAR


def any_month(value: object) -> bool:
    """A month as YYYY-MM."""
    try:
        Month.parse(str(value))
    except ValueError:
        return False
    return True


def month(value: object) -> bool:
    """A month of the years that the program counts in."""
    return any_month(value) and FIRST_YEAR <= int(str(value)[:4]) <= LAST_YEAR


def period(value: object) -> bool:
    """A period that names its own days: 2026-03, 2026-Q1, 2026-01..2026-06 and the like."""
    text = str(value)
    try:
        parse_period(text)
    except ValueError:
        return False
    return text.isascii() and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR


def month_versions(value: object) -> bool:
    """Months and how many times they had been locked: "2026-03=1 2026-04=2"."""
    text = str(value)
    if not re.fullmatch(r"(\d{4}-\d{2}=\d{1,6}( \d{4}-\d{2}=\d{1,6})*)?", text, re.ASCII):
        return False
    return all(month(one.partition("=")[0]) for one in text.split())


def stamp(value: object) -> bool:
    """A moment as ISO text, in the years that the program counts in."""
    if not isinstance(value, str) or not _STAMP.fullmatch(value) or not day(value[:10]):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def local_stamp(value: object) -> bool:
    """A moment of the wall clock as ISO text, without a zone."""
    return stamp(value) and datetime.fromisoformat(str(value)).tzinfo is None


def day_or_stamp(value: object) -> bool:
    """A day; the example of version 0.1.0 wrote the moment."""
    return day(value) or stamp(value)


def remarks(value: object) -> bool:
    """What a reader remarked on: {"CODE": [times, [lines]]}, as JSON; "" = nothing kept."""
    if value in ("", "[]"):
        return True
    try:
        found = json.loads(str(value))
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and all(
        isinstance(one, list)
        and len(one) == 2  # noqa: PLR2004 - a pair
        and type(one[0]) is int
        and isinstance(one[1], list)
        for one in found.values()
    )

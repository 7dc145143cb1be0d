"""What a user types into a cell of hours: 6 · 6,5 · 6.5 · 6:30 · 6 h 30 min · F · 4,5F · nothing.

H alone is the code of a holiday; after hours it is their unit, in either case (4,5H is 4,5 h), so
a day with hours and that code is written H4,5.

`0,30` is a trap: half an hour to some programs, 18 minutes to arithmetic (peers.md §4). It is
never guessed; the caller asks, and passes the answer as `Reading`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.money import round_half_up

DAY_MINUTES = 24 * 60
_HOUR = 60
_CLOCK_LIKE = frozenset(("05", "10", "15", "20", "30", "35", "40", "45", "55"))
"""Two decimals that people write for minutes; ,25 ,50 ,75 and ,00 are decimals to everybody."""

_SHAPE = re.compile(
    r"(?:(?P<clock>\d{1,2}):(?P<minutes>[0-5]\d)(?::[0-5]\d)?"
    r"|(?P<digits>[0-2]\d[0-5]\d)"
    r"|(?P<whole>\d{1,5})?(?:[.,](?P<decimals>\d{1,6}))?)"
    r"(?:h|t|tim|timme|timmar|hour|hours)?",
    re.ASCII,
)
_WORDS = re.compile(
    r"(?:(?P<hours>\d{1,2})(?:h|t|tim|timme|timmar|hour|hours)\.?(?:och|and)?)?"
    r"(?P<minutes>\d{1,4})(?P<unit>m|min|minut|minuter|minutes)?",
    re.ASCII,
)
"""1h30, 1 tim 30 min, 45 min."""


class Reading(StrEnum):
    """How `0,30` is to be read, once somebody has answered."""

    ASK = "ask"
    DECIMAL = "decimal"
    CLOCK = "clock"


class Fault(StrEnum):
    """Why a typed value cannot be taken in."""

    NOT_UNDERSTOOD = "not_understood"
    UNKNOWN_CODE = "unknown_code"
    OVER_A_DAY = "over_a_day"


@dataclass(frozen=True)
class Filled:
    """Attended minutes, and a code for the rest of the planned time."""

    minutes: int
    code: AttendanceCode | None = None


@dataclass(frozen=True)
class Cleared:
    """The cell is to be emptied: not filled in, which is not zero."""


@dataclass(frozen=True)
class Ambiguous:
    """0,30: minutes if it is a decimal number, minutes if it is a clock time."""

    decimal_minutes: int
    clock_minutes: int


@dataclass(frozen=True)
class Faulty:
    """It cannot be taken in."""

    fault: Fault


Typed = Filled | Cleared | Ambiguous | Faulty
_Minutes = int | Ambiguous | Faulty


def parse_attendance(text: str, reading: Reading = Reading.ASK) -> Typed:
    """Read an attendance cell: hours, a code, or hours and a code for the rest of the day."""
    cleaned = _cleaned(text)
    if not cleaned:
        return Cleared()
    if cleaned in _CODES:
        return Filled(0, _CODES[cleaned])
    body, code = _split_code(cleaned)
    if not any(character.isdigit() for character in body):
        return Faulty(Fault.UNKNOWN_CODE if cleaned.isalpha() else Fault.NOT_UNDERSTOOD)
    minutes = _minutes(body, reading)
    return Filled(minutes, code) if isinstance(minutes, int) else minutes


def parse_time(text: str, reading: Reading = Reading.ASK) -> Typed:
    """Read a cell of hours that takes no codes."""
    cleaned = _cleaned(text)
    if not cleaned:
        return Cleared()
    minutes = _minutes(cleaned, reading)
    return Filled(minutes) if isinstance(minutes, int) else minutes


_CODES = {code.value.lower(): code for code in AttendanceCode}


def _cleaned(text: str) -> str:
    """Lower case, without any kind of space."""
    return "".join(text.split()).replace("\u200b", "").lower()


def _split_code(cleaned: str) -> tuple[str, AttendanceCode | None]:
    """`4,5f` and `f4,5` to hours and code; the h of `6h` is a unit, not a holiday."""
    last, first = cleaned[-1], cleaned[0]
    if last in _CODES and last != "h":
        return cleaned[:-1], _CODES[last]
    if first in _CODES and len(cleaned) > 1:
        return cleaned[1:], _CODES[first]
    return cleaned, None


def _minutes(body: str, reading: Reading) -> _Minutes:
    body = body.removesuffix(".") if body[-2:-1].isalpha() else body
    match = _SHAPE.fullmatch(body)
    if not match and (words := _WORDS.fullmatch(body)):
        return _of_words(words)
    if not match or not any(character.isdigit() for character in body):
        return Faulty(Fault.NOT_UNDERSTOOD)
    if match["clock"]:
        return _within_a_day(int(match["clock"]) * _HOUR + int(match["minutes"]))
    if match["digits"]:
        return _within_a_day(int(match["digits"][:2]) * _HOUR + int(match["digits"][2:]))
    return _of_decimals(match["whole"] or "0", match["decimals"] or "", reading)


def _of_words(match: re.Match[str]) -> _Minutes:
    """Minutes after hours are less than an hour; a bare number was no match for this."""
    minutes = int(match["minutes"])
    if match["hours"] is None:
        return _within_a_day(minutes)
    if minutes >= _HOUR:
        return Faulty(Fault.NOT_UNDERSTOOD)
    return _within_a_day(int(match["hours"]) * _HOUR + minutes)


def _of_decimals(whole: str, decimals: str, reading: Reading) -> _Minutes:
    if not decimals:
        return _within_a_day(int(whole) * _HOUR)
    hours = Fraction(int(whole + decimals), 10 ** len(decimals))
    as_decimal = _within_a_day(round_half_up(hours * _HOUR))
    if decimals not in _CLOCK_LIKE or reading is Reading.DECIMAL or isinstance(as_decimal, Faulty):
        return as_decimal
    as_clock = int(whole) * _HOUR + int(decimals)
    return as_clock if reading is Reading.CLOCK else Ambiguous(as_decimal, as_clock)


def _within_a_day(minutes: int) -> int | Faulty:
    return minutes if minutes <= DAY_MINUTES else Faulty(Fault.OVER_A_DAY)

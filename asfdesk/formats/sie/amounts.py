"""Amounts to integer öre, dates and months; never a float (sie.md §1.3, §4 rows 18-20, 31)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from asfdesk.domain.books.sie_issues import Code
from asfdesk.domain.period import MONTHS_IN_YEAR, Month

MAX_ORE = 10**17
"""Amounts from here on are not amounts; sums of many smaller ones still fit the client file."""

_MAX_CHARACTERS = 40
_NUMBER_LIKE = re.compile(r"[-+0-9.,:/eE \u00a0'−–\"]{1,20}")
_IDENTITY = re.compile(r"[0-9]{6}[-+ ]?[0-9]{4}")
_STRICT = re.compile(r"(-?)([0-9]+)(?:\.([0-9]{1,2}))?")
_LOOSE = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,2}))?(-?)")
_SPACES = str.maketrans("", "", "\u00a0 \t'\u2007\u2009\u202f")
_MINUSES = str.maketrans("−–", "--")
_FIRST_YEAR = 1900
_LAST_YEAR = 2200
_DATE_LENGTH = 8
_PERIOD_LENGTH = 6
_GROUP = 3


class Amount(NamedTuple):
    """Öre, and what was unusual about how they were written; `ore` None = unreadable."""

    ore: int | None
    oddities: tuple[Code, ...] = ()


_UNREADABLE = Amount(None)


def parse_amount(text: str) -> Amount:
    """Read an amount in kronor as öre.

    The strict form is `-?digits(.digits{1,2})?`. Decimal comma, thousands marks, plus, trailing
    minus, more decimals (rounded half up, away from zero) and exponents are read too, and told.
    """
    strict = _STRICT.fullmatch(text)
    if strict and len(text) <= _MAX_CHARACTERS:
        sign, kronor, decimals = strict.groups()
        ore = int(kronor) * 100 + int((decimals or "").ljust(2, "0"))
        if sign and not ore:
            return Amount(0, (Code.NEGATIVE_ZERO,))
        return _limited(-ore if sign else ore, ())
    return _loose(text) if text and len(text) <= _MAX_CHARACTERS else _UNREADABLE


def _limited(ore: int, oddities: tuple[Code, ...]) -> Amount:
    """No amount is unlimited in a database."""
    return Amount(ore, oddities) if abs(ore) < MAX_ORE else _UNREADABLE


def _loose(text: str) -> Amount:
    """An amount that is not written as it should be."""
    oddities: list[Code] = []
    plain = text.replace('"', "").translate(_MINUSES)
    packed = plain.translate(_SPACES)
    if packed != plain.strip():
        oddities.append(Code.THOUSANDS_MARK)
    marked = _one_mark(packed, oddities)
    match = _LOOSE.fullmatch(marked) if marked is not None else None
    if not match or not (match[2] or match[3]) or (match[1] and match[5]):
        return _UNREADABLE
    if match[1] == "+":
        oddities.append(Code.PLUS_SIGN)
    if match[5]:
        oddities.append(Code.TRAILING_MINUS)
    if match[4]:
        oddities.append(Code.EXPONENT)
    ore = _scaled(match[2], match[3] or "", int(match[4] or 0), oddities)
    if "-" in (match[1], match[5]):
        ore = -ore
    return _limited(ore, tuple(oddities))


def _one_mark(text: str, oddities: list[Code]) -> str | None:
    """The number with a point as its only mark, or None where a comma can mean two things."""
    if "," not in text:
        if text.count(".") <= 1:
            return text
        oddities.append(Code.THOUSANDS_MARK)
        return text.replace(".", "") if _grouped(text, ".") else None
    oddities.append(Code.DECIMAL_COMMA)
    whole, _, decimals = text.rpartition(",")
    if "." in decimals:
        oddities[-1] = Code.THOUSANDS_MARK
        whole, _, decimals = text.rpartition(".")
        return f"{whole.replace(',', '')}.{decimals}" if _grouped(whole, ",") else None
    if "." in whole:
        oddities.append(Code.THOUSANDS_MARK)
        return f"{whole.replace('.', '')}.{decimals}" if _grouped(whole, ".") else None
    if "," in whole or len(decimals.rstrip("-")) == _GROUP:
        return None
    return f"{whole}.{decimals}"


def _grouped(text: str, mark: str) -> bool:
    """Whether the marks stand before groups of three digits."""
    first, *groups = text.strip("+-").split(mark)
    return first.isdigit() and all(len(group) == _GROUP and group.isdigit() for group in groups)


def _scaled(kronor: str, decimals: str, exponent: int, oddities: list[Code]) -> int:
    """Öre of a number in parts, rounded half up."""
    digits = int(kronor + decimals or "0")
    places = len(decimals) - exponent - 2
    if places <= 0:
        return int(digits * 10**-places)
    if len(decimals) - exponent > 2:  # noqa: PLR2004 - öre are two decimals
        oddities.append(Code.MORE_DECIMALS)
    unit = int(10**places)
    return (2 * digits + unit) // (2 * unit)


def number_like(text: str) -> str:
    """What may be shown of a field that should hold an amount or a date.

    Fields slip: names and personal identity numbers can stand there, and are not repeated.
    """
    return text if _NUMBER_LIKE.fullmatch(text) and not _IDENTITY.search(text) else ""


def parse_day(text: str) -> date | None:
    """YYYYMMDD, or None."""
    if len(text) != _DATE_LENGTH or not (text.isascii() and text.isdigit()):
        return None
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year < _LAST_YEAR else None


@lru_cache(maxsize=1024)
def parse_month(text: str) -> Month | None:
    """YYYYMM, or None."""
    if len(text) != _PERIOD_LENGTH or not (text.isascii() and text.isdigit()):
        return None
    year, number = int(text[:4]), int(text[4:])
    if not (_FIRST_YEAR <= year < _LAST_YEAR and 1 <= number <= MONTHS_IN_YEAR):
        return None
    return Month(year, number)

"""Amounts as people type them and as Excel puts them on the clipboard.

What can be read in two ways is not guessed: `1.234` may be a thousand or a decimal, so it comes
back as an error that says why.
"""

from __future__ import annotations

import re
from enum import StrEnum

_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\t"), " ")
_MINUSES = dict.fromkeys(map(ord, "\u2212\u2013"), "-")
_GROUPED = re.compile(r"(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d{1,2}))?")
_TWO_WAYS = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+[.,]\d{3,}")
MAX_DIGITS = 13
"""Longer than a hundred thousand million kronor in öre is a slip."""


class Unreadable(StrEnum):
    """Why a text is no amount."""

    NOT_A_NUMBER = "not_a_number"
    TWO_WAYS = "two_ways"
    MIXED_MARKS = "mixed_marks"
    TOO_LARGE = "too_large"


class UnreadableAmountError(ValueError):
    """A text that is no amount; `reason` says why."""

    def __init__(self, reason: Unreadable) -> None:
        super().__init__(reason.value)
        self.reason = reason


def parse_ore(text: str) -> int | None:
    """An amount in kronor to öre; None for an empty text.

    Takes groups by any space, comma or point as decimal mark with one or two decimals, - and −
    in front, and "kr" after.

    Raises:
        UnreadableAmountError: no number, or one that can be read in two ways.
    """
    plain = text.translate(_SPACES).translate(_MINUSES).strip()
    plain = plain.removesuffix("kr").removesuffix(":-").strip()
    if not plain:
        return None
    sign, digits = (-1, plain[1:].lstrip()) if plain.startswith("-") else (1, plain)
    digits = digits.removeprefix("+")
    if "." in digits and "," in digits:
        raise UnreadableAmountError(Unreadable.MIXED_MARKS)
    match = _GROUPED.fullmatch(digits)
    if match is None:
        two_ways = _TWO_WAYS.fullmatch(digits) is not None
        raise UnreadableAmountError(Unreadable.TWO_WAYS if two_ways else Unreadable.NOT_A_NUMBER)
    whole = match[1].replace(" ", "")
    if len(whole) + 2 > MAX_DIGITS:
        raise UnreadableAmountError(Unreadable.TOO_LARGE)
    return sign * (int(whole) * 100 + int((match[2] or "0").ljust(2, "0")))

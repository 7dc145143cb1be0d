"""Personnummer, samordningsnummer and organisation numbers (stack.md §9, domain.md §7).

Numbers come typed in every way; the program keeps one form of each: twelve digits for people,
NNNNNN-NNNN for organisations. Errors carry a code, never the number itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from asfdesk.domain.codes import IdentityKind

LONG, ORGANISATION = 12, 10
COORDINATION_OFFSET = 60
"""A samordningsnummer's day is the day of birth + 60 (skatteverket.se)."""

CENTURY = 100
_MONTHS, _DAYS = 12, 31
ORG_PREFIX = "16"
HIDDEN = "****"


class NumberProblem(StrEnum):
    """Why a number cannot be right."""

    FORM = "form"
    DAY = "day"
    FUTURE = "future"
    SERIAL = "serial"
    CHECK_DIGIT = "check_digit"


class NumberError(ValueError):
    """A number that cannot be right; holds the reason and not the number."""

    def __init__(self, problem: NumberProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True)
class IdentityNumber:
    """A valid personnummer, samordningsnummer or T-number.

    `digits`: twelve digits; of a T-number eight, a letter, and two or three letters or digits.
    """

    kind: IdentityKind
    digits: str = field(repr=False)

    @property
    def birth_year(self) -> int:
        """The year in the number."""
        return int(self.digits[:4])


@dataclass(frozen=True)
class OrgNumber:
    """An organisation number as NNNNNN-NNNN.

    Attributes:
        check_digit_ok: False is a note, not an error (decisions B1).
        is_person: it begins with a day of birth: a sole trader's personnummer. Numbers of
            organisations have 2 or more as their third digit, which no month has.
    """

    number: str
    check_digit_ok: bool
    is_person: bool


def luhn_digit(digits: str) -> int:
    """The check digit (modulus 10, weights 2 1 2 1 …) that follows these digits."""
    total = 0
    for index, char in enumerate(reversed(digits)):
        value = int(char) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - the digit sum of 10-18
    return -total % 10


def parse_identity_number(text: str, today: date) -> IdentityNumber:
    """Read 10 or 12 digits with or without - or +, or a T-number (…T220, also a funder's …Tf29).

    A T-number identifies somebody in the register that made it only: its day must exist, and
    nothing else about it can be checked.

    Ten digits mean the latest possible birth date up to today; a plus sign means the century
    before (folkbokföringslagen 18 §).

    Args:
        text: as typed; spaces are ignored.
        today: decides the century of ten digits.

    Raises:
        NumberError: says why it is no valid number.
    """
    plain = re.sub(r"\s", "", text).replace("\u2212", "-").replace("\u2013", "-")
    interim = re.fullmatch(r"(\d{2})?(\d{6})([-+]?)([A-Za-z][A-Za-z0-9]{2,3})", plain, re.ASCII)
    if interim:
        century, birth, sign, last = interim.groups()
        return _t_number((century or _century(birth, sign, today)) + birth, last, today)
    match = re.fullmatch(r"(\d{2})?(\d{6})([-+]?)(\d{4})", plain, re.ASCII)
    if not match:
        raise NumberError(NumberProblem.FORM)
    century, birth, sign, last = match.groups()
    kind = _kind(birth)
    if century is None:
        century = _century(birth, sign, today)
    digits = f"{century}{birth}{last}"
    born = _born(digits)
    if born > today:
        raise NumberError(NumberProblem.FUTURE)
    if last[:3] == "000":
        raise NumberError(NumberProblem.SERIAL)
    if luhn_digit(digits[2:11]) != int(digits[11]):
        raise NumberError(NumberProblem.CHECK_DIGIT)
    return IdentityNumber(kind, digits)


def _t_number(digits: str, last: str, today: date) -> IdentityNumber:
    """From the eight digits of the day of birth, and what the register put after them."""
    if _born(digits) > today:
        raise NumberError(NumberProblem.FUTURE)
    return IdentityNumber(IdentityKind.T_NUMBER, digits + last)


def _kind(birth: str) -> IdentityKind:
    if int(birth[4:]) > COORDINATION_OFFSET:
        return IdentityKind.COORDINATION_NUMBER
    return IdentityKind.PERSONAL_NUMBER


def _born(digits: str) -> date:
    day = int(digits[6:8])
    day -= COORDINATION_OFFSET if day > COORDINATION_OFFSET else 0
    try:
        return date(int(digits[:4]), int(digits[4:6]), day)
    except ValueError:
        raise NumberError(NumberProblem.DAY) from None


def _century(birth: str, sign: str, today: date) -> str:
    """The first two digits of the year for ten digits, by the rule of - and +."""
    hundreds = today.year // CENTURY
    while _ahead(f"{hundreds}{birth}", today):
        hundreds -= 1
    return str(hundreds - 1 if sign == "+" else hundreds)


def _ahead(birth: str, today: date) -> bool:
    """Whether YYYYMMDD lies after today, without asking whether the day exists."""
    day = int(birth[6:])
    day -= COORDINATION_OFFSET if day > COORDINATION_OFFSET else 0
    return (int(birth[:4]), int(birth[4:6]), day) > (today.year, today.month, today.day)


def formatted(digits: str) -> str:
    """ÅÅÅÅMMDD-NNNN from twelve digits; "" for none."""
    return f"{digits[:8]}-{digits[8:]}" if digits else ""


def masked(digits: str) -> str:
    """ÅÅÅÅMMDD-**** from twelve digits; "" for none."""
    return f"{digits[:8]}-{HIDDEN}" if digits else ""


def parse_org_number(text: str) -> OrgNumber:
    """Read an organisation number: ten digits, or twelve that begin with 16.

    Raises:
        NumberError: FORM, when it is neither.
    """
    digits = re.sub(r"[\s\u2212\u2013-]", "", text)
    if not re.fullmatch(r"\d+", digits, re.ASCII):
        raise NumberError(NumberProblem.FORM)
    if len(digits) == LONG and digits.startswith(ORG_PREFIX):
        digits = digits[2:]
    if len(digits) != ORGANISATION:
        raise NumberError(NumberProblem.FORM)
    return OrgNumber(
        number=f"{digits[:6]}-{digits[6:]}",
        check_digit_ok=luhn_digit(digits[:9]) == int(digits[9]),
        is_person=_begins_with_a_day(digits),
    )


def _begins_with_a_day(digits: str) -> bool:
    """Whether the first six could be a day of birth; 000000-0000 and 112233-4567 are made up."""
    month, day = int(digits[2:4]), int(digits[4:6])
    day -= COORDINATION_OFFSET if day > COORDINATION_OFFSET else 0
    return 1 <= month <= _MONTHS and 1 <= day <= _DAYS

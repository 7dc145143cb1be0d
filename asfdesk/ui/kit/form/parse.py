"""What people type as money, hours, shares and days, read exactly; no float on the way."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

MINUTES = 60
DAY_MINUTES = 24 * MINUTES
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']")
_NUMBER = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)")


def parse_decimal(text: str) -> Decimal:
    """A number with comma or point, spaces as groups and any minus; ValueError otherwise."""
    plain = _SPACES.sub("", text).replace("\u2212", "-").replace("\u2013", "-")
    if not _NUMBER.fullmatch(plain):
        raise ValueError(text)
    try:
        return Decimal(plain.replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(text) from error


def parse_money(text: str) -> int:
    """Kronor as typed ("1 234,50", "1 234 kr") to öre, half up."""
    plain = text.strip().lower().removesuffix("kr").strip()
    return _whole(parse_decimal(plain) * 100)


def parse_percent(text: str) -> int:
    """Per cent as typed ("12,5 %") to basis points, half up."""
    return _whole(parse_decimal(text.strip().removesuffix("%")) * 100)


def parse_hours(text: str) -> int:
    """Hours as typed ("6", "2,5", "2:30", "2.30 h" is 2.3 hours) to minutes.

    A colon means hours and minutes; comma or point means decimals of an hour.
    """
    plain = text.strip().lower().removesuffix("h").removesuffix("tim").strip()
    if match := re.fullmatch(r"(\d{1,4}):([0-5]\d)", plain):
        return int(match[1]) * MINUTES + int(match[2])
    minutes = _whole(parse_decimal(plain) * MINUTES)
    if minutes < 0:
        raise ValueError(text)
    return minutes


def parse_clock(text: str) -> int:
    """A clock time ("8:30", "08.30", "8") to minutes after midnight."""
    match = re.fullmatch(r"\s*(\d{1,2})(?:[:.]([0-5]\d))?\s*", text)
    if not match or int(match[1]) * MINUTES + int(match[2] or 0) > DAY_MINUTES:
        raise ValueError(text)
    return int(match[1]) * MINUTES + int(match[2] or 0)


def parse_integer(text: str) -> int:
    """A whole number."""
    value = parse_decimal(text)
    if value != value.to_integral_value():
        raise ValueError(text)
    return int(value)


def parse_day(text: str) -> date:
    """A date as 2026-10-21 or 20261021."""
    plain = text.strip()
    if re.fullmatch(r"\d{8}", plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain):
        raise ValueError(text)
    return date.fromisoformat(plain)


def _whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))

"""Amounts, dates and months as text (sie.md §1.3, §4 rows 18-20)."""

from __future__ import annotations

from datetime import date

import pytest

from asfdesk.domain.books.sie import Code
from asfdesk.domain.period import Month
from asfdesk.formats.sie.amounts import parse_amount, parse_day, parse_month


@pytest.mark.parametrize(
    ("text", "ore", "oddities"),
    [
        ("1000.00", 100_000, ()),
        ("-1000", -100_000, ()),
        ("212.5", 21_250, ()),
        ("-0.03", -3, ()),
        ("-0.00", 0, (Code.NEGATIVE_ZERO,)),
        ("1000,00", 100_000, (Code.DECIMAL_COMMA,)),
        ("2000,5", 200_050, (Code.DECIMAL_COMMA,)),
        ("1\u00a0000,00", 100_000, (Code.THOUSANDS_MARK, Code.DECIMAL_COMMA)),
        ("1.234.567,89", 123_456_789, (Code.DECIMAL_COMMA, Code.THOUSANDS_MARK)),
        ("1,234.50", 123_450, (Code.THOUSANDS_MARK,)),
        ("+12.50", 1_250, (Code.PLUS_SIGN,)),
        ("12.50-", -1_250, (Code.TRAILING_MINUS,)),
        ("1000.005", 100_001, (Code.MORE_DECIMALS,)),
        ("-1000.005", -100_001, (Code.MORE_DECIMALS,)),
        ("1000.0049", 100_000, (Code.MORE_DECIMALS,)),
        ("1E3", 100_000, (Code.EXPONENT,)),
        ("\u2212 5", -500, (Code.THOUSANDS_MARK,)),
    ],
)
def test_amounts_that_can_be_read(text: str, ore: int, oddities: tuple[Code, ...]) -> None:
    assert parse_amount(text) == (ore, oddities)


@pytest.mark.parametrize(
    "text",
    ["", "-", ".", "tusen", "1,000", "1.2.3", "1,2,3", "--5", "-5-", "{", "9" * 30, "1e99", "²"],
)
def test_amounts_that_cannot(text: str) -> None:
    assert parse_amount(text).ore is None


def test_a_number_too_long_for_python_is_no_amount() -> None:
    assert parse_amount("9" * 10_000).ore is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20240229", date(2024, 2, 29)),
        ("20230229", None),
        ("2024-02-29", None),
        ("202402", None),
        ("00000000", None),
        ("", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "month"), [("202412", Month(2024, 12)), ("202413", None), ("304100", None), ("", None)]
)
def test_months(text: str, month: Month | None) -> None:
    assert parse_month(text) == month

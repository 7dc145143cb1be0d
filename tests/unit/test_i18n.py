"""Numbers and months as people write them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from asfdesk import i18n


@pytest.mark.parametrize(
    ("ore", "swedish", "english"),
    [
        (123_456_789, "1\u202f234\u202f568", "1\u202f234\u202f568"),
        (-4_050, "\u221241", "\u221241"),
        (50, "1", "1"),
        (-50, "\u22121", "\u22121"),
        (49, "0", "0"),
        (-49, "0", "0"),
        (None, "\u2013", "\u2013"),
    ],
)
def test_whole_kronor_half_up(ore: int | None, swedish: str, english: str) -> None:
    assert i18n.money(ore) == swedish
    i18n.set_language("en")
    assert i18n.money(ore) == english


def test_exact_kronor() -> None:
    assert i18n.money_exact(123_405) == "1\u202f234,05"
    i18n.set_language("en")
    assert i18n.money_exact(-5) == "\u22120.05"


def test_hours_without_needless_zeros() -> None:
    assert [i18n.hours(m) for m in (390, 360, 75, 0, None)] == ["6,5", "6", "1,25", "0", "\u2013"]


def test_shares_and_numbers() -> None:
    assert i18n.percent(Fraction(1, 8)) == "12,5\u00a0%"
    assert i18n.percent(Fraction(-1, 3), 0) == "\u221233\u00a0%"
    assert i18n.percent(None) == "\u2013"
    assert i18n.decimal(Fraction(5, 4), 1) == "1,3"


def test_months_and_days_in_words() -> None:
    assert i18n.month_name(2026, 10) == "oktober 2026"
    assert i18n.long_day(date(2026, 10, 21)) == "onsdag 21 oktober 2026"
    assert i18n.short_weekday(date(2026, 10, 24)) == "l"
    i18n.set_language("en")
    assert i18n.long_day(date(2026, 10, 21)) == "Wednesday 21 October 2026"


def test_an_unknown_language_is_swedish() -> None:
    i18n.set_language("tlh")
    assert i18n.language() == "sv"

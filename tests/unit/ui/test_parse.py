"""What people type as money, hours, shares and days."""

from __future__ import annotations

from datetime import date

import pytest

from asfdesk.ui.kit.form import parse


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("320", 32_000),
        ("320,50", 32_050),
        ("1 234.5", 123_450),
        ("1\u202f234\u00a0kr", 123_400),
        ("−12,345", -1_235),
        ("0,005", 1),
    ],
)
def test_money(text: str, ore: int) -> None:
    assert parse.parse_money(text) == ore


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "1.234,5", "--1", "1e3", "kr"])
def test_what_is_not_money(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse.parse_money(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("6", 360), ("2,5", 150), ("2:30", 150), ("0:05", 5), ("7,75 h", 465), ("1.1", 66)],
)
def test_hours(text: str, minutes: int) -> None:
    assert parse.parse_hours(text) == minutes


@pytest.mark.parametrize("text", ["-1", "2:60", "a", "1:2:3", ""])
def test_what_is_not_hours(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse.parse_hours(text)


@pytest.mark.parametrize(("text", "bp"), [("25", 2_500), ("12,5 %", 1_250), ("0,005", 1)])
def test_percent(text: str, bp: int) -> None:
    assert parse.parse_percent(text) == bp


def test_integers_are_whole() -> None:
    assert parse.parse_integer("1 200") == 1200
    with pytest.raises(ValueError, match="2,5"):
        parse.parse_integer("2,5")


@pytest.mark.parametrize("text", ["2026-10-21", "20261021", " 2026-10-21 "])
def test_days(text: str) -> None:
    assert parse.parse_day(text) == date(2026, 10, 21)


@pytest.mark.parametrize("text", ["21/10 2026", "2026-02-30", "2026-1-1", ""])
def test_what_is_not_a_day(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse.parse_day(text)


@pytest.mark.parametrize(
    ("text", "minute"), [("8:30", 510), ("08.30", 510), ("9", 540), ("24:00", 1440)]
)
def test_clock(text: str, minute: int) -> None:
    assert parse.parse_clock(text) == minute


@pytest.mark.parametrize("text", ["24:01", "8:60", "x", ""])
def test_what_is_not_a_clock(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse.parse_clock(text)

"""Amounts as they are typed and pasted."""

from __future__ import annotations

import pytest

from asfdesk.domain.amount_text import Unreadable, UnreadableAmountError, parse_ore


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1 234,50", 123_450),
        ("1\u00a0234,5", 123_450),
        ("1\u202f234\u202f567", 123_456_700),
        ("\u221212", -1_200),
        ("-12,05", -1_205),
        ("1234.50", 123_450),
        ("0", 0),
        ("  75 000 kr ", 7_500_000),
        ("+5", 500),
        ("", None),
        (" ", None),
    ],
)
def test_what_can_be_read(text: str, ore: int | None) -> None:
    assert parse_ore(text) == ore


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.234,50", Unreadable.MIXED_MARKS),
        ("1.234", Unreadable.TWO_WAYS),
        ("1,234", Unreadable.TWO_WAYS),
        ("1.234.567", Unreadable.TWO_WAYS),
        ("12,3456", Unreadable.TWO_WAYS),
        ("12 34", Unreadable.NOT_A_NUMBER),
        ("abc", Unreadable.NOT_A_NUMBER),
        ("#REF!", Unreadable.NOT_A_NUMBER),
        ("--5", Unreadable.NOT_A_NUMBER),
        ("12 %", Unreadable.NOT_A_NUMBER),
        ("999999999999", Unreadable.TOO_LARGE),
    ],
)
def test_what_cannot(text: str, reason: Unreadable) -> None:
    with pytest.raises(UnreadableAmountError) as caught:
        parse_ore(text)
    assert caught.value.reason is reason

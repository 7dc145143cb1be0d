from __future__ import annotations

import pytest

from asfdesk.reports.column_widths import Wish, squeezed

WORDS, NUMBER = Wish(60, 100, words=True), Wish(30, 50, words=False)


@pytest.mark.parametrize(
    ("available", "expected"),
    [
        (200, [100, 50]),  # room enough: as wanted
        (140, [100, 40]),  # the title over the number wraps first
        (110, [80, 30]),  # then the words
        (50, [60, 30]),  # never below the least
    ],
)
def test_numbers_titles_give_way_before_words(available: float, expected: list[float]) -> None:
    assert squeezed([WORDS, NUMBER], available) == expected


def test_no_columns_have_no_widths() -> None:
    assert squeezed([], 100) == []

"""Heads of tables as people make them: merged, with weekdays, below a title."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.hours.sheet_cells import sheet_cells
from asfdesk.domain.hours.sheet_layout import Role, match_columns, signature
from asfdesk.domain.hours.sheet_table import SheetTable

if TYPE_CHECKING:
    from asfdesk.domain.hours.sheet_table import CellValue

NUMBERS = frozenset({1, 2})
DAYS = tuple(map(Fraction, range(1, 6)))
"""1-5, as a workbook holds them."""
OCTOBER = tuple(date(2026, 10, day) for day in range(1, 6))


def table(*rows: tuple[CellValue, ...]) -> SheetTable:
    return SheetTable("Blad1", rows)


def test_names_merged_over_the_row_of_days() -> None:
    """ "Nr" and "Namn" stand in the upper of two rows, the days in the lower."""
    made = table(
        ("Närvaro oktober 2026",),
        ("Nr", "Namn", "Dagar"),
        (None, None, *DAYS),
        (Fraction(1), "Aino", Fraction(6)),
    )
    layout = match_columns(made, NUMBERS)
    assert layout.header == 2
    assert layout.roles[:3] == (Role.NUMBER, Role.NAME, Role.DAY)
    assert tuple(day for _at, day in layout.days) == OCTOBER


def test_days_above_the_row_of_names() -> None:
    made = table(
        ("Oktober 2026",),
        (None, None, *DAYS),
        ("Nr", "Namn", "To", "Fr", "Lö", "Sö", "Må"),
        (Fraction(1), "Aino", Fraction(6)),
    )
    layout = match_columns(made, NUMBERS)
    assert layout.header == 2
    assert tuple(day for _at, day in layout.days) == OCTOBER


def test_weekdays_below_the_days_are_nobodys_hours() -> None:
    made = table(
        ("Oktober 2026",),
        ("Nr", "Namn", *DAYS),
        (None, None, "T", "F", "L", "S", "M"),
        (Fraction(1), "Aino", Fraction(6)),
    )
    layout = match_columns(made, NUMBERS)
    cells = list(sheet_cells(made, layout, {}))
    assert {cell.row for cell in cells} == {3}


def test_absence_without_a_number_is_not_taken_for_weekdays() -> None:
    made = table(("Nr", "Namn", *OCTOBER), (None, "Aino", "F", "F", "O"))
    cells = list(sheet_cells(made, match_columns(made, NUMBERS), {}))
    assert [cell.value for cell in cells[:3]] == ["F", "F", "O"]


def test_unknown_words_below_a_title_are_the_head() -> None:
    made = table(
        ("Bolaget", "utskrift"), (), ("Pers", "Dat", "Antal"), (Fraction(1), OCTOBER[0], DAYS[0])
    )
    layout = match_columns(made, NUMBERS)
    assert layout.header == 2
    assert layout.roles == (Role.NUMBER, Role.DATE, Role.IGNORE)
    assert layout.missing == (Role.HOURS,)


@pytest.mark.parametrize("title", ["Närvaro oktober 2026", "Närvaro november 2026"])
def test_the_month_in_the_title_does_not_change_what_a_table_is(title: str) -> None:
    made = table((title,), ("Pers", "Vem", *DAYS), (Fraction(1), "Aino", Fraction(6)))
    first = table(("Oktober 2026",), ("Pers", "Vem", *DAYS[:3]), (Fraction(2), "B", Fraction(6)))
    layouts = [match_columns(one, NUMBERS) for one in (made, first)]
    assert signature(made, layouts[0]) == signature(first, layouts[1])


def test_rising_hours_are_not_taken_for_a_head() -> None:
    made = table(("Nr", "Namn", *OCTOBER), (Fraction(1), "Aino", *DAYS), (Fraction(2), None, *DAYS))
    assert match_columns(made, NUMBERS).header == 0

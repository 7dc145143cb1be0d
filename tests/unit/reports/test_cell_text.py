from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from asfdesk.i18n import set_language
from asfdesk.reports import document as d
from asfdesk.reports.cell_text import cell_decimals, cell_text, fact_text, figure_text, value_text


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (None, d.Kind.MONEY, "–"),
        (0, d.Kind.MONEY, "0"),
        (123_456_789, d.Kind.MONEY, "1\u202f234\u202f568"),
        (-50, d.Kind.MONEY, "−1"),
        (-49, d.Kind.MONEY, "0"),
        (32_050, d.Kind.MONEY_EXACT, "320,50"),
        (450, d.Kind.HOURS, "7,50"),
        (20, d.Kind.HOURS, "0,33"),
        (Fraction(1, 8), d.Kind.PERCENT, "12,5\u00a0%"),
        (Fraction(1, 3), d.Kind.DECIMAL, "0,33"),
        (1234, d.Kind.INTEGER, "1\u202f234"),
        (date(2026, 3, 5), d.Kind.DATE, "2026-03-05"),
        ("", d.Kind.MONEY, ""),
        (d.Hidden("<5"), d.Kind.INTEGER, "<5"),
        ("Åsa", d.Kind.TEXT, "Åsa"),
    ],
)
def test_values_as_the_reader_sees_them(value: d.Value, kind: d.Kind, expected: str) -> None:
    assert value_text(value, kind) == expected


def test_english_uses_a_decimal_point() -> None:
    set_language("en")
    assert value_text(32_050, d.Kind.MONEY_EXACT) == "320.50"


@pytest.mark.parametrize(("value", "expected"), [(150, "+2"), (-150, "−2"), (0, "0")])
def test_deviations_are_signed(value: int, expected: str) -> None:
    column = d.money("v", "Avv.", signed=True)
    assert cell_text(d.Cell(value), column) == expected


def test_a_number_in_a_column_of_words_is_a_fault() -> None:
    with pytest.raises(TypeError):
        value_text(1, d.Kind.TEXT)


def test_a_tone_shows_its_symbol_unless_told_not_to() -> None:
    column = d.integer("n", "Antal")
    assert cell_text(d.Cell(3, d.Tone.WARN), column) == "!\u00a03"
    assert cell_text(d.Cell(3, d.Tone.WARN, symbol=False), column) == "3"
    assert cell_text(d.Cell(3, d.Tone.WARN), column, symbol=False) == "3"


def test_a_cell_can_be_of_another_kind_than_its_column() -> None:
    column = d.decimal("v", "Värde", decimals=1)
    assert cell_text(d.Cell(Fraction(41, 2)), column) == "20,5"
    assert cell_text(d.Cell(32_240, kind=d.Kind.MONEY_EXACT), column) == "322,40"
    assert cell_text(d.Cell(209, kind=d.Kind.INTEGER), column) == "209"
    assert cell_decimals(d.Cell(Fraction(1), decimals=3), column) == 3


def test_figures_carry_their_unit_only_when_known() -> None:
    known = d.KeyFigure("Resultat", -7_300_000, d.Kind.MONEY, "kr")
    unknown = d.KeyFigure("Kassa", None, d.Kind.MONEY, "kr")
    assert figure_text(known) == "−73\u202f000\u00a0kr"
    assert figure_text(unknown) == "–"
    assert fact_text(d.Fact("Pris", 32_000, d.Kind.MONEY_EXACT)) == "320,00"

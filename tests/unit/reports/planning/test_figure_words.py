"""Key figures in words: formulas with their numbers, counts of places, small charts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from asfdesk.domain.period import Month, Period
from asfdesk.domain.planning.figure import CountRange, Figure, Source, Unit
from asfdesk.domain.planning.figure_inputs import FigureInput
from asfdesk.domain.planning.key_figures import key_figures
from asfdesk.i18n import set_language
from asfdesk.reports.chart_shapes import Dot, Polyline
from asfdesk.reports.chart_spec import LineChart, Series
from asfdesk.reports.chart_trend import trend
from asfdesk.reports.planning.figure_charts import history_chart, short_period, trend_chart
from asfdesk.reports.planning.figure_formulas import formula_numbers, formula_words
from asfdesk.reports.planning.figure_words import count_words, figure_word, value_words

KR = 100
SHARE = Figure(
    "1",
    "self_financing",
    Unit.SHARE,
    Fraction(1_150, 3_200),
    Fraction(1_150_000 * KR),
    Fraction(3_200_000 * KR),
    Unit.MONEY,
    Unit.MONEY,
    Source.BOOKS,
)
PLACES = replace(
    SHARE,
    number="24",
    key="break_even_places",
    unit=Unit.PLACES,
    value=Fraction(840_000, 56_560),
    numerator=Fraction(840_000 * KR),
    denominator=Fraction(56_560 * KR),
)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_numbers_are_put_into_the_formula() -> None:
    assert plain(formula_numbers(SHARE)) == "1 150 000 kr / 3 200 000 kr = 35.9 %"
    assert plain(formula_numbers(PLACES)) == "840 000 kr / 56 560 kr = 14.85 → 15"
    assert formula_numbers(replace(SHARE, numerator=None, denominator=None)) == ""


def test_places_are_whole_and_ranges_are_told() -> None:
    assert value_words(PLACES) == "15"
    stepped = replace(PLACES, counts=(CountRange(8, 8), CountRange(13)))
    assert value_words(stepped) == "8 or 13 and more"
    assert count_words([CountRange(4, 6), CountRange(9, 9)]) == "4–6 or 9"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_figure_has_a_name_and_a_formula(language: str) -> None:
    set_language(language)
    keys = [figure.key for figure in key_figures(FigureInput(12), 5)]
    assert len({figure_word(key) for key in keys}) == len(keys) == 30
    assert all(formula_words(key) for key in keys)


def test_periods_under_a_chart_are_short() -> None:
    assert short_period(Period.of_quarter(2026, 3)) == "Q3 26"
    assert short_period(Period.of_month(Month(2026, 3))) == "Mar 26"
    assert short_period(Period.of_months(Month(2025, 4), Month(2026, 3))) == "Mar 26"


def test_a_history_has_its_target_beside_it_and_says_its_ends() -> None:
    points = [
        (Period.of_month(Month(2026, month)), replace(SHARE, value=Fraction(month, 10)))
        for month in (1, 2, 3)
    ]
    spec = history_chart(points, Fraction(1, 4))
    assert spec is not None
    assert [one.values for one in spec.series] == [
        (Fraction(1, 10), Fraction(2, 10), Fraction(3, 10)),
        (Fraction(1, 4),) * 3,
    ]
    assert "10.0" in spec.summary
    assert "30.0" in spec.summary
    assert trend_chart(points[:1]) is None
    assert history_chart([], None) is None


def test_a_small_line_breaks_at_gaps_and_marks_the_latest() -> None:
    values = (Fraction(1), Fraction(3), None, Fraction(2), Fraction(1))
    shapes = trend(LineChart(("",) * 5, (Series("", values),)), 86, 26)
    lines = [shape for shape in shapes if isinstance(shape, Polyline)]
    assert [len(line.points) for line in lines] == [2, 2]
    # 3 pixels of margin at each side: 80 wide, 20 a step; 20 high.
    assert list(lines[0].points) == [(3, 23), (23, 3)]
    assert list(lines[1].points) == [(63, 13), (83, 23)]
    dots = [shape for shape in shapes if isinstance(shape, Dot)]
    assert [(dot.x, dot.y) for dot in dots] == [(83, 23)]


def test_a_line_that_does_not_move_lies_in_the_middle() -> None:
    shapes = trend(LineChart(("",) * 2, (Series("", (Fraction(5), Fraction(5))),)), 86, 26)
    lines = [shape for shape in shapes if isinstance(shape, Polyline)]
    assert {y for _x, y in lines[0].points} == {13}
    assert trend(LineChart((), (Series("", ()),)), 86, 26) == ()

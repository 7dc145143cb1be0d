from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asfdesk.reports.chart_layout import layout
from asfdesk.reports.chart_scale import Scale, value_text
from asfdesk.reports.chart_shapes import Dot, Line, Polyline, Rect, Text
from asfdesk.reports.chart_spec import (
    BarChart,
    Ink,
    LineChart,
    Look,
    Mark,
    Series,
    Step,
    Unit,
    Waterfall,
    waterfall,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asfdesk.reports.chart_shapes import Primitive
    from asfdesk.reports.chart_spec import (
        ChartSpec,
    )

WIDTH, HEIGHT = 400.0, 160.0


def drawn(spec: ChartSpec) -> tuple[Primitive, ...]:
    return layout(spec, WIDTH, HEIGHT)


def bars(shapes: Iterable[Primitive]) -> list[Rect]:
    """Without the legend's small squares."""
    return [one for one in shapes if isinstance(one, Rect) and one.height != 8]


def texts(shapes: Iterable[Primitive]) -> list[str]:
    return [one.text for one in shapes if isinstance(one, Text)]


def test_bars_are_as_high_as_their_values() -> None:
    spec = BarChart(("jan", "feb"), (Series("Utfall", (100_000_00, 50_000_00)),))
    first, second = bars(drawn(spec))
    assert first.height == pytest.approx(2 * second.height)
    assert first.y + first.height == pytest.approx(second.y + second.height)


def test_negative_bars_hang_from_the_zero_line() -> None:
    spec = BarChart(("a", "b"), (Series("x", (10, -10)),), Unit.COUNT)
    up, down = bars(drawn(spec))
    assert up.y + up.height == pytest.approx(down.y)


def test_unknown_values_are_not_drawn_as_zero() -> None:
    spec = BarChart(("a", "b", "c"), (Series("x", (1, None, 0)),), Unit.COUNT)
    assert len(bars(drawn(spec))) == 2


def test_looks_differ_without_colour() -> None:
    series = tuple(Series(look, (5,), look) for look in (Look.FILLED, Look.OUTLINE, Look.LIGHT))
    found = bars(drawn(BarChart(("a",), series, Unit.COUNT)))
    assert [(one.fill, one.stroke) for one in found] == [
        (Ink.ACTUAL, None),
        (None, Ink.ACTUAL),
        (Ink.SOFT, Ink.ACTUAL),
    ]


def test_a_gap_breaks_the_line_and_every_point_has_its_symbol() -> None:
    spec = LineChart(("a", "b", "c", "d"), (Series("x", (1, 2, None, 3)),), Unit.COUNT)
    shapes = drawn(spec)
    lines = [one for one in shapes if isinstance(one, Polyline)]
    assert [len(one.points) for one in lines] == [2, 1]
    in_legend, *at_points = [(one.x, one.y) for one in shapes if isinstance(one, Dot)]
    assert in_legend[1] < 20
    assert at_points == [point for line in lines for point in line.points]


def test_a_mark_has_a_dot_and_a_text_inside_the_box() -> None:
    values = (300, 200, 5, 100)
    spec = LineChart(tuple("abcd"), (Series("x", values),), Unit.COUNT, (Mark(2, "Lägst 5"),))
    shapes = drawn(spec)
    label = next(one for one in shapes if isinstance(one, Text) and one.text == "Lägst 5")
    assert 0 < label.y < HEIGHT
    assert any(isinstance(one, Dot) and one.ink is Ink.BAD for one in shapes)


def test_a_mark_on_an_unknown_value_is_left_out() -> None:
    spec = LineChart(("a",), (Series("x", (None,)),), Unit.COUNT, (Mark(0, "Lägst"),))
    assert "Lägst" not in texts(drawn(spec))


def test_a_waterfalls_bars_meet() -> None:
    spec = waterfall(("P", 800_000_00), (("a", 100_000_00), ("b", -300_000_00)), ("U", 600_000_00))
    first, up, down, last = bars(drawn(spec))
    assert up.y + up.height == pytest.approx(first.y)
    assert down.y == pytest.approx(up.y)
    assert down.y + down.height == pytest.approx(last.y)
    assert (up.fill, down.fill) == (Ink.GOOD, Ink.BAD)
    assert {"800", "+100", "−300", "600"} <= set(texts(drawn(spec)))


def test_a_steps_own_ink_and_plain_totals() -> None:
    spec = Waterfall((Step("a", 5, total=True), Step("b", 1, ink=Ink.WARN)), Unit.COUNT)
    assert [one.fill for one in bars(drawn(spec))] == [Ink.ACTUAL, Ink.WARN]


def test_crowded_labels_are_thinned_out() -> None:
    labels = tuple(f"vecka {number}" for number in range(52))
    spec = BarChart(labels, (Series("x", (1,) * 52),), Unit.COUNT)
    shown = [text for text in texts(drawn(spec)) if text.startswith("vecka")]
    assert shown[0] == "vecka 0"
    assert len(shown) < 12


def test_values_of_a_low_chart_are_thinned_out_from_zero() -> None:
    # 70 high leaves 27 for the scale: lines at -100, -50, 0, 50 and 100 stand 7 apart.
    spec = BarChart(("jan", "feb"), (Series("Resultat", (100_000_00, -100_000_00)),))
    low = texts(layout(spec, WIDTH, 70.0))
    assert low[:3] == ["\u2212100", "0", "100"]
    assert texts(drawn(spec))[:5] == ["\u2212100", "\u221250", "0", "50", "100"]


def test_an_empty_chart_still_has_its_axis() -> None:
    for spec in (BarChart((), ()), LineChart((), ()), Waterfall(())):
        assert any(isinstance(one, Line) for one in drawn(spec))


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (150_000_00, Unit.THOUSAND_KRONOR, "150"),
        (1_234_00, Unit.KRONOR, "1\u202f234"),
        (90, Unit.HOURS, "2"),
        (Fraction(1, 4), Unit.PERCENT, "25\u00a0%"),
        (7, Unit.COUNT, "7"),
        (Fraction(5, 2), Unit.COUNT, "2,5"),
    ],
)
def test_labels_are_in_the_unit(value: int | Fraction, unit: Unit, expected: str) -> None:
    assert value_text(value, unit) == expected


@given(st.lists(st.integers(-(10**12), 10**12), max_size=8), st.sampled_from(Unit))
def test_every_value_lies_on_the_scale_and_ticks_are_few(values: Sequence[int], unit: Unit) -> None:
    scale = Scale.over(values, unit, (10.0, 110.0))
    assert scale.low <= 0 <= scale.high
    assert all(9.99 <= scale.y(value) <= 110.01 for value in values)
    assert 2 <= len(scale.ticks()) <= 7

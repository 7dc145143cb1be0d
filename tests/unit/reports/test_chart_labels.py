"""No two texts of a chart touch, and none leaves the box, narrow or wide."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.period import Month
from asfdesk.i18n import set_language
from asfdesk.reports.chart_kinds import (
    income_band,
    liquidity,
    month_labels,
    occupancy,
    plan_and_actual,
)
from asfdesk.reports.chart_layout import layout, places
from asfdesk.reports.chart_scale import money_unit
from asfdesk.reports.chart_shapes import Line, Polygon, Polyline, Rect, Text, box_of
from asfdesk.reports.chart_spec import (
    BarChart,
    Ink,
    LineChart,
    Look,
    Mark,
    Series,
    Unit,
    waterfall,
)

if TYPE_CHECKING:
    from asfdesk.reports.chart_spec import ChartSpec

SCREEN = 12 / 9
SIZES = [(360 / SCREEN, 132 / SCREEN), (360 / SCREEN, 220 / SCREEN), (1200 / SCREEN, 180 / SCREEN)]
"""Two windows and the narrow panel, in the layout's points."""

MONTHS = [Month(2026, number) for number in range(1, 13)]
KR = 100
PLAN = tuple(
    ore * 1000 * KR for ore in (255, 258, 271, 263, 268, 259, 180, 250, 271, 276, 270, 260)
)
ACTUAL = (*(ore - 14_000 * KR for ore in PLAN[:10]), None, None)
CASH = tuple(k * 100_000 for k in (412, 380, 350, 290, 240, 180, 95, -60, 120, 210, 280, 330))
LOSS = tuple(-ore // 3 for ore in PLAN)
CHANGES = (
    ("Platser", 31_400 * KR),
    ("Arbetsgivaravgifter", -4_100 * KR),
    ("Beläggning", -151_300 * KR),
    ("Pris", 5_800 * KR),
)

CHARTS: dict[str, ChartSpec] = {
    "plan": plan_and_actual(MONTHS, PLAN, ACTUAL, "s"),
    "loss": plan_and_actual(MONTHS, PLAN, (*LOSS[:4], *PLAN[4:8], None, None, None, None), "s"),
    "cash": liquidity(MONTHS, CASH, PLAN, "s", 100_000 * KR),
    "two marks": LineChart(
        tuple("abcdef"),
        (Series("x", (9, 8, 1, 1, 8, 9)),),
        Unit.COUNT,
        (Mark(2, "Lägst i mars"), Mark(3, "Lägst i april")),
    ),
    "fall": waterfall(("Plan", 819_000 * KR), CHANGES, ("Utfall", 700_800 * KR)),
    "below zero": waterfall(("Plan", 12_000 * KR), CHANGES, ("Utfall", -106_200 * KR)),
    "band": income_band(MONTHS, PLAN, (LOSS, PLAN), PLAN, "s"),
    "places": occupancy(month_labels(MONTHS), [19] * 12, [17] * 12, [14] * 10 + [None] * 2, "s"),
}


@pytest.fixture(autouse=True)
def _swedish() -> None:
    set_language("sv")


def texts(spec: ChartSpec, size: tuple[float, float]) -> list[Text]:
    return [one for one in layout(spec, *size) if isinstance(one, Text)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CHARTS)
def test_texts_keep_apart_and_inside(name: str, size: tuple[float, float]) -> None:
    found = texts(CHARTS[name], size)
    assert len(found) > 6
    for one, other in combinations(found, 2):
        assert not box_of(one).meets(box_of(other)), (one.text, other.text)
    for one in found:
        box = box_of(one)
        assert box.left >= -0.5, one.text
        assert box.right <= size[0] + 0.5, one.text
        assert box.top >= -0.5, one.text
        assert box.bottom <= size[1] + 0.5, one.text


@given(
    st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=6),
    st.integers(-(10**9), 10**9),
    st.sampled_from(SIZES),
)
def test_amounts_of_any_waterfall_keep_apart(
    changes: list[int], start: int, size: tuple[float, float]
) -> None:
    steps = tuple((f"Steg nummer {at}", ore) for at, ore in enumerate(changes))
    spec = waterfall(("Plan", start), steps, ("Utfall", start + sum(changes)))
    strong = [one for one in texts(spec, size) if one.strong]
    assert len(strong) == len(changes) + 2
    for one, other in combinations(strong, 2):
        assert not box_of(one).meets(box_of(other)), (one, other)


def test_every_step_of_a_waterfall_is_named_also_when_narrow() -> None:
    shown = [one.text for one in texts(CHARTS["fall"], SIZES[0])]
    assert {"Plan", "Platser", "Beläggning", "Pris", "Utfall"} <= set(shown)


def test_what_takes_away_is_hatched_and_what_adds_is_not() -> None:
    shapes = layout(CHARTS["fall"], 400.0, 160.0)
    bars = [one for one in shapes if isinstance(one, Rect)]
    slanting = [
        one for one in shapes if isinstance(one, Line) and one.x1 != one.x2 and one.y1 != one.y2
    ]
    down, up = bars[3], bars[1]
    assert (up.fill, down.fill) == (Ink.GOOD, Ink.BAD)
    inside = [
        one for one in slanting if down.x - 0.01 <= min(one.x1, one.x2) <= down.x + down.width
    ]
    assert inside
    assert not [one for one in slanting if up.x <= one.x1 <= up.x + up.width]
    for one in inside:
        assert down.y - 0.01 <= min(one.y1, one.y2)
        assert max(one.y1, one.y2) <= down.y + down.height + 0.01


def test_sums_so_far_have_a_scale_of_their_own_with_the_same_zero() -> None:
    spec = BarChart(
        ("a", "b"),
        (Series("x", (10, 20)),),
        Unit.COUNT,
        lines=(Series("sum", (10, -30)),),
    )
    shapes = layout(spec, 400.0, 160.0)
    zeros = {one.y for one in shapes if isinstance(one, Text) and one.text == "0"}
    assert len(zeros) == 1
    line = next(one for one in shapes if isinstance(one, Polyline) and one.ink is Ink.ACTUAL)
    zero_line = next(one for one in shapes if isinstance(one, Line) and one.ink is Ink.MUTED)
    assert line.points[0][1] < zero_line.y1 < line.points[1][1]


def test_a_band_is_an_area_with_dashed_edges_and_a_single_month_a_line() -> None:
    months = MONTHS[:3]
    wide = income_band(months, (5, 5, 5), ((1, 1, 1), (9, 9, 9)), None, "s")
    shapes = layout(wide, 400.0, 160.0)
    area = next(one for one in shapes if isinstance(one, Polygon))
    assert len(area.points) == 6
    assert sum(isinstance(one, Polyline) and one.dashed for one in shapes) == 2
    single = income_band(months, (5, None, None), ((1, None, None), (9, None, None)), None, "s")
    assert not [one for one in layout(single, 400.0, 160.0) if isinstance(one, Polygon)]


def test_lines_differ_without_colour() -> None:
    spec = CHARTS["cash"]
    assert isinstance(spec, LineChart)
    assert [one.look for one in spec.series] == [Look.FILLED, Look.DASHED, Look.FILLED]
    many = LineChart(("a", "b"), tuple(Series(n, (1, 2)) for n in "xyz"), Unit.COUNT)
    symbols = [type(one).__name__ for one in layout(many, 400.0, 160.0)]
    assert {"Dot", "Polygon", "Rect"} <= set(symbols)


@pytest.mark.parametrize("name", CHARTS)
def test_every_point_has_a_place_from_left_to_right(name: str) -> None:
    found = places(CHARTS[name], 300.0, 120.0)
    assert all(a.right == pytest.approx(b.left) for a, b in pairwise(found))
    assert found[-1].right <= 300


def test_small_amounts_are_written_in_kronor() -> None:
    assert money_unit([9_000_00, None]) is Unit.KRONOR
    assert money_unit([9_000_00, -100_000_00]) is Unit.THOUSAND_KRONOR
    assert money_unit([None]) is Unit.THOUSAND_KRONOR


def test_small_changes_between_large_totals_are_seen_on_an_axis_that_says_it_is_broken() -> None:
    shapes = layout(CHARTS["fall"], 400.0, 160.0)
    plan, up, *_rest = [one for one in shapes if isinstance(one, Rect)]
    # 31 of 819 would be a hair; the axis begins at 600 and both totals are cut through.
    assert up.height > plan.height / 10
    assert "0" not in [one.text for one in shapes if isinstance(one, Text)]
    cuts = [one for one in shapes if isinstance(one, Polyline) and one.ink is Ink.PAPER]
    assert len(cuts) == 4


def test_an_axis_is_not_broken_where_zero_is_near() -> None:
    spec = waterfall(("Plan", 100), (("a", -60),), ("Utfall", 40))
    shapes = layout(spec, 400.0, 160.0)
    assert "0" in [one.text for one in shapes if isinstance(one, Text)]
    assert not [one for one in shapes if isinstance(one, Polyline)]


def test_a_few_bars_are_not_wide_as_walls() -> None:
    few = BarChart(("a", "b"), (Series("x", (1, 2)),), Unit.COUNT, overlaid=True)
    bars = [one for one in layout(few, 900.0, 160.0) if isinstance(one, Rect) and one.height > 9]
    assert max(one.width for one in bars) <= 65

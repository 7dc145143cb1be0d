"""Groups of bars from zero, beside or inside each other, with sums so far as lines over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.reports.chart_frame import Needed, axes, frame_of, known, thinned_labels
from asfdesk.reports.chart_legend import Key, bar, legend
from asfdesk.reports.chart_lines import drawn_line
from asfdesk.reports.chart_spec import Look

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.reports.chart_frame import Frame
    from asfdesk.reports.chart_shapes import Primitive
    from asfdesk.reports.chart_spec import BarChart, Series

GROUP = 0.72
"""How much of a label's place its bars take."""

MOST_SLOT = 90.0
"""With few labels bars stay bars."""

INNER, NESTED, INMOST = 0.5, 0.54, 0.34
"""Bars inside an outline; where a light and a filled one share a place, the light, the filled."""


def bar_keys(spec: BarChart) -> list[Key]:
    """What the legend names."""
    lines = [Key(one.name, one, place, line=True) for place, one in enumerate(spec.lines)]
    return [*(Key(one.name, one) for one in spec.series), *lines]


def bar_frame(spec: BarChart, size: tuple[float, float]) -> Frame:
    """The plot of a bar chart."""
    needed = Needed(
        known(spec.series), len(spec.labels), spec.unit, bar_keys(spec), known(spec.lines)
    )
    return frame_of(needed, size)


def bar_shapes(spec: BarChart, width: float, height: float) -> Iterable[Primitive]:
    """The shapes of a bar chart, in painting order."""
    frame = bar_frame(spec, (width, height))
    yield from axes(frame, spec.unit)
    yield from thinned_labels(frame, spec.labels)
    yield from legend(bar_keys(spec), spec.unit, frame.left, width)
    zero, slot = frame.scale.y(0), min(frame.slot, MOST_SLOT)
    for place, one in enumerate(spec.series):
        left, wide = _bar_place(spec, place, one)
        for index, value in enumerate(one.values):
            if value is not None:
                x = frame.middle(index) + left * slot
                y = frame.scale.y(value)
                yield bar(x, min(y, zero), wide * slot, abs(zero - y), one)
    if frame.beside is not None:
        for place, one in enumerate(spec.lines):
            yield from drawn_line(one, place, frame, frame.beside, over_bars=True)


def _bar_place(spec: BarChart, place: int, series: Series) -> tuple[float, float]:
    """Where a series' bars begin from the middle of their slot, and how wide, in slots."""
    if spec.overlaid:
        wide = _overlaid(spec, series)
        return -wide / 2, wide
    one = GROUP / max(len(spec.series), 1)
    return -GROUP / 2 + place * one + one * 0.05, one * 0.9


def _overlaid(spec: BarChart, series: Series) -> float:
    if series.look is Look.OUTLINE:
        return GROUP
    if not _nested(spec):
        return INNER
    return NESTED if series.look is Look.LIGHT else INMOST


def _nested(spec: BarChart) -> bool:
    """Whether a light and a filled bar stand at the same label."""
    light = [one for one in spec.series if one.look is Look.LIGHT]
    filled = [one for one in spec.series if one.look is Look.FILLED]
    return any(
        a is not None and b is not None
        for one in light
        for other in filled
        for a, b in zip(one.values, other.values, strict=True)
    )

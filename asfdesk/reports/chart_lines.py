"""Lines over the labels, the areas behind them, and the points that are pointed out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from asfdesk.reports.chart_frame import LEAST_SLOT, Needed, axes, frame_of, known, thinned_labels
from asfdesk.reports.chart_legend import Key, legend, symbol
from asfdesk.reports.chart_shapes import (
    LINE_HEIGHT,
    Dot,
    Line,
    Polygon,
    Polyline,
    Text,
    box_of,
    text_width,
)
from asfdesk.reports.chart_spec import Ink, Look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asfdesk.reports.chart_frame import Frame
    from asfdesk.reports.chart_scale import Scale
    from asfdesk.reports.chart_shapes import Box, Primitive
    from asfdesk.reports.chart_spec import LineChart, Mark, Range, Series, Value

Point = tuple[float, float]


def line_keys(spec: LineChart) -> list[Key]:
    """What the legend names."""
    lines = [Key(one.name, one, place, line=True) for place, one in enumerate(spec.series)]
    return [*lines, *(Key(one.name, one) for one in spec.ranges)]


def line_frame(spec: LineChart, size: tuple[float, float]) -> Frame:
    """The plot of a line chart."""
    ends = [v for one in spec.ranges for v in (*one.low, *one.high) if v is not None]
    values = [*known(spec.series), *ends]
    needed = Needed(values, len(spec.labels), spec.unit, line_keys(spec))
    return frame_of(needed, size)


def line_shapes(spec: LineChart, width: float, height: float) -> Iterable[Primitive]:
    """The shapes of a line chart, in painting order."""
    frame = line_frame(spec, (width, height))
    areas = [shape for one in spec.ranges for shape in _area(one, frame)]
    yield from (shape for shape in areas if isinstance(shape, Polygon))
    yield from axes(frame, spec.unit)
    yield from (shape for shape in areas if not isinstance(shape, Polygon))
    labels = list(thinned_labels(frame, spec.labels))
    yield from labels
    keys = list(legend(line_keys(spec), spec.unit, frame.left, width))
    yield from keys
    for place, one in enumerate(spec.series):
        yield from drawn_line(one, place, frame, frame.scale)
    taken = [box_of(text) for text in (*labels, *keys) if isinstance(text, Text)]
    for mark in spec.marks:
        yield from _mark(spec, mark, frame, taken)


def drawn_line(
    series: Series, place: int, frame: Frame, scale: Scale, *, over_bars: bool = False
) -> Iterable[Primitive]:
    """A line in its unbroken stretches, with a symbol at each point where there is room.

    Over bars it has an edge of paper, so that it is seen against them.
    """
    dashed = series.look is Look.DASHED
    for points in runs(series.values, frame, scale):
        if over_bars:
            yield Polyline(points, Ink.PAPER, 4.4)
        yield Polyline(points, series.ink, dashed=dashed)
        if frame.slot >= LEAST_SLOT or len(points) == 1:
            yield from (symbol(x, y, series, place) for x, y in points)


def runs(values: Sequence[Value], frame: Frame, scale: Scale) -> Iterable[tuple[Point, ...]]:
    """The unbroken stretches of a line; None breaks it."""
    run: list[Point] = []
    for index, value in enumerate(values):
        if value is not None:
            run.append((frame.middle(index), scale.y(value)))
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _area(one: Range, frame: Frame) -> Iterable[Primitive]:
    """The area between low and high, with its edges dashed so that it is seen without colour."""
    pairs = zip(one.low, one.high, strict=True)
    both = [None if low is None or high is None else (low, high) for low, high in pairs]
    lows = runs([None if pair is None else pair[0] for pair in both], frame, frame.scale)
    highs = runs([None if pair is None else pair[1] for pair in both], frame, frame.scale)
    for below, above in zip(lows, highs, strict=True):
        if len(below) == 1:
            (x, low), (_x, high) = below[0], above[0]
            yield Line(x, low, x, high, one.ink)
            continue
        yield Polygon((*above, *reversed(below)), Ink.SOFT)
        yield Polyline(above, one.ink, 0.8, dashed=True)
        yield Polyline(below, one.ink, 0.8, dashed=True)


def _mark(spec: LineChart, mark: Mark, frame: Frame, taken: list[Box]) -> Iterable[Primitive]:
    """A dot and a text clear of lines and other texts: below if there is room, else above."""
    value = spec.series[mark.series].values[mark.index]
    if value is None:
        return
    point = frame.middle(mark.index), frame.scale.y(value)
    half = text_width(mark.text, strong=True) / 2 + 4
    x = min(max(point[0], frame.left + half), frame.right - half)
    span = (x - half, x + half)
    own = [point[1], *_passed(spec.series[mark.series].values, frame, span)]
    every = [y for one in spec.series for y in _passed(one.values, frame, span)]
    places = [max(own) + LINE_HEIGHT, min(own) - 7, min([*own, *every]) - 7]
    places += [places[-1] - step * LINE_HEIGHT for step in (1, 2)]
    made = [Text(x, y, mark.text, mark.ink, strong=True) for y in places]
    free = (text for text in made if _is_free(text, frame, every, taken))
    chosen = next(free, made[2])
    taken.append(box_of(chosen))
    yield Dot(*point, 3.5, mark.ink)
    yield chosen


def _is_free(text: Text, frame: Frame, lines: Sequence[float], taken: Iterable[Box]) -> bool:
    inside = text.y + 3 < frame.scale.bottom and text.y > LINE_HEIGHT
    crossed = any(text.y - LINE_HEIGHT < y < text.y + 4 for y in lines)
    return inside and not crossed and not any(box_of(text).meets(box) for box in taken)


def _passed(values: Sequence[Value], frame: Frame, span: tuple[float, float]) -> Iterable[float]:
    """Heights at which a line passes between two x: at both ends and at its points."""
    for points in runs(values, frame, frame.scale):
        yield from (y for x, y in points if span[0] <= x <= span[1])
        for (x1, y1), (x2, y2) in pairwise(points):
            yield from (y1 + (y2 - y1) * (x - x1) / (x2 - x1) for x in span if x1 <= x <= x2)

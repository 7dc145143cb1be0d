"""Chart specs to shapes: rectangles, lines, polylines and texts in a box.

The box is `width` x `height` in points (paper) or pixels (screen), origin top left, y downwards.
Text needs a size of its own, so the box is real rather than 0-1; a painter only maps inks to
colours and turns y over if its paper grows upwards. Coordinates are floats: they are ink, not
money.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.reports.chart_spec import (
    BarChart,
    Ink,
    LineChart,
    Look,
    Unit,
    Waterfall,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asfdesk.reports.chart_spec import ChartSpec, Mark, Series, Step

TEXT_SIZE = 9.0
LINE_HEIGHT = 13.0
CHARACTER = 0.52
"""Mean width of a character over its size, in Source Sans Pro; good enough to place labels."""
TICKS = 4


class Anchor(StrEnum):
    """Which end of a text its point is."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class Rect:
    """A bar; `fill` or `stroke` may be None."""

    x: float
    y: float
    width: float
    height: float
    fill: Ink | None
    stroke: Ink | None = None


@dataclass(frozen=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink
    dashed: bool = False


@dataclass(frozen=True)
class Polyline:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    ink: Ink
    width: float = 1.8
    dashed: bool = False


@dataclass(frozen=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    ink: Ink


@dataclass(frozen=True)
class Text:
    """A line of text; (x, y) is on its baseline."""

    x: float
    y: float
    text: str
    ink: Ink = Ink.MUTED
    anchor: Anchor = Anchor.MIDDLE
    strong: bool = False
    size: float = TEXT_SIZE


Primitive = Rect | Line | Polyline | Dot | Text


def layout(spec: ChartSpec, width: float, height: float) -> tuple[Primitive, ...]:
    """The shapes of a chart in a box of that size, in painting order."""
    match spec:
        case BarChart():
            return tuple(_bars(spec, width, height))
        case LineChart():
            return tuple(_lines(spec, width, height))
        case Waterfall():
            return tuple(_waterfall(spec, width, height))


def value_text(value: int | Fraction, unit: Unit, *, signed: bool = False) -> str:
    """A value as axis and labels write it, without unit."""
    match unit:
        case Unit.KRONOR:
            text = i18n.decimal(Fraction(value, 100), 0)
        case Unit.THOUSAND_KRONOR:
            text = i18n.decimal(Fraction(value, 100_000), 0)
        case Unit.HOURS:
            text = i18n.decimal(Fraction(value, 60), 0)
        case Unit.PERCENT:
            text = i18n.percent(Fraction(value), 0)
        case Unit.COUNT:
            whole = Fraction(value).denominator == 1
            text = i18n.decimal(Fraction(value), 0 if whole else 1)
    return f"+{text}" if signed and value > 0 else text


def text_width(text: str, size: float = TEXT_SIZE) -> float:
    """About how wide a text is."""
    return len(text) * size * CHARACTER


@dataclass(frozen=True)
class Scale:
    """Values to y: a vertical axis with round ticks that always holds zero."""

    low: Fraction
    high: Fraction
    step: Fraction
    top: float
    bottom: float

    @classmethod
    def over(cls, values: Iterable[int | Fraction], unit: Unit, box: tuple[float, float]) -> Scale:
        """A scale that holds all values; `box` is (top, bottom)."""
        found = [Fraction(value) for value in values]
        low, high = min([Fraction(0), *found]), max([Fraction(0), *found])
        if low == high:
            high = Fraction(_grain(unit))
        step = _round_step((high - low) / TICKS, unit)
        return cls(low // step * step, _up(high, step), step, *box)

    def y(self, value: int | Fraction) -> float:
        """Where a value is drawn."""
        share = float((value - self.low) / (self.high - self.low))
        return self.bottom - share * (self.bottom - self.top)

    def ticks(self) -> list[Fraction]:
        """The values that get a line."""
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * index for index in range(count + 1)]


def _up(value: Fraction, step: Fraction) -> Fraction:
    return -(-value // step) * step


def _grain(unit: Unit) -> Fraction:
    """The smallest step that its labels can tell apart."""
    return {
        Unit.KRONOR: Fraction(100),
        Unit.THOUSAND_KRONOR: Fraction(100_000),
        Unit.HOURS: Fraction(60),
        Unit.PERCENT: Fraction(1, 100),
        Unit.COUNT: Fraction(1),
    }[unit]


def _round_step(step: Fraction, unit: Unit) -> Fraction:
    """1, 2 or 5 times a power of ten of what the labels show, at least `step`."""
    grain = _grain(unit)
    factor = grain
    while True:
        for digit in (1, 2, 5):
            if digit * factor >= step:
                return digit * factor
        factor *= 10


@dataclass(frozen=True)
class _Frame:
    """The plot's inside: between the axis labels and above the labels below."""

    left: float
    right: float
    scale: Scale
    count: int

    @property
    def slot(self) -> float:
        """The width of one label's place."""
        return (self.right - self.left) / max(self.count, 1)

    def middle(self, index: int) -> float:
        """The middle of a label's place."""
        return self.left + (index + 0.5) * self.slot


def _frame(
    values: Sequence[int | Fraction], count: int, unit: Unit, size: tuple[float, float]
) -> _Frame:
    """Room for the legend above, tick labels at the left and labels below."""
    width, height = size
    scale = Scale.over(values, unit, (LINE_HEIGHT * 1.8, height - LINE_HEIGHT * 1.5))
    widest = max(text_width(value_text(tick, unit)) for tick in scale.ticks())
    return _Frame(widest + 8, width - 4, scale, count)


def _axes(frame: _Frame, labels: Sequence[str], unit: Unit) -> Iterable[Primitive]:
    """Grid lines with their values, the zero line, and the labels that fit below."""
    spoken = _tick_step(frame.scale)
    for tick in frame.scale.ticks():
        y = frame.scale.y(tick)
        ink = Ink.MUTED if tick == 0 else Ink.GRID
        yield Line(frame.left, y, frame.right, y, ink)
        if tick / frame.scale.step % spoken == 0:
            yield Text(frame.left - 6, y + 3, value_text(tick, unit), anchor=Anchor.END)
    every = _label_step(labels, frame.slot)
    for index in range(0, len(labels), every):
        yield Text(frame.middle(index), frame.scale.bottom + LINE_HEIGHT, labels[index])


def _tick_step(scale: Scale) -> int:
    """Every value, or every second, third … from zero, so that in a low chart they keep apart."""
    gap = scale.y(0) - scale.y(scale.step)
    return max(1, math.ceil(TEXT_SIZE / gap))


def _label_step(labels: Sequence[str], slot: float) -> int:
    """Every label, or every second, third … so that no two that are neighbours touch."""
    widths = [text_width(label) for label in labels]
    for step in range(1, len(labels)):
        shown = widths[::step]
        if all((a + b) / 2 + 2 <= step * slot for a, b in pairwise(shown)):
            return step
    return max(len(labels), 1)


def _legend(
    series: Sequence[Series], unit: Unit, frame: _Frame, *, lines: bool
) -> Iterable[Primitive]:
    """The unit at the left, the names of the series at the right, on the top line."""
    if unit is not Unit.PERCENT and unit is not Unit.COUNT:
        yield Text(frame.left - 6, LINE_HEIGHT * 0.8, str(unit), anchor=Anchor.END)
    x = frame.right - sum(text_width(one.name) + 28 for one in series)
    for one in series:
        x += 14
        if lines:
            yield Line(x - 8, 7, x + 8, 7, one.ink, dashed=one.look is Look.DASHED)
        else:
            yield _bar(x - 2, 3, 9, 8, one)
        yield Text(x + 11, LINE_HEIGHT * 0.8, one.name, anchor=Anchor.START)
        x += text_width(one.name) + 14


def _bar(x: float, y: float, width: float, height: float, series: Series) -> Rect:
    match series.look:
        case Look.OUTLINE | Look.DASHED:
            return Rect(x, y, width, height, None, series.ink)
        case Look.LIGHT:
            return Rect(x, y, width, height, Ink.SOFT, series.ink)
        case Look.FILLED:
            return Rect(x, y, width, height, series.ink)


def _known(series: Iterable[Series]) -> list[int | Fraction]:
    return [value for one in series for value in one.values if value is not None]


def _bars(spec: BarChart, width: float, height: float) -> Iterable[Primitive]:
    frame = _frame(_known(spec.series), len(spec.labels), spec.unit, (width, height))
    yield from _axes(frame, spec.labels, spec.unit)
    yield from _legend(spec.series, spec.unit, frame, lines=False)
    zero = frame.scale.y(0)
    for place, one in enumerate(spec.series):
        left, wide = _bar_place(spec, place, one)
        for index, value in enumerate(one.values):
            if value is not None:
                x = frame.middle(index) + left * frame.slot
                y = frame.scale.y(value)
                yield _bar(x, min(y, zero), wide * frame.slot, abs(zero - y), one)


def _bar_place(spec: BarChart, place: int, series: Series) -> tuple[float, float]:
    """Where a series' bars begin from the middle of their slot, and how wide, in slots."""
    if spec.overlaid:
        wide = 0.72 if series.look is Look.OUTLINE else 0.5
        return -wide / 2, wide
    bar = 0.72 / max(len(spec.series), 1)
    return -0.36 + place * bar + bar * 0.05, bar * 0.9


def _lines(spec: LineChart, width: float, height: float) -> Iterable[Primitive]:
    frame = _frame(_known(spec.series), len(spec.labels), spec.unit, (width, height))
    yield from _axes(frame, spec.labels, spec.unit)
    yield from _legend(spec.series, spec.unit, frame, lines=True)
    for one in spec.series:
        for points in _runs(one, frame):
            dashed = one.look is Look.DASHED
            yield Polyline(points, one.ink, dashed=dashed)
            if len(points) == 1:
                yield Dot(*points[0], 2.0, one.ink)
    for mark in spec.marks:
        yield from _mark(spec, mark, frame)


def _runs(series: Series, frame: _Frame) -> Iterable[tuple[tuple[float, float], ...]]:
    """The unbroken stretches of a line; None breaks it."""
    run: list[tuple[float, float]] = []
    for index, value in enumerate(series.values):
        if value is not None:
            run.append((frame.middle(index), frame.scale.y(value)))
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _mark(spec: LineChart, mark: Mark, frame: _Frame) -> Iterable[Primitive]:
    """A dot and a text clear of the lines: below if there is room, else as near above as can be."""
    value = spec.series[mark.series].values[mark.index]
    if value is None:
        return
    point = frame.middle(mark.index), frame.scale.y(value)
    half = text_width(mark.text) / 2 + 4
    x = min(max(point[0], frame.left + half), frame.right - half)
    own = [point[1], *_passed(spec.series[mark.series], frame, (x - half, x + half))]
    every = [y for one in spec.series for y in _passed(one, frame, (x - half, x + half))]
    places = [max(own) + LINE_HEIGHT, min(own) - 7, min([*own, *every]) - 7]
    free = (
        y
        for y in places
        if y + 3 < frame.scale.bottom and not any(y - LINE_HEIGHT < line < y + 4 for line in every)
    )
    yield Dot(*point, 3.5, mark.ink)
    yield Text(x, next(free, places[-1]), mark.text, mark.ink, strong=True)


def _passed(series: Series, frame: _Frame, span: tuple[float, float]) -> Iterable[float]:
    """Heights at which a line passes between two x: at both ends and at its points."""
    for points in _runs(series, frame):
        yield from (y for x, y in points if span[0] <= x <= span[1])
        for (x1, y1), (x2, y2) in pairwise(points):
            yield from (y1 + (y2 - y1) * (x - x1) / (x2 - x1) for x in span if x1 <= x <= x2)


def _waterfall(spec: Waterfall, width: float, height: float) -> Iterable[Primitive]:
    levels = _levels(spec.steps)
    ends = [level for pair in levels for level in pair]
    frame = _frame(ends, len(spec.steps), spec.unit, (width, height))
    yield from _axes(frame, [step.label for step in spec.steps], spec.unit)
    yield from _legend((), spec.unit, frame, lines=False)
    bar = frame.slot * 0.62
    for index, (step, (before, after)) in enumerate(zip(spec.steps, levels, strict=True)):
        x = frame.middle(index) - bar / 2
        top, bottom = sorted((frame.scale.y(before), frame.scale.y(after)))
        yield Rect(x, top, bar, max(bottom - top, 1.5), _step_ink(step))
        label = value_text(step.amount, spec.unit, signed=not step.total)
        yield Text(frame.middle(index), top - 4, label, Ink.TEXT, strong=True)
        if index + 1 < len(levels):
            y = frame.scale.y(after)
            yield Line(x + bar, y, x + frame.slot, y, Ink.MUTED, dashed=True)


def _levels(steps: Sequence[Step]) -> list[tuple[Fraction, Fraction]]:
    """From and to of each bar."""
    found: list[tuple[Fraction, Fraction]] = []
    level = Fraction(0)
    for step in steps:
        before = Fraction(0) if step.total else level
        level = before + step.amount
        found.append((before, level))
    return found


def _step_ink(step: Step) -> Ink:
    if step.ink is not None:
        return step.ink
    if step.total:
        return Ink.ACTUAL
    return Ink.GOOD if step.amount >= 0 else Ink.BAD

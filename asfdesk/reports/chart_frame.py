"""What charts have in common: the plot's inside, the axes, the labels and the legend."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from asfdesk.reports.chart_scale import Scale, value_text
from asfdesk.reports.chart_shapes import (
    LINE_HEIGHT,
    Anchor,
    Dot,
    Line,
    Polygon,
    Rect,
    Text,
    elided,
    text_width,
)
from asfdesk.reports.chart_spec import Ink, Look, Range, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from asfdesk.reports.chart_shapes import Primitive
    from asfdesk.reports.chart_spec import Series

KEY_WIDTH = 16.0
KEY_GAP = 3.0
BETWEEN = 9.0
SYMBOL = 2.4
"""Half the size of a point's symbol."""

LEAST_SLOT = 9.0
"""Points nearer to each other than this get no symbols."""


@dataclass(frozen=True)
class Frame:
    """The plot's inside: between the axis labels and above the labels below.

    Attributes:
        beside: the scale at the right, where there is one.
    """

    left: float
    right: float
    scale: Scale
    count: int
    beside: Scale | None = None

    @property
    def slot(self) -> float:
        """The width of one label's place."""
        return (self.right - self.left) / max(self.count, 1)

    def middle(self, index: int) -> float:
        """The middle of a label's place."""
        return self.left + (index + 0.5) * self.slot


@dataclass(frozen=True)
class Key:
    """What the legend says of one row of values."""

    name: str
    series: Series | Range
    place: int = 0
    line: bool = False


@dataclass(frozen=True)
class Needed:
    """What a frame must hold.

    Attributes:
        beside: values of the scale at the right.
        label_rows: rows of text below the plot.
        may_break: the scale may begin above zero.
        room_above: for values written above the highest bar.
    """

    values: Sequence[int | Fraction]
    count: int
    unit: Unit
    keys: Sequence[Key] = ()
    beside: Sequence[int | Fraction] = ()
    label_rows: int = 1
    room_above: float = 0.0
    may_break: bool = False


def frame_of(needed: Needed, size: tuple[float, float]) -> Frame:
    """Room for the legend above, tick labels at the sides and labels below."""
    width, height = size
    rows = max(len(legend_rows(needed.keys, width)), 1)
    top = LINE_HEIGHT * (0.8 + rows) + needed.room_above
    bottom = height - LINE_HEIGHT * (0.5 + needed.label_rows)
    reach = list(needed.values)
    if needed.beside and min(needed.beside) < 0 <= min([*reach, 0]):
        reach.append(-1)
    if needed.beside and max(needed.beside) > 0 >= max([*reach, 0]):
        reach.append(1)
    box = (top, max(bottom, top + 1))
    scale = Scale.over(reach, needed.unit, box)
    if needed.may_break:
        scale = Scale.broken(reach, needed.unit, box) or scale
    left = _widest(scale, needed.unit) + 8
    if not needed.beside:
        return Frame(left, width - 4, scale, needed.count)
    beside = scale.beside(needed.beside, needed.unit)
    return Frame(left, width - _widest(beside, needed.unit) - 8, scale, needed.count, beside)


def _widest(scale: Scale, unit: Unit) -> float:
    return max(text_width(value_text(tick, unit)) for tick in scale.ticks())


def axes(frame: Frame, unit: Unit) -> Iterable[Primitive]:
    """Grid lines with their values, and the zero line."""
    for tick in frame.scale.ticks():
        y = frame.scale.y(tick)
        edge = tick in (0, frame.scale.low) if frame.scale.low > 0 else tick == 0
        yield Line(frame.left, y, frame.right, y, Ink.MUTED if edge else Ink.GRID)
        if tick / frame.scale.step % frame.scale.spoken == 0:
            yield Text(frame.left - 6, y + 3, value_text(tick, unit), anchor=Anchor.END)
    if frame.beside is not None:
        for tick in frame.beside.ticks():
            if tick / frame.beside.step % frame.beside.spoken == 0:
                y, text = frame.beside.y(tick), value_text(tick, unit)
                yield Text(frame.right + 6, y + 3, text, anchor=Anchor.START)


def thinned_labels(frame: Frame, labels: Sequence[str]) -> Iterable[Text]:
    """The labels below, every one or every second … so that no two touch."""
    every = _label_step(labels, frame.slot)
    for index in range(0, len(labels), every):
        yield Text(_inside(frame, index, labels[index]), _below(frame), labels[index])


def label_rows(labels: Sequence[str], width: float) -> int:
    """How many rows it takes to write every label below its bar: 1 or 2."""
    slot = width / max(len(labels), 1)
    return 1 if all(text_width(label) + 4 <= slot for label in labels) else 2


def every_label(frame: Frame, labels: Sequence[str], rows: int) -> Iterable[Text]:
    """Every label below its bar, on one row or two by turns; too long ones end in an ellipsis."""
    for index, label in enumerate(labels):
        text = elided(label, rows * frame.slot - 4)
        y = _below(frame) + index % rows * LINE_HEIGHT
        yield Text(_inside(frame, index, text, outside=4.0), y, text)


def _below(frame: Frame) -> float:
    return frame.scale.bottom + LINE_HEIGHT


def _inside(frame: Frame, index: int, text: str, outside: float = 0.0) -> float:
    """The middle of a label's place, moved so far that the text stays in the plot."""
    half = text_width(text) / 2
    right = frame.right + outside
    return max(min(frame.middle(index), right - half), min(half, frame.middle(index)))


def _label_step(labels: Sequence[str], slot: float) -> int:
    """Every label, or every second, third … so that no two that are neighbours touch."""
    widths = [text_width(label) for label in labels]
    for step in range(1, len(labels)):
        shown = widths[::step]
        if all((a + b) / 2 + 2 <= step * slot for a, b in pairwise(shown)):
            return step
    return max(len(labels), 1)


def legend_rows(keys: Sequence[Key], width: float) -> list[list[Key]]:
    """The legend's entries, on as many rows as they take; the first row shares the unit's."""
    rows: list[list[Key]] = []
    used = 0.0
    for key in keys:
        wide = _wide(key.name)
        if not rows or used + wide > _legend_width(width):
            rows.append([])
            used = 0.0
        rows[-1].append(key)
        used += wide
    return rows


def _legend_width(width: float) -> float:
    """What is left of the width beside the unit."""
    return max(width - text_width("000 000"), width / 2)


def legend(keys: Sequence[Key], unit: Unit, frame: Frame, width: float) -> Iterable[Primitive]:
    """The unit at the left, the names of the series at the right, above the plot."""
    if unit not in (Unit.PERCENT, Unit.COUNT):
        yield Text(frame.left - 6, LINE_HEIGHT * 0.8, str(unit), anchor=Anchor.END)
    for at, row in enumerate(legend_rows(keys, width)):
        y = LINE_HEIGHT * (0.8 + at)
        room = _legend_width(width) - KEY_WIDTH - KEY_GAP
        names = [elided(key.name, room) for key in row]
        x = width - 4 + BETWEEN - sum(map(_wide, names))
        for key, name in zip(row, names, strict=True):
            yield from _key(key, x, y)
            yield Text(x + KEY_WIDTH + KEY_GAP, y, name, anchor=Anchor.START)
            x += _wide(name)


def _wide(name: str) -> float:
    """What an entry of the legend takes, with the gap after it."""
    return KEY_WIDTH + KEY_GAP + text_width(name) + BETWEEN


def _key(key: Key, x: float, y: float) -> Iterable[Primitive]:
    """A small piece of what the row of values looks like."""
    middle = y - 3.5
    if isinstance(key.series, Range):
        yield Rect(x + 2, y - 7.5, KEY_WIDTH - 4, 8, Ink.SOFT, key.series.ink)
    elif key.line:
        dashed = key.series.look is Look.DASHED
        yield Line(x, middle, x + KEY_WIDTH, middle, key.series.ink, dashed=dashed)
        yield symbol(x + KEY_WIDTH / 2, middle, key.series, key.place)
    else:
        yield bar(x + KEY_WIDTH - 9, y - 7.5, 9, 8, key.series)


def bar(x: float, y: float, width: float, height: float, series: Series) -> Rect:
    """A bar as its series looks."""
    match series.look:
        case Look.OUTLINE | Look.DASHED:
            return Rect(x, y, width, height, None, series.ink)
        case Look.LIGHT:
            return Rect(x, y, width, height, Ink.SOFT, series.ink)
        case Look.FILLED:
            return Rect(x, y, width, height, series.ink)


def symbol(x: float, y: float, series: Series, place: int) -> Primitive:
    """What stands at a line's points: dashed lines open squares, others by their order."""
    size = SYMBOL
    if series.look is Look.DASHED:
        return Rect(x - size, y - size, 2 * size, 2 * size, Ink.PAPER, series.ink)
    match place % 3:
        case 0:
            return Dot(x, y, size, series.ink)
        case 1:
            return Polygon(
                ((x, y - size * 1.3), (x + size * 1.3, y + size), (x - size * 1.3, y + size)),
                series.ink,
            )
        case _:
            return Rect(x - size, y - size, 2 * size, 2 * size, series.ink)


def known(series: Iterable[Series]) -> list[int | Fraction]:
    """Every value there is."""
    return [value for one in series for value in one.values if value is not None]

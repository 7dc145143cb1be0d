"""What charts have in common: the plot's inside, the axes and the labels."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from asfdesk.reports.chart_legend import legend_rows
from asfdesk.reports.chart_scale import Scale, value_text
from asfdesk.reports.chart_shapes import (
    LINE_HEIGHT,
    Anchor,
    Line,
    Text,
    elided,
    text_width,
)
from asfdesk.reports.chart_spec import Ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from asfdesk.reports.chart_legend import Key
    from asfdesk.reports.chart_shapes import Primitive
    from asfdesk.reports.chart_spec import Series, Unit

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


def known(series: Iterable[Series]) -> list[int | Fraction]:
    """Every value there is."""
    return [value for one in series for value in one.values if value is not None]

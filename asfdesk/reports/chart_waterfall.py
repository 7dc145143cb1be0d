"""From one total to another, change by change; what takes away is hatched."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.reports.chart_frame import Needed, axes, every_label, frame_of, label_rows
from asfdesk.reports.chart_legend import legend
from asfdesk.reports.chart_scale import value_text
from asfdesk.reports.chart_shapes import (
    LINE_HEIGHT,
    TEXT_SIZE,
    Line,
    Polyline,
    Rect,
    Text,
    box_of,
    hatched,
)
from asfdesk.reports.chart_spec import Ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asfdesk.reports.chart_frame import Frame
    from asfdesk.reports.chart_shapes import Box, Primitive
    from asfdesk.reports.chart_spec import Step, Waterfall

BAR = 0.62
LEAST_HEIGHT = 1.5
BREAK_AT = 8.0


def waterfall_frame(spec: Waterfall, size: tuple[float, float]) -> Frame:
    """The plot of a waterfall; above it there is room for the amounts."""
    ends = [after for _before, after in levels(spec.steps)]
    if any(not step.total for step in spec.steps[:1]):
        ends.append(Fraction(0))
    rows = label_rows([step.label for step in spec.steps], size[0] - LINE_HEIGHT * 2.5)
    may_break = bool(ends)
    needed = Needed(ends, len(spec.steps), spec.unit, label_rows=rows, may_break=may_break)
    return frame_of(needed, size)


def waterfall_shapes(spec: Waterfall, width: float, height: float) -> Iterable[Primitive]:
    """The shapes of a waterfall, in painting order."""
    frame = waterfall_frame(spec, (width, height))
    names = [step.label for step in spec.steps]
    yield from axes(frame, spec.unit)
    labels = list(every_label(frame, names, label_rows(names, width - LINE_HEIGHT * 2.5)))
    yield from labels
    yield from legend((), spec.unit, frame.left, width)
    bar = frame.slot * BAR
    taken: list[Box] = [box_of(label) for label in labels]
    pairs = levels(spec.steps)
    for index, (step, (before, after)) in enumerate(zip(spec.steps, pairs, strict=True)):
        x = frame.middle(index) - bar / 2
        heights = (frame.scale.y(max(before, frame.scale.low)), frame.scale.y(after))
        top, bottom = sorted(heights)
        rect = Rect(x, top, bar, max(bottom - top, LEAST_HEIGHT), _ink(step))
        yield rect
        if not step.total and step.amount < 0:
            yield from hatched(rect, Ink.PAPER)
        if step.total and frame.scale.low > 0:
            yield from _break(x, frame.scale.bottom, bar)
        if index + 1 < len(pairs):
            y = frame.scale.y(after)
            yield Line(x + bar, y, x + frame.slot, y, Ink.MUTED, dashed=True)
        yield _amount(spec, step, frame.middle(index), (rect, taken))


def _break(x: float, bottom: float, width: float) -> Iterable[Primitive]:
    """Two slanting cuts: the bar is longer than it is drawn."""
    for up in (BREAK_AT, BREAK_AT + 4):
        points = ((x - 2, bottom - up + 3), (x + width + 2, bottom - up - 3))
        yield Polyline(points, Ink.PAPER, 1.6)


def _amount(spec: Waterfall, step: Step, x: float, around: tuple[Rect, list[Box]]) -> Text:
    """A bar's amount above it, or below where another amount stands there."""
    rect, taken = around
    words = value_text(step.amount, spec.unit, signed=not step.total)
    under = rect.y + rect.height + TEXT_SIZE + 2
    places = [rect.y - 4, under, *(rect.y - 4 - row * LINE_HEIGHT for row in (1, 2, 3))]
    places += [under + row * LINE_HEIGHT for row in (1, 2, 3)]
    made = [Text(x, y, words, Ink.TEXT, strong=True) for y in places]
    free = (text for text in made if not any(box_of(text).meets(box) for box in taken))
    chosen = next((text for text in free if box_of(text).top >= 0), made[0])
    taken.append(box_of(chosen))
    return chosen


def levels(steps: Sequence[Step]) -> list[tuple[Fraction, Fraction]]:
    """From and to of each bar."""
    found: list[tuple[Fraction, Fraction]] = []
    level = Fraction(0)
    for step in steps:
        before = Fraction(0) if step.total else level
        level = before + step.amount
        found.append((before, level))
    return found


def _ink(step: Step) -> Ink:
    if step.ink is not None:
        return step.ink
    if step.total:
        return Ink.ACTUAL
    return Ink.GOOD if step.amount >= 0 else Ink.BAD

"""A small line without axes, for a table cell: how a figure has moved, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.reports.chart_shapes import Dot, Polyline

if TYPE_CHECKING:
    from asfdesk.reports.chart_shapes import Primitive
    from asfdesk.reports.chart_spec import LineChart

DOT = 2.0
MARGIN = 3.0


def trend(spec: LineChart, width: float, height: float) -> tuple[Primitive, ...]:
    """The first series as a line from edge to edge, lowest to highest value, the latest marked.

    A gap in the values is a gap in the line. It stands for no amounts, so it needs no zero.
    """
    one = spec.series[0]
    known = [value for value in one.values if value is not None]
    if not known:
        return ()
    low, high = min(known), max(known)
    room = width - 2 * MARGIN
    step = room / max(len(one.values) - 1, 1)
    points = [
        None
        if value is None
        else (MARGIN + at * step, _y(float(value - low), float(high - low), height))
        for at, value in enumerate(one.values)
    ]
    shapes: list[Primitive] = []
    run: list[tuple[float, float]] = []
    for point in (*points, None):
        if point is not None:
            run.append(point)
        elif run:
            shapes.append(Polyline(tuple(run), one.ink, 1.5))
            run = []
    last = next(point for point in reversed(points) if point is not None)
    return (*shapes, Dot(*last, DOT, one.ink))


def _y(above: float, span: float, height: float) -> float:
    """Upwards; in the middle when every value is the same."""
    share = above / span if span else 0.5
    return height - MARGIN - share * (height - 2 * MARGIN)

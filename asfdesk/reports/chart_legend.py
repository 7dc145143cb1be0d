"""The legend above a chart, and what bars and points look like: the same there as in the plot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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

    from asfdesk.reports.chart_shapes import Primitive
    from asfdesk.reports.chart_spec import Series

KEY_WIDTH = 16.0
KEY_GAP = 3.0
BETWEEN = 9.0
SYMBOL = 2.4
"""Half the size of a point's symbol."""


@dataclass(frozen=True)
class Key:
    """What the legend says of one row of values."""

    name: str
    series: Series | Range
    place: int = 0
    line: bool = False


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


def legend(keys: Sequence[Key], unit: Unit, left: float, width: float) -> Iterable[Primitive]:
    """The unit at the left of the plot's edge, the names of the series at the right, above it."""
    if unit not in (Unit.PERCENT, Unit.COUNT):
        yield Text(left - 6, LINE_HEIGHT * 0.8, str(unit), anchor=Anchor.END)
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

"""The shapes that charts are made of: both painters draw these and nothing else.

Coordinates are points (paper) or pixels (screen) from the box's top left, y downwards. They are
floats: ink, not money.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from asfdesk.reports.chart_spec import Ink

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT_SIZE = 9.0
LINE_HEIGHT = 13.0
CHARACTER = 0.52
"""Mean width of a character over its size, in Source Sans Pro; good enough to place labels."""

STRONG_CHARACTER = 0.55
HATCH_STEP = 5.0


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
class Polygon:
    """A filled area without an edge."""

    points: tuple[tuple[float, float], ...]
    fill: Ink


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


Primitive = Rect | Line | Polyline | Polygon | Dot | Text


class Box(NamedTuple):
    """Where a text lies."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two boxes share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def text_width(text: str, size: float = TEXT_SIZE, *, strong: bool = False) -> float:
    """About how wide a text is."""
    return len(text) * size * (STRONG_CHARACTER if strong else CHARACTER)


def box_of(text: Text) -> Box:
    """Where a text lies, from the top of its capitals to below its descenders."""
    width = text_width(text.text, text.size, strong=text.strong)
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[text.anchor]
    left = text.x - shift
    return Box(left, text.y - text.size * 0.72, left + width, text.y + text.size * 0.22)


def elided(text: str, width: float) -> str:
    """The text, or its beginning and an ellipsis where it is too wide; at least one letter."""
    if text_width(text) <= width:
        return text
    count = max(int(width / (TEXT_SIZE * CHARACTER)) - 1, 1)
    return text[:count].rstrip() + "…"


def hatched(rect: Rect, ink: Ink) -> Iterable[Line]:
    """Slanting lines inside a bar, so that it differs from a plain one without colour."""
    start = HATCH_STEP / 2
    while start < rect.width + rect.height:
        x1, y1 = min(start, rect.width), max(start - rect.width, 0.0)
        x2, y2 = max(start - rect.height, 0.0), min(start, rect.height)
        yield Line(rect.x + x1, rect.y + y1, rect.x + x2, rect.y + y2, ink)
        start += HATCH_STEP

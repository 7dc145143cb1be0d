"""A chart as a value; `chart_layout.layout` turns it into shapes, painters only draw those.

Values are raw like everywhere else (öre, minutes, exact fractions); `unit` says how they are
written. None is a gap: nothing is drawn for it, which is not the same as zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

Value = int | Fraction | None


class Unit(StrEnum):
    """What the values are, and how axis and labels write them."""

    KRONOR = "kr"
    THOUSAND_KRONOR = "tkr"
    HOURS = "h"
    PERCENT = "%"
    COUNT = "n"


class Ink(StrEnum):
    """A colour by meaning; each painter has its own palette (look/README.md tokens)."""

    ACTUAL = "actual"
    PLAN = "plan"
    PREVIOUS = "previous"
    SOFT = "soft"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    TEXT = "text"
    MUTED = "muted"
    GRID = "grid"
    PAPER = "paper"


class Look(StrEnum):
    """How a series is drawn, so that colour is never the only difference."""

    FILLED = "filled"
    OUTLINE = "outline"
    LIGHT = "light"
    DASHED = "dashed"


@dataclass(frozen=True)
class Series:
    """One row of values, one per label.

    Attributes:
        look: FILLED, OUTLINE or LIGHT for bars; FILLED (solid) or DASHED for lines.
    """

    name: str
    values: tuple[Value, ...]
    look: Look = Look.FILLED
    ink: Ink = Ink.ACTUAL


@dataclass(frozen=True)
class Mark:
    """A point of a line that is pointed out: its place among the labels and what is said."""

    index: int
    text: str
    ink: Ink = Ink.BAD
    series: int = 0


@dataclass(frozen=True)
class BarChart:
    """Groups of bars from zero, one group per label.

    Attributes:
        overlaid: draw the series at the same place, outlines wide and filled bars inside them,
            instead of side by side.
        summary: what the chart says, in one sentence, for those who cannot see it.
        lines: sums so far, drawn as lines over the bars on a scale of their own at the right.
    """

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit = Unit.THOUSAND_KRONOR
    summary: str = ""
    overlaid: bool = False
    lines: tuple[Series, ...] = ()


@dataclass(frozen=True)
class Range:
    """From a low to a high value at each label, drawn as an area; None at either end is a gap."""

    name: str
    low: tuple[Value, ...]
    high: tuple[Value, ...]
    ink: Ink = Ink.ACTUAL


@dataclass(frozen=True)
class LineChart:
    """One or more lines over the labels, with points marked out; ranges lie behind them."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit = Unit.THOUSAND_KRONOR
    marks: tuple[Mark, ...] = ()
    summary: str = ""
    ranges: tuple[Range, ...] = ()


@dataclass(frozen=True)
class Step:
    """One bar of a waterfall: a total that stands on zero, or a change from the bar before."""

    label: str
    amount: int | Fraction
    total: bool = False
    ink: Ink | None = None


@dataclass(frozen=True)
class Waterfall:
    """From one total to another, change by change."""

    steps: tuple[Step, ...]
    unit: Unit = Unit.THOUSAND_KRONOR
    summary: str = ""


ChartSpec = BarChart | LineChart | Waterfall


def waterfall(
    start: tuple[str, int], changes: tuple[tuple[str, int], ...], end: tuple[str, int]
) -> Waterfall:
    """Plan to actual in öre: (label, amount) for the ends, (label, change) between.

    Raises:
        ValueError: the changes do not lead from start to end.
    """
    if start[1] + sum(amount for _, amount in changes) != end[1]:
        raise ValueError(end[1])
    return Waterfall(
        (
            Step(*start, total=True, ink=Ink.PLAN),
            *(Step(*change) for change in changes),
            Step(*end, total=True, ink=Ink.ACTUAL),
        )
    )

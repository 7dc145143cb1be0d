"""Values to heights, and how axes and labels write them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.reports.chart_shapes import TEXT_SIZE
from asfdesk.reports.chart_spec import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

TICKS = 4
SMALL_ORE = 100_000_00
"""Amounts below a hundred thousand kronor are written in kronor, larger ones in thousands."""


def money_unit(values: Iterable[int | Fraction | None]) -> Unit:
    """Kronor while they are few enough to be read, else thousands of kronor."""
    known = [abs(Fraction(value)) for value in values if value is not None]
    small = bool(known) and max(known) < SMALL_ORE
    return Unit.KRONOR if small else Unit.THOUSAND_KRONOR


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

    @classmethod
    def broken(
        cls, values: Iterable[int | Fraction], unit: Unit, box: tuple[float, float]
    ) -> Scale | None:
        """A scale that begins above zero, for small changes between large positive values.

        None where that would not help: something is not positive, or the changes are seen anyway.
        """
        found = [Fraction(value) for value in values]
        low, high = min(found), max(found)
        if low <= 0 or low * 2 < high or low == high:
            return None
        step = _round_step((high - low) * 2 / TICKS, unit)
        start = (low - (high - low) / 2) // step * step
        return cls(start, _up(high, step), step, *box) if start > 0 else None

    def beside(self, values: Iterable[int | Fraction], unit: Unit) -> Scale:
        """A scale of other values with its ticks, and its zero, at the same heights.

        This scale must reach to both sides of zero that the values do.
        """
        needed = _grain(unit)
        for value in map(Fraction, values):
            end = self.high if value > 0 else self.low
            if value:
                needed = max(needed, value / (end / self.step))
        step = _round_step(needed, unit)
        low, high = self.low / self.step * step, self.high / self.step * step
        return Scale(low, high, step, self.top, self.bottom)

    def y(self, value: int | Fraction) -> float:
        """Where a value is drawn."""
        low, per_value = self._heights
        return self.bottom - (float(value) - low) * per_value

    @cached_property
    def _heights(self) -> tuple[float, float]:
        """The lowest value, and how much of the height one of its unit takes.

        Reckoned once: a chart asks for hundreds of heights each time it is drawn.
        """
        return float(self.low), (self.bottom - self.top) / float(self.high - self.low)

    def ticks(self) -> list[Fraction]:
        """The values that get a line."""
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * index for index in range(count + 1)]

    @property
    def spoken(self) -> int:
        """Every tick is written, or every second … from zero, so that they keep apart."""
        return max(1, math.ceil(TEXT_SIZE / (self.y(self.low) - self.y(self.low + self.step))))


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
    factor = _grain(unit)
    while True:
        for digit in (1, 2, 5):
            if digit * factor >= step:
                return digit * factor
        factor *= 10

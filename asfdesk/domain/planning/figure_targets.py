"""Targets of key figures, and the light a value gets against one (finance.md §9.2 kpi_target).

A target is kept in millionths of the figure's own unit: of a share (1 = 100 %), of a krona, of a
month. The light goes by how far the value is on the wrong side of the target.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.planning.figure import Unit
from asfdesk.domain.planning.variance import Light

if TYPE_CHECKING:
    from collections.abc import Iterable

MICRO = 1_000_000
ORE_IN_KRONA = 100


class Direction(IntEnum):
    """Which way is better."""

    MORE = 1
    LESS = -1
    NEAR = 0


@dataclass(frozen=True)
class Target:
    """What a figure should be.

    Attributes:
        figure: the key figure's key.
        fiscal_year_id: the year it is for; None = every year that has none of its own.
        yellow_micro: how far on the wrong side is still good; None = nothing is.
        red_micro: how far is still a warning; None = it is never worse than that.
    """

    figure: str
    value_micro: int
    direction: Direction
    yellow_micro: int | None = None
    red_micro: int | None = None
    fiscal_year_id: int | None = None

    def exact(self, unit: Unit) -> Fraction:
        """The target as the figure's own value (money in öre)."""
        return from_micro(self.value_micro, unit)

    def light(self, value: Fraction | None, unit: Unit) -> Light:
        """How a value is to be taken; GREY when there is none."""
        if value is None:
            return Light.GREY
        off = to_micro(value, unit) - self.value_micro
        wrong = abs(off) if self.direction is Direction.NEAR else -off * self.direction
        if wrong <= (self.yellow_micro or 0):
            return Light.GOOD
        return Light.WARN if self.red_micro is None or wrong <= self.red_micro else Light.BAD


def to_micro(value: Fraction, unit: Unit) -> Fraction:
    """A figure's value in millionths of its unit; not rounded, so that a limit is exact."""
    return value * MICRO / (ORE_IN_KRONA if unit is Unit.MONEY else 1)


def from_micro(micro: int, unit: Unit) -> Fraction:
    """Back again."""
    return Fraction(micro * (ORE_IN_KRONA if unit is Unit.MONEY else 1), MICRO)


def target_for(targets: Iterable[Target], figure: str, fiscal_year_id: int | None) -> Target | None:
    """The year's own target of a figure, else the one for all years, else None."""
    mine = {one.fiscal_year_id: one for one in targets if one.figure == figure}
    return mine.get(fiscal_year_id) or mine.get(None)

"""Hours as reports count them: minutes are kept, rounding is the recipient's rule (domain.md §3.1).

One rule is known from a source: ESF projects count whole hours rounded down. The rule is data of a
layout, so that another recipient's rule needs no code.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from asfdesk.domain.money import round_half_up

MINUTES = 60


class Rounding(StrEnum):
    """What becomes of the minutes that make no whole hour."""

    DOWN = "down"
    NEAREST = "nearest"
    UP = "up"
    EXACT = "exact"


def rounded_hours(minutes: int, rounding: Rounding = Rounding.DOWN) -> Fraction:
    """Hours of one person's month by the rule; NEAREST takes half an hour up (decisions A2)."""
    exact = Fraction(minutes, MINUTES)
    match rounding:
        case Rounding.DOWN:
            return Fraction(minutes // MINUTES)
        case Rounding.NEAREST:
            return Fraction(round_half_up(exact))
        case Rounding.UP:
            return Fraction(-(-minutes // MINUTES))
        case Rounding.EXACT:
            return exact

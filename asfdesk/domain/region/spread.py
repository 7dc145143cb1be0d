"""How a figure is spread over enterprises, and where one of them stands."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Spread:
    """Of the enterprises that have a value.

    Attributes:
        count: how many they are.
        total: their sum.
        lower, median, upper: the quartiles, exact.
    """

    count: int
    total: int
    lowest: int
    lower: Fraction
    median: Fraction
    upper: Fraction
    highest: int


@dataclass(frozen=True)
class Rank:
    """A place among others: 1 is the highest value; equal values share the best place."""

    place: int
    of: int


def spread_of(values: Sequence[int]) -> Spread | None:
    """Sum, quartiles and ends; None without values."""
    if not values:
        return None
    ordered = sorted(values)
    lower, median, upper = (quantile(ordered, Fraction(part, 4)) for part in (1, 2, 3))
    return Spread(len(ordered), sum(ordered), ordered[0], lower, median, upper, ordered[-1])


def quantile(ordered: Sequence[int], part: Fraction) -> Fraction:
    """Between the two nearest values, in proportion (Hyndman and Fan 1996, definition 7).

    Args:
        ordered: at least one value, rising.
        part: from 0 to 1; one half is the median.
    """
    at = part * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])


def rank_of(own: int, values: Sequence[int]) -> Rank:
    """The place of a value among all of them, its own included."""
    return Rank(1 + sum(one > own for one in values), len(values))

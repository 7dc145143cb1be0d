"""Money is integer öre. No float touches it (decisions A2)."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


ORE = 100
"""To the krona."""


def round_half_up(value: Fraction) -> int:
    """To the nearest whole number, halves away from zero (decisions A2)."""
    sign = -1 if value < 0 else 1
    return sign * int(abs(value) + Fraction(1, 2))


def round_quotient(numerator: int, denominator: int) -> int:
    """A quotient to the nearest whole number, halves away from zero; the denominator positive.

    The same as `round_half_up` of the fraction, where there are thousands of them.
    """
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -whole if numerator < 0 else whole


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Split a whole number by weights so that the parts sum to it exactly.

    Largest remainder, ties to the earlier part (finance.md T10). Equal parts when every weight
    is zero. A negative total is split as its mirror image.

    Args:
        total: what to split, for example öre of a year.
        weights: one non-negative number per part; at least one part.
    """
    if total < 0:
        return [-part for part in spread(-total, weights)]
    shares = list(weights) if any(weights) else [1] * len(weights)
    whole = sum(shares)
    parts = [total * share // whole for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda i: -(total * shares[i] % whole))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts


def round_together(values: Sequence[Fraction]) -> list[int]:
    """Whole numbers that sum to the rounded sum, each less than one from its own exact value.

    Largest remainder, ties to the earlier value: parts of one sum must not drift from it
    (decisions A14).
    """
    return round_within(round_half_up(sum(values, Fraction(0))), values)


def round_within(total: int, values: Sequence[Fraction]) -> list[int]:
    """Whole numbers that sum to a total, by largest remainder, ties to the earlier value.

    Args:
        total: the exact sum rounded up or down; less than one from it.
        values: the exact parts.
    """
    parts = [floor(value) for value in values]
    missing = total - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - values[i])
    for index in by_remainder[:missing]:
        parts[index] += 1
    return parts


def kronor(ore: int | Fraction) -> Fraction:
    """Öre as exact kronor."""
    return Fraction(ore) / ORE


def whole_kronor(ores: Sequence[int | Fraction]) -> list[int]:
    """Öre of whole kronor each, that sum to the sum in whole kronor: what a page shows adds up."""
    return [ORE * one for one in round_together([kronor(ore) for ore in ores])]


def ratio(numerator: int | Fraction, denominator: int | Fraction) -> Fraction | None:
    """A share, or None where there is nothing to divide by (design §5)."""
    return Fraction(numerator) / Fraction(denominator) if denominator else None

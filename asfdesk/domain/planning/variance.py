"""Actual against plan: difference, per cent and light (finance.md §9.1, §9.5; decisions A8).

Every amount is öre by effect on the result, so a difference of zero or more is good on every
money line, costs included.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.money import ratio

if TYPE_CHECKING:
    from collections.abc import Iterable

SHARE_LIMIT = Fraction(999, 100)
"""Above 999 % a share says nothing, so none is given (decisions A8)."""

BASIS_POINTS = 10_000


class Light(StrEnum):
    """How a difference is to be taken. GREY: no closed month, or nothing to compare with."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    GREY = "grey"


@dataclass(frozen=True)
class Limits:
    """Up to where a difference is good, and up to where it is a warning.

    Each limit is the larger of a share of the plan (basis points) and an amount (öre).
    """

    good_bp: int = 200
    good_ore: int = 200_000
    warn_bp: int = 1_000
    warn_ore: int = 1_000_000

    @property
    def good_share(self) -> Fraction:
        """Up to so much worse is good, as a share of the plan."""
        return Fraction(self.good_bp, BASIS_POINTS)

    @property
    def warn_share(self) -> Fraction:
        """Up to so much worse is a warning, as a share of the plan."""
        return Fraction(self.warn_bp, BASIS_POINTS)

    def light(self, variance_ore: int, plan_ore: int) -> Light:
        """The light of a difference against a plan amount (finance.md §9.5, T9)."""
        if variance_ore >= -self._limit(self.good_bp, self.good_ore, plan_ore):
            return Light.GOOD
        if variance_ore >= -self._limit(self.warn_bp, self.warn_ore, plan_ore):
            return Light.WARN
        return Light.BAD

    @staticmethod
    def _limit(share_bp: int, floor_ore: int, plan_ore: int) -> Fraction:
        return max(Fraction(abs(plan_ore) * share_bp, BASIS_POINTS), Fraction(floor_ore))


@dataclass(frozen=True)
class Comparison:
    """An actual beside a plan, in öre by effect on the result; None = there is none.

    `actual_ore` is None while no month is closed, `plan_ore` while there is no plan.
    """

    actual_ore: int | None
    plan_ore: int | None

    @property
    def variance_ore(self) -> int | None:
        """Actual minus plan (avvikelse = utfall - plan); None if either is missing."""
        if self.actual_ore is None or self.plan_ore is None:
            return None
        return self.actual_ore - self.plan_ore

    def share(self, *, is_result: bool = False) -> Fraction | None:
        """The difference as a share of the plan's size.

        None on result rows, where the plan is zero, and beyond 999 % (decisions A8).
        """
        if is_result or self.variance_ore is None or self.plan_ore is None:
            return None
        share = ratio(self.variance_ore, abs(self.plan_ore))
        return None if share is None or abs(share) > SHARE_LIMIT else share

    def light(self, limits: Limits) -> Light:
        """The light; grey when there is nothing to compare."""
        if self.variance_ore is None or self.plan_ore is None:
            return Light.GREY
        return limits.light(self.variance_ore, self.plan_ore)


def add_up(comparisons: Iterable[Comparison]) -> Comparison:
    """The sum of several rows; a side is None only if it is None on every row."""
    rows = list(comparisons)
    return Comparison(total(row.actual_ore for row in rows), total(row.plan_ore for row in rows))


def total(amounts: Iterable[int | None]) -> int | None:
    """The sum of what is there; None if nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None

"""How businesslike enterprises are, as Kugghjulet compared them: what may be told of many together.

These are figures of enterprises, not of persons. Still, in a median over three each would learn
another's, so a median needs LEAST_FOR_MEDIAN of them and quartiles LEAST_FOR_QUARTILES. A number
of enterprises is told when it, and the rest, is none or at least LEAST_ENTERPRISES. A sum is told
when nobody can work out the largest part of it to within a tenth (the p per cent rule).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.region.rollup import LARGE_BUYER_BP, SHORT_CASH_MILLI, known_values
from asfdesk.domain.region.spread import spread_of
from asfdesk.domain.sending.counts import Name
from asfdesk.domain.sending.packages import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from fractions import Fraction

    from asfdesk.domain.period import Period
    from asfdesk.domain.region.quarters import Sent

LEAST_ENTERPRISES, LEAST_FOR_MEDIAN, LEAST_FOR_QUARTILES = 3, 5, 10
BASE = "region.business"
"""Measure of the numbers of enterprises behind what has been published."""
_NEARNESS = 10
"""The largest part of a sum must not be known to within one tenth of itself."""
_SPREADS: tuple[tuple[str, Unit], ...] = (
    ("economy.own_sales_share", Unit.BP),
    ("economy.largest_buyer", Unit.BP),
    ("economy.liquidity_months", Unit.MILLI),
)
_SUMS = ("places.sold", "places.created")
_COUNTS: tuple[tuple[str, str, Callable[[int], bool]], ...] = (
    ("dependent", "economy.largest_buyer", lambda value: value > LARGE_BUYER_BP),
    ("short", "economy.liquidity_months", lambda value: value < SHORT_CASH_MILLI),
)


@dataclass(frozen=True)
class Middle:
    """A figure's middle over enterprises; None = too few, or too near what was told before."""

    key: str
    unit: Unit
    known: int
    lower: Fraction | None = None
    median: Fraction | None = None
    upper: Fraction | None = None


@dataclass(frozen=True)
class Told:
    """A sum, or a number of enterprises, of those that say; `value` None = held back."""

    key: str
    unit: Unit
    known: int
    value: int | None


@dataclass(frozen=True)
class Business:
    """What may be published of a quarter.

    Attributes:
        bases: for the memory: how many enterprises are behind each figure that is told.
    """

    middles: tuple[Middle, ...]
    sums: tuple[Told, ...]
    counts: tuple[Told, ...]
    bases: Mapping[Name, int]


def business(sent: Sequence[Sent], period: Period, earlier: Mapping[Name, int | None]) -> Business:
    """Middles, sums and numbers of enterprises that give nobody away.

    Args:
        sent: what came of the quarter.
        period: the quarter.
        earlier: what has been published before, with the bases.
    """
    bases: dict[Name, int] = {}

    def may(key: str, known: int, least: int) -> bool:
        """Whether enough say it, and the same was not told of one or two more or fewer."""
        name = Name(BASE, str(period), key)
        before = earlier.get(name)
        if known < least or (before is not None and 0 < abs(before - known) < LEAST_ENTERPRISES):
            return False
        bases[name] = known
        return True

    middles = tuple(
        _middle(key, unit, values, told=may(key, len(values), LEAST_FOR_MEDIAN))
        for key, unit in _SPREADS
        for values in [known_values(sent, key)]
    )
    sums = tuple(
        Told(key, Unit.MILLI, len(values), sum(values) if told else None)
        for key in _SUMS
        for values in [known_values(sent, key)]
        for told in [blurred(values) and may(key, len(values), LEAST_ENTERPRISES)]
    )
    counts = tuple(
        Told(name, Unit.COUNT, len(values), found if told else None)
        for name, key, is_one in _COUNTS
        for values in [known_values(sent, key)]
        for found in [sum(map(is_one, values))]
        for told in [
            not 0 < found < LEAST_ENTERPRISES
            and not 0 < len(values) - found < LEAST_ENTERPRISES
            and may(name, len(values), LEAST_FOR_MEDIAN)
        ]
    )
    return Business(middles, sums, counts, bases)


def _middle(key: str, unit: Unit, values: Sequence[int], *, told: bool) -> Middle:
    spread = spread_of(values) if told else None
    if spread is None:
        return Middle(key, unit, len(values))
    if len(values) < LEAST_FOR_QUARTILES:
        return Middle(key, unit, len(values), median=spread.median)
    return Middle(key, unit, len(values), spread.lower, spread.median, spread.upper)


def blurred(values: Sequence[int]) -> bool:
    """Whether the second largest cannot work out the largest to within a tenth of it.

    The p per cent rule (Handbook on Statistical Disclosure Control, Hundepool et al. 2010, 4.2)
    with p = 10, on sizes without sign.
    """
    sizes = sorted(map(abs, values), reverse=True)
    return len(sizes) >= LEAST_ENTERPRISES and sum(sizes[2:]) * _NEARNESS >= sizes[0]

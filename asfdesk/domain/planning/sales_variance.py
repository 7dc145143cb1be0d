"""Why sales differ from plan: volume and price (finance.md §7).

The volume that was sold is not in the bookkeeping; the user types it. A month in which it is not
known is never guessed: its difference is told on its own. Each volume is valued at the plan's
price, the price takes the rest, so that the parts are the difference to the öre.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.money import ratio, round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asfdesk.domain.period import Month


@dataclass(frozen=True)
class SoldVolume:
    """How much was sold of something in a month, in thousandths of a unit, as the user typed it.

    Attributes:
        name: what the plan's sales stream is called; it lasts from version to version.
    """

    line_code: str
    name: str
    month: Month
    volume_milli: int


@dataclass(frozen=True)
class PlannedSale:
    """One stream in one month: units, and öre per unit excl. VAT."""

    volume: Fraction
    price_ore: Fraction


@dataclass(frozen=True)
class SalesMonth:
    """One month of a line.

    Attributes:
        planned: stream name -> what was planned.
        sold: stream name -> units sold; a stream that is missing is not known.
        plan_ore, actual_ore: the line's amounts by effect.
    """

    month: Month
    planned: Mapping[str, PlannedSale]
    sold: Mapping[str, Fraction]
    plan_ore: int
    actual_ore: int

    @property
    def is_known(self) -> bool:
        """Whether every planned stream's volume is known."""
        return bool(self.planned) and all(name in self.sold for name in self.planned)

    def price(self, name: str) -> Fraction:
        """The price that the planned amount gives: the stream's own, unless typed over."""
        own = sum((one.volume * one.price_ore for one in self.planned.values()), Fraction(0))
        scale = ratio(Fraction(self.plan_ore), own)
        return self.planned[name].price_ore * (1 if scale is None else scale)


@dataclass(frozen=True)
class VolumeEffect:
    """One stream over the known months: units, and what the difference in them comes to in öre."""

    name: str
    planned: Fraction
    sold: Fraction
    ore: int


@dataclass(frozen=True)
class SalesEffects:
    """A difference taken apart; volumes, price and unknown sum to it to the öre.

    Attributes:
        price_ore: what prices did in the known months.
        planned_price, sold_price: öre per unit over the known months; None with several streams.
        unknown: the months whose volume is not known, and `unknown_ore` their difference.
    """

    volumes: tuple[VolumeEffect, ...]
    price_ore: int
    planned_price: Fraction | None = None
    sold_price: Fraction | None = None
    unknown: tuple[Month, ...] = ()
    unknown_ore: int = 0

    @property
    def total(self) -> int:
        """Actual minus plan."""
        return sum(one.ore for one in self.volumes) + self.price_ore + self.unknown_ore


@dataclass
class _Sums:
    planned: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    sold: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    effect: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))


def sales_effects(months: Iterable[SalesMonth]) -> SalesEffects:
    """Take some months apart, each on exact fractions, rounded once per part."""
    rows = list(months)
    known = [row for row in rows if row.is_known]
    sums = _Sums()
    for row in known:
        for name, one in row.planned.items():
            sums.planned[name] += one.volume
            sums.sold[name] += row.sold[name]
            sums.effect[name] += (row.sold[name] - one.volume) * row.price(name)
    volumes = tuple(
        VolumeEffect(name, sums.planned[name], sums.sold[name], round_half_up(sums.effect[name]))
        for name in sums.planned
    )
    plan, actual = (sum(row.plan_ore for row in known), sum(row.actual_ore for row in known))
    price = actual - plan - sum(one.ore for one in volumes)
    alone = volumes[0] if len(volumes) == 1 else None
    unknown = [row for row in rows if not row.is_known]
    return SalesEffects(
        volumes,
        price,
        ratio(Fraction(plan), alone.planned) if alone else None,
        ratio(Fraction(actual), alone.sold) if alone else None,
        tuple(row.month for row in unknown),
        sum(row.actual_ore - row.plan_ore for row in unknown),
    )

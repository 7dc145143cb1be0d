"""Why training income differs from plan: places, days, occupancy, price (decisions A5).

The parts are taken in that order, per month and on exact fractions, and then added up. Together
they are the difference in öre to the last öre, because the price takes what rounding leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.money import ratio, round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Drivers:
    """What makes training income in one month.

    Attributes:
        places: sold places.
        days: working days.
        occupancy: delivered / available place-days, a share.
        price_ore: öre per delivered place-day.
    """

    places: Fraction
    days: Fraction
    occupancy: Fraction
    price_ore: Fraction

    @property
    def available(self) -> Fraction:
        """Available place-days."""
        return self.places * self.days

    @property
    def delivered(self) -> Fraction:
        """Delivered place-days."""
        return self.available * self.occupancy

    @property
    def income_ore(self) -> Fraction:
        """Exact öre before rounding."""
        return self.delivered * self.price_ore

    @classmethod
    def of_income(cls, places: Fraction, days: Fraction, delivered: Fraction, ore: int) -> Drivers:
        """From what was sold, delivered and booked; the price is what the income gives per day.

        Nothing delivered or nothing sold gives occupancy or price zero: there is no product
        then, and the whole difference comes out under the earlier parts and the price.
        """
        occupancy = ratio(delivered, places * days) or Fraction(0)
        price = ratio(Fraction(ore), delivered) or Fraction(0)
        return cls(places, days, occupancy, price)


@dataclass(frozen=True)
class Effects:
    """The four parts of a difference, in exact öre or, from `in_ore`, whole öre."""

    places: Fraction = Fraction(0)
    days: Fraction = Fraction(0)
    occupancy: Fraction = Fraction(0)
    price: Fraction = Fraction(0)

    def __add__(self, other: Effects) -> Effects:
        return Effects(
            self.places + other.places,
            self.days + other.days,
            self.occupancy + other.occupancy,
            self.price + other.price,
        )


@dataclass(frozen=True)
class OreEffects:
    """The four parts in whole öre; they sum to the difference."""

    places: int
    days: int
    occupancy: int
    price: int

    @property
    def total(self) -> int:
        """Their sum: actual minus plan."""
        return self.places + self.days + self.occupancy + self.price


def decompose(plan: Drivers, actual: Drivers) -> Effects:
    """Change one driver at a time, in the order of decisions A5 (formulas of finance.md T2)."""
    return Effects(
        (actual.places - plan.places) * plan.days * plan.occupancy * plan.price_ore,
        actual.places * (actual.days - plan.days) * plan.occupancy * plan.price_ore,
        actual.available * (actual.occupancy - plan.occupancy) * plan.price_ore,
        actual.delivered * (actual.price_ore - plan.price_ore),
    )


def in_ore(effects: Iterable[Effects], difference_ore: int) -> OreEffects:
    """Add months up and round once; the price takes the remainder (decisions A5).

    Args:
        effects: one per month.
        difference_ore: actual minus plan of the same months, in öre.
    """
    summed = sum(effects, Effects())
    places = round_half_up(summed.places)
    days = round_half_up(summed.days)
    occupancy = round_half_up(summed.occupancy)
    return OreEffects(places, days, occupancy, difference_ore - places - days - occupancy)


def average(months: Iterable[Drivers]) -> Drivers | None:
    """Several months as one: days add up, the rest is weighted by what it multiplies.

    Places by days, occupancy by available, price by delivered place-days: ratios are computed
    from sums, never averaged (finance.md §9.1). None when there are no months.
    """
    rows = list(months)
    if not rows:
        return None
    days = sum((row.days for row in rows), Fraction(0))
    available = sum((row.available for row in rows), Fraction(0))
    delivered = sum((row.delivered for row in rows), Fraction(0))
    income = sum((row.income_ore for row in rows), Fraction(0))
    return Drivers(
        ratio(available, days) or Fraction(0),
        days,
        ratio(delivered, available) or Fraction(0),
        ratio(income, delivered) or Fraction(0),
    )

"""What the year will end at: four methods, chosen per line (finance.md §9.5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.money import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asfdesk.domain.period import Month

UNEVEN = Fraction(1, 10)
"""A plan that would itself be so much wrong by a method is too uneven for it."""
LITTLE = Fraction(1, 10)
"""Of less of the year's plan than this, a quota says little about the rest."""


class Method(StrEnum):
    """How the open months of a year are guessed."""

    REMAINING_PLAN = "A"
    FORECAST_PLAN = "B"
    SEASON = "C"
    STRAIGHT = "D"


class Caution(StrEnum):
    """Why a method's answer may mislead, or why there is none."""

    NOTHING_CLOSED = "nothing_closed"
    NO_FORECAST_PLAN = "no_forecast_plan"
    NO_PLAN_SO_FAR = "no_plan_so_far"
    LITTLE_PLAN_SO_FAR = "little_plan_so_far"
    OPPOSITE_SIGN = "opposite_sign"
    SEASONAL = "seasonal"


@dataclass(frozen=True)
class LineYear:
    """One line through one fiscal year, öre by effect on the result.

    Attributes:
        months: the months of the fiscal year, in order.
        closed: how many of them are closed (books_through), counted from the first.
        actual: booked per month; a closed month that is missing had nothing booked.
        plan: planned per month; a month that is missing has no amount.
        forecast: amounts of a forecast plan, for Method.FORECAST_PLAN; None = there is none.
    """

    months: Sequence[Month]
    closed: int
    actual: Mapping[Month, int] = field(default_factory=dict)
    plan: Mapping[Month, int] = field(default_factory=dict)
    forecast: Mapping[Month, int] | None = None

    @property
    def closed_months(self) -> Sequence[Month]:
        """The months that count as actual."""
        return self.months[: self.closed]

    @property
    def open_months(self) -> Sequence[Month]:
        """The months that are forecast."""
        return self.months[self.closed :]

    @property
    def actual_ore(self) -> int:
        """Booked in the closed months."""
        return sum_of(self.actual, self.closed_months)

    @property
    def planned_ore(self) -> int:
        """Planned for the whole year."""
        return sum_of(self.plan, self.months)

    def forecast_ore(self, method: Method = Method.REMAINING_PLAN) -> int | None:
        """The full year by a method; None where the method has nothing to go by.

        A actual + rest of the plan · B actual + rest of the forecast plan · C the year's plan ×
        actual / plan so far · D actual / closed months × months of the year.
        """
        match method:
            case Method.REMAINING_PLAN:
                return self.actual_ore + sum_of(self.plan, self.open_months)
            case Method.FORECAST_PLAN:
                if self.forecast is None:
                    return None
                return self.actual_ore + sum_of(self.forecast, self.open_months)
            case Method.SEASON:
                planned = sum_of(self.plan, self.closed_months)
                if not planned:
                    return None
                return round_half_up(Fraction(self.planned_ore * self.actual_ore, planned))
            case Method.STRAIGHT:
                return self._straight(self.actual_ore)

    def caution(self, method: Method) -> Caution | None:
        """Why a method misleads on this line, the gravest reason; None when it does not."""
        if not self.open_months or method is Method.REMAINING_PLAN:
            return None
        if method is Method.FORECAST_PLAN:
            return Caution.NO_FORECAST_PLAN if self.forecast is None else None
        if not self.closed:
            return Caution.NOTHING_CLOSED
        if method is Method.SEASON:
            return self._caution_of_season()
        by_plan = self._straight(sum_of(self.plan, self.closed_months)) or 0
        wrong = abs(by_plan - self.planned_ore) > UNEVEN * abs(self.planned_ore)
        return Caution.SEASONAL if wrong else None

    def _caution_of_season(self) -> Caution | None:
        so_far, year = sum_of(self.plan, self.closed_months), self.planned_ore
        if not so_far:
            return Caution.NO_PLAN_SO_FAR
        if so_far * year < 0 or so_far * self.actual_ore < 0:
            return Caution.OPPOSITE_SIGN
        if abs(so_far) < LITTLE * abs(year):
            return Caution.LITTLE_PLAN_SO_FAR
        return None

    def _straight(self, so_far_ore: int) -> int | None:
        if not self.closed:
            return None
        return round_half_up(Fraction(so_far_ore * len(self.months), self.closed))


def sum_of(amounts: Mapping[Month, int], months: Iterable[Month]) -> int:
    """What the months hold together; a missing month adds nothing."""
    return sum(amounts.get(month, 0) for month in months)

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


class Method(StrEnum):
    """How the open months of a year are guessed."""

    REMAINING_PLAN = "A"
    FORECAST_PLAN = "B"
    SEASON = "C"
    STRAIGHT = "D"


@dataclass(frozen=True)
class LineYear:
    """One line through one fiscal year, öre by effect on the result.

    Attributes:
        months: the months of the fiscal year, in order.
        closed: how many of them are closed (books_through), counted from the first.
        actual: booked per month; a closed month that is missing had nothing booked.
        plan: planned per month; a month that is missing has no amount.
        forecast: amounts of a forecast plan, for Method.FORECAST_PLAN.
    """

    months: Sequence[Month]
    closed: int
    actual: Mapping[Month, int] = field(default_factory=dict)
    plan: Mapping[Month, int] = field(default_factory=dict)
    forecast: Mapping[Month, int] = field(default_factory=dict)

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

    def forecast_ore(self, method: Method = Method.REMAINING_PLAN) -> int | None:
        """The full year by a method; None where the method has nothing to go by.

        A actual + rest of the plan · B actual + rest of the forecast plan · C the year's plan ×
        actual / plan so far · D actual / closed months × months of the year.
        """
        match method:
            case Method.REMAINING_PLAN:
                return self.actual_ore + sum_of(self.plan, self.open_months)
            case Method.FORECAST_PLAN:
                return self.actual_ore + sum_of(self.forecast, self.open_months)
            case Method.SEASON:
                planned = sum_of(self.plan, self.closed_months)
                if not planned:
                    return None
                year = sum_of(self.plan, self.months)
                return round_half_up(Fraction(year * self.actual_ore, planned))
            case Method.STRAIGHT:
                if not self.closed:
                    return None
                return round_half_up(Fraction(self.actual_ore * len(self.months), self.closed))


def sum_of(amounts: Mapping[Month, int], months: Iterable[Month]) -> int:
    """What the months hold together; a missing month adds nothing."""
    return sum(amounts.get(month, 0) for month in months)

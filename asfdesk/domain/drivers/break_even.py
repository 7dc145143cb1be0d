"""Where a plan neither gains nor loses, by rule of finance.md §9.6 nos. 24-26.

With supervisors in steps the answer is not one number: one place more may need one supervisor
more, and cost more than it brings. Every count of places without a loss is given, in ranges.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from asfdesk.domain.money import ratio
from asfdesk.domain.planning.figure import CountRange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST_COUNTED = 200
"""Where counting ends when it cannot be shown that every higher count is without a loss."""


def turnover(fixed_ore: int | Fraction, margin: Fraction | None) -> Fraction | None:
    """No. 26: sales that cover the fixed costs, exact öre; None when a krona leaves nothing.

    Args:
        fixed_ore: a year's costs however much is sold.
        margin: share of the sales that is left when the goods are paid.
    """
    return ratio(fixed_ore, margin) if margin is not None and margin > 0 else None


@dataclass(frozen=True)
class Stepped:
    """No. 25: a year in which supervisors are employed whole, each for so many trainees.

    Attributes:
        per_place_ore: what a place leaves in a year, before supervisors.
        trainees: trainees that one supervisor takes.
        supervisor_ore: a year of a supervisor.
        other_ore: a year's other costs.
    """

    per_place_ore: int | Fraction
    trainees: int | Fraction
    supervisor_ore: int | Fraction
    other_ore: int | Fraction

    def profit(self, places: int) -> int | Fraction:
        """The year's result with so many places."""
        supervisors = ceil(places / Fraction(self.trainees))
        return places * self.per_place_ore - supervisors * self.supervisor_ore - self.other_ore

    def ranges(self) -> tuple[CountRange, ...]:
        """Every count of places, from one, at which nothing is lost."""
        safe = self._safe_from()
        return profitable(self.profit, MOST_COUNTED if safe is None else safe, safe is not None)

    def _safe_from(self) -> int | None:
        """A count from which no step can cause a loss any more; None when there is none."""
        return safe_from(
            -self.other_ore - self.supervisor_ore,
            self.per_place_ore - self.supervisor_ore / Fraction(self.trainees),
        )


def safe_from(least_ore: int | Fraction, grows_ore: int | Fraction) -> int | None:
    """From which count a result that is at least `least + count × grows` is never a loss.

    None when it does not grow, or when that lies beyond MOST_COUNTED.
    """
    if grows_ore <= 0:
        return 1 if grows_ore == 0 and least_ore >= 0 else None
    found = max(1, ceil(Fraction(-least_ore) / grows_ore))
    return found if found <= MOST_COUNTED else None


def profitable(
    profit: Callable[[int], int | Fraction],
    most: int,
    and_on: bool,  # noqa: FBT001 - read with its name below
) -> tuple[CountRange, ...]:
    """The counts from 1 to `most` without a loss, in ranges.

    Args:
        profit: the result at a count.
        most: the last count that is looked at.
        and_on: every count from `most` on is known to be without a loss, so that the last
            range has no end.
    """
    found: list[CountRange] = []
    first: int | None = None
    for count in range(1, most + 1):
        if profit(count) >= 0:
            first = count if first is None else first
        elif first is not None:
            found.append(CountRange(first, count - 1))
            first = None
    if first is not None:
        found.append(CountRange(first, None if and_on else most))
    elif and_on:
        found.append(CountRange(most + 1, None))
    return tuple(found)


def gaps(ranges: Iterable[CountRange]) -> tuple[CountRange, ...]:
    """The counts with a loss between the first profitable count and the last range."""
    found: list[CountRange] = []
    before: CountRange | None = None
    for one in ranges:
        if before is not None and before.last is not None:
            found.append(CountRange(before.last + 1, one.first - 1))
        before = one
    return tuple(found)

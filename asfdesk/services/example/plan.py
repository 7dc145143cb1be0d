"""The example's business plans: what the board decided each December."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.money import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asfdesk.domain.period import Month


@dataclass(frozen=True)
class YearLine:
    """A line's year in öre (income +, cost -), and how it lies over the year.

    Attributes:
        shape: "even", "days" (working days), "season" (the café's), or the months it falls in.
    """

    code: str
    ore: int
    shape: str | tuple[int, ...] = "even"


PLANS = {
    2025: (
        YearLine("I10", 1_520_000_00, "days"),
        YearLine("I20", 1_640_000_00, "season"),
        YearLine("I40", 378_490_00),
        YearLine("I52", 150_000_00, (1, 4, 7, 10)),
        YearLine("I60", 220_000_00, (2, 5, 8, 11)),
        YearLine("I80", 15_000_00, (6, 12)),
        YearLine("K10", -560_000_00, "season"),
        YearLine("K20", -405_000_00),
        YearLine("K30", -70_000_00),
        YearLine("K31", -23_000_00),
        YearLine("K32", -15_000_00),
        YearLine("K33", -37_000_00),
        YearLine("K34", -21_000_00),
        YearLine("K35", -104_000_00),
        YearLine("K40", -1_030_000_00),
        YearLine("K41", -850_000_00),
        YearLine("K42", -57_000_00),
        YearLine("K43", -605_000_00),
        YearLine("K44", -30_000_00, (3, 9)),
        YearLine("K50", -55_200_00),
        YearLine("F20", -8_500_00, (3, 6, 9, 12)),
    ),
}
"""Fiscal year -> its lines, typed; later years are made from drivers (`plan_drivers`)."""


def monthly(
    line: YearLine,
    months: Sequence[Month],
    workdays: Callable[[Month], int],
    season: Sequence[int],
) -> dict[Month, int]:
    """A line's öre by month; sums to the year's amount."""
    if line.shape == "days":
        weights = [workdays(month) for month in months]
    elif line.shape == "season":
        weights = [season[month.number - 1] for month in months]
    elif isinstance(line.shape, tuple):
        weights = [int(month.number in line.shape) for month in months]
    else:
        weights = [1] * len(months)
    return dict(zip(months, spread(line.ore, weights), strict=True))

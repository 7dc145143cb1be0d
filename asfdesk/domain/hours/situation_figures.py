"""Planned and attended time of one placement over some days, for R5 (domain.md §8.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.hours.places import day_time
from asfdesk.domain.money import ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from fractions import Fraction

    from asfdesk.domain.hours.attendance import AttendanceEntry
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.period import Period


@dataclass(frozen=True)
class SituationFigures:
    """Minutes and days; what nobody has written down yet stands apart.

    Attributes:
        planned: of every day, filled in or not.
        planned_filled: of the days that are filled in: what the attendance rate is a share of.
        unfilled_days: days with planned time that nobody has written down.
    """

    planned: int = 0
    planned_filled: int = 0
    attended: int = 0
    attended_days: int = 0
    unfilled_days: int = 0

    @property
    def rate(self) -> Fraction | None:
        """Närvarograd: attended of planned time; None when no planned day is filled in."""
        return ratio(self.attended, self.planned_filled)


def situation_figures(
    placement: Placement,
    period: Period,
    entries: Mapping[tuple[int, date], tuple[AttendanceEntry, ...]],
    is_workday: Callable[[date], bool],
) -> SituationFigures:
    """Add up the days of a period on which the placement holds."""
    planned = filled = attended = days = unfilled = 0
    for day in period.days():
        if not placement.holds_on(day):
            continue
        time = day_time(placement, day, entries, workday=is_workday(day))
        planned += time.planned
        attended += time.attended
        days += time.attended > 0
        if time.filled:
            filled += time.planned
        else:
            unfilled += time.planned > 0
    return SituationFigures(planned, filled, attended, days, unfilled)

"""Habiliteringsersättning: what a trainee of daglig verksamhet gets for each day (domain.md §3.8).

The enterprise pays it on behalf of the payer. Amounts and the limit for a full day are the
payer's decisions and change over time, so none are shipped.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.hours.attendance import DayPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


@dataclass(frozen=True)
class HabilitationRate:
    """What is paid from a day on, until the next rate.

    Attributes:
        full_day_minutes: a day with so much attended time or more is a full day.
    """

    id: int
    valid_from: date
    full_day_ore: int
    half_day_ore: int
    full_day_minutes: int

    def part(self, minutes: int) -> DayPart:
        """Full from the limit, half below it, nothing without attended time."""
        if minutes <= 0:
            return DayPart.NONE
        return DayPart.FULL if minutes >= self.full_day_minutes else DayPart.HALF

    def ore(self, part: DayPart) -> int:
        """What a day pays."""
        return {DayPart.FULL: self.full_day_ore, DayPart.HALF: self.half_day_ore}.get(part, 0)


def rate_on(rates: Sequence[HabilitationRate], day: date) -> HabilitationRate | None:
    """The rate that holds on a day, or None before the first.

    Args:
        rates: ordered by first day.
        day: which day.
    """
    return next((rate for rate in reversed(rates) if rate.valid_from <= day), None)


@dataclass(frozen=True)
class Habilitation:
    """What somebody gets for a period.

    Attributes:
        unrated_days: attended days on which no rate holds; they are neither full nor half.
        known_ore: for the days with a rate.
    """

    full_days: int = 0
    half_days: int = 0
    unrated_days: int = 0
    known_ore: int = 0

    def __add__(self, other: Habilitation) -> Habilitation:
        return Habilitation(
            self.full_days + other.full_days,
            self.half_days + other.half_days,
            self.unrated_days + other.unrated_days,
            self.known_ore + other.known_ore,
        )

    @property
    def days(self) -> int:
        """Attended days of any kind."""
        return self.full_days + self.half_days + self.unrated_days

    @property
    def ore(self) -> int | None:
        """The amount; None when a day has no rate."""
        return None if self.unrated_days else self.known_ore


def habilitation(
    attended: Iterable[tuple[date, int]], rates: Sequence[HabilitationRate]
) -> Habilitation:
    """What a trainee gets: every day is paid once, by all its attended time together.

    Args:
        attended: day and minutes; a day may come several times (activities, placements).
        rates: ordered by first day.
    """
    by_day: defaultdict[date, int] = defaultdict(int)
    for day, minutes in attended:
        by_day[day] += minutes
    found = Habilitation()
    for day, minutes in by_day.items():
        found += _of_day(rate_on(rates, day), minutes)
    return found


def _of_day(rate: HabilitationRate | None, minutes: int) -> Habilitation:
    if minutes <= 0:
        return Habilitation()
    if rate is None:
        return Habilitation(unrated_days=1)
    part = rate.part(minutes)
    return Habilitation(
        full_days=int(part is DayPart.FULL),
        half_days=int(part is DayPart.HALF),
        known_ore=rate.ore(part),
    )

"""Supervisors and their time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Activity
from asfdesk.domain.money import ratio, round_half_up

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from asfdesk.domain.period import Month

FULL_DAY_MINUTES = 8 * 60
"""FTE = 8 h x working days (decisions A15)."""

ESF_DAY_MINUTES = 13 * 60
ESF_YEAR_MINUTES = 1720 * 60
"""ESF+ staff: at most 13 h a day and 1,720 h a calendar year (domain.md §3.3)."""

_FULL_TIME_BP = 10_000


@dataclass(frozen=True)
class Employment:
    """What holds from a date: share of full time and cost per hour."""

    id: int
    supervisor_id: int
    valid_from: date
    fte_bp: int
    cost_per_hour_ore: int


@dataclass(frozen=True)
class Supervisor:
    """A supervisor (handledare); the name is sealed, "Handledare 3" is clear (decisions C1).

    `esf_project`: whether ESF's limits are watched for this person (domain.md §3.3).
    """

    id: int
    number: int
    name: str = field(default="", repr=False)
    started_on: date | None = None
    ended_on: date | None = None
    employments: tuple[Employment, ...] = ()
    esf_project: bool = False

    def employment_on(self, day: date) -> Employment | None:
        """The employment that holds on a day, or None."""
        if self.ended_on is not None and day > self.ended_on:
            return None
        return next((e for e in reversed(self.employments) if e.valid_from <= day), None)

    def employed_in(self, first: date, last: date) -> bool:
        """Whether the supervisor works here on some day of first..last."""
        begun = self.started_on is None or self.started_on <= last
        return begun and (self.ended_on is None or self.ended_on >= first)


@dataclass(frozen=True)
class SupervisionEntry:
    """Minutes of one supervisor on one day, by activity and, if wanted, agreement."""

    supervisor_id: int
    day: date
    minutes: int
    activity: Activity = Activity.TRAINEES
    agreement_id: int | None = None


@dataclass(frozen=True)
class SupervisionTotals:
    """One supervisor's minutes of one month for one activity and agreement."""

    supervisor_id: int
    month: Month
    activity: Activity
    agreement_id: int | None
    minutes: int


class Excess(StrEnum):
    """Which of ESF's limits is passed."""

    DAY = "day"
    YEAR = "year"


@dataclass(frozen=True)
class EsfWarning:
    """A limit that is passed.

    Attributes:
        minutes: what was reported.
        day: set for DAY only.
        year: the calendar year, set for YEAR where several are looked at.
    """

    supervisor_id: int
    excess: Excess
    minutes: int
    day: date | None = None
    year: int | None = None


def esf_warnings(
    entries: Iterable[SupervisionEntry],
    year_minutes: Mapping[int, int],
    watched: Collection[int],
) -> list[EsfWarning]:
    """Days over 13 h and calendar years over 1,720 h, by supervisor and day.

    Args:
        entries: the time to look at, for example a month.
        year_minutes: supervisor id -> minutes of the whole calendar year.
        watched: ids of those who work in an ESF+ project; the limits say nothing of others.
    """
    by_day: defaultdict[tuple[int, date], int] = defaultdict(int)
    for entry in entries:
        if entry.supervisor_id in watched:
            by_day[entry.supervisor_id, entry.day] += entry.minutes
    days = [
        EsfWarning(supervisor, Excess.DAY, minutes, day)
        for (supervisor, day), minutes in sorted(by_day.items())
        if minutes > ESF_DAY_MINUTES
    ]
    years = [
        EsfWarning(supervisor, Excess.YEAR, minutes)
        for supervisor, minutes in sorted(year_minutes.items())
        if supervisor in watched and minutes > ESF_YEAR_MINUTES
    ]
    return days + years


def full_time_equivalents(minutes: int, workdays: int) -> Fraction | None:
    """Reported time as full-time posts of 8 h x working days; None without working days."""
    return ratio(minutes, FULL_DAY_MINUTES * workdays)


def standard_day_minutes(employment: Employment) -> int:
    """A day's minutes at the employment's share of full time, half up."""
    return round_half_up(Fraction(FULL_DAY_MINUTES * employment.fte_bp, _FULL_TIME_BP))


def cost_ore(entries: Iterable[SupervisionEntry], supervisors: Iterable[Supervisor]) -> int | None:
    """What reported time costs, by each day's employment; rounded to öre once.

    None when some of the time has no employment to price it: a part would look like the whole.
    """
    cost = exact_cost(entries, supervisors)
    return None if cost is None else round_half_up(cost)


def exact_cost(
    entries: Iterable[SupervisionEntry], supervisors: Iterable[Supervisor]
) -> Fraction | None:
    """The same before it is rounded, so that months can be added up."""
    by_id = {supervisor.id: supervisor for supervisor in supervisors}
    cost = Fraction(0)
    for entry in entries:
        employment = by_id[entry.supervisor_id].employment_on(entry.day)
        if employment is None:
            return None
        cost += Fraction(entry.minutes * employment.cost_per_hour_ore, 60)
    return cost


def hours_per_trainee_hour(supervision: int, attended: int) -> Fraction | None:
    """Supervisor hours for each attended trainee hour; None when nobody attended."""
    return ratio(supervision, attended)

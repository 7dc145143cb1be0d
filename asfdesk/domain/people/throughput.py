"""Trainees coming and going, and what became of them (R7 B and E; decisions A15, A16, C2).

Counted in persons, not placements. Protected persons stand outside every count here (C2), and so
do placements that were only asked for or were registered by mistake (`Placement.counts`): what is
billed is counted, from the same day.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.money import ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
    from datetime import date

    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.people.trainees import Trainee
    from asfdesk.domain.period import Period

Kind = TypeVar("Kind", bound="Hashable")

_OUTSIDE_RATES = (ExitGroup.DECEASED, ExitGroup.MISREGISTERED)
_MONTHS_PER_DAY = Fraction(48, 1461)
"""12 months in 365.25 days."""


@dataclass(frozen=True)
class Flow:
    """Trainee ids of a period. unique = at_start + new = ended + at_end."""

    at_start: frozenset[int]
    new: frozenset[int]
    ended: frozenset[int]
    at_end: frozenset[int]

    @property
    def unique(self) -> frozenset[int]:
        """Everybody who had a placement in the period."""
        return self.at_start | self.new


def countable(placements: Iterable[Placement], trainees: Mapping[int, Trainee]) -> list[Placement]:
    """Placements that statistics count."""
    return [
        placement
        for placement in placements
        if placement.counts
        and not (placement.exit and placement.exit.group is ExitGroup.MISREGISTERED)
        and not trainees[placement.trainee_id].protected
    ]


def flow(placements: Iterable[Placement], period: Period) -> Flow:
    """Who was here when the period began, came, left and is still here when it ends."""
    held = [p for p in placements if period.overlaps(p.decision_from, p.last_day)]
    before = period.first - timedelta(days=1)
    after = period.last + timedelta(days=1)
    at_start = frozenset(p.trainee_id for p in held if p.spans(before))
    everybody = frozenset(p.trainee_id for p in held)
    at_end = frozenset(p.trainee_id for p in held if p.spans(after))
    return Flow(at_start, everybody - at_start, everybody - at_end, at_end)


def average_participants(
    placements: Collection[Placement], workdays: Collection[date]
) -> Fraction | None:
    """Mean ongoing placements per working day (decisions A15); None without working days."""
    return ratio(sum(p.holds_on(day) for day in workdays for p in placements), len(workdays))


@dataclass(frozen=True)
class Outcomes:
    """Exits of a period by group. Rates are of the exits inside rates (not DECEASED)."""

    by_group: Mapping[ExitGroup, int]
    employed_by_us: int
    mean_months: Fraction | None

    @property
    def exits(self) -> int:
        """Exits that rates are counted on."""
        return sum(count for group, count in self.by_group.items() if group not in _OUTSIDE_RATES)

    def rate(self, *groups: ExitGroup) -> Fraction | None:
        """Share of exits in some groups."""
        return ratio(sum(self.by_group.get(group, 0) for group in groups), self.exits)


def outcomes(placements: Iterable[Placement], period: Period) -> Outcomes:
    """What became of the placements that ended in a period."""
    ended = [p for p in placements if p.exit and p.exit.ended_on in period]
    groups = Counter(p.exit.group for p in ended if p.exit)
    days = sum((p.exit.ended_on - p.decision_from).days + 1 for p in ended if p.exit)
    mean = ratio(days, len(ended))
    return Outcomes(
        {group: groups[group] for group in ExitGroup if group not in _OUTSIDE_RATES},
        sum(p.exit.employed_by_us for p in ended if p.exit),
        None if mean is None else mean * _MONTHS_PER_DAY,
    )


def count_by(ids: Iterable[int], kind: Callable[[int], Kind]) -> dict[Kind, int]:
    """Persons by some property, every value that occurs."""
    return dict(Counter(kind(trainee) for trainee in ids))

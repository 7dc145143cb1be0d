"""Training income expected from placements: by decision, by prolongation, by new placements.

A day of a placement is worth what the agreement pays for its planned time, times the paid share
(attendance and absence rules, `attendance_spread`), times how likely it is that the placement is
still there. Until the decision's last day that is only lessened by those who leave early; after
it the decision must be prolonged, again and again. Money is exact fractions of an öre and rounded
once per agreement, month and part; probabilities are floats kept in millionths, so that what is
shown can be worked out again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from math import exp
from typing import TYPE_CHECKING

from asfdesk.domain.money import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from random import Random

    from asfdesk.domain.period import Month
    from asfdesk.domain.planning.attendance_spread import Shares
    from asfdesk.domain.planning.decision_record import Group
    from asfdesk.domain.planning.prolongation_odds import Odds

MILLION = 1_000_000


@dataclass(frozen=True)
class Rate:
    """How often something happens a day: so many times seen, over so many days.

    Half a time over `weight` days is added, so that what has not been seen is not impossible.
    """

    times: int
    days: int
    weight: int

    @property
    def mean(self) -> float:
        """Times a day."""
        return (self.times + 0.5) / (self.days + self.weight)

    def draw(self, chance: Random) -> float:
        """One rate that would explain what was seen."""
        return chance.gammavariate(self.times + 0.5, 1) / (self.days + self.weight)


@dataclass(frozen=True)
class HeldPlace:
    """One placement that may earn.

    Attributes:
        decided: how many of the days asked about lie up to its decision's last day; 0 = the
            decision has ended lately and may still be prolonged.
        ore: what each day would pay if the placement held and everything booked were paid; 0 on
            days that are not worked, paused, in a gap, or after the agreement.
    """

    placement_id: int
    agreement_id: int
    decided: int
    ore: tuple[Fraction, ...] = field(repr=False)


@dataclass(frozen=True)
class Situation:
    """What is known of the days asked about.

    Attributes:
        first: the first day that has not been written down yet.
        months: the months of the days, in order.
        edges: where each month's days begin, counted from `first`, and where the last one ends.
        fixed: agreement id -> öre a month that nobody's presence changes (places and lump sums
            sold, days already attended).
        groups: agreement id -> its group.
        places: agreement id -> whole places that can be filled.
        usual: agreement id -> what each day of one ordinary place would pay, like `ore`.
    """

    first: date
    months: tuple[Month, ...]
    edges: tuple[int, ...]
    held: tuple[HeldPlace, ...]
    fixed: Mapping[int, tuple[int, ...]]
    groups: Mapping[int, Group]
    places: Mapping[int, int]
    usual: Mapping[int, tuple[Fraction, ...]] = field(repr=False)
    by_attendance: Mapping[int, bool] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """How many days are asked about."""
        return self.edges[-1]


@dataclass(frozen=True)
class Beliefs:
    """What is taken for granted; everything here is shown to the user with what it rests on.

    Attributes:
        odds: of being prolonged.
        lengths, first_lengths: group -> days that prolongations and first decisions give.
        share: agreement id -> paid share of what is booked.
        shares: how that varies. `set_shares`: agreements whose share somebody has decided on.
        early: leaving before the decision ends, a day.
        filled: agreement id -> a free place being filled, a day; empty = nobody new comes.
    """

    odds: Odds
    lengths: Mapping[Group, Sequence[int]]
    first_lengths: Mapping[Group, Sequence[int]]
    share: Mapping[int, Fraction]
    shares: Shares
    early: Rate
    filled: Mapping[int, Rate] = field(default_factory=dict)
    set_shares: frozenset[int] = frozenset()

    def share_of(self, one: HeldPlace) -> Fraction:
        """The share expected of a placement: the agreement's, and what is known of its own."""
        own, _width = self.shares.people.get(one.placement_id, (0.0, 0.0))
        if one.agreement_id in self.set_shares:
            own = 0.0
        return self.share[one.agreement_id] + _millionths(own)


@dataclass(frozen=True)
class Parts:
    """Expected öre of one month, or of several added up."""

    fixed: int = 0
    decided: int = 0
    prolonged: int = 0
    new: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.fixed + self.decided + self.prolonged + self.new

    def __add__(self, other: Parts) -> Parts:
        return Parts(
            self.fixed + other.fixed,
            self.decided + other.decided,
            self.prolonged + other.prolonged,
            self.new + other.new,
        )


def expected(situation: Situation, beliefs: Beliefs) -> dict[int, tuple[Parts, ...]]:
    """Agreement id -> the expected income of each month."""
    days = situation.days
    stays = [exp(-beliefs.early.mean * day) for day in range(days)]
    goes_on = {
        group: prolonged_chances(beliefs.odds.mean_bp(group) / 10_000, beliefs.lengths[group], days)
        for group in set(situation.groups.values())
    }
    decided: dict[int, list[Fraction]] = defaultdict(lambda: [Fraction(0)] * days)
    prolonged: dict[int, list[Fraction]] = defaultdict(lambda: [Fraction(0)] * days)
    held: dict[int, list[float]] = defaultdict(lambda: [0.0] * days)
    for one in situation.held:
        share = beliefs.share_of(one)
        after = goes_on[situation.groups[one.agreement_id]]
        there = held[one.agreement_id]
        for day, ore in enumerate(one.ore):
            sure = day < one.decided
            likely = stays[day] * (1.0 if sure else after[day - one.decided])
            there[day] += likely
            if ore and likely:
                to = decided if sure else prolonged
                to[one.agreement_id][day] += ore * share * _millionths(likely)
    return {
        agreement: tuple(
            Parts(
                situation.fixed.get(agreement, (0,) * len(situation.months))[at],
                _sum(decided.get(agreement), first, last),
                _sum(prolonged.get(agreement), first, last),
                _sum(new, first, last),
            )
            for at, (first, last) in enumerate(pairwise(situation.edges))
        )
        for agreement in situation.groups
        for new in (_new(situation, beliefs, agreement, (held[agreement], stays, goes_on)),)
    }


def prolonged_chances(share: float, lengths: Sequence[int], days: int) -> list[float]:
    """How likely it is that a decision goes on so many days after its last day, 0 first.

    It was prolonged once for longer than that, or for shorter and then again.
    """
    likely = {length: count / len(lengths) for length, count in Counter(lengths).items()}
    found: list[float] = []
    for day in range(days):
        found.append(
            share
            * sum(
                part * (1.0 if day < length else found[day - length])
                for length, part in likely.items()
            )
        )
    return found


def _new(
    situation: Situation,
    beliefs: Beliefs,
    agreement: int,
    known: tuple[Sequence[float], Sequence[float], Mapping[Group, Sequence[float]]],
) -> list[Fraction] | None:
    """Each day's öre of placements that fill places as they become free."""
    rate = beliefs.filled.get(agreement)
    if rate is None:
        return None
    held, stays, goes_on = known
    group, days = situation.groups[agreement], situation.days
    firsts = beliefs.first_lengths[group]
    lasts = [
        stay
        * sum(1.0 if age < length else goes_on[group][age - length] for length in firsts)
        / len(firsts)
        for age, stay in enumerate(stays)
    ]
    came: list[float] = []
    found = []
    share, fill = beliefs.share[agreement], 1 - exp(-rate.mean)
    for day in range(days):
        there = sum(one * lasts[day - at] for at, one in enumerate(came))
        free = max(situation.places[agreement] - held[day] - there, 0.0)
        came.append(fill * free)
        found.append(situation.usual[agreement][day] * share * _millionths(there + came[-1]))
    return found


def _sum(ore: Sequence[Fraction] | None, first: int, last: int) -> int:
    return round_half_up(sum(ore[first:last], Fraction(0))) if ore else 0


def _millionths(likely: float) -> Fraction:
    return Fraction(round(likely * MILLION), MILLION)


def together(parts: Iterable[Parts]) -> Parts:
    """Several months or agreements as one."""
    return sum(parts, Parts())

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
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import exp
from operator import mul
from typing import TYPE_CHECKING

from asfdesk.domain.money import ORE, kronor, round_half_up, round_together, round_within
from asfdesk.domain.planning.decision_inputs import MILLION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asfdesk.domain.planning.decision_inputs import Beliefs, Situation
    from asfdesk.domain.planning.decision_record import Group


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
    days, months = situation.days, len(situation.months)
    stays = [exp(-beliefs.early.mean * day) for day in range(days)]
    goes_on = {
        group: prolonged_chances(beliefs.odds.mean_bp(group) / 10_000, beliefs.lengths[group], days)
        for group in set(situation.groups.values())
    }
    decided: dict[int, list[Fraction]] = defaultdict(lambda: [Fraction(0)] * months)
    prolonged: dict[int, list[Fraction]] = defaultdict(lambda: [Fraction(0)] * months)
    held: dict[int, list[float]] = defaultdict(lambda: [0.0] * days)
    for one in situation.held:
        after = [0.0] * days if one.final else goes_on[situation.groups[one.agreement_id]]
        likely = [
            stay * (1.0 if day < one.decided else after[day - one.decided])
            for day, stay in enumerate(stays)
        ]
        there = held[one.agreement_id]
        for day, chance in enumerate(likely):
            there[day] += chance
        weights = [round(chance * MILLION) for chance in likely]
        share = beliefs.share_of(one) / MILLION
        for at, (first, last) in enumerate(pairwise(situation.edges)):
            middle = min(max(one.decided, first), last)
            decided[one.agreement_id][at] += share * _worth(one.ore, weights, first, middle)
            prolonged[one.agreement_id][at] += share * _worth(one.ore, weights, middle, last)
    none = [Fraction(0)] * months
    found = {}
    for agreement in situation.groups:
        new = _new(situation, beliefs, agreement, (held[agreement], stays, goes_on))
        fixed = situation.fixed.get(agreement) or (0,) * months
        parts = zip(
            fixed, decided.get(agreement, none), prolonged.get(agreement, none), new, strict=True
        )
        found[agreement] = tuple(
            Parts(sure, *(round_half_up(part) for part in others)) for sure, *others in parts
        )
    return found


def _worth(
    ore: Sequence[int | Fraction], weights: Sequence[int], first: int, last: int
) -> int | Fraction:
    """Öre of some days, each as many times as its weight says."""
    worth: int | Fraction = sum(map(mul, ore[first:last], weights[first:last]))
    return worth


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
) -> list[Fraction]:
    """Each month's öre of placements that fill places as they become free."""
    rate = beliefs.filled.get(agreement)
    if rate is None:
        return [Fraction(0)] * len(situation.months)
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
    weights: list[int] = []
    fill = 1 - exp(-rate.mean)
    for day in range(days):
        there = sum(one * lasts[day - at] for at, one in enumerate(came))
        free = max(situation.places[agreement] - held[day] - there, 0.0)
        came.append(fill * free)
        weights.append(round((there + came[-1]) * MILLION))
    share = beliefs.share[agreement] / MILLION
    usual = situation.usual[agreement]
    return [
        share * _worth(usual, weights, first, last) for first, last in pairwise(situation.edges)
    ]


def in_kronor(found: Mapping[int, Sequence[Parts]]) -> dict[int, tuple[Parts, ...]]:
    """The same in whole kronor, rounded once: parts, months, agreements and sums all add up.

    The sum of everything is the exact one rounded; a month is less than a krona from its own.
    """
    months = list(zip(*found.values(), strict=True))
    wholes = round_together([kronor(together(month).total) for month in months])
    columns = []
    for whole, month in zip(wholes, months, strict=True):
        shares = round_within(whole, [kronor(one.total) for one in month])
        columns.append([_split(share, one) for share, one in zip(shares, month, strict=True)])
    return dict(zip(found, zip(*columns, strict=True), strict=True))


def _split(whole: int, exact: Parts) -> Parts:
    amounts = (exact.fixed, exact.decided, exact.prolonged, exact.new)
    return Parts(*(ORE * one for one in round_within(whole, [kronor(ore) for ore in amounts])))


def together(parts: Iterable[Parts]) -> Parts:
    """Several months or agreements as one."""
    return sum(parts, Parts())

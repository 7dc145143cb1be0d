"""The same forecast many times over, each time with other chances: the band around it.

One path draws everything that is not known: how likely each group's decisions are to be prolonged
this year (one draw for the group, so its decisions stand or fall together), how long prolongations
are, how often people leave early and places are filled, what share of the booked an agreement pays,
how the months and the people differ. Then it lets every placement go on or end. A band that only
let the decisions vary, with the shares taken as known, would be too narrow: history is short.

Chance is a `random.Random` that is passed in, so that the same file gives the same figures. Öre are
whole; shares are drawn as floats and used as whole ten-thousandths.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from fractions import Fraction
    from random import Random

    from asfdesk.domain.planning.decision_inputs import Beliefs, HeldPlace, Situation
    from asfdesk.domain.planning.decision_record import Group

PATHS = 1000
TEN_THOUSANDTHS = 10_000
RESAMPLES = 40
"""So many times the lengths seen are drawn again, to let it count how few they are."""

TOLD_EVERY = 25
"""Progress is told after so many paths."""

P10, P50, P90 = 10, 50, 90
HUNDRED = 100


@dataclass(frozen=True)
class Band:
    """So much or less in 10, 50 and 90 of a hundred paths, in öre."""

    p10: int
    p50: int
    p90: int

    @classmethod
    def of(cls, amounts: Iterable[int]) -> Band:
        """The band of at least one amount (nearest rank)."""
        found = sorted(amounts)
        return cls(*(found[-(-len(found) * share // HUNDRED) - 1] for share in (P10, P50, P90)))

    def __contains__(self, ore: object) -> bool:
        return isinstance(ore, int) and self.p10 <= ore <= self.p90


@dataclass(frozen=True)
class Bands:
    """Bands of one simulation; those of parts don't sum to that of the whole.

    Attributes:
        months: by month. `upto`: of the months added up so far.
    """

    whole: Band
    months: tuple[Band, ...]
    upto: tuple[Band, ...]
    agreements: Mapping[int, Band]


def bands(
    situation: Situation,
    beliefs: Beliefs,
    chance: Random,
    paths: int = PATHS,
    told: Callable[[int, int], None] = lambda _done, _total: None,
) -> Bands:
    """The bands over so many paths; `told` hears how many are done."""
    walker = _Walker(situation, beliefs, chance)
    by_month: list[list[int]] = []
    by_agreement: dict[int, list[int]] = defaultdict(list)
    for path in range(paths):
        if path % TOLD_EVERY == 0:
            told(path, paths)
        found = walker.walk()
        by_month.append([sum(month) for month in zip(*found.values(), strict=True)])
        for agreement, months in found.items():
            by_agreement[agreement].append(sum(months))
    told(paths, paths)
    upto = [list(accumulate(months)) for months in by_month]
    return Bands(
        Band.of(months[-1] for months in upto),
        tuple(Band.of(column) for column in zip(*by_month, strict=True)),
        tuple(Band.of(column) for column in zip(*upto, strict=True)),
        {agreement: Band.of(sums) for agreement, sums in by_agreement.items()},
    )


@dataclass(frozen=True)
class _Path:
    """What one path has drawn for everybody."""

    shares: Mapping[Group, float]
    lengths: Mapping[Group, Sequence[int]]
    early: float


class _Walker:
    """Walks one path at a time; sums of days are made once."""

    def __init__(self, situation: Situation, beliefs: Beliefs, chance: Random) -> None:
        self._situation = situation
        self._beliefs = beliefs
        self._chance = chance
        self._groups = sorted(set(situation.groups.values()))
        self._lengths = {
            group: [chance.choices(found, k=len(found)) for _again in range(RESAMPLES)]
            for group in self._groups
            for found in (beliefs.lengths[group],)
        }
        self._upto = {one.placement_id: _upto(one.ore) for one in situation.held}
        self._usual = {key: _upto(ore) for key, ore in situation.usual.items()}
        self._month_at = [
            at
            for at, (first, last) in enumerate(pairwise(situation.edges))
            for _day in range(first, last)
        ]
        self._of: dict[int, list[HeldPlace]] = {key: [] for key in situation.groups}
        for one in situation.held:
            self._of[one.agreement_id].append(one)

    def walk(self) -> dict[int, list[int]]:
        """Agreement id -> öre of each month, as it may go."""
        chance, beliefs = self._chance, self._beliefs
        path = _Path(
            beliefs.odds.draw(self._groups, chance),
            {group: chance.choice(self._lengths[group]) for group in self._groups},
            beliefs.early.draw(chance),
        )
        count = len(self._situation.months)
        months = {
            key: beliefs.shares.spreads[key].draw_months(count, chance) for key in (True, False)
        }
        return {
            agreement: self._agreement(
                agreement, path, months[self._situation.by_attendance[agreement]]
            )
            for agreement in self._situation.groups
        }

    def _agreement(self, agreement: int, path: _Path, months: Sequence[float]) -> list[int]:
        situation, beliefs, chance = self._situation, self._beliefs, self._chance
        count = len(situation.months)
        spread = beliefs.shares.spreads[situation.by_attendance[agreement]]
        share = round(TEN_THOUSANDTHS * float(beliefs.share[agreement]))
        level = chance.gauss(0, beliefs.levels.get(agreement, 0.0))
        booked, paid, people = [0] * count, [0] * count, [0] * count
        free_from: list[int] = []
        for one in self._of[agreement]:
            group = None if one.final else situation.groups[agreement]
            last = self._last(one.decided, group, path, 0)
            own = share
            if agreement not in beliefs.set_shares:
                own += beliefs.shares.draw_person(one.placement_id, spread, level, chance)
            self._add(self._upto[one.placement_id], (0, last), own, (booked, paid, people))
            free_from.append(last)
        rate = beliefs.filled.get(agreement)
        if rate is not None:
            for stay in self._newcomers(agreement, free_from, path, rate.draw(chance)):
                own = share + round(TEN_THOUSANDTHS * chance.gauss(level, spread.people))
                self._add(self._usual[agreement], stay, own, (booked, paid, people))
        fixed = situation.fixed.get(agreement)
        found = []
        for at in range(count):
            off = months[at] + chance.gauss(0, spread.rest / sqrt(people[at] or 1))
            ore = (paid[at] + booked[at] * round(TEN_THOUSANDTHS * off)) // TEN_THOUSANDTHS
            found.append(min(max(ore, 0), booked[at]) + (fixed[at] if fixed else 0))
        return found

    def _last(self, decided: int, group: Group | None, path: _Path, first: int) -> int:
        """After how many days a placement ends, decisions prolonged or not, or left early.

        Without a group it cannot be prolonged.
        """
        chance, days = self._chance, self._situation.days
        leaves = first + chance.expovariate(path.early)
        end, share = decided, path.shares[group] if group else 0.0
        lengths = path.lengths[group] if group else ()
        while end < days and end < leaves and chance.random() < share:
            end += lengths[int(chance.random() * len(lengths))]
        return max(0, min(end, int(leaves) + 1, days))

    def _newcomers(
        self, agreement: int, free_from: Iterable[int], path: _Path, rate: float
    ) -> Iterable[tuple[int, int]]:
        """First and last day of those who fill places, one after another on each place."""
        situation, chance = self._situation, self._chance
        group = situation.groups[agreement]
        firsts = self._beliefs.first_lengths[group]
        ends = sorted(free_from, reverse=True)[: situation.places[agreement]]
        ends += [0] * (situation.places[agreement] - len(ends))
        for end in ends:
            day = end
            while (day := day + int(chance.expovariate(rate))) < situation.days:
                length = firsts[int(chance.random() * len(firsts))]
                last = self._last(day + length, group, path, day)
                yield day, last
                day = last

    def _add(
        self,
        upto: Sequence[int],
        stay: tuple[int, int],
        share: int,
        to: tuple[list[int], list[int], list[int]],
    ) -> None:
        """Add the days of a stay, month by month, to what is booked, paid and by how many."""
        first, last = stay
        if first >= last:
            return
        edges = self._situation.edges
        booked, paid, people = to
        for at in range(self._month_at[first], self._month_at[last - 1] + 1):
            begins, ends = edges[at], edges[at + 1]
            ore = upto[min(last, ends)] - upto[max(first, begins)]
            booked[at] += ore
            paid[at] += ore * share
            people[at] += 1


def _upto(ore: Sequence[int | Fraction]) -> list[int]:
    """Whole öre of the days before each day, and of all."""
    return [0, *(int(total) for total in accumulate(ore))]

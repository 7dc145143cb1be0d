"""How much of what is booked is paid, and how much that varies: by person, by month, by chance.

The paid share is payable / booked of the days that are written down, by the agreement's own
absence rules, so it says attendance and rules in one. It varies for three reasons that are told
apart: people differ, months differ for everybody alike (a flu), and the rest is chance. With few
months or people there is little to measure that on; then what is usual counts as the seen of
`SEEN_BEFORE` months or people. Variances are floats; shares and money are exact elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from random import Random

    from asfdesk.domain.period import Month

SEEN_BEFORE = 3
"""What is usual weighs as much as so many months, or people, of one's own."""

USUAL = {True: (0.10, 0.03, 0.12), False: (0.02, 0.01, 0.03)}
"""Spread of people, months and the rest where attendance is paid (True) or booking."""

FEWEST_UNITS = 3
"""A person's month with fewer booked units says nothing about how months vary."""

TEN_THOUSANDTHS = 10_000
K = TypeVar("K")


@dataclass(frozen=True)
class PaidMonth:
    """Units of one placement in one month, of days that are written down.

    Attributes:
        by_attendance: whether the agreement pays for attended time rather than booked.
    """

    placement_id: int
    agreement_id: int
    month: Month
    booked: Fraction
    payable: Fraction
    by_attendance: bool = True

    @property
    def share(self) -> float:
        """Payable of booked."""
        return float(self.payable / self.booked)


@dataclass(frozen=True)
class Spread:
    """Standard deviations of the paid share, and how many months they rest on."""

    people: float
    months: float
    rest: float
    months_seen: int

    def draw_months(self, count: int, chance: Random) -> list[float]:
        """One way the coming months may differ from what was measured, all alike for everybody.

        How much months vary is not certain, nor what an ordinary month is: both are drawn.
        """
        freedom = max(self.months_seen - 1, 0) + SEEN_BEFORE
        months = self.months * sqrt(freedom / (2 * chance.gammavariate(freedom / 2, 1)))
        ordinary = chance.gauss(0, months / sqrt(self.months_seen + 1))
        return [ordinary + chance.gauss(0, months) for _month in range(count)]


@dataclass(frozen=True)
class Shares:
    """What has been measured of the paid share.

    Attributes:
        measured: agreement id -> payable / booked of all its months.
        units: agreement id -> booked units it rests on.
        people: placement id -> (how its share differs from the agreement's, how sure that is as
            a standard deviation).
        spreads: by whether attendance is paid.
        levels: agreement id -> how sure the measured share is, as a standard deviation: other
            people than those who happened to come would have given another.
    """

    measured: Mapping[int, Fraction]
    units: Mapping[int, Fraction]
    people: Mapping[int, tuple[float, float]]
    spreads: Mapping[bool, Spread]
    levels: Mapping[int, float] = field(default_factory=dict)

    def level(self, agreement: int, enough: int, *, by_attendance: bool) -> float:
        """How sure an agreement's share is; with too few units it may differ as people do."""
        if self.units.get(agreement, Fraction(0)) >= enough and agreement in self.levels:
            return self.levels[agreement]
        return USUAL[by_attendance][0]

    def draw_person(self, placement_id: int, spread: Spread, level: float, chance: Random) -> int:
        """One way a person may differ from the agreement's share, in ten-thousandths.

        Args:
            placement_id: whose; nothing is known of one that has not been measured.
            spread: how people of the agreement's kind differ.
            level: how far the agreement's share is from the measured one on this path. Somebody
                who has been measured follows it only as far as the own months leave room.
            chance: where the draw comes from.
        """
        middle, width = self.people.get(placement_id, (0.0, spread.people))
        room = (width / spread.people) ** 2 if spread.people else 1.0
        return round(TEN_THOUSANDTHS * chance.gauss(middle + room * level, width))


def shares_of(months: Sequence[PaidMonth]) -> Shares:
    """Measure the paid share of each agreement, and how it varies."""
    booked: dict[int, Fraction] = defaultdict(Fraction)
    payable: dict[int, Fraction] = defaultdict(Fraction)
    for one in months:
        booked[one.agreement_id] += one.booked
        payable[one.agreement_id] += one.payable
    measured = {key: payable[key] / units for key, units in booked.items() if units}
    people: dict[int, tuple[float, float]] = {}
    levels: dict[int, float] = {}
    spreads = {}
    for by_attendance in (True, False):
        chosen = [
            one
            for one in months
            if one.by_attendance is by_attendance and one.booked >= FEWEST_UNITS
        ]
        off = [(one, one.share - float(measured[one.agreement_id])) for one in chosen]
        spread = _spread(off, USUAL[by_attendance])
        spreads[by_attendance] = spread
        people |= _people(off, spread)
        levels |= _levels(chosen, spread)
    return Shares(measured, dict(booked), people, spreads, levels)


def _levels(chosen: Iterable[PaidMonth], spread: Spread) -> dict[int, float]:
    """How sure each agreement's measured share is: a weighted mean of people and their months.

    Its variance is that of people times the sum of their squared weights, and that of the rest
    times the sum of the months' squared weights. Months that go up and down for everybody are
    not in it: they are drawn for all together (`Spread.draw_months`).
    """
    by_person: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for one in chosen:
        by_person[one.agreement_id][one.placement_id].append(float(one.booked))
    found = {}
    for agreement, people in by_person.items():
        whole = sum(sum(months) for months in people.values())
        persons = sum(sum(months) ** 2 for months in people.values()) / whole**2
        cells = sum(units**2 for months in people.values() for units in months) / whole**2
        found[agreement] = sqrt(spread.people**2 * persons + spread.rest**2 * cells)
    return found


def _spread(off: Sequence[tuple[PaidMonth, float]], usual: tuple[float, float, float]) -> Spread:
    """Variance taken apart by person, month and rest, each drawn towards what is usual."""
    by_person = _means((one.placement_id, value) for one, value in off)
    left = [(one.month, value - by_person[one.placement_id][0]) for one, value in off]
    by_month = _means(left)
    rest = sum((value - by_month[month][0]) ** 2 for month, value in left)
    freedom = max(len(off) - len(by_person) - len(by_month) + 1, 0) if off else 0
    rest_var = _towards(rest, freedom, usual[2])
    people_var = _between(by_person.values(), rest_var, usual[0])
    months_var = _between(by_month.values(), rest_var, usual[1])
    return Spread(sqrt(people_var), sqrt(months_var), sqrt(rest_var), len(by_month))


def _between(means: Iterable[tuple[float, int]], rest_var: float, usual: float) -> float:
    """Variance between means, less what chance alone would make of it."""
    found = list(means)
    middle = sum(mean for mean, _n in found) / len(found) if found else 0.0
    squares = sum((mean - middle) ** 2 - rest_var / n for mean, n in found)
    return _towards(max(squares, 0.0), max(len(found) - 1, 0), usual)


def _towards(squares: float, freedom: int, usual: float) -> float:
    return (squares + SEEN_BEFORE * usual**2) / (freedom + SEEN_BEFORE)


def _people(
    off: Iterable[tuple[PaidMonth, float]], spread: Spread
) -> dict[int, tuple[float, float]]:
    """Each person's difference, drawn towards none the more the fewer months there are."""
    found = {}
    for placement, (mean, n) in _means((one.placement_id, value) for one, value in off).items():
        noise = (spread.rest**2 + spread.months**2) / n
        trust = spread.people**2 / (spread.people**2 + noise)
        found[placement] = (trust * mean, spread.people * sqrt(1 - trust))
    return found


def _means(values: Iterable[tuple[K, float]]) -> dict[K, tuple[float, int]]:
    sums: dict[K, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for key, value in values:
        sums[key][0] += value
        sums[key][1] += 1
    return {key: (total / n, int(n)) for key, (total, n) in sums.items()}

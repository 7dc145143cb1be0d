"""How likely a decision is to be prolonged, and how sure one can be of it.

Every group (a buyer's decisions of one form) has a share of its own, the groups have something in
common, and a year may go better or worse than the years before: a buyer whose budget is cut
prolongs nobody. So the model has three steps, all on a grid, summed exactly over it:

* the groups' shares lie around a common one: Beta(common x alike, (1 - common) x alike);
* a year's share lies around its group's: Beta(group x steady, (1 - group) x steady);
* of a year's ended decisions, so many were prolonged.

common, alike and steady are not known; every combination is weighed by how well it explains what
has been seen. A group with few decisions is thereby drawn towards the others, the more the fewer
it has. Probabilities are floats; no money is here.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, field
from itertools import accumulate
from math import exp, lgamma, prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from asfdesk.domain.planning.decision_record import Group

SHARES = tuple((2 * at + 1) / 40 for at in range(20))
"""The middles of twentieths: shares that are weighed."""

ALIKE = (2.0, 5.0, 12.0, 30.0, 100.0)
"""How alike groups are: as much as so many decisions say."""

STEADY = (4.0, 10.0, 25.0, 80.0, 300.0)
"""How steady years are, likewise."""

BASIS_POINTS = 10_000
Years = tuple[tuple[int, int], ...]
"""(prolonged, ended) of each year."""


@dataclass(frozen=True)
class Odds:
    """What is believed of each group, from what has been seen.

    Attributes:
        weights: (at in SHARES, ALIKE, STEADY) -> how likely that combination is.
        fits: group -> STEADY -> how well each share explains the group's years.
        spreads: (common, alike) -> how likely each share is for a group nothing is known of.
        fixed: group -> share somebody has decided on; taken as it stands.
    """

    weights: tuple[tuple[tuple[int, float, float], float], ...]
    fits: Mapping[Group, Mapping[float, Sequence[float]]]
    spreads: Mapping[tuple[int, float], Sequence[float]]
    fixed: Mapping[Group, float] = field(default_factory=dict)
    _upto: list[float] = field(default_factory=list, repr=False)
    _shares: dict[tuple[Group, int, float, float], list[float]] = field(
        default_factory=dict, repr=False
    )

    def mean_bp(self, group: Group) -> int:
        """The expected share of a group, in basis points."""
        if group in self.fixed:
            return round(self.fixed[group] * BASIS_POINTS)
        total = mean = 0.0
        for (common, alike, steady), weight in self.weights:
            shares = self._likely(group, common, alike, steady)
            whole = sum(shares)
            total += weight
            mean += weight * sum(s * w for s, w in zip(SHARES, shares, strict=True)) / whole
        return round(BASIS_POINTS * mean / total)

    def draw(self, groups: Sequence[Group], chance: Random) -> dict[Group, float]:
        """One way it may go in the year to come: each group's share."""
        if not self._upto:
            self._upto.extend(accumulate(weight for _key, weight in self.weights))
        at = bisect(self._upto, chance.random() * self._upto[-1])
        common, alike, steady = self.weights[min(at, len(self.weights) - 1)][0]
        return {
            group: self.fixed[group]
            if group in self.fixed
            else self._year(group, (common, alike, steady), chance)
            for group in groups
        }

    def _year(self, group: Group, key: tuple[int, float, float], chance: Random) -> float:
        upto = self._shares.get((group, *key))
        if upto is None:
            upto = list(accumulate(self._likely(group, *key)))
            self._shares[group, *key] = upto
        share = SHARES[min(bisect(upto, chance.random() * upto[-1]), len(SHARES) - 1)]
        steady = key[2]
        return chance.betavariate(share * steady, (1 - share) * steady)

    def _likely(self, group: Group, common: int, alike: float, steady: float) -> list[float]:
        spread = self.spreads[common, alike]
        fits = self.fits.get(group)
        if fits is None:
            return list(spread)
        return [one * fit for one, fit in zip(spread, fits[steady], strict=True)]


def odds(years: Mapping[Group, Years], fixed: Mapping[Group, float] | None = None) -> Odds:
    """What is believed once some years of some groups have been seen.

    Args:
        years: group -> its years; a group without any says nothing.
        fixed: shares somebody has decided on instead, 0-1.
    """
    fits = {group: _fit(seen) for group, seen in years.items() if seen}
    spreads = {
        (common, alike): _spread(SHARES[common], alike)
        for common in range(len(SHARES))
        for alike in ALIKE
    }
    weighed = []
    for (common, alike), spread in spreads.items():
        for steady in STEADY:
            weight = prod(
                sum(one * fit for one, fit in zip(spread, fit_of[steady], strict=True))
                for fit_of in fits.values()
            )
            weighed.append(((common, alike, steady), weight))
    most = max(weight for _key, weight in weighed)
    kept = tuple((key, weight / most) for key, weight in weighed if weight > most * 1e-5)
    return Odds(kept, fits, spreads, dict(fixed or {}))


def _spread(common: float, alike: float) -> list[float]:
    """Beta(common x alike, (1 - common) x alike) over the grid, as shares of one."""
    first, second = common * alike - 1, (1 - common) * alike - 1
    heights = [s**first * (1 - s) ** second for s in SHARES]
    whole = sum(heights)
    return [height / whole for height in heights]


def _fit(seen: Years) -> dict[float, list[float]]:
    """STEADY -> how well each share explains a group's years, the best of all being one."""
    logs = {
        steady: [sum(_log_chance(k, n, share, steady) for k, n in seen) for share in SHARES]
        for steady in STEADY
    }
    best = max(max(found) for found in logs.values())
    return {steady: [exp(one - best) for one in found] for steady, found in logs.items()}


def _log_chance(prolonged: int, ended: int, share: float, steady: float) -> float:
    """Of so many of a year's decisions, in the order they came (Pólya's urn)."""
    yes, no = share * steady, (1 - share) * steady
    return (
        lgamma(yes + prolonged)
        - lgamma(yes)
        + lgamma(no + ended - prolonged)
        - lgamma(no)
        + lgamma(steady)
        - lgamma(steady + ended)
    )

"""Socioekonomiskt bokslut: what results are worth to whom, as a range (finance.md §9.6, 27-28).

    impact = results × value a year × (1 - deadweight) × attribution × (1 - displacement)
    value  = Σ impact × (1 - drop-off)^(t-1) / (1 + discount)^t, t = 1 … years

Every number beside the results is the user's assumption: low, likely and high. The cautious case
takes each at the end that makes the value smaller, the favourable case at the other end; neither
is a forecast. Beside them stands the period alone: months that passed after somebody began work or
studies, counted only to the period's end and without any effect later, as the cautious model of
Upphandlingsmyndigheten does (finance.md §3), and with the same three things taken off:

    period = result months / 12 × value a year × (1 - deadweight) × attribution × (1 - displacement)
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.money import ratio, whole_kronor
from asfdesk.domain.period import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from asfdesk.domain.period import Period

WHOLE_BP = 10_000
MOST_YEARS = 20
"""SEE's investment calculation reaches 20 years (finance.md §3)."""

VALUED = (ExitGroup.WORK, ExitGroup.STUDIES, ExitGroup.NEARER)
"""Results that may be given a value; key figures 22-28 count the first two."""


class Actor(StrEnum):
    """Who gains."""

    MUNICIPALITY = "kommun"
    REGION = "region"
    STATE = "stat"
    PERSON = "individ"


class Factor(StrEnum):
    """Assumptions that are no value of a result."""

    DEADWEIGHT = "deadweight_bp"
    ATTRIBUTION = "attribution_bp"
    DISPLACEMENT = "displacement_bp"
    DROP_OFF = "drop_off_bp"
    YEARS = "years"
    DISCOUNT = "discount_bp"
    MONTH_BENEFIT = "month_benefit_ore"


NEEDED = (
    Factor.DEADWEIGHT,
    Factor.ATTRIBUTION,
    Factor.DISPLACEMENT,
    Factor.DROP_OFF,
    Factor.YEARS,
    Factor.DISCOUNT,
)
"""Without one of them there is no value over several years."""

TAKEN_OFF = (Factor.DEADWEIGHT, Factor.ATTRIBUTION, Factor.DISPLACEMENT)
"""What is not our doing: taken off in every case, of the period alone as of all years."""

LESS_IS_MORE = frozenset({Factor.DEADWEIGHT, Factor.DISPLACEMENT, Factor.DROP_OFF, Factor.DISCOUNT})
"""The higher they are, the smaller the value."""


class Case(StrEnum):
    """Which end of each assumption is used."""

    CAUTIOUS = "cautious"
    LIKELY = "likely"
    FAVOURABLE = "favourable"


@dataclass(frozen=True)
class Assumption:
    """One number somebody has chosen, with where it is from.

    Attributes:
        key: a Factor's value, or `proxy_key` of a result and an actor.
        low, likely, high: öre, basis points or years; in that order of size.
    """

    key: str
    low: int
    likely: int
    high: int
    source: str = ""
    checked_on: date | None = None

    def at(self, case: Case) -> int:
        """The number that a case uses."""
        if case is Case.LIKELY:
            return self.likely
        cautious_is_high = self.key in LESS_IS_MORE
        return self.high if (case is Case.CAUTIOUS) is cautious_is_high else self.low


def proxy_key(group: ExitGroup, actor: Actor) -> str:
    """The key of what one result is worth to an actor in a year, öre."""
    return f"proxy.{group.value}.{actor.value}"


PROXY_KEYS = {proxy_key(group, actor): (group, actor) for group in VALUED for actor in Actor}


@dataclass(frozen=True)
class Numbers:
    """One number for each assumption that is known."""

    by_key: Mapping[str, int]

    @classmethod
    def of(cls, assumptions: Iterable[Assumption], case: Case) -> Numbers:
        """Every assumption as a case has it."""
        return cls({one.key: one.at(case) for one in assumptions})

    def proxy(self, group: ExitGroup, actor: Actor) -> int:
        """Öre a year; a value that nobody has given counts nothing."""
        return self.by_key.get(proxy_key(group, actor), 0)

    def share(self, factor: Factor) -> Fraction:
        """A share of 0-1, whatever a file says; only when it is known."""
        return Fraction(min(max(self.by_key[factor], 0), WHOLE_BP), WHOLE_BP)

    @property
    def years(self) -> int:
        """Years that are counted, 1-20, whatever a file says; only when it is known."""
        return min(max(self.by_key[Factor.YEARS], 1), MOST_YEARS)

    @property
    def missing(self) -> tuple[Factor, ...]:
        """What must be known for a value over several years, and is not."""
        return tuple(one for one in NEEDED if one not in self.by_key)

    @property
    def valued(self) -> bool:
        """Whether any result has been given a value."""
        return any(self.by_key.get(key) for key in PROXY_KEYS)


@dataclass(frozen=True)
class Effort:
    """What was done and what came of it.

    Attributes:
        results: exits of the period by group.
        result_months: months after those exits, up to the period's end, added up by group.
        cost_ore: what the training cost; None = not known.
        ended: exits that rates are counted on.
    """

    results: Mapping[ExitGroup, int]
    result_months: Mapping[ExitGroup, int] = field(default_factory=dict)
    cost_ore: int | None = None
    ended: int = 0

    @property
    def reached(self) -> int:
        """To work or studies (key figure 22)."""
        return sum(self.results.get(one, 0) for one in (ExitGroup.WORK, ExitGroup.STUDIES))


@dataclass(frozen=True)
class Value:
    """What one case comes to, öre, exact.

    Attributes:
        by_actor: value today of all years, by who gains.
        years: value today of each year, all actors together.
        impact: a first whole year's value before it is discounted.
        ratio: value / cost (SROI); None without a cost.
        payback_months: months until the value has covered the cost; None when it never does so.
        period_only: value of the months inside the period after what is not our doing, nothing
            later; None when what is to be taken off, or what a result is worth, is not known.
        period_ratio: the same / cost.
    """

    by_actor: Mapping[Actor, Fraction]
    years: tuple[Fraction, ...]
    impact: Fraction | None
    ratio: Fraction | None
    payback_months: Fraction | None
    period_only: Fraction | None
    period_ratio: Fraction | None

    @property
    def total(self) -> Fraction | None:
        """Value today of all years and actors; None when an assumption is missing."""
        return sum(self.years, Fraction(0)) if self.impact is not None else None


def actors_in_kronor(found: Value) -> dict[Actor, int]:
    """Öre of whole kronor by who gains, that sum to the total in whole kronor."""
    amounts = whole_kronor(list(found.by_actor.values()))
    return dict(zip(found.by_actor, amounts, strict=True))


def impact(gross: Fraction | int, numbers: Numbers) -> Fraction:
    """What is left of a gross value when what is not our doing is taken off."""
    return (
        Fraction(gross)
        * (1 - numbers.share(Factor.DEADWEIGHT))
        * numbers.share(Factor.ATTRIBUTION)
        * (1 - numbers.share(Factor.DISPLACEMENT))
    )


def present_values(first: Fraction, numbers: Numbers) -> tuple[Fraction, ...]:
    """A first year's value, year by year, as it is worth today."""
    kept = 1 - numbers.share(Factor.DROP_OFF)
    rate = 1 + numbers.share(Factor.DISCOUNT)
    return tuple(first * kept ** (t - 1) / rate**t for t in range(1, numbers.years + 1))


def payback_months(
    cost_per_trainee: Fraction | None, result_rate: Fraction | None, month_ore: Fraction | None
) -> Fraction | None:
    """Key figure 28: cost per trainee / (result rate × value a month)."""
    if cost_per_trainee is None or result_rate is None or month_ore is None:
        return None
    return ratio(cost_per_trainee, result_rate * month_ore)


def month_benefit(effort: Effort, numbers: Numbers) -> Fraction | None:
    """What one result is worth a month, öre.

    The user's own number; else a twelfth of what the results of the period are worth a year, per
    result. None when neither is known.
    """
    typed = numbers.by_key.get(Factor.MONTH_BENEFIT)
    if typed is not None:
        return Fraction(typed)
    groups = (ExitGroup.WORK, ExitGroup.STUDIES)
    gross = sum(
        effort.results.get(group, 0) * numbers.proxy(group, actor)
        for group in groups
        for actor in Actor
    )
    year = ratio(gross, effort.reached)
    return year / MONTHS_IN_YEAR if year else None


def value(effort: Effort, numbers: Numbers) -> Value:
    """One case."""
    gross = {
        actor: Fraction(
            sum(effort.results.get(group, 0) * numbers.proxy(group, actor) for group in VALUED)
        )
        for actor in Actor
    }
    cost = effort.cost_ore
    period_only = period_value(effort, numbers)
    period_ratio = None if cost is None or period_only is None else ratio(period_only, cost)
    payback = _payback(effort, numbers)
    if numbers.missing or not numbers.valued:
        return Value({}, (), None, None, payback, period_only, period_ratio)
    first = impact(sum(gross.values()), numbers)
    years = present_values(first, numbers)
    total = sum(years, Fraction(0))
    return Value(
        by_actor={
            actor: sum(present_values(impact(ore, numbers), numbers), Fraction(0))
            for actor, ore in gross.items()
        },
        years=years,
        impact=first,
        ratio=None if cost is None else ratio(total, cost),
        payback_months=payback,
        period_only=period_only,
        period_ratio=period_ratio,
    )


def period_value(effort: Effort, numbers: Numbers) -> Fraction | None:
    """Months inside the period, less what is not our doing; None when a number is missing."""
    if not numbers.valued or any(one in numbers.missing for one in TAKEN_OFF):
        return None
    gross = sum(
        effort.result_months.get(group, 0) * numbers.proxy(group, actor)
        for group in VALUED
        for actor in Actor
    )
    return impact(Fraction(gross, MONTHS_IN_YEAR), numbers)


def _payback(effort: Effort, numbers: Numbers) -> Fraction | None:
    cost = None if effort.cost_ore is None else ratio(effort.cost_ore, effort.ended)
    rate = ratio(effort.reached, effort.ended)
    return payback_months(cost, rate, month_benefit(effort, numbers))


@dataclass(frozen=True)
class Swing:
    """What one assumption alone does to value / cost, the others being likely."""

    key: str
    cautious: Fraction
    favourable: Fraction

    @property
    def size(self) -> Fraction:
        """How far it moves the ratio."""
        return abs(self.favourable - self.cautious)


def sensitivity(effort: Effort, assumptions: Iterable[Assumption]) -> tuple[Swing, ...]:
    """Each assumption that has a range, the one that matters most first."""
    known = tuple(assumptions)
    likely = Numbers.of(known, Case.LIKELY)
    found = []
    for one in known:
        ends = [
            value(effort, replace(likely, by_key={**likely.by_key, one.key: one.at(case)})).ratio
            for case in (Case.CAUTIOUS, Case.FAVOURABLE)
        ]
        if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            found.append(Swing(one.key, ends[0], ends[1]))
    return tuple(sorted(found, key=lambda swing: (-swing.size, swing.key)))


@dataclass(frozen=True)
class SocietyCalculation:
    """A period's calculation, all of it visible.

    Attributes:
        effort: None when so few people are behind it that nothing may be shown.
        values: each case; empty when nothing may be shown.
        swings: what each assumption does on its own.
    """

    period: Period
    assumptions: tuple[Assumption, ...]
    effort: Effort | None
    values: Mapping[Case, Value]
    swings: tuple[Swing, ...]

    @property
    def missing(self) -> tuple[Factor, ...]:
        """What must be assumed for a value over several years, and is not."""
        return Numbers.of(self.assumptions, Case.LIKELY).missing

    @property
    def valued(self) -> bool:
        """Whether any result has been given a value."""
        return Numbers.of(self.assumptions, Case.LIKELY).valued

    def assumption(self, key: str) -> Assumption | None:
        """One assumption, if it has been made."""
        return next((one for one in self.assumptions if one.key == key), None)

    @property
    def pays_back_at(self) -> Fraction | None:
        """How many times the likely value would have to be what it is for value = cost."""
        likely = self.values.get(Case.LIKELY)
        if likely is None or likely.total is None or self.effort is None:
            return None
        cost = self.effort.cost_ore
        return None if cost is None else ratio(cost, likely.total)

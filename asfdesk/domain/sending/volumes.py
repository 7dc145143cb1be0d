"""How many a funder's measure (insats) reached, by sex, and what was budgeted (R6, domain.md §8.1).

Here and nowhere else protected persons are counted, as part of totals by sex (decisions C2).
Counted in persons: somebody with two placements of a measure is one. Placements that were only
asked for or were registered by mistake are not counted.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup, Sex
from asfdesk.domain.people.throughput import flow
from asfdesk.domain.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.people.trainees import Trainee

FLOWS = ("at_start", "new", "ended", "at_end", "unique")
_LONGEST_SLUG, _DIGEST = 30, 6


@dataclass(frozen=True)
class MeasureBudget:
    """So many different participants are budgeted for a measure from a first to a last day."""

    id: int
    measure: str
    first: date
    last: date
    budgeted: int

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.first, self.last)


@dataclass(frozen=True)
class Volume:
    """Whom a measure reached in a period.

    Attributes:
        measure: its name; "" = all measures together, each person once.
        who: at_start, new, ended, at_end, unique -> trainee ids.
    """

    measure: str
    who: Mapping[str, frozenset[int]]

    def by_sex(self, part: str, trainees: Mapping[int, Trainee]) -> dict[Sex, int]:
        """How many women, men and others or unknown."""
        counted = Counter(trainees[one].sex for one in self.who[part])
        return {sex: counted[sex] for sex in Sex}


@dataclass(frozen=True)
class BudgetLine:
    """A budget beside what has come of it until a day."""

    budget: MeasureBudget
    until: date
    actual: int


def measure_name(agreement: Agreement) -> str:
    """The measure that an agreement belongs to; "" = none."""
    return " ".join(agreement.measure.split())


def measure_code(name: str) -> str:
    """A lasting name of a measure in ASCII, the same for the same measure however it is cased."""
    folded = name.casefold()
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST_SLUG]
    if slug.replace("_", " ") == folded:
        return slug
    digest = hashlib.sha256(folded.encode()).hexdigest()[:_DIGEST]
    return f"{slug}_{digest}".lstrip("_")


def measures_of(agreements: Iterable[Agreement]) -> list[str]:
    """The measures that agreements name, by name."""
    found: dict[str, str] = {}
    for name in filter(None, map(measure_name, agreements)):
        found.setdefault(name.casefold(), name)
    return [found[one] for one in sorted(found)]


def volumes(
    agreements: Sequence[Agreement], placements: Iterable[Placement], period: Period
) -> list[Volume]:
    """Each measure by name; with two or more, all of them together last."""
    of = {one.id: measure_code(measure_name(one)) for one in agreements if measure_name(one)}
    held = [
        one
        for one in placements
        if one.agreement_id in of
        and one.counts
        and not (one.exit and one.exit.group is ExitGroup.MISREGISTERED)
    ]
    found = []
    for name in measures_of(agreements):
        code = measure_code(name)
        own = [one for one in held if of[one.agreement_id] == code]
        found.append(Volume(name, _who(own, period)))
    return [*found, Volume("", _who(held, period))] if len(found) > 1 else found


def _who(placements: Sequence[Placement], period: Period) -> dict[str, frozenset[int]]:
    moving = flow(placements, period)
    sets = (moving.at_start, moving.new, moving.ended, moving.at_end, moving.unique)
    return dict(zip(FLOWS, sets, strict=True))


def budget_lines(
    budgets: Iterable[MeasureBudget],
    agreements: Sequence[Agreement],
    placements: Sequence[Placement],
    until: date,
) -> list[BudgetLine]:
    """Budgets beside the different participants so far, in the budget's own period."""
    found = []
    for one in budgets:
        last = min(one.last, until)
        own = [
            each
            for each in agreements
            if measure_code(measure_name(each)) == measure_code(one.measure)
        ]
        reached = volumes(own, placements, Period(one.first, last)) if last >= one.first else []
        actual = len(reached[0].who["unique"]) if reached else 0
        found.append(BudgetLine(one, last, actual))
    return found

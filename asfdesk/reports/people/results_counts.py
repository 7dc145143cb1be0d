"""The counts of persons in R10 as tables that hang together.

Everything is exits of one period, counted once each, so that all tables have the same total, which
is R7's as well (`quarterly_counts.EXITS`). At most two properties meet in a table. The exits by
group are tied to those of other periods; all other tables are told for periods that do not overlap
(ADR 0041), so that no two of them differ by a few persons.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AgeBand, ExitGroup, ExitReason, Sex
from asfdesk.domain.people import results
from asfdesk.domain.people.placement_codes import FollowUpStep, Occupation
from asfdesk.domain.people.results import ANSWERED, UNKNOWN
from asfdesk.domain.sending.counts import Counts, Name, Sum, Table
from asfdesk.domain.sending.period_ties import Ties, tie_periods
from asfdesk.reports.planning.quarterly_counts import EXITS, GROUPS, NEARER_REASONS, REASON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.people.results import Leaver
    from asfdesk.domain.period import Period

SEX, AGE, STAY, HOURS = (f"{EXITS}.{part}" for part in ("sex", "age", "stay", "hours"))
OCCUPATION, KOLADA, KOLADA_CLEAR = (
    f"{EXITS}.{part}" for part in ("occupation", "kolada", "kolada_group")
)
STEPS = (FollowUpStep.FOUR_WEEKS, FollowUpStep.SIX_MONTHS)
OCCUPATIONS = (*(one.value for one in Occupation), UNKNOWN)
REASONS = tuple(one.value for one in ExitReason if one.group not in results.OUTSIDE)


def asked_measure(step: FollowUpStep) -> str:
    """How the asking at a step stands."""
    return f"{EXITS}.asked_{step.value.lower()}"


def answer_measure(step: FollowUpStep) -> str:
    """What those who answered at a step do."""
    return f"{EXITS}.answer_{step.value.lower()}"


@dataclass(frozen=True)
class _Kind:
    """A table: its properties, and the codes of an exit (None = the exit is not in it)."""

    measure: str
    dimensions: tuple[tuple[str, ...], ...]
    codes: Callable[[Leaver], tuple[str, ...] | None]


@dataclass(frozen=True)
class Exits:
    """Exits that statistics count, and how they are counted.

    Attributes:
        by_reason: the exact reasons are open.
        detailed: all tables; else the exits by group alone.
        today: decides whether somebody was to be asked already.
    """

    leavers: Sequence[Leaver]
    by_reason: bool
    today: date
    detailed: bool = True

    def measures(self) -> tuple[str, ...]:
        """The tables' names, the exits by group first."""
        return tuple(kind.measure for kind in self._kinds())

    def table(self, measure: str, period: Period) -> Table:
        """One of them for a period."""
        kind = next(one for one in self._kinds() if one.measure == measure)
        return Table(measure, str(period), kind.dimensions, self._count(kind, period))

    def counts(self, period: Period) -> Counts:
        """All of them for a period, tied together."""
        tables = [self.table(measure, period).counts() for measure in self.measures()]
        return Counts.together(tables, self._ties(str(period)))

    def tie(self, period: Period, periods: Iterable[Period]) -> Ties:
        """How the exits by group hang together with those of other periods.

        So do the reasons of those nearer work, which R7 tells as well.
        """
        every = (period, *periods)
        kind = next(iter(self._kinds()))
        groups = tie_periods(
            self.table(EXITS, period), every, lambda piece: self._count(kind, piece)
        )
        if not self.by_reason:
            return groups
        text = str(period)
        whole = Name(EXITS, text, ExitGroup.NEARER.value)
        nearer = Table(REASON, text, (NEARER_REASONS,), {}, whole)
        return Ties.together((groups, tie_periods(nearer, every, self._nearer)))

    def _nearer(self, period: Period) -> Mapping[tuple[str, ...], int]:
        found = (one.reason for one in self.leavers if one.ended_on in period)
        return Counter((reason,) for reason in found if reason in NEARER_REASONS)

    def _count(self, kind: _Kind, period: Period) -> Mapping[tuple[str, ...], int]:
        found = (kind.codes(one) for one in self.leavers if one.ended_on in period)
        return Counter(codes for codes in found if codes is not None)

    def _kinds(self) -> Iterator[_Kind]:
        yield _Kind(EXITS, (GROUPS,), lambda one: (one.group.value,))
        if self.detailed:
            yield from self._details()

    def _details(self) -> Iterator[_Kind]:
        sexes = tuple(one.value for one in Sex)
        yield _Kind(SEX, (GROUPS, sexes), lambda one: (one.group.value, one.sex.value))
        if self.by_reason:
            yield _Kind(REASON, (REASONS,), lambda one: (one.reason,))
        ages = tuple(one.name for one in AgeBand)
        yield _Kind(AGE, (ages,), lambda one: (one.age.name,))
        yield _Kind(STAY, (results.STAYS,), lambda one: (one.stay,))
        yield _Kind(HOURS, (results.WEEK_HOURS,), lambda one: (one.week_hours,))
        before_after = (OCCUPATIONS, OCCUPATIONS)
        yield _Kind(OCCUPATION, before_after, lambda one: (one.before, one.after))
        kinds = results.KOLADA_REASONS if self.by_reason else results.KOLADA_GROUPS
        yield _Kind(
            KOLADA if self.by_reason else KOLADA_CLEAR,
            (kinds, results.VERDICTS),
            lambda one: (one.kolada_kind(by_reason=self.by_reason), one.verdict),
        )
        for step in STEPS:
            yield from self._asked(step)

    def _asked(self, step: FollowUpStep) -> Iterator[_Kind]:
        def standing(one: Leaver) -> tuple[str, ...]:
            return (one.standing(step, self.today),)

        def answer(one: Leaver) -> tuple[str, ...] | None:
            said = one.answer(step)
            return (said,) if said else None

        yield _Kind(asked_measure(step), (results.STANDINGS,), standing)
        yield _Kind(answer_measure(step), (OCCUPATIONS,), answer)

    def _ties(self, text: str) -> list[Sum]:
        """What makes the tables of one period count the same exits."""
        if not self.detailed:
            return []
        whole = Name(EXITS, text)
        answers = {answer_measure(step) for step in STEPS}
        sums = [
            Sum(Name(measure, text), (whole,))
            for measure in self.measures()
            if measure != EXITS and measure not in answers
        ]
        sums += [
            Sum(Name(answer_measure(step), text), (Name(asked_measure(step), text, ANSWERED),))
            for step in STEPS
        ]
        sums += [Sum(Name(SEX, text, f"{one}|"), (Name(EXITS, text, one),)) for one in GROUPS]
        if not self.by_reason:
            clear = results.KOLADA_GROUPS[:-1]
            rows = [(Name(KOLADA_CLEAR, text, f"{one}|"), Name(EXITS, text, one)) for one in clear]
            return [*sums, *(Sum(row, (same,)) for row, same in rows)]
        for group in GROUPS:
            own = [one for one in ExitReason if one.group.value == group]
            parts = tuple(Name(REASON, text, one.value) for one in own)
            sums.append(Sum(Name(EXITS, text, group), parts))
        for kind in results.KOLADA_REASONS[:-1]:
            sums.append(Sum(Name(KOLADA, text, f"{kind}|"), (Name(REASON, text, kind),)))
        return sums

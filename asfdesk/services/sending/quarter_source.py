"""What R7's counts of persons hang together with: other quarters and years that have gone out."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.people.throughput import countable
from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.domain.sending.counts import Earlier
from asfdesk.domain.sending.month_aggregates import window_of
from asfdesk.domain.sending.period_ties import pieces, reached
from asfdesk.reports.planning.quarterly_counts import (
    EXITS,
    MEAN,
    NEARER_REASONS,
    PEOPLE,
    REASON,
    Persons,
    quarter_counts,
    rolling_year,
    tie_exits,
    tie_quarters,
)
from asfdesk.services.sending.month_aggregates import kept_tables
from asfdesk.services.sending.publish_counts import earlier_outputs, published_periods
from asfdesk.services.sending.volume_ties import asked_sets, volume_ties

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.reports.hours.work_facts import WorkFacts
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class Before:
    """What R7 has to reckon with.

    Attributes:
        readers: what has gone out, for `disclosure.protect`.
        means_differ_by: for each mean that has gone out and overlaps, how many placements are in
            one of the two only.
        by_reason: whether the reasons of all exits nearer work are known, in every period that
            hangs together with the quarter.
        kept_reasons: the reasons of the twelve months as they were kept at locking.
    """

    readers: tuple[Earlier, ...] = (Earlier(),)
    means_differ_by: tuple[int, ...] = ()
    by_reason: bool = True
    kept_reasons: Mapping[str, int] = field(default_factory=dict)


def before_quarter(session: ReadSession, facts: WorkFacts) -> Before:
    """What has gone out and hangs together with a quarter's counts."""
    quarter, rolling = facts.period, rolling_year(facts.period)
    years = reached(rolling, published_periods(session, EXITS))
    quarters = _chain(quarter, published_periods(session, PEOPLE))
    persons = _persons(session, facts, [rolling, quarter, *years, *quarters])
    asked = quarter_counts(persons, quarter)
    ties = tie_exits(persons, rolling, years, reasons=True)
    sums, true = [*asked.sums, *ties.sums], dict(ties.true)
    for one in quarters:
        # Who is asked for has sums of its own; those of other quarters are known as well.
        sums += quarter_counts(persons, one).sums
    line = sorted({quarter, *quarters})
    for before, after in pairwise(line):
        if _follows(before, after):
            moved, counted = tie_quarters(persons, before, after)
            sums += moved
            true |= counted
    tied = volume_ties(session, asked_sets(persons, quarter), quarter)
    sums += tied.sums
    true |= tied.true
    means = [
        one for one in published_periods(session, MEAN) if one.overlaps(rolling.first, rolling.last)
    ]
    differ = tuple(_differs(persons, rolling, one) for one in means)
    by_reason = persons.knows_reasons
    kept = {} if by_reason else _kept_reasons(session, rolling)
    return Before(earlier_outputs(session, sums, true), differ, by_reason, kept)


def _kept_reasons(session: ReadSession, rolling: Period) -> Mapping[str, int]:
    """Reasons nearer work of just those twelve months, kept when an owner locked the last month.

    They cannot be tied to other twelve months where reasons are sealed, so they are told only
    when none that overlap have gone out.
    """
    given = published_periods(session, REASON)
    if any(one != rolling and one.overlaps(rolling.first, rolling.last) for one in given):
        return {}
    name = f"exit.{ExitGroup.NEARER.value}"
    for table in kept_tables(session):
        if table.name == name and window_of(table.month) == rolling:
            shown = {code: n for code, n in table.counts.items() if n is not None}
            return shown if set(shown) == set(NEARER_REASONS) else {}
    return {}


def _persons(session: ReadSession, facts: WorkFacts, periods: list[Period]) -> Persons:
    first = min(one.first for one in periods)
    last = max(one.last for one in periods)
    found = (p for p in session.placements.in_period(first, last) if p.counts)
    return Persons(countable(found, facts.trainees), facts.trainees, facts.age_bands)


def _chain(quarter: Period, published: tuple[Period, ...]) -> list[Period]:
    """The published quarters without a gap between them and this one."""
    there = {one for one in published if one.kind is PeriodKind.QUARTER}
    found = [quarter] if quarter in there else []
    for months in (-3, 3):
        at = _moved(quarter, months)
        while at in there:
            found.append(at)
            at = _moved(at, months)
    return found


def _moved(quarter: Period, months: int) -> Period:
    month = Month.of(quarter.first).plus(months)
    return Period.of_quarter(month.year, (month.number + 2) // 3)


def _follows(before: Period, after: Period) -> bool:
    return _moved(before, 3) == after


def _differs(persons: Persons, one: Period, other: Period) -> int:
    """How many placements ended in one of two periods only."""
    return sum(
        persons.ended(piece)
        for piece in pieces((one, other))
        if (piece.first in one) != (piece.first in other)
    )

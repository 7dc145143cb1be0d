"""Who took part in a project in a month, and for how long: the rows of R2 (domain.md §3.1, §8.1).

A row is one person in one project, whatever placements there are. Hours are rounded per person and
month; what has been added up is the sum of the rounded hours (decisions A2). Start and end are
those of the participation: a placement that follows on another, or begins in the month in which
the other ended, goes on with it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.hours.whole_hours import Rounding, rounded_hours
from asfdesk.domain.period import Month

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.people.placements import Placement

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Participation:
    """One person in one project in one month.

    Attributes:
        project: the project number; "" where the agreement has none.
        starts_on: the participation's first day.
        ended_on: its last day if it lies in the month, else None.
        minutes: attended in the month, exact.
        hours: the same by the recipient's rule.
        cumulative: the sum of the rounded hours of every month so far in the project.
        open_end: the last day is the decision's, and nobody has noted an exit.
    """

    trainee_id: int
    project: str
    starts_on: date
    ended_on: date | None
    minutes: int
    hours: Fraction
    cumulative: Fraction
    open_end: bool = False


@dataclass(frozen=True)
class _Run:
    """Placements that follow on each other."""

    first: date
    last: date | None
    exit_noted: bool


def participations(
    placements: Iterable[Placement],
    projects: Mapping[int, str],
    minutes: Mapping[tuple[int, Month], int],
    month: Month,
    rounding: Rounding = Rounding.DOWN,
) -> list[Participation]:
    """Everybody with time, start or end in a month, by first day and then by trainee.

    Args:
        placements: every placement of the agreements asked for, also earlier ones.
        projects: agreement id -> project number; placements of other agreements are left out.
        minutes: (placement id, month) -> attended minutes, up to the month or longer.
        month: which month.
        rounding: the recipient's rule.
    """
    mine: dict[tuple[int, str], list[Placement]] = defaultdict(list)
    for one in placements:
        if one.agreement_id in projects and one.counts:
            mine[one.trainee_id, projects[one.agreement_id]].append(one)
    by_placement: dict[int, list[tuple[Month, int]]] = defaultdict(list)
    for (placement_id, when), attended in minutes.items():
        by_placement[placement_id].append((when, attended))
    counted = _Counted(by_placement, month, rounding)
    found = [
        row
        for (trainee, project), theirs in mine.items()
        if (row := _row(trainee, project, theirs, counted))
    ]
    return sorted(found, key=lambda row: (row.project, row.starts_on, row.trainee_id))


@dataclass(frozen=True)
class _Counted:
    """Placement id -> months and attended minutes, and how they are counted."""

    minutes: Mapping[int, Sequence[tuple[Month, int]]]
    month: Month
    rounding: Rounding

    def by_month(self, placements: Sequence[Placement]) -> dict[Month, int]:
        """A person's attended minutes by month, up to the month that is asked for."""
        found: dict[Month, int] = defaultdict(int)
        for one in placements:
            for month, minutes in self.minutes.get(one.id, ()):
                if month <= self.month:
                    found[month] += minutes
        return found


def _row(
    trainee_id: int, project: str, placements: Sequence[Placement], counted: _Counted
) -> Participation | None:
    month = counted.month
    run = next((run for run in reversed(_runs(placements)) if run.first <= month.last), None)
    if run is None:
        return None
    by_month = counted.by_month(placements)
    here = by_month.get(month, 0)
    ended = run.last if run.last is not None and Month.of(run.last) == month else None
    if not here and ended is None and Month.of(run.first) != month:
        return None
    rounded = [rounded_hours(minutes, counted.rounding) for minutes in by_month.values()]
    return Participation(
        trainee_id,
        project,
        run.first,
        ended,
        here,
        rounded_hours(here, counted.rounding),
        sum(rounded, Fraction(0)),
        open_end=ended is not None and not run.exit_noted,
    )


def _runs(placements: Iterable[Placement]) -> list[_Run]:
    """Placements joined where one goes on with the other, by first day."""
    runs: list[_Run] = []
    for one in sorted(placements, key=lambda one: one.decision_from):
        before = runs[-1] if runs else None
        if before and _goes_on(before.last, one.decision_from):
            runs[-1] = _joined(before, one)
        else:
            runs.append(_Run(one.decision_from, one.last_day, one.exit is not None))
    return runs


def _goes_on(last: date | None, first: date) -> bool:
    return last is None or first <= last + _DAY or Month.of(first) == Month.of(last)


def _joined(run: _Run, placement: Placement) -> _Run:
    last = placement.last_day
    if run.last is None or (last is not None and last < run.last):
        return run
    return _Run(run.first, last, placement.exit is not None)

"""When a läges- or slutrapport (R5) is due: at 3 months, before a decision ends, at exit.

The rhythm is domain.md §8's (R5: "at 3 months, prolongation, exit"); the margins are ours, since
no public source gives any:

* three months after the first day, if the placement lasts so long;
* four weeks before the decision's last day, so that the referring body can prolong in time;
* at exit: a final report.

A report written within eight weeks of such a day counts for it, whatever it was called; only the
exit asks for a final one. What is three months late is asked for no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.codes import ExitGroup, PlacementStatus
from asfdesk.domain.people.placement_codes import SituationKind
from asfdesk.domain.period import Month

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from asfdesk.domain.people.placements import Placement

FIRST_MONTHS = 3
LAPSES_MONTHS = 3
BEFORE_END = timedelta(weeks=4)
FRESH = timedelta(weeks=8)
SAID_BEFORE = timedelta(weeks=2)
"""A report that is due within so many days is said to be."""

_UNCOUNTED = frozenset({ExitGroup.DECEASED, ExitGroup.MISREGISTERED})


class Written(NamedTuple):
    """A report that is there: when it was written, and why."""

    day: date
    kind: SituationKind


@dataclass(frozen=True)
class SituationDue:
    """A report that waits to be written."""

    placement_id: int
    trainee_id: int
    kind: SituationKind
    due_on: date

    def is_late(self, today: date) -> bool:
        """Whether the day has passed."""
        return self.due_on < today


def situation_due(
    placement: Placement, written: Sequence[Written], today: date, *, goes_on: bool = False
) -> SituationDue | None:
    """The report of a placement that is due on a day or soon after, or None.

    Args:
        placement: one placement.
        written: its reports so far.
        today: the day it is.
        goes_on: the trainee has a placement that begins after this one's last day.
    """
    planned = placement.status is PlacementStatus.PLANNED and today < placement.decision_from
    if planned or not placement.counts:
        return None
    if placement.exit is not None:
        return _at_exit(placement, written, today)
    for kind, due_on in _running(placement, goes_on=goes_on):
        if _asked(due_on, today) and not any(one.day >= due_on - FRESH for one in written):
            return SituationDue(placement.id, placement.trainee_id, kind, due_on)
    return None


def _at_exit(placement: Placement, written: Iterable[Written], today: date) -> SituationDue | None:
    leaving = placement.exit
    if leaving is None or leaving.group in _UNCOUNTED:
        return None
    final = any(one.kind is SituationKind.FINAL for one in written)
    if final or not _asked(leaving.ended_on, today):
        return None
    return SituationDue(placement.id, placement.trainee_id, SituationKind.FINAL, leaving.ended_on)


def _running(placement: Placement, *, goes_on: bool) -> Iterable[tuple[SituationKind, date]]:
    """The days that ask for a report while a placement runs; the decision's end first."""
    last = placement.decision_to
    if last is not None and not goes_on:
        yield SituationKind.PROLONGATION, max(last - BEFORE_END, placement.decision_from)
    third = _months_after(placement.decision_from, FIRST_MONTHS)
    if last is None or last >= third:
        yield SituationKind.THREE_MONTHS, third


def _asked(due_on: date, today: date) -> bool:
    """Whether a day is near enough to be spoken of, and not long past."""
    return due_on - SAID_BEFORE <= today <= _months_after(due_on, LAPSES_MONTHS)


def _months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last where it has no such day."""
    month = Month.of(day).plus(months)
    return month.first.replace(day=min(day.day, month.last.day))

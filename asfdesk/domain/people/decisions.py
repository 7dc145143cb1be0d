"""Decisions and pauses of a placement, and the days they leave for the trainee to be here.

The schema keeps four kinds of decision (domain/placement_codes.DecisionKind). They are read in the
order they were noted:

* FIRST and PROLONGED cover their days, first and last included; no last day = until further notice.
* SHORTENED takes away every day after its `valid_to`: the decision ends early.
* EXTENT covers nothing: the new week is a schedule of the placement from the same day.

A placement without any noted decision is covered from its first to its last day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from asfdesk.domain.people.placement_codes import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

Span = tuple["date", "date | None"]
"""First and last day, both included; None = until further notice."""

DAY = timedelta(days=1)


class DayState(StrEnum):
    """What a day is for a placement; only HELD days are planned, booked and payable."""

    OUTSIDE = "outside"
    GAP = "gap"
    PAUSED = "paused"
    HELD = "held"


@dataclass(frozen=True)
class Decision:
    """What a referring body decided. The document itself is not kept in the file.

    Attributes:
        valid_from: the first day it says something about; for SHORTENED the new last day too.
        valid_to: its last day, None = until further notice. EXTENT has none.
        registered_on: the day it was written down here; later than `valid_from` is late.
        reference: the sender's case number.
    """

    id: int
    placement_id: int
    kind: DecisionKind
    valid_from: date
    valid_to: date | None
    registered_on: date
    decided_on: date | None = None
    reference: str = ""

    @property
    def covers(self) -> bool:
        """Whether it gives days to be here."""
        return self.kind in (DecisionKind.FIRST, DecisionKind.PROLONGED)

    @property
    def days_late(self) -> int:
        """How many days after its first day it was written down; 0 = in time."""
        return max((self.registered_on - self.valid_from).days, 0)


@dataclass(frozen=True)
class Pause:
    """Days when the decision rests (suspension). The reason is sealed; None = not known when over.

    Paused days are not planned, not booked and not payable.
    """

    id: int
    placement_id: int
    first: date
    last: date | None = None
    reason: str = field(default="", repr=False)

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def covered(decisions: Sequence[Decision], whole: Span) -> tuple[Span, ...]:
    """The spans that decisions cover, in order, joined where one follows on the other.

    Args:
        decisions: in the order they were noted.
        whole: the placement's first and last day, covered where no decision is noted.
    """
    if not any(one.covers for one in decisions):
        return (whole,)
    spans: list[Span] = []
    for one in decisions:
        if one.covers:
            spans.append((one.valid_from, one.valid_to))
        elif one.kind is DecisionKind.SHORTENED and one.valid_to is not None:
            spans = _cut(spans, one.valid_to)
    return _joined(spans)


def gaps(spans: Sequence[Span]) -> tuple[tuple[date, date], ...]:
    """First and last day of what lies uncovered between spans in order."""
    return tuple(
        (before[1] + DAY, after[0] - DAY)
        for before, after in pairwise(spans)
        if before[1] is not None
    )


def _cut(spans: Iterable[Span], last: date) -> list[Span]:
    """What is left of spans when nothing after `last` is covered."""
    return [
        (first, last if end is None or end > last else end) for first, end in spans if first <= last
    ]


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for first, last in sorted(spans, key=lambda span: span[0]):
        if found and (found[-1][1] is None or first <= found[-1][1] + DAY):
            end = found[-1][1]
            later = None if end is None or last is None else max(end, last)
            found[-1] = (found[-1][0], later)
        else:
            found.append((first, last))
    return tuple(found)

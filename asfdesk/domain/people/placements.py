"""Placements (placeringar): one trainee, one agreement, one decision (decisions A4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from asfdesk.domain.codes import (
    PlacementStatus,
)
from asfdesk.domain.money import spread
from asfdesk.domain.people.decisions import DayState, covered, gaps

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asfdesk.domain.codes import (
        ExitGroup,
        ExitReason,
        Form,
        ReferringBody,
    )
    from asfdesk.domain.people.decisions import Decision, Pause, Span


FULL_WEEK_MINUTES = 40 * 60
"""100 % extent = 40 hours a week (domain.md §4)."""

FULL_BP = 10_000
WORKDAYS = 5
_NOT_COUNTED = (PlacementStatus.REQUESTED, PlacementStatus.MISREGISTERED)


@dataclass(frozen=True)
class DaySlot:
    """Planned time of one weekday. `start_minute` counts from midnight; None = no clock time."""

    minutes: int
    start_minute: int | None = None


@dataclass(frozen=True)
class Schedule:
    """Extent and weekdays from a date until the next schedule (ISO weekday 1-7 -> slot).

    `extent_bp`: 10000 = 100 % = 40 hours a week.
    """

    id: int
    placement_id: int
    valid_from: date
    extent_bp: int
    week: Mapping[int, DaySlot] = field(default_factory=dict)

    def minutes_on(self, day: date) -> int:
        """Planned minutes on a day's weekday."""
        slot = self.week.get(day.isoweekday())
        return slot.minutes if slot else 0


def planned_schedule(
    valid_from: date, week: Mapping[int, DaySlot], extent_bp: int | None
) -> Schedule | None:
    """A schedule from what was said: the extent follows from the week, or the week from it.

    Args:
        valid_from: its first day.
        week: ISO weekday -> slot; empty = the extent is spread evenly Monday to Friday.
        extent_bp: None = the week's share of 40 hours, at most 100 %.

    Returns:
        None when neither says anything.
    """
    if not week and not extent_bp:
        return None
    if not week and extent_bp:
        parts = spread(FULL_WEEK_MINUTES * extent_bp // FULL_BP, [1] * WORKDAYS)
        week = {day: DaySlot(minutes) for day, minutes in enumerate(parts, start=1)}
    if extent_bp is None:
        total = sum(slot.minutes for slot in week.values())
        extent_bp = min(total * FULL_BP // FULL_WEEK_MINUTES, FULL_BP)
    return Schedule(0, 0, valid_from, extent_bp, week)


@dataclass(frozen=True)
class Exit:
    """How a placement ended. The reason and what came after are sealed; the group is clear."""

    ended_on: date
    group: ExitGroup
    reason: ExitReason | None = field(default=None, repr=False)
    employed_by_us: bool = False
    note: str = field(default="", repr=False)


@dataclass(frozen=True)
class Placement:
    """One trainee under one agreement, on a decision that may be prolonged.

    Attributes:
        decision_from: the first day that any decision covers; `decision_to` the last.
        schedules: ordered by valid_from.
        decisions: in the order they were noted; empty = nothing more is known than the two days.
        pauses: by first day.
    """

    id: int
    trainee_id: int
    agreement_id: int
    form: Form
    referring_body: ReferringBody
    decision_from: date
    decision_to: date | None
    status: PlacementStatus = PlacementStatus.ONGOING
    level: int | None = None
    supervisor_id: int | None = None
    caseworker: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    exit: Exit | None = None
    schedules: tuple[Schedule, ...] = ()
    decisions: tuple[Decision, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it counts: it is neither only asked for nor registered by mistake.

        THE one rule for attendance, billing, places, capacity and every statistic. "Planned" is
        a word on the placement, never a reason not to count it: from its decision's first day a
        placement is planned, booked, billed and counted, whatever it is called.
        """
        return self.status not in _NOT_COUNTED

    @property
    def last_day(self) -> date | None:
        """The exit day, else the decision's last day, else None (still open)."""
        return self.exit.ended_on if self.exit else self.decision_to

    @cached_property
    def covered(self) -> tuple[Span, ...]:
        """The days decisions cover, whether paused or not, in spans without gaps."""
        return covered(self.decisions, (self.decision_from, self.decision_to))

    @property
    def gaps(self) -> tuple[tuple[date, date], ...]:
        """First and last day of the spans between decisions that no decision covers."""
        return gaps(self.covered)

    def day_state(self, day: date) -> DayState:
        """What a day is for this placement: THE one place that says so.

        The grid, attendance, billing, places, capacity, reports R1-R3 and R9 and the locking of
        months all ask here, by `holds_on`, `planned_minutes` and `facts_on`: nothing else
        may compare a day with decision_from, decision_to, the exit, decisions or pauses to tell
        whether the day is planned, booked or payable.

        OUTSIDE before the first and after the last day; GAP between two decisions; PAUSED while
        the decision rests; else HELD. Whether HELD days are worked is the calendar's matter
        (domain.attendance.planned_minutes).
        """
        if not self.spans(day):
            return DayState.OUTSIDE
        if self.decisions and not any(
            first <= day and (last is None or day <= last) for first, last in self.covered
        ):
            return DayState.GAP
        if any(day in pause for pause in self.pauses):
            return DayState.PAUSED
        return DayState.HELD

    def held_throughout(self, first: date, last: date) -> bool:
        """Whether every day of a span is HELD; a month of them is told with one question."""
        if not (self.spans(first) and self.spans(last)):
            return False
        covers = not self.decisions or any(
            one <= first and (other is None or last <= other) for one, other in self.covered
        )
        return covers and not any(
            pause.first <= last and (pause.last is None or first <= pause.last)
            for pause in self.pauses
        )

    def spans(self, day: date) -> bool:
        """Whether the trainee has begun and not left, gaps and pauses counted in.

        For counting who is here at all (flow, throughput); never for time or money.
        """
        return self.decision_from <= day and (self.last_day is None or day <= self.last_day)

    def holds_on(self, day: date) -> bool:
        """Whether the trainee can be here on a day: a decision covers it and does not rest."""
        return self.day_state(day) is DayState.HELD

    def shared_days(self, other: Placement) -> Span | None:
        """First and last day that both placements span, or None; a mistake spans no day."""
        if PlacementStatus.MISREGISTERED in (self.status, other.status):
            return None
        lasts = [p.last_day for p in (self, other) if p.last_day is not None]
        first, last = max(self.decision_from, other.decision_from), min(lasts, default=None)
        return None if last is not None and last < first else (first, last)

    def schedule_on(self, day: date) -> Schedule | None:
        """The schedule that holds on a day, or None before the first."""
        return next((s for s in reversed(self.schedules) if s.valid_from <= day), None)

    def planned_minutes(self, day: date) -> int:
        """Minutes planned by the schedule on a day; 0 outside the placement, in gaps and pauses."""
        schedule = self.schedule_on(day) if self.holds_on(day) else None
        return schedule.minutes_on(day) if schedule else 0

    def facts_on(self, day: date) -> tuple[object, ...] | None:
        """What the reports of a day rest on, to tell whether a change reaches into it.

        None when the placement does not hold that day: outside, in a gap, paused; nor when it is
        only asked for or a mistake, which no report counts. A decision that is prolonged into
        later days, a new supervisor or a note changes nothing here.
        """
        if not self.holds_on(day) or not self.counts:
            return None
        schedule = self.schedule_on(day)
        slot = schedule.week.get(day.isoweekday()) if schedule else None
        extent = schedule.extent_bp if schedule else None
        return (self.trainee_id, self.agreement_id, self.form, self.level, extent, slot)

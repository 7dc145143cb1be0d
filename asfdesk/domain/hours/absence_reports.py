"""Deviations to report (avvikelser, R4): absence of more than fifteen minutes, with clock times.

Arbetsförmedlingen asks its suppliers which activity it was, when the person was expected and when
absent, after the activity has ended (AFFS 2023:1; domain.md §3.7). No reason is asked for and none
is kept. Times are clock times of one day, counted in minutes from midnight as the clock on the
wall shows them: on the two nights when the clock is set they stay what the clock said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AttendanceCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from asfdesk.domain.hours.attendance import AttendanceEntry
    from asfdesk.domain.people.placements import Placement

SHORTEST = 15
"""Minutes; only a longer absence is a deviation."""

OWN_REASONS = frozenset(
    {AttendanceCode.CLOSED, AttendanceCode.PLANNING_DAY, AttendanceCode.HOLIDAY}
)
"""Days the enterprise itself did not offer are nobody's absence."""


@dataclass(frozen=True)
class AbsenceReport:
    """One deviation.

    Attributes:
        activity: which activity; "" = the placement itself.
        expected_from, expected_to, absent_from, absent_to: minutes from midnight.
        notified_at: when the trainee or somebody else told of it, local time; None = nobody did.
        sent_on: the day it was sent; None = not yet.
        recipient: whom it goes to; a person's name is sealed.
    """

    id: int
    placement_id: int
    day: date
    expected_from: int
    expected_to: int
    absent_from: int
    absent_to: int
    activity: str = ""
    notified_at: datetime | None = None
    sent_on: date | None = None
    recipient: str = field(default="", repr=False)

    @property
    def minutes(self) -> int:
        """How long the absence was."""
        return self.absent_to - self.absent_from

    @property
    def counts(self) -> bool:
        """Whether it is long enough to be reported."""
        return self.minutes > SHORTEST

    def says_as(self, other: AbsenceReport) -> bool:
        """Whether it tells the recipient the same."""
        return self._told() == other._told()

    def _told(self) -> tuple[object, ...]:
        return (
            self.placement_id,
            self.day,
            self.expected_from,
            self.expected_to,
            self.absent_from,
            self.absent_to,
            self.activity,
            self.notified_at,
        )


@dataclass(frozen=True)
class AbsenceProposal:
    """A day of attendance that may have to be reported; what is not known is None.

    Attributes:
        missing_minutes: planned time that was not attended.
        absent_from, absent_to: known only when the whole day was missed.
        notified: whether the attendance says the absence was notified.
    """

    placement_id: int
    day: date
    missing_minutes: int
    code: AttendanceCode | None
    expected_from: int | None = None
    expected_to: int | None = None
    absent_from: int | None = None
    absent_to: int | None = None

    @property
    def notified(self) -> bool:
        """Whether the code says so."""
        return self.code is AttendanceCode.NOTIFIED


def proposals(
    placements: Mapping[int, Placement],
    entries: Mapping[tuple[int, date], Sequence[AttendanceEntry]],
    reports: Iterable[AbsenceReport],
) -> list[AbsenceProposal]:
    """Days with more than fifteen planned minutes unattended that nobody has reported yet.

    Args:
        placements: id -> placement, only those whose days are looked at.
        entries: attendance rows by placement and day; days without rows are not known.
        reports: what is reported already.
    """
    reported = {(one.placement_id, one.day) for one in reports}
    found = [
        proposal
        for (placement_id, day), rows in entries.items()
        if placement_id in placements and (placement_id, day) not in reported
        if (proposal := proposal_for(placements[placement_id], day, rows))
    ]
    return sorted(found, key=lambda one: (one.day, one.placement_id))


def proposal_for(
    placement: Placement, day: date, rows: Sequence[AttendanceEntry]
) -> AbsenceProposal | None:
    """What a day's attendance leads to; None when there is nothing to report."""
    planned = sum(row.planned_minutes for row in rows)
    attended = sum(row.attended_minutes for row in rows)
    code = next((row.code for row in rows if row.code), None)
    missing = planned - attended
    if missing <= SHORTEST or code in OWN_REASONS:
        return None
    start, end = expected(placement, day)
    whole = attended == 0
    return AbsenceProposal(
        placement.id,
        day,
        missing,
        code,
        start,
        end,
        start if whole else None,
        end if whole else None,
    )


def expected(placement: Placement, day: date) -> tuple[int | None, int | None]:
    """Planned start and end by the schedule; (None, None) where it has no clock times."""
    schedule = placement.schedule_on(day)
    slot = schedule.week.get(day.isoweekday()) if schedule else None
    if slot is None or slot.start_minute is None or not slot.minutes:
        return None, None
    return slot.start_minute, slot.start_minute + slot.minutes

"""Attendance and supervision of the example, day by day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Activity, AttendanceCode
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.hours.supervision import SupervisionEntry
from asfdesk.services.example import cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.hours.supervision import Supervisor
    from asfdesk.domain.people.placements import Placement
    from asfdesk.services.example.dice import Dice

HUNDRED = 100
SHORT_DAY = 8
"""One attended day in so many is shorter than planned."""

_ABSENCE = (
    (60, AttendanceCode.NOTIFIED),
    (84, AttendanceCode.UNNOTIFIED),
    (HUNDRED, AttendanceCode.LEAVE),
)
"""Of a hundred absences, up to so many have this code."""

CARE_MINUTES = 375
PAPER_MINUTES = 45
CONTACT_MINUTES = 60
MEETING_MINUTES = 60


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def attendance(
    placements: Sequence[Placement],
    is_workday: Callable[[date], bool],
    dice: Dice,
    unfilled: Mapping[int, Sequence[date]],
) -> Iterator[AttendanceEntry]:
    """Every planned working day of every placement, but for those left unfilled.

    Args:
        placements: in the order of `cast.PARTS`.
        is_workday: the calendar.
        dice: chance.
        unfilled: trainee number -> days nobody has written down.
    """
    for number, (placement, part) in enumerate(zip(placements, cast.PARTS, strict=True), start=1):
        for day in _days(cast.FIRST_ATTENDANCE, cast.LAST_ATTENDANCE):
            planned = placement.planned_minutes(day)
            if planned and is_workday(day) and day not in unfilled.get(number, ()):
                yield _entry(placement.id, day, planned, part.steadiness, dice)


def _entry(
    placement_id: int, day: date, planned: int, steadiness: int, dice: Dice
) -> AttendanceEntry:
    # The second half of 2026 goes worse: that is what the plan's deviations come from.
    falling = 5 if day.year > cast.FIRST_ATTENDANCE.year and day.month > 3 else 0
    if dice.roll(HUNDRED, "here", placement_id, day) < steadiness - falling:
        short = dice.roll(SHORT_DAY, "short", placement_id, day) == 0
        return AttendanceEntry(placement_id, day, planned, planned * 3 // 4 if short else planned)
    cast_number = dice.roll(HUNDRED, "why", placement_id, day)
    code = next(code for limit, code in _ABSENCE if cast_number < limit)
    return AttendanceEntry(placement_id, day, planned, 0, code)


def supervision(
    supervisors: Sequence[Supervisor], is_workday: Callable[[date], bool], dice: Dice
) -> Iterator[SupervisionEntry]:
    """Every supervisor's working days: mostly with trainees, the rest on paper and contacts."""
    agreements = (None, None, cast.STEGEN, None)
    for supervisor in supervisors:
        for day in _days(cast.FIRST_ATTENDANCE, cast.LAST_ATTENDANCE):
            employment = supervisor.employment_on(day)
            away = dice.roll(40, "ill", supervisor.number, day) == 0
            if employment is None or not is_workday(day) or away:
                continue
            share = employment.fte_bp
            agreement = agreements[supervisor.number - 1]
            care = _quarters(dice.around(CARE_MINUTES, 60, "care", supervisor.number, day), share)
            yield SupervisionEntry(supervisor.id, day, care, Activity.TRAINEES, agreement)
            if paper := _quarters(PAPER_MINUTES, share):
                yield SupervisionEntry(supervisor.id, day, paper, Activity.DOCUMENTATION)
            if day.isoweekday() == 1:
                yield SupervisionEntry(supervisor.id, day, MEETING_MINUTES, Activity.MEETING)
            elif contact := _quarters(CONTACT_MINUTES, share):
                yield SupervisionEntry(supervisor.id, day, contact, Activity.CONTACTS)


def _quarters(minutes: int, share_bp: int) -> int:
    """Minutes at a share of full time, down to a whole quarter of an hour."""
    return minutes * share_bp // 10_000 // 15 * 15

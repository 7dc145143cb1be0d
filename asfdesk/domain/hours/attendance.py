"""Attendance per placement and day. Not filled in is not zero (design §5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import DayCount
from asfdesk.domain.money import ratio

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.codes import AttendanceCode, Form
    from asfdesk.domain.hours.holidays import WorkCalendar
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.period import Month, Period


@dataclass(frozen=True)
class AttendanceEntry:
    """One row: placement x day x activity (decisions A13).

    Attributes:
        planned_minutes: what was planned that day when the row was written.
        attended_minutes: 0 with a code for a whole day's absence.
        code: why the rest of the planned time was not attended; None = no absence.
    """

    placement_id: int
    day: date
    planned_minutes: int
    attended_minutes: int
    code: AttendanceCode | None = None
    activity: str = ""


class MonthStatus(StrEnum):
    """Whether a month's attendance may be changed (decisions A6)."""

    OPEN = "open"
    LOCKED = "locked"
    REOPENED = "reopened"


@dataclass(frozen=True)
class MonthState:
    """A month of attendance: its status, and how many times it has been locked."""

    month: Month
    status: MonthStatus = MonthStatus.OPEN
    version: int = 0
    reason: str = ""

    @property
    def locked(self) -> bool:
        """Whether entries are refused."""
        return self.status is MonthStatus.LOCKED


@dataclass(frozen=True)
class CodeTotals:
    """What one code amounts to.

    Attributes:
        days: days that carry the code.
        whole_days: those without any attended time.
        minutes: planned time that was not attended on those days.
    """

    days: int = 0
    whole_days: int = 0
    minutes: int = 0

    def __add__(self, other: CodeTotals) -> CodeTotals:
        return CodeTotals(
            self.days + other.days,
            self.whole_days + other.whole_days,
            self.minutes + other.minutes,
        )


@dataclass(frozen=True)
class Attended:
    """Sums of attendance; they can be added.

    Attributes:
        filled_days: days with a row. `planned_days`: of those, days with planned time.
        attended_days: days with attended time.
        by_code: code -> what it amounts to.
    """

    planned_minutes: int = 0
    attended_minutes: int = 0
    filled_days: int = 0
    planned_days: int = 0
    attended_days: int = 0
    by_code: Mapping[AttendanceCode, CodeTotals] = field(default_factory=dict)

    def __add__(self, other: Attended) -> Attended:
        codes = dict(self.by_code)
        for code, totals in other.by_code.items():
            codes[code] = codes.get(code, CodeTotals()) + totals
        return Attended(
            self.planned_minutes + other.planned_minutes,
            self.attended_minutes + other.attended_minutes,
            self.filled_days + other.filled_days,
            self.planned_days + other.planned_days,
            self.attended_days + other.attended_days,
            codes,
        )

    @property
    def rate(self) -> Fraction | None:
        """Närvarograd: attended / booked (decisions A3); None without planned time."""
        return ratio(self.attended_minutes, self.planned_minutes)


@dataclass(frozen=True)
class AttendanceTotals:
    """One placement's sums of one month, with what reports group by."""

    placement_id: int
    trainee_id: int
    agreement_id: int
    form: Form
    month: Month
    sums: Attended


def total(sums: Iterable[Attended]) -> Attended:
    """Several sums as one."""
    result = Attended()
    for one in sums:
        result += one
    return result


class DayPart(StrEnum):
    """How much of a place a day takes."""

    NONE = "none"
    HALF = "half"
    FULL = "full"


def place_days(agreement: Agreement, minutes: int) -> Fraction:
    """Place-days that a day's minutes make: 1 per day, or by minutes, as agreed (A13)."""
    if agreement.day_count is DayCount.DAYS:
        return Fraction(1 if minutes > 0 else 0)
    return Fraction(minutes, agreement.place_day_minutes)


def planned_minutes(placement: Placement, day: date, calendar: WorkCalendar) -> int:
    """Minutes planned on a day: the schedule's, on days that are worked."""
    minutes = placement.planned_minutes(day)
    return minutes if minutes and calendar.is_workday(day) else 0


def with_plan(
    entry: AttendanceEntry, placement: Placement, calendar: WorkCalendar
) -> AttendanceEntry:
    """The entry with the plan as it is now; extra activities of a day carry none."""
    planned = 0 if entry.activity else planned_minutes(placement, entry.day, calendar)
    return AttendanceEntry(
        entry.placement_id, entry.day, planned, entry.attended_minutes, entry.code, entry.activity
    )


def unfilled_days(
    placement: Placement,
    filled: Collection[date],
    calendar: WorkCalendar,
    period: Period,
) -> list[date]:
    """Days of a period with planned time and no row, in order."""
    return [
        day
        for day in period.days()
        if day not in filled and planned_minutes(placement, day, calendar)
    ]


class Remark(StrEnum):
    """What is odd about an entry. Only OUTSIDE is refused; the others are shown."""

    OUTSIDE = "outside"
    FUTURE = "future"
    NOT_WORKED = "not_worked"
    NOT_PLANNED = "not_planned"
    MORE_THAN_PLANNED = "more_than_planned"


def remarks(
    placement: Placement, entry: AttendanceEntry, calendar: WorkCalendar, today: date
) -> tuple[Remark, ...]:
    """What is odd about an entry, worst first."""
    planned = planned_minutes(placement, entry.day, calendar)
    worked = calendar.is_workday(entry.day)
    present = entry.attended_minutes > 0
    found = (
        (Remark.OUTSIDE, not placement.holds_on(entry.day)),
        (Remark.FUTURE, entry.day > today and present),
        (Remark.NOT_WORKED, not worked and present),
        (Remark.NOT_PLANNED, worked and present and not planned),
        (Remark.MORE_THAN_PLANNED, bool(planned) and entry.attended_minutes > planned),
    )
    return tuple(remark for remark, holds in found if holds)

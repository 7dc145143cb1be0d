"""Attendance per placement and day. Not filled in is not zero (design §5)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.codes import AttendanceCode
    from asfdesk.domain.period import Month


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

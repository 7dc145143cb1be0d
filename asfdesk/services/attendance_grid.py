"""What the attendance grid shows: placements down, days across, sums everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.money import ratio

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from asfdesk.domain.attendance import MonthState, Remark
    from asfdesk.domain.codes import AttendanceCode
    from asfdesk.domain.holidays import Holiday
    from asfdesk.domain.period import Month


class Show(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    ONGOING = "ongoing"
    UNFILLED = "unfilled"


@dataclass(frozen=True)
class GridFilter:
    """What the user chose to see.

    Attributes:
        keep: placements that stay although the choice no longer fits them, so that a row never
            disappears under the user's hands.
    """

    agreement_id: int | None = None
    show: Show = Show.ALL
    keep: frozenset[int] = frozenset()


@dataclass(frozen=True)
class GridCell:
    """One placement on one day.

    Attributes:
        attended_minutes: None = not filled in, which is not zero.
        inside: the day lies in the placement.
        unfilled: planned, not filled in, and not in the future.
        start_minute: planned start, minutes from midnight, or None.
    """

    planned_minutes: int = 0
    attended_minutes: int | None = None
    code: AttendanceCode | None = None
    inside: bool = True
    unfilled: bool = False
    start_minute: int | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class GridRow:
    """One placement's month. Minutes; `booked_minutes` is the plan of the days filled in."""

    placement_id: int
    trainee_id: int
    number: int
    name: str = field(repr=False)
    protected: bool
    agreement_id: int
    agreement_name: str
    cells: tuple[GridCell, ...] = field(repr=False)

    @property
    def planned_minutes(self) -> int:
        """The whole month's plan."""
        return sum(cell.planned_minutes for cell in self.cells)

    @property
    def attended_minutes(self) -> int:
        """The month's attended time so far."""
        return sum(cell.attended_minutes or 0 for cell in self.cells)

    @property
    def booked_minutes(self) -> int:
        """Planned time of the days filled in."""
        return sum(c.planned_minutes for c in self.cells if c.attended_minutes is not None)

    @property
    def rate(self) -> Fraction | None:
        """Närvarograd of the days filled in (decisions A3)."""
        return ratio(self.attended_minutes, self.booked_minutes)

    @property
    def unfilled(self) -> int:
        """Planned days without entry, up to today."""
        return sum(cell.unfilled for cell in self.cells)


@dataclass(frozen=True)
class GridDay:
    """One day's head and sums over the rows shown."""

    day: date
    workday: bool
    holiday: Holiday | None
    closed: bool
    today: bool
    future: bool
    planned_minutes: int = 0
    attended_minutes: int = 0
    supervision_minutes: int = 0


@dataclass(frozen=True)
class MonthGrid:
    """A month, ready to be shown.

    Attributes:
        agreements: every agreement with a placement this month, id and name, for the filter.
        total_rows: rows before filtering ("visar 18 av 31").
        unfilled: cells of all rows that are due and not filled in.
        blocking: cells of all rows that keep the month from being locked, the future included.
        odd: cells of all rows with a remark.
    """

    month: Month
    state: MonthState
    days: tuple[GridDay, ...]
    rows: tuple[GridRow, ...]
    agreements: tuple[tuple[int, str], ...]
    total_rows: int
    trainees: int
    unfilled: int
    blocking: int
    odd: int

    @property
    def workdays(self) -> int:
        """Working days of the month."""
        return sum(day.workday for day in self.days)

    @property
    def planned_minutes(self) -> int:
        """The plan of the rows shown."""
        return sum(row.planned_minutes for row in self.rows)

    @property
    def attended_minutes(self) -> int:
        """Attended time of the rows shown."""
        return sum(row.attended_minutes for row in self.rows)

    @property
    def rate(self) -> Fraction | None:
        """Närvarograd of the rows shown."""
        return ratio(self.attended_minutes, sum(row.booked_minutes for row in self.rows))

    @property
    def supervision_minutes(self) -> int:
        """All supervisors' time in the month."""
        return sum(day.supervision_minutes for day in self.days)

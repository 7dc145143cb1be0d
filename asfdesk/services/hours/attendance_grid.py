"""What the attendance grid shows: placements down, days across, sums everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from asfdesk.domain.money import ratio
from asfdesk.domain.people.decisions import DayState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from fractions import Fraction

    from asfdesk.domain.codes import AttendanceCode
    from asfdesk.domain.hours.attendance import MonthState, Remark
    from asfdesk.domain.hours.holidays import Holiday
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
        state: whether a decision holds that day, or rests, or there is none.
        unfilled: planned, not filled in, and not in the future.
        start_minute: planned start, minutes from midnight, or None.
        locked: the day's month is locked.
    """

    planned_minutes: int = 0
    attended_minutes: int | None = None
    code: AttendanceCode | None = None
    state: DayState = DayState.HELD
    unfilled: bool = False
    start_minute: int | None = None
    remarks: tuple[Remark, ...] = ()
    locked: bool = False

    @property
    def inside(self) -> bool:
        """Whether time can be filled in: a decision covers the day and does not rest."""
        return self.state is DayState.HELD

    @property
    def missing(self) -> bool:
        """Planned and not filled in, whether the day has come or not."""
        return bool(self.planned_minutes) and self.attended_minutes is None


@dataclass(frozen=True)
class TimeSums:
    """Minutes: planned, attended, and booked = the plan of the days filled in."""

    planned: int = 0
    attended: int = 0
    booked: int = 0

    @property
    def rate(self) -> Fraction | None:
        """Närvarograd of the days filled in (decisions A3)."""
        return ratio(self.attended, self.booked)

    def __add__(self, other: TimeSums) -> TimeSums:
        return TimeSums(
            self.planned + other.planned,
            self.attended + other.attended,
            self.booked + other.booked,
        )


def time_sums(cells: Iterable[GridCell]) -> TimeSums:
    """The sums of some cells."""
    planned = attended = booked = 0
    for cell in cells:
        planned += cell.planned_minutes
        if cell.attended_minutes is not None:
            attended += cell.attended_minutes
            booked += cell.planned_minutes
    return TimeSums(planned, attended, booked)


@dataclass(frozen=True)
class GridRow:
    """One placement's days, from the first to the last of the grid."""

    placement_id: int
    trainee_id: int
    number: int
    name: str = field(repr=False)
    protected: bool
    agreement_id: int
    agreement_name: str
    cells: tuple[GridCell, ...] = field(repr=False)

    @cached_property
    def sums(self) -> TimeSums:
        """All its days."""
        return time_sums(self.cells)

    def sums_of(self, days: slice) -> TimeSums:
        """Some of its days; all of them are counted once only."""
        if (days.start, days.stop) == (0, len(self.cells)):
            return self.sums
        return time_sums(self.cells[days])

    @property
    def planned_minutes(self) -> int:
        """The plan of all its days."""
        return self.sums.planned

    @property
    def attended_minutes(self) -> int:
        """Attended time so far."""
        return self.sums.attended

    @property
    def rate(self) -> Fraction | None:
        """Närvarograd of the days filled in (decisions A3)."""
        return self.sums.rate

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
    locked: bool = False
    planned_minutes: int = 0
    attended_minutes: int = 0
    supervision_minutes: int = 0


@dataclass(frozen=True)
class AgreementSums:
    """One agreement's time in some days."""

    agreement_id: int
    name: str
    sums: TimeSums


@dataclass(frozen=True)
class MonthGrid:
    """A month, ready to be shown, and a whole week around it if one was asked for.

    Attributes:
        days: the days of every row, in order: the month's, and those of a week that begins
            before it or ends after it.
        everybody: every row, whether shown or not.
        agreements: every agreement with a placement in these days, id and name, for the filter.
        unfilled: cells of the month, of all rows, that are due and not filled in.
        blocking: cells of the month that keep it from being locked, the future included.
        odd: cells of the month with a remark.
    """

    month: Month
    state: MonthState
    days: tuple[GridDay, ...]
    rows: tuple[GridRow, ...]
    everybody: tuple[GridRow, ...]
    agreements: tuple[tuple[int, str], ...]
    unfilled: int
    blocking: int
    odd: int

    @property
    def total_rows(self) -> int:
        """Rows before filtering ("visar 18 av 31")."""
        return len(self.everybody)

    @property
    def trainees(self) -> int:
        """How many people."""
        return len({row.trainee_id for row in self.everybody})

    @property
    def month_days(self) -> slice:
        """Where the month's own days lie among `days`."""
        first = (self.month.first - self.days[0].day).days
        return slice(first, first + self.month.last.day)

    @property
    def workdays(self) -> int:
        """Working days of the month."""
        return sum(day.workday for day in self.days[self.month_days])

    def place(self, day: date) -> int:
        """Where a day lies among `days`."""
        return (day - self.days[0].day).days

    def by_agreement(self, days: slice) -> list[AgreementSums]:
        """Each agreement's time in some of the days, of every row, in order of names."""
        sums = {agreement_id: TimeSums() for agreement_id, _name in self.agreements}
        for row in self.everybody:
            sums[row.agreement_id] += row.sums_of(days)
        return [AgreementSums(key, name, sums[key]) for key, name in self.agreements]

"""What the supervision grid shows: a row per supervisor, activity and agreement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.hours.supervision import full_time_equivalents
from asfdesk.domain.money import ratio

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from asfdesk.domain.codes import Activity
    from asfdesk.domain.hours.holidays import Holiday
    from asfdesk.domain.hours.supervision import EsfWarning, Supervisor
    from asfdesk.domain.period import Month


_FULL_TIME_BP = 10_000


@dataclass(frozen=True)
class RowKey:
    """What a row is for. `agreement_id` None = not bound to an agreement."""

    supervisor_id: int
    activity: Activity
    agreement_id: int | None = None


@dataclass(frozen=True)
class SupervisionRow:
    """One row, one value a day.

    Attributes:
        minutes: None = nothing reported.
        employed: whether the supervisor works here.
        planned: minutes by the supervisor's schedule; 0 on closed days and on leave.
        away: whether the supervisor is on leave.
    """

    key: RowKey
    number: int
    name: str = field(repr=False)
    agreement_name: str
    minutes: tuple[int | None, ...]
    employed: tuple[bool, ...]
    planned: tuple[int, ...]
    away: tuple[bool, ...]

    @property
    def total(self) -> int:
        """The month's minutes."""
        return sum(minutes or 0 for minutes in self.minutes)


@dataclass(frozen=True)
class SupervisionDay:
    """One day's head and sums."""

    day: date
    workday: bool
    holiday: Holiday | None
    closed: bool
    today: bool
    minutes: int
    attended_minutes: int


@dataclass(frozen=True)
class SupervisorCard:
    """A supervisor beside the grid.

    Attributes:
        name: the name for an owner, "Handledare 3" otherwise.
        available_minutes: standard day x working days employed in the month, leave taken away.
        year_minutes: the calendar year's minutes so far.
        leave_days: working days of the month on leave.
        scheduled: whether a schedule holds on some day of the month.
    """

    supervisor: Supervisor
    name: str = field(repr=False)
    minutes: int
    available_minutes: int
    year_minutes: int
    fte_bp: int | None
    cost_per_hour_ore: int | None
    leave_days: int = 0
    scheduled: bool = False

    @property
    def share(self) -> Fraction | None:
        """Share of full time, None without an employment."""
        return None if self.fte_bp is None else ratio(self.fte_bp, _FULL_TIME_BP)


@dataclass(frozen=True)
class SupervisionMonth:
    """A month of supervision, ready to be shown.

    Attributes:
        attended_minutes: all trainees' attended time.
        cost_ore: None when some time has no employment to price it.
        agreements: running in the month, id and name, for new rows.
        elsewhere: how many supervisors work here in other months only.
    """

    month: Month
    days: tuple[SupervisionDay, ...]
    rows: tuple[SupervisionRow, ...]
    supervisors: tuple[SupervisorCard, ...]
    warnings: tuple[EsfWarning, ...]
    agreements: tuple[tuple[int, str], ...]
    cost_ore: int | None
    elsewhere: int = 0

    @property
    def minutes(self) -> int:
        """All supervisors' time."""
        return sum(row.total for row in self.rows)

    @property
    def attended_minutes(self) -> int:
        """All trainees' attended time."""
        return sum(day.attended_minutes for day in self.days)

    @property
    def hours_per_trainee_hour(self) -> Fraction | None:
        """Supervisor hours for each attended trainee hour; None when nobody attended."""
        return ratio(self.minutes, self.attended_minutes)

    @property
    def full_time(self) -> Fraction | None:
        """Reported time as full-time posts."""
        return full_time_equivalents(self.minutes, sum(day.workday for day in self.days))

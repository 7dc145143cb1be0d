"""What the reports about people and hours rest on, gathered once (services/work_facts.py)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from asfdesk.domain.agreements import Agreement, Buyer
    from asfdesk.domain.codes import AgeBand
    from asfdesk.domain.hours.attendance import AttendanceEntry, MonthState
    from asfdesk.domain.hours.supervision import SupervisionEntry, Supervisor
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.people.trainees import Trainee
    from asfdesk.domain.period import Month, Period


@dataclass(frozen=True)
class WorkFacts:
    """Agreements, placements and attendance of a period, limited to what was asked for.

    Attributes:
        span: the days that attendance and supervision were read for; holds `period`.
        entries: (placement id, day) -> its rows, one per activity.
        labels: trainee id -> what a recipient may see: the name, or "Deltagare 7" with the
            adviser's key and for protected persons.
        identity_numbers: trainee id -> 12 digits, only for those an agreement asks them for.
        supervisor_labels: supervisor id -> name or "Handledare 3".
        is_workday: the enterprise's calendar.
        months: the states of the period's attendance months.
    """

    period: Period
    span: Period
    buyers: Mapping[int, Buyer]
    agreements: tuple[Agreement, ...]
    placements: tuple[Placement, ...]
    trainees: Mapping[int, Trainee]
    entries: Mapping[tuple[int, date], tuple[AttendanceEntry, ...]]
    is_workday: Callable[[date], bool]
    months: tuple[MonthState, ...] = ()
    supervisors: tuple[Supervisor, ...] = ()
    supervision: tuple[SupervisionEntry, ...] = ()
    age_bands: Mapping[int, AgeBand] = field(default_factory=dict)
    labels: Mapping[int, str] = field(default_factory=dict, repr=False)
    identity_numbers: Mapping[int, str] = field(default_factory=dict, repr=False)
    supervisor_labels: Mapping[int, str] = field(default_factory=dict, repr=False)

    def agreement(self, placement: Placement) -> Agreement:
        """The agreement of a placement that was gathered."""
        return next(a for a in self.agreements if a.id == placement.agreement_id)

    def buyer(self, agreement: Agreement) -> Buyer:
        """Who pays for an agreement."""
        return self.buyers[agreement.buyer_id]

    def in_period(self) -> list[Placement]:
        """Placements that share a day with the period, by trainee number."""
        found = [p for p in self.placements if self.period.overlaps(p.decision_from, p.last_day)]
        return sorted(found, key=lambda p: (self.trainees[p.trainee_id].number, p.id))

    def unfilled(self, month: Month) -> int:
        """Planned days of a month that nobody has written down."""
        return sum(
            (placement.id, day) not in self.entries and placement.planned_minutes(day) > 0
            for day in month.days()
            if self.is_workday(day)
            for placement in self.placements
        )


def by_day(
    entries: Iterable[AttendanceEntry],
) -> dict[tuple[int, date], tuple[AttendanceEntry, ...]]:
    """Attendance rows by placement and day."""
    found: dict[tuple[int, date], list[AttendanceEntry]] = defaultdict(list)
    for entry in entries:
        found[entry.placement_id, entry.day].append(entry)
    return {key: tuple(rows) for key, rows in found.items()}

"""Reading a month of attendance for the grid, and what entries are filled in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.attendance import (
    AttendanceEntry,
    planned_minutes,
    remarks,
)
from asfdesk.domain.codes import PlacementStatus
from asfdesk.domain.period import Period
from asfdesk.services.attendance_grid import (
    GridCell,
    GridDay,
    GridFilter,
    GridRow,
    MonthGrid,
    Show,
)
from asfdesk.services.display_names import trainee_names
from asfdesk.services.work_calendar import work_calendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.attendance import (
        MonthState,
    )
    from asfdesk.domain.holidays import WorkCalendar
    from asfdesk.domain.period import Month
    from asfdesk.domain.placements import Placement
    from asfdesk.services.session import ReadSession

_WITHOUT_ATTENDANCE = (PlacementStatus.REQUESTED, PlacementStatus.MISREGISTERED)

DayEntries = dict[tuple[int, "date"], list[AttendanceEntry]]
"""(placement id, day) -> that day's entries, one per activity."""


def month_grid(
    session: ReadSession, month: Month, today: date, chosen: GridFilter | None = None
) -> MonthGrid:
    """A month's attendance.

    Args:
        session: the open file; with an adviser's key names are own numbers.
        month: which month.
        today: days after it are not due yet.
        chosen: which rows to show; all when None.
    """
    chosen = chosen or GridFilter()
    period = Period.of_month(month)
    calendar = work_calendar(session)
    state = session.attendance.state(month)
    rows = _rows(session, _Month(period, calendar, today, state))
    shown = [row for row in rows if _shown(row, chosen, period, today)]
    supervision = session.supervision.minutes_by_day(period)
    return MonthGrid(
        month=month,
        state=state,
        days=tuple(_days(period, calendar, today, shown, supervision)),
        rows=tuple(shown),
        agreements=tuple(
            sorted({(r.agreement_id, r.agreement_name) for r in rows}, key=lambda a: a[1])
        ),
        total_rows=len(rows),
        trainees=len({row.trainee_id for row in rows}),
        unfilled=sum(row.unfilled for row in rows),
        blocking=sum(_blocking(row) for row in rows),
        odd=sum(bool(cell.remarks) for row in rows for cell in row.cells),
    )


def placements_with_attendance(session: ReadSession, period: Period) -> list[Placement]:
    """Placements of a period that attendance is kept for."""
    found = session.placements.in_period(period.first, period.last)
    return [placement for placement in found if placement.status not in _WITHOUT_ATTENDANCE]


def entries_by_day(entries: Iterable[AttendanceEntry]) -> DayEntries:
    """Entries by placement and day."""
    found: DayEntries = defaultdict(list)
    for entry in entries:
        found[entry.placement_id, entry.day].append(entry)
    return found


def filled_days(entries: Iterable[AttendanceEntry]) -> dict[int, set[date]]:
    """Placement id -> days with an entry."""
    found: dict[int, set[date]] = defaultdict(set)
    for entry in entries:
        found[entry.placement_id].add(entry.day)
    return found


@dataclass(frozen=True)
class _Month:
    """What every cell of a month is judged by."""

    period: Period
    calendar: WorkCalendar
    today: date
    state: MonthState


def _rows(session: ReadSession, month: _Month) -> list[GridRow]:
    names = trainee_names(session)
    trainees = {trainee.id: trainee for trainee in session.trainees.trainees()}
    agreements = {agreement.id: agreement.name for agreement in session.agreements.agreements()}
    entries = entries_by_day(session.attendance.entries(month.period))
    rows = [
        GridRow(
            placement_id=placement.id,
            trainee_id=placement.trainee_id,
            number=trainees[placement.trainee_id].number,
            name=names[placement.trainee_id],
            protected=trainees[placement.trainee_id].protected,
            agreement_id=placement.agreement_id,
            agreement_name=agreements[placement.agreement_id],
            cells=tuple(
                _cell(placement, day, entries.get((placement.id, day), ()), month)
                for day in month.period.days()
            ),
        )
        for placement in placements_with_attendance(session, month.period)
    ]
    return sorted(rows, key=lambda row: (row.number, row.agreement_name, row.placement_id))


def _cell(
    placement: Placement, day: date, entries: Sequence[AttendanceEntry], month: _Month
) -> GridCell:
    if not entries and not placement.holds_on(day):
        return GridCell(inside=False)
    planned = planned_minutes(placement, day, month.calendar)
    if not entries:
        due = bool(planned) and day <= month.today
        return GridCell(planned, unfilled=due, start_minute=_start(placement, day))
    whole = summed(entries)
    return GridCell(
        # A locked month shows the plan as it was when it was locked.
        planned_minutes=whole.planned_minutes if month.state.locked else planned,
        attended_minutes=whole.attended_minutes,
        code=whole.code,
        inside=placement.holds_on(day),
        start_minute=_start(placement, day),
        remarks=remarks(placement, whole, month.calendar, month.today),
    )


def summed(entries: Sequence[AttendanceEntry]) -> AttendanceEntry:
    """A day's entries, one per activity, as one."""
    first = entries[0]
    if len(entries) == 1:
        return first
    return AttendanceEntry(
        first.placement_id,
        first.day,
        sum(entry.planned_minutes for entry in entries),
        sum(entry.attended_minutes for entry in entries),
        next((entry.code for entry in entries if entry.code), None),
    )


def _start(placement: Placement, day: date) -> int | None:
    schedule = placement.schedule_on(day)
    slot = schedule.week.get(day.isoweekday()) if schedule else None
    return slot.start_minute if slot else None


def _blocking(row: GridRow) -> int:
    return sum(bool(c.planned_minutes) and c.attended_minutes is None for c in row.cells)


def _shown(row: GridRow, chosen: GridFilter, period: Period, today: date) -> bool:
    if row.placement_id in chosen.keep:
        return True
    if chosen.agreement_id not in (None, row.agreement_id):
        return False
    match chosen.show:
        case Show.UNFILLED:
            return row.unfilled > 0
        case Show.ONGOING:
            at = min(max(today, period.first), period.last)
            return row.cells[(at - period.first).days].inside
        case Show.ALL:
            return True


def _days(
    period: Period,
    calendar: WorkCalendar,
    today: date,
    rows: Sequence[GridRow],
    supervision: Mapping[date, int],
) -> Iterable[GridDay]:
    for at, day in enumerate(period.days()):
        cells = [row.cells[at] for row in rows]
        yield GridDay(
            day=day,
            workday=calendar.is_workday(day),
            holiday=calendar.holiday(day),
            closed=calendar.in_closed_period(day),
            today=day == today,
            future=day > today,
            planned_minutes=sum(cell.planned_minutes for cell in cells),
            attended_minutes=sum(cell.attended_minutes or 0 for cell in cells),
            supervision_minutes=supervision.get(day, 0),
        )

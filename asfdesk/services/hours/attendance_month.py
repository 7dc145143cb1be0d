"""Reading a month of attendance for the grid, and what entries are filled in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PlacementStatus
from asfdesk.domain.hours.attendance import AttendanceEntry, remarks
from asfdesk.domain.people.decisions import DayState
from asfdesk.domain.period import Month, Period
from asfdesk.services.display_names import people_in
from asfdesk.services.hours.attendance_grid import (
    GridCell,
    GridDay,
    GridFilter,
    GridRow,
    MonthGrid,
    Show,
)
from asfdesk.services.hours.work_calendar import work_calendar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.hours.attendance import Remark
    from asfdesk.domain.hours.holidays import WorkCalendar
    from asfdesk.domain.people.placements import Placement
    from asfdesk.services.session import ReadSession

_WITHOUT_ATTENDANCE = (PlacementStatus.REQUESTED, PlacementStatus.MISREGISTERED)

DayEntries = dict[tuple[int, "date"], list[AttendanceEntry]]
"""(placement id, day) -> that day's entries, one per activity."""


def month_grid(
    session: ReadSession,
    month: Month,
    today: date,
    chosen: GridFilter | None = None,
    week_of: date | None = None,
) -> MonthGrid:
    """A month's attendance.

    Args:
        session: the open file; with an adviser's key names are own numbers.
        month: which month.
        today: days after it are not due yet.
        chosen: which rows to show; all when None.
        week_of: a day whose whole week is wanted too, although it reaches into another month.
    """
    span = _span(month, week_of)
    judge = _judge(session, span, today)
    return _Whole(session, month, judge, chosen or GridFilter()).grid(_rows(session, span, judge))


def month_again(
    session: ReadSession,
    before: MonthGrid,
    today: date,
    placements: Collection[int],
    chosen: GridFilter | None = None,
) -> MonthGrid:
    """The month after attendance of some placements has changed, and nothing else.

    Only their rows are read again; the others are the very rows of `before`.
    """
    span = Period(before.days[0].day, before.days[-1].day)
    judge = _judge(session, span, today)
    entries = [
        entry
        for placement_id in placements
        for entry in session.attendance.of_placement(placement_id, span)
    ]
    cells = _Cells(judge, entries_by_day(entries))
    found = {one: session.placements.placement(one) for one in placements}
    rows = []
    for row in before.everybody:
        placement = found.get(row.placement_id)
        new = row if placement is None else replace(row, cells=cells.of_row(placement))
        rows.append(new)
    return _Whole(session, before.month, judge, chosen or GridFilter()).grid(rows)


@dataclass(frozen=True)
class _Whole:
    """Puts rows together to a month."""

    session: ReadSession
    month: Month
    judge: _Judge
    chosen: GridFilter

    def grid(self, rows: Sequence[GridRow]) -> MonthGrid:
        """The month of some rows."""
        month, span = self.month, self.judge.span
        today = min(max(self.judge.today, span.first), span.last)
        at = (today - span.first).days
        shown = [row for row in rows if _shown(row, self.chosen, at)]
        first = (month.first - span.first).days
        last = first + month.last.day
        unfilled = blocking = odd = 0
        for row in rows:
            for cell in row.cells[first:last]:
                unfilled += cell.unfilled
                blocking += cell.missing
                odd += bool(cell.remarks)
        supervision = self.session.supervision.minutes_by_day(span)
        return MonthGrid(
            month=month,
            state=self.session.attendance.state(month),
            days=tuple(_days(self.judge, shown, supervision)),
            rows=tuple(shown),
            everybody=tuple(rows),
            agreements=tuple(
                sorted({(r.agreement_id, r.agreement_name) for r in rows}, key=lambda a: a[1])
            ),
            unfilled=unfilled,
            blocking=blocking,
            odd=odd,
        )


def _span(month: Month, week_of: date | None) -> Period:
    """The month, and all of the week around a day."""
    if week_of is None:
        return Period.of_month(month)
    monday = week_of - timedelta(days=week_of.weekday())
    sunday = monday + timedelta(days=6)
    return Period(min(month.first, monday), max(month.last, sunday))


def placements_with_attendance(session: ReadSession, period: Period) -> list[Placement]:
    """Placements of a period that attendance is kept for."""
    found = session.placements.in_period(period.first, period.last)
    return [placement for placement in found if keeps_attendance(placement)]


def keeps_attendance(placement: Placement) -> bool:
    """Whether attendance is kept for a placement: not for one that is asked about or a mistake."""
    return placement.status not in _WITHOUT_ATTENDANCE


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
class _Judge:
    """What every cell is judged by.

    Attributes:
        days: each day with whether it is worked and whether its month is locked.
    """

    span: Period
    calendar: WorkCalendar
    today: date
    days: tuple[tuple[date, bool, bool], ...]


def _judge(session: ReadSession, span: Period, today: date) -> _Judge:
    calendar = work_calendar(session)
    locked = {m for m in span.months() if session.attendance.state(m).locked}
    days = tuple((d, calendar.is_workday(d), Month.of(d) in locked) for d in span.days())
    return _Judge(span, calendar, today, days)


def _rows(session: ReadSession, span: Period, judge: _Judge) -> list[GridRow]:
    people = people_in(session, span)
    agreements = {agreement.id: agreement.name for agreement in session.agreements.agreements()}
    entries = entries_by_day(session.attendance.entries(span))
    cells = _Cells(judge, entries)
    rows = []
    for placement in placements_with_attendance(session, span):
        trainee, name = people[placement.trainee_id]
        rows.append(
            GridRow(
                placement_id=placement.id,
                trainee_id=trainee.id,
                number=trainee.number,
                name=name,
                protected=trainee.protected,
                agreement_id=placement.agreement_id,
                agreement_name=agreements[placement.agreement_id],
                cells=cells.of_row(placement),
            )
        )
    return sorted(rows, key=lambda row: (row.number, row.agreement_name, row.placement_id))


class _Cells:
    """Makes the cells of rows. Cells that say the same are one object: most days are alike.

    There are six thousand in a month of 200 trainees, so this is written to be quick.
    """

    def __init__(self, judge: _Judge, entries: DayEntries) -> None:
        self._judge = judge
        self._entries = entries
        self._made: dict[tuple[object, ...], GridCell] = {}

    def of_row(self, placement: Placement) -> tuple[GridCell, ...]:
        """One placement's cells, a day each."""
        row_id, there, days = placement.id, self._entries, self._judge.days
        held = DayState.HELD if placement.held_throughout(days[0][0], days[-1][0]) else None
        return tuple(
            self._cell(placement, about, there.get((row_id, about[0])), held) for about in days
        )

    def _cell(
        self,
        placement: Placement,
        about: tuple[date, bool, bool],
        there: Sequence[AttendanceEntry] | None,
        held: DayState | None,
    ) -> GridCell:
        day, worked, locked = about
        state = held or placement.day_state(day)
        planned, start = 0, None
        if worked and state is DayState.HELD:
            schedule = placement.schedule_on(day)
            slot = schedule.week.get(day.isoweekday()) if schedule else None
            if slot is not None:
                planned, start = slot.minutes, slot.start_minute
        if not there:
            due = planned > 0 and day <= self._judge.today
            key: tuple[object, ...] = (planned, id(state), due, start, locked)
            made = self._made.get(key)
            return made or self._keep(
                key, GridCell(planned, None, None, state, due, start, (), locked)
            )
        whole = there[0] if len(there) == 1 else summed(there)
        attended, code = whole.attended_minutes, whole.code
        odd = self._remarks(placement, whole, planned, state)
        # A locked month shows the plan as it was when it was locked.
        planned = whole.planned_minutes if locked else planned
        key = (planned, attended, id(code), id(state), start, odd, locked)
        made = self._made.get(key)
        return made or self._keep(
            key,
            GridCell(
                planned, attended, code, state, start_minute=start, remarks=odd, locked=locked
            ),
        )

    def _keep(self, key: tuple[object, ...], cell: GridCell) -> GridCell:
        self._made[key] = cell
        return cell

    def _remarks(
        self, placement: Placement, whole: AttendanceEntry, planned: int, state: DayState
    ) -> tuple[Remark, ...]:
        """What is odd; the usual day is told apart first."""
        attended = whole.attended_minutes
        usual = planned >= attended and whole.day <= self._judge.today
        if state is DayState.HELD and (usual or not attended):
            return ()
        return remarks(placement, whole, self._judge.calendar, self._judge.today)


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


def _shown(row: GridRow, chosen: GridFilter, today: int) -> bool:
    """Whether a row is shown; `today` is its cell of today, or the nearest one."""
    if row.placement_id in chosen.keep:
        return True
    if chosen.agreement_id not in (None, row.agreement_id):
        return False
    match chosen.show:
        case Show.UNFILLED:
            return row.unfilled > 0
        case Show.ONGOING:
            return row.cells[today].state is not DayState.OUTSIDE
        case Show.ALL:
            return True


def _days(
    judge: _Judge, rows: Sequence[GridRow], supervision: Mapping[date, int]
) -> Iterable[GridDay]:
    for at, (day, worked, locked) in enumerate(judge.days):
        cells = [row.cells[at] for row in rows]
        yield GridDay(
            day=day,
            workday=worked,
            holiday=judge.calendar.holiday(day),
            closed=judge.calendar.in_closed_period(day),
            today=day == judge.today,
            future=day > judge.today,
            locked=locked,
            planned_minutes=sum(cell.planned_minutes for cell in cells),
            attended_minutes=sum(cell.attended_minutes or 0 for cell in cells),
            supervision_minutes=supervision.get(day, 0),
        )

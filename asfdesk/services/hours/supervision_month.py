"""Reading a month of supervision for the grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Activity
from asfdesk.domain.hours.supervision import (
    cost_ore,
    esf_warnings,
    standard_day_minutes,
)
from asfdesk.domain.period import Month, Period
from asfdesk.reports.words import supervisor_word
from asfdesk.services.hours.plan_supervision import planned_rows
from asfdesk.services.hours.rota import rota
from asfdesk.services.hours.supervision_grid import (
    RowKey,
    SupervisionDay,
    SupervisionMonth,
    SupervisionRow,
    SupervisorCard,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.hours.holidays import WorkCalendar
    from asfdesk.domain.hours.supervision import (
        SupervisionEntry,
        Supervisor,
    )
    from asfdesk.domain.hours.supervision_plan import Rota
    from asfdesk.services.session import ReadSession


def supervision_month(
    session: ReadSession, month: Month, today: date, extra: frozenset[RowKey] = frozenset()
) -> SupervisionMonth:
    """A month's supervision.

    Everybody employed has a row; rows in use this month or the month before are there too.

    Args:
        session: the open file; with an adviser's key names are own numbers.
        month: which month.
        today: marked in the head.
        extra: rows the user has added and not filled in yet.
    """
    period = Period.of_month(month)
    plans = rota(session)
    people = {s.id: s for s in session.supervision.supervisors()}
    entries = session.supervision.entries(period)
    year = session.supervision.minutes_by_supervisor(Period.of_year(month.year))
    employed = [s for s in people.values() if s.employed_in(period.first, period.last)]
    agreements = {agreement.id: agreement for agreement in session.agreements.agreements()}
    names = {agreement_id: agreement.name for agreement_id, agreement in agreements.items()}
    planned = planned_rows(plans, employed, period)
    keys = _keys(session, period, employed, entries, extra | planned.keys())
    watched = {person.id for person in people.values() if person.esf_project}
    return SupervisionMonth(
        month=month,
        days=tuple(_days(session, period, plans.calendar, today, entries)),
        rows=tuple(_rows(keys, people, names, entries, _Planned(period, plans, planned))),
        supervisors=tuple(_card(person, period, plans, entries, year) for person in employed),
        warnings=tuple(esf_warnings(entries, year, watched)),
        agreements=tuple(
            (agreement.id, agreement.name)
            for agreement in agreements.values()
            if period.overlaps(agreement.starts_on, agreement.ends_on)
        ),
        cost_ore=cost_ore(entries, people.values()),
        elsewhere=len(people) - len(employed),
    )


def supervisor_name(supervisor: Supervisor) -> str:
    """The name where it is known, else "Handledare 3"."""
    return supervisor.name or supervisor_word(supervisor.number)


def key_of(entry: SupervisionEntry) -> RowKey:
    """The row an entry belongs to."""
    return RowKey(entry.supervisor_id, entry.activity, entry.agreement_id)


@dataclass(frozen=True)
class _Planned:
    """The days of the grid with what schedules and leave say of them."""

    period: Period
    plans: Rota
    rows: Mapping[RowKey, Mapping[date, int]]


def _keys(
    session: ReadSession,
    period: Period,
    employed: Sequence[Supervisor],
    entries: Sequence[SupervisionEntry],
    extra: frozenset[RowKey],
) -> set[RowKey]:
    here = {supervisor.id for supervisor in employed}
    before = Period.of_month(Month.of(period.first).plus(-1))
    keys = {key_of(entry) for entry in entries}
    keys |= {
        RowKey(total.supervisor_id, total.activity, total.agreement_id)
        for total in session.supervision.totals(before)
        if total.supervisor_id in here
    }
    missing = here - {key.supervisor_id for key in keys}
    keys |= {RowKey(supervisor_id, Activity.TRAINEES) for supervisor_id in missing}
    return keys | {key for key in extra if key.supervisor_id in here}


def _rows(
    keys: Iterable[RowKey],
    people: Mapping[int, Supervisor],
    agreements: Mapping[int, str],
    entries: Sequence[SupervisionEntry],
    planned: _Planned,
) -> list[SupervisionRow]:
    period = planned.period
    minutes = {(key_of(entry), entry.day): entry.minutes for entry in entries}
    order = list(Activity)
    rows = [
        SupervisionRow(
            key=key,
            number=people[key.supervisor_id].number,
            name=supervisor_name(people[key.supervisor_id]),
            agreement_name=agreements.get(key.agreement_id, "") if key.agreement_id else "",
            minutes=tuple(minutes.get((key, day)) for day in period.days()),
            employed=tuple(people[key.supervisor_id].employed_in(d, d) for d in period.days()),
            planned=tuple(planned.rows.get(key, {}).get(day, 0) for day in period.days()),
            away=tuple(planned.plans.on_leave(key.supervisor_id, d) for d in period.days()),
        )
        for key in keys
    ]
    return sorted(rows, key=lambda r: (r.number, order.index(r.key.activity), r.agreement_name))


def _days(
    session: ReadSession,
    period: Period,
    calendar: WorkCalendar,
    today: date,
    entries: Sequence[SupervisionEntry],
) -> Iterable[SupervisionDay]:
    attended = session.capacity.attended_by_day(period)
    reported: dict[date, int] = {}
    for own in entries:
        reported[own.day] = reported.get(own.day, 0) + own.minutes
    for day in period.days():
        yield SupervisionDay(
            day=day,
            workday=calendar.is_workday(day),
            holiday=calendar.holiday(day),
            closed=calendar.in_closed_period(day),
            today=day == today,
            minutes=reported.get(day, 0),
            attended_minutes=attended.get(day, 0),
        )


def _card(
    person: Supervisor,
    period: Period,
    plans: Rota,
    entries: Sequence[SupervisionEntry],
    year: Mapping[int, int],
) -> SupervisorCard:
    here = {
        day: standard_day_minutes(employment)
        for day in plans.calendar.worked_days(period)
        if (employment := person.employment_on(day)) and person.employed_in(day, day)
    }
    away = [day for day in here if plans.on_leave(person.id, day)]
    latest = person.employment_on(min(period.last, person.ended_on or period.last))
    return SupervisorCard(
        supervisor=person,
        name=supervisor_name(person),
        minutes=sum(entry.minutes for entry in entries if entry.supervisor_id == person.id),
        available_minutes=sum(here.values()) - sum(here[day] for day in away),
        year_minutes=year.get(person.id, 0),
        fte_bp=latest.fte_bp if latest else None,
        cost_per_hour_ore=latest.cost_per_hour_ore if latest else None,
        leave_days=len(away),
        scheduled=plans.plan_on(person.id, period.last) is not None,
    )

"""Data into R9, its external version and R9b."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.hours.supervision import Excess, esf_warnings
from asfdesk.domain.period import Period
from asfdesk.reports.document import PersonalData
from asfdesk.reports.hours import capacity_report, supervision_time_report
from asfdesk.services.hours.capacity import capacity_of, parts_of
from asfdesk.services.hours.supervision_month import supervisor_name
from asfdesk.services.sending.report_head import attendance_issues, report_head

if TYPE_CHECKING:
    from asfdesk.domain.hours.supervision import EsfWarning, SupervisionEntry, Supervisor
    from asfdesk.reports.document import Document
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession


def capacity_report_of(session: ReadSession, request: ReportRequest) -> Document:
    """R9."""
    found = capacity_of(session, parts_of(request.period), request.today, request.agreement_id)
    head = report_head(
        session,
        request,
        personal=PersonalData.YES,
        issues=attendance_issues(session, request),
        cut_off=min(request.period.last, request.today),
    )
    everybody = request.agreement_id is None
    return capacity_report.build(request.period, found, head, with_supervision=everybody)


def free_places_report(session: ReadSession, request: ReportRequest) -> Document:
    """R9e."""
    found = capacity_of(session, parts_of(request.period), request.today)
    head = report_head(session, request, personal=PersonalData.NO, cut_off=request.today)
    return capacity_report.build_external(request.period, found, head)


def supervision_time_report_of(session: ReadSession, request: ReportRequest) -> Document:
    """R9b."""
    period = request.period
    people = {person.id: person for person in session.supervision.supervisors()}
    everything = session.supervision.entries(period)
    entries = [entry for entry in everything if request.agreement_id in (None, entry.agreement_id)]
    # A broken fiscal year reaches into two calendar years, and ESF+ counts each for itself.
    numbers = range(period.first.year, period.last.year + 1)
    years = {
        number: session.supervision.minutes_by_supervisor(
            Period(date(number, 1, 1), min(date(number, 12, 31), period.last))
        )
        for number in numbers
    }
    shown = {entry.supervisor_id for entry in entries}
    facts = supervision_time_report.TimeFacts(
        period=period,
        entries=entries,
        supervisors=people,
        agreements={one.id: one for one in session.agreements.agreements()},
        year_minutes=years,
        warnings=_warnings(people, everything, years, shown),
        labels={person.id: supervisor_name(person) for person in people.values()},
    )
    head = report_head(session, request, personal=PersonalData.YES, records=len(entries))
    return supervision_time_report.build(facts, head)


def _warnings(
    people: dict[int, Supervisor],
    entries: list[SupervisionEntry],
    years: dict[int, dict[int, int]],
    shown: set[int],
) -> list[EsfWarning]:
    """Limits are a person's: other agreements' time counts, even when it is not shown."""
    watched = {person.id for person in people.values() if person.esf_project} & shown
    found = [
        replace(one, year=year if one.excess is Excess.YEAR and len(years) > 1 else None)
        for year, minutes in years.items()
        for one in esf_warnings(
            [entry for entry in entries if entry.day.year == year], minutes, watched
        )
    ]
    order = list(Excess)
    return sorted(
        found, key=lambda one: (people[one.supervisor_id].number, order.index(one.excess))
    )

"""Gathers what the reports about people and hours rest on, in a handful of queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.period import Month
from asfdesk.reports.hours.work_facts import WorkFacts, by_day
from asfdesk.reports.words import supervisor_word, trainee_word
from asfdesk.services.hours.work_calendar import work_calendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.hours.attendance import AttendanceEntry
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.people.trainees import Trainee
    from asfdesk.domain.period import Period
    from asfdesk.services.session import ReadSession


def gather(
    session: ReadSession,
    period: Period,
    *,
    span: Period | None = None,
    trainee_id: int | None = None,
    agreement_id: int | None = None,
    buyer_id: int | None = None,
) -> WorkFacts:
    """Facts of a period.

    Args:
        session: the open file.
        period: what the report is about.
        span: days to read attendance for, when more than the period (rolling figures).
        trainee_id: only this trainee's placements.
        agreement_id: only this agreement.
        buyer_id: only this buyer's agreements.
    """
    days = span or period
    agreements = tuple(
        agreement
        for agreement in session.agreements.agreements()
        if agreement_id in (None, agreement.id) and buyer_id in (None, agreement.buyer_id)
    )
    kept = {agreement.id for agreement in agreements}
    placements = tuple(
        placement
        for placement in session.placements.in_period(days.first, days.last)
        if placement.counts
        and placement.agreement_id in kept
        and trainee_id in (None, placement.trainee_id)
    )
    trainees = {trainee.id: trainee for trainee in session.trainees.trainees()}
    supervisors = tuple(session.supervision.supervisors())
    return WorkFacts(
        period=period,
        span=days,
        buyers={buyer.id: buyer for buyer in session.agreements.buyers()},
        agreements=agreements,
        placements=placements,
        trainees=trainees,
        entries=_entries(session, days, placements),
        is_workday=work_calendar(session).is_workday,
        months=tuple(session.attendance.state(month) for month in period.months()),
        supervisors=supervisors,
        supervision=tuple(session.supervision.entries(days)),
        age_bands=session.trainees.age_bands(Month.of(period.last).year),
        labels=_labels(session, trainees),
        identity_numbers=_identity_numbers(session, agreements, placements, trainees),
        supervisor_labels={s.id: s.name or supervisor_word(s.number) for s in supervisors},
    )


def _entries(
    session: ReadSession, days: Period, placements: Iterable[Placement]
) -> dict[tuple[int, date], tuple[AttendanceEntry, ...]]:
    kept = {placement.id for placement in placements}
    return by_day(e for e in session.attendance.entries(days) if e.placement_id in kept)


def _labels(session: ReadSession, trainees: Mapping[int, Trainee]) -> dict[int, str]:
    """What a recipient may see: a protected person's label says nothing of the protection."""
    names = session.trainees.names() if session.identities_open else {}
    return {
        trainee.id: (names.get(trainee.id) if not trainee.protected else None)
        or trainee_word(trainee.number)
        for trainee in trainees.values()
    }


def _identity_numbers(
    session: ReadSession,
    agreements: Iterable[Agreement],
    placements: Iterable[Placement],
    trainees: Mapping[int, Trainee],
) -> dict[int, str]:
    """Numbers only where an agreement asks for them, and never a protected person's."""
    asking = {agreement.id for agreement in agreements if agreement.needs_identity_number}
    wanted = {p.trainee_id for p in placements if p.agreement_id in asking}
    if not session.identities_open:
        return {}
    return {
        trainee: session.trainees.identity(trainee).identity_number
        for trainee in wanted
        if not trainees[trainee].protected
    }

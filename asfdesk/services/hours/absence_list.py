"""The list of deviations of a month: what waits to be noted, what waits to be sent, what has gone.

Proposed are days of placements under agreements that Arbetsförmedlingen pays for, whose suppliers
must report absence (AFFS 2023:1). Noted deviations are listed whoever pays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PayerKind
from asfdesk.domain.hours.absence_reports import AbsenceProposal, expected, proposals
from asfdesk.domain.period import Period, PeriodKind
from asfdesk.services.display_names import trainee_names
from asfdesk.services.hours.attendance_month import placements_with_attendance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from asfdesk.domain.hours.absence_reports import AbsenceReport
    from asfdesk.domain.hours.attendance import AttendanceEntry
    from asfdesk.domain.period import Month
    from asfdesk.services.session import ReadSession

DAYS_BACK = 60
"""How far back the to-do list looks for days that nobody has reported."""


class AbsenceStanding(StrEnum):
    """Where a deviation stands."""

    TO_NOTE = "to_note"
    TO_SEND = "to_send"
    SENT = "sent"


@dataclass(frozen=True)
class AbsenceRow:
    """One line: a proposal or a noted deviation.

    Attributes:
        number, name: of the trainee, as shown to this password.
    """

    standing: AbsenceStanding
    placement_id: int
    day: date
    number: int
    name: str = field(repr=False)
    agreement: str
    proposal: AbsenceProposal | None = None
    report: AbsenceReport | None = None

    @property
    def minutes(self) -> int:
        """How much was missed."""
        if self.report is not None:
            return self.report.minutes
        return self.proposal.missing_minutes if self.proposal else 0


@dataclass(frozen=True)
class AbsenceDay:
    """What the dialog for one placement and day starts with.

    Attributes:
        title_number: the trainee's number; names stand in no window title.
        proposal: what the attendance says; without times when it says nothing.
        activity: the agreement's measure, or its name.
    """

    placement_id: int
    day: date
    title_number: int
    name: str = field(repr=False)
    activity: str
    proposal: AbsenceProposal
    reports: tuple[AbsenceReport, ...] = ()


def absence_rows(session: ReadSession, month: Month, today: date) -> list[AbsenceRow]:
    """Every line of a month, and what still waits since the last weeks; by state, then by day."""
    period = Period.of_month(month)
    weeks = Period(min(period.first, today - timedelta(days=DAYS_BACK)), max(period.last, today))
    shown = _Names(session)
    noted = [shown.of_report(one) for one in session.absences.in_period_or_unsent(period)]
    wanting = [shown.of_proposal(one) for one in waiting_proposals(session, weeks, today)]
    order = list(AbsenceStanding)
    return sorted((*wanting, *noted), key=lambda row: (order.index(row.standing), row.day))


def waiting_proposals(session: ReadSession, period: Period, today: date) -> list[AbsenceProposal]:
    """Days under AF's agreements whose absence nobody has noted, up to today."""
    if period.first > today:
        return []
    buyers = {one.id for one in session.agreements.buyers() if one.kind is _AF}
    paid = {one.id for one in session.agreements.agreements() if one.buyer_id in buyers}
    if not paid:
        return []
    span = Period(period.first, min(period.last, today))
    placements = {
        one.id: one for one in placements_with_attendance(session, span) if one.agreement_id in paid
    }
    entries = _by_day(e for e in session.attendance.entries(span) if e.placement_id in placements)
    return proposals(placements, entries, session.absences.reports(span))


_AF = PayerKind.EMPLOYMENT_SERVICE


def absences_waiting(session: ReadSession, today: date) -> tuple[int, int]:
    """How many days of the last weeks wait to be noted, and how many deviations to be sent."""
    span = Period(today - timedelta(days=DAYS_BACK), today)
    return len(waiting_proposals(session, span, today)), session.absences.unsent()


def absence_day(session: ReadSession, placement_id: int, day: date) -> AbsenceDay | None:
    """A placement's day for the dialog; None when the placement is gone."""
    placement = session.placements.placement(placement_id)
    if placement is None:
        return None
    period = Period(day, day, PeriodKind.DAY)
    rows = [e for e in session.attendance.entries(period) if e.placement_id == placement_id]
    reports = tuple(
        one for one in session.absences.reports(period) if one.placement_id == placement_id
    )
    start, end = expected(placement, day)
    missing = sum(row.planned_minutes - row.attended_minutes for row in rows)
    whole = bool(rows) and not sum(row.attended_minutes for row in rows)
    proposal = AbsenceProposal(
        placement_id,
        day,
        max(missing, 0),
        next((row.code for row in rows if row.code), None),
        start,
        end,
        start if whole else None,
        end if whole else None,
    )
    shown = _Names(session)
    agreement = session.agreements.agreement(placement.agreement_id)
    activity = (agreement.measure or agreement.name) if agreement else ""
    number, name = shown.trainee(placement.trainee_id)
    return AbsenceDay(placement_id, day, number, name, activity, proposal, reports)


class _Names:
    """Whom and which agreement a placement is of, read once."""

    def __init__(self, session: ReadSession) -> None:
        self._names = trainee_names(session)
        self._numbers = {one.id: one.number for one in session.trainees.trainees()}
        self._placements = {one.id: one for one in session.placements.placements()}
        self._agreements = {one.id: one.name for one in session.agreements.agreements()}

    def trainee(self, trainee_id: int) -> tuple[int, str]:
        """Number and name as shown."""
        return self._numbers[trainee_id], self._names[trainee_id]

    def of_report(self, report: AbsenceReport) -> AbsenceRow:
        """A noted deviation."""
        standing = AbsenceStanding.SENT if report.sent_on else AbsenceStanding.TO_SEND
        return self._row(standing, report.placement_id, report.day, report=report)

    def of_proposal(self, proposal: AbsenceProposal) -> AbsenceRow:
        """A day that waits."""
        return self._row(
            AbsenceStanding.TO_NOTE, proposal.placement_id, proposal.day, proposal=proposal
        )

    def _row(
        self,
        standing: AbsenceStanding,
        placement_id: int,
        day: date,
        *,
        proposal: AbsenceProposal | None = None,
        report: AbsenceReport | None = None,
    ) -> AbsenceRow:
        placement = self._placements[placement_id]
        number, name = self.trainee(placement.trainee_id)
        agreement = self._agreements[placement.agreement_id]
        return AbsenceRow(standing, placement_id, day, number, name, agreement, proposal, report)


def _by_day(
    entries: Iterable[AttendanceEntry],
) -> dict[tuple[int, date], list[AttendanceEntry]]:
    found: dict[tuple[int, date], list[AttendanceEntry]] = {}
    for entry in entries:
        found.setdefault((entry.placement_id, entry.day), []).append(entry)
    return found

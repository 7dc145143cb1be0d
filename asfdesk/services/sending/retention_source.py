"""Data into R12: records past their day, everything that was made for somebody, what was erased."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PlacementStatus
from asfdesk.domain.file.audit import AuditFilter
from asfdesk.domain.file.erasure import ErasureKind
from asfdesk.domain.file.retention import AgreementRecords, ExportLine, TraineeRecords
from asfdesk.i18n import ngettext
from asfdesk.reports.document import PersonalData
from asfdesk.reports.file import retention_report
from asfdesk.reports.file.operation_words import operation_sentence
from asfdesk.reports.file.retention_report import RetentionFacts
from asfdesk.services.sending.erasure_obstacles import erasure_obstacles
from asfdesk.services.sending.report_head import report_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from asfdesk.domain.file.audit import AuditEntry
    from asfdesk.domain.people.placements import Placement
    from asfdesk.reports.document import Document
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession
    from asfdesk.storage.visiting.safe_copy_store import Handout

EXPORTS = ("report", "audit", "export", "package")
"""Nouns of operations in the event log that tell that something left the file."""
_TAKEN_OUT = "sent.take_out"
_SAFE_COPY = "export.safe_copy"
_MOST_LOGGED = 10_000


def retention(session: ReadSession, request: ReportRequest) -> Document:
    """R12 of a period; what is due is as of the day it is made."""
    trainees = tuple(_trainees(session, request))
    agreements = tuple(_agreements(session, trainees))
    exports = tuple(_exports(session, request))
    period = request.period
    stones = tuple(one for one in session.erasure.tombstones() if one.erased_on in period)
    head = report_head(
        session,
        request,
        personal=PersonalData.PSEUDONYMOUS,
        records=len(trainees) + len(exports),
        cut_off=request.today,
    )
    facts = RetentionFacts(
        request.today, agreements, trainees, exports, _others(session, request), stones
    )
    return retention_report.build(head, period, facts)


def _trainees(session: ReadSession, request: ReportRequest) -> Iterator[TraineeRecords]:
    """Everybody who has left and is still somebody in the file, by number."""
    gone = {
        one.number for one in session.erasure.tombstones() if one.kind is ErasureKind.ANONYMISED
    }
    for trainee in sorted(session.trainees.trainees(), key=lambda one: one.number):
        placements = _real(session.placements.of_trainee(trainee.id))
        obstacles = erasure_obstacles(session, trainee.id, request.today)
        if obstacles.running or trainee.number in gone:
            continue
        ends = [one.last_day for one in placements if one.last_day is not None]
        yield TraineeRecords(
            trainee.number,
            max(ends, default=trainee.registered_on),
            frozenset(one.agreement_id for one in placements),
            obstacles,
        )


def _real(placements: list[Placement]) -> list[Placement]:
    return [one for one in placements if one.status is not PlacementStatus.MISREGISTERED]


def _agreements(
    session: ReadSession, trainees: tuple[TraineeRecords, ...]
) -> Iterator[AgreementRecords]:
    buyers = {one.id: one.name for one in session.agreements.buyers()}
    for one in session.agreements.agreements():
        left = [trainee for trainee in trainees if one.id in trainee.agreements]
        if left:
            due = sum(trainee.due for trainee in left)
            buyer = buyers[one.buyer_id]
            yield AgreementRecords(buyer, one.name, one.keep_until, len(left), due)


def _exports(session: ReadSession, request: ReportRequest) -> Iterator[ExportLine]:
    entries = session.audit.entries(AuditFilter(nouns=("sent", "package")), 0, _MOST_LOGGED)
    makers = {
        _minute(entry.at): entry.slot
        for entry in entries
        if entry.operation in ("sent.create", "package.create")
    }
    for one in session.sent.reports():
        if one.created_at.date() in request.period:
            yield ExportLine(one, makers.get(_minute(one.created_at), ""))


def _others(session: ReadSession, request: ReportRequest) -> tuple[tuple[str, str, str], ...]:
    """(moment, what, key) of exports that did not enter the ledger; safe copies with their name."""
    copies = {one.id: one for one in session.safe_copy.handouts()}
    wanted = AuditFilter(
        first=request.period.first, last=request.period.last, nouns=(*EXPORTS, "sent")
    )
    entries = session.audit.entries(wanted, 0, _MOST_LOGGED)
    return tuple(
        (one.at.strftime("%Y-%m-%d %H:%M UTC"), _what(one, copies), one.slot)
        for one in reversed(entries)
        if one.operation == _TAKEN_OUT
        or one.operation.partition(".")[0] in ("report", "audit", "export")
    )


def _what(entry: AuditEntry, copies: Mapping[int, Handout]) -> str:
    """An export in words; of a safe copy also who it was made for, and how many are in it."""
    sentence = operation_sentence(entry.operation)
    copy = copies.get(entry.entity_id or 0) if entry.operation == _SAFE_COPY else None
    if copy is None:
        return sentence
    people = ngettext("%(num)d trainee", "%(num)d trainees", copy.persons)
    return f"{sentence}: {copy.made_for}, {people}"


def _minute(at: datetime) -> str:
    """One entry of the log may stand for several documents, made in the same minute."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")

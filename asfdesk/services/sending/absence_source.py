"""Data into R4: one deviation, or those of a period."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.period import Period
from asfdesk.errors import RefusedError
from asfdesk.i18n import _, ngettext
from asfdesk.reports.document import PersonalData
from asfdesk.reports.hours import absence_report
from asfdesk.reports.hours.absence_report import Deviation
from asfdesk.reports.words import trainee_word
from asfdesk.services.hours.absence_list import waiting_proposals
from asfdesk.services.hours.work_facts import gather
from asfdesk.services.sending.report_head import report_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.domain.hours.absence_reports import AbsenceReport
    from asfdesk.reports.document import Document
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession


def deviations(session: ReadSession, request: ReportRequest) -> Document:
    """R4.

    Raises:
        RefusedError: the one deviation that is asked for is gone.
    """
    reports = _reports(session, request)
    days = [one.day for one in reports]
    facts = gather(
        session,
        request.period,
        span=Period(min([request.period.first, *days]), max([request.period.last, *days])),
        trainee_id=request.trainee_id,
        agreement_id=request.agreement_id,
        buyer_id=request.buyer_id,
    )
    placements = {placement.id: placement for placement in facts.placements}
    found = [
        Deviation(one, placements[one.placement_id])
        for one in reports
        if one.placement_id in placements
    ]
    head = report_head(
        session,
        request,
        personal=PersonalData.YES,
        records=len(found),
        issues=tuple(_issues(session, request, found)),
    )
    if request.absence_id is not None and found:
        number = facts.trainees[found[0].placement.trainee_id].number
        head = replace(head, filter=trainee_word(number))
    return absence_report.build(facts, found, head)


def _reports(session: ReadSession, request: ReportRequest) -> list[AbsenceReport]:
    if request.absence_id is None:
        return session.absences.reports(request.period)
    report = session.absences.report(request.absence_id)
    if report is None:
        raise RefusedError(
            _("The deviation is no longer there."),
            _("It has been removed, perhaps by undo."),
            _("Choose another in the list."),
        )
    return [report]


def _issues(session: ReadSession, request: ReportRequest, found: list[Deviation]) -> Iterator[str]:
    """What must be mended before it can go."""
    unknown = sum(not one.report.recipient for one in found)
    if unknown and not request.recipient:
        yield ngettext(
            "%(num)d deviation has no recipient.",
            "%(num)d deviations have no recipient.",
            unknown,
        )
    limited = (request.absence_id, request.trainee_id, request.agreement_id, request.buyer_id)
    if any(one is not None for one in limited):
        return
    waiting = len(waiting_proposals(session, request.period, request.today))
    if waiting:
        yield ngettext(
            "%(num)d day with absence has not been noted as a deviation.",
            "%(num)d days with absence have not been noted as deviations.",
            waiting,
        )

"""Data into R14, the list of habiliteringsersättning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.reports.document import PersonalData
from asfdesk.reports.hours import habilitation_list
from asfdesk.services.hours.manage_habilitation import paid_in_cash
from asfdesk.services.hours.work_facts import gather
from asfdesk.services.sending.report_head import attendance_issues, report_head

if TYPE_CHECKING:
    from asfdesk.reports.document import Document
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession


def habilitation_report(session: ReadSession, request: ReportRequest) -> Document:
    """R14."""
    facts = gather(
        session,
        request.period,
        trainee_id=request.trainee_id,
        agreement_id=request.agreement_id,
    )
    rates = session.habilitation.rates()
    rows = habilitation_list.earned(facts, rates)
    missing = habilitation_list.missing_rate(rows)
    head = report_head(
        session,
        request,
        personal=PersonalData.YES,
        records=sum(row.sums.days for row in rows),
        issues=(*([missing] if missing else []), *attendance_issues(session, request)),
    )
    return habilitation_list.build(facts, head, rates, to_sign=paid_in_cash(session))

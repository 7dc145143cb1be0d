"""Data into R15."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.reports.document import PersonalData
from asfdesk.reports.planning import society_report
from asfdesk.services.planning.society_view import society_calculation
from asfdesk.services.sending.report_head import books_issues, report_head
from asfdesk.services.small_counts import small_count

if TYPE_CHECKING:
    from asfdesk.reports.document import Document
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession


def society(session: ReadSession, request: ReportRequest) -> Document:
    """R15. What is behind few people is left out, whoever makes it."""
    found = society_calculation(session, request.period, request.today)
    head = report_head(
        session,
        request,
        personal=PersonalData.NO,
        records=len(found.assumptions),
        issues=books_issues(session, request),
    )
    return society_report.build(found, head, small_count(session))

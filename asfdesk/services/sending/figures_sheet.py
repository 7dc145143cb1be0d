"""The key figures of a period with their history as a document, to export or print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.planning.figure_history import Step
from asfdesk.reports.document import PersonalData
from asfdesk.reports.planning.figures_report import FigureLine, build
from asfdesk.services.planning.figure_views import figures_page
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.report_head import attendance_issues, books_issues, report_head

if TYPE_CHECKING:
    from datetime import date, datetime

    from asfdesk.reports.document import Document
    from asfdesk.services.planning.figure_views import FigureRow, FiguresPage, FigureSpan
    from asfdesk.services.planning.key_figures import BreakEvenOf
    from asfdesk.services.session import ReadSession

STEM = "nyckeltal"


def figures_sheet(
    session: ReadSession,
    span: FigureSpan,
    today: date,
    created_at: datetime,
    break_even: BreakEvenOf | None = None,
) -> Document:
    """The document. It leaves the program, so figures behind few people are withheld.

    Raises:
        RefusedError: the file does not say whose it is yet.
    """
    page = figures_page(session, span, break_even=break_even)
    request = ReportRequest(page.period, today, created_at)
    head = report_head(
        session,
        request,
        personal=PersonalData.NO,
        records=len(page.rows),
        issues=books_issues(session, request) + attendance_issues(session, request),
    )
    return build(page.period, head, [_line(page, row) for row in page.rows])


def _line(page: FiguresPage, row: FigureRow) -> FigureLine:
    number = row.figure.number
    return FigureLine(
        row.figure,
        row.target.exact(row.figure.unit) if row.target else None,
        row.light,
        {
            step: [(one.period, one.figure) for one in page.history.of(number, step)]
            for step in Step
        },
        row.warnings,
    )

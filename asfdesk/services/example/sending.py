"""What the example has sent: September's reports to buyers and SCB, and the quarter's."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, Period
from asfdesk.services.sending.export_report import parse_formats
from asfdesk.services.sending.make_for_recipient import buyers_to_choose, make_for_recipient
from asfdesk.services.sending.report_catalogue import find_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.sent_reports import confirm_sent, mark_sent

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

MONTHS = (Month(2026, 8), Month(2026, 9))
MADE = (datetime(2026, 9, 4, 9, tzinfo=UTC), datetime(2026, 10, 6, 9, tzinfo=UTC))
SENT_ON = (date(2026, 9, 4), date(2026, 10, 6))
SCB, SUPPORT = "SCB", "Kugghjulet Ådalen"


def send_reports(session: WriteSession, today: date) -> None:
    """Lists of two months to SCB, so that one hangs on the other; the rest of the last month."""
    for month, made, on in zip(MONTHS, MADE, SENT_ON, strict=True):
        _send(session, "R2", ReportRequest(Period.of_month(month), on, made, recipient=SCB), today)
    period, made, on = Period.of_month(MONTHS[-1]), MADE[-1], SENT_ON[-1]
    for key in ("R1", "R3"):
        request = ReportRequest(period, on, made)
        for buyer, name in buyers_to_choose(session, find_report(key), request):
            asked = ReportRequest(period, on, made, recipient=name, buyer_id=buyer)
            _send(session, key, asked, today)
    quarter = Period.of_quarter(2026, 3)
    _send(session, "R7", ReportRequest(quarter, on, made, recipient=SUPPORT), today)


def _send(session: WriteSession, key: str, request: ReportRequest, today: date) -> None:
    formats = parse_formats("csv" if key == "R2" else "pdf")
    for made in make_for_recipient(session, find_report(key), request, formats, None):
        mark_sent(session, made.sent_id, request.today, today)
        if key == "R2":
            confirm_sent(session, made.sent_id, request.today, today)

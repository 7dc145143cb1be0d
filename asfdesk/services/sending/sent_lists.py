"""What was sent last of a list, from the ledger of what was sent (decisions A12, C4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.reports.sending.participant_list import SentBefore

if TYPE_CHECKING:
    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.sent import SentReport
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession

LIST = "R2"


def sent_before(session: ReadSession, request: ReportRequest, period: Period) -> SentBefore | None:
    """The list as it went last for a period, to the same recipient and of the same agreement.

    Without a recipient the last one to anybody counts: it is what is compared on screen. None
    when nothing has gone, or when what it held has been erased.
    """
    found = [one for one in session.sent.reports() if _same(one, request, period)]
    for one in reversed(found):
        enclosure = session.sent.enclosure(one.id)
        if enclosure is not None:
            return SentBefore(one.version, one.sent_on, enclosure.rows)
    return None


def _same(sent: SentReport, request: ReportRequest, period: Period) -> bool:
    recipient = request.recipient.strip().casefold()
    return (
        sent.report == LIST
        and sent.period == period
        and sent.agreement_id == request.agreement_id
        and sent.buyer_id == request.buyer_id
        and recipient in ("", sent.recipient.strip().casefold())
    )

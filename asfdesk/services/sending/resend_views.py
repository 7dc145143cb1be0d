"""What must be sent again, as the pages show it: in order of report, recipient and period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.sending_codes import ResendReason
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.services.sending.report_catalogue import CATALOGUE
from asfdesk.services.sending.resend import uncompared
from asfdesk.services.sending.sent_reports import ledger_names
from asfdesk.services.sending.sent_rows import kept_report, request_again

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from asfdesk.domain.period import Month
    from asfdesk.domain.sending.sent import Resend, SentReport
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class ResendLine:
    """One period that must go out again.

    Attributes:
        resend: which period, why, and which month was corrected.
        sent: what was sent, or the first later report of the same kind.
        title: what the report is called.
        about: buyer or agreement; "" = everything.
        newer: a version that has been made since, but not marked as sent; None = none.
    """

    resend: Resend
    sent: SentReport
    title: str
    about: str
    newer: SentReport | None

    @property
    def corrected(self) -> bool:
        """Whether the period itself was corrected; else it follows one that was."""
        return self.resend.reason is ResendReason.CORRECTED


@dataclass(frozen=True)
class ResendView:
    """What must go again, and months that an adviser has locked and nobody has compared."""

    lines: tuple[ResendLine, ...]
    uncompared: tuple[Month, ...]


def resend_view(session: ReadSession) -> ResendView:
    """Everything that waits; a period that two months ask for stands once."""
    titles = {one.key: one.title() for one in CATALOGUE}
    names = ledger_names(session)
    reports = {one.id: one for one in session.sent.reports()}
    found: dict[tuple[object, ...], ResendLine] = {}
    for resend in session.sent.resends():
        sent = reports[resend.sent_id]
        line = ResendLine(
            resend,
            sent,
            titles.get(sent.report, sent.report),
            names(sent.buyer_id, sent.agreement_id),
            _newer(reports.values(), sent, resend),
        )
        key = (_kind(sent), resend.period)
        if key not in found or line.corrected:
            found[key] = line
    lines = sorted(
        found.values(),
        key=lambda one: (
            one.sent.report,
            one.sent.recipient.casefold(),
            one.about.casefold(),
            one.resend.period,
        ),
    )
    return ResendView(tuple(lines), uncompared(session))


def request_for(session: ReadSession, line: ResendLine, today: date) -> ReportRequest:
    """What a new edition is made from: the same selection and recipient, the line's period.

    Raises:
        RefusedError: it was about somebody who has been erased.
    """
    kept = kept_report(session, line.sent)
    request = request_again(session, kept, today) if kept else None
    if kept is None or request is None:
        raise RefusedError(
            _("The report cannot be made again."),
            _("It was about somebody who has been erased."),
            _("Nothing has to be sent."),
        )
    proposed = replace(request, period=line.resend.period, layout="")
    layout = kept.entry.layout
    if layout is None or layout(session, proposed) == line.sent.layout:
        return proposed
    return replace(proposed, layout=request.layout)


def _newer(reports: Iterable[SentReport], sent: SentReport, resend: Resend) -> SentReport | None:
    found = [
        one
        for one in reports
        if _kind(one) == _kind(sent)
        and one.period == resend.period
        and one.id > sent.id
        and one.sent_on is None
    ]
    return found[-1] if found else None


def _kind(sent: SentReport) -> tuple[object, ...]:
    return (sent.report, sent.agreement_id, sent.buyer_id, sent.recipient.strip().casefold())

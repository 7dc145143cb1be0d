"""What must be sent again, as the pages show it: in order of report, recipient and period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.sending_codes import ResendReason, SentState
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.services.sending.report_catalogue import CATALOGUE
from asfdesk.services.sending.report_entry import RestsOn
from asfdesk.services.sending.resend import uncompared
from asfdesk.services.sending.sent_reports import ledger_names
from asfdesk.services.sending.sent_rows import kept_report, request_again
from asfdesk.services.without_days import is_safe_copy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from asfdesk.domain.period import Month, Period
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
        rests_on: what the report rests on.
    """

    resend: Resend
    sent: SentReport
    title: str
    about: str
    newer: SentReport | None
    rests_on: RestsOn = RestsOn.MONTHS

    @property
    def corrected(self) -> bool:
        """Whether the period itself was corrected; else it follows one that was."""
        return self.resend.reason is ResendReason.CORRECTED


@dataclass(frozen=True)
class MadeLine:
    """A report that was made for somebody and never marked as sent.

    Attributes:
        title, about: as in `ResendLine`.
        again: it has changed since: a new edition must be made before it goes; None = it holds.
    """

    sent: SentReport
    title: str
    about: str
    again: ResendLine | None


@dataclass(frozen=True)
class ResendView:
    """What must go again.

    Attributes:
        lines: what has gone and no longer agrees.
        uncompared: months that an adviser has locked and nobody has compared.
        made: what was made, and has not gone in any edition.
    """

    lines: tuple[ResendLine, ...]
    uncompared: tuple[Month, ...]
    made: tuple[MadeLine, ...] = ()


def resend_view(session: ReadSession) -> ResendView:
    """Everything that waits; a period that two months ask for stands once.

    Nothing does in a safe copy.
    """
    if is_safe_copy(session):
        return ResendView((), ())
    titles = {one.key: one.title() for one in CATALOGUE}
    names = ledger_names(session)
    rests = {one.key: one.rests_on for one in CATALOGUE}
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
            rests.get(sent.report, RestsOn.MONTHS),
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
    made = _made(reports.values())
    waits = {(_kind(one.sent), one.resend.period): one for one in lines}
    return ResendView(
        tuple(one for one in lines if (_kind(one.sent), one.resend.period) not in made),
        uncompared(session),
        tuple(
            MadeLine(
                sent,
                titles.get(sent.report, sent.report),
                names(sent.buyer_id, sent.agreement_id),
                waits.get(key),
            )
            for key, sent in made.items()
        ),
    )


def _made(
    reports: Iterable[SentReport],
) -> dict[tuple[tuple[object, ...], Period], SentReport]:
    """What no edition of has gone: report and recipient, period -> the latest edition."""
    found: dict[tuple[tuple[object, ...], Period], SentReport] = {}
    gone = set()
    for one in reports:
        key = (_kind(one), one.period)
        found[key] = one
        if one.state is SentState.SENT:
            gone.add(key)
    return {key: one for key, one in found.items() if key not in gone}


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

"""The month's sold - delivered - invoiced - booked as a document with the common head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.period import Period
from asfdesk.i18n import _, ngettext
from asfdesk.reports.document import PersonalData
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.reports.sales.sales_report import SalesLine, build
from asfdesk.reports.sales.sales_words import rule_word
from asfdesk.services.sales.manage_agreements import plan_lines
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.report_head import attendance_issues, books_issues, report_head

if TYPE_CHECKING:
    from datetime import date, datetime

    from asfdesk.domain.sales.booked_sales import BookingRule
    from asfdesk.reports.document import Document
    from asfdesk.services.sales.payment_time import PaymentTime
    from asfdesk.services.sales.sales_chain import SalesView
    from asfdesk.services.session import ReadSession

STEM = "avtal_salt-till-bokfort"


def sales_document(
    session: ReadSession, view: SalesView, today: date, created_at: datetime
) -> Document:
    """The document of a month; agreements only, nobody stands in it.

    Raises:
        RefusedError: the file does not say whose it is yet.
    """
    request = ReportRequest(Period.of_month(view.month), today, created_at)
    head = report_head(
        session,
        request,
        personal=PersonalData.NO,
        records=len(view.rows),
        issues=attendance_issues(session, request) + books_issues(session, request),
    )
    lines = sales_lines(view, rule_names(session, view))
    return build(request.period, head, lines, view.total, " ".join(payment_words(view.payment)))


def rule_names(session: ReadSession, view: SalesView) -> dict[BookingRule, str]:
    """How each rule searches the books, in words."""
    names = {line.code: line_word(line) for line in plan_lines(session)}
    return {rule: rule_word(rule, names.get(rule.code, rule.code)) for rule in view.accounts}


def sales_lines(view: SalesView, names: dict[BookingRule, str]) -> list[SalesLine]:
    """Agreements in order; a group stands after the last of its own."""
    lines = [
        SalesLine(
            row.agreement.name,
            row.buyer.name,
            row.figures,
            row.gaps,
            "" if row.together else names[row.rule],
        )
        for row in view.rows
    ]
    for group in view.groups:
        together = _("Together: %(names)s") % {"names": ", ".join(group.names)}
        lines.append(SalesLine(together, "", group.figures, group.gaps, names[group.rule]))
    return lines


def payment_words(payment: PaymentTime) -> list[str]:
    """How long payment takes: the fact first, then what is only an estimate."""
    said = []
    if payment.paid_days is not None:
        days = ngettext("%(num)d day", "%(num)d days", payment.paid_days)
        invoices = ngettext("%(num)d invoice", "%(num)d invoices", payment.paid)
        said.append(
            _("Paid after %(days)s on average (%(invoices)s of the last twelve months).")
            % {"days": days, "invoices": invoices}
        )
    if payment.estimated_days is not None:
        days = ngettext("%(num)d day", "%(num)d days", payment.estimated_days)
        said.append(
            _(
                "Days until paid, estimate: about %(days)s (receivables against three months'"
                " sales; VAT and old debts are in it)."
            )
            % {"days": days}
        )
    return said

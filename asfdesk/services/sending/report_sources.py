"""Data into reports: one function for each report of the catalogue that is about people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.hours.whole_hours import Rounding
from asfdesk.domain.period import Period
from asfdesk.domain.planning.comments import CommentScope
from asfdesk.i18n import _
from asfdesk.reports.document import PersonalData
from asfdesk.reports.hours import attendance_report
from asfdesk.reports.planning import quarterly_report
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.reports.planning.quarterly_counts import rolling_year
from asfdesk.reports.planning.quarterly_told import QuarterlyExtras
from asfdesk.reports.sales import invoice_report
from asfdesk.services.hours.work_facts import gather
from asfdesk.services.sales.invoice_basis import invoice_corrections
from asfdesk.services.sending.economy_source import planned_lines, quarter_economy
from asfdesk.services.sending.list_layouts import known_layouts
from asfdesk.services.sending.quarter_source import before_quarter
from asfdesk.services.sending.report_head import (
    attendance_issues,
    books_issues,
    report_head,
    until_today,
)
from asfdesk.services.small_counts import small_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.reports.document import Document
    from asfdesk.reports.hours.work_facts import WorkFacts
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession

GOAL_WORK, GOAL_ORDINARY = "goal_work_bp", "goal_nearer_bp"
"""Settings: goals for exits, basis points; 30 % to work or studies and 40 % ready for ordinary
measures unless changed (MIA's goals)."""


def attendance(session: ReadSession, request: ReportRequest) -> Document:
    """R1."""
    facts = asked_facts(session, request)
    head = report_head(
        session,
        request,
        personal=PersonalData.YES,
        records=len(facts.entries),
        cut_off=until_today(request),
        issues=attendance_issues(session, request),
    )
    return attendance_report.build(facts, head, _rounding(facts))


def _rounding(facts: WorkFacts) -> Rounding:
    """The rule of the layout that the list of a project's participants is made in (R2).

    A certificate and the list made of it may not differ. Without a project, or a layout that can
    be used, hours are rounded down, the one rule that is known from a source (domain.md §3.1).
    """
    if not any(agreement.project for agreement in facts.agreements):
        return Rounding.DOWN
    offered = known_layouts().of_period(facts.period)
    return offered[0].rounding if offered else Rounding.DOWN


def invoice(session: ReadSession, request: ReportRequest) -> Document:
    """R3."""
    facts = asked_facts(session, request)
    head = report_head(
        session,
        request,
        personal=PersonalData.PSEUDONYMOUS,
        records=len(facts.entries),
        cut_off=until_today(request),
        issues=(*attendance_issues(session, request), *_without_price(facts)),
    )
    chosen = (request.agreement_id, request.trainee_id, request.buyer_id)
    limited = any(one is not None for one in chosen)
    plan = None if limited else planned_lines(session, request.period)
    names = {line.code: line_word(line) for line in session.plans.lines(with_inactive=True)}
    corrections = invoice_corrections(session, facts.agreements, request.period)
    return invoice_report.build(facts, head, plan, names, attached=limited, corrections=corrections)


def _without_price(facts: WorkFacts) -> Iterator[str]:
    """Agreements that owe nothing for somebody, since the terms have no price for the level."""
    for one in invoice_report.bills(facts):
        if any(row.units.payable and not row.unit_price_ore for row in one.rows):
            yield _("%(agreement)s, %(month)s: a trainee's level is missing or has no price.") % {
                "agreement": one.agreement.name,
                "month": str(one.month),
            }


def quarterly(session: ReadSession, request: ReportRequest) -> Document:
    """R7."""
    rolling = rolling_year(request.period)
    span = Period(min(rolling.first, request.period.first), request.period.last)
    facts = gather(session, request.period, span=span)
    issues = attendance_issues(session, request) + books_issues(session, request)
    head = report_head(
        session,
        request,
        personal=PersonalData.NO,
        records=len(facts.placements),
        cut_off=until_today(request),
        issues=issues,
    )
    comment = session.comments.comment(CommentScope.QUARTER, str(request.period))
    before = before_quarter(session, facts)
    extras = QuarterlyExtras(
        economy=quarter_economy(session, request, facts.agreements),
        today=request.today,
        threshold=small_count(session),
        goal_work_bp=int(session.enterprise.setting(GOAL_WORK, "3000")),
        goal_ordinary_bp=int(session.enterprise.setting(GOAL_ORDINARY, "4000")),
        comment=comment.body if comment else "",
        actions=tuple(session.comments.actions(with_done=True)),
        readers=before.readers,
        means_differ_by=before.means_differ_by,
        by_reason=before.by_reason,
        kept_reasons=before.kept_reasons,
        says_why=session.identities_open,
    )
    return quarterly_report.build(facts, head, extras)


def asked_facts(session: ReadSession, request: ReportRequest) -> WorkFacts:
    """What was asked for of the period, for documents and for their rows."""
    return gather(
        session,
        request.period,
        trainee_id=request.trainee_id,
        agreement_id=request.agreement_id,
        buyer_id=request.buyer_id,
    )

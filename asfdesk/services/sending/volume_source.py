"""Data into R6, and its figures for packages.

Package keys: volumes.<measure|all>.<at_start|new|ended|at_end|unique>.<kvinna|man|annat|all> and
budgets.<measure>.<first day>.budgeted, actual, difference (count), share (bp); all exact.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.sending.volumes import budget_lines, measure_code, measure_name, volumes
from asfdesk.reports.document import PersonalData
from asfdesk.reports.sending.volume_report import VolumeFacts, build
from asfdesk.services.sending.document_measures import document_measures
from asfdesk.services.sending.report_head import report_head, until_today

if TYPE_CHECKING:
    from asfdesk.domain.sending.packages import Measure
    from asfdesk.reports.document import Document
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession


def volume(session: ReadSession, request: ReportRequest) -> Document:
    """R6."""
    facts = volume_facts(session, request)
    head = report_head(
        session,
        request,
        personal=PersonalData.PSEUDONYMOUS,
        records=len(facts.volumes[-1].who["unique"]) if facts.volumes else 0,
        cut_off=until_today(request),
    )
    return build(facts, head)


def volume_facts(session: ReadSession, request: ReportRequest) -> VolumeFacts:
    """Whom the measures of the selection reached, and their budgets."""
    period = request.period
    agreements = [
        one
        for one in session.agreements.agreements()
        if request.agreement_id in (None, one.id) and request.buyer_id in (None, one.buyer_id)
    ]
    named = {one.id for one in agreements if measure_name(one)}
    chosen = {one.id for one in agreements}
    codes = {measure_code(measure_name(one)) for one in agreements if one.id in named}
    budgets = [
        one
        for one in session.measures.budgets()
        if period.overlaps(one.first, one.last)
        and (not _limit(request) or measure_code(one.measure) in codes)
    ]
    first = min([period.first, *(one.first for one in budgets)])
    read = session.placements.in_period(first, period.last)
    held = [one for one in read if one.agreement_id in chosen and one.counts]
    return VolumeFacts(
        period=period,
        volumes=volumes(agreements, held, period),
        budgets=budget_lines(budgets, agreements, held, until_today(request)),
        trainees={one.id: one for one in session.trainees.trainees()},
        without=sum(
            one.agreement_id not in named and period.overlaps(one.decision_from, one.last_day)
            for one in held
        ),
        limit=_limit(request),
    )


def volume_measures(session: ReadSession, request: ReportRequest) -> tuple[Measure, ...]:
    """R6's figures, all of them exact and confidential."""
    found = document_measures(volume(session, request), {})
    return tuple(replace(one, exact=True) for one in found)


def _limit(request: ReportRequest) -> str:
    """What the report is limited to, so that its counts have names of their own."""
    if request.agreement_id is not None:
        return f"a{request.agreement_id}"
    return f"b{request.buyer_id}" if request.buyer_id is not None else ""

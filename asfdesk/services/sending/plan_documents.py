"""Data into R16, R17 and R18, and what the documents of a plan have in common."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.reports.document import PersonalData
from asfdesk.reports.drivers import business_report, funder_report, liquidity_report
from asfdesk.services.drivers import funder_package as package
from asfdesk.services.drivers.business_plan import business_plan as gather_business_plan
from asfdesk.services.drivers.plan_papers import opening_words, plan_papers
from asfdesk.services.sending.report_head import report_head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import FiscalYear
    from asfdesk.reports.document import Document, Head
    from asfdesk.services.drivers.plan_papers import PlanPapers
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession


def liquidity(session: ReadSession, request: ReportRequest) -> Document:
    """R18: the budget that is in force in a fiscal year, all of its years.

    Raises:
        InvalidInputError: the period is no fiscal year.
        RefusedError: the year has no plan.
    """
    papers = papers_of(session, asked_year(session, request))
    data = liquidity_report.LiquidityData(
        subtitle=papers.title,
        years=papers.years,
        cash=papers.cash,
        opening_words=opening_words(session, papers),
        assumed=papers.assumed(request.today),
    )
    head = plan_head(session, request, [papers])
    return liquidity_report.build(request.period, head, data)


def funder_package(session: ReadSession, request: ReportRequest) -> Document:
    """R16: the rest of a fiscal year and the next one.

    Raises:
        InvalidInputError: the period is no fiscal year.
        RefusedError: neither has a plan.
    """
    year = asked_year(session, request)
    found = package.funder_package(session, year, request.today)
    if not found.plans:
        raise no_plan(year)
    through = year.books_through
    head = plan_head(session, request, found.plans, found.issues)
    head = replace(head, cut_off=through.last if through is not None else None)
    return funder_report.build(request.period, head, found.data)


def business_plan(session: ReadSession, request: ReportRequest) -> Document:
    """R17: the budget that is in force in a fiscal year, all of its years.

    Raises:
        InvalidInputError: the period is no fiscal year.
        RefusedError: the year has no plan.
    """
    papers = papers_of(session, asked_year(session, request))
    data = gather_business_plan(session, papers, request.today)
    return business_report.build(request.period, plan_head(session, request, [papers]), data)


def papers_of(session: ReadSession, year: FiscalYear) -> PlanPapers:
    """The budget in force of a fiscal year, computed.

    Raises:
        RefusedError: there is none.
    """
    plan = session.plans.in_force(year.id)
    if plan is None:
        raise no_plan(year)
    return plan_papers(session, plan)


def no_plan(year: FiscalYear) -> RefusedError:
    """Without a plan there is nothing to make the document from."""
    return RefusedError(
        _("Fiscal year %(year)s has no plan.") % {"year": year.label},
        _("The document is made from the year's budget."),
        _("Make a budget on the Plan page."),
    )


def asked_year(session: ReadSession, request: ReportRequest) -> FiscalYear:
    """The fiscal year that a request is about.

    Raises:
        InvalidInputError: the period is not the whole of one.
    """
    period = request.period
    year = session.enterprise.fiscal_year_on(period.last)
    if year is None or (year.first, year.last) != (period.first, period.last):
        raise InvalidInputError(
            "period",
            _("The period is not a fiscal year."),
            _("A budget is made for fiscal years."),
            _("Choose a fiscal year."),
        )
    return year


def plan_head(
    session: ReadSession,
    request: ReportRequest,
    plans: Sequence[PlanPapers],
    issues: Sequence[str] = (),
) -> Head:
    """The common head, with what the plans lack."""
    found = [issue for papers in plans for issue in papers.issues(request.today)]
    return report_head(
        session,
        request,
        personal=PersonalData.NO,
        records=sum(len(session.plans.values(papers.plan.id)) for papers in plans),
        issues=(*dict.fromkeys(found), *issues),
    )

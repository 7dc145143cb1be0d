"""What goes into the business plan in figures: one plan, all of its years (finance.md §1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.capital_need import capital_need
from asfdesk.domain.drivers.plan_break_even import plan_break_even
from asfdesk.domain.drivers.sensitivity import sensitivity
from asfdesk.domain.drivers.what_if import years_of
from asfdesk.domain.planning.month_budget import budget_rows, in_kronor, month_budget
from asfdesk.reports.drivers.business_report import BusinessData
from asfdesk.reports.drivers.business_tables import PlanYears
from asfdesk.services.drivers.plan_papers import opening_words

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.services.drivers.plan_papers import PlanPapers
    from asfdesk.services.session import ReadSession


def business_plan(session: ReadSession, papers: PlanPapers, today: date) -> BusinessData:
    """The data of a computed plan."""
    lines = session.plans.lines(with_inactive=True)
    planned = session.plans.amounts(papers.plan.id)
    budgets = tuple(
        month_budget(year.label, year.months(), (0, {}), planned) for year in papers.years
    )
    spans = years_of(papers.model)
    years = PlanYears(
        model=papers.model,
        result=papers.result,
        labels=tuple(year.label for year in papers.years),
        spans=spans,
        lines=lines,
        budgets=tuple(in_kronor(one) for one in budgets),
        exact=budgets,
    )
    enterprise = session.enterprise.enterprise()
    return BusinessData(
        subtitle=papers.title,
        years=years,
        rows=budget_rows(lines, budgets),
        need=capital_need(papers.model, papers.cash) if papers.cash is not None else None,
        break_even=tuple(plan_break_even(papers.model, papers.result, one) for one in spans),
        cases=sensitivity(papers.model),
        assumed=papers.assumed(today),
        opening_words=opening_words(session, papers),
        says_surplus=enterprise is not None and enterprise.legal_form.says_surplus,
    )

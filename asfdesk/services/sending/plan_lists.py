"""Data into R19 and R20: two plans compared, and the rates that plans are computed with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import Subtotal
from asfdesk.domain.plan import PlanStatus
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.reports.document import PersonalData
from asfdesk.reports.drivers import compare_report, rates_report
from asfdesk.reports.planning.plan_words import plan_state, plan_title, subtotal_word
from asfdesk.services.drivers.compare_plans import changes_of, compare_plans
from asfdesk.services.drivers.rates_in_use import rates_in_use
from asfdesk.services.planning.edit_plan import need_plan
from asfdesk.services.planning.plan_span import plan_years
from asfdesk.services.sending.plan_documents import asked_year
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.report_head import report_head

if TYPE_CHECKING:
    from datetime import date, datetime

    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.plan import Plan
    from asfdesk.reports.document import Document
    from asfdesk.services.session import ReadSession


def comparison(session: ReadSession, request: ReportRequest) -> Document:
    """R19: the budget in force in a fiscal year, and the newest other plan of it.

    Raises:
        InvalidInputError: the period is no fiscal year.
        RefusedError: the year has not two plans.
    """
    first, second = _two_plans(session, asked_year(session, request))
    return comparison_of(session, request, first.id, second.id)


def comparison_document(
    session: ReadSession, plans: tuple[int, int], today: date, created_at: datetime
) -> Document:
    """Two plans chosen on the Plan page, for the fiscal year that the second begins with.

    Raises:
        RefusedError: one of them is gone.
    """
    first, second = plans
    year = plan_years(session, need_plan(session, second))[0]
    return comparison_of(session, ReportRequest(year.period, today, created_at), first, second)


def comparison_of(
    session: ReadSession, request: ReportRequest, first_id: int, second_id: int
) -> Document:
    """Any two plans, the second against the first.

    Raises:
        RefusedError: one of them is gone.
    """
    found = compare_plans(session, first_id, second_id)
    enterprise = session.enterprise.enterprise()
    says_surplus = enterprise is not None and enterprise.legal_form.says_surplus
    data = compare_report.ComparisonData(
        found,
        _title(session, found.first),
        _title(session, found.second),
        changes_of(session, found.first),
        changes_of(session, found.second),
        subtotal_word(Subtotal.YEAR, says_surplus=says_surplus),
    )
    head = report_head(session, request, personal=PersonalData.NO, records=len(found.rows))
    return compare_report.build(request.period, head, data)


def _two_plans(session: ReadSession, year: FiscalYear) -> tuple[Plan, Plan]:
    first = session.plans.in_force(year.id)
    known = session.plans.covering(year.id)
    others = [one for one in known if first is not None and one.id != first.id]
    current = [one for one in others if one.status is not PlanStatus.REPLACED]
    second = max(current or others, key=lambda one: one.id, default=None)
    if first is None or second is None:
        raise RefusedError(
            _("Fiscal year %(year)s has not two plans to compare.") % {"year": year.label},
            _("The budget is compared with a revised plan, a forecast or a scenario."),
            _("Make one on the Plan page."),
        )
    return first, second


def _title(session: ReadSession, plan: Plan) -> str:
    label = plan_years(session, plan)[0].label
    return f"{plan_title(plan, label)} ({plan_state(plan)})"


def rates(session: ReadSession, request: ReportRequest) -> Document:
    """R20: the values that hold on some day of the period."""
    period = request.period
    values = [
        one for one in rates_in_use(session).values if period.overlaps(one.valid_from, one.valid_to)
    ]
    head = report_head(session, request, personal=PersonalData.NO, records=len(values))
    return rates_report.build(period, head, values, request.today)

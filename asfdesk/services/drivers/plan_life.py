"""A plan's life: revised as the next version, forecast, approved.

A copy has everything its source is made from. An approved plan is read-only for good and keeps
the parameters and working days it was computed with.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.plan import PlanKind, PlanStatus, PlanValue, ValueSource
from asfdesk.domain.planning.forecast import Method
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.services.actuals import line_months
from asfdesk.services.changes import Topic
from asfdesk.services.drivers.copy_plan import add_copy
from asfdesk.services.drivers.plan_model import plan_rates, plan_workdays
from asfdesk.services.drivers.recompute import recompute
from asfdesk.services.planning.edit_plan import draft_plan, need_plan
from asfdesk.services.planning.follow_up_settings import put_line_methods
from asfdesk.services.planning.plan_span import plan_months, plan_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import Plan
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.PLAN})


def revise_plan(session: WriteSession, plan_id: int) -> Changes:
    """Copy a plan as a draft of the next version; it is computed with today's parameters."""
    plan = need_plan(session, plan_id)
    with session.writer.action("plan.revise", CHANGED, "plan", plan_id):
        recompute(session, add_copy(session, plan, plan.kind, plan.name))
    return CHANGED


def make_forecast(
    session: WriteSession,
    plan_id: int,
    name: str = "",
    instead: Sequence[PlanValue] = (),
    *,
    by_plan: Iterable[str] = (),
) -> Changes:
    """Copy a plan as a forecast: closed months as they were booked, the open ones as planned.

    Args:
        session: the open file.
        plan_id: the plan.
        name: "" = called by its kind.
        instead: amounts of open months that are foreseen otherwise than planned.
        by_plan: lines that go by the forecast plan from now on (method B), in the same step.

    Raises:
        RefusedError: no month of the plan is closed in the books yet.
    """
    plan = need_plan(session, plan_id)
    closed = closed_months(session, plan)
    if not closed:
        raise RefusedError(
            _("No month of the plan is closed in the books yet."),
            _("A forecast begins with what has happened."),
            _("Import bookkeeping and confirm the last closed month first."),
        )
    with session.writer.action("plan.forecast", CHANGED, "plan", plan_id):
        forecast = add_copy(session, plan, PlanKind.FORECAST, name)
        recompute(session, forecast)
        _put_actuals(session, forecast, closed)
        session.plans.set_values(forecast.id, [one for one in instead if one.month not in closed])
        put_line_methods(session, by_plan, Method.FORECAST_PLAN)
    return CHANGED


def closed_months(session: ReadSession, plan: Plan) -> list[Month]:
    """The months of a plan whose books are confirmed closed."""
    return [
        month
        for year in plan_years(session, plan)
        for month in year.months()
        if year.books_through is not None and month <= year.books_through
    ]


def approve_plan(session: WriteSession, plan_id: int, today: date) -> Changes:
    """Make a plan the one that actuals are compared with; it can't be changed or undone then.

    It keeps the parameters and working days that hold today. Of budgets that begin with the same
    year the earlier one is replaced, whatever it was called; a forecast replaces those of its own
    name.

    Raises:
        RefusedError: it is approved already, is a scenario, or has no amounts.
    """
    plan = draft_plan(session, plan_id)
    if plan.kind is PlanKind.SCENARIO:
        raise RefusedError(
            _("A scenario can't be approved."),
            _("It is there to try things out."),
            _("Revise the budget and put the scenario's amounts there."),
        )
    if not session.plans.values(plan_id):
        raise RefusedError(
            _("The plan has no amounts yet."),
            todo=_("Fill in at least one line before you approve it."),
        )
    with session.writer.action("plan.approve", CHANGED, "plan", plan_id, undoable=False):
        recompute(session, plan)
        months = plan_months(session, plan)
        days = dict(zip(months, plan_workdays(session, plan, months), strict=True))
        session.parameters.freeze(plan_id, plan_rates(session, plan).values, days)
        for earlier in session.plans.plans(plan.fiscal_year_id):
            if earlier.status is PlanStatus.APPROVED and _gives_way(earlier, plan):
                session.plans.change_plan(replace(earlier, status=PlanStatus.REPLACED))
        approved = replace(plan, status=PlanStatus.APPROVED, approved_on=today)
        session.plans.change_plan(approved)
    return CHANGED


def _gives_way(earlier: Plan, plan: Plan) -> bool:
    same_name = earlier.name == plan.name or plan.kind is PlanKind.BUDGET
    return earlier.kind is plan.kind and same_name


def _put_actuals(session: WriteSession, forecast: Plan, closed: Sequence[Month]) -> None:
    """What was booked, in place of what was planned; nothing booked on a line is 0."""
    booked = line_months(session, closed[0], closed[-1])
    planned = session.plans.amounts(forecast.id)
    codes = {line.code for line in session.plans.lines(with_inactive=True)}
    values = [
        PlanValue(code, month, booked.get(code, {}).get(month, 0), ValueSource.COPIED)
        for code in sorted((set(booked) | set(planned)) & codes)
        for month in closed
    ]
    session.plans.clear_values(forecast.id, [(one.line_code, one.month) for one in values])
    session.plans.set_values(forecast.id, values)

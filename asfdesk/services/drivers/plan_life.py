"""A plan's life: revised as the next version, tried out as a scenario, forecast, approved.

A copy has everything its source is made from. An approved plan is read-only for good and keeps
the parameters it was computed with.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.kinds import SHOCK_TARGETS
from asfdesk.domain.plan import BASIS_POINTS, PlanKind, PlanStatus, PlanValue, ValueSource
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.services.actuals import line_months
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing, need_text
from asfdesk.services.drivers.driver_limits import check_number
from asfdesk.services.drivers.plan_model import plan_rates
from asfdesk.services.drivers.recompute import recompute
from asfdesk.services.planning.edit_plan import draft_plan, need_plan, next_version
from asfdesk.services.planning.plan_span import plan_months, plan_years

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.domain.drivers.shocks import Shock
    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import Plan
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.PLAN})
_NOTHING: Changes = frozenset()
MOST_FACTOR_BP = 100 * BASIS_POINTS
MOST_DELTA = 10**12


def revise_plan(session: WriteSession, plan_id: int) -> Changes:
    """Copy a plan as a draft of the next version; it is computed with today's parameters."""
    plan = need_plan(session, plan_id)
    with session.writer.action("plan.revise", CHANGED, "plan", plan_id):
        recompute(session, _add_copy(session, plan, plan.kind, plan.name))
    return CHANGED


def make_scenario(session: WriteSession, plan_id: int, name: str) -> Changes:
    """Copy a plan as a scenario with a name of its own, to be changed by hand."""
    return scenario_from_shocks(session, plan_id, name, ())


def scenario_from_shocks(
    session: WriteSession, plan_id: int, name: str, shocks: Sequence[Shock]
) -> Changes:
    """Copy a plan as a scenario in which something is otherwise, and compute it.

    Args:
        session: the open file.
        plan_id: the plan it is made from; its rows are what `target_id` names.
        name: what the scenario is called.
        shocks: what is otherwise; kept, so that it can be computed again.

    Raises:
        InvalidInputError: no name, or a shock that cannot be right.
    """
    plan = need_plan(session, plan_id)
    checked = need_text("name", name, _("Write what the scenario is called."))
    _check_shocks(session, plan, shocks)
    with session.writer.action("plan.copy", CHANGED, "plan", plan_id):
        copies: dict[tuple[type[Driver], int], int] = {}
        scenario = _add_copy(session, plan, PlanKind.SCENARIO, checked, copies)
        session.parameters.freeze(scenario.id, session.parameters.of_plan(plan_id))
        for shock in shocks:
            session.drivers.add(scenario.id, replace(shock, target_id=_copied(copies, shock)))
        recompute(session, scenario)
    return CHANGED


def set_shocks(session: WriteSession, plan_id: int, shocks: Sequence[Shock]) -> Changes:
    """Let a scenario be struck by these shocks and no others, and compute it again.

    Raises:
        RefusedError: the plan is no scenario.
        InvalidInputError: a shock that cannot be right.
    """
    plan = draft_plan(session, plan_id)
    if plan.kind is not PlanKind.SCENARIO:
        raise RefusedError(
            _("Only a scenario can be struck by changes of this kind."),
            _("A budget says what is decided, a scenario what could happen."),
            _("Make a scenario of the plan first."),
        )
    _check_shocks(session, plan, shocks)
    before = session.drivers.shocks(plan_id)
    if [replace(one, id=0) for one in before] == [replace(one, id=0) for one in shocks]:
        return _NOTHING
    with session.writer.action("plan.shocks", CHANGED, "plan", plan_id):
        for one in before:
            session.drivers.remove(one)
        for one in shocks:
            session.drivers.add(plan_id, one)
        recompute(session, plan)
    return CHANGED


def make_forecast(
    session: WriteSession, plan_id: int, name: str = "", instead: Sequence[PlanValue] = ()
) -> Changes:
    """Copy a plan as a forecast: closed months as they were booked, the open ones as planned.

    Args:
        session: the open file.
        plan_id: the plan.
        name: "" = called by its kind.
        instead: amounts of open months that are foreseen otherwise than planned.

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
        forecast = _add_copy(session, plan, PlanKind.FORECAST, name)
        recompute(session, forecast)
        _put_actuals(session, forecast, closed)
        session.plans.set_values(forecast.id, [one for one in instead if one.month not in closed])
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

    It keeps the parameters that hold today. Of budgets that begin with the same year the earlier
    one is replaced, whatever it was called; a forecast replaces those of its own name.

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
        session.parameters.freeze(plan_id, plan_rates(session, plan).values)
        for earlier in session.plans.plans(plan.fiscal_year_id):
            if earlier.status is PlanStatus.APPROVED and _gives_way(earlier, plan):
                session.plans.change_plan(replace(earlier, status=PlanStatus.REPLACED))
        approved = replace(plan, status=PlanStatus.APPROVED, approved_on=today)
        session.plans.change_plan(approved)
    return CHANGED


def _gives_way(earlier: Plan, plan: Plan) -> bool:
    same_name = earlier.name == plan.name or plan.kind is PlanKind.BUDGET
    return earlier.kind is plan.kind and same_name


def _add_copy(
    session: WriteSession,
    plan: Plan,
    kind: PlanKind,
    name: str,
    copies: dict[tuple[type[Driver], int], int] | None = None,
) -> Plan:
    """A draft with all that a plan is made from, inside an open action.

    Args:
        session: the open file.
        plan: what is copied.
        kind: what the copy is.
        name: what it is called.
        copies: gets kind and id of each driver -> id of its copy.
    """
    name = name.strip()
    draft = replace(
        plan,
        kind=kind,
        name=name,
        version=next_version(session, plan.fiscal_year_id, kind, name),
        status=PlanStatus.DRAFT,
        approved_on=None,
        based_on_id=plan.id,
    )
    copy = replace(draft, id=session.plans.add_plan(draft))
    session.plans.set_values(copy.id, session.plans.values(plan.id))
    made = session.drivers.copy_all(plan.id, copy.id)
    if copies is not None:
        copies.update(made)
    return copy


def _copied(copies: Mapping[tuple[type[Driver], int], int], shock: Shock) -> int | None:
    """What a shock strikes, in the copy."""
    kind = SHOCK_TARGETS.get(shock.driver)
    if kind is None or shock.target_id is None:
        return None
    return copies[kind, shock.target_id]


def _check_shocks(session: ReadSession, plan: Plan, shocks: Sequence[Shock]) -> None:
    months = plan_months(session, plan)
    for shock in shocks:
        if shock.first is not None and not months[0] <= shock.first <= months[-1]:
            raise InvalidInputError("first", _("The month is not in the plan."))
        if shock.factor_bp is not None:
            check_number("factor_bp", shock.factor_bp, 0, MOST_FACTOR_BP)
        check_number("delta", shock.delta, -MOST_DELTA, MOST_DELTA)
        kind = SHOCK_TARGETS.get(shock.driver)
        if kind is not None and shock.target_id is not None:
            known = {one.id for one in session.drivers.of_kind(plan.id, kind)}
            if shock.target_id not in known:
                raise missing()


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

"""Scenarios: copies of a plan in which something is otherwise. Their shocks are kept (ADR 0033)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.kinds import SHOCK_TARGETS
from asfdesk.domain.drivers.shocks import ShockDriver
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.plan import BASIS_POINTS, PlanKind
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.reports.drivers.shock_words import PARTS
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing, need_text
from asfdesk.services.drivers.check_income import MOST_PLACES_MILLI, MOST_VOLUME_MILLI
from asfdesk.services.drivers.check_staff import MOST_FTE_BP
from asfdesk.services.drivers.copy_plan import add_copy
from asfdesk.services.drivers.driver_limits import MOST_DAYS, check_number
from asfdesk.services.drivers.recompute import recompute
from asfdesk.services.planning.edit_plan import draft_plan, need_plan
from asfdesk.services.planning.plan_span import plan_months

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.domain.drivers.shocks import Shock
    from asfdesk.domain.plan import Plan
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.PLAN})
_NOTHING: Changes = frozenset()
MOST_FACTOR_BP = 100 * BASIS_POINTS
MOST_DELTA = 10**12
_MOST = {
    ShockDriver.PLACES: MOST_PLACES_MILLI,
    ShockDriver.OCCUPANCY: BASIS_POINTS,
    ShockDriver.SICK: BASIS_POINTS,
    ShockDriver.SALES_VOLUME: MOST_VOLUME_MILLI,
    ShockDriver.SUPERVISORS: MOST_FTE_BP,
    ShockDriver.PAYMENT_DAYS: MOST_DAYS,
}
"""How much can be added at most, in the driver's parts; kronor have MOST_DELTA."""


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
        _add_scenario(session, plan, checked, shocks)
    return CHANGED


def add_scenario(session: WriteSession, plan_id: int, name: str, shocks: Sequence[Shock]) -> int:
    """The same inside an action that is open already; returns the scenario's id.

    Raises:
        InvalidInputError, RefusedError: as for `scenario_from_shocks`; nothing is written then.
    """
    plan = need_plan(session, plan_id)
    checked = need_text("name", name, _("Write what the scenario is called."))
    _check_shocks(session, plan, shocks)
    return _add_scenario(session, plan, checked, shocks)


def _add_scenario(session: WriteSession, plan: Plan, name: str, shocks: Sequence[Shock]) -> int:
    copies: dict[tuple[type[Driver], int], int] = {}
    scenario = add_copy(session, plan, PlanKind.SCENARIO, name, copies)
    kept = session.parameters
    kept.freeze(scenario.id, kept.of_plan(plan.id), kept.workdays_of_plan(plan.id))
    for shock in shocks:
        session.drivers.add(scenario.id, replace(shock, target_id=_copied(copies, shock)))
    recompute(session, scenario)
    return scenario.id


def check_scenario(session: ReadSession, plan_id: int, shocks: Sequence[Shock]) -> None:
    """Whether a scenario could be made; nothing is written.

    Raises:
        RefusedError, InvalidInputError: there is no such plan, or a shock cannot be right.
    """
    _check_shocks(session, need_plan(session, plan_id), shocks)


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
            check_number("factor_bp", shock.factor_bp, 0, MOST_FACTOR_BP, scale=100)
        scale = PARTS[shock.driver]
        most = _MOST.get(shock.driver, MOST_DELTA)
        check_number("delta", shock.delta, -most, most, scale=scale)
        if shock.target_id is not None and shock.target_id not in _struck(session, plan, shock):
            raise missing()


def _struck(session: ReadSession, plan: Plan, shock: Shock) -> frozenset[int]:
    """The rows that a shock can be aimed at; none for what strikes everybody."""
    kind = SHOCK_TARGETS.get(shock.driver)
    if kind is None:
        return frozenset()
    rows = session.drivers.of_kind(plan.id, kind)
    if shock.driver is ShockDriver.SUPERVISORS:
        rows = tuple(one for one in rows if _is_supervisor(one))
    return frozenset(one.id for one in rows)


def _is_supervisor(row: Driver) -> bool:
    return isinstance(row, StaffRow) and row.role is StaffRole.SUPERVISOR

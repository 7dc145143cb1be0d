"""A plan is made, described, thrown away.

An approved plan is read-only for good: to change it is to make the next version from it
(`services.drivers.plan_life`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.plan import Plan, PlanKind, PlanStatus
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing
from asfdesk.services.planning.plan_span import plan_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.plan import PlanValue
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.PLAN})


def new_plan(
    session: WriteSession,
    fiscal_year_id: int,
    kind: PlanKind = PlanKind.BUDGET,
    name: str = "",
    values: Sequence[PlanValue] = (),
    *,
    years: int = 1,
) -> Changes:
    """Make a plan for a fiscal year: version 1, or the next one of the same name.

    Args:
        session: the open file.
        fiscal_year_id: the year it begins with.
        kind: budget, forecast or scenario.
        name: "" = called by its kind.
        values: the amounts it begins with.
        years: fiscal years it covers; each must be there.
    """
    version = next_version(session, fiscal_year_id, kind, name)
    plan = Plan(0, fiscal_year_id, kind, name.strip(), version, years=years)
    plan_years(session, plan)
    with session.writer.action("plan.add", CHANGED, "plan"):
        session.plans.seed_lines()
        session.plans.set_values(session.plans.add_plan(plan), values)
    return CHANGED


def delete_draft(session: WriteSession, plan_id: int) -> Changes:
    """Throw a draft away, with all it is made from; undo brings it back.

    Raises:
        RefusedError: it is approved, or another plan was made from it.
    """
    draft_plan(session, plan_id)
    if any(other.based_on_id == plan_id for other in session.plans.plans()):
        raise RefusedError(
            _("Another plan was made from this one."),
            _("It says what it was made from, so this one must stay."),
            _("Throw the other one away first."),
        )
    with session.writer.action("plan.remove", CHANGED, "plan", plan_id):
        session.drivers.remove_all(plan_id)
        session.parameters.forget(plan_id)
        session.plans.remove_plan(plan_id)
    return CHANGED


def describe_plan(session: WriteSession, plan_id: int, name: str, assumptions: str) -> Changes:
    """Change a draft's name and the assumptions it rests on."""
    plan = draft_plan(session, plan_id)
    changed = replace(plan, name=name.strip(), assumptions=assumptions.strip())
    if changed == plan:
        return frozenset()
    if changed.name != plan.name:
        version = next_version(session, plan.fiscal_year_id, plan.kind, changed.name)
        changed = replace(changed, version=version)
    with session.writer.action("plan.describe", CHANGED, "plan", plan_id):
        session.plans.change_plan(changed)
    return CHANGED


def draft_plan(session: ReadSession, plan_id: int) -> Plan:
    """A plan that may be changed.

    Raises:
        RefusedError: it is gone, or approved and so read-only.
    """
    plan = need_plan(session, plan_id)
    if plan.status is not PlanStatus.DRAFT:
        raise RefusedError(
            _("This plan is approved and can't be changed."),
            _("What was decided must stay as it was."),
            _("Choose Revise: you then get the next version to change."),
        )
    return plan


def need_plan(session: ReadSession, plan_id: int) -> Plan:
    """A plan that must be there."""
    plan = session.plans.plan(plan_id)
    if plan is None:
        raise missing()
    return plan


def next_version(session: ReadSession, year_id: int, kind: PlanKind, name: str) -> int:
    """The version that a plan of this kind and name gets."""
    same = (plan for plan in session.plans.plans(year_id) if plan.kind is kind)
    return max((plan.version for plan in same if plan.name == name.strip()), default=0) + 1

"""A copy of a plan: a draft with all that the plan is made from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.plan import PlanStatus
from asfdesk.services.planning.edit_plan import next_version

if TYPE_CHECKING:
    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.domain.plan import Plan, PlanKind
    from asfdesk.services.session import WriteSession


def add_copy(
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

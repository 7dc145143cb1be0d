"""Which two plans are compared until others are chosen: two that cover the same year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.plan import PlanKind, PlanStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.plan import Plan


def natural_pair(
    shown: Plan, beside: Sequence[Plan], in_force_id: int | None
) -> tuple[int, int] | None:
    """Plans A and B, the second against the first; None when no other plan covers a year of it.

    What a plan was made from stands before it: a budget before its revision, forecast or
    scenario. Otherwise the budget in force stands first, else the older one.

    Args:
        shown: the plan that is looked at; it is always one of the two.
        beside: the other plans that cover at least one of its fiscal years.
        in_force_id: the budget in force in the first of its years.
    """
    if not beside:
        return None
    known = {one.id for one in beside}
    if shown.based_on_id in known and shown.based_on_id is not None:
        return shown.based_on_id, shown.id
    current = [one for one in beside if one.status is not PlanStatus.REPLACED] or list(beside)
    made_from_it = [one.id for one in current if one.based_on_id == shown.id]
    if made_from_it:
        return shown.id, max(made_from_it)
    if in_force_id in known and in_force_id is not None:
        return in_force_id, shown.id
    other = max(current, key=lambda one: (one.kind is not PlanKind.SCENARIO, one.id)).id
    return min(other, shown.id), max(other, shown.id)

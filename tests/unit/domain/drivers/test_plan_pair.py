"""Which two plans are compared until others are chosen."""

from __future__ import annotations

from asfdesk.domain.drivers.plan_pair import natural_pair
from asfdesk.domain.plan import Plan, PlanKind, PlanStatus

APPROVED = Plan(3, 1, PlanKind.BUDGET, "", 2, PlanStatus.APPROVED, based_on_id=1)
REPLACED = Plan(1, 1, PlanKind.BUDGET, "", 1, PlanStatus.REPLACED)
SCENARIO = Plan(5, 1, PlanKind.SCENARIO, "Careful", 1, based_on_id=3)
OTHER = Plan(4, 1, PlanKind.BUDGET, "Another", 1)


def test_a_plan_alone_in_its_years_has_none_to_be_compared_with() -> None:
    assert natural_pair(APPROVED, (), 3) is None


def test_what_a_plan_was_made_from_stands_first() -> None:
    assert natural_pair(SCENARIO, (APPROVED, OTHER), 3) == (3, 5)
    assert natural_pair(APPROVED, (REPLACED, SCENARIO), 3) == (1, 3), "a revision, its version 1"


def test_a_budget_stands_before_what_was_made_from_it() -> None:
    first = Plan(3, 1, PlanKind.BUDGET, "", 1, PlanStatus.APPROVED)
    assert natural_pair(first, (OTHER, SCENARIO), 3) == (3, 5)


def test_otherwise_the_one_in_force_then_the_older() -> None:
    assert natural_pair(OTHER, (APPROVED, SCENARIO), 3) == (3, 4)
    stray = Plan(9, 1, PlanKind.BUDGET, "", 1)
    assert natural_pair(stray, (OTHER, SCENARIO), 9) == (4, 9), "a budget before a scenario"
    assert natural_pair(REPLACED, (OTHER,), 4) == (4, 1)

"""What a plan is made from is added, changed, ordered and taken away.

Each is one action that also writes what the plan then comes to, so that undo takes all of it
back. Only drafts can be changed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
from asfdesk.domain.drivers.premises import CashItem
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRow
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing
from asfdesk.services.drivers.check_driver import checked_driver
from asfdesk.services.drivers.check_premises import checked_premises
from asfdesk.services.drivers.recompute import recompute
from asfdesk.services.planning.edit_plan import draft_plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.domain.drivers.premises import Premises
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.PLAN})
_NOTHING: Changes = frozenset()
TABLES: Mapping[type, str] = {
    TrainingStream: "plan_stream",
    SalesStream: "plan_sale",
    StaffRow: "plan_staff",
    FixedCost: "plan_fixed_cost",
    Grant: "plan_grant",
    Investment: "plan_investment",
    Loan: "plan_loan",
    CashItem: "plan_cash_item",
}
"""Kind -> its table, which is also the noun of its operations."""
SEEDED = (TrainingStream, SalesStream, StaffRow, FixedCost)
"""The kinds that a plan can begin with from last year's actuals."""


def add_driver(session: WriteSession, plan_id: int, driver: Driver) -> Changes:
    """Add a stream, sale, row of staff, cost, grant, investment, loan or cash item.

    It is placed after the others of its kind; its id is not used.

    Raises:
        InvalidInputError: a value cannot be right; `field` is the attribute's name.
        RefusedError: the plan is approved or gone.
    """
    plan = draft_plan(session, plan_id)
    checked = checked_driver(session, plan, driver)
    table = TABLES[type(driver)]
    with session.writer.action(f"{table}.add", CHANGED, table):
        session.drivers.add(plan_id, checked)
        recompute(session, plan)
    return CHANGED


def change_driver(session: WriteSession, plan_id: int, driver: Driver) -> Changes:
    """Write a driver anew, with its changes and season; what was seeded is then the user's own.

    Raises:
        InvalidInputError, RefusedError: as `add_driver`.
    """
    plan = draft_plan(session, plan_id)
    before = find_driver(session, plan_id, type(driver), driver.id)
    checked = checked_driver(session, plan, driver)
    if checked == before:
        return _NOTHING
    if isinstance(checked, SEEDED):
        checked = replace(checked, seeded=False)
    table = TABLES[type(driver)]
    with session.writer.action(f"{table}.change", CHANGED, table, driver.id):
        session.drivers.change(checked)
        recompute(session, plan)
    return CHANGED


def remove_driver(session: WriteSession, plan_id: int, driver: Driver) -> Changes:
    """Take a driver away, with what it gave; shocks of a scenario that struck it alone go too."""
    plan = draft_plan(session, plan_id)
    found = find_driver(session, plan_id, type(driver), driver.id)
    table = TABLES[type(driver)]
    with session.writer.action(f"{table}.remove", CHANGED, table, driver.id):
        session.drivers.remove_with_shocks(plan_id, found)
        recompute(session, plan)
    return CHANGED


def order_drivers(
    session: WriteSession, plan_id: int, kind: type[Driver], ids: Sequence[int]
) -> Changes:
    """Let the drivers of a kind stand in this order; ids are all of them."""
    draft_plan(session, plan_id)
    known = [one.id for one in session.drivers.of_kind(plan_id, kind)]
    if sorted(known) != sorted(ids):
        raise missing()
    if known == list(ids):
        return _NOTHING
    with session.writer.action("plan.order", CHANGED, "plan", plan_id):
        session.drivers.put_in_order(kind, ids)
    return CHANGED


def set_premises(session: WriteSession, plan_id: int, premises: Premises) -> Changes:
    """Write what the plan takes for granted: cash, VAT, trainees per supervisor, illness.

    Raises:
        InvalidInputError: a share, a number or a line cannot be right.
    """
    plan = draft_plan(session, plan_id)
    checked = checked_premises(session, premises)
    if checked == session.drivers.premises(plan_id):
        return _NOTHING
    with session.writer.action("plan.premises", CHANGED, "plan", plan_id):
        session.drivers.put_premises(plan_id, checked)
        recompute(session, plan)
    return CHANGED


def find_driver(session: ReadSession, plan_id: int, kind: type[Driver], driver_id: int) -> Driver:
    """A driver of a plan by its id; RefusedError when it is gone."""
    found = session.drivers.of_kind(plan_id, kind)
    driver = next((one for one in found if one.id == driver_id), None)
    if driver is None:
        raise missing()
    return driver

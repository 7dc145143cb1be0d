"""The kinds of rows that a plan is made from, by their types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
from asfdesk.domain.drivers.premises import CashItem
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.drivers.staff import StaffRow
from asfdesk.domain.drivers.streams import TrainingStream

if TYPE_CHECKING:
    from collections.abc import Mapping

Driver = (
    TrainingStream
    | SalesStream
    | StaffRow
    | FixedCost
    | Grant
    | Investment
    | Loan
    | CashItem
    | Shock
)
"""One row of what a plan is made from."""

KINDS: tuple[type[Driver], ...] = (
    TrainingStream,
    SalesStream,
    StaffRow,
    FixedCost,
    Grant,
    Investment,
    Loan,
    CashItem,
)
"""Every kind but shocks, in the order in which they are shown."""

SHOCK_TARGETS: Mapping[ShockDriver, type[Driver]] = {
    ShockDriver.PLACES: TrainingStream,
    ShockDriver.OCCUPANCY: TrainingStream,
    ShockDriver.PRICE: TrainingStream,
    ShockDriver.PAYMENT_DAYS: TrainingStream,
    ShockDriver.SALES_VOLUME: SalesStream,
    ShockDriver.SALES_PRICE: SalesStream,
    ShockDriver.SUPERVISORS: StaffRow,
    ShockDriver.PAY: StaffRow,
    ShockDriver.FIXED_COSTS: FixedCost,
}
"""What kind of row a shock's `target_id` names; illness strikes everybody."""

"""The kinds of drivers as people meet them: groups, nouns, and whose amounts are whose."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
from asfdesk.domain.drivers.premises import CashItem
from asfdesk.domain.drivers.result import Part
from asfdesk.domain.drivers.sales import SalesChange, SalesStream
from asfdesk.domain.drivers.staff import StaffRow
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.drivers.result import PlanResult

Driver = TrainingStream | SalesStream | StaffRow | FixedCost | Grant | Investment | Loan | CashItem
"""What is kept as a row of its own."""
Change = StreamChange | SalesChange
"""What holds from a month on."""


class DriverGroup(StrEnum):
    """The groups, in the order they are shown."""

    TRAINING = "training"
    SALES = "sales"
    STAFF = "staff"
    COSTS = "costs"
    GRANTS = "grants"
    INVESTMENTS = "investments"
    PREMISES = "premises"


class Noun(StrEnum):
    """What a row is about, and which form it opens."""

    STREAM = "stream"
    STREAM_CHANGE = "stream_change"
    SALE = "sale"
    SALE_CHANGE = "sale_change"
    STAFF = "staff"
    FIXED_COST = "fixed_cost"
    GRANT = "grant"
    INVESTMENT = "investment"
    LOAN = "loan"
    CASH_ITEM = "cash_item"
    CASH = "cash"
    SUPERVISION = "supervision"
    WORKDAYS = "workdays"
    PARAMETERS = "parameters"


NOUN_OF: Mapping[type, Noun] = {
    TrainingStream: Noun.STREAM,
    SalesStream: Noun.SALE,
    StaffRow: Noun.STAFF,
    FixedCost: Noun.FIXED_COST,
    Grant: Noun.GRANT,
    Investment: Noun.INVESTMENT,
    Loan: Noun.LOAN,
    CashItem: Noun.CASH_ITEM,
}
PARTS: Mapping[Noun, frozenset[Part]] = {
    Noun.STREAM: frozenset({Part.TRAINING}),
    Noun.SALE: frozenset({Part.SALES, Part.GOODS}),
    Noun.STAFF: frozenset({Part.PAY, Part.FEES, Part.PENSION, Part.SUBSIDY}),
    Noun.FIXED_COST: frozenset({Part.FIXED}),
    Noun.GRANT: frozenset({Part.GRANT}),
    Noun.INVESTMENT: frozenset({Part.DEPRECIATION}),
    Noun.LOAN: frozenset({Part.INTEREST}),
}
"""Row numbers are counted per kind of driver, so the part tells whose amount it is."""
FIRST_NOUN: Mapping[DriverGroup, Noun] = {
    DriverGroup.TRAINING: Noun.STREAM,
    DriverGroup.SALES: Noun.SALE,
    DriverGroup.STAFF: Noun.STAFF,
    DriverGroup.COSTS: Noun.FIXED_COST,
    DriverGroup.GRANTS: Noun.GRANT,
    DriverGroup.INVESTMENTS: Noun.INVESTMENT,
    DriverGroup.PREMISES: Noun.CASH_ITEM,
}
"""What is added in a group."""


def driver_id(value: Driver | Change | None) -> int:
    """The row number of a driver; 0 for what has none."""
    return getattr(value, "id", 0)


def noun_of(driver: Driver) -> Noun:
    """What kind of driver it is."""
    return NOUN_OF[type(driver)]


def amounts_of(result: PlanResult, driver: Driver) -> tuple[int, ...]:
    """What a driver gives month by month, by effect; zeros where it gives nothing."""
    parts = PARTS.get(noun_of(driver), frozenset())
    found = [
        one.amounts for one in result.components if one.driver_id == driver.id and one.part in parts
    ]
    return tuple(sum(month) for month in zip(*found, strict=True)) or (0,) * len(result.months)


def group_word(group: DriverGroup) -> str:
    """What a group is called."""
    return {
        DriverGroup.TRAINING: _("Work training"),
        DriverGroup.SALES: _("Sales"),
        DriverGroup.STAFF: _("Staff"),
        DriverGroup.COSTS: _("Costs"),
        DriverGroup.GRANTS: _("Grants"),
        DriverGroup.INVESTMENTS: _("Investments and loans"),
        DriverGroup.PREMISES: _("What the plan assumes"),
    }[group]

"""Shocks: what a scenario changes in the plan it is made from (finance.md §9.3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asfdesk.domain.period import Month


class ShockDriver(StrEnum):
    """What is changed."""

    PLACES = "places"
    OCCUPANCY = "occupancy"
    PRICE = "price"
    SALES_VOLUME = "sales_volume"
    SALES_PRICE = "sales_price"
    SUPERVISORS = "supervisors"
    PAY = "pay"
    SICK = "sick"
    FIXED_COSTS = "fixed_costs"
    PAYMENT_DAYS = "payment_days"


@dataclass(frozen=True)
class Shock:
    """One change, from a month on.

    Attributes:
        target_id: the one stream, row of staff, sales stream or cost it strikes; None = all.
        factor_bp: what the value is multiplied by, basis points (8000 = 20 % less); None = none.
        delta: what is added after that, in the driver's own unit: thousandths of a place, basis
            points (occupancy, illness, full time), öre, days.
        first: from this month; None = the whole plan.
    """

    driver: ShockDriver
    factor_bp: int | None = None
    delta: int = 0
    first: Month | None = None
    target_id: int | None = None
    id: int = 0

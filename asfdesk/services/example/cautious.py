"""The example's scenario beside the budget for 2026: what if less is sold, and paid for later?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.period import Month
from asfdesk.services.drivers.scenarios import scenario_from_shocks
from asfdesk.services.example import plan_drivers

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

NAME = "Försiktig"
MAY, JULY = Month(plan_drivers.YEAR, 5), Month(plan_drivers.YEAR, 7)
PLACES_LOST_MILLI = 2_000
OCCUPANCY_LOST_BP = 800
DAYS_LATER = 15


def write_cautious(session: WriteSession) -> None:
    """Bryggan buys two places less from May, Lindås fills fewer from July, and all pay later."""
    year = next(y for y in session.enterprise.fiscal_years() if y.first.year == plan_drivers.YEAR)
    budget = session.plans.in_force(year.id)
    if budget is None:
        return
    ids = {stream.name: stream.id for stream in session.drivers.streams(budget.id)}
    shocks = (
        Shock(ShockDriver.PLACES, None, -PLACES_LOST_MILLI, MAY, ids["Bryggan"]),
        Shock(ShockDriver.OCCUPANCY, None, -OCCUPANCY_LOST_BP, JULY, ids["Lindås kommun"]),
        Shock(ShockDriver.PAYMENT_DAYS, None, DAYS_LATER, JULY),
    )
    scenario_from_shocks(session, budget.id, NAME, shocks)

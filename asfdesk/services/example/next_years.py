"""The example's draft for 2027-2029, as the manager reckons in November 2026.

It goes on from this year's drivers: one more place to Lindås in March, dearer coffee, pay that
rises each April, costs that follow an index, and an EU project that ends with nothing after it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PayerKind, PriceBasis, PriceUnit
from asfdesk.domain.drivers.costs import Investment
from asfdesk.domain.drivers.premises import CashItem
from asfdesk.domain.drivers.sales import SalesChange
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.domain.period import Month
from asfdesk.domain.plan import Plan, PlanKind
from asfdesk.services.drivers.recompute import recompute
from asfdesk.services.drivers.start_plan import CHANGED
from asfdesk.services.example import cast, plan_drivers
from asfdesk.services.manage_fiscal_years import CHANGED as YEARS_CHANGED
from asfdesk.services.manage_fiscal_years import propose_next_year

if TYPE_CHECKING:
    from asfdesk.domain.drivers.costs import FixedCost
    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.services.session import WriteSession

FIRST = 2027
YEARS = 3
RISE_BP = 270
"""Of the pay, each April."""
INDEX_BP = 200
"""Of rent and other costs, each January."""
ASSUMPTIONS = (
    "Lindås kommun köper en plats till från mars; då utökas handledningen i parken. Caféets priser "
    "höjs vid årsskiftet. Lönebidragen förlängs. EU-projektet slutar i december 2027, och en ny "
    "ansökan räknas inte med."
)

STREAMS = (
    TrainingStream(
        0, "Lindås kommun", 8_000, 7_200, 418_00, buyer_id=cast.LINDAS,
        changes=(
            StreamChange(Month(2027, 3), 9_000, 7_200, 418_00),
            StreamChange(Month(2028, 1), 9_000, 7_400, 430_00),
            StreamChange(Month(2029, 1), 9_000, 7_400, 442_00),
        ),
    ),
    TrainingStream(
        0, "Stegen", 5_000, 10_000, 11_050_00, PriceUnit.PLACE_MONTH,
        PriceBasis.PLACE, PayerKind.COORDINATION, cast.STEGEN, project="P25",
        changes=(
            StreamChange(Month(2028, 1), 5_000, 10_000, 11_300_00),
            StreamChange(Month(2029, 1), 5_000, 10_000, 11_550_00),
        ),
    ),
    TrainingStream(
        0, "Norrviks kommun", 3_000, 8_500, 850_00, basis=PriceBasis.BOOKED,
        buyer_id=cast.NORRVIK,
        changes=(StreamChange(Month(2028, 1), 3_000, 8_500, 870_00),),
    ),
    TrainingStream(
        0, "Bryggan", 2_000, 6_500, 121_00, PriceUnit.HOUR, PriceBasis.ATTENDED,
        PayerKind.PRIVATE, cast.BRYGGAN, day_minutes=480, vat_bp=2500,
    ),
)  # fmt: skip

_CAFE, _WORKSHOP = plan_drivers.SALES
SALES = (
    replace(
        _CAFE,
        price_ore=78_00,
        cogs_bp=3_600,
        changes=(
            SalesChange(Month(2028, 1), 18_400_000, 80_00),
            SalesChange(Month(2029, 1), 18_600_000, 82_00),
        ),
    ),
    replace(
        _WORKSHOP,
        price_ore=1_240_00,
        changes=(SalesChange(Month(2028, 1), 184_000, 1_270_00),),
    ),
)

STAFF = (
    *(replace(row, rise_bp=RISE_BP) for row in plan_drivers.STAFF),
    StaffRow(
        0, StaffRole.SUPERVISOR, "Handledare park och trädgård, utökning", 2_500, 26_700_00,
        first=Month(2027, 3), holiday_bp=0, rise_bp=RISE_BP, line_code="K41",
    ),
)  # fmt: skip


def _next(cost: FixedCost) -> FixedCost:
    """The same cost, counted from 2027 on."""
    index = 0 if cost.line_code.startswith("I") else INDEX_BP
    first = None if cost.first is None else Month(FIRST, cost.first.number)
    if cost.every_months == 0:
        return replace(cost, every_months=12, first=first, index_bp=index)
    last = Month(FIRST, 12) if cost.line_code == "I60" else None
    return replace(cost, first=first, last=last, index_bp=index)


COSTS = tuple(_next(cost) for cost in plan_drivers.COSTS)

INVESTMENTS = (
    *plan_drivers.INVESTMENTS,
    Investment(0, "Kylrum till caféet", Month(2028, 2), 85_000_00, 60),
)
PREMISES = replace(plan_drivers.PREMISES, opening_ore=450_000_00)
CASH_ITEMS = (
    CashItem(0, Month(FIRST, 1), 165_000_00, "Kundfordringar vid årets början"),
    CashItem(0, Month(FIRST, 1), -90_000_00, "Skatt och avgifter för december"),
    CashItem(0, Month(FIRST, 2), -40_000_00, "Moms för fjärde kvartalet"),
)

DRIVERS: tuple[Driver, ...] = (
    *STREAMS, *SALES, *STAFF, *COSTS, *INVESTMENTS, *plan_drivers.LOANS, *CASH_ITEMS,
)  # fmt: skip


def write_next_years(session: WriteSession) -> None:
    """The draft and its fiscal years, in one step as when a plan is started."""
    with session.writer.action("plan.add", CHANGED | YEARS_CHANGED, "plan"):
        for _year in range(YEARS):
            years = session.enterprise.fiscal_years()
            period = propose_next_year(years, cast.TODAY)
            session.enterprise.add_fiscal_year(period.first, period.last)
        first = next(y for y in session.enterprise.fiscal_years() if y.first.year == FIRST)
        plan = Plan(
            0, first.id, PlanKind.BUDGET, "", 1, assumptions=ASSUMPTIONS, years=YEARS
        )  # fmt: skip
        made = replace(plan, id=session.plans.add_plan(plan))
        for driver in DRIVERS:
            session.drivers.add(made.id, driver)
        session.drivers.put_premises(made.id, PREMISES)
        recompute(session, made)

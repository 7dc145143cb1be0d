"""Shocks: factor, then difference, from a month on; worked by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.drivers.compute import compute
from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.result import CashKind
from asfdesk.domain.drivers.sales import SalesChange, SalesStream
from asfdesk.domain.drivers.shocked import changed, shocked
from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.domain.drivers.whole_plan import whole_plan
from asfdesk.domain.period import Month
from tests.unit.domain.drivers.cash_cases import model

if TYPE_CHECKING:
    from asfdesk.domain.drivers.model import PlanModel

MARCH = Month(2026, 3)


def stream(**given: Any) -> TrainingStream:  # noqa: ANN401 - any field
    """Ten places at 85 %, 8 000 kr a place and month."""
    made = TrainingStream(1, "Kommunen", 10_000, 8_500, 8_000_00, unit=PriceUnit.PLACE_MONTH)
    return replace(made, **given)


def lines(plan: PlanModel, *shocks: Shock) -> dict[str, tuple[int, ...]]:
    """What the plan comes to with the shocks."""
    return dict(compute(shocked(replace(plan, shocks=shocks))).lines)


class TestValue:
    """One value."""

    @pytest.mark.parametrize(
        ("value", "factor", "delta", "after"),
        [
            (10_000, 8_000, 0, 8_000),
            (10_000, None, -2_500, 7_500),
            (10_000, 8_000, 500, 8_500),
            (333, 5_000, 0, 167),
            (1_000, None, -1_500, 0),
            (0, 20_000, 700, 700),
            (-1_000, 8_000, 0, -800),
            (-1_000, None, 1_500, 0),
        ],
    )
    def test_factor_then_difference_never_across_zero(
        self, value: int, factor: int | None, delta: int, after: int
    ) -> None:
        assert changed(value, Shock(ShockDriver.PRICE, factor, delta)) == after

    def test_at_most(self) -> None:
        assert changed(8_500, Shock(ShockDriver.OCCUPANCY, None, 2_000), 10_000) == 10_000


class TestStreams:
    """Places, occupancy and price."""

    def test_the_whole_plan(self) -> None:
        """10 × 0,85 × 8 000 = 68 000; with 8 places 54 400."""
        plan = model(3, streams=(stream(),))
        assert lines(plan)["I10"] == (68_000_00,) * 3
        struck = lines(plan, Shock(ShockDriver.PLACES, 8_000))
        assert struck["I10"] == (54_400_00,) * 3

    def test_from_a_month_on(self) -> None:
        plan = model(4, streams=(stream(),))
        struck = lines(plan, Shock(ShockDriver.OCCUPANCY, None, -500, MARCH))
        assert struck["I10"] == (68_000_00, 68_000_00, 64_000_00, 64_000_00)

    def test_later_changes_are_struck_too(self) -> None:
        """Twelve places from April; 20 % less from March: 8 in March, 9,6 from April."""
        later = StreamChange(Month(2026, 4), 12_000, 8_500, 8_000_00)
        plan = model(5, streams=(stream(changes=(later,)),))
        struck = lines(plan, Shock(ShockDriver.PLACES, 8_000, 0, MARCH))
        assert struck["I10"] == (68_000_00, 68_000_00, 54_400_00, 65_280_00, 65_280_00)

    def test_a_change_in_the_same_month_is_the_one_struck(self) -> None:
        later = StreamChange(MARCH, 12_000, 8_500, 8_000_00)
        plan = model(3, streams=(stream(changes=(later,)),))
        struck = lines(plan, Shock(ShockDriver.PLACES, 5_000, 0, MARCH))
        assert struck["I10"] == (68_000_00, 68_000_00, 40_800_00)

    def test_one_stream_only(self) -> None:
        plan = model(1, streams=(stream(), stream(id=2)))
        struck = lines(plan, Shock(ShockDriver.PRICE, None, -1_000_00, target_id=2))
        assert struck["I10"] == (68_000_00 + 59_500_00,)

    def test_occupancy_stops_at_a_hundred_per_cent(self) -> None:
        struck = lines(model(1, streams=(stream(),)), Shock(ShockDriver.OCCUPANCY, 20_000, 0))
        assert struck["I10"] == (80_000_00,)

    def test_paid_by_place_occupancy_is_nothing(self) -> None:
        plan = model(1, streams=(stream(basis=PriceBasis.PLACE),))
        assert lines(plan, Shock(ShockDriver.OCCUPANCY, 1_000))["I10"] == (80_000_00,)

    def test_one_after_the_other(self) -> None:
        """10 places × 0,8, then 2 more."""
        plan = model(1, streams=(stream(),))
        struck = lines(
            plan, Shock(ShockDriver.PLACES, 8_000), Shock(ShockDriver.PLACES, None, 2_000)
        )
        assert struck["I10"] == (68_000_00,)

    def test_they_are_gone_afterwards(self) -> None:
        plan = model(1, streams=(stream(),), shocks=(Shock(ShockDriver.PLACES, 5_000),))
        once = shocked(plan)
        assert once.shocks == ()
        assert shocked(once) == once


class TestSales:
    """Volume and price of sales."""

    def test_volume_from_a_month(self) -> None:
        """1 200 a year at 10 kr, even: 1 000 kr a month, half from March."""
        plan = model(4, sales=(SalesStream(1, "Café", 1_200_000, 10_00),))
        struck = lines(plan, Shock(ShockDriver.SALES_VOLUME, 5_000, 0, MARCH))
        assert struck["I20"] == (1_000_00, 1_000_00, 500_00, 500_00)

    def test_price_with_a_later_change(self) -> None:
        later = SalesChange(MARCH, 1_200_000, 12_00)
        plan = model(3, sales=(SalesStream(1, "Café", 1_200_000, 10_00, changes=(later,)),))
        struck = lines(plan, Shock(ShockDriver.SALES_PRICE, None, 1_00))
        assert struck["I20"] == (1_100_00, 1_100_00, 1_300_00)


class TestStaffAndCosts:
    """Rows that are split where the shock comes later."""

    def row(self, **given: Any) -> StaffRow:  # noqa: ANN401 - any field
        made = StaffRow(
            1, StaffRole.SUPERVISOR, "Handledare", 20_000, 30_000_00, holiday_bp=0, pension_bp=0,
            insurance_bp=0, line_code="K41",
        )  # fmt: skip
        return replace(made, **given)

    def test_half_a_supervisor_less_from_march(self) -> None:
        plan = model(4, staff=(self.row(),))
        struck = lines(plan, Shock(ShockDriver.SUPERVISORS, None, -5_000, MARCH))
        assert struck["K41"] == (-60_000_00, -60_000_00, -45_000_00, -45_000_00)

    def test_the_rise_before_the_split_stays(self) -> None:
        """10 % more in April; from June one of the two goes: 66 000, then 33 000."""
        plan = model(7, staff=(self.row(rise_bp=1_000),))
        struck = lines(plan, Shock(ShockDriver.SUPERVISORS, 5_000, 0, Month(2026, 6)))
        assert struck["K41"] == (
            *(-60_000_00,) * 3,
            *(-66_000_00,) * 2,
            *(-33_000_00,) * 2,
        )

    def test_others_than_supervisors_stay(self) -> None:
        plan = model(1, staff=(self.row(role=StaffRole.OTHER),))
        assert lines(plan, Shock(ShockDriver.SUPERVISORS, 0))["K41"] == (-60_000_00,)

    def test_pay_of_everyone(self) -> None:
        plan = model(1, staff=(self.row(role=StaffRole.OTHER),))
        assert lines(plan, Shock(ShockDriver.PAY, 11_000))["K41"] == (-66_000_00,)

    def test_who_has_left_is_not_struck(self) -> None:
        plan = model(4, staff=(self.row(last=Month(2026, 2)),))
        struck = lines(plan, Shock(ShockDriver.PAY, 20_000, 0, MARCH))
        assert struck["K41"] == (-60_000_00, -60_000_00, 0, 0)

    def test_a_cost_each_quarter_keeps_its_months(self) -> None:
        """March, June, September; 10 % more from May."""
        cost = FixedCost(1, "Städ", "K30", 1_000_00, every_months=3, first=MARCH)
        plan = model(9, fixed=(cost,), costs_typed_positive=frozenset({"K30"}))
        struck = lines(plan, Shock(ShockDriver.FIXED_COSTS, 11_000, 0, Month(2026, 5)))
        assert struck["K30"] == (0, 0, -1_000_00, 0, 0, -1_100_00, 0, 0, -1_100_00)

    def test_an_index_before_the_split_stays(self) -> None:
        """2 % each January: 1 000, 1 020 in 2027; 100 kr more from March 2027: 1 100 × 1,02."""
        cost = FixedCost(1, "Hyra", "K20", 1_000_00, index_bp=200)
        plan = model(15, fixed=(cost,), costs_typed_positive=frozenset({"K20"}))
        struck = lines(plan, Shock(ShockDriver.FIXED_COSTS, None, 100_00, Month(2027, 3)))
        assert struck["K20"][11:] == (-1_000_00, -1_020_00, -1_020_00, -1_122_00)


class TestSickAndPayment:
    """Illness, and days until payment."""

    def test_illness_from_a_month_on(self) -> None:
        """30 000 kr and 31,42 % is what it costs; here no fee: 5 % of it at 80 %, then 10 %."""
        row = StaffRow(
            1, StaffRole.SUPERVISOR, "x", 10_000, 30_000_00, holiday_bp=0, pension_bp=0,
            insurance_bp=0,
        )  # fmt: skip
        plan = model(3, staff=(row,), premises=Premises(0, sick_bp=500))
        struck = lines(plan, Shock(ShockDriver.SICK, None, 500, MARCH))
        assert struck["K37"] == (-1_200_00, -1_200_00, -2_400_00)

    def test_thirty_days_later_from_march(self) -> None:
        """January's comes in February, February's in March, March's in May."""
        plan = model(5, streams=(stream(),))
        struck = whole_plan(
            replace(plan, shocks=(Shock(ShockDriver.PAYMENT_DAYS, None, 30, MARCH),))
        )
        assert struck.liquidity is not None
        assert struck.liquidity.rows[CashKind.TRAINING] == (
            0,
            68_000_00,
            68_000_00,
            0,
            68_000_00,
        )
        assert struck.liquidity.after == {CashKind.TRAINING: 136_000_00}

    def test_a_cash_sale_stays_one(self) -> None:
        sales = (SalesStream(1, "Café", 1, 1), SalesStream(2, "Faktura", 1, 1, terms_days=20))
        plan = model(1, sales=sales, shocks=(Shock(ShockDriver.PAYMENT_DAYS, None, 15),))
        assert [one.terms_days for one in shocked(plan).sales] == [0, 35]

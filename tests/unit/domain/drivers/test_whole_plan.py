"""finance.md T11 from its drivers; cash where years are broken or long; nothing lost anywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import FixedCost, Grant, GrantPaid, Investment, Loan
from asfdesk.domain.drivers.model import PlanModel
from asfdesk.domain.drivers.parameters import (
    Parameter,
    ParameterKey,
    Parameters,
    ParameterUnit,
)
from asfdesk.domain.drivers.premises import Premises, VatPeriod
from asfdesk.domain.drivers.result import CashKind
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.drivers.whole_plan import whole_plan
from asfdesk.domain.period import Month
from tests.unit.domain.drivers.cash_cases import JANUARY, months

if TYPE_CHECKING:
    from asfdesk.domain.drivers.result import PlanResult

FEE = Parameter(ParameterKey.EMPLOYER_FEE, 3_142, ParameterUnit.BASIS_POINTS, date(2025, 1, 1))
COSTS = frozenset({"K10", "K20", "K40", "K42", "K43", "K50", "F20"})


def t11(count: int = 6, first: Month = JANUARY) -> PlanModel:
    """T11 as a plan: 20 working days each month, pay without anything on top but the fee."""
    return PlanModel(
        months=months(count, first),
        workdays=(20,) * count,
        parameters=Parameters((FEE,)),
        streams=(TrainingStream(1, "Kommunen", 12_000, 8_500, 320_00),),
        sales=(SalesStream(1, "Café", 960_000_000, 1_00, cogs_bp=2_500, terms_days=30),),
        staff=(
            StaffRow(
                1,
                StaffRole.SUPERVISOR,
                "Handledare",
                40_000,
                30_000_00,
                holiday_bp=0,
                pension_bp=0,
                insurance_bp=0,
            ),
        ),
        fixed=(
            FixedCost(1, "Hyra", "K20", 30_000_00, vat_bp=0, terms_days=0),
            FixedCost(2, "Lönebidrag", "I40", 70_000_00, vat_bp=0, terms_days=30),
        ),
        premises=Premises(150_000_00),
        costs_typed_positive=COSTS,
    )


class TestT11:
    """From drivers to balances."""

    def test_to_the_ore(self) -> None:
        found = whole_plan(t11())
        assert found.result == (7_576_00,) * 6
        assert found.liquidity is not None
        assert found.liquidity.balances == (
            28_800_00,
            51_376_00,
            73_952_00,
            96_528_00,
            74_104_00,
            96_680_00,
        )
        assert found.liquidity.rows[CashKind.SUBSIDIES] == (0, *(70_000_00,) * 5)

    def test_a_broken_year(self) -> None:
        """July to June: VAT of the third quarter is paid in November, of the fourth in February."""
        found = whole_plan(t11(12, Month(2026, 7)))
        assert found.liquidity is not None
        vat = found.liquidity.rows[CashKind.VAT]
        assert [(at, ore) for at, ore in enumerate(vat) if ore] == [
            (4, -45_000_00),
            (7, -45_000_00),
            (10, -45_000_00),
        ]
        # January and later rise by the 22 576 of T11's February, less the quarter's VAT.
        assert found.liquidity.balances[:2] == (28_800_00, 51_376_00)
        assert found.liquidity.balances[-1] == 28_800_00 + 11 * 22_576_00 - 3 * 45_000_00

    def test_thirty_days_later_is_a_month_without_the_buyer_s_money(self) -> None:
        """65 280 and 100 000 come in March instead of February."""
        later = Shock(ShockDriver.PAYMENT_DAYS, delta=30)
        found = whole_plan(replace(t11(), shocks=(later,)))
        assert found.result == (7_576_00,) * 6
        assert found.liquidity is not None
        assert found.liquidity.lowest == (Month(2026, 2), 51_376_00 - 165_280_00)

    def test_what_is_typed_over_pay_is_paid_like_pay(self) -> None:
        """10 000 more in March: 7 600 net then, 2 400 tax in April; the fee stays."""
        over = {("K40", Month(2026, 3)): -130_000_00}
        found = whole_plan(replace(t11(), overrides=over))
        assert found.liquidity is not None
        plain = whole_plan(t11()).liquidity
        assert plain is not None
        pairs = zip(found.liquidity.balances, plain.balances, strict=True)
        assert [now - before for now, before in pairs] == [
            0,
            0,
            -7_600_00,
            -10_000_00,
            -10_000_00,
            -10_000_00,
        ]


def everything(period: VatPeriod) -> PlanModel:
    """A plan of sixteen and twelve months with all that moves money outside the result."""
    first = Month(2026, 3)
    return replace(
        t11(28, first),
        grants=(
            Grant(1, "ESF", "I60", 100_000_01, Month(2025, 11), Month(2028, 9), delay_months=5),
            Grant(2, "Stiftelse", "I80", 7_000_00, first, first.plus(9), GrantPaid.ADVANCE),
        ),
        investments=(Investment(1, "Ugn", Month(2027, 5), 90_000_00, 60),),
        loans=(Loan(1, "Lån", Month(2025, 12), 120_000_00, 645, 36, grace_months=6),),
        premises=Premises(40_000_00, vat_period=period),
        year_ends=(Month(2027, 6), Month(2028, 6)),
    )


def on_its_way(found: PlanResult) -> tuple[int, int]:
    assert found.liquidity is not None
    return sum(found.liquidity.before.values()), sum(found.liquidity.after.values())


def test_nothing_is_lost_in_a_plan_of_sixteen_and_twelve_months() -> None:
    for period in VatPeriod:
        model = everything(period)
        found = whole_plan(model)
        assert found.liquidity is not None
        before, after = on_its_way(found)
        rows = found.liquidity.rows
        assert (
            40_000_00
            + sum(found.result)
            - sum(found.lines["K50"])
            - 90_000_00
            + sum(rows[CashKind.AMORTISATION])
            + before
            == found.liquidity.balances[-1] + after
        )


def test_vat_by_the_year_ends_with_the_fiscal_year_of_sixteen_months() -> None:
    """15 000 a month for sixteen months, less 22 500 of the oven, in August 2027."""
    found = whole_plan(everything(VatPeriod.YEAR))
    assert found.liquidity is not None
    vat = dict(zip(found.months, found.liquidity.rows[CashKind.VAT], strict=True))
    assert {month: ore for month, ore in vat.items() if ore} == {
        Month(2027, 8): -(16 * 15_000_00 - 22_500_00)
    }
    assert found.liquidity.after[CashKind.VAT] == -12 * 15_000_00

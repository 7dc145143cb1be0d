"""Cash month by month: hand-worked cases, and finance.md T11."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from asfdesk.domain.drivers.costs import (
    FixedCost,
    Grant,
    GrantPaid,
    Investment,
    Loan,
    LoanKind,
)
from asfdesk.domain.drivers.liquidity import liquidity
from asfdesk.domain.drivers.premises import CashItem, Premises, VatPeriod
from asfdesk.domain.drivers.result import CashKind, Part
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.period import Month
from tests.unit.domain.drivers.cash_cases import JANUARY, model, part, result, t11

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.result import Component, Liquidity

SIX = 6


def cash(
    plan: PlanModel,
    components: Sequence[Component] = (),
    typed: Mapping[str, Sequence[int]] | None = None,
) -> Liquidity:
    found = liquidity(plan, result(plan, components, typed))
    assert found is not None
    return found


def invoiced(terms_days: int, vat_bp: int = 0, count: int = 4) -> Liquidity:
    """100 kr sold to a buyer in each month."""
    stream = TrainingStream(1, "a", 1_000, 10_000, 1, vat_bp=vat_bp, terms_days=terms_days)
    plan = model(count, streams=(stream,))
    return cash(plan, [part(Part.TRAINING, "I10", [100_00] * count)])


class TestT11:
    """finance.md T11."""

    def test_balances_to_the_ore(self) -> None:
        found = liquidity(*t11())
        assert found is not None
        assert found.balances == (
            28_800_00,
            51_376_00,
            73_952_00,
            96_528_00,
            74_104_00,
            96_680_00,
        )

    def test_lowest_month_and_headroom(self) -> None:
        found = liquidity(*t11())
        assert found is not None
        assert found.lowest == (Month(2026, 1), 28_800_00)
        assert found.headroom_ore == 78_800_00

    def test_the_monthly_result_is_positive_all_the_same(self) -> None:
        assert t11()[1].result == (7_576_00,) * SIX

    def test_vat_of_the_first_quarter_is_paid_in_may(self) -> None:
        found = liquidity(*t11())
        assert found is not None
        assert found.rows[CashKind.VAT] == (0, 0, 0, 0, -45_000_00, 0)

    def test_what_the_plan_leaves(self) -> None:
        """June: 100 000 + 65 280 + 70 000 in; 25 000, 66 504 out; VAT of April to June 45 000."""
        found = liquidity(*t11())
        assert found is not None
        assert found.after == {
            CashKind.TRAINING: 65_280_00,
            CashKind.SALES: 100_000_00,
            CashKind.SUBSIDIES: 70_000_00,
            CashKind.GOODS: -25_000_00,
            CashKind.PAYROLL_TAX: -66_504_00,
            CashKind.VAT: -45_000_00,
        }
        # 150 000 + 6 × 7 576 = 195 456 = 96 680 + what is on its way, 98 776.
        assert found.balances[-1] + sum(found.after.values()) == 195_456_00

    def test_no_opening_balance_no_liquidity(self) -> None:
        plan, computed = t11()
        assert liquidity(replace(plan, premises=Premises()), computed) is None


class TestTerms:
    """Payment terms in begun months: 0, 10, 30, 31 and 60 days."""

    @pytest.mark.parametrize(
        ("days", "row", "left"),
        [
            (0, (100_00, 100_00, 100_00, 100_00), 0),
            (10, (0, 100_00, 100_00, 100_00), 100_00),
            (30, (0, 100_00, 100_00, 100_00), 100_00),
            (31, (0, 0, 100_00, 100_00), 200_00),
            (60, (0, 0, 100_00, 100_00), 200_00),
            (365, (0, 0, 0, 0), 400_00),
        ],
    )
    def test_income(self, days: int, row: tuple[int, ...], left: int) -> None:
        found = invoiced(days)
        assert found.rows.get(CashKind.TRAINING, (0, 0, 0, 0)) == row
        assert found.after.get(CashKind.TRAINING, 0) == left

    def test_vat_comes_with_the_payment(self) -> None:
        found = invoiced(30, vat_bp=2_500)
        assert found.rows[CashKind.TRAINING] == (0, 125_00, 125_00, 125_00)

    def test_purchases_with_their_vat_later_too(self) -> None:
        plan = model(3, fixed=(FixedCost(1, "El", "K30", 40_00, terms_days=31),))
        found = cash(plan, [part(Part.FIXED, "K30", [-40_00] * 3)])
        assert found.rows[CashKind.PURCHASES] == (0, 0, -50_00)
        assert found.after[CashKind.PURCHASES] == -100_00

    def test_other_income_on_a_schedule_lies_among_what_comes_in(self) -> None:
        plan = model(2, fixed=(FixedCost(1, "Hyresgäst", "I70", 10_00, terms_days=0),))
        found = cash(plan, [part(Part.FIXED, "I70", [10_00, 10_00])])
        assert found.rows[CashKind.OTHER_IN] == (12_50, 12_50)

    def test_goods_bought_have_terms_of_their_own(self) -> None:
        sale = SalesStream(1, "Café", 1, 1, vat_bp=1_200, cost_vat_bp=600, cost_terms_days=0)
        plan = model(2, sales=(sale,))
        found = cash(
            plan,
            [part(Part.SALES, "I20", [100_00, 0]), part(Part.GOODS, "K10", [-50_00, 0])],
        )
        assert found.rows[CashKind.SALES] == (112_00, 0)
        assert found.rows[CashKind.GOODS] == (-53_00, 0)
        assert found.after[CashKind.VAT] == -9_00


class TestPay:
    """Net pay the same month; tax, fees and pensions the month after."""

    def test_pay_of_100_kr_at_24_per_cent(self) -> None:
        row = StaffRow(1, StaffRole.SUPERVISOR, "Handledare", 10_000, 1)
        found = cash(
            model(2, staff=(row,)),
            [
                part(Part.PAY, "K41", [-100_00, 0]),
                part(Part.FEES, "K43", [-31_42, 0]),
                part(Part.PENSION, "K42", [-4_50, 0]),
            ],
        )
        assert found.rows == {
            CashKind.NET_PAY: (-76_00, 0),
            CashKind.PAYROLL_TAX: (0, -55_42),
            CashKind.PENSIONS: (0, -4_50),
        }

    def test_a_share_of_tax_is_rounded_once(self) -> None:
        """33,33 kr at 30 %: 9,999 -> 10,00; net 23,33."""
        row = StaffRow(1, StaffRole.OTHER, "x", 10_000, 1)
        plan = model(2, staff=(row,), premises=Premises(0, payroll_tax_bp=3_000))
        found = cash(plan, [part(Part.PAY, "K40", [-33_33, 0])])
        assert found.rows[CashKind.NET_PAY] == (-23_33, 0)
        assert found.rows[CashKind.PAYROLL_TAX] == (0, -10_00)

    def test_illness_costs_at_once(self) -> None:
        external = cash(model(1), [part(Part.SICK, "K37", [-10_00], driver_id=0)])
        assert external.rows == {CashKind.PURCHASES: (-10_00,)}
        employed = cash(model(1), [part(Part.SICK, "K41", [-10_00], driver_id=0)])
        assert employed.rows == {CashKind.NET_PAY: (-10_00,)}


class TestVat:
    """VAT per period, paid in the second month after."""

    def sold(self, plan: PlanModel) -> tuple[tuple[int, ...], int]:
        """100 kr + 25 % in each month: VAT 25 kr a month."""
        count = len(plan.months)
        found = cash(plan, [part(Part.SALES, "I20", [100_00] * count)])
        return found.rows.get(CashKind.VAT, (0,) * count), found.after.get(CashKind.VAT, 0)

    def plan(
        self,
        period: VatPeriod,
        count: int,
        first: Month = JANUARY,
        **given: Any,  # noqa: ANN401 - any field
    ) -> PlanModel:
        sale = SalesStream(1, "a", 1, 1)
        return model(count, first, sales=(sale,), premises=Premises(0, vat_period=period), **given)

    def test_by_month(self) -> None:
        row, left = self.sold(self.plan(VatPeriod.MONTH, 5))
        assert row == (0, 0, -25_00, -25_00, -25_00)
        assert left == -50_00

    def test_by_quarter_q1_in_may_q2_in_august(self) -> None:
        row, left = self.sold(self.plan(VatPeriod.QUARTER, 12))
        assert [at for at, ore in enumerate(row) if ore] == [4, 7, 10]
        assert set(row) == {0, -75_00}
        assert left == -75_00

    def test_a_plan_that_begins_inside_a_quarter_pays_its_own_months_of_it(self) -> None:
        """From February: Q1 holds two of its months, paid in May; Q4 ends after the plan."""
        row, left = self.sold(self.plan(VatPeriod.QUARTER, 12, Month(2026, 2)))
        assert row[3] == -50_00
        assert sum(row) + left == -300_00
        assert left == -(75_00 + 25_00)

    def test_a_broken_year_keeps_calendar_quarters(self) -> None:
        """September 2026 is alone in its quarter (November), then October to December (Feb)."""
        row, _left = self.sold(self.plan(VatPeriod.QUARTER, 12, Month(2026, 9)))
        assert row[:6] == (0, 0, -25_00, 0, 0, -75_00)

    def test_by_year_in_the_second_month_after_the_fiscal_year(self) -> None:
        ends = (Month(2026, 12), Month(2027, 12))
        row, left = self.sold(self.plan(VatPeriod.YEAR, 24, year_ends=ends))
        assert [(at, ore) for at, ore in enumerate(row) if ore] == [(13, -300_00)]
        assert left == -300_00

    def test_a_year_of_sixteen_months_is_one_period(self) -> None:
        """March 2026 to June 2027, then a year of twelve: 16 × 25 = 400 kr in August 2027."""
        ends = (Month(2027, 6), Month(2028, 6))
        row, left = self.sold(self.plan(VatPeriod.YEAR, 28, Month(2026, 3), year_ends=ends))
        assert [(at, ore) for at, ore in enumerate(row) if ore] == [(17, -400_00)]
        assert left == -300_00

    def test_one_year_needs_no_year_ends(self) -> None:
        row, left = self.sold(self.plan(VatPeriod.YEAR, 12))
        assert (set(row), left) == ({0}, -300_00)

    def test_without_declaring_vat_there_is_none(self) -> None:
        plan = self.plan(VatPeriod.NONE, 4)
        found = cash(plan, [part(Part.SALES, "I20", [100_00] * 4)])
        assert found.rows == {CashKind.SALES: (100_00,) * 4}
        assert found.after == {}

    def test_more_bought_than_sold_comes_back(self) -> None:
        plan = model(
            5,
            investments=(Investment(1, "Ugn", Month(2026, 2), 100_000_00, 60, terms_days=0),),
        )
        found = cash(plan)
        assert found.rows[CashKind.INVESTMENTS] == (0, -125_000_00, 0, 0, 0)
        assert found.rows[CashKind.VAT] == (0, 0, 0, 0, 25_000_00)
        assert found.balances == (0, -125_000_00, -125_000_00, -125_000_00, -100_000_00)

    def test_what_was_bought_before_the_plan_is_paid_by_carried_items_only(self) -> None:
        plan = model(2, investments=(Investment(1, "Ugn", Month(2025, 12), 1_00, 60),))
        assert cash(plan).rows == {}


class TestGrants:
    """120 kr over January to December, in a plan of the whole year or of a part of it."""

    def grant(self, paid: GrantPaid, delay: int, first: Month = JANUARY) -> Grant:
        return Grant(1, "ESF", "I60", 120_00, first, first.plus(11), paid, delay)

    def cash(self, grant: Grant, count: int = 12) -> Liquidity:
        plan = model(count, grants=(grant,))
        earned = [10_00 if grant.first <= month <= grant.last else 0 for month in plan.months]
        return cash(plan, [part(Part.GRANT, "I60", earned)])

    def test_in_advance(self) -> None:
        found = self.cash(self.grant(GrantPaid.ADVANCE, 0), 6)
        assert found.rows[CashKind.GRANTS] == (120_00, 0, 0, 0, 0, 0)
        assert found.after[CashKind.GRANTS] == -60_00

    def test_monthly_three_months_later(self) -> None:
        found = self.cash(self.grant(GrantPaid.MONTHLY, 3))
        assert found.rows[CashKind.GRANTS] == (0, 0, 0, *(10_00,) * 9)
        assert found.after[CashKind.GRANTS] == 30_00

    def test_in_arrears(self) -> None:
        found = self.cash(self.grant(GrantPaid.ARREARS, 2), 14)
        assert found.rows[CashKind.GRANTS] == (*(0,) * 13, 120_00)
        assert found.after == {}

    def test_what_was_earned_before_the_plan_comes_by_its_dates(self) -> None:
        """July 2025 to June 2026, three months later: October to December come in the plan."""
        found = self.cash(self.grant(GrantPaid.MONTHLY, 3, Month(2025, 7)))
        assert found.rows[CashKind.GRANTS] == (*(10_00,) * 9, 0, 0, 0)
        assert found.before[CashKind.GRANTS] == 30_00
        assert found.after == {}

    def test_paid_ahead_before_the_plan(self) -> None:
        found = self.cash(self.grant(GrantPaid.ADVANCE, 0, Month(2025, 7)))
        assert CashKind.GRANTS not in found.rows
        assert found.before[CashKind.GRANTS] == -60_00

    def test_what_is_typed_over_a_grant_is_paid_the_same_month(self) -> None:
        plan = model(12, grants=(self.grant(GrantPaid.ARREARS, 6),))
        over = [15_00, *(10_00,) * 11]
        found = cash(plan, [part(Part.GRANT, "I60", [10_00] * 12)], {"I60": over})
        assert found.rows[CashKind.GRANTS] == (5_00, *(0,) * 11)


class TestLoans:
    """What comes in, what is paid back."""

    def test_straight(self) -> None:
        loan = Loan(1, "Mikrofonden", Month(2026, 2), 100_00, 600, 3)
        found = cash(
            model(6, loans=(loan,)), [part(Part.INTEREST, "F20", [0, 0, -50, -33, -17, 0])]
        )
        assert found.rows[CashKind.LOANS_IN] == (0, 100_00, 0, 0, 0, 0)
        assert found.rows[CashKind.AMORTISATION] == (0, 0, -33_34, -33_33, -33_33, 0)
        assert found.rows[CashKind.INTEREST] == (0, 0, -50, -33, -17, 0)

    def test_a_loan_before_the_plan_only_pays_back(self) -> None:
        """Paid out in November 2025, ten payments: the second falls in January."""
        loan = Loan(1, "x", Month(2025, 11), 100_00, 0, 10)
        found = cash(model(12, loans=(loan,)))
        assert CashKind.LOANS_IN not in found.rows
        assert found.rows[CashKind.AMORTISATION] == (*(-10_00,) * 9, 0, 0, 0)

    def test_an_annuity_is_settled_by_its_last_payment(self) -> None:
        loan = Loan(1, "x", JANUARY, 100_000_00, 1200, 12, LoanKind.ANNUITY)
        found = cash(model(13, loans=(loan,)))
        assert sum(found.rows[CashKind.AMORTISATION]) == -100_000_00
        assert found.rows[CashKind.AMORTISATION][1] == -(8_884_88 - 1_000_00)


class TestTypedOver:
    """Overrides are paid like the drivers of their line; whole typed lines by their nature."""

    def test_the_difference_follows_the_line_s_drivers_by_size(self) -> None:
        streams = (
            TrainingStream(1, "a", 1, 1, 1, terms_days=0),
            TrainingStream(2, "b", 1, 1, 1, terms_days=60),
        )
        plan = model(3, streams=streams)
        components = [
            part(Part.TRAINING, "I10", [30_00, 30_00, 30_00], 1),
            part(Part.TRAINING, "I10", [10_00, 10_00, 10_00], 2),
        ]
        found = cash(plan, components, {"I10": [80_00, 40_00, 40_00]})
        assert found.rows[CashKind.TRAINING] == (60_00, 30_00, 50_00)

    def test_months_without_any_driver_share_evenly(self) -> None:
        sale = SalesStream(1, "a", 1, 1, vat_bp=0, cost_vat_bp=0, terms_days=30)
        plan = model(2, sales=(sale,))
        found = cash(plan, [part(Part.SALES, "I20", [0, 0])], {"I20": [7_00, 0]})
        assert found.rows[CashKind.SALES] == (0, 7_00)

    @pytest.mark.parametrize(
        ("code", "ore", "rows"),
        [
            ("I10", 100_00, {CashKind.TRAINING: (0, 100_00)}),
            ("I20", 100_00, {CashKind.SALES: (0, 125_00)}),
            ("I40", 100_00, {CashKind.SUBSIDIES: (0, 100_00)}),
            ("K20", -100_00, {CashKind.PURCHASES: (-100_00, 0)}),
            ("K33", -100_00, {CashKind.PURCHASES: (0, -125_00)}),
            ("K34", -100_00, {CashKind.PURCHASES: (0, -100_00)}),
            ("K41", -100_00, {CashKind.NET_PAY: (-76_00, 0), CashKind.PAYROLL_TAX: (0, -24_00)}),
            ("K43", -100_00, {CashKind.PAYROLL_TAX: (0, -100_00)}),
            ("K50", -100_00, {}),
            ("K11", -100_00, {}),
            ("F20", -100_00, {CashKind.INTEREST: (-100_00, 0)}),
            ("F40", -100_00, {CashKind.COMPANY_TAX: (-100_00, 0)}),
            ("E1", -100_00, {CashKind.PURCHASES: (0, -125_00)}),
            ("E2", -100_00, {CashKind.NET_PAY: (-76_00, 0), CashKind.PAYROLL_TAX: (0, -24_00)}),
        ],
    )
    def test_lines_without_drivers(
        self, code: str, ore: int, rows: dict[CashKind, tuple[int, ...]]
    ) -> None:
        plan = model(2, bases={"E2": "K41"})
        assert cash(plan, typed={code: [ore, 0]}).rows == rows

    def test_depreciation_costs_no_money(self) -> None:
        assert cash(model(1), [part(Part.DEPRECIATION, "K50", [-10_00])]).rows == {}


class TestCarried:
    """What was on its way, as typed."""

    def test_in_its_month_and_nowhere_outside_the_plan(self) -> None:
        items = (
            CashItem(1, Month(2026, 2), 40_00, "Kundfordringar"),
            CashItem(2, Month(2026, 2), -15_00, "Leverantörer"),
            CashItem(3, Month(2025, 12), 99_00, "Före"),
            CashItem(4, Month(2027, 1), 99_00, "Efter"),
        )
        found = cash(model(3, cash_items=items))
        assert found.rows == {CashKind.CARRIED: (0, 25_00, 0)}

    def test_the_earlier_of_two_lowest_months(self) -> None:
        assert cash(model(3)).lowest == (JANUARY, 0)


def test_the_annuity_in_the_books() -> None:
    """100 000 kr at 12 %, twelve months: 8 884,88 kr each (1 % × 1,01^12 / (1,01^12 - 1))."""
    grown = Fraction(101, 100) ** 12
    exact = 100_000_00 * Fraction(1, 100) * grown / (grown - 1)
    assert round(exact) == 8_884_88

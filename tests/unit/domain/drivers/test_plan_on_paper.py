"""Blocks of the liquidity budget, several plans' cash in a row, capital need, sensitivity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.codes import PriceUnit
from asfdesk.domain.drivers.capital_need import capital_need
from asfdesk.domain.drivers.cash_blocks import (
    CashBlock,
    block_of,
    block_sums,
    cash_ahead,
    opening_of,
)
from asfdesk.domain.drivers.costs import FixedCost, Investment, Loan
from asfdesk.domain.drivers.premises import Premises, VatPeriod
from asfdesk.domain.drivers.result import CashKind, Liquidity
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.sensitivity import CaseKey, sensitivity
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.drivers.whole_plan import whole_plan
from asfdesk.domain.period import Month
from asfdesk.domain.planning.month_budget import (
    budget_rows,
    in_kronor,
    lines_in_kronor,
    month_budget,
)
from tests.unit.domain.drivers.cash_cases import JANUARY, model, months

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KR = 100


def cash(
    opening: int,
    rows: Mapping[CashKind, Sequence[int]],
    first: Month = JANUARY,
    limit: int = 0,
) -> Liquidity:
    """A liquidity budget from whole kronor."""
    count = len(next(iter(rows.values())))
    balances, now = [], opening
    for at in range(count):
        now += sum(row[at] for row in rows.values())
        balances.append(now * KR)
    return Liquidity(
        months(count, first),
        opening * KR,
        {kind: tuple(ore * KR for ore in row) for kind, row in rows.items()},
        tuple(balances),
        limit * KR,
        after={CashKind.TRAINING: 7 * KR},
    )


def test_every_row_has_one_block() -> None:
    assert {kind for kind in CashKind if block_of(kind) is CashBlock.INVESTMENTS} == {
        CashKind.INVESTMENTS
    }
    assert {kind for kind in CashKind if block_of(kind) is CashBlock.FINANCING} == {
        CashKind.LOANS_IN,
        CashKind.AMORTISATION,
    }
    found = cash(0, {CashKind.SALES: (5, 6), CashKind.GOODS: (-1, -2), CashKind.LOANS_IN: (9, 0)})
    assert block_sums(found, CashBlock.OPERATIONS) == (400, 400)
    assert block_sums(found, CashBlock.INVESTMENTS) == (0, 0)
    assert block_sums(found, CashBlock.FINANCING) == (900, 0)


def test_the_rest_of_one_plan_and_all_of_the_next_go_on_from_the_bank() -> None:
    this = cash(100, {CashKind.SALES: (10, 20, 30), CashKind.GOODS: (-5, -5, -5)}, limit=50)
    after = cash(140, {CashKind.SALES: (7, 8)}, Month(2026, 4), limit=80)
    assert opening_of(this, Month(2026, 3)) == 120 * KR
    ahead = cash_ahead([(this, this.months[2:]), (after, after.months)], 200 * KR)
    assert ahead.months == (Month(2026, 3), Month(2026, 4), Month(2026, 5))
    assert ahead.opening_ore == 200 * KR
    assert ahead.balances == (225 * KR, 232 * KR, 240 * KR)
    assert ahead.rows[CashKind.GOODS] == (-500, 0, 0)
    assert ahead.credit_limit_ore == 80 * KR
    assert ahead.after == {CashKind.TRAINING: 700}
    as_planned = cash_ahead([(this, this.months[1:2])])
    assert (as_planned.opening_ore, as_planned.balances) == (105 * KR, (120 * KR,))
    assert as_planned.after == {}


def test_capital_need_is_what_is_tied_up_at_the_low_point() -> None:
    """40 000 + 10 000 VAT for an oven, 15 000 to start, and pay before income: by hand.

    Operations: -15 000 - 20 000, then -20 000, then +60 000. After February 105 000 is out.
    """
    plan = model(
        3,
        premises=Premises(opening_ore=30_000_00, credit_limit_ore=20_000_00),
        fixed=(
            FixedCost(1, "Lansering", "K32", 15_000_00, every_months=0),
            FixedCost(2, "Hyra", "K20", 20_000_00),
            FixedCost(3, "Senare", "K32", 9_000_00, every_months=0, first=Month(2026, 3)),
            FixedCost(4, "Gåva", "I80", 5_000_00, every_months=0),
        ),
        costs_typed_positive=frozenset({"K20", "K32"}),
    )
    budget = cash(
        30_000,
        {
            CashKind.PURCHASES: (-35_000, -20_000, 60_000),
            CashKind.INVESTMENTS: (0, -50_000, 0),
            CashKind.LOANS_IN: (60_000, 0, 0),
            CashKind.AMORTISATION: (0, -1_000, -1_000),
        },
        limit=20_000,
    )
    need = capital_need(plan, budget)
    assert need is not None
    assert need.month == Month(2026, 2)
    assert (need.investments_ore, need.start_ore) == (50_000_00, 15_000_00)
    assert need.working_ore == 40_000_00
    assert need.need_ore == 105_000_00
    assert (need.opening_ore, need.loans_ore, need.repaid_ore) == (30_000_00, 60_000_00, 1_000_00)
    assert need.financing_ore == 89_000_00
    assert need.left_ore == -16_000_00 == budget.balances[1]


def test_no_capital_is_needed_where_operations_always_give() -> None:
    assert capital_need(model(2), cash(0, {CashKind.SALES: (1, 1)})) is None


def _plan(**given: Any) -> tuple[dict[CaseKey, tuple[int, ...]], dict[CaseKey, str]]:  # noqa: ANN401 - any field
    premises = Premises(opening_ore=0, vat_period=VatPeriod.NONE)
    found = sensitivity(model(2, premises=premises, **given))
    return {one.key: one.years for one in found}, {one.key: one.payer for one in found}


def test_cases_and_shocks_by_hand() -> None:
    """Two months of 20 days: 10 places × 80 % × 100 kr and a fixed sum of 12 000 kr a year.

    10 × 20 × 0,8 × 100 = 16 000 a month, with 1 000 of the sum 17 000; sales 1 200 × 10 kr a
    year, 1 000 a month; rent 5 000. Result 13 000 a month, 26 000.
    """
    streams = (
        TrainingStream(1, "Lillby", 10_000, 8_000, 100_00),
        TrainingStream(2, "Storby", 1_000, 10_000, 12_000_00, unit=PriceUnit.LUMP_SUM),
    )
    years, payers = _plan(
        streams=streams,
        sales=(SalesStream(1, "Kafé", 1_200_000, 10_00),),
        fixed=(FixedCost(1, "Hyra", "K20", 5_000_00),),
        costs_typed_positive=frozenset({"K20"}),
    )
    assert years == {
        CaseKey.NORMAL: (26_000_00,),
        CaseKey.CAUTIOUS: (26_000_00 - 3_200_00 - 200_00,),
        CaseKey.OPTIMISTIC: (26_000_00 + 3_200_00 + 200_00,),
        CaseKey.FEWER_PLACES: (26_000_00 - 6_400_00,),
        CaseKey.LOWER_PRICE: (26_000_00 - 1_600_00 - 100_00,),
        CaseKey.PAYER_LOST: (26_000_00 - 32_000_00,),
        CaseKey.LATER_PAYMENT: (26_000_00,),
    }
    assert payers[CaseKey.PAYER_LOST] == "Lillby"


def test_streams_to_one_buyer_are_one_payer_and_a_sum_is_lost_too() -> None:
    streams = (
        TrainingStream(1, "Lillby", 10_000, 8_000, 100_00),
        TrainingStream(2, "Storby fast", 1_000, 10_000, 120_000_00, PriceUnit.LUMP_SUM, buyer_id=9),
        TrainingStream(3, "Storby dag", 5_000, 8_000, 100_00, buyer_id=9),
    )
    years, payers = _plan(streams=streams)
    assert payers[CaseKey.PAYER_LOST] == "Storby fast + Storby dag"
    assert years[CaseKey.NORMAL] == ((16_000_00 + 10_000_00 + 8_000_00) * 2,)
    assert years[CaseKey.PAYER_LOST] == (32_000_00,)


def test_a_plan_without_sales_has_only_the_cases() -> None:
    years, _payers = _plan()
    assert list(years) == [CaseKey.CAUTIOUS, CaseKey.NORMAL, CaseKey.OPTIMISTIC]


def test_payment_later_moves_cash_and_not_the_result() -> None:
    plan = model(3, streams=(TrainingStream(1, "Lillby", 10_000, 8_000, 100_00, terms_days=0),))
    by_key = {one.key: one for one in sensitivity(plan)}
    later, normal = by_key[CaseKey.LATER_PAYMENT].cash, by_key[CaseKey.NORMAL].cash
    assert normal is not None
    assert later is not None
    assert [ore // KR for ore in normal.balances] == [16_000, 32_000, 48_000]
    assert [ore // KR for ore in later.balances] == [0, 16_000, 32_000]


def test_the_need_is_the_balance_of_a_computed_plan() -> None:
    plan = model(
        12,
        premises=Premises(opening_ore=10_000_00),
        sales=(SalesStream(1, "Kafé", 12_000_000, 10_00, terms_days=60),),
        fixed=(FixedCost(1, "Hyra", "K20", 5_000_00, vat_bp=0, terms_days=0),),
        investments=(Investment(1, "Ugn", Month(2026, 2), 40_000_00, 60),),
        loans=(Loan(1, "Lån", Month(2026, 2), 24_000_00, 600, 24),),
        costs_typed_positive=frozenset({"K20"}),
    )
    budget = whole_plan(plan).liquidity
    assert budget is not None
    need = capital_need(plan, budget)
    assert need is not None
    assert need.left_ore == budget.balances[budget.months.index(need.month)]


@pytest.mark.parametrize(("booked", "sales"), [(0, (7, 7, 7)), (2, (1, 2, 7)), (3, (1, 2, 3))])
def test_booked_months_first_then_planned(booked: int, sales: tuple[int, ...]) -> None:
    span = months(3)
    actual = {"I20": dict(zip(span, (1_00, 2_00, 3_00), strict=True)), "": {span[0]: 5_00}}
    planned = {"I20": dict.fromkeys(span, 7_00), "K20": {span[2]: -4_00}}
    budget = month_budget("2026", span, (booked, actual), planned)
    assert budget.lines["I20"] == tuple(one * 100 for one in sales)
    kronor = sum(sales) + (5 if booked else 0) - (4 if booked < 3 else 0)
    assert budget.result == kronor * 100


def test_what_is_shown_in_whole_kronor_adds_up() -> None:
    """Booked 10,40 + 10,40 - 5,30 = 15,50 and planned 10,40 + 10,40 - 5,30 = 15,50: 31,00 in all.

    The first of the equal results gets the krona: 16 and 15. Within 16 the lines 20,80 and -5,30
    are 21 and -5 (the larger remainder is that of 20,80, then of -5,30 = -6 + 0,70); within 15
    they are 21 and -6.
    """
    span = months(4)
    amounts = {"I20": dict.fromkeys(span, 10_40), "K20": {span[0]: -5_30, span[2]: -5_30}}
    budget = in_kronor(month_budget("2026", span, (2, amounts), amounts))
    assert budget.lines["I20"] == (11_00, 10_00, 11_00, 10_00)
    assert budget.lines["K20"] == (-5_00, 0, -6_00, 0)
    assert (budget.amount(budget.lines, range(2)), budget.result) == (16_00, 31_00)
    assert lines_in_kronor({"I20": 20_80, "K20": -5_30}) == {"I20": 21_00, "K20": -5_00}


def test_a_line_that_cancels_itself_has_a_row_all_the_same() -> None:

    span = months(2)
    budget = month_budget("2026", span, (0, {}), {"K11": {span[0]: 500, span[1]: -500}})
    rows = budget_rows(DEFAULT_LINES, [budget])
    assert [row.codes for row in rows] == [("K11",), ("K11",), ("K11",)]

"""Nothing is lost in cash month by month: plans of every kind of driver, made by chance."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.drivers.costs import (
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
from tests.unit.domain.drivers.cash_cases import model, months, part, result

if TYPE_CHECKING:
    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.result import PlanResult
SIX = 6


def random_plan(chance: Random) -> tuple[PlanModel, PlanResult]:
    """A plan of every kind of driver, with amounts that hardly divide."""
    count = chance.choice([6, 12, 16, 24, 36])
    first = Month(2026, chance.randint(1, 12))
    ids = range(1, chance.randint(2, 4))

    def amounts(sign: int) -> list[int]:
        return [sign * chance.randint(0, 9_999_99) for _ in range(count)]

    def days() -> int:
        return chance.choice([0, 10, 30, 31, 45, 60, 90])

    grants = tuple(
        Grant(
            one,
            "g",
            "I60",
            chance.randint(1, 9_999_99),
            first.plus(chance.randint(-8, count)),
            first.plus(chance.randint(count, count + 9)),
            chance.choice(list(GrantPaid)),
            chance.randint(0, 6),
        )
        for one in ids
    )
    plan = model(
        count,
        first,
        premises=Premises(
            chance.randint(-9_999, 9_999_99),
            payroll_tax_bp=chance.randint(0, 4_000),
            vat_period=chance.choice(list(VatPeriod)),
        ),
        streams=tuple(
            TrainingStream(one, "s", 1, 1, 1, vat_bp=chance.choice([0, 2500]), terms_days=days())
            for one in ids
        ),
        sales=tuple(
            SalesStream(one, "v", 1, 1, terms_days=days(), cost_terms_days=days()) for one in ids
        ),
        staff=tuple(StaffRow(one, StaffRole.OTHER, "p", 1, 1) for one in ids),
        grants=grants,
        investments=tuple(
            Investment(
                one,
                "i",
                first.plus(chance.randint(-2, count + 2)),
                chance.randint(1, 9_999_99),
                36,
                terms_days=days(),
            )
            for one in ids
        ),
        loans=tuple(
            Loan(
                one,
                "l",
                first.plus(chance.randint(-9, count)),
                chance.randint(1, 9_999_99),
                777,
                chance.randint(3, 40),
                chance.choice(list(LoanKind)),
                chance.randint(0, 2),
            )
            for one in ids
        ),
        cash_items=tuple(
            CashItem(one, first.plus(chance.randint(0, count - 1)), chance.randint(-99, 99), "c")
            for one in ids
        ),
    )
    components = [
        part(kind, line, amounts(sign), one)
        for kind, line, sign in (
            (Part.TRAINING, "I10", 1),
            (Part.SALES, "I20", 1),
            (Part.GOODS, "K10", -1),
            (Part.PAY, "K41", -1),
            (Part.FEES, "K43", -1),
            (Part.DEPRECIATION, "K50", -1),
            (Part.INTEREST, "F20", -1),
        )
        for one in ids
    ]
    components += [
        part(Part.GRANT, "I60", [parts_of(grant).get(month, 0) for month in plan.months], grant.id)
        for grant in grants
    ]
    typed = {
        "I10": amounts(1),
        "K41": amounts(-1),
        "I60": amounts(1),
        "K30": amounts(-1),
        "K40": amounts(-1),
    }
    return plan, result(plan, components, typed)


def parts_of(grant: Grant) -> dict[Month, int]:
    """Its amount over its months, the odd öre on the first ones (finance.md §9.1)."""
    span = months(400, grant.first)
    own = [month for month in span if month <= grant.last]
    each, over = divmod(grant.amount_ore, len(own))
    return {month: each + (at < over) for at, month in enumerate(own)}


@pytest.mark.parametrize("seed", range(60))
def test_opening_plus_everything_is_closing(seed: int) -> None:
    """Opening + result + what costs no money + outside the result = closing + on its way."""
    plan, computed = random_plan(Random(seed))  # noqa: S311 - cases, not secrets
    found = liquidity(plan, computed)
    assert found is not None
    depreciation = sum(computed.lines["K50"])
    outside = sum(
        sum(found.rows.get(kind, ()))
        for kind in (CashKind.LOANS_IN, CashKind.AMORTISATION, CashKind.CARRIED)
    )
    bought = sum(one.amount_ore for one in plan.investments if one.month in plan.months)
    assert found.opening_ore + sum(computed.result) - depreciation - bought + outside + sum(
        found.before.values()
    ) == found.balances[-1] + sum(found.after.values())


@pytest.mark.parametrize("seed", range(10))
def test_a_balance_is_the_one_before_and_the_month_s_rows(seed: int) -> None:
    found = liquidity(*random_plan(Random(seed)))  # noqa: S311 - cases, not secrets
    assert found is not None
    before = found.opening_ore
    for at, balance in enumerate(found.balances):
        assert balance == before + sum(row[at] for row in found.rows.values())
        before = balance

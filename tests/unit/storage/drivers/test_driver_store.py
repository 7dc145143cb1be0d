"""What plans are made from, in the file: every kind comes back as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import PayerKind, PriceBasis, PriceUnit
from asfdesk.domain.drivers.costs import FixedCost, Grant, GrantPaid, Investment, Loan, LoanKind
from asfdesk.domain.drivers.kinds import KINDS
from asfdesk.domain.drivers.parameters import Parameter, ParameterKey
from asfdesk.domain.drivers.premises import CashItem, Premises, VatPeriod
from asfdesk.domain.drivers.sales import SalesChange, SalesStream
from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.domain.period import Month
from asfdesk.domain.plan import Plan, PlanKind
from tests.bookroom import add_year

if TYPE_CHECKING:
    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.services.session import WriteSession

JANUARY, MAY, DECEMBER = Month(2026, 1), Month(2026, 5), Month(2026, 12)
STREAM = TrainingStream(
    1, "Lillby", 12_500, 8_500, 320_00, PriceUnit.HOUR, PriceBasis.BOOKED, PayerKind.REGION,
    None, JANUARY, DECEMBER, 400, 2500, 45, "I10", "P25",
    (StreamChange(MAY, 10_000, 8_000, 330_00),), seeded=True,
)  # fmt: skip
SALE = SalesStream(
    1, "Café", 18_000_000, 75_00, 3_600, (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), JANUARY, DECEMBER,
    1200, 5, 600, 20, "I20", "K11", "P1", (SalesChange(MAY, 20_000_000, 76_00),), seeded=True,
)  # fmt: skip
STAFF = StaffRow(
    1, StaffRole.SUBSIDISED, "Medarbetare", 20_000, 26_000_00, 1970, JANUARY, DECEMBER, 1200, 450,
    48, 250, 4,
    Subsidy(SubsidyKind.WAGE_SUBSIDY, 6_000, 19_000_00, with_premiums=True, first=JANUARY,
            last=MAY, delay_months=2, line_code="I50"),
    "K41", "P2", seeded=True,
)  # fmt: skip
COST = FixedCost(1, "Hyra", "K20", 27_500_00, 3, JANUARY, DECEMBER, 200, 0, 10, "P3", seeded=True)
GRANT = Grant(1, "ESF", "I60", 600_000_00, JANUARY, Month(2027, 6), GrantPaid.ARREARS, 4, "P4")
INVESTMENT = Investment(1, "Ugn", MAY, 72_000_00, 72, 1200, 10, "K50")
LOAN = Loan(1, "Lån", MAY, 200_000_00, 650, 60, LoanKind.ANNUITY, 6, "F20")
CASH = CashItem(1, JANUARY, -87_000_00, "Skatt för december")
EVERY: tuple[Driver, ...] = (STREAM, SALE, STAFF, COST, GRANT, INVESTMENT, LOAN, CASH)


@pytest.fixture
def plans(session: WriteSession) -> tuple[int, int]:
    """Two empty plans."""
    year_id = add_year(session)
    with session.writer.action("plan.add", ("plan",)):
        session.plans.seed_lines()
        made = [session.plans.add_plan(Plan(0, year_id, PlanKind.BUDGET, name, 1)) for name in "AB"]
    return made[0], made[1]


def test_every_kind_comes_back_as_it_was(session: WriteSession, plans: tuple[int, int]) -> None:
    plan, other = plans
    with session.writer.action("plan.add", ("plan",)):
        for driver in EVERY:
            assert session.drivers.add(plan, replace(driver, id=0)) == 1
    assert tuple(one for kind in KINDS for one in session.drivers.of_kind(plan, kind)) == EVERY
    assert all(session.drivers.of_kind(other, kind) == () for kind in KINDS)


def test_a_change_writes_parts_anew_and_undo_brings_them_back(
    session: WriteSession, plans: tuple[int, int]
) -> None:
    plan, _other = plans
    with session.writer.action("plan.add", ("plan",)):
        session.drivers.add(plan, STREAM)
        session.drivers.add(plan, SALE)
    changed = replace(STREAM, name="Storby", changes=())
    even = replace(SALE, season=(1,) * 12, changes=())
    with session.writer.action("plan.change", ("plan",)):
        session.drivers.change(changed)
        session.drivers.change(even)
    assert session.drivers.streams(plan) == (changed,)
    assert session.drivers.sales(plan) == (even,)
    session.writer.undo()
    assert (session.drivers.streams(plan), session.drivers.sales(plan)) == ((STREAM,), (SALE,))


def test_rows_stand_in_the_order_they_are_put(
    session: WriteSession, plans: tuple[int, int]
) -> None:
    plan, _other = plans
    with session.writer.action("plan.add", ("plan",)):
        ids = [session.drivers.add(plan, replace(COST, name=name)) for name in "abc"]
        session.drivers.put_in_order(FixedCost, [ids[2], ids[0], ids[1]])
        session.drivers.add(plan, replace(COST, name="d"))
    assert [one.name for one in session.drivers.fixed(plan)] == ["c", "a", "b", "d"]


def test_a_copy_is_struck_by_its_own_shocks(session: WriteSession, plans: tuple[int, int]) -> None:
    plan, other = plans
    with session.writer.action("plan.add", ("plan",)):
        session.drivers.add(plan, replace(STREAM, name="första"))
        second = session.drivers.add(plan, STREAM)
        session.drivers.add(plan, Shock(ShockDriver.PRICE, 9_500, first=MAY, target_id=second))
        session.drivers.add(plan, Shock(ShockDriver.SICK, delta=300))
        session.drivers.put_premises(plan, Premises(1_00, ratio_milli=6_000))
        copies = session.drivers.copy_all(plan, other)
    assert copies == {(TrainingStream, 1): 3, (TrainingStream, 2): 4}
    assert [one.name for one in session.drivers.streams(other)] == ["första", "Lillby"]
    assert [(one.target_id, one.factor_bp, one.delta) for one in session.drivers.shocks(other)] == [
        (4, 9_500, 0), (None, None, 300),
    ]  # fmt: skip
    assert session.drivers.premises(other) == Premises(1_00, ratio_milli=6_000)


def test_taking_all_away_leaves_the_other_plan_alone(
    session: WriteSession, plans: tuple[int, int]
) -> None:
    plan, other = plans
    with session.writer.action("plan.add", ("plan",)):
        for one in plans:
            for driver in EVERY:
                session.drivers.add(one, driver)
        session.drivers.put_premises(plan, Premises(5, vat_period=VatPeriod.YEAR))
        session.drivers.remove_all(plan)
    assert all(session.drivers.of_kind(plan, kind) == () for kind in KINDS)
    assert session.drivers.premises(plan) == Premises()
    assert [len(session.drivers.of_kind(other, kind)) for kind in KINDS] == [1] * 8
    assert session.drivers.streams(other)[0].changes == STREAM.changes


def test_a_driver_that_goes_takes_the_shocks_that_struck_it_alone(
    session: WriteSession, plans: tuple[int, int]
) -> None:
    plan, _other = plans
    with session.writer.action("plan.add", ("plan",)):
        stream = session.drivers.add(plan, STREAM)
        session.drivers.add(plan, SALE)
        session.drivers.add(plan, Shock(ShockDriver.PRICE, 9_500, target_id=stream))
        session.drivers.add(plan, Shock(ShockDriver.SALES_PRICE, 9_500, target_id=1))
        session.drivers.add(plan, Shock(ShockDriver.PRICE, 9_000))
        session.drivers.remove_with_shocks(plan, replace(STREAM, id=stream))
    left = [(one.driver, one.target_id) for one in session.drivers.shocks(plan)]
    assert left == [(ShockDriver.SALES_PRICE, 1), (ShockDriver.PRICE, None)]


def test_parameters_and_bank_balances_are_put_and_taken_back(session: WriteSession) -> None:
    key, first = ParameterKey.EMPLOYER_FEE, date(2026, 1, 1)
    value = Parameter(key, 3_000, key.unit, first, date(2026, 12, 31), "Lag", date(2026, 1, 2))
    with session.writer.action("parameter.change", ("plan",)):
        session.parameters.put(value)
        session.parameters.put(replace(value, value=3_100))
        session.bank_balances.put(first, 5)
        session.bank_balances.put(first, -7)
        session.bank_balances.put(date(2025, 12, 31), 1)
    assert session.parameters.own() == (replace(value, value=3_100),)
    assert session.bank_balances.balances() == {date(2025, 12, 31): 1, first: -7}
    with session.writer.action("parameter.take_back", ("plan",)):
        session.parameters.remove(key, first)
        session.bank_balances.put(first, None)
    assert session.parameters.own() == ()
    assert session.bank_balances.balances() == {date(2025, 12, 31): 1}


def test_a_plan_keeps_the_parameters_that_were_frozen_with_it(
    session: WriteSession, plans: tuple[int, int]
) -> None:
    plan, other = plans
    key = ParameterKey.PRICE_BASE
    first = Parameter(key, 1, key.unit, date(2026, 1, 1), source="a", changed=True)
    later = Parameter(key, 2, key.unit, date(2027, 1, 1))
    with session.writer.action("plan.approve", ("plan",)):
        session.parameters.freeze(plan, [first], {Month(2026, 1): 20, Month(2026, 2): 19})
        session.parameters.freeze(plan, [later, first], {Month(2026, 1): 15})
    assert session.parameters.of_plan(plan) == (first, later)
    assert session.parameters.of_plan(other) == ()
    assert session.parameters.workdays_of_plan(plan) == {Month(2026, 1): 15}
    assert session.parameters.workdays_of_plan(other) == {}

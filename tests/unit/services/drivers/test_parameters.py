"""Rates and caps: shipped, changed, checked, taken back, and what a plan uses of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.drivers.parameters import ParameterKey
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.period import Month
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.services.drivers.bank_balances import set_bank_balance
from asfdesk.services.drivers.edit_drivers import add_driver
from asfdesk.services.drivers.parameters import (
    change_parameter,
    mark_checked,
    parameter_rows,
    take_back_parameter,
    unchecked_in_plan,
)
from asfdesk.services.drivers.plan_life import approve_plan
from asfdesk.services.drivers.plan_model import model_of
from asfdesk.services.drivers.used_rates import used_rates
from asfdesk.services.todo import todo
from tests.bookroom import add_plan, add_stream, add_year

if TYPE_CHECKING:
    from asfdesk.domain.drivers.parameters import Parameter
    from asfdesk.domain.plan import Plan
    from asfdesk.services.drivers.parameters import (
        ParameterRow,
    )
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 9)
FEE, PENSION = ParameterKey.EMPLOYER_FEE, ParameterKey.PENSION
FIRST = date(2025, 1, 1)
ROW = StaffRow(0, StaffRole.SUPERVISOR, "Handledare", 10_000, 31_000_00, holiday_bp=0)


def row_of(session: WriteSession, key: ParameterKey, first: date = FIRST) -> ParameterRow:
    return next(
        one
        for one in parameter_rows(session, TODAY)
        if (one.parameter.key, one.parameter.valid_from) == (key, first)
    )


def a_plan(session: WriteSession, *rows: StaffRow) -> Plan:
    plan_id = add_plan(session, add_year(session), {}, approved=False)
    add_stream(session, plan_id)
    for row in rows:
        add_driver(session, plan_id, row)
    plan = session.plans.plan(plan_id)
    assert plan is not None
    return plan


def test_the_shipped_values_are_listed_by_key_and_day(session: WriteSession) -> None:
    rows = parameter_rows(session, TODAY)
    assert len(rows) == len({(one.parameter.key, one.parameter.valid_from) for one in rows})
    assert next(one.parameter.key for one in rows) is FEE
    fee = row_of(session, FEE)
    assert (fee.parameter.value, fee.changed, fee.added, fee.holds) == (3_142, False, False, True)
    assert fee.checked_this_year
    assert not row_of(session, PENSION, date(2024, 1, 1)).checked_this_year


def test_a_change_stands_in_place_and_can_be_taken_back(session: WriteSession) -> None:
    before = row_of(session, FEE).parameter
    change_parameter(session, replace(before, value=3_000, source=" Ny lag "), TODAY)
    changed = row_of(session, FEE)
    assert (changed.parameter.value, changed.parameter.source) == (3_000, "Ny lag")
    assert changed.changed
    assert changed.shipped == before
    assert change_parameter(session, changed.parameter, TODAY) == frozenset()
    take_back_parameter(session, FEE, FIRST)
    assert row_of(session, FEE).parameter == before
    assert take_back_parameter(session, FEE, FIRST) == frozenset()


def test_a_later_value_stands_beside_and_holds_from_its_day(session: WriteSession) -> None:
    plan = a_plan(session, replace(ROW, pension_bp=0, insurance_bp=0))
    later = replace(row_of(session, FEE).parameter, value=2_142, valid_from=date(2026, 7, 1))
    change_parameter(session, later, TODAY)
    fees = session.plans.amounts(plan.id)["K43"]
    assert (fees[Month(2026, 6)], fees[Month(2026, 7)]) == (-974_020, -664_020)
    assert not row_of(session, FEE).holds
    added = row_of(session, FEE, date(2026, 7, 1))
    assert (added.added, added.holds, added.changed) == (True, True, True)
    session.writer.undo()
    assert session.plans.amounts(plan.id)["K43"][Month(2026, 7)] == -974_020


def test_checking_changes_nothing_but_the_day(session: WriteSession) -> None:
    first = date(2024, 1, 1)
    mark_checked(session, PENSION, first, TODAY)
    checked = row_of(session, PENSION, first)
    assert (checked.checked_this_year, checked.changed) == (True, False)
    assert mark_checked(session, PENSION, first, TODAY) == frozenset()
    next_year = parameter_rows(session, date(2027, 1, 1))
    assert not any(one.checked_this_year for one in next_year)
    with pytest.raises(RefusedError):
        mark_checked(session, PENSION, date(1999, 1, 1), TODAY)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": -1}, "value"),
        ({"value": 100_001}, "value"),
        ({"source": "  "}, "source"),
        ({"valid_to": date(2024, 12, 31)}, "valid_to"),
        ({"checked_on": date(2026, 11, 10)}, "checked_on"),
    ],
)
def test_what_cannot_be_right_is_refused(
    session: WriteSession, changes: dict[str, object], field: str
) -> None:
    wrong: Parameter = replace(row_of(session, FEE).parameter, **changes)  # type: ignore[arg-type]
    with pytest.raises(InvalidInputError) as caught:
        change_parameter(session, wrong, TODAY)
    assert caught.value.field == field
    assert session.parameters.own() == ()


def test_a_plan_says_which_it_uses(session: WriteSession) -> None:
    support = Subsidy(SubsidyKind.WAGE_SUBSIDY, 6_000)
    plan = a_plan(session, replace(ROW, birth_year=1985, pension_bp=0, subsidy=support))
    used = {one.key for one in used_rates(model_of(session, plan)).values}
    assert {FEE, ParameterKey.INSURANCE, ParameterKey.WAGE_SUBSIDY_CAP} <= used
    assert ParameterKey.OLD_FROM_AGE in used
    assert not used & {ParameterKey.HOLIDAY, PENSION, ParameterKey.NEW_START_CAP, ParameterKey.VAT}


def test_a_plan_without_staff_uses_none(session: WriteSession) -> None:
    assert used_rates(model_of(session, a_plan(session))).values == ()


def test_a_value_in_two_periods_is_used_in_both(session: WriteSession) -> None:
    plan = a_plan(session, ROW)
    again = replace(row_of(session, FEE).parameter, valid_from=date(2026, 7, 1))
    change_parameter(session, again, TODAY)
    used = [one.valid_from for one in used_rates(model_of(session, plan)).values if one.key is FEE]
    assert used == [FIRST, date(2026, 7, 1)]


def test_rates_that_nobody_checked_wait_in_the_to_do_list(session: WriteSession) -> None:
    plan = a_plan(session, replace(ROW, insurance_bp=0))
    keys = [one.key for one in unchecked_in_plan(session, plan, TODAY)]
    assert keys == [PENSION, ParameterKey.PENSION_TAX]
    approve_plan(session, plan.id, date(2025, 12, 1))
    (item,) = [one for one in todo(session, TODAY) if one.go == "settings:parameters"]
    assert item.count == 2
    for key in keys:
        mark_checked(session, key, date(2024, 1, 1), TODAY)
    # What was frozen unchecked counts as checked when today's value of the same days is.
    assert not [one for one in todo(session, TODAY) if one.go == "settings:parameters"]
    # Next year nothing has been checked yet, the fee neither.
    kept = session.plans.plan(plan.id)
    assert kept is not None
    assert {one.key for one in unchecked_in_plan(session, kept, date(2027, 1, 2))} == {
        FEE, PENSION, ParameterKey.PENSION_TAX,
    }  # fmt: skip


def test_a_bank_balance_is_typed_by_day(session: WriteSession) -> None:
    set_bank_balance(session, date(2026, 11, 6), -5_00, TODAY)
    assert set_bank_balance(session, date(2026, 11, 6), -5_00, TODAY) == frozenset()
    assert session.bank_balances.balances() == {date(2026, 11, 6): -5_00}
    with pytest.raises(InvalidInputError) as caught:
        set_bank_balance(session, date(2026, 11, 10), 1, TODAY)
    assert caught.value.field == "day"
    set_bank_balance(session, date(2026, 11, 6), None, TODAY)
    assert session.bank_balances.balances() == {}
    session.writer.undo()
    assert session.bank_balances.balances() == {date(2026, 11, 6): -5_00}

"""Amounts typed, pasted, spread, copied, and standing over what drivers give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Month, Period
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.services.drivers.edit_drivers import change_driver
from asfdesk.services.drivers.type_amounts import (
    clear_overrides,
    copy_last_year,
    set_amounts,
    spread_amount,
    write_cells,
)
from asfdesk.services.planning.edit_plan import new_plan
from asfdesk.services.planning.plan_amounts import SpreadBy
from tests.bookroom import add_plan, add_stream, add_year, book

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

YEAR = Period.of_year(2026).months()


@pytest.fixture
def plan_id(session: WriteSession) -> int:
    return add_plan(session, add_year(session), {}, approved=False)


def test_a_cost_is_typed_positive_and_a_minus_is_a_credit(
    session: WriteSession, plan_id: int
) -> None:
    set_amounts(session, plan_id, {("K20", YEAR[0]): 3_000_000, ("K20", YEAR[1]): -50_000})
    assert session.plans.amounts(plan_id)["K20"] == {YEAR[0]: -3_000_000, YEAR[1]: 50_000}


def test_an_emptied_cell_is_not_zero_and_undo_is_one_step(
    session: WriteSession, plan_id: int
) -> None:
    set_amounts(session, plan_id, {("I20", YEAR[0]): 100, ("I20", YEAR[1]): 0})
    assert session.plans.amounts(plan_id)["I20"] == {YEAR[0]: 100, YEAR[1]: 0}
    set_amounts(session, plan_id, {("I20", YEAR[0]): None, ("I20", YEAR[1]): None})
    assert session.plans.amounts(plan_id) == {}
    session.writer.undo()
    assert session.plans.amounts(plan_id)["I20"] == {YEAR[0]: 100, YEAR[1]: 0}


def test_the_same_amount_again_changes_nothing(session: WriteSession, plan_id: int) -> None:
    set_amounts(session, plan_id, {("I20", YEAR[0]): 100})
    steps = len(session.writer.undo_steps())
    assert set_amounts(session, plan_id, {("I20", YEAR[0]): 100}) == frozenset()
    assert len(session.writer.undo_steps()) == steps


def test_a_block_from_excel_is_one_step(session: WriteSession, plan_id: int) -> None:
    texts = {
        ("I20", YEAR[3]): "1 234,50",
        ("K20", YEAR[3]): "\u221212",
        ("K20", YEAR[4]): "7",
        ("K30", YEAR[4]): "",
    }
    write_cells(session, plan_id, texts)
    assert session.plans.amounts(plan_id) == {
        "I20": {YEAR[3]: 123_450},
        "K20": {YEAR[3]: 1_200, YEAR[4]: -700},
    }
    session.writer.undo()
    assert session.plans.amounts(plan_id) == {}


def test_a_cell_that_cannot_be_read_stops_the_whole_block(
    session: WriteSession, plan_id: int
) -> None:
    texts = {("I20", YEAR[0]): "100", ("K20", YEAR[2]): "1.234,50", ("K20", YEAR[3]): "1.234"}
    with pytest.raises(InvalidInputError) as caught:
        write_cells(session, plan_id, texts)
    assert caught.value.field == "cells"
    assert "2026-03" in caught.value.why
    assert "1.234,50" in caught.value.why
    assert "2026-04" in caught.value.why
    assert session.plans.amounts(plan_id) == {}


def test_only_the_first_unreadable_cells_are_named(session: WriteSession, plan_id: int) -> None:
    with pytest.raises(InvalidInputError) as caught:
        write_cells(session, plan_id, {("I20", month): "x" for month in YEAR})
    assert "2026-05" in caught.value.why
    assert "2026-06" not in caught.value.why
    assert caught.value.what.startswith("12 ")


def test_t10_by_working_days(session: WriteSession, plan_id: int) -> None:
    spread_amount(session, plan_id, "I20", 60_000_000, SpreadBy.WORKING_DAYS)
    amounts = session.plans.amounts(plan_id)["I20"]
    assert [amounts[month] for month in YEAR] == [
        4780877, 4780877, 5258964, 4780877, 4541833, 5019920,
        5498008, 5019920, 5258964, 5258964, 5019920, 4780876,
    ]  # fmt: skip


def test_evenly_a_cost(session: WriteSession, plan_id: int) -> None:
    spread_amount(session, plan_id, "K20", 100_000_000, SpreadBy.EVENLY)
    amounts = session.plans.amounts(plan_id)["K20"]
    assert [amounts[month] for month in YEAR] == [-8_333_334] * 4 + [-8_333_333] * 8


def test_as_last_year_lay(session: WriteSession) -> None:
    last_year = add_year(session, date(2025, 1, 1), date(2025, 12, 31))
    book(session, last_year, {"3001": [-30, 0, 10, -10]})  # a credit note in March
    plan_id = add_plan(session, add_year(session), {}, approved=False)
    spread_amount(session, plan_id, "I20", 8_000, SpreadBy.LAST_YEAR)
    amounts = session.plans.amounts(plan_id)["I20"]
    assert [amounts[month] for month in YEAR[:5]] == [6_000, 0, 0, 2_000, 0]
    with pytest.raises(RefusedError):
        spread_amount(session, plan_id, "K20", 8_000, SpreadBy.LAST_YEAR)


def test_copied_from_last_years_actuals(session: WriteSession) -> None:
    last_year = add_year(session, date(2025, 1, 1), date(2025, 12, 31))
    book(session, last_year, {"3001": [-30, -20], "5010": [7], "30A1": [-9]})
    plan_id = add_plan(session, add_year(session), {}, approved=False)
    copy_last_year(session, plan_id)
    assert session.plans.amounts(plan_id) == {
        "I20": {YEAR[0]: 3_000, YEAR[1]: 2_000},
        "K20": {YEAR[0]: -700},
    }


def test_nothing_to_copy_is_said(session: WriteSession, plan_id: int) -> None:
    with pytest.raises(RefusedError):
        copy_last_year(session, plan_id)


def test_what_is_typed_stands_over_the_drivers_until_it_is_cleared(
    session: WriteSession, plan_id: int
) -> None:
    add_stream(session, plan_id)
    set_amounts(session, plan_id, {("I10", YEAR[0]): 7_000_000})
    assert session.plans.amounts(plan_id)["I10"][YEAR[0]] == 7_000_000
    stream = session.drivers.streams(plan_id)[0]
    change_driver(session, plan_id, replace(stream, places_milli=24_000))
    amounts = session.plans.amounts(plan_id)["I10"]
    assert (amounts[YEAR[0]], amounts[YEAR[1]]) == (7_000_000, 13_056_000)
    clear_overrides(session, plan_id, [("I10", YEAR[0])])
    assert session.plans.amounts(plan_id)["I10"][YEAR[0]] == 13_056_000
    session.writer.undo()
    assert session.plans.amounts(plan_id)["I10"][YEAR[0]] == 7_000_000


def test_emptying_what_the_drivers_give_changes_nothing(
    session: WriteSession, plan_id: int
) -> None:
    add_stream(session, plan_id)
    assert set_amounts(session, plan_id, {("I10", YEAR[0]): None}) == frozenset()
    assert session.plans.amounts(plan_id)["I10"][YEAR[0]] == 6_528_000


def test_an_amount_spread_by_hand_stands_over_the_drivers(
    session: WriteSession, plan_id: int
) -> None:
    add_stream(session, plan_id)
    spread_amount(session, plan_id, "I10", 1_200, SpreadBy.EVENLY)
    assert session.plans.amounts(plan_id)["I10"][YEAR[0]] == 100
    assert len(session.drivers.streams(plan_id)) == 1


def test_a_later_year_of_a_long_plan_is_spread_alone(session: WriteSession) -> None:
    first = add_year(session)
    second = add_year(session, date(2027, 1, 1), date(2027, 12, 31))
    new_plan(session, first, years=2)
    plan = session.plans.plans(first)[0]
    spread_amount(session, plan.id, "K20", 12_00, SpreadBy.EVENLY, second)
    amounts = session.plans.amounts(plan.id)["K20"]
    assert amounts == {Month(2027, number): -1_00 for number in range(1, 13)}
    set_amounts(session, plan.id, {("I20", Month(2027, 12)): 5})
    with pytest.raises(RefusedError):
        set_amounts(session, plan.id, {("I20", Month(2028, 1)): 5})

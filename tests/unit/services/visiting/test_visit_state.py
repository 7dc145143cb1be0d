"""Where an enterprise stands, worked out by hand from a small one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Terms
from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.period import Month
from asfdesk.domain.planning.comments import ActionStatus, AgreedAction
from asfdesk.domain.visiting.visit_state import StateUnit, day_value, month_of, month_value
from asfdesk.services.drivers.bank_balances import set_bank_balance
from asfdesk.services.sales.manage_agreements import add_terms
from asfdesk.services.visiting.visit_state import state_of, work_period
from asfdesk.services.write_comments import agree_action
from tests.bookroom import add_plan, add_year, book
from tests.sending import MARCH, TODAY, correct, locked_months, send
from tests.workshop import add_agreement

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.domain.visiting.visit_state import VisitState
    from asfdesk.services.session import WriteSession

MARCH_31 = date(2026, 3, 31)


def values(state: VisitState, *keys: str) -> list[int | None]:
    return [state.value(key) for key in keys]


def test_an_empty_file_knows_nothing_and_says_so(session: WriteSession) -> None:
    state = state_of(session, TODAY)
    assert values(state, "plan.result", "forecast.result", "bank.balance", "books.through") == [
        None,
        None,
        None,
        None,
    ]
    assert values(state, "actions.open", "outcomes.exits", "corrections.months") == [0, 0, 0]


def test_plan_books_and_forecast(session: WriteSession) -> None:
    year = add_year(session, through="2026-03")
    add_plan(session, year, {"I20": 100_000, "K20": -30_000})
    book(session, year, {"3001": [-90_000, -90_000, -90_000], "5010": [31_000, 31_000, 31_000]})
    state = state_of(session, MARCH_31)
    assert state.month("year.first") == Month(2026, 1)
    assert state.month("books.through") == Month(2026, 3)
    # 12 x 100 000 and 12 x 30 000; 3 x 90 000 and 3 x 31 000 booked; nine months as planned.
    assert values(state, "plan.income", "plan.cost", "plan.result") == [
        120_000_000,
        -36_000_000,
        84_000_000,
    ]
    assert values(state, "to_date.income", "to_date.cost", "to_date.result") == [
        27_000_000,
        -9_300_000,
        17_700_000,
    ]
    assert state.value("to_date.planned") == 21_000_000
    assert state.value("forecast.result") == 17_700_000 + 9 * 7_000_000
    assert state.under("plan.line.") == {"I20": 120_000_000, "K20": -36_000_000}
    assert state.value("forecast.line.K20") == -9_300_000 - 27_000_000


def test_the_bank_is_the_newest_that_is_known(session: WriteSession) -> None:
    year = add_year(session, through="2026-02")
    book(session, year, {"1930": [5_000, 5_000], "3001": [-5_000, -5_000]}, [(0, "IB", "1930", 10)])
    booked = state_of(session, MARCH_31)
    set_bank_balance(session, date(2026, 3, 20), 1_234_500, MARCH_31)
    typed = state_of(session, MARCH_31)
    # 10 + 5 000 + 5 000 kr when February ended.
    assert values(booked, "bank.balance", "bank.day") == [1_001_000, 20260228]
    assert values(typed, "bank.balance", "bank.day") == [1_234_500, 20260320]


def test_work_and_corrections(session: WriteSession, tmp_path: Path) -> None:
    first, _second = locked_months(session)
    send(session, tmp_path, "R2", MARCH)
    before = state_of(session, TODAY)
    correct(session, MARCH, first, "4")
    after = state_of(session, TODAY)
    assert before.value("corrections.months") == 0
    assert after.under("corrections.month.") == {"2026-03": 1}
    assert after.value("corrections.months") == 1
    assert after.value("corrections.waiting") == len(session.sent.resends()) > 0
    assert before.month("attendance.locked") == before.month("work.last") == Month(2026, 6)
    assert before.month("work.first") == Month(2026, 4)
    # Everybody came every day.
    assert before.value("occupancy.attended") == 10_000
    assert before.value("supervision.minutes") is None


def test_places_are_those_of_the_month(session: WriteSession) -> None:
    terms = Terms(0, 0, date(2026, 1, 1), PriceUnit.DAY, PriceBasis.ATTENDED, 50_000, 4_500)
    add_terms(session, add_agreement(session), terms)
    state = state_of(session, TODAY)
    assert values(state, "places.sold", "places.booked", "places.free") == [45_000, 0, 45_000]
    assert state.figures["places.sold"].unit is StateUnit.BP


def test_actions_by_what_became_of_them(session: WriteSession) -> None:
    def agree(what: str, due: date | None, status: ActionStatus) -> None:
        action = AgreedAction(0, what, "", due, date(2026, 1, 1))
        agree_action(session, action.with_status(status, TODAY))

    agree("late", date(2026, 6, 30), ActionStatus.ONGOING)
    agree("today", TODAY, ActionStatus.OPEN)
    agree("done", date(2026, 1, 2), ActionStatus.DONE)
    agree("dropped", date(2026, 1, 2), ActionStatus.DROPPED)
    state = state_of(session, TODAY)
    assert values(state, "actions.open", "actions.overdue", "actions.done") == [2, 1, 1]


def test_an_adviser_gets_the_same(session: WriteSession, adviser: WriteSession) -> None:
    locked_months(session)
    assert state_of(adviser, TODAY) == state_of(session, TODAY)


@pytest.mark.parametrize(
    ("month", "value"), [(Month(2026, 3), 202603), (Month(1999, 12), 199912), (None, None)]
)
def test_a_month_is_a_number_and_back(month: Month | None, value: int | None) -> None:
    assert month_value(month) == value
    if value is not None:
        assert month_of(value) == month


def test_what_is_no_month_is_none() -> None:
    assert month_of(202613) is None
    assert day_value(date(2026, 3, 31)) == 20260331


def test_rates_are_of_three_months() -> None:
    nothing = work_period([], date(2026, 7, 1))
    assert (nothing.first, nothing.last) == (date(2026, 4, 1), date(2026, 6, 30))
    locked = work_period([Month(2026, 1), Month(2026, 3)], date(2026, 7, 1))
    assert (locked.first, locked.last) == (date(2026, 1, 1), date(2026, 3, 31))

"""The plan page's view: rows as typed, sums by effect, last year beside."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Month
from asfdesk.domain.plan import PlanKind
from asfdesk.errors import RefusedError
from asfdesk.services.drivers.plan_life import revise_plan
from asfdesk.services.drivers.scenarios import make_scenario
from asfdesk.services.drivers.start_plan import NEXT_YEAR, PlanStart, StartFrom, start_plan
from asfdesk.services.planning.plan_page import NEWEST_PLAN, plan_page
from tests.bookroom import add_plan, add_year, book

if TYPE_CHECKING:
    from asfdesk.services.planning.plan_page import PlanPageView
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 9)
NOVEMBER = Month(2026, 11)


def view(
    session: WriteSession, year_id: int | None = None, plan: int | None = None
) -> PlanPageView:
    return plan_page(session, NOVEMBER, TODAY, year_id, plan)


def test_costs_stand_as_typed_and_sums_by_effect(session: WriteSession) -> None:
    last_year = add_year(session, date(2025, 1, 1), date(2025, 12, 31))
    book(session, last_year, {"3001": [-30], "5010": [7], "8410": [2]})
    add_plan(session, add_year(session), {"I20": 100, "K20": -40, "F20": -1})
    shown = view(session)
    rows = {row.line.code: row for row in shown.rows}
    assert (rows["K20"].cells[0], rows["K20"].year) == (4_000, 48_000)
    assert (rows["F20"].cells[0], rows["F20"].last_year_sum) == (100, 200)
    assert (shown.sums.income[0], shown.sums.costs[0], shown.sums.finance[0]) == (
        10_000,
        -4_000,
        -100,
    )
    assert shown.sums.result[11] == 5_900
    assert shown.last_year is not None
    assert shown.last_year.result[:2] == (2_100, 0)
    assert not shown.last_year_whole
    assert shown.workdays[:3] == (20, 20, 22)


def test_the_draft_being_worked_on_is_shown_but_no_scenario(session: WriteSession) -> None:
    approved = add_plan(session, add_year(session), {"I20": 100})
    assert view(session).plan == session.plans.plan(approved)
    make_scenario(session, approved, "Lägre pris")
    assert view(session).plan == session.plans.plan(approved)
    revise_plan(session, approved)
    plan = view(session).plan
    assert plan is not None
    assert (plan.version, plan.kind) == (2, PlanKind.BUDGET)
    assert view(session, None, approved).plan == session.plans.plan(approved)


def test_the_year_that_follows_is_added_and_seeded(session: WriteSession) -> None:
    year_id = add_year(session, through="2026-02")
    book(session, year_id, {"3001": [-30, -20, -99]})
    add_plan(session, year_id, {"I20": 100, "K20": -40})
    start_plan(session, PlanStart(NEXT_YEAR, start=StartFrom.LAST_YEAR), TODAY)
    shown = view(session, plan=NEWEST_PLAN)
    assert shown.year is not None
    assert shown.year.label == "2027"
    rows = {row.line.code: row for row in shown.rows}
    # closed months as booked, open ones as planned
    assert rows["I20"].cells[:4] == (3_000, 2_000, 10_000, 10_000)
    assert rows["K20"].cells[:4] == (None, None, 4_000, 4_000)


def test_nothing_to_begin_with_adds_no_year_either(session: WriteSession) -> None:
    add_year(session)
    with pytest.raises(RefusedError):
        start_plan(session, PlanStart(NEXT_YEAR, start=StartFrom.LAST_YEAR), TODAY)
    assert len(session.enterprise.fiscal_years()) == 1


def test_a_file_without_years_proposes_the_first(session: WriteSession) -> None:
    shown = view(session)
    assert (shown.year, shown.plan, shown.rows) == (None, None, ())
    assert shown.next_year.first == date(2026, 1, 1)
    start_plan(session, PlanStart(NEXT_YEAR), TODAY)
    assert view(session).plan is not None

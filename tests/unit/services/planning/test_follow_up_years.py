"""Rolling months, long and broken years, plans of several years, and methods by line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asfdesk.domain.period import Month
from asfdesk.domain.plan import PlanKind, PlanValue
from asfdesk.domain.planning.forecast import Caution, Method
from asfdesk.domain.planning.statement import RowKind
from asfdesk.services.planning.edit_plan import new_plan
from asfdesk.services.planning.follow_up import follow_up, followed_up
from asfdesk.services.planning.follow_up_settings import (
    EVERY_LINE,
    forecast_methods,
    set_forecast_method,
)
from asfdesk.services.planning.method_answers import method_answers
from tests.bookroom import add_plan, add_year, book

if TYPE_CHECKING:
    from asfdesk.domain.planning.follow_up import FollowUp, FollowUpRow
    from asfdesk.services.session import WriteSession

MARCH = Month(2026, 3)
YEAR_2025 = (date(2025, 1, 1), date(2025, 12, 31))
YEAR_2024 = (date(2024, 1, 1), date(2024, 12, 31))


def seen(session: WriteSession, month: Month) -> FollowUp:
    year = session.enterprise.fiscal_year_on(month.first)
    assert year is not None
    return follow_up(session, year, month)


def row(view: FollowUp, key: str) -> FollowUpRow:
    return next(one for one in view.rows if one.row.key == key)


def test_rolling_twelve_months_run_over_the_turn_of_the_year(session: WriteSession) -> None:
    earlier, first = add_year(session, *YEAR_2025), add_year(session, *YEAR_2024)
    this = add_year(session, through="2026-03")
    book(session, this, {"3001": [-10, -10, -10, -99]})
    book(session, earlier, {"3001": [-1] * 12})
    sales = row(seen(session, MARCH), "I20").figures
    # Nine months of 1 kr and three of 10 kr; the twelve before need 2024, which is not here.
    assert (sales.rolling_ore, sales.rolling_before_ore) == (3_900, None)
    book(session, first, {"3001": [-2] * 12})
    sales = row(seen(session, MARCH), "I20").figures
    assert sales.rolling_before_ore == 9 * 200 + 3 * 100


def test_rolling_is_unknown_without_the_year_before(session: WriteSession) -> None:
    this = add_year(session, through="2026-03")
    book(session, this, {"3001": [-10, -10, -10]})
    view = seen(session, MARCH)
    assert row(view, "I20").figures.rolling_ore is None
    assert not view.last_year_known


def test_a_line_of_last_year_only_still_adds_up(session: WriteSession) -> None:
    earlier = add_year(session, *YEAR_2025)
    this = add_year(session, through="2026-03")
    book(session, earlier, {"3001": [-1] * 12, "5010": [0] * 11 + [7]})
    book(session, this, {"3001": [-10, -10, -10]})
    view = seen(session, MARCH)
    assert row(view, "K20").figures.rolling_ore == -700
    assert view.result is not None
    assert view.result.figures.rolling_ore == 3_900 - 700


def test_a_first_year_of_sixteen_months(session: WriteSession) -> None:
    year = add_year(session, date(2026, 3, 1), date(2027, 6, 30), through="2027-02")
    add_plan(session, year, {"I20": 100})
    book(session, year, {"3001": [-90] * 12})
    view = seen(session, Month(2027, 2))
    sales = row(view, "I20").figures
    assert len(view.closed_months) == 12
    assert (sales.to_date.actual_ore, sales.to_date.plan_ore) == (108_000, 120_000)
    assert (sales.year.actual_ore, sales.year.plan_ore) == (148_000, 160_000)
    assert sales.rolling_ore == 108_000
    set_forecast_method(session, "I20", Method.STRAIGHT)
    assert row(seen(session, Month(2027, 2)), "I20").figures.year.actual_ore == 144_000


def test_a_broken_year_takes_last_year_from_the_broken_year_before(session: WriteSession) -> None:
    earlier = add_year(session, date(2024, 7, 1), date(2025, 6, 30))
    this = add_year(session, date(2025, 7, 1), date(2026, 6, 30), through="2026-01")
    book(session, earlier, {"3001": list(range(-1, -13, -1))})
    book(session, this, {"3001": [-5] * 7})
    sales = row(seen(session, Month(2026, 1)), "I20").figures
    assert sales.last_year_ore == sum(range(1, 8)) * 100
    # Feb-Jun of the year before (8..12) and seven months of 5.
    assert sales.rolling_ore == (sum(range(8, 13)) + 35) * 100


def test_a_plan_of_three_years_is_followed_up_in_each(session: WriteSession) -> None:
    first = add_year(session)
    second = add_year(session, date(2027, 1, 1), date(2027, 12, 31), through="2027-01")
    add_year(session, date(2028, 1, 1), date(2028, 12, 31))
    new_plan(session, first, years=3)
    (plan,) = session.plans.plans(first)
    with session.writer.action("plan.amounts", ("plan",)):
        session.plans.set_values(
            plan.id,
            [PlanValue("I20", Month(2026, 1), 1), PlanValue("I20", Month(2027, 1), 500)],
        )
    book(session, second, {"3001": [-4]})
    view = seen(session, Month(2027, 1))
    assert view.plan is not None
    assert view.plan.id == plan.id
    assert row(view, "I20").figures.to_date.variance_ore == -100
    assert row(view, "I20").figures.year.plan_ore == 500


def test_the_budget_that_begins_latest_counts(session: WriteSession) -> None:
    first = add_year(session)
    second = add_year(session, date(2027, 1, 1), date(2027, 12, 31), through="2027-01")
    new_plan(session, first, years=2)
    add_plan(session, second, {"I20": 7})
    view = seen(session, Month(2027, 1))
    assert view.plan is not None
    assert view.plan.fiscal_year_id == second


def test_a_line_that_goes_like_the_others_keeps_no_method(session: WriteSession) -> None:
    set_forecast_method(session, "I20", Method.SEASON)
    assert forecast_methods(session) == {"I20": Method.SEASON}
    set_forecast_method(session, "I20", Method.REMAINING_PLAN)
    assert forecast_methods(session) == {}
    assert set_forecast_method(session, EVERY_LINE, Method.REMAINING_PLAN) == frozenset()
    set_forecast_method(session, "I20", Method.SEASON)
    set_forecast_method(session, EVERY_LINE, Method.STRAIGHT)
    assert forecast_methods(session) == {EVERY_LINE: Method.STRAIGHT}


def test_a_missing_forecast_plan_is_said_and_the_plan_is_used(session: WriteSession) -> None:
    year = add_year(session, through="2026-03")
    add_plan(session, year, {"I20": 100})
    book(session, year, {"3001": [-90] * 3})
    set_forecast_method(session, "I20", Method.FORECAST_PLAN)
    sales = row(seen(session, MARCH), "I20")
    assert sales.caution is Caution.NO_FORECAST_PLAN
    assert sales.figures.year.actual_ore == 27_000 + 90_000
    new_plan(session, year, PlanKind.FORECAST)
    forecast = next(p for p in session.plans.plans(year) if p.kind is PlanKind.FORECAST)
    with session.writer.action("plan.amounts", ("plan",)):
        session.plans.set_values(forecast.id, [PlanValue("I20", Month(2026, 4), 1_000)])
    sales = row(seen(session, MARCH), "I20")
    assert (sales.caution, sales.figures.year.actual_ore) == (None, 28_000)


def test_t8_every_method_on_a_seasonal_line_and_in_its_sum(session: WriteSession) -> None:
    year = add_year(session, through="2026-03")
    tkr = [50, 55, 70, 90, 110, 95, 40, 60, 85, 90, 100, 155]
    add_plan(session, year, {"I20": [kr * 1_000 for kr in tkr], "K20": -10_000})
    book(session, year, {"3001": [-46_000, -57_000, -61_000], "5010": [10_000] * 3})
    view, years = followed_up(session, session.enterprise.fiscal_years()[0], MARCH)
    found = method_answers(years, view)
    assert [one.ore for one in found["I20"]] == [98_900_000, None, 93_714_286, 65_600_000]
    assert [one.caution for one in found["I20"]] == [
        None, Caution.NO_FORECAST_PLAN, None, Caution.SEASONAL,
    ]  # fmt: skip
    assert [one.ore for one in found["year"]] == [86_900_000, None, 81_714_286, 53_600_000]


def test_t12_the_sign_is_the_effect_on_the_result(session: WriteSession) -> None:
    year = add_year(session, through="2026-01")
    book(session, year, {"3001": [-1_150_000], "5010": [360_000]})
    view = seen(session, Month(2026, 1))
    assert row(view, "I20").figures.to_date.actual_ore == 115_000_000
    assert row(view, "K20").figures.to_date.actual_ore == -36_000_000


_KRONOR = st.lists(st.integers(-(10**6), 10**6), min_size=12, max_size=12)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    books=st.dictionaries(
        st.sampled_from(["3001", "3988", "4010", "5010", "7010", "7510", "8410", "30A9"]), _KRONOR
    ),
    plan=st.dictionaries(st.sampled_from(["I20", "I40", "K10", "K40", "F20"]), _KRONOR, min_size=1),
    closed=st.integers(1, 12),
    method=st.sampled_from(list(Method)),
)
def test_rows_add_up_to_their_sums_in_every_column(
    session: WriteSession,
    books: dict[str, list[int]],
    plan: dict[str, list[int]],
    closed: int,
    method: Method,
) -> None:
    years = session.enterprise.fiscal_years()
    year = years[0].id if years else add_year(session, through="2026-12")
    add_plan(session, year, plan)
    book(session, year, books)
    set_forecast_method(session, EVERY_LINE, method)
    view = seen(session, Month(2026, closed))
    lines = {
        one.row.key: one.figures
        for one in view.rows
        if one.row.kind in (RowKind.LINE, RowKind.UNMAPPED)
    }
    for one in view.rows:
        if one.row.key in lines:
            continue
        parts = [lines[code] for code in one.row.codes if code in lines]
        for column in ("month", "to_date", "year"):
            for side in ("actual_ore", "plan_ore"):
                known = [getattr(getattr(part, column), side) for part in parts]
                whole = getattr(getattr(one.figures, column), side)
                assert (whole or 0) == sum(ore or 0 for ore in known)


@pytest.mark.parametrize("month", [Month(2026, 1), Month(2026, 12)])
def test_an_empty_year_is_followed_up_without_trouble(session: WriteSession, month: Month) -> None:
    add_year(session, through="2026-12")
    assert seen(session, month).rows == ()

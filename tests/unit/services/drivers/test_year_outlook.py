"""The year's end against the plan, worked by hand.

Closed to March; the forecast is three months' actual and nine months' plan. In thousands:
I10 190 + 630 = 820 of 840; I20 285 + 900 = 1,185 of 1,200; K40 -246 - 720 = -966 of -960;
30A9 (no plan line) +1; the plan's result is 840 + 1,200 - 960 = 1,080.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.mapping import MapRule
from asfdesk.domain.period import Month
from asfdesk.domain.planning.expected import ExpectedItem
from asfdesk.domain.planning.forecast import Method
from asfdesk.i18n import set_language
from asfdesk.services.drivers.follow_up_views import follow_up_page
from asfdesk.services.drivers.year_outlook import IncomeMonth, signed, year_outlook
from asfdesk.services.planning.follow_up_settings import set_forecast_method
from asfdesk.services.planning.note_expected import note_expected
from tests.bookroom import add_plan, add_year, book

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.session import WriteSession

MARCH = Month(2026, 3)
BOOKS = {
    "3001": [-100_000, -90_000, -95_000, -20_000],
    "3051": [-70_000, -60_000, -60_000],
    "7010": [80_000, 82_000, 84_000],
    "30A9": [0, -1_000, 0],
}
PLAN = {"I20": 100_000, "I10": 70_000, "K40": -80_000}


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def year(session: WriteSession) -> FiscalYear:
    year_id = add_year(session, through="2026-03")
    add_plan(session, year_id, PLAN)
    with session.writer.action("map_rule.add", ("mapping",)):
        session.mapping.add_rule(MapRule(20, "3051", "3051", None, None, "I10"))
    book(session, year_id, BOOKS)
    found = session.enterprise.fiscal_year(year_id)
    assert found is not None
    return found


def test_forecast_plan_and_reasons(session: WriteSession, year: FiscalYear) -> None:
    found = year_outlook(session, year, MARCH)
    assert found is not None
    assert found.plan_ore == 108_000_000
    # 820 + 1,185 - 966 + 1 = 1,040 thousand kronor: 40 below.
    assert found.forecast_ore == 104_000_000
    assert found.verdict == "The forecast is 40\u202f000 kr below the plan."
    assert found.reasons == (
        "Most of it is work training and rehabilitation (−20\u202f000 kr).",
        "Without plan line: +1\u202f000 kr.",
    )


def test_income_by_month(session: WriteSession, year: FiscalYear) -> None:
    found = year_outlook(session, year, MARCH)
    assert found is not None
    assert found.income[0] == IncomeMonth(Month(2026, 1), 17_000_000, 17_000_000, None)
    assert found.income[3] == IncomeMonth(Month(2026, 4), 2_000_000, 17_000_000, None)
    assert found.income[4] == IncomeMonth(Month(2026, 5), None, 17_000_000, 17_000_000)


def test_nothing_known_is_nothing_said(session: WriteSession) -> None:
    found = session.enterprise.fiscal_year(add_year(session))
    assert found is not None
    assert year_outlook(session, found, MARCH) is None


def test_a_plan_alone_is_its_own_forecast(session: WriteSession) -> None:
    year_id = add_year(session)
    add_plan(session, year_id, PLAN)
    year = session.enterprise.fiscal_year(year_id)
    assert year is not None
    found = year_outlook(session, year, MARCH)
    assert found is not None
    assert found.verdict == "The forecast is the same as the plan."
    assert found.reasons == ()


def test_signs() -> None:
    assert [signed(ore) for ore in (100, -100, 0)] == ["+1", "−1", "0"]


def test_the_overview_and_the_follow_up_say_the_same(
    session: WriteSession, year: FiscalYear
) -> None:
    """Also when a line has its own method and something is expected."""
    set_forecast_method(session, "I20", Method.STRAIGHT)
    note_expected(session, ExpectedItem(0, "I20", MARCH, 500_000, "Faktura", date(2026, 4, 2)))
    found = year_outlook(session, year, MARCH)
    page = follow_up_page(session, MARCH)
    assert found is not None
    result = page.full[-1].row.figures.year
    assert (found.forecast_ore, found.plan_ore) == (result.actual_ore, result.plan_ore)
    assert found.light is page.full[-1].row.year_light
    assert page.expected_ore(page.full[-1]) == 500_000

"""The follow-up of a small year, worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.mapping import MapRule
from asfdesk.domain.period import Month
from asfdesk.domain.planning.comments import Comment, CommentScope
from asfdesk.domain.planning.forecast import Method
from asfdesk.domain.planning.statement import RowKind
from asfdesk.domain.planning.variance import Comparison, Light, Limits
from asfdesk.errors import InvalidInputError
from asfdesk.services.planning.follow_up import follow_up
from asfdesk.services.planning.follow_up_settings import EVERY_LINE, set_forecast_method, set_limits
from tests.bookroom import add_plan, add_year, book

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.planning.follow_up import FollowUp, FollowUpRow
    from asfdesk.services.session import WriteSession

MARCH = Month(2026, 3)
APRIL = Month(2026, 4)

BOOKS = {
    "3001": [-100_000, -90_000, -95_000, -20_000],
    "3051": [-70_000, -60_000, -65_000],
    "5010": [30_000, 30_000, 30_000],
    "7010": [80_000, 82_000, 84_000],
    "7510": [25_000, 25_000, 26_000],
    "8410": [500, 500, 500],
    "30A9": [0, -1_000, 0],
}
PLAN = {"I20": 100_000, "I10": 70_000, "K20": -30_000, "K40": -80_000, "K43": -25_000}


@pytest.fixture
def year(session: WriteSession) -> FiscalYear:
    year_id = add_year(session, through="2026-03")
    add_plan(session, year_id, PLAN)
    with session.writer.action("rule.add", ("mapping",)):
        session.mapping.add_rule(MapRule(20, "3051", "3051", None, None, "I10"))
    book(session, year_id, BOOKS)
    found = session.enterprise.fiscal_year(year_id)
    assert found is not None
    return found


def rows(view: FollowUp) -> dict[str, FollowUpRow]:
    return {row.row.key: row for row in view.rows}


def kr(actual: int | None, plan: int | None) -> Comparison:
    return Comparison(
        None if actual is None else actual * 100, None if plan is None else plan * 100
    )


def test_rows_stand_in_the_order_of_the_statement(session: WriteSession, year: FiscalYear) -> None:
    view = follow_up(session, year, MARCH)
    assert [row.row.key for row in view.rows] == [
        "I10", "I20", "income", "K20", "K40", "K43", "staff", "costs",
        "operating", "F20", "", "year",
    ]  # fmt: skip


def test_month_and_year_to_date(session: WriteSession, year: FiscalYear) -> None:
    found = rows(follow_up(session, year, MARCH))
    assert found["I20"].figures.month == kr(95_000, 100_000)
    assert found["I20"].figures.to_date == kr(285_000, 300_000)
    assert found["I20"].share == Fraction(-1, 20)
    assert found["I20"].light is Light.WARN
    assert found["staff"].figures.to_date == kr(-322_000, -315_000)
    assert found["income"].figures.to_date == kr(480_000, 510_000)
    assert found["K20"].figures.to_date.variance_ore == 0


def test_the_full_year_is_actual_plus_remaining_plan(
    session: WriteSession, year: FiscalYear
) -> None:
    found = rows(follow_up(session, year, MARCH))
    assert found["I20"].figures.year == kr(285_000 + 900_000, 1_200_000)
    assert found["K40"].figures.year == kr(-246_000 - 720_000, -960_000)


def test_the_result_is_the_sum_of_the_books(session: WriteSession, year: FiscalYear) -> None:
    view = follow_up(session, year, MARCH)
    march = session.ledger.account_months(Month(2026, 1), MARCH)
    assert view.result is not None
    assert view.result.figures.to_date.actual_ore == -sum(row.amount_sie_ore for row in march)
    # 285 + 195 - 90 - 246 - 76 - 1,5 + 1 (without plan line)
    assert view.result.figures.to_date.actual_ore == 67_500 * 100
    assert view.result.share is None


def test_what_has_no_plan_line_is_a_row_of_its_own(session: WriteSession, year: FiscalYear) -> None:
    unmapped = rows(follow_up(session, year, MARCH))[""]
    assert unmapped.row.kind is RowKind.UNMAPPED
    assert unmapped.figures.to_date == kr(1_000, 0)
    assert unmapped.light is Light.WARN


def test_an_open_month_is_shown_but_never_red(session: WriteSession, year: FiscalYear) -> None:
    view = follow_up(session, year, APRIL)
    assert not view.month_closed
    assert view.through == MARCH
    sales = rows(view)["I20"]
    assert sales.figures.month == kr(20_000, 100_000)
    assert sales.month_light is Light.GREY
    assert sales.figures.to_date == kr(285_000, 300_000)


def test_an_earlier_month_counts_only_up_to_itself(session: WriteSession, year: FiscalYear) -> None:
    view = follow_up(session, year, Month(2026, 2))
    assert rows(view)["I20"].figures.to_date == kr(190_000, 200_000)
    assert rows(view)["I20"].figures.year.actual_ore == 119_000_000


def test_no_closed_month_gives_no_year_to_date(session: WriteSession) -> None:
    year_id = add_year(session)
    add_plan(session, year_id, PLAN)
    book(session, year_id, BOOKS)
    year = session.enterprise.fiscal_year(year_id)
    assert year is not None
    found = rows(follow_up(session, year, MARCH))
    assert found["I20"].figures.to_date == kr(None, 0)
    assert found["I20"].light is Light.GREY
    assert found["I20"].figures.year == kr(1_200_000, 1_200_000)


def test_without_a_plan_nothing_is_compared(session: WriteSession) -> None:
    year_id = add_year(session, through="2026-03")
    book(session, year_id, BOOKS)
    year = session.enterprise.fiscal_year(year_id)
    assert year is not None
    view = follow_up(session, year, MARCH)
    assert view.plan is None
    sales = rows(view)["I20"]
    assert sales.figures.to_date == kr(285_000 + 195_000, None)
    assert (sales.light, sales.figures.year) == (Light.GREY, kr(None, None))


def test_last_year_is_the_same_months_or_unknown(session: WriteSession) -> None:
    earlier = add_year(session, date(2025, 1, 1), date(2025, 12, 31))
    year_id = add_year(session, through="2026-02")
    add_plan(session, year_id, PLAN)
    book(session, year_id, BOOKS)
    year = session.enterprise.fiscal_year(year_id)
    assert year is not None
    assert not follow_up(session, year, MARCH).last_year_known
    book(session, earlier, {"3001": [-10, -20, -40], "6110": [5]})
    view = follow_up(session, year, MARCH)
    assert view.last_year_known
    assert rows(view)["I20"].figures.last_year_ore == 3_000
    assert rows(view)["K33"].figures.last_year_ore == -500
    assert view.result is not None
    assert view.result.figures.last_year_ore == 2_500


def test_each_line_has_its_forecast_method(session: WriteSession, year: FiscalYear) -> None:
    set_forecast_method(session, EVERY_LINE, Method.STRAIGHT)
    set_forecast_method(session, "I20", Method.SEASON)
    found = rows(follow_up(session, year, MARCH))
    assert found["I20"].figures.year.actual_ore == 114_000_000  # 1 200 000 x 285/300
    assert found["I10"].figures.year.actual_ore == 78_000_000  # 195 000 / 3 x 12
    assert found["F20"].figures.year.actual_ore == -600_000


def test_limits_are_the_users(session: WriteSession, year: FiscalYear) -> None:
    set_limits(session, Limits(500, 0, 2_000, 0))
    assert rows(follow_up(session, year, MARCH))["I20"].light is Light.GOOD
    with pytest.raises(InvalidInputError):
        set_limits(session, Limits(500, 0, 400, 0))


def test_a_comment_stands_with_its_line_and_month(session: WriteSession, year: FiscalYear) -> None:
    with session.writer.action("comment.put", ("comments",)):
        session.comments.put(
            Comment(CommentScope.LINE, "2026-03", "I20", "Stängt en vecka.", date(2026, 4, 9))
        )
    assert rows(follow_up(session, year, MARCH))["I20"].comment == "Stängt en vecka."
    assert rows(follow_up(session, year, APRIL))["I20"].comment == ""


def test_a_quarter_is_the_sum_of_its_months(session: WriteSession, year: FiscalYear) -> None:
    view = follow_up(session, year, MARCH, Month(2026, 1))
    assert view.month_closed
    assert rows(view)["I20"].figures.month == kr(285_000, 300_000)
    assert rows(view)["I20"].month_light is Light.WARN

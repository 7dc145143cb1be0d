"""Sales and staff taken apart with a real plan, books and supervisors; one project followed up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.mapping import COST_CENTRE, MapRule, ObjectKey
from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.hours.supervision import Employment, Supervisor
from asfdesk.domain.period import Month
from asfdesk.domain.planning.variance import Comparison
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import set_language
from asfdesk.services.drivers.edit_drivers import add_driver
from asfdesk.services.drivers.explain_line import explain
from asfdesk.services.drivers.follow_up_views import follow_up_page
from asfdesk.services.drivers.project_scope import find_scope, scope_choices, scope_of
from asfdesk.services.planning.follow_up import follow_up
from asfdesk.services.planning.note_expected import set_sold_volumes
from tests.bookroom import add_plan, add_year, book

if TYPE_CHECKING:
    from asfdesk.services.drivers.explain_line import Explanation
    from asfdesk.services.session import WriteSession

JANUARY = Month(2026, 1)
NBSP = "\u00a0"


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def year(session: WriteSession) -> int:
    return add_year(session, through="2026-01")


def explained(session: WriteSession, key: str) -> Explanation:
    view = follow_up(session, session.enterprise.fiscal_years()[0], JANUARY)
    row = next(row for row in view.rows if row.row.key == key)
    found = explain(session, view, row)
    if found.parts:
        assert found.parts_ore == row.figures.to_date.variance_ore
    return found


def test_sales_in_volume_and_price_once_the_volume_is_typed(
    session: WriteSession, year: int
) -> None:
    plan = add_plan(session, year, {}, approved=False)
    # 12 000 a year, 1 000 a month, 100 kr each.
    add_driver(session, plan, SalesStream(0, "Lunch", 12_000_000, 100_00))
    book(session, year, {"3001": [-114_000]})
    before = explained(session, "I20")
    assert before.sentences == (
        "How much was sold is not typed for January, so 14\u202f000 kr can't be taken apart.",
    )
    assert before.note
    set_sold_volumes(session, "I20", "Lunch", {JANUARY: 1_200_000})
    found = explained(session, "I20")
    assert found.sentences == (
        (
            "More was sold of Lunch (1\u202f200 instead of 1\u202f000): it increased income by"
            " 20\u202f000 kr."
        ),
        "A lower price (95 instead of 100 kr) reduced income by 6\u202f000 kr.",
    )
    assert found.note == ""


def staff(session: WriteSession, year: int) -> None:
    plan = add_plan(session, year, {"K43": -20_000, "K44": -1_000, "K20": -1}, approved=False)
    row = StaffRow(0, StaffRole.SUPERVISOR, "Handledare", 20_000, 30_000_00, line_code="K41",
                   holiday_bp=0, pension_bp=0, insurance_bp=0)  # fmt: skip
    add_driver(session, plan, row)
    with session.writer.action("rule.add", ("mapping",)):
        session.mapping.add_rule(MapRule(20, "7210", "7210", None, None, "K41"))
        for number, bp in ((1, 10_000), (2, 15_000)):
            one = session.supervision.add_supervisor(Supervisor(0, number, f"Handledare {number}"))
            session.supervision.put_employment(Employment(0, one, date(2025, 1, 1), bp, 0))


def test_staff_in_posts_pay_and_contributions(session: WriteSession, year: int) -> None:
    staff(session, year)
    # 2,0 posts of 30 000 kr planned, 2,5 employed; 78 000 kr of pay, 25 000 of contributions.
    book(session, year, {"7210": [78_000], "7510": [25_000], "7610": [1_500]})
    found = explained(session, "staff")
    parts = {part.name: part.ore for part in found.parts}
    # c0 = 20 000 / 60 000 = 1/3: 15 000 x 4/3; 3 000 x 4/3; 25 000 - 78 000 / 3.
    assert parts == {
        "Supervisor posts": -2_000_000,
        "Pay": -400_000,
        "Contributions and pensions": 100_000,
        "Other staff costs": -50_000,
    }
    assert found.sentences[0] == (
        "More supervisor posts (2.50 instead of 2.00 full-time) increased staff costs by"
        " 20\u202f000 kr."
    )
    assert found.sentences[2] == (
        f"Lower contributions and pensions (32.1{NBSP}% of the pay instead of 33.3{NBSP}%)"
        " reduced staff costs by 1\u202f000 kr."
    )


def test_supervisors_alone_have_posts_and_pay(session: WriteSession, year: int) -> None:
    staff(session, year)
    book(session, year, {"7210": [78_000], "7510": [20_000]})
    found = explained(session, "K41")
    assert [(part.name, part.ore) for part in found.parts] == [
        ("Supervisor posts", -1_500_000),
        ("Pay", -300_000),
    ]


def test_without_registered_supervisors_posts_are_not_told(
    session: WriteSession, year: int
) -> None:
    add_plan(session, year, {"K40": -60_000, "K43": -20_000, "K20": -1})
    book(session, year, {"7010": [66_000], "7510": [22_000]})
    found = explained(session, "staff")
    assert [part.ore for part in found.parts] == [-800_000, 0]
    assert "not told apart" in found.note


def test_one_cost_centre_is_compared_where_the_plan_names_it(
    session: WriteSession, year: int
) -> None:
    plan = add_plan(session, year, {"I20": 9_000}, approved=False)
    add_driver(session, plan, FixedCost(0, "Hyra", "K20", 5_000_00, project="20"))
    book(session, year, {"3001": [-4_000], "5010": [6_000]}, cost_centre="20")
    assert [(one.text, one.label) for one in scope_choices(session)] == [("1:20", "Cost centre 20")]
    found = session.enterprise.fiscal_years()[0]
    scope = scope_of(session, found, ObjectKey(COST_CENTRE, "20"))
    view = follow_up(session, found, JANUARY, scope=scope)
    rows = {row.row.key: row.figures.to_date for row in view.rows}
    assert rows["K20"] == Comparison(-600_000, -500_000)
    # The plan says nothing of its sales, so neither they nor the result are compared.
    assert rows["I20"] == Comparison(400_000, None)
    assert rows["year"] == Comparison(-200_000, None)
    # Nor is its year foreseen, because nobody knows the rest of the sales.
    assert view.result is not None
    assert view.result.figures.year == Comparison(None, None)
    shown = follow_up_page(session, JANUARY, "1:20")
    assert shown.status.startswith("Cost centre 20. Actual against Budget 2026")
    assert shown.note == (
        "The plan says nothing of Cost centre 20 on Sales of goods and services: they are not"
        " compared."
    )


def test_a_project_that_is_not_there_is_said(session: WriteSession, year: int) -> None:
    book(session, year, {"3001": [-4_000]}, cost_centre="20")
    assert find_scope(session, "20").text == "1:20"
    with pytest.raises(InvalidInputError, match="has no project or cost centre 99"):
        find_scope(session, "99")


def test_what_other_centres_book_is_not_in_it(session: WriteSession, year: int) -> None:
    book(session, year, {"3001": [-4_000]}, cost_centre="20")
    found = session.enterprise.fiscal_years()[0]
    scope = scope_of(session, found, ObjectKey(COST_CENTRE, "30"))
    assert follow_up(session, found, JANUARY, scope=scope).rows == ()

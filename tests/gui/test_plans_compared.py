"""Jämför: which two plans it opens on, and what it says of two without a year in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.i18n import set_language
from asfdesk.services.drivers.edit_drivers import add_driver
from asfdesk.services.drivers.start_plan import NEXT_YEAR, PlanStart, start_plan
from asfdesk.ui.pages.drivers.compare_content import signed_thousands
from asfdesk.ui.pages.planning.plan_page import COMPARE, PlanPage
from tests.at_once import TODAY, context, on_stage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession


def plan(session: WriteSession, year_id: int) -> int:
    start_plan(session, PlanStart(year_id), TODAY)
    made = max(one.id for one in session.plans.plans())
    add_driver(session, made, FixedCost(0, "Rent", "K20", 3_000_000))
    return made


def test_plans_of_different_years_are_not_subtracted(qtbot: QtBot, session: WriteSession) -> None:
    set_language("en")
    one = plan(session, NEXT_YEAR)
    first_year = session.enterprise.fiscal_years()[0].id
    later = plan(session, NEXT_YEAR)
    page = PlanPage(context(session))
    page.show_place(COMPARE)
    page.pin(one)
    on_stage(qtbot, page)
    page.show_year(first_year)
    compare = page.compare
    assert compare.first.currentData() == later
    assert compare.says.text() == (
        "The plans have no year in common: choose two that cover the same year."
    )
    same = plan(session, first_year)
    again = PlanPage(context(session))
    again.show_place(COMPARE)
    on_stage(qtbot, again)
    assert (again.compare.first.currentData(), again.compare.second.currentData()) == (one, same)


def test_what_is_missing_has_no_difference_and_what_is_equal_has_one_sign(
    qtbot: QtBot, session: WriteSession
) -> None:
    """Rent 30 000 kr a month in both; heating only in the second plan."""
    set_language("en")
    first = plan(session, NEXT_YEAR)
    second = plan(session, session.enterprise.fiscal_years()[0].id)
    add_driver(session, second, FixedCost(0, "Heating", "K30", 1_000_000))
    page = PlanPage(context(session))
    page.show_place(COMPARE)
    page.pin(second)
    on_stage(qtbot, page)
    compare = page.compare
    assert {compare.first.currentData(), compare.second.currentData()} == {first, second}
    grid = compare.grid.content
    rows = {
        row.line.code: at
        for at, row in enumerate(compare._found.rows if compare._found else ())
        if row.line
    }
    assert [cell.text for cell in grid.cells[rows["K20"]]] == ["\u2212360", "\u2212360", "0"]
    assert [cell.text for cell in grid.cells[rows["K30"]]][2] == "\u2013"
    assert "\u2013" in [cell.text for cell in grid.cells[rows["K30"]]][:2]


def test_a_small_difference_does_not_look_like_none() -> None:
    set_language("en")
    shown = [signed_thousands(ore) for ore in (None, 0, 150_000, 4_000, -40_000)]
    assert shown == ["\u2013", "0", "+2", "+0.04", "\u22120.4"]

"""Jämför: which two plans it opens on, and what it says of two without a year in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.i18n import set_language
from asfdesk.services.drivers.edit_drivers import add_driver
from asfdesk.services.drivers.scenarios import scenario_from_shocks
from asfdesk.services.drivers.start_plan import NEXT_YEAR, PlanStart, start_plan
from asfdesk.ui.kit.grid.grid_totals import DayTotals
from asfdesk.ui.pages.drivers.compare_content import signed_thousands
from asfdesk.ui.pages.drivers.figure_line import FigureLine
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
    assert (compare.first.currentData(), compare.second.currentData()) == (None, one)
    assert compare.says.text().startswith("No other plan covers the same year.")
    assert not compare.as_document.isEnabled()
    assert compare.first.elided() == "Choose a plan"
    compare.first.setCurrentIndex(compare.first.findData(later))
    compare.first.activated.emit(compare.first.currentIndex())
    assert compare.as_document.isEnabled()
    assert compare.says.text() == (
        "The plans have no year in common: choose two that cover the same year."
    )
    same = plan(session, first_year)
    again = PlanPage(context(session))
    again.show_place(COMPARE)
    on_stage(qtbot, again)
    assert (again.compare.first.currentData(), again.compare.second.currentData()) == (one, same)


def test_a_scenario_stands_against_its_budget_and_says_what_it_changes(
    qtbot: QtBot, session: WriteSession
) -> None:
    """Whichever of the two is looked at; and what was chosen stays when the page loads again."""
    set_language("en")
    budget = plan(session, NEXT_YEAR)
    add_driver(session, budget, FixedCost(0, "Heat", "K30", 1_000_000))
    shock = Shock(ShockDriver.FIXED_COSTS, 11_000)
    scenario_from_shocks(session, budget, "Dearer", [shock])
    scenario = max(one.id for one in session.plans.plans())
    for shown in (budget, scenario):
        page = PlanPage(context(session))
        page.show_place(COMPARE)
        page.pin(shown)
        on_stage(qtbot, page)
        compare = page.compare
        assert (compare.first.currentData(), compare.second.currentData()) == (budget, scenario)
        rows = [(one.name, one.words) for one in compare.differences.rows]
        assert rows == [("Changed in scenario B", "Costs on a schedule: \u00d7 110\u00a0%")]
        # 40 000 kr a month, ten per cent more.
        assert compare.says.text().endswith("\u221248\u202f000 kr.")
    compare.first.setCurrentIndex(compare.first.findData(scenario))
    compare.second.setCurrentIndex(compare.second.findData(budget))
    page.reload()
    assert (compare.first.currentData(), compare.second.currentData()) == (scenario, budget)


def test_a_name_that_does_not_fit_is_cut_with_an_ellipsis(
    qtbot: QtBot, session: WriteSession
) -> None:
    set_language("sv")
    made = plan(session, NEXT_YEAR)
    page = PlanPage(context(session))
    page.show_place(COMPARE)
    page.pin(made)
    plan(session, session.enterprise.fiscal_years()[0].id)
    on_stage(qtbot, page)
    sums = page.compare.grid.findChildren(DayTotals)[0]
    content = page.compare.grid.content
    sums._view.names.setFixedWidth(70)
    assert [sums.shown_title(foot)[-1] for foot in content.foot[:3]] == ["\u2026"] * 3
    sums._view.names.setFixedWidth(300)
    assert [sums.shown_title(foot) for foot in content.foot] == [f.title for f in content.foot]


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


def test_words_of_a_figure_keep_room_for_every_line(qtbot: QtBot) -> None:
    line = FigureLine("Lowest cash")
    qtbot.addWidget(line)
    line.resize(200, 60)
    line.show()
    line.show_figure("352 236 kr", "March 2026")
    one = line.first_says.minimumHeight()
    line.show_figure("352 236 kr", "March 2026, and 502 236 kr is left with the overdraft")
    assert line.first_says.minimumHeight() >= 2 * one > 0
    assert line.first_says.height() >= line.first_says.heightForWidth(line.first_says.width())

"""Jämför: which two plans it opens on, and what it says of two without a year in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.i18n import set_language
from asfdesk.services.drivers.edit_drivers import add_driver
from asfdesk.services.drivers.start_plan import NEXT_YEAR, PlanStart, start_plan
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

"""What the Affärsplan page is given: the plan in words, its years, and what is written over."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.period import Month
from asfdesk.i18n import set_language
from asfdesk.services.drivers.edit_drivers import add_driver, set_premises
from asfdesk.services.drivers.plan_checks import Gap
from asfdesk.services.drivers.plan_drivers_view import plan_view
from asfdesk.services.drivers.plan_life import approve_plan, revise_plan
from asfdesk.services.drivers.scenarios import make_scenario
from asfdesk.services.drivers.start_plan import NEXT_YEAR, PlanStart, start_plan
from asfdesk.services.drivers.type_amounts import set_amounts
from asfdesk.services.drivers.year_table import Per
from asfdesk.services.planning.plan_page import NEWEST_PLAN

if TYPE_CHECKING:
    from asfdesk.services.drivers.plan_drivers_view import PlanDrivers, PlanView
    from asfdesk.services.session import ReadSession, WriteSession

TODAY = date(2026, 11, 23)
NOVEMBER, JANUARY = Month(2026, 11), Month(2026, 1)


@pytest.fixture
def plan_id(session: WriteSession) -> int:
    """Three years: T1's stream and a rent of 30 000 kr."""
    set_language("en")
    start_plan(session, PlanStart(NEXT_YEAR, years=3), TODAY)
    (plan,) = session.plans.plans()
    add_driver(session, plan.id, TrainingStream(0, "Huddinge", 12_000, 8_500, 32_000))
    add_driver(session, plan.id, FixedCost(0, "Rent", "K20", 3_000_000, vat_bp=0, terms_days=0))
    return plan.id


def seen(session: ReadSession, plan_id: int | None = None, year: int | None = None) -> PlanView:
    return plan_view(session, NOVEMBER, TODAY, year, plan_id)


def drivers(view: PlanView) -> PlanDrivers:
    assert view.drivers is not None
    return view.drivers


def test_a_file_without_a_plan_says_so(session: WriteSession) -> None:
    set_language("en")
    view = seen(session)
    assert view.drivers is None
    assert view.status == "November 2026 lies in no fiscal year."
    assert view.every_plan == ()


def test_the_line_under_the_heading_says_what_the_tables_say(
    session: WriteSession, plan_id: int
) -> None:
    view = seen(session)
    result = sum(drivers(view).table(Per.MONTH).result)
    # 819 264 kr (T1) less 360 000 kr.
    assert result == 45_926_400
    assert view.status.startswith("Draft. Result 2026: 459\u202f264 kr. ")
    missing = len(drivers(view).gaps)
    assert view.status.endswith(f"{missing} things are missing.")
    set_premises(session, plan_id, Premises(opening_ore=10_000_000, ratio_milli=6_000))
    view = seen(session)
    # The rent is paid in January, the training from February on.
    assert "Lowest cash: 70\u202f000 kr at the end of January 2026." in view.status
    assert Gap.CASH not in {gap.gap for gap in drivers(view).gaps}


def test_an_approved_plan_says_how_to_change_it(session: WriteSession, plan_id: int) -> None:
    approve_plan(session, plan_id, TODAY)
    status = seen(session).status
    assert status.startswith("Approved 2026-11-23. Result 2026")
    assert "missing" not in status
    assert status.endswith("To change it, revise it: you then get the next version.")


def test_each_year_of_the_plan_finds_it(session: WriteSession, plan_id: int) -> None:
    for year in session.enterprise.fiscal_years():
        view = seen(session, year=year.id)
        assert view.page.plan is not None
        assert view.page.plan.id == plan_id
        assert view.page.titles == ("Budget 2026\u20132028, version 1 (draft)",)
        assert drivers(view).shown == year
    assert [year.label for year in drivers(view).years] == ["2026", "2027", "2028"]


def test_what_is_written_over_the_drivers_is_told_as_it_would_be_typed(
    session: WriteSession, plan_id: int
) -> None:
    typed: dict[tuple[str, Month], int | None] = {("K20", JANUARY): 100, ("K33", JANUARY): 100}
    set_amounts(session, plan_id, typed)
    # A line without drivers is simply typed.
    assert drivers(seen(session)).driven() == {("K20", JANUARY): 3_000_000}


def test_the_newest_plan_is_shown_in_its_first_year(session: WriteSession, plan_id: int) -> None:
    revise_plan(session, plan_id)
    make_scenario(session, plan_id, "Fewer")
    view = seen(session, NEWEST_PLAN)
    assert view.page.title == "Fewer 2026\u20132028, version 1"
    assert [title for _id, title in view.every_plan] == [
        "Fewer 2026\u20132028, version 1 (draft)",
        "Budget 2026\u20132028, version 2 (draft)",
        "Budget 2026\u20132028, version 1 (draft)",
    ]


def test_an_adviser_sees_the_same(
    session: WriteSession, adviser: WriteSession, plan_id: int
) -> None:
    assert plan_id
    assert seen(adviser) == seen(session)

"""Two plans side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.period import Month
from asfdesk.domain.plan import PlanKind
from asfdesk.services.drivers.compare_plans import compare_plans
from asfdesk.services.drivers.edit_drivers import (
    add_driver,
    change_driver,
    remove_driver,
    set_premises,
)
from asfdesk.services.drivers.plan_life import revise_plan
from asfdesk.services.drivers.scenarios import scenario_from_shocks
from asfdesk.services.drivers.type_amounts import set_amounts
from asfdesk.services.planning.edit_plan import new_plan
from tests.bookroom import T1, add_plan, add_stream, add_year

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

RENT = FixedCost(0, "Hyra", "K20", 10_000_00)


def test_a_revision_against_what_it_was_made_from(session: WriteSession) -> None:
    year_id = add_year(session)
    first = add_plan(session, year_id, {}, approved=False)
    add_stream(session, first)
    add_driver(session, first, RENT)
    revise_plan(session, first)
    second = session.plans.plans(year_id)[0].id
    (stream,) = session.drivers.streams(second)
    change_driver(session, second, replace(stream, places_milli=6_000))
    remove_driver(session, second, session.drivers.fixed(second)[0])
    add_driver(session, second, replace(RENT, name="Hyra ny lokal", amount_ore=5_000_00))
    set_premises(session, second, Premises(opening_ore=1_00))
    set_amounts(session, second, {("I80", Month(2026, 5)): 700})
    found = compare_plans(session, first, second)
    rows = {row.line.code: row for row in found.rows if row.line}
    assert [year.label for year in found.years] == ["2026"]
    assert (rows["I10"].total.first_ore, rows["I10"].total.second_ore) == (81_926_400, 40_963_200)
    assert rows["I10"].total.difference_ore == -40_963_200
    # A line in one plan only: what is missing is not nothing, so there is no difference to take.
    assert (rows["I80"].total.first_ore, rows["I80"].total.second_ore) == (None, 700)
    assert rows["I80"].total.difference_ore is None
    assert (found.income.total.difference_ore, found.costs.total.difference_ore) == (
        -40_962_500, 60_000_00,
    )  # fmt: skip
    assert found.result.total.difference_ore == -40_962_500 + 60_000_00
    named = {(one.kind, one.name): one for one in found.drivers}
    changed = named[TrainingStream, "Lillby kommun"].fields
    assert [(one.name, one.first, one.second) for one in changed] == [
        ("places_milli", 12_000, 6_000)
    ]
    assert named[FixedCost, "Hyra"].second is None
    assert named[FixedCost, "Hyra ny lokal"].first is None
    assert named[Premises, ""].fields[0].name == "opening_ore"
    assert len(named) == 4


def test_a_copy_differs_in_nothing(session: WriteSession) -> None:
    year_id = add_year(session)
    first = add_plan(session, year_id, {"K20": -3}, approved=False)
    for _time in range(2):  # two rows of one name
        add_stream(session, first)
    revise_plan(session, first)
    found = compare_plans(session, first, session.plans.plans(year_id)[0].id)
    assert not any(row.differs for row in (*found.rows, found.result))
    assert found.drivers == ()


def test_plans_of_different_years_and_a_scenario_with_its_shocks(session: WriteSession) -> None:
    first = add_year(session)
    second = add_year(session, date(2027, 1, 1), date(2027, 12, 31))
    new_plan(session, first, years=2)
    long = session.plans.plans(first)[0].id
    add_stream(session, long)
    short = add_plan(session, second, {"I20": 10}, approved=False)
    found = compare_plans(session, long, short)
    assert [year.label for year in found.years] == ["2026", "2027"]
    sums = [(pair.first_ore, pair.second_ore) for pair in found.result.years]
    assert sums == [(81_926_400, None), (253 * 326_400, 12_000)]
    both = 12_000 - 253 * 326_400
    assert [pair.difference_ore for pair in found.result.years] == [None, both]
    assert found.result.total.difference_ore is None, "two years less one is no difference"
    scenario_from_shocks(session, long, "Färre", [Shock(ShockDriver.PLACES, 5_000)])
    scenario = next(p for p in session.plans.plans(first) if p.kind is PlanKind.SCENARIO)
    found = compare_plans(session, long, scenario.id)
    assert (found.first_shocks, len(found.second_shocks)) == ((), 1)
    assert found.drivers == ()
    assert [pair.difference_ore for pair in found.income.years] == [
        -40_963_200, -253 * 163_200,
    ]  # fmt: skip
    assert T1.places_milli == session.drivers.streams(scenario.id)[0].places_milli

"""A what-if that is saved is exactly what was seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.drivers.levers import LeverKey
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.drivers.what_if import WhatIf
from asfdesk.domain.drivers.whole_plan import whole_plan
from asfdesk.domain.plan import PlanKind
from asfdesk.services.drivers.edit_drivers import add_driver, set_premises
from asfdesk.services.drivers.plan_model import model_of
from asfdesk.services.drivers.scenarios import scenario_from_shocks
from tests.bookroom import T1, add_plan, add_stream, add_year

if TYPE_CHECKING:
    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.services.session import WriteSession


@pytest.fixture
def plan_id(session: WriteSession) -> int:
    """Two buyers, a café, two supervisors, cash."""
    made = add_plan(session, add_year(session), {"K20": -30_000}, approved=False)
    add_stream(session, made)
    add_stream(session, made, replace(T1, name="Storby", places_milli=7_000, terms_days=60))
    add_driver(session, made, SalesStream(0, "Café", 1_200_000, 50_00, cogs_bp=3_500))
    for fte in (10_000, 7_500):
        row = StaffRow(0, StaffRole.SUPERVISOR, "Handledare", fte, 30_000_00, line_code="K41")
        add_driver(session, made, row)
    set_premises(session, made, Premises(100_000_00, ratio_milli=8_000, sick_bp=300))
    return made


def model(session: WriteSession, plan_id: int) -> PlanModel:
    plan = session.plans.plan(plan_id)
    assert plan is not None
    return model_of(session, plan)


def test_every_lever_at_once(session: WriteSession, plan_id: int) -> None:
    what_if = WhatIf(model(session, plan_id))
    seen = what_if.answer(
        {
            LeverKey.OCCUPANCY: 8_100,
            LeverKey.PLACES: 21_000,
            LeverKey.PRICE: 335_00,
            LeverKey.SUPERVISORS: 20_000,
            LeverKey.SICK: 600,
            LeverKey.PAYMENT_DAYS: 75,
            LeverKey.SALES_VOLUME: 9_500,
        }
    )
    scenario_from_shocks(session, plan_id, "Försiktig", seen.shocks)
    scenario = next(plan for plan in session.plans.plans() if plan.kind is PlanKind.SCENARIO)
    kept = whole_plan(model(session, scenario.id))
    assert kept.lines == seen.result.lines
    assert kept.liquidity == seen.liquidity
    amounts = session.plans.amounts(scenario.id)
    for code, line in seen.result.lines.items():
        stored = tuple(amounts.get(code, {}).get(month, 0) for month in kept.months)
        assert stored == line, code


def test_a_scenario_can_be_pulled_further(session: WriteSession, plan_id: int) -> None:
    first = WhatIf(model(session, plan_id)).answer({LeverKey.PLACES: 22_000})
    scenario_from_shocks(session, plan_id, "Fler", first.shocks)
    scenario = next(plan for plan in session.plans.plans() if plan.kind is PlanKind.SCENARIO)
    what_if = WhatIf(model(session, scenario.id))
    assert what_if.plan.years == first.years
    further = what_if.answer({LeverKey.PLACES: 25_000})
    scenario_from_shocks(session, scenario.id, "Ännu fler", further.shocks)
    newest = max(session.plans.plans(), key=lambda plan: plan.id)
    assert whole_plan(model(session, newest.id)).lines == further.result.lines

"""A plan with a row of every kind, and what it is followed up by: what an attacker may change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
from asfdesk.domain.drivers.parameters import Parameter, ParameterKey
from asfdesk.domain.drivers.premises import CashItem, Premises
from asfdesk.domain.drivers.sales import SalesChange, SalesStream
from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.domain.plan import PlanKind
from asfdesk.domain.planning.expected import ExpectedItem
from asfdesk.domain.planning.figure_targets import Direction, Target
from asfdesk.domain.planning.society import Actor, Assumption, Factor, proxy_key
from asfdesk.services.drivers.bank_balances import set_bank_balance
from asfdesk.services.drivers.edit_drivers import add_driver, set_premises
from asfdesk.services.drivers.parameters import change_parameter
from asfdesk.services.drivers.plan_life import approve_plan, revise_plan
from asfdesk.services.drivers.scenarios import scenario_from_shocks
from asfdesk.services.hours.capacity_settings import set_per_supervisor
from asfdesk.services.planning.assume_society import set_assumption
from asfdesk.services.planning.edit_plan import describe_plan, new_plan
from asfdesk.services.planning.figure_targets import set_target
from asfdesk.services.planning.note_expected import note_expected, set_sold_volumes
from tests.strongbox import TODAY

if TYPE_CHECKING:
    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.services.session import WriteSession

SEASON = (1, 1, 1, 1, 2, 2, 3, 2, 1, 1, 1, 2)


def plant_plan(session: WriteSession) -> None:
    """A budget with every driver, approved and revised; a scenario; what it is followed up by."""
    year = _year(session)
    months = year.months()
    new_plan(session, year.id, PlanKind.BUDGET)
    (plan,) = session.plans.plans(year.id)
    describe_plan(session, plan.id, "Budget", "Ett avtal till")
    for driver in _drivers(months[0], months[6]):
        add_driver(session, plan.id, driver)
    premises = Premises(opening_ore=200_000_00, ratio_milli=5_000, sick_bp=400)
    set_premises(session, plan.id, premises)
    _followed_up(session, year, months[0])
    shocks = (
        Shock(ShockDriver.OCCUPANCY, factor_bp=8_000, first=months[3]),
        Shock(ShockDriver.PAYMENT_DAYS, delta=30),
    )
    scenario_from_shocks(session, plan.id, "Färre kommer", shocks)
    approve_plan(session, plan.id, TODAY)
    revise_plan(session, plan.id)


def _year(session: WriteSession) -> FiscalYear:
    year = session.enterprise.fiscal_year_on(TODAY)
    assert year is not None
    return year


def _drivers(start: Month, later: Month) -> tuple[Driver, ...]:
    """One of each kind, with all that belongs to it."""
    change = StreamChange(later, 12_000, 9_000, 52_000)
    sold = SalesChange(later, 900, 48_00)
    wage = Subsidy(SubsidyKind.WAGE_SUBSIDY, 5_000, 20_000_00, first=start)
    return (
        TrainingStream(0, "Kommunen", 10_000, 8_500, 50_000, first=start, changes=(change,)),
        SalesStream(0, "Lunch", 800, 45_00, 3_000, SEASON, changes=(sold,)),
        StaffRow(0, StaffRole.SUPERVISOR, "Handledare", 10_000, 32_000_00, 1980, rise_bp=300),
        StaffRow(0, StaffRole.SUBSIDISED, "Biträde", 7_500, 24_000_00, subsidy=wage),
        FixedCost(0, "Hyra", "K20", 18_000_00, index_bp=200, first=start),
        Grant(0, "Bidrag", "I52", 120_000_00, start, later),
        Investment(0, "Ugn", later, 60_000_00, 36),
        Loan(0, "Banken", start, 100_000_00, 500, 24),
        CashItem(0, start, -5_000_00, "Skatt från förra året"),
    )


def _followed_up(session: WriteSession, year: FiscalYear, start: Month) -> None:
    key = ParameterKey.HOLIDAY
    own = Parameter(key, 1_250, key.unit, date(2010, 4, 1), source="Avtalet")
    change_parameter(session, own, TODAY)
    note_expected(session, ExpectedItem(0, "K30", start, -6_200_00, "El", TODAY))
    set_sold_volumes(session, "I20", "Lunch", {start: 750_000})
    target = Target("occupancy", 850_000, Direction.MORE, 20_000, 100_000)
    set_target(session, target)
    set_target(session, replace(target, fiscal_year_id=year.id))
    proxy = proxy_key(ExitGroup.WORK, Actor.MUNICIPALITY)
    set_assumption(session, Assumption(proxy, 60_000_00, 96_000_00, 120_000_00, "Kommunen"))
    set_assumption(session, Assumption(Factor.YEARS, 1, 3, 5))
    set_bank_balance(session, TODAY, 150_000_00, TODAY)
    set_per_supervisor(session, 10_000, TODAY)

"""A plan's life, and its lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.books.mapping import MapRule
from asfdesk.domain.drivers.costs import Loan
from asfdesk.domain.drivers.parameters import ParameterKey
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.drivers.streams import StreamChange
from asfdesk.domain.enterprise import ClosedPeriod
from asfdesk.domain.period import Month
from asfdesk.domain.plan import PlanKind, PlanStatus
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.services.drivers import plan_life, scenarios
from asfdesk.services.drivers.edit_drivers import add_driver, remove_driver, set_premises
from asfdesk.services.drivers.parameters import change_parameter
from asfdesk.services.drivers.plan_model import driven_amounts, model_of
from asfdesk.services.drivers.rates_in_use import rates_in_use
from asfdesk.services.drivers.type_amounts import set_amounts
from asfdesk.services.manage_enterprise import add_closed_period
from asfdesk.services.planning import edit_plan, plan_lines
from tests.bookroom import T1, add_plan, add_stream, add_year, book

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

JANUARY, APRIL = Month(2026, 1), Month(2026, 4)


def test_a_new_plan_brings_the_shipped_lines(session: WriteSession) -> None:
    year_id = add_year(session)
    edit_plan.new_plan(session, year_id)
    plan = session.plans.plans(year_id)[0]
    assert (plan.kind, plan.version, plan.status) == (PlanKind.BUDGET, 1, PlanStatus.DRAFT)
    assert session.plans.lines() == list(DEFAULT_LINES)


def test_revising_copies_amounts_and_approving_replaces(session: WriteSession) -> None:
    year_id = add_year(session)
    first = add_plan(session, year_id, {"I20": 100, "K20": -40})
    plan_life.revise_plan(session, first)
    second = session.plans.plans(year_id)[0]
    assert (second.version, second.based_on_id, second.status) == (2, first, PlanStatus.DRAFT)
    assert session.plans.amounts(second.id) == session.plans.amounts(first)
    assert session.plans.in_force(year_id) == session.plans.plan(first)
    plan_life.approve_plan(session, second.id, date(2026, 5, 2))
    replaced = session.plans.plan(first)
    assert replaced is not None
    assert replaced.status is PlanStatus.REPLACED
    in_force = session.plans.in_force(year_id)
    assert in_force is not None
    assert (in_force.id, in_force.approved_on) == (second.id, date(2026, 5, 2))


def test_an_approved_plan_is_read_only_and_not_undone(session: WriteSession) -> None:
    year_id = add_year(session)
    plan_id = add_plan(session, year_id, {"I20": 100})
    assert session.writer.undo_steps() == []
    with pytest.raises(RefusedError, match=r"Revidera|Revise"):
        set_amounts(session, plan_id, {("I20", JANUARY): 1})
    with pytest.raises(RefusedError):
        edit_plan.delete_draft(session, plan_id)
    assert session.plans.amounts(plan_id)["I20"][JANUARY] == 10_000


def test_an_empty_plan_and_a_scenario_are_not_approved(session: WriteSession) -> None:
    year_id = add_year(session)
    plan_id = add_plan(session, year_id, {}, approved=False)
    with pytest.raises(RefusedError):
        plan_life.approve_plan(session, plan_id, date(2026, 1, 1))
    scenarios.make_scenario(session, plan_id, "Lägre pris")
    scenario = next(p for p in session.plans.plans(year_id) if p.kind is PlanKind.SCENARIO)
    with pytest.raises(RefusedError):
        plan_life.approve_plan(session, scenario.id, date(2026, 1, 1))


def test_a_deleted_draft_comes_back_with_undo(session: WriteSession) -> None:
    year_id = add_year(session)
    plan_id = add_plan(session, year_id, {"I20": 100}, approved=False)
    edit_plan.delete_draft(session, plan_id)
    assert session.plans.plans(year_id) == []
    session.writer.undo()
    assert session.plans.amounts(plan_id)["I20"][Month(2026, 12)] == 10_000


def test_a_copy_has_everything_and_is_its_own(session: WriteSession) -> None:
    year_id = add_year(session)
    plan_id = add_plan(session, year_id, {"K20": -30}, approved=False)
    add_stream(session, plan_id, replace(T1, changes=(StreamChange(APRIL, 14_000, 9_000, 33_000),)))
    add_driver(session, plan_id, Loan(0, "Lån", JANUARY, 100_000_00, 600, 60))
    set_premises(session, plan_id, Premises(opening_ore=150_000_00))
    plan_life.revise_plan(session, plan_id)
    copy = session.plans.plans(year_id)[0]
    assert session.plans.amounts(copy.id) == session.plans.amounts(plan_id)
    (stream,) = session.drivers.streams(copy.id)
    assert stream.changes == (StreamChange(APRIL, 14_000, 9_000, 33_000),)
    assert session.drivers.premises(copy.id).opening_ore == 150_000_00
    remove_driver(session, copy.id, stream)
    assert len(session.drivers.streams(plan_id)) == 1
    assert "I10" not in session.plans.amounts(copy.id)


def test_approving_keeps_the_parameters(session: WriteSession) -> None:
    year_id = add_year(session)
    plan_id = add_plan(session, year_id, {}, approved=False)
    row = StaffRow(0, StaffRole.SUPERVISOR, "Handledare", 10_000, 3_100_000, holiday_bp=0)
    add_driver(session, plan_id, row)
    # finance.md T6: fees 9 740.20 and insurance 148.80, special tax on pension 338.43.
    before = session.plans.amounts(plan_id)
    assert before["K43"][JANUARY] == -(974_020 + 14_880 + 33_843)
    plan_life.approve_plan(session, plan_id, date(2025, 12, 1))
    plan_life.revise_plan(session, plan_id)
    draft = session.plans.plans(year_id)[0]
    fee = next(one for one in rates_in_use(session).values if one.key is ParameterKey.EMPLOYER_FEE)
    change_parameter(session, replace(fee, value=2_142, source="Ny lag"), date(2026, 11, 9))
    assert session.plans.amounts(plan_id) == before
    assert session.plans.amounts(draft.id)["K43"][JANUARY] == -(664_020 + 14_880 + 33_843)
    approved = session.plans.plan(plan_id)
    assert approved is not None
    kept = model_of(session, approved).parameters.on(ParameterKey.EMPLOYER_FEE, JANUARY.first)
    assert kept is not None
    assert (kept.value, kept.changed) == (3_142, False)


def test_a_new_budget_replaces_the_earlier_whatever_its_name(session: WriteSession) -> None:
    year_id = add_year(session)
    first = add_plan(session, year_id, {"I20": 100})
    edit_plan.new_plan(session, year_id, name="Ny ledning")
    second = next(one for one in session.plans.plans(year_id) if one.name)
    set_amounts(session, second.id, {("I20", JANUARY): 1})
    plan_life.approve_plan(session, second.id, date(2026, 2, 1))
    replaced = session.plans.plan(first)
    assert replaced is not None
    assert replaced.status is PlanStatus.REPLACED
    in_force = session.plans.in_force(year_id)
    assert in_force is not None
    assert in_force.id == second.id


def test_a_scenario_keeps_its_shocks_and_can_be_struck_anew(session: WriteSession) -> None:
    year_id = add_year(session)
    plan_id = add_plan(session, year_id, {"K20": -30}, approved=False)
    add_stream(session, plan_id)
    stream_id = add_stream(session, plan_id, replace(T1, name="Storby"))
    shock = Shock(ShockDriver.PLACES, 5_000, first=APRIL, target_id=stream_id)
    scenarios.scenario_from_shocks(session, plan_id, "Storby halveras", [shock])
    scenario = next(p for p in session.plans.plans(year_id) if p.kind is PlanKind.SCENARIO)
    own = session.drivers.streams(scenario.id)[1].id
    (kept,) = session.drivers.shocks(scenario.id)
    assert replace(kept, id=0) == replace(shock, target_id=own)
    income = session.plans.amounts(scenario.id)["I10"]
    assert income[JANUARY] == 2 * 6_528_000
    assert income[APRIL] == 6_528_000 + 3_264_000
    scenarios.set_shocks(session, scenario.id, [])
    assert session.plans.amounts(scenario.id) == session.plans.amounts(plan_id)
    session.writer.undo()
    assert session.plans.amounts(scenario.id)["I10"][APRIL] == 6_528_000 + 3_264_000


def test_shocks_are_for_scenarios_and_strike_what_is_there(session: WriteSession) -> None:
    plan_id = add_plan(session, add_year(session), {"K20": -30}, approved=False)
    with pytest.raises(RefusedError):
        scenarios.set_shocks(session, plan_id, [Shock(ShockDriver.PRICE, 9_000)])
    with pytest.raises(RefusedError):
        scenarios.scenario_from_shocks(
            session, plan_id, "X", [Shock(ShockDriver.PRICE, 9_000, target_id=77)]
        )
    with pytest.raises(InvalidInputError) as caught:
        scenarios.scenario_from_shocks(
            session, plan_id, "X", [Shock(ShockDriver.PRICE, 9_000, first=Month(2027, 1))]
        )
    assert caught.value.field == "first"
    with pytest.raises(InvalidInputError) as caught:
        scenarios.scenario_from_shocks(session, plan_id, " ", [])
    assert caught.value.field == "name"


def test_a_forecast_has_what_was_booked_in_closed_months(session: WriteSession) -> None:
    year_id = add_year(session, through="2026-02")
    plan_id = add_plan(session, year_id, {"K20": -30}, approved=False)
    add_stream(session, plan_id)
    book(session, year_id, {"5010": [40, 50], "3001": [-10]})
    plan_life.make_forecast(session, plan_id)
    forecast = next(p for p in session.plans.plans(year_id) if p.kind is PlanKind.FORECAST)
    amounts = session.plans.amounts(forecast.id)
    february, march = Month(2026, 2), Month(2026, 3)
    assert (amounts["K20"][JANUARY], amounts["K20"][february]) == (-4_000, -5_000)
    assert amounts["K20"][march] == -3_000
    assert amounts["I20"] == {JANUARY: 1_000, february: 0}
    assert (amounts["I10"][JANUARY], amounts["I10"][march]) == (0, 7_180_800)
    assert session.plans.amounts(plan_id)["K20"][JANUARY] == -3_000


def test_a_forecast_needs_a_closed_month(session: WriteSession) -> None:
    plan_id = add_plan(session, add_year(session), {"K20": -30}, approved=False)
    with pytest.raises(RefusedError):
        plan_life.make_forecast(session, plan_id)


def test_a_plan_others_are_made_from_is_not_thrown_away(session: WriteSession) -> None:
    year_id = add_year(session)
    plan_id = add_plan(session, year_id, {"K20": -30}, approved=False)
    scenarios.make_scenario(session, plan_id, "Prov")
    with pytest.raises(RefusedError):
        edit_plan.delete_draft(session, plan_id)
    scenario = next(p for p in session.plans.plans(year_id) if p.kind is PlanKind.SCENARIO)
    edit_plan.delete_draft(session, scenario.id)
    edit_plan.delete_draft(session, plan_id)
    assert session.plans.plans(year_id) == []
    session.writer.undo()
    assert session.plans.amounts(plan_id)["K20"][JANUARY] == -3_000


def test_a_plan_is_described_and_renamed(session: WriteSession) -> None:
    year_id = add_year(session)
    plan_id = add_plan(session, year_id, {"K20": -30}, approved=False)
    edit_plan.describe_plan(session, plan_id, " Försiktig ", "Två avtal går ut.")
    plan = session.plans.plan(plan_id)
    assert plan is not None
    assert (plan.name, plan.version, plan.assumptions) == ("Försiktig", 1, "Två avtal går ut.")


def test_own_lines_take_their_parents_section(session: WriteSession) -> None:
    plan_lines.seed_lines(session)
    plan_lines.add_line(session, "Arbetsträning Lillby", "I10")
    plan_lines.add_line(session, "Arbetsträning Storby", "I10")
    codes = [line.code for line in session.plans.lines()]
    assert codes[:4] == ["I10", "E1", "E2", "I20"]
    with pytest.raises(InvalidInputError) as caught:
        plan_lines.add_line(session, "arbetsträning LILLBY", "I20")
    assert caught.value.field == "name"


def test_a_line_in_use_stays(session: WriteSession) -> None:
    year_id = add_year(session)
    add_plan(session, year_id, {"I20": 100})
    plan_lines.add_line(session, "Café", "I20")
    plan_lines.remove_line(session, "E1")
    assert session.plans.line("E1") is None
    with pytest.raises(RefusedError):
        plan_lines.remove_line(session, "I20")


def test_a_shipped_line_can_be_renamed_and_get_its_word_back(session: WriteSession) -> None:
    plan_lines.seed_lines(session)
    plan_lines.rename_line(session, "K20", "Hyra och el")
    line = session.plans.line("K20")
    assert line is not None
    assert line.name == "Hyra och el"
    plan_lines.rename_line(session, "K20", "")
    line = session.plans.line("K20")
    assert line is not None
    assert line.name == ""


def test_export_account_must_lead_back(session: WriteSession) -> None:
    plan_lines.seed_lines(session)
    with pytest.raises(InvalidInputError) as caught:
        plan_lines.set_export_account(session, "I10", "3004")
    assert caught.value.field == "export_account"
    with session.writer.action("rule.add", ("mapping",)):
        session.mapping.add_rule(MapRule(20, "3004", "3004", None, None, "I10"))
    plan_lines.set_export_account(session, "I10", "3004")
    line = session.plans.line("I10")
    assert line is not None
    assert line.export_account == "3004"
    with pytest.raises(InvalidInputError):
        plan_lines.set_export_account(session, "K20", "1930")


def test_an_approved_plan_keeps_its_working_days(session: WriteSession) -> None:
    year_id = add_year(session)
    plan_id = add_plan(session, year_id, {}, approved=False)
    add_stream(session, plan_id, T1)
    plan_life.approve_plan(session, plan_id, date(2025, 12, 1))
    march = Month(2026, 3)
    add_closed_period(session, ClosedPeriod(0, date(2026, 3, 2), date(2026, 3, 6), "Stängt"))
    approved = edit_plan.need_plan(session, plan_id)
    # March 2026 has 22 working days, five of them in the week that was closed afterwards.
    assert model_of(session, approved).workdays[2] == 22
    stored = session.plans.amounts(plan_id)["I10"]
    driven = driven_amounts(model_of(session, approved))
    assert {month: driven["I10", month] for month in stored} == stored
    plan_life.revise_plan(session, plan_id)
    revised = session.plans.plans(year_id)[0]
    assert model_of(session, revised).workdays[2] == 17
    assert session.plans.amounts(revised.id)["I10"][march] * 22 == stored[march] * 17
    # A scenario of it differs by its shocks alone.
    scenarios.make_scenario(session, plan_id, "Lägre pris")
    scenario = next(p for p in session.plans.plans(year_id) if p.kind is PlanKind.SCENARIO)
    assert model_of(session, scenario).workdays[2] == 22
    assert session.plans.amounts(scenario.id)["I10"] == stored


def test_a_plan_approved_before_working_days_were_kept_has_todays(session: WriteSession) -> None:
    year_id = add_year(session)
    plan_id = add_plan(session, year_id, {"I20": 100})
    with session.writer.action("plan.approve", ("plan",), undoable=False):
        session.parameters.freeze(plan_id, session.parameters.of_plan(plan_id), {})
    add_closed_period(session, ClosedPeriod(0, date(2026, 3, 2), date(2026, 3, 6), "Stängt"))
    assert model_of(session, edit_plan.need_plan(session, plan_id)).workdays[2] == 17


def test_a_shock_is_aimed_at_what_it_strikes(session: WriteSession) -> None:
    plan_id = add_plan(session, add_year(session), {"K20": -30}, approved=False)
    office = StaffRow(0, StaffRole.OTHER, "Kontor", 10_000, 3_000_000, holiday_bp=0)
    add_driver(session, plan_id, office)
    (row,) = session.drivers.staff(plan_id)
    for driver in (ShockDriver.SUPERVISORS, ShockDriver.SICK, ShockDriver.FIXED_COSTS):
        shock = Shock(driver, 5_000, target_id=row.id)
        with pytest.raises(RefusedError):
            scenarios.scenario_from_shocks(session, plan_id, "Ett", [shock])
    shock = Shock(ShockDriver.PAY, 5_000, target_id=row.id)
    scenarios.scenario_from_shocks(session, plan_id, "Ett", [shock])
    scenario = next(p for p in session.plans.plans() if p.kind is PlanKind.SCENARIO)
    assert session.plans.amounts(scenario.id)["K40"][JANUARY] == -1_500_000


def test_a_plan_whose_year_is_gone_says_so_and_stops_nothing_else(session: WriteSession) -> None:
    for one in (2026, 2027, 2028):
        add_year(session, date(one, 1, 1), date(one, 12, 31))
    start = session.enterprise.fiscal_years()
    edit_plan.new_plan(session, start[0].id, years=3)
    broken = session.plans.plans()[0]
    sound = add_plan(session, start[1].id, {}, approved=False)
    add_stream(session, sound)
    before = session.plans.amounts(sound)["I10"][Month(2027, 3)]
    # What no use case does: the third year begins two months late, then it is gone.
    with session.writer.action("fiscal_year.change", ("plan",)):
        session.enterprise.change_fiscal_year(start[2].id, date(2028, 3, 1), date(2028, 12, 31))
    with pytest.raises(RefusedError, match=r"moved|flyttats"):
        model_of(session, broken)
    add_closed_period(session, ClosedPeriod(0, date(2027, 3, 1), date(2027, 3, 5), "Stängt"))
    # March 2027 has 21 working days (finance.md §4.3), five of them in the week that was closed.
    assert session.plans.amounts(sound)["I10"][Month(2027, 3)] * 21 == before * 16
    with session.writer.action("fiscal_year.remove", ("plan",)):
        session.enterprise.remove_fiscal_year(start[2].id)
    with pytest.raises(RefusedError, match=r"missing|saknas"):
        model_of(session, broken)

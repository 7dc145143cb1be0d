"""A plan's life, and its lines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.books.mapping import MapRule
from asfdesk.domain.period import Month
from asfdesk.domain.plan import PlanKind, PlanStatus
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.services.planning import edit_plan, plan_amounts, plan_lines
from tests.bookroom import add_plan, add_year

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

JANUARY = Month(2026, 1)


def test_a_new_plan_brings_the_shipped_lines(session: WriteSession) -> None:
    year_id = add_year(session)
    edit_plan.new_plan(session, year_id)
    plan = session.plans.plans(year_id)[0]
    assert (plan.kind, plan.version, plan.status) == (PlanKind.BUDGET, 1, PlanStatus.DRAFT)
    assert session.plans.lines() == list(DEFAULT_LINES)


def test_revising_copies_amounts_and_approving_replaces(session: WriteSession) -> None:
    year_id = add_year(session)
    first = add_plan(session, year_id, {"I20": 100, "K20": -40})
    edit_plan.revise_plan(session, first)
    second = session.plans.plans(year_id)[0]
    assert (second.version, second.based_on_id, second.status) == (2, first, PlanStatus.DRAFT)
    assert session.plans.amounts(second.id) == session.plans.amounts(first)
    assert session.plans.in_force(year_id) == session.plans.plan(first)
    edit_plan.approve_plan(session, second.id, date(2026, 5, 2))
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
        plan_amounts.set_amounts(session, plan_id, {("I20", JANUARY): 1})
    with pytest.raises(RefusedError):
        edit_plan.delete_draft(session, plan_id)
    assert session.plans.amounts(plan_id)["I20"][JANUARY] == 10_000


def test_an_empty_plan_and_a_scenario_are_not_approved(session: WriteSession) -> None:
    year_id = add_year(session)
    plan_id = add_plan(session, year_id, {}, approved=False)
    with pytest.raises(RefusedError):
        edit_plan.approve_plan(session, plan_id, date(2026, 1, 1))
    edit_plan.make_scenario(session, plan_id, "Lägre pris")
    scenario = next(p for p in session.plans.plans(year_id) if p.kind is PlanKind.SCENARIO)
    with pytest.raises(RefusedError):
        edit_plan.approve_plan(session, scenario.id, date(2026, 1, 1))


def test_a_deleted_draft_comes_back_with_undo(session: WriteSession) -> None:
    year_id = add_year(session)
    plan_id = add_plan(session, year_id, {"I20": 100}, approved=False)
    edit_plan.delete_draft(session, plan_id)
    assert session.plans.plans(year_id) == []
    session.writer.undo()
    assert session.plans.amounts(plan_id)["I20"][Month(2026, 12)] == 10_000


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

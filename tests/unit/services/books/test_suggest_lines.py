"""Suggested lines, wage subsidies among wages, and training that cannot be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.mapping import MapRule
from asfdesk.domain.period import Month
from asfdesk.services.actuals import year_line_months
from asfdesk.services.books.map_accounts import add_rule, place_accounts
from asfdesk.services.books.suggest_lines import accept_suggestions, suggestions
from asfdesk.services.books.training_sales import TrainingState, steps_apart, training_sales
from asfdesk.services.books.typed_amounts import write_typed
from asfdesk.services.books.wage_subsidies import wage_credits
from tests.bookroom import add_plan
from tests.sie_books import base, prepare, take, the_year

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession


@pytest.fixture(autouse=True)
def _own_company(session: WriteSession) -> None:
    prepare(session)


def training(name: str = "Arbetsträning kommun") -> str:
    """`base()` with 3010 called something else."""
    return base().replace('3010 "Försäljning café"', f'3010 "{name}"')


def test_an_accounts_name_gives_a_suggestion_that_can_be_accepted_and_undone(
    session: WriteSession,
) -> None:
    take(session, training())
    found = suggestions(session, the_year(session))
    assert [(s.what, s.line_code, s.amount_ore) for s in found] == [
        ("3010 Arbetsträning kommun", "I10", 18_000_000)
    ]
    assert "3010" in found[0].reason
    assert "arbetsträning" in found[0].reason
    assert "I10" not in year_line_months(session, the_year(session))
    accept_suggestions(session, found)
    assert sum(year_line_months(session, the_year(session))["I10"].values()) == 18_000_000
    assert suggestions(session, the_year(session)) == []
    session.writer.undo()
    assert session.mapping.rules() == []
    assert len(suggestions(session, the_year(session))) == 1


def test_accepting_nothing_is_no_step(session: WriteSession) -> None:
    steps = len(session.writer.undo_steps())
    assert accept_suggestions(session, []) == frozenset()
    assert len(session.writer.undo_steps()) == steps


def test_what_the_user_has_placed_is_left_alone(session: WriteSession) -> None:
    take(session, training())
    place_accounts(session, ["3010"], "I20")
    assert suggestions(session, the_year(session)) == []


def test_a_cost_centre_called_training_gives_a_rule_for_sales(session: WriteSession) -> None:
    take(session, base().replace('"10" "Kafé"', '"10" "Arbetsträning"'))
    found = suggestions(session, the_year(session))
    assert [s.rule for s in found] == [MapRule(10, "3000", "3799", 1, "10", "I10")]
    assert found[0].amount_ore == 18_000_000
    add_rule(session, MapRule(0, "3000", "3799", 1, "10", "I20"))
    assert suggestions(session, the_year(session)) == []


def expect_training(session: WriteSession) -> None:
    add_plan(session, the_year(session).id, {"I10": 1000}, approved=False)


def test_training_is_expected_only_when_planned_or_agreed(session: WriteSession) -> None:
    take(session, base())
    assert training_sales(session, the_year(session)).state is TrainingState.NOT_EXPECTED
    expect_training(session)
    found = training_sales(session, the_year(session))
    assert (found.state, found.sales_ore) == (TrainingState.MIXED, 18_000_000)
    assert found.needs_attention
    assert len(steps_apart()) == 5
    write_typed(session, the_year(session), {("I10", Month(2026, 5)): "500"})
    assert training_sales(session, the_year(session)).state is TrainingState.MIXED


def test_training_that_can_be_told_apart_by_a_name_is_suggested(session: WriteSession) -> None:
    take(session, training())
    expect_training(session)
    found = training_sales(session, the_year(session))
    assert found.state is TrainingState.SUGGESTED
    accept_suggestions(session, found.proposed)
    assert training_sales(session, the_year(session)).state is TrainingState.APART


def test_wage_subsidy_on_an_account_of_its_own(session: WriteSession) -> None:
    take(session, base().replace("3988", "7089"))
    found = wage_credits(session, the_year(session))
    assert [(c.number, c.amount_ore, c.own_account) for c in found] == [("7089", 3_000_000, True)]
    place_accounts(session, ["7089"], "I40")
    assert wage_credits(session, the_year(session)) == []


def test_wage_subsidy_credited_on_the_wage_account(session: WriteSession) -> None:
    take(session, base().replace("3988", "7010"))
    found = wage_credits(session, the_year(session))
    assert [(c.number, c.amount_ore, c.own_account) for c in found] == [("7010", 3_000_000, False)]


def test_a_corrected_wage_is_no_subsidy(session: WriteSession) -> None:
    text = base().replace('#TRANS 3988 {6 "P1"} -30000.00', "#TRANS 3010 {} -30000.00")
    extra = "#VER A 9 20260401\n{\n#TRANS 7010 {} -500.00\n#TRANS 7090 {} 500.00\n}\n"
    take(session, text + extra)
    assert wage_credits(session, the_year(session)) == []


def test_a_wage_that_is_paid_back_in_full_is_no_subsidy(session: WriteSession) -> None:
    text = base().replace('#TRANS 3988 {6 "P1"} -30000.00', "#TRANS 3010 {} -30000.00")
    back = "#VER A 9 20260401\n{\n#TRANS 7010 {} -40000.00\n#TRANS 1930 {} 40000.00\n}\n"
    take(session, text + back)
    assert wage_credits(session, the_year(session)) == []


def test_holiday_pay_moves_both_ways(session: WriteSession) -> None:
    take(session, base().replace("3988", "7090"))
    assert wage_credits(session, the_year(session)) == []
    named = base().replace('3988 "Lönebidrag"', '7082 "Semesterlöner"').replace("3988", "7082")
    take(session, named)
    assert wage_credits(session, the_year(session)) == []


def test_support_that_is_booked_as_income_ends_the_guessing(session: WriteSession) -> None:
    extra = "#VER A 9 20260401\n{\n#TRANS 7089 {} -100.00\n#TRANS 1930 {} 100.00\n}\n"
    take(session, base() + extra)
    assert wage_credits(session, the_year(session)) == []
    named = '#KONTO 7089 "Lönebidrag"\n'
    take(session, base().replace("#KONTO 7010", named + "#KONTO 7010") + extra)
    assert [c.number for c in wage_credits(session, the_year(session))] == ["7089"]


def test_suggestions_look_at_one_year(session: WriteSession) -> None:
    take(session, training())
    year = the_year(session)
    assert session.ledger.object_amounts(6, Month.of(year.first), Month.of(year.last))
    assert [a.code for a in session.ledger.object_amounts(6, Month(2026, 3), Month(2026, 3))] == [
        "P1"
    ]

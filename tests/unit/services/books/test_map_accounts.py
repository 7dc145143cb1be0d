"""Accounts on plan lines: nothing hidden, one click to move, rules that win in order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.mapping import MapRule
from asfdesk.errors import InvalidInputError
from asfdesk.services.actuals import year_line_months
from asfdesk.services.books.map_accounts import (
    PlacedState,
    accounts_placed,
    add_rule,
    change_rule,
    confirm_accounts,
    place_accounts,
    remove_rule,
)
from asfdesk.services.changes import Topic
from tests.sie_books import base, class_sums, prepare, take, the_year

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 4, 20)


@pytest.fixture(autouse=True)
def _books(session: WriteSession) -> None:
    prepare(session)
    take(session, base())


def lines(session: WriteSession) -> dict[str, int]:
    months = year_line_months(session, the_year(session))
    return {code: sum(amounts.values()) for code, amounts in months.items()}


def states(session: WriteSession) -> dict[str, PlacedState]:
    return {a.number: a.state for a in accounts_placed(session, the_year(session))}


def test_the_lines_add_up_to_the_books(session: WriteSession) -> None:
    assert lines(session) == {
        "I20": 18_000_000,
        "I40": 3_000_000,
        "K20": -800_050,
        "K33": -50_025,
        "K40": -4_000_000,
    }
    assert sum(lines(session).values()) == -sum(class_sums(session, the_year(session)).values())


def test_every_account_is_new_until_confirmed(session: WriteSession) -> None:
    assert set(states(session).values()) == {PlacedState.NEW}
    assert len(states(session)) == 5
    assert confirm_accounts(session, ["3010", "5010"], TODAY) == {Topic.MAPPING}
    assert states(session)["3010"] is PlacedState.CONFIRMED
    assert list(states(session).values()).count(PlacedState.NEW) == 3
    assert confirm_accounts(session, ["3010"], TODAY) == frozenset()


def test_one_click_places_an_account_and_a_second_moves_it(session: WriteSession) -> None:
    place_accounts(session, ["3010"], "I10")
    assert lines(session)["I10"] == 18_000_000
    assert states(session)["3010"] is PlacedState.RULE
    place_accounts(session, ["3010"], "I70")
    assert "I10" not in lines(session)
    assert lines(session)["I70"] == 18_000_000
    assert len(session.mapping.rules()) == 1
    session.writer.undo()
    assert lines(session)["I10"] == 18_000_000


def test_a_cost_centre_splits_an_account(session: WriteSession) -> None:
    add_rule(session, MapRule(0, "70", "73", 1, "20", "K41"))
    assert lines(session)["K41"] == -4_000_000
    assert session.mapping.rules()[0].account_from == "7000"
    assert session.mapping.rules()[0].account_to == "7399"
    add_rule(session, MapRule(0, "3988", "3988", 6, "P2", "I60"))
    assert lines(session)["I40"] == 3_000_000


def test_changing_and_removing_a_rule(session: WriteSession) -> None:
    add_rule(session, MapRule(0, "5000", "5099", None, None, "K30"))
    made = session.mapping.rules()[0]
    change_rule(session, MapRule(0, "5000", "5199", None, None, "K31", made.id))
    assert lines(session)["K31"] == -800_050
    remove_rule(session, made.id)
    assert lines(session)["K20"] == -800_050


def test_unplaced_stand_on_top_and_count(session: WriteSession) -> None:
    with session.writer.action("test.add", ()):
        year = the_year(session)
        made = session.ledger.import_of(year.id)
        assert made is not None
        session.writer.execute(
            "INSERT INTO account_month (import_id, account, month, amount_sie_ore)"
            " VALUES (:id, '30A1', '2026-01', -700)",
            {"id": made.id},
        )
    first = accounts_placed(session, the_year(session))[0]
    assert (first.number, first.state, first.amount_ore) == ("30A1", PlacedState.NOWHERE, 700)
    assert lines(session)[""] == 700


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (MapRule(0, "30A0", "3099", None, None, "I10"), "account_from"),
        (MapRule(0, "3099", "3000", None, None, "I10"), "account_to"),
        (MapRule(0, "3000", "3099", 1, None, "I10"), "object"),
        (MapRule(0, "3000", "3099", 7, "x", "I10"), "dimension"),
        (MapRule(0, "3000", "3099", None, None, "X99"), "line_code"),
    ],
)
def test_rules_that_cannot_be_right(session: WriteSession, rule: MapRule, field: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        add_rule(session, rule)
    assert refused.value.field == field
    assert session.mapping.rules() == []

"""Plan lines, plans and amounts in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.period import Month
from asfdesk.domain.plan import (
    Plan,
    PlanDriver,
    PlanKind,
    PlanLine,
    PlanValue,
    Section,
    ValueSource,
)
from asfdesk.errors import RefusedError
from tests.bookroom import add_year

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

JANUARY = Month(2026, 1)


@pytest.fixture
def plan_id(session: WriteSession) -> int:
    year_id = add_year(session)
    with session.writer.action("plan.add", ("plan",)):
        session.plans.seed_lines()
        return session.plans.add_plan(Plan(0, year_id, PlanKind.BUDGET, "", 1))


def test_lines_are_there_before_and_after_they_are_written(session: WriteSession) -> None:
    assert session.plans.lines() == list(DEFAULT_LINES)
    with session.writer.action("plan_line.seed", ("plan",)):
        session.plans.seed_lines()
        session.plans.seed_lines()
    assert session.plans.lines() == list(DEFAULT_LINES)


def test_a_line_comes_back_as_it_was(session: WriteSession) -> None:
    own = PlanLine("E1", Section.INCOME, 250, "Café", "3010", active=False, parent="I20")
    with session.writer.action("plan_line.add", ("plan",)):
        session.plans.seed_lines()
        session.plans.add_line(own)
    assert session.plans.line("E1") == own
    assert own not in session.plans.lines()
    assert own in session.plans.lines(with_inactive=True)


def test_amounts_are_written_over_only_where_they_differ(
    session: WriteSession, plan_id: int
) -> None:
    values = [PlanValue("I20", JANUARY, 100), PlanValue("K20", JANUARY, -5, ValueSource.SPREAD)]
    with session.writer.action("plan.amounts", ("plan",)):
        assert session.plans.set_values(plan_id, values)
        assert not session.plans.set_values(plan_id, values)
        assert session.plans.set_values(plan_id, [PlanValue("I20", JANUARY, 0)])
    assert session.plans.amounts(plan_id) == {"I20": {JANUARY: 0}, "K20": {JANUARY: -5}}
    assert session.plans.values(plan_id)[1].source is ValueSource.SPREAD


def test_an_amount_on_an_unknown_line_is_refused(session: WriteSession, plan_id: int) -> None:
    with pytest.raises(RefusedError), session.writer.action("plan.amounts", ("plan",)):
        session.plans.set_values(plan_id, [PlanValue("X99", JANUARY, 1)])
    assert session.plans.values(plan_id) == []


def test_removing_a_plan_takes_amounts_and_drivers(session: WriteSession, plan_id: int) -> None:
    with session.writer.action("plan.amounts", ("plan",)):
        session.plans.set_values(plan_id, [PlanValue("I10", JANUARY, 1)])
        session.plans.set_driver(plan_id, PlanDriver("I10", 12_000, 8_500, 32_000))
        session.plans.set_driver(plan_id, PlanDriver("I10", 14_000, 8_500, 32_000))
    assert session.plans.drivers(plan_id)["I10"].places_milli == 14_000
    with session.writer.action("plan.remove", ("plan",)):
        session.plans.remove_plan(plan_id)
    assert session.plans.plan(plan_id) is None
    assert session.plans.drivers(plan_id) == {}
    session.writer.undo()
    assert session.plans.drivers(plan_id)["I10"].places_milli == 14_000

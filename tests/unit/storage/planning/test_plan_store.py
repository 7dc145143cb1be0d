"""Plan lines, plans and amounts in the file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.period import Month
from asfdesk.domain.plan import (
    Plan,
    PlanKind,
    PlanLine,
    PlanStatus,
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


def test_removing_a_plan_takes_its_amounts(session: WriteSession, plan_id: int) -> None:
    with session.writer.action("plan.amounts", ("plan",)):
        session.plans.set_values(plan_id, [PlanValue("I10", JANUARY, 1)])
    with session.writer.action("plan.remove", ("plan",)):
        session.plans.remove_plan(plan_id)
    assert session.plans.plan(plan_id) is None
    session.writer.undo()
    assert session.plans.amounts(plan_id) == {"I10": {JANUARY: 1}}


def test_what_drivers_give_never_stands_over_what_was_typed(
    session: WriteSession, plan_id: int
) -> None:
    february, march = JANUARY.plus(1), JANUARY.plus(2)
    with session.writer.action("plan.amounts", ("plan",)):
        session.plans.set_values(plan_id, [PlanValue("I10", JANUARY, 1)])
        given = {("I10", JANUARY): 10, ("I10", february): 20, ("I10", march): 30}
        assert session.plans.set_driven(plan_id, given)
        assert not session.plans.set_driven(plan_id, given)
        assert session.plans.set_driven(plan_id, {("I10", JANUARY): 10, ("I10", february): 21})
    assert session.plans.amounts(plan_id) == {"I10": {JANUARY: 1, february: 21}}
    sources = [value.source for value in session.plans.values(plan_id)]
    assert sources == [ValueSource.TYPED, ValueSource.DRIVERS]


def test_a_long_plan_is_in_force_in_all_its_years(session: WriteSession) -> None:
    years = [add_year(session, date(y, 1, 1), date(y, 12, 31)) for y in (2027, 2028, 2029)]
    with session.writer.action("plan.add", ("plan",)):
        long = session.plans.add_plan(
            Plan(0, years[0], PlanKind.BUDGET, "", 1, PlanStatus.APPROVED, years=3)
        )
        later = session.plans.add_plan(
            Plan(0, years[1], PlanKind.BUDGET, "", 1, PlanStatus.APPROVED, years=1)
        )
        session.plans.add_plan(Plan(0, years[2], PlanKind.BUDGET, "", 7))
    in_force = [session.plans.in_force(year) for year in years]
    assert [one.id if one else None for one in in_force] == [long, later, long]
    assert [one.id for one in session.plans.covering(years[1])] == [later, long]
    assert all(session.enterprise.year_in_use(year) for year in years)


def test_a_plan_of_two_years_leaves_the_third_alone(session: WriteSession) -> None:
    years = [add_year(session, date(y, 1, 1), date(y, 12, 31)) for y in (2027, 2028, 2029)]
    with session.writer.action("plan.add", ("plan",)):
        session.plans.add_plan(Plan(0, years[0], PlanKind.BUDGET, "", 1, years=2))
    assert [session.enterprise.year_in_use(year) for year in years] == [True, True, False]
    assert session.plans.in_force(years[2]) is None

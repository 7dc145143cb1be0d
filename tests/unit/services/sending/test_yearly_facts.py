"""The facts of a year are typed section by section, and last year's are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.sending.yearly_facts import Fact, FactKey, Section, YearlyFacts
from asfdesk.errors import InvalidInputError
from asfdesk.services.sending.yearly_facts import (
    facts_of,
    facts_view,
    set_section,
    set_yearly_facts,
)

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

STAFF = {FactKey.EMPLOYEES: Fact(11), FactKey.TARGET: Fact(5)}


def _state(session: WriteSession, year: int, **values: int) -> None:
    facts = {FactKey(key): Fact(value) for key, value in values.items()}
    set_yearly_facts(session, YearlyFacts(year, facts))


def test_a_section_is_written_and_the_others_stay(session: WriteSession) -> None:
    set_section(session, 2026, Section.STAFF, STAFF)
    set_section(session, 2026, Section.OWNERS, {FactKey.MEMBERS: Fact(14)})
    set_section(session, 2026, Section.STAFF, {FactKey.EMPLOYEES: Fact(12), FactKey.TARGET: Fact()})
    assert session.yearly_facts.facts(2026) == {
        FactKey.EMPLOYEES: Fact(12),
        FactKey.MEMBERS: Fact(14),
    }
    assert not set_section(session, 2026, Section.OWNERS, {FactKey.MEMBERS: Fact(14)})
    assert session.yearly_facts.years() == [2026]


def test_it_is_one_step_to_undo(session: WriteSession) -> None:
    set_section(session, 2026, Section.STAFF, STAFF)
    session.writer.undo()
    assert session.yearly_facts.years() == []


def test_last_years_facts_are_offered_for_sections_that_are_empty(session: WriteSession) -> None:
    _state(session, 2024, employees=9, members=12)
    _state(session, 2025, employees=11, profit_kept=50_000_00, board=5)
    set_section(session, 2026, Section.OWNERS, {FactKey.MEMBERS: Fact(14)})
    view = facts_view(session, 2026)
    # The latest year before it, but no amounts, and nothing of what has been written of 2026.
    assert view.offered.facts == {FactKey.EMPLOYEES: Fact(11), FactKey.MEMBERS: Fact(14)}
    assert view.offered_from == 2025
    assert view.is_offered(Section.STAFF)
    assert not view.is_offered(Section.OWNERS)
    assert facts_of(session, 2026).value(FactKey.EMPLOYEES) is None
    assert facts_view(session, 2024).offered_from is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"employees": 4, "target_employees": 5}, "target_employees"),
        ({"employees": 4, "employees_fte": 4_001}, "employees_fte"),
        ({"members": 3, "member_coworkers": 4}, "member_coworkers"),
        ({"board": 100_001}, "board"),
        ({"criterion_business": 2}, "criterion_business"),
        ({"employees": 4, "employed_utan_stod": 2, "employed_osa": 3}, "employed_osa"),
    ],
)
def test_what_cannot_be_right_is_refused(
    session: WriteSession, values: dict[str, int], field: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        _state(session, 2026, **values)
    assert refused.value.field == field
    assert session.yearly_facts.years() == []

"""Shares of what is stated of a year, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

from asfdesk.domain.people.placement_codes import EmploymentForm
from asfdesk.domain.sending.yearly_facts import (
    LASTING,
    SECTIONS,
    Fact,
    FactKey,
    FactUnit,
    YearlyFacts,
    unit_of,
)


def _year(**values: int) -> YearlyFacts:
    return YearlyFacts(2026, {FactKey(key): Fact(value) for key, value in values.items()})


def test_the_thirty_per_cent_test_with_and_without_trainees() -> None:
    # 3 of 12 employed are a quarter; with 8 trainees 11 of 20 are from the target group.
    facts = _year(employees=12, target_employees=3)
    assert facts.target_share() == Fraction(1, 4)
    assert facts.target_share(8) == Fraction(11, 20)
    assert facts.target_share(None) is None


def test_nothing_stated_is_not_nobody() -> None:
    assert _year(employees=12).target_share() is None
    assert _year(employees=0, target_employees=0).target_share() is None
    assert _year(employees=12).by_form() is None
    by_form = _year(employed_lonebidrag=2).by_form()
    assert by_form is not None
    assert by_form[EmploymentForm.WAGE_SUBSIDY] == 2
    assert by_form[EmploymentForm.SHELTERED_PUBLIC] == 0


def test_every_fact_is_asked_for_once_and_amounts_are_the_years_own() -> None:
    asked = [key for keys in SECTIONS.values() for key in keys]
    assert sorted(asked) == sorted(FactKey)
    assert {unit_of(key) for key in FactKey if key not in LASTING} == {FactUnit.ORE}

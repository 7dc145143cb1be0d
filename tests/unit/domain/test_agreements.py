from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from asfdesk.domain.agreements import Agreement, Terms, bases_of
from asfdesk.domain.codes import AttendanceCode, Form, PriceBasis, PriceUnit

FIRST = Terms(1, 1, date(2026, 1, 1), PriceUnit.DAY, PriceBasis.ATTENDED, 32_000, 5_000)
RAISED = replace(FIRST, id=2, valid_from=date(2026, 7, 1), price_ore=33_500)
AGREEMENT = Agreement(
    1,
    1,
    "Huddinge",
    Form.WORK_TRAINING,
    date(2026, 1, 1),
    date(2026, 12, 31),
    terms=(FIRST, RAISED),
)


def test_terms_hold_until_the_next_begin() -> None:
    assert AGREEMENT.terms_on(date(2026, 6, 30)) == FIRST
    assert AGREEMENT.terms_on(date(2026, 7, 1)) == RAISED
    assert AGREEMENT.terms_on(date(2025, 12, 31)) is None


def test_new_terms_change_only_the_days_from_their_date() -> None:
    without = replace(AGREEMENT, terms=(FIRST,))
    assert without.facts_on(date(2026, 6, 30)) == AGREEMENT.facts_on(date(2026, 6, 30))
    assert without.facts_on(date(2026, 7, 1)) != AGREEMENT.facts_on(date(2026, 7, 1))


def test_splitting_terms_that_say_the_same_changes_nothing() -> None:
    same = replace(AGREEMENT, terms=(FIRST, replace(FIRST, id=9, valid_from=date(2026, 3, 1))))
    assert same.facts_on(date(2026, 4, 1)) == AGREEMENT.facts_on(date(2026, 4, 1))


def test_a_name_is_no_fact_but_a_payable_code_is() -> None:
    renamed = replace(AGREEMENT, name="Annat", reference="2026-1")
    assert renamed.facts_on(date(2026, 2, 1)) == AGREEMENT.facts_on(date(2026, 2, 1))
    paying = replace(FIRST, payable={AttendanceCode.PLANNING_DAY: 10_000})
    changed = replace(AGREEMENT, terms=(paying, RAISED))
    assert changed.facts_on(date(2026, 2, 1)) != AGREEMENT.facts_on(date(2026, 2, 1))


def test_outside_its_period_an_agreement_has_no_facts() -> None:
    assert AGREEMENT.facts_on(date(2027, 1, 1)) is None


@pytest.mark.parametrize("unit", PriceUnit)
def test_every_unit_has_a_basis(unit: PriceUnit) -> None:
    assert bases_of(unit)


def test_levels_cannot_be_priced_by_place() -> None:
    assert PriceBasis.PLACE not in bases_of(PriceUnit.LEVEL_DAY)
    assert bases_of(PriceUnit.LUMP_SUM) == (PriceBasis.PLACE,)

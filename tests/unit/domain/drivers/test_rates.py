"""Parameters by month, and those that are missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.drivers.missing import missing_parameters
from asfdesk.domain.drivers.parameters import Parameter, ParameterKey, Parameters
from asfdesk.domain.drivers.rates import rates_by_month
from asfdesk.domain.drivers.staff import Subsidy, SubsidyKind
from asfdesk.domain.period import Month
from tests.plans import PARAMETERS, bare_staff, months_from, plan

K = ParameterKey


def test_a_value_holds_from_its_first_day_to_its_last() -> None:
    found = rates_by_month(PARAMETERS, months_from("2026-03", 20))
    assert [rates.get(K.YOUTH_FEE) for rates in found] == [None, *[2081] * 18, None]


def test_a_value_that_begins_inside_a_month_holds_from_the_next() -> None:
    held = Parameters.of([Parameter(K.VAT, 2400, K.VAT.unit, date(2026, 2, 10))])
    found = rates_by_month(held, months_from("2026-01", 3))
    assert [rates.get(K.VAT) for rates in found] == [None, None, 2400]
    assert found[0].or_zero(K.VAT) == 0


def test_months_that_say_the_same_are_one_object() -> None:
    found = rates_by_month(PARAMETERS, months_from("2026-01", 36))
    assert len({id(rates) for rates in found}) == 3  # before, during and after the lower rate


DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))


@st.composite
def parameters(draw: st.DrawFn) -> Parameter:
    first = draw(DAYS)
    last = draw(st.none() | st.integers(0, 900).map(lambda days: first + timedelta(days=days)))
    key = draw(st.sampled_from([K.VAT, K.HOLIDAY]))
    return Parameter(key, draw(st.integers(0, 9999)), key.unit, first, last)


@given(
    st.lists(parameters(), max_size=6, unique_by=lambda one: (one.key, one.valid_from)).map(
        Parameters.of
    )
)
def test_by_month_is_what_holds_on_its_first_day(held: Parameters) -> None:
    months = months_from("2026-01", 36)
    for month, rates in zip(months, rates_by_month(held, months), strict=True):
        for key in (K.VAT, K.HOLIDAY):
            one = held.on(key, month.first)
            assert rates.get(key) == (None if one is None else one.value)


def test_nothing_is_missing_in_a_plan_that_knows_its_parameters() -> None:
    row = replace(bare_staff(26_000), holiday_bp=None, pension_bp=None, insurance_bp=None)
    subsidised = replace(row, birth_year=2004, subsidy=Subsidy(SubsidyKind.NEW_START, 10_000))
    assert missing_parameters(replace(plan(), staff=(row, subsidised))) == ()


def test_what_is_missing_is_named_with_its_first_month() -> None:
    ends = [
        replace(one, valid_to=date(2026, 6, 30)) if one.key is K.WAGE_SUBSIDY_CAP else one
        for one in PARAMETERS.values
        if one.key is not K.HOLIDAY
    ]
    subsidy = Subsidy(SubsidyKind.WAGE_SUBSIDY, 6000, first=Month(2026, 3))
    row = replace(
        bare_staff(26_000), holiday_bp=None, birth_year=1980, first=Month(2026, 2), subsidy=subsidy
    )
    model = replace(plan(), parameters=Parameters.of(ends), staff=(row,))
    assert missing_parameters(model) == (
        (K.HOLIDAY, Month(2026, 2)),
        (K.WAGE_SUBSIDY_CAP, Month(2026, 7)),
    )
    known = replace(row, holiday_bp=0, subsidy=replace(subsidy, cap_ore=2_000_000))
    assert missing_parameters(replace(model, staff=(known,))) == ()


def test_without_parameters_everything_asked_for_is_missing() -> None:
    row = replace(bare_staff(26_000), pension_bp=None, insurance_bp=None, birth_year=1950)
    found = missing_parameters(replace(plan(), parameters=Parameters.of(()), staff=(row,)))
    assert {one.key for one in found} == {
        K.EMPLOYER_FEE,
        K.NO_FEE_BORN_THROUGH,
        K.OLD_FROM_AGE,
        K.OLD_FEE,
        K.INSURANCE,
        K.PENSION,
        K.PENSION_TAX,
    }

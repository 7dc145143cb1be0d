"""What ships as parameters, against finance.md §4."""

from __future__ import annotations

from datetime import date

import pytest

from asfdesk.domain.drivers.parameters import ParameterKey
from asfdesk.services.drivers.shipped_parameters import shipped_parameters

K = ParameterKey


@pytest.mark.parametrize(
    ("key", "day", "value"),
    [
        (K.EMPLOYER_FEE, date(2025, 1, 1), 3142),
        (K.EMPLOYER_FEE, date(2028, 12, 31), 3142),
        (K.YOUTH_FEE, date(2026, 4, 1), 2081),
        (K.YOUTH_FEE, date(2027, 9, 30), 2081),
        (K.YOUTH_CAP, date(2026, 5, 1), 2_500_000),
        (K.YOUTH_FROM_AGE, date(2026, 5, 1), 18),
        (K.YOUTH_TO_AGE, date(2026, 5, 1), 22),
        (K.OLD_FEE, date(2026, 1, 1), 1021),
        (K.OLD_FROM_AGE, date(2025, 12, 31), 66),
        (K.OLD_FROM_AGE, date(2026, 1, 1), 67),
        (K.NO_FEE_BORN_THROUGH, date(2026, 1, 1), 1937),
        (K.GROWTH_CAP, date(2026, 1, 1), 3_500_000),
        (K.PENSION_TAX, date(2026, 1, 1), 2426),
        (K.HOLIDAY, date(2026, 1, 1), 1200),
        # 4,5 % and 4,98 % together with the insurances.
        (K.PENSION, date(2026, 1, 1), 450),
        (K.INSURANCE, date(2026, 1, 1), 48),
        (K.WAGE_SUBSIDY_CAP, date(2020, 1, 1), 2_000_000),
        (K.WAGE_SUBSIDY_MOST, date(2026, 1, 1), 8000),
        (K.NEW_START_CAP, date(2026, 1, 1), 2_000_000),
        (K.INTRODUCTION_LEVEL, date(2026, 1, 1), 8000),
        (K.PRICE_BASE, date(2025, 6, 1), 5_880_000),
        (K.PRICE_BASE, date(2026, 6, 1), 5_920_000),
        (K.RAISED_PRICE_BASE, date(2026, 6, 1), 6_050_000),
        (K.INCOME_BASE, date(2026, 6, 1), 8_340_000),
        (K.VAT_FOOD, date(2026, 3, 31), 1200),
        (K.VAT_FOOD, date(2026, 4, 1), 600),
        (K.VAT_FOOD, date(2027, 12, 31), 600),
        (K.VAT_FOOD, date(2028, 1, 1), 1200),
        (K.VAT_FREE_TURNOVER, date(2025, 1, 1), 12_000_000),
        (K.COMPANY_TAX, date(2021, 1, 1), 2060),
    ],
)
def test_a_value_holds_on_its_days(key: ParameterKey, day: date, value: int) -> None:
    found = shipped_parameters().on(key, day)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (K.YOUTH_FEE, date(2026, 3, 31)),
        (K.YOUTH_FEE, date(2027, 10, 1)),
        (K.PRICE_BASE, date(2027, 1, 1)),
        (K.EMPLOYER_FEE, date(2024, 12, 31)),
    ],
)
def test_nothing_holds_outside_the_days_of_its_source(key: ParameterKey, day: date) -> None:
    assert shipped_parameters().on(key, day) is None


def test_every_key_ships_with_a_source_and_its_unit() -> None:
    values = shipped_parameters().values
    assert {one.key for one in values} == set(ParameterKey)
    assert all(one.source and one.unit is one.key.unit and not one.changed for one in values)
    assert len({(one.key, one.valid_from) for one in values}) == len(values)


def test_what_was_never_checked_says_so() -> None:
    unchecked = {one.key for one in shipped_parameters().values if one.checked_on is None}
    assert {K.HOLIDAY, K.COMPANY_TAX, K.INTRODUCTION_CAP, K.PENSION, K.INSURANCE} <= unchecked
    assert K.EMPLOYER_FEE not in unchecked
    for one in shipped_parameters().values:
        said = "ej kontroller" in one.source.casefold()
        assert said is (one.checked_on is None), one.key

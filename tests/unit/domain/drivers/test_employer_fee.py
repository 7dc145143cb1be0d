"""The employer's contribution by age and month, at every border (finance.md §4, T5)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asfdesk.domain.drivers.compute import compute
from asfdesk.domain.drivers.employer_fee import fee_scale
from asfdesk.domain.drivers.rates import rates_by_month
from asfdesk.domain.period import Month
from tests.plans import PARAMETERS, bare_staff, line, plan

FULL, YOUNG, OLD = 3142, 2081, 1021


def fees(pay_kr: int, birth_year: int | None, fte_bp: int = 10_000) -> tuple[int, ...]:
    row = replace(bare_staff(pay_kr, fte_bp), birth_year=birth_year)
    return tuple(-ore for ore in line(compute(replace(plan(), staff=(row,))), "K43"))


def test_t5_a_young_person_above_the_cap() -> None:
    # May: 25 000 x 20,81 % + 3 000 x 31,42 %; March: 28 000 x 31,42 %.
    found = fees(28_000, 2004)
    assert found[4] == 6_145_10
    assert found[2] == 8_797_60


@pytest.mark.parametrize(
    ("month", "birth_year", "rate_bp"),
    [
        # 18-22 when the year begins, from April 2026 through September 2027.
        ("2026-03", 2004, FULL),
        ("2026-04", 2004, YOUNG),
        ("2026-04", 2007, YOUNG),
        ("2026-04", 2008, FULL),
        ("2026-12", 2003, YOUNG),
        ("2026-12", 2002, FULL),
        ("2027-01", 2003, FULL),
        ("2027-01", 2004, YOUNG),
        ("2027-01", 2008, YOUNG),
        ("2027-09", 2004, YOUNG),
        ("2027-10", 2004, FULL),
        # 67 when the year begins from 2026, 66 in 2023-2025.
        ("2026-01", 1958, OLD),
        ("2026-12", 1959, FULL),
        ("2027-01", 1959, OLD),
        ("2027-01", 1960, FULL),
        ("2025-01", 1958, OLD),
        ("2025-12", 1959, FULL),
        # Born in 1937 or before: none.
        ("2026-01", 1938, OLD),
        ("2026-01", 1937, 0),
        ("2026-01", 1930, 0),
        ("2026-06", None, FULL),
    ],
)
def test_the_rate_at_every_border(month: str, birth_year: int | None, rate_bp: int) -> None:
    held = Month.parse(month)
    (rates,) = rates_by_month(PARAMETERS, [held])
    found = fee_scale(rates, birth_year, held.year)
    assert found.on(10_000_00, 1) == 10_000_00 * rate_bp


def test_pay_at_the_cap_and_above() -> None:
    (rates,) = rates_by_month(PARAMETERS, [Month(2026, 5)])
    scale = fee_scale(rates, 2004, 2026)
    assert scale.on(25_000_00, 1) == 5_202_50 * 10_000
    # Half an öre above, in half öre.
    assert scale.on(50_000_01, 2) == 2 * 5_202_50 * 10_000 + 3142
    assert scale.on(25_000_01, 1) == 5_202_50 * 10_000 + 3142


def test_the_cap_is_not_made_smaller_at_part_time() -> None:
    # 14 000 at half time lies under 25 000: 14 000 x 20,81 %.
    assert fees(28_000, 2004, 5000)[4] == 2_913_40


def test_the_cap_counts_for_each_person_of_a_row() -> None:
    # Two full-time people of 6 145,10 and one of 25 %: 7 000 x 20,81 % = 1 456,70.
    assert fees(28_000, 2004, 22_500)[4] == 13_746_90


def test_the_holiday_supplement_is_pay_too() -> None:
    # 24 000 x 1,12 = 26 880: 25 000 x 20,81 % + 1 880 x 31,42 % = 5 793,196.
    row = replace(bare_staff(24_000), birth_year=2004, holiday_bp=1200)
    found = compute(replace(plan(), staff=(row,)))
    assert line(found, "K40")[4] == -26_880_00
    assert line(found, "K43")[4] == -5_793_20


def test_an_old_person_has_the_old_age_part_alone() -> None:
    assert fees(30_000, 1958) == (3_063_00,) * 12
    assert fees(30_000, 1937) == (0,) * 12

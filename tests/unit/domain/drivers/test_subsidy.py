"""Support for pay: levels, caps, part time, age and the decision's end (finance.md T3, T4)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.drivers.compute import compute
from asfdesk.domain.drivers.parameters import ParameterKey, Parameters
from asfdesk.domain.drivers.staff import Subsidy, SubsidyKind
from asfdesk.domain.period import Month
from tests.plans import bare_staff, line, plan

if TYPE_CHECKING:
    from asfdesk.domain.drivers.result import PlanResult
    from asfdesk.domain.drivers.staff import StaffRow

SIXTY = Subsidy(SubsidyKind.WAGE_SUBSIDY, 6000)
INTRODUCTION = Subsidy(SubsidyKind.INTRODUCTION, 8000)


def supported(row: StaffRow, subsidy: Subsidy) -> PlanResult:
    return compute(replace(plan(), staff=(replace(row, subsidy=subsidy),)))


def support(row: StaffRow, subsidy: Subsidy) -> tuple[int, ...]:
    return line(supported(row, subsidy), "I40")


def test_t3_wage_subsidy() -> None:
    # 20 000 x 1,3142 x 0,6; the cost is 26 000 x 1,3142.
    found = supported(bare_staff(26_000), SIXTY)
    assert line(found, "I40")[0] == 15_770_40
    assert line(found, "K40")[0] + line(found, "K43")[0] == -34_169_20
    assert found.result[0] == -18_398_80


def test_t3_the_cap_follows_part_time() -> None:
    assert support(bare_staff(26_000, 5000), SIXTY)[0] == 7_885_20


def test_several_people_have_a_cap_each() -> None:
    assert support(bare_staff(26_000, 22_500), SIXTY)[0] == 35_483_40  # 15 770,40 x 2,25


def test_pay_below_the_cap() -> None:
    assert support(bare_staff(18_000), SIXTY)[0] == 14_193_36  # 18 000 x 1,3142 x 0,6
    assert support(bare_staff(18_000, 5000), SIXTY)[0] == 7_096_68


@pytest.mark.parametrize(
    ("times_bp", "ore"), [(10_000, 6_284_00), (20_000, 12_568_00), (25_000, 15_710_00)]
)
@pytest.mark.parametrize("pay_kr", [20_000, 26_000])
def test_t4_new_start_job(times_bp: int, ore: int, pay_kr: int) -> None:
    assert support(bare_staff(pay_kr), Subsidy(SubsidyKind.NEW_START, times_bp))[0] == ore


@pytest.mark.parametrize(("times_bp", "per_mille"), [(10_000, 239), (20_000, 478), (25_000, 598)])
def test_t4_share_of_the_cost(times_bp: int, per_mille: int) -> None:
    # 23,9, 47,8 and 59,8 % of pay and contribution.
    found = supported(bare_staff(20_000), Subsidy(SubsidyKind.NEW_START, times_bp))
    cost = -(line(found, "K40")[0] + line(found, "K43")[0])
    assert cost == 26_284_00
    assert round(Fraction(line(found, "I40")[0] * 1000, cost)) == per_mille


def test_t4_introduction_job() -> None:
    assert support(bare_staff(26_000), INTRODUCTION)[0] == 21_027_20  # 20 000 x 1,3142 x 0,8


def test_new_start_at_part_time() -> None:
    # Half of 20 000 x 31,42 %, twice.
    subsidy = Subsidy(SubsidyKind.NEW_START, 20_000)
    assert support(bare_staff(26_000, 5000), subsidy)[0] == 6_284_00


@pytest.mark.parametrize("kind", [SubsidyKind.WAGE_SUBSIDY, SubsidyKind.INTRODUCTION])
def test_never_more_than_eighty_per_cent(kind: SubsidyKind) -> None:
    assert support(bare_staff(26_000), Subsidy(kind, 9500))[0] == 21_027_20


def test_the_decision_may_have_a_cap_of_its_own() -> None:
    # 18 300 x 1,3142 x 0,6.
    assert support(bare_staff(26_000), replace(SIXTY, cap_ore=18_300_00))[0] == 14_429_92


def test_premiums_count_when_they_do() -> None:
    # 20 000 x (1,3142 + 0,045 + 0,0048) x 0,6, the special tax left out.
    row = replace(bare_staff(26_000), pension_bp=450, insurance_bp=48)
    assert support(row, replace(SIXTY, with_premiums=True))[0] == 16_368_00
    assert support(row, SIXTY)[0] == 15_770_40


def test_support_follows_the_contribution_by_age() -> None:
    # Born 2004: 20 000 x 1,2081 x 0,6 from April, 15 770,40 before.
    found = support(replace(bare_staff(26_000), birth_year=2004), SIXTY)
    assert found[2:4] == (15_770_40, 14_497_20)
    new = Subsidy(SubsidyKind.NEW_START, 20_000)
    assert support(replace(bare_staff(26_000), birth_year=2004), new)[3] == 8_324_00


def test_a_cap_above_the_young_people_s_cap() -> None:
    # 30 000 + 25 000 x 20,81 % + 5 000 x 31,42 % = 36 773,50, x 0,6.
    row = replace(bare_staff(32_000), birth_year=2004)
    assert support(row, replace(SIXTY, cap_ore=30_000_00))[4] == 22_064_10


def test_it_ends_with_the_decision_and_with_the_employment() -> None:
    decided = replace(SIXTY, first=Month(2026, 3), last=Month(2026, 9))
    assert support(bare_staff(26_000), decided) == (
        *(0,) * 2,
        *(15_770_40,) * 7,
        *(0,) * 3,
    )
    leaving = replace(bare_staff(26_000), last=Month(2026, 5))
    assert support(leaving, decided) == (0, 0, *(15_770_40,) * 3, *(0,) * 7)


def test_holiday_supplement_is_not_supported() -> None:
    assert support(replace(bare_staff(18_000), holiday_bp=1200), SIXTY)[0] == 14_193_36


def test_without_any_known_cap_nothing_is_promised() -> None:
    known = plan().parameters.values
    rest = Parameters.of(one for one in known if one.key is not ParameterKey.WAGE_SUBSIDY_CAP)
    row = replace(bare_staff(26_000), subsidy=SIXTY)
    assert line(compute(replace(plan(), parameters=rest, staff=(row,))), "I40") == (0,) * 12


def test_it_lies_on_its_own_line() -> None:
    assert line(supported(bare_staff(26_000), replace(SIXTY, line_code="I50")), "I50")[0]


@pytest.mark.parametrize("kind", [SubsidyKind.WAGE_SUBSIDY, SubsidyKind.INTRODUCTION])
def test_the_highest_level_holds_also_where_no_parameter_says_it(kind: SubsidyKind) -> None:
    gone = (ParameterKey.WAGE_SUBSIDY_MOST, ParameterKey.INTRODUCTION_LEVEL)
    known = Parameters.of(one for one in plan().parameters.values if one.key not in gone)
    row = replace(bare_staff(26_000), subsidy=Subsidy(kind, 10_000, cap_ore=2_000_000))
    # 20 000 x 1,3142 x 0,8 (finance.md T4).
    found = compute(replace(plan(), parameters=known, staff=(row,)))
    assert line(found, "I40")[0] == 21_027_20

"""Pay, contributions, pensions, rises, and cover for illness (finance.md T6)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.drivers.compute import compute
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.result import Part
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.money import round_half_up
from asfdesk.domain.period import Month
from tests.plans import bare_staff, line, plan

if TYPE_CHECKING:
    from asfdesk.domain.drivers.result import PlanResult

SUPERVISOR = StaffRow(
    3, StaffRole.SUPERVISOR, "Handledare verkstad", 10_000, 31_000_00, holiday_bp=0, line_code="K41"
)


def employed(row: StaffRow, first: str = "2026-01", count: int = 12) -> PlanResult:
    return compute(replace(plan(first, count), staff=(row,)))


def pay(row: StaffRow, first: str = "2026-01", count: int = 12) -> list[int]:
    return [-ore for ore in line(employed(row, first, count), row.line_code)]


def test_t6_a_supervisor() -> None:
    # Contribution 9 740,20 + tax on the pension 338,43 + insurance 148,80; pension 1 395.
    found = employed(SUPERVISOR)
    assert line(found, "K41")[0] == -31_000_00
    assert line(found, "K42")[0] == -1_395_00
    assert line(found, "K43")[0] == -10_227_43
    assert found.result[0] == -42_622_43


def test_each_amount_knows_where_it_comes_from() -> None:
    parts = {one.part: one for one in employed(replace(SUPERVISOR, project="ESF")).components}
    assert set(parts) == {Part.PAY, Part.FEES, Part.PENSION}
    assert {(one.driver_id, one.name, one.project) for one in parts.values()} == {
        (3, "Handledare verkstad", "ESF")
    }
    assert [parts[part].line_code for part in (Part.PAY, Part.PENSION, Part.FEES)] == [
        "K41",
        "K42",
        "K43",
    ]


def test_the_holiday_supplement_is_pay_and_carries_the_contribution() -> None:
    # 31 000 x 1,12 = 34 720, x 31,42 % = 10 909,024; pension and insurance on 31 000.
    found = employed(replace(SUPERVISOR, holiday_bp=None))
    assert line(found, "K41")[0] == -34_720_00
    assert line(found, "K42")[0] == -1_395_00
    assert line(found, "K43")[0] == -11_396_25


def test_own_rates_stand_in_place_of_the_parameters() -> None:
    # Pension 10 % = 3 100, tax on it 752,06; insurance 1 % = 310; 9 740,20 + 752,06 + 310.
    found = employed(replace(SUPERVISOR, pension_bp=1000, insurance_bp=100))
    assert line(found, "K42")[0] == -3_100_00
    assert line(found, "K43")[0] == -10_802_26


def test_part_time_and_several_people() -> None:
    assert pay(bare_staff(30_000, 7500))[0] == 22_500_00
    assert pay(bare_staff(30_000, 22_500))[0] == 67_500_00


def test_somebody_comes_and_leaves() -> None:
    row = replace(bare_staff(30_000), first=Month(2026, 5), last=Month(2026, 6))
    assert pay(row) == [0] * 4 + [30_000_00] * 2 + [0] * 6
    assert sum(employed(row).lines["K43"]) == -18_852_00


def test_pay_rises_every_april() -> None:
    # 30 000, then 2,5 % more: 30 750, then 31 518,75.
    found = pay(replace(bare_staff(30_000), rise_bp=250), count=36)
    assert found[2:4] == [30_000_00, 30_750_00]
    assert found[14:16] == [30_750_00, 31_518_75]
    assert found[27] == 32_306_72  # 32 306,71875


def test_no_rise_in_the_first_month() -> None:
    row = replace(bare_staff(30_000), rise_bp=250, first=Month(2026, 4))
    assert pay(row, count=24)[3:5] == [30_000_00] * 2
    assert pay(row, count=24)[15] == 30_750_00
    assert pay(replace(bare_staff(30_000), rise_bp=250), "2026-04", 12) == [30_000_00] * 12


def test_somebody_employed_for_years_has_the_pay_that_was_typed() -> None:
    row = replace(bare_staff(30_000), rise_bp=250, first=Month(2019, 3))
    assert pay(row)[:4] == [30_000_00] * 3 + [30_750_00]


def test_the_later_half_of_a_split_row_keeps_the_rises() -> None:
    whole = replace(bare_staff(30_000), rise_bp=250)
    before = replace(whole, last=Month(2026, 8))
    after = replace(whole, first=Month(2026, 9), since=Month(2026, 1))
    both = compute(replace(plan(count=24), staff=(before, after)))
    assert line(both, "K40") == line(employed(whole, count=24), "K40")


@given(
    st.integers(0, 6_000_000),
    st.integers(1, 40_000),
    st.integers(0, 3000),
    st.integers(0, 700),
    st.integers(0, 11),
)
def test_it_is_the_formula_rounded_once(
    pay_ore: int, fte_bp: int, holiday_bp: int, rise_bp: int, at: int
) -> None:
    # finance.md §9.3 in fractions: with the full contribution, 4,5 % pension and 0,48 % insurance.
    row = replace(
        SUPERVISOR,
        monthly_pay_ore=pay_ore,
        fte_bp=fte_bp,
        holiday_bp=holiday_bp,
        rise_bp=rise_bp,
        subsidy=Subsidy(SubsidyKind.WAGE_SUBSIDY, 6000, with_premiums=True),
    )
    whole = Fraction(10_000)
    full_time = pay_ore * (1 + rise_bp / whole) ** (at >= 3)
    paid = full_time * fte_bp / whole
    supported = min(full_time, Fraction(2_000_000)) * fte_bp / whole
    gross, pension = paid * (1 + holiday_bp / whole), paid * 450 / whole
    found = employed(row)
    assert line(found, "K41")[at] == -round_half_up(gross)
    assert line(found, "K42")[at] == -round_half_up(pension)
    contributions = gross * 3142 / whole + pension * 2426 / whole + paid * 48 / whole
    assert line(found, "K43")[at] == -round_half_up(contributions)
    assert line(found, "I40")[at] == round_half_up(supported * (1 + 3640 / whole) * 6000 / whole)


def test_cover_for_illness_is_a_share_of_what_supervisors_cost() -> None:
    # 42 622,427 x 5 % x 80 % = 1 704,897.
    model = replace(plan(), staff=(SUPERVISOR,), premises=Premises(sick_bp=500))
    found = compute(model)
    assert line(found, "K37") == (-1_704_90,) * 12
    elsewhere = replace(model.premises, sick_line_code="K41", sick_cost_bp=10_000)
    # 31 000 + 42 622,427 x 5 % = 2 131,12.
    assert line(compute(replace(model, premises=elsewhere)), "K41")[0] == -33_131_12


def test_illness_can_change_from_a_month_on() -> None:
    premises = Premises(sick_bp=500, sick_changes=((Month(2026, 7), 1000),))
    found = compute(replace(plan(), staff=(SUPERVISOR,), premises=premises))
    assert line(found, "K37") == (-1_704_90,) * 6 + (-3_409_79,) * 6


def test_only_supervisors_are_replaced() -> None:
    model = replace(plan(), staff=(bare_staff(30_000),), premises=Premises(sick_bp=500))
    assert "K37" not in compute(model).lines

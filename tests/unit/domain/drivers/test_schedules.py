"""Fixed costs, grants, depreciation and interest by month."""

from __future__ import annotations

from dataclasses import replace

from asfdesk.domain.drivers.compute import compute
from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan, LoanKind
from asfdesk.domain.period import Month
from tests.plans import line, plan

RENT = FixedCost(1, "Hyra", "K20", 40_000_00)


def fixed(cost: FixedCost, first: str = "2026-01", count: int = 12) -> list[int]:
    return list(line(compute(replace(plan(first, count), fixed=(cost,))), cost.line_code))


def test_every_month_and_as_a_cost() -> None:
    assert fixed(RENT) == [-40_000_00] * 12


def test_other_income_on_a_schedule_is_income() -> None:
    assert fixed(replace(RENT, line_code="I70")) == [40_000_00] * 12


def test_a_credit_is_typed_with_a_minus() -> None:
    assert fixed(replace(RENT, amount_ore=-500_00))[0] == 500_00


def test_every_quarter_from_its_first_month() -> None:
    quarterly = replace(RENT, every_months=3, first=Month(2026, 2))
    due = -40_000_00
    assert fixed(quarterly) == [0, due, 0, 0, due, 0, 0, due, 0, 0, due, 0]
    assert fixed(replace(RENT, every_months=3)) == [due, 0, 0] * 4


def test_the_count_goes_on_from_before_the_plan() -> None:
    quarterly = replace(RENT, every_months=3, first=Month(2025, 11), last=Month(2026, 8))
    due = -40_000_00
    assert fixed(quarterly) == [0, due, 0, 0, due, 0, 0, due, 0, 0, 0, 0]


def test_once() -> None:
    once = replace(RENT, every_months=0, first=Month(2026, 4))
    assert fixed(once) == [0] * 3 + [-40_000_00] + [0] * 8
    assert fixed(replace(once, first=Month(2025, 4))) == [0] * 12
    assert fixed(replace(once, first=None)) == [-40_000_00] + [0] * 11


def test_the_index_comes_each_january() -> None:
    # 40 000, 40 800, 41 616.
    found = fixed(replace(RENT, index_bp=200), count=36)
    assert found == [-40_000_00] * 12 + [-40_800_00] * 12 + [-41_616_00] * 12
    broken = fixed(replace(RENT, index_bp=200), "2026-07", 12)
    assert broken == [-40_000_00] * 6 + [-40_800_00] * 6


def test_the_index_waits_for_the_first_january_after_the_first_month_in_the_plan() -> None:
    assert fixed(replace(RENT, index_bp=200, first=Month(2020, 1)))[0] == -40_000_00
    late = fixed(replace(RENT, index_bp=200, first=Month(2026, 10)), count=24)
    assert late[9:13] == [-40_000_00] * 3 + [-40_800_00]


def test_the_later_half_of_a_split_cost_keeps_index_and_count() -> None:
    whole = replace(RENT, every_months=3, index_bp=200)
    before = replace(whole, last=Month(2026, 8))
    after = replace(whole, first=Month(2026, 9), since=Month(2026, 1))
    both = compute(replace(plan(count=24), fixed=(before, after)))
    assert list(line(both, "K20")) == fixed(whole, count=24)


def granted(grant: Grant, first: str = "2026-01") -> list[int]:
    return list(line(compute(replace(plan(first), grants=(grant,))), grant.line_code))


def test_a_grant_is_earned_evenly() -> None:
    # 500 000 / 7 = 71 428,571…: the first month takes the odd öre.
    one = Grant(1, "Arvsfonden", "I51", 500_000_00, Month(2026, 3), Month(2026, 9))
    found = granted(one)
    assert found == [0, 0, 71_428_58, *[71_428_57] * 6, 0, 0, 0]
    assert sum(found) == 500_000_00


def test_a_grant_across_years_is_earned_where_its_months_are() -> None:
    one = Grant(1, "ESF", "I60", 2_400_000_00, Month(2025, 7), Month(2027, 6))
    assert granted(one) == [100_000_00] * 12
    assert granted(one, "2027-01") == [100_000_00] * 6 + [0] * 6


def written_off(one: Investment, count: int = 12) -> list[int]:
    return list(line(compute(replace(plan(count=count), investments=(one,))), "K50"))


def test_depreciation_comes_to_what_was_paid() -> None:
    # 100 000 / 36 = 2 777,777…: 28 months take an öre more.
    found = written_off(Investment(1, "Ugn", Month(2026, 1), 100_000_00, 36), 36)
    assert found == [-2_777_78] * 28 + [-2_777_77] * 8
    assert sum(found) == -100_000_00


def test_depreciation_begins_with_the_purchase_and_ends() -> None:
    later = Investment(1, "Ugn", Month(2026, 11), 60_000_00, 60)
    assert written_off(later) == [0] * 10 + [-1_000_00] * 2
    before = Investment(1, "Bil", Month(2024, 4), 120_000_00, 24)
    assert written_off(before) == [-5_000_00] * 3 + [0] * 9


def interest(loan: Loan, first: str = "2026-01") -> list[int]:
    return list(line(compute(replace(plan(first), loans=(loan,))), "F20"))


def test_a_straight_loan() -> None:
    # 240 000 at 6 %: 1 200 in the month after the payout, then 50 less each month.
    loan = Loan(1, "Mikrofonden", Month(2025, 12), 240_000_00, 600, 24)
    assert interest(loan) == [-1_200_00 + 50_00 * at for at in range(12)]
    assert interest(loan, "2027-01")[0] == -600_00
    assert interest(loan, "2028-01") == [0] * 12


def test_months_of_grace_have_interest_alone() -> None:
    loan = Loan(1, "Banken", Month(2026, 1), 240_000_00, 600, 27, grace_months=3)
    assert interest(loan)[:6] == [0, *[-1_200_00] * 4, -1_150_00]


def test_an_annuity() -> None:
    # 100 000 at 12 % over 12 months is 8 884,88 a month; interest 1 000, 921,15, 841,51.
    loan = Loan(1, "Banken", Month(2025, 12), 100_000_00, 1200, 12, LoanKind.ANNUITY)
    assert interest(loan)[:3] == [-1_000_00, -921_15, -841_51]

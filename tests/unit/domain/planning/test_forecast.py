"""Forecast methods (finance.md T7, T8)."""

from __future__ import annotations

from asfdesk.domain.period import Month, Period
from asfdesk.domain.planning.forecast import Caution, LineYear, Method

YEAR = Period.of_year(2026).months()


def kr(*amounts: int) -> dict[Month, int]:
    return {month: amount * 100 for month, amount in zip(YEAR, amounts, strict=False)}


def test_t7_a_cost_line() -> None:
    line = LineYear(YEAR, 3, kr(-41_000, -39_500, -43_500), kr(*[-40_000] * 12))
    assert line.actual_ore == -12_400_000
    assert line.forecast_ore() == -48_400_000
    assert line.forecast_ore(Method.SEASON) == -49_600_000


def test_t8_a_seasonal_income() -> None:
    tkr = [50, 55, 70, 90, 110, 95, 40, 60, 85, 90, 100, 155]
    plan = kr(*[amount * 1_000 for amount in tkr])
    line = LineYear(YEAR, 3, kr(46_000, 57_000, 61_000), plan)
    assert line.forecast_ore(Method.REMAINING_PLAN) == 98_900_000
    assert line.forecast_ore(Method.SEASON) == 93_714_286  # 937 142,857 kr
    assert line.forecast_ore(Method.STRAIGHT) == 65_600_000


def test_an_own_forecast_plan_takes_the_open_months() -> None:
    line = LineYear(YEAR, 11, kr(*[10] * 11), kr(*[20] * 12), kr(*[7] * 12))
    assert line.forecast_ore(Method.FORECAST_PLAN) == 11_700


def test_no_closed_month_leaves_the_plan_and_no_trend() -> None:
    line = LineYear(YEAR, 0, kr(99), kr(*[10] * 12))
    assert line.forecast_ore() == 12_000
    assert line.forecast_ore(Method.SEASON) is None
    assert line.forecast_ore(Method.STRAIGHT) is None


def test_a_long_first_year_is_not_twelve_months() -> None:
    months = Period.of_months(Month(2026, 3), Month(2027, 6)).months()
    line = LineYear(months, 4, dict.fromkeys(months[:4], 100))
    assert line.forecast_ore(Method.STRAIGHT) == 1_600


TKR = [50, 55, 70, 90, 110, 95, 40, 60, 85, 90, 100, 155]


def test_t8_straight_misleads_and_says_so_and_the_others_do_not() -> None:
    line = LineYear(YEAR, 3, kr(46_000, 57_000, 61_000), kr(*[a * 1_000 for a in TKR]), kr(*TKR))
    # The plan itself by D: 175 / 3 x 12 = 700 of 1 000.
    assert line.caution(Method.STRAIGHT) is Caution.SEASONAL
    assert [line.caution(method) for method in Method][:3] == [None, None, None]


def test_t7_an_even_line_is_fit_for_every_method_but_a_plan_that_is_not_there() -> None:
    line = LineYear(YEAR, 3, kr(-41_000, -39_500, -43_500), kr(*[-40_000] * 12))
    assert [line.caution(method) for method in Method] == [
        None, Caution.NO_FORECAST_PLAN, None, None,
    ]  # fmt: skip
    assert line.forecast_ore(Method.FORECAST_PLAN) is None


def test_a_quota_of_nothing_little_or_the_other_sign_misleads() -> None:
    late = LineYear(YEAR, 3, kr(5, 5, 5), kr(0, 0, 0, *[100] * 9))
    assert late.caution(Method.SEASON) is Caution.NO_PLAN_SO_FAR
    little = LineYear(YEAR, 1, kr(5), kr(*[100] * 12))  # 1 / 12 of the year
    assert little.caution(Method.SEASON) is Caution.LITTLE_PLAN_SO_FAR
    other = LineYear(YEAR, 6, kr(*[-5] * 6), kr(*[100] * 12))
    assert other.caution(Method.SEASON) is Caution.OPPOSITE_SIGN
    none = LineYear(YEAR, 0, {}, kr(*[100] * 12))
    assert none.caution(Method.SEASON) is Caution.NOTHING_CLOSED
    assert none.caution(Method.STRAIGHT) is Caution.NOTHING_CLOSED


def test_a_finished_year_needs_no_warning() -> None:
    line = LineYear(YEAR, 12, kr(*TKR), kr(*TKR))
    assert [line.caution(method) for method in Method] == [None] * 4
    assert {line.forecast_ore(m) for m in (Method.REMAINING_PLAN, Method.STRAIGHT)} == {100_000}

"""The worked examples of finance.md §9.6, rows 1-28, and cases worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.planning.figure import CountRange, Unit
from asfdesk.domain.planning.figure_inputs import (
    Balance,
    Books,
    BreakEven,
    Exits,
    FigureInput,
    SocietyInput,
    Work,
    balance_of_accounts,
    books_of_lines,
)
from asfdesk.domain.planning.key_figures import (
    FigureGroup,
    group_of_figure,
    is_too_few,
    key_figures,
)

if TYPE_CHECKING:
    from asfdesk.domain.planning.figure import Figure

KR = 100
AMOUNTS = {
    "I20": 1_150_000,
    "I10": 980_000,
    "I40": 640_000,
    "I52": 150_000,
    "I60": 220_000,
    "I80": 20_000,
    "I70": 40_000,
    "K10": -410_000,
    "K20": -360_000,
    "K35": -330_000,
    "K40": -1_960_000,
    "K50": -55_000,
    "F20": -15_000,
}
BOOKS = replace(
    books_of_lines(DEFAULT_LINES, {code: kr * KR for code, kr in AMOUNTS.items()}),
    training_public=980_000 * KR,
    largest_payer=980_000 * KR,
    training_cost=1_480_000 * KR,
)
BALANCE = Balance(
    assets=900_000 * KR,
    current_assets=620_000 * KR,
    stock=80_000 * KR,
    cash=390_000 * KR,
    equity=260_000 * KR,
    untaxed=100_000 * KR,
    short_debt=450_000 * KR,
)
WORK = Work(
    places=Fraction(14),
    available_days=Fraction(12 * 251),
    delivered_days=Fraction(2_480),
    supervisor_hours=Fraction(3_100),
    supervisor_cost_ore=3_100 * 310 * KR,
    supervisor_fte=Fraction(9, 4),
    mean_participants=Fraction(124, 10),
)
BREAK_EVEN = BreakEven(
    fixed_ore=840_000 * KR,
    per_place_ore=Fraction(56_560 * KR),  # 320 × 230 × 0,85 - 6 000
    stepped=(CountRange(8, 8), CountRange(13)),
    goods_fixed_ore=1_035_000 * KR,
    goods_margin=Fraction(740, 1150),
)
SOCIETY = SocietyInput(value_ore=Fraction(1_363_491_69), month_ore=Fraction(25_000 * KR))
GIVEN = FigureInput(12, BOOKS, BALANCE, WORK, Exits(18, 7), BREAK_EVEN, SOCIETY)


def figures(given: FigureInput, small: int = 5) -> dict[str, Figure]:
    return {figure.number: figure for figure in key_figures(given, small)}


def test_the_base_adds_up() -> None:
    assert BOOKS.income == 3_200_000 * KR
    assert BOOKS.costs == 3_115_000 * KR
    assert BOOKS.operating == 85_000 * KR


@pytest.mark.parametrize(
    ("number", "shown", "decimals"),
    [
        ("1", "35.94", 2),
        ("2", "66.56", 2),
        ("3", "62.19", 2),
        ("4", "31.56", 2),
        ("5", "30.6", 1),
        ("6", "68.38", 2),
        ("7", "3.99", 2),
        ("8", "2.66", 2),
        ("9", "64.35", 2),
        ("10a", "61.25", 2),
        ("10b", "32.65", 2),
        ("11", "37.71", 2),
        ("12", "120.0", 1),
        ("13", "137.8", 1),
        ("17", "82.34", 2),
        ("22", "38.9", 1),
    ],
)
def test_shares(number: str, shown: str, decimals: int) -> None:
    figure = figures(GIVEN)[number]
    assert figure.unit is Unit.SHARE
    assert figure.value is not None
    assert f"{float(figure.value) * 100:.{decimals}f}" == shown


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        ("14", Unit.MONTHS, "1.53"),
        ("15", Unit.MONEY, "8809.52"),
        ("16", Unit.MONEY, "2976.19"),
        ("18a", Unit.MONEY, "395.16"),
        ("18b", Unit.MONEY, "325.37"),
        ("19", Unit.HOURS, "1.25"),
        ("20", Unit.NUMBER, "5.51"),
        ("21", Unit.MONEY, "387.50"),
        ("23", Unit.MONEY, "211428.57"),
        ("24", Unit.PLACES, "14.85"),
        ("26", Unit.MONEY, "1608445.95"),
        ("27", Unit.NUMBER, "0.92"),
        ("28", Unit.MONTHS, "8.46"),
    ],
)
def test_other_units(number: str, unit: Unit, shown: str) -> None:
    figure = figures(GIVEN)[number]
    assert figure.unit is unit
    assert figure.value is not None
    scale = KR if unit is Unit.MONEY else 1
    assert f"{float(figure.value / scale):.2f}" == shown


def test_every_number_from_1_to_28_is_there_once() -> None:
    numbers = [figure.number for figure in key_figures(GIVEN, 5)]
    assert len(numbers) == len(set(numbers)) == 30
    assert {int(number.rstrip("ab")) for number in numbers} == set(range(1, 29))
    groups = [group_of_figure(number) for number in numbers]
    assert groups == sorted(groups, key=list(FigureGroup).index)
    assert [group_of_figure(n) for n in ("6", "7", "23", "24", "28")] == [
        FigureGroup.INCOME,
        FigureGroup.MARGINS,
        FigureGroup.RESULTS,
        FigureGroup.BREAK_EVEN,
        FigureGroup.SOCIETY,
    ]


def test_break_even_in_steps_tells_every_range_and_the_last_that_holds() -> None:
    stepped = figures(GIVEN)["25"]
    assert stepped.value == 13
    assert stepped.counts == (CountRange(8, 8), CountRange(13))
    no_end = replace(BREAK_EVEN, stepped=(CountRange(8, 8),))
    assert figures(replace(GIVEN, break_even=no_end))["25"].value is None


def test_a_place_that_leaves_nothing_never_breaks_even() -> None:
    for per_place in (Fraction(0), Fraction(-1)):
        given = replace(GIVEN, break_even=replace(BREAK_EVEN, per_place_ore=per_place))
        assert figures(given)["24"].value is None
    assert figures(replace(GIVEN, break_even=None))["24"].value is None


def test_what_reveals_few_results_is_withheld_with_them() -> None:
    found = figures(replace(GIVEN, exits=Exits(18, 4)))
    assert [number for number, one in found.items() if one.protected] == ["22", "23", "27", "28"]
    assert {found[n].value for n in ("22", "23", "27", "28")} == {None}
    shown = figures(replace(GIVEN, exits=Exits(18, 4)), small=0)
    assert shown["22"].value == Fraction(4, 18)


def test_sixteen_months_are_divided_by_sixteen() -> None:
    """Costs 3 115 000 less depreciation 55 000 in 16 months: 191 250 a month."""
    long = figures(replace(GIVEN, months=16))
    assert long["14"].value == Fraction(390_000, 191_250)
    assert long["15"].value == Fraction(1_480_000 * KR, 14 * 16)


def test_without_a_balance_sheet_only_what_rests_on_it_is_absent() -> None:
    found = figures(replace(GIVEN, balance=None))
    assert [n for n, one in found.items() if one.value is None] == ["11", "12", "13", "14"]


def test_a_loss_and_negative_equity_keep_their_sign() -> None:
    books = replace(BOOKS, costs=3_300_000 * KR)
    balance = replace(BALANCE, equity=-260_000 * KR, untaxed=0)
    found = figures(replace(GIVEN, books=books, balance=balance))
    assert found["8"].value == Fraction(-100_000, 3_200_000)
    assert found["7"].value == Fraction(-100_000, 2_130_000)
    assert found["11"].value == Fraction(-260, 900)


@pytest.mark.parametrize(
    ("number", "given"),
    [
        ("9", replace(GIVEN, books=replace(BOOKS, sales=0))),
        ("7", replace(GIVEN, books=replace(BOOKS, sales=0, training=0))),
        ("10b", replace(GIVEN, books=replace(BOOKS, staff=0))),
        ("12", replace(GIVEN, balance=replace(BALANCE, short_debt=0))),
        ("14", replace(GIVEN, books=replace(BOOKS, costs=55_000 * KR))),
        ("15", replace(GIVEN, work=replace(WORK, places=Fraction(0)))),
        ("17", replace(GIVEN, work=replace(WORK, available_days=Fraction(0)))),
        ("20", replace(GIVEN, work=replace(WORK, supervisor_fte=Fraction(0)))),
        ("26", replace(GIVEN, break_even=replace(BREAK_EVEN, goods_margin=Fraction(0)))),
        ("27", replace(GIVEN, books=replace(BOOKS, training_cost=None))),
        ("28", replace(GIVEN, exits=Exits(18, 0))),
        ("28", replace(GIVEN, society=None)),
    ],
)
def test_nothing_to_divide_by_is_no_figure(number: str, given: FigureInput) -> None:
    figure = figures(given)[number]
    assert figure.value is None
    assert not figure.protected


def test_numerator_and_denominator_are_told() -> None:
    public = figures(GIVEN)["3"]
    assert (public.numerator, public.denominator) == (1_990_000 * KR, 3_200_000 * KR)


def test_nothing_known_gives_no_figure_and_no_zero() -> None:
    empty = key_figures(FigureInput(12), 5)
    assert {figure.value for figure in empty} == {None}
    no_income = Books(0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert figures(FigureInput(12, no_income))["1"].value is None


def test_no_result_has_no_cost_per_result() -> None:
    given = replace(GIVEN, exits=Exits(18, 0))
    found = figures(given)
    assert found["22"].value == 0
    assert found["23"].value is None
    assert not found["23"].protected


@pytest.mark.parametrize(
    ("part", "whole", "hidden"),
    [(7, 18, False), (4, 18, True), (14, 18, True), (0, 18, False), (4, 4, True), (0, 0, False)],
)
def test_few_people_are_withheld(part: int, whole: int, hidden: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_too_few(part, whole, 5) is hidden
    rate = figures(replace(GIVEN, exits=Exits(whole, part)))["22"]
    assert rate.protected is hidden
    if hidden:
        assert (rate.value, rate.numerator, rate.denominator) == (None, None, None)


def test_balance_by_interval_with_and_without_the_years_result() -> None:
    closing = {1220: 500, 1410: 80, 1510: 150, 1930: 390, 2081: -190, 2150: -100, 2440: -830}
    open_year = balance_of_accounts(closing, 70, result_is_booked=False)
    assert open_year == Balance(
        assets=1_120,
        current_assets=620,
        stock=80,
        cash=390,
        equity=260,
        untaxed=100,
        short_debt=830,
    )
    assert balance_of_accounts(closing, 70, result_is_booked=True).equity == 190

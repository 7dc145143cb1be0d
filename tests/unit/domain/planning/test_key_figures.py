"""The worked examples of finance.md §9.6, rows 1-23."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.planning.figure_inputs import (
    Balance,
    Books,
    Exits,
    FigureInput,
    Work,
    balance_of_accounts,
    books_of_lines,
)
from asfdesk.domain.planning.key_figures import Unit, is_too_few, key_figures

if TYPE_CHECKING:
    from asfdesk.domain.planning.key_figures import Figure

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
GIVEN = FigureInput(12, BOOKS, BALANCE, WORK, Exits(18, 7))


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
    ],
)
def test_other_units(number: str, unit: Unit, shown: str) -> None:
    figure = figures(GIVEN)[number]
    assert figure.unit is unit
    assert figure.value is not None
    scale = KR if unit is Unit.MONEY else 1
    assert f"{float(figure.value / scale):.2f}" == shown


def test_every_number_from_1_to_23_is_there_once() -> None:
    numbers = [figure.number for figure in key_figures(GIVEN, 5)]
    assert len(numbers) == len(set(numbers)) == 25
    assert {int(number.rstrip("ab")) for number in numbers} == set(range(1, 24))


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

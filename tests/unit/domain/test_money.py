"""Rounding and splitting, against finance.md's worked figures."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.money import (
    ratio,
    round_half_up,
    round_quotient,
    round_within,
    spread,
    whole_kronor,
)

YEAR_2026 = [20, 20, 22, 20, 19, 21, 23, 21, 22, 22, 21, 20]


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (Fraction(1, 2), 1),
        (Fraction(3, 2), 2),
        (Fraction(5, 2), 3),
        (Fraction(-1, 2), -1),
        (Fraction(-5, 2), -3),
        (Fraction(499, 1000), 0),
        (Fraction(-499, 1000), 0),
        (Fraction(2, 3), 1),
        (Fraction(7), 7),
    ],
)
def test_halves_go_away_from_zero(value: Fraction, rounded: int) -> None:
    assert round_half_up(value) == rounded


@given(st.integers(-(10**18), 10**18), st.integers(1, 10**12))
def test_a_quotient_is_rounded_as_its_fraction(numerator: int, denominator: int) -> None:
    assert round_quotient(numerator, denominator) == round_half_up(Fraction(numerator, denominator))


def test_a_million_over_twelve_months() -> None:
    # finance.md §9.1: 4 months x 83 333,34 + 8 x 83 333,33.
    assert spread(100_000_000, [1] * 12) == [8_333_334] * 4 + [8_333_333] * 8


def test_a_year_by_working_days() -> None:
    # finance.md T10.
    assert spread(60_000_000, YEAR_2026) == [
        4780877,
        4780877,
        5258964,
        4780877,
        4541833,
        5019920,
        5498008,
        5019920,
        5258964,
        5258964,
        5019920,
        4780876,
    ]


def test_without_weights_the_parts_are_equal() -> None:
    assert spread(10, [0, 0, 0]) == [4, 3, 3]


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=18))
def test_parts_always_sum_to_the_whole(total: int, weights: list[int]) -> None:
    parts = spread(total, weights)
    assert sum(parts) == total
    assert parts == [-part for part in spread(-total, weights)]


def test_a_share_of_nothing_is_absent() -> None:
    assert ratio(3, 0) is None
    assert ratio(3, 4) == Fraction(3, 4)


def test_shown_kronor_sum_to_the_shown_sum() -> None:
    """10,40 + 10,40 + 10,40 = 31,20, shown as 31: the first of equal remainders gets the krona."""
    assert whole_kronor([10_40, 10_40, 10_40]) == [11_00, 10_00, 10_00]
    # -10,60 - 10,60 = -21,20, shown as -21.
    assert whole_kronor([-10_60, -10_60]) == [-10_00, -11_00]
    assert whole_kronor([]) == []


def test_parts_within_a_whole_that_is_rounded_already() -> None:
    """1,50 + 1,25 = 2,75: within 3 the larger remainder gets the krona, within 2 nobody."""
    halves = [Fraction(3, 2), Fraction(5, 4)]
    assert round_within(3, halves) == [2, 1]
    assert round_within(2, halves) == [1, 1]

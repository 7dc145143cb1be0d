"""Quartiles and ranks by hand."""

from __future__ import annotations

from fractions import Fraction

from asfdesk.domain.region.spread import rank_of, spread_of


def test_quartiles_lie_between_the_two_nearest_values() -> None:
    found = spread_of([40, 10, 20, 30])
    assert found is not None
    assert (found.count, found.total, found.lowest, found.highest) == (4, 100, 10, 40)
    assert (found.lower, found.median, found.upper) == (Fraction(35, 2), 25, Fraction(65, 2))


def test_of_one_and_of_none() -> None:
    one = spread_of([7])
    assert one is not None
    assert (one.lower, one.median, one.upper) == (7, 7, 7)
    assert spread_of([]) is None


def test_equal_values_share_the_best_place() -> None:
    values = [5, 9, 5, 1]
    assert [rank_of(value, values).place for value in values] == [2, 1, 2, 4]
    assert rank_of(5, values).of == 4

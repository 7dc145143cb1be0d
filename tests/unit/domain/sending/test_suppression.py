"""Whoever knows the total and what is shown is left with n values for each hidden cell."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.sending.suppression import protect, protect_flow, protect_total


def _possible(shown: dict[int, int | None], total: int, cell: int) -> set[int]:
    """Every value a hidden cell can have, by trying all tables with the known total."""
    hidden = [key for key, value in shown.items() if value is None]
    left = total - sum(value for value in shown.values() if value is not None)
    return {
        values[hidden.index(cell)]
        for values in product(range(left + 1), repeat=len(hidden))
        if sum(values) == left
    }


@given(st.lists(st.integers(0, 9), min_size=2, max_size=4), st.integers(3, 6))
def test_no_hidden_cell_can_be_worked_out(counts: list[int], threshold: int) -> None:
    table = dict(enumerate(counts))
    shown = protect(table, threshold)
    total = sum(counts)
    for key, value in shown.items():
        assert value is None or value == table[key]
        assert value is None or value == 0 or value >= threshold
        if value is None and total >= threshold:
            assert len(_possible(shown, total, key)) >= threshold


def test_one_small_count_takes_the_smallest_other_with_it() -> None:
    assert protect({"kvinna": 9, "man": 2, "annat": 7}, 5) == {
        "kvinna": 9,
        "man": None,
        "annat": None,
    }


def test_large_counts_and_zeros_are_shown() -> None:
    assert protect({"a": 5, "b": 0, "c": 12}, 5) == {"a": 5, "b": 0, "c": 12}


def test_a_small_total_hides_its_zeros_too() -> None:
    assert protect({"a": 3, "b": 0}, 5) == {"a": None, "b": None}
    assert protect_total(3, 5) is None
    assert protect_total(0, 5) == 0
    assert protect_total(5, 5) == 5


def test_all_in_one_category_of_a_large_base_is_shown_by_its_zeros() -> None:
    assert protect({"a": 14, "b": 0}, 5) == {"a": 14, "b": 0}


def test_flow_hides_both_sides_of_a_sum() -> None:
    # 14 at start, 2 new, 1 ended: 16 unique, 15 at end; 16 - 14 would give the 2 away.
    shown, unique = protect_flow(14, 2, 1, 5)
    assert shown == {"at_start": None, "new": None, "ended": None, "at_end": None}
    assert unique == 16
    shown, unique = protect_flow(14, 6, 0, 5)
    assert shown == {"at_start": 14, "new": 6, "ended": 0, "at_end": 20}
    assert unique == 20

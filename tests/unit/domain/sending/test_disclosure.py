"""What is hidden, worked out by hand; the proof by attack is `tests/faults/disclosure.py`."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.period import Month, Period
from asfdesk.domain.sending.counts import Counts, Earlier, Name, Reason, Sum, Table
from asfdesk.domain.sending.disclosure import (
    protect,
    protect_mean,
    protect_share,
    protect_total,
)
from asfdesk.domain.sending.period_ties import pieces, reached, tie_periods

if TYPE_CHECKING:
    from asfdesk.domain.sending.disclosure import Protected

JANUARY, FEBRUARY, MARCH = (Period.of_month(Month(2026, n)) for n in (1, 2, 3))
QUARTER = Period.of_quarter(2026, 1)


def _one_way(counts: dict[str, int]) -> list[int | None]:
    table = Table.one_way("sex", "2026-Q1", counts)
    shown = protect(table, 5)
    return [*(shown.value(table.name(code)) for code in counts), shown.value(table.name())]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"kvinna": 9, "man": 2, "annat": 7}, [9, None, None, 18]),  # 2 with the smallest other
        ({"a": 5, "b": 0, "c": 12}, [5, 0, 12, 17]),
        ({"a": 3, "b": 0}, [None, None, None]),  # a zero would tell that all are a
        ({"a": 14, "b": 0}, [14, 0, 14]),
        ({"a": 0, "b": 0}, [0, 0, 0]),
        ({"a": 2, "b": 2, "c": 9}, [None, None, 9, 13]),  # 0-4 each: five values
        ({"a": 1, "b": 2, "c": 9}, [None, None, None, 12]),  # 0-3 would be four
    ],
)
def test_one_property(counts: dict[str, int], shown: list[int | None]) -> None:
    assert _one_way(counts) == shown


def test_two_properties_take_three_others_with_them() -> None:
    # The 2 needs one beside it in its row and one in its column, and those a fourth.
    table = Table(
        "sex.age",
        "2026",
        (("k", "m"), ("ung", "mitt", "old")),
        {
            ("k", "ung"): 2, ("k", "mitt"): 8, ("k", "old"): 20,
            ("m", "ung"): 9, ("m", "mitt"): 7, ("m", "old"): 30,
        },
    )  # fmt: skip
    shown = protect(table, 5)
    hidden = {name.cell for name in table.counts().values if shown.value(name) is None}
    assert hidden == {"k|ung", "k|mitt", "m|ung", "m|mitt"}
    assert shown.reason(table.name("k", "ung")) is Reason.SMALL
    assert shown.reason(table.name("m", "ung")) is Reason.COMPANY
    assert shown.value(table.name("k", "")) == 30


def test_three_properties_are_refused() -> None:
    with pytest.raises(ValueError, match="a"):
        Table("x", "2026", (("a",), ("b",), ("c",)), {})
    with pytest.raises(ValueError, match="x"):
        Table.one_way("x", "2026", {"a": -1})


def _exits(period: Period, counts: dict[Period, dict[str, int]]) -> Table:
    inside = [by for month, by in counts.items() if period.overlaps(month.first, month.last)]
    return Table.one_way(
        "exits", str(period), {code: sum(by[code] for by in inside) for code in ("a", "b")}
    )


def _publish(given: list[Period], counts: dict[Period, dict[str, int]]) -> list[Protected]:
    shown: dict[Name, int] = {}
    hidden: list[Name] = []
    made = []
    for number, period in enumerate(given):
        table = _exits(period, counts)
        ties = tie_periods(
            table,
            given[: number + 1],
            lambda piece: _exits(piece, counts).cells,
        )
        made.append(protect(table, 5, Earlier(dict(shown), list(hidden), ties.sums, ties.true)))
        for name, cell in made[-1].cells.items():
            if cell.value is None:
                hidden.append(name)
            else:
                shown[name] = cell.value
    return made


def test_a_quarter_does_not_give_away_the_month_that_was_hidden() -> None:
    # March: 2 and 6 are hidden. The quarter's 14 less 6 and 6 would be the 2.
    counts = {
        JANUARY: {"a": 6, "b": 7},
        FEBRUARY: {"a": 6, "b": 5},
        MARCH: {"a": 2, "b": 6},
    }
    made = _publish([JANUARY, FEBRUARY, MARCH, QUARTER], counts)
    assert [made[2].value(Name("exits", "2026-03", code)) for code in ("a", "b", "")] == [
        None,
        None,
        8,
    ]
    quarter = made[3]
    assert quarter.value(Name("exits", "2026-Q1", "a")) is None
    assert quarter.reason(Name("exits", "2026-Q1", "a")) is Reason.EARLIER
    assert quarter.value(Name("exits", "2026-Q1")) == 32
    # Alone nothing of it is small.
    assert not protect(_exits(QUARTER, counts), 5).hides_any


def test_a_quarter_does_not_give_away_a_month_that_nobody_asked_for() -> None:
    counts = {
        JANUARY: {"a": 6, "b": 7},
        FEBRUARY: {"a": 6, "b": 5},
        MARCH: {"a": 0, "b": 3},
    }
    made = _publish([JANUARY, FEBRUARY, QUARTER], counts)
    # 15 less 7 and 5 would be the 3 of March, and so would the total.
    assert made[2].value(Name("exits", "2026-Q1", "b")) is None
    assert made[2].value(Name("exits", "2026-Q1")) is None


def test_a_correction_by_a_few_is_not_shown_beside_what_was_sent() -> None:
    name = Name("people", "2026-Q1")
    one = Counts({name: 13}, ())
    assert protect(one, 5, Earlier({name: 12})).reason(name) is Reason.CHANGED
    assert protect(one, 5, Earlier({name: 13})).value(name) == 13
    assert protect(one, 5, Earlier({name: 20})).value(name) == 13


def test_what_was_held_back_stays_so() -> None:
    table = Table.one_way("sex", "2026", {"k": 9, "m": 8, "o": 7})
    again = protect(table, 5, Earlier({table.name(): 24}, (table.name("k"), table.name("o"))))
    assert [again.value(table.name(code)) for code in ("k", "m", "o")] == [None, 8, None]
    assert again.reason(table.name("k")) is Reason.HELD


def test_who_knows_some_exactly_learns_no_more_and_the_public_nothing_of_it() -> None:
    table = Table.one_way("sex", "2026", {"k": 9, "m": 2, "o": 7})
    public, told = Earlier(), Earlier({table.name("m"): 2})
    shown = protect(table, 5, public, told)
    assert shown.value(table.name("m")) is None
    # The 7 alone beside it would be 18 - 9 - 2 to who was told.
    assert [shown.value(table.name(code)) for code in ("k", "o", "")] == [None, None, 18]


def test_what_contradicts_the_present_counts_tells_of_another_state() -> None:
    table = Table.one_way("sex", "2026", {"k": 9, "m": 12})
    old = Name("exits", "2026-01")
    ties = (Sum(table.name("k"), (old, Name("exits", "rest"))),)
    shown = protect(table, 5, Earlier({old: 11}, (), ties))  # 11 of 9
    assert [shown.value(table.name(code)) for code in ("k", "m", "")] == [9, 12, 21]


def test_the_same_input_gives_the_same_output() -> None:
    table = Table.one_way("sex", "2026", {"k": 7, "m": 2, "o": 7})
    assert protect(table, 5) == protect(table, 5)
    assert protect(table, 5).value(table.name("o")) == 7  # the first of two alike goes with it


def test_tables_of_the_same_people_share_their_total() -> None:
    whole = Name("people", "2026-Q1")
    sex = Table.one_way("sex", "2026-Q1", {"k": 9, "m": 8}, whole)
    age = Table.one_way("age", "2026-Q1", {"ung": 2, "old": 15}, whole)
    shown = protect(Counts.together([sex.counts(), age.counts()]), 5)
    assert [shown.value(name) for name in (sex.name("k"), sex.name("m"), whole)] == [9, 8, 17]
    assert [shown.value(age.name(code)) for code in ("ung", "old")] == [None, None]
    other = Table.one_way("form", "2026-Q1", {"x": 16}, whole)
    with pytest.raises(ValueError, match="people"):
        Counts.together([sex.counts(), other.counts()])


@pytest.mark.parametrize(
    ("part", "whole", "may"),
    [(6, 12, 1), (0, 12, 1), (12, 12, 1), (2, 12, 0), (10, 12, 0), (0, 4, 0)],
)
def test_a_percentage_is_shown_only_with_its_part_and_rest(part: int, whole: int, may: int) -> None:
    assert protect_share(part, whole, 5) == bool(may)


def test_a_mean_needs_a_base_and_others_that_differ_by_many() -> None:
    assert protect_mean(5, 5)
    assert not protect_mean(4, 5)
    assert not protect_mean(12, 5, [1])
    assert protect_mean(12, 5, [0, 5])
    assert [protect_total(count, 5) for count in (0, 3, 5)] == [0, None, 5]


def test_pieces_lie_inside_or_outside_every_period() -> None:
    first_two = Period(JANUARY.first, FEBRUARY.last)
    assert [(one.first, one.last) for one in pieces([QUARTER, FEBRUARY, first_two])] == [
        (JANUARY.first, JANUARY.last),
        (FEBRUARY.first, FEBRUARY.last),
        (MARCH.first, MARCH.last),
    ]
    assert reached(JANUARY, [FEBRUARY, first_two, MARCH]) == (first_two, FEBRUARY)


def _possible(shown: list[int | None], total: int, cell: int) -> set[int]:
    """Every value a hidden cell can have, by trying all tables with the known total."""
    hidden = [key for key, value in enumerate(shown) if value is None]
    left = total - sum(value for value in shown if value is not None)
    return {
        values[hidden.index(cell)]
        for values in product(range(left + 1), repeat=len(hidden))
        if sum(values) == left
    }


@given(st.lists(st.integers(0, 7), min_size=2, max_size=3), st.integers(3, 6))
def test_no_hidden_cell_can_be_worked_out(counts: list[int], threshold: int) -> None:
    table = Table.one_way("x", "2026", {str(key): one for key, one in enumerate(counts)})
    protected = protect(table, threshold)
    shown = [protected.value(table.name(str(key))) for key in range(len(counts))]
    total = protected.value(table.name())
    for key, value in enumerate(shown):
        assert value is None or value == counts[key]
        assert value is None or value == 0 or value >= threshold
        if value is None and total is not None:
            assert len(_possible(shown, total, key)) >= threshold

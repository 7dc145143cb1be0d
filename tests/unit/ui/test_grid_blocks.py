"""Copying, pasting, filling and moving in a grid, without a window."""

from __future__ import annotations

import pytest

from asfdesk.ui.kit.grid.grid_blocks import (
    Block,
    DoesNotFitError,
    as_default,
    copied,
    emptied,
    filled_down,
    filled_right,
    lines_of,
    pasted,
)
from asfdesk.ui.kit.grid.grid_content import Cell, DayColumn, Edit, GridContent, GridRow
from asfdesk.ui.kit.grid.grid_moves import Move, moved, tabbed

OPEN = Cell(default="6")
DAY_OFF = Cell(stop=False)
OUTSIDE = Cell(stop=False, editable=False)


def filled(text: str) -> Cell:
    return Cell(text=text, edit=text, default="6")


def grid(*rows: tuple[Cell, ...]) -> GridContent:
    return GridContent(
        columns=tuple(DayColumn("m", str(n), "v. 1") for n in range(len(rows[0]))),
        rows=tuple(GridRow((str(n),), (), str(n)) for n in range(len(rows))),
        cells=rows,
    )


SMALL = grid(
    (filled("6"), filled("4,5F"), DAY_OFF, OPEN),
    (filled("F"), OPEN, DAY_OFF, OPEN),
    (OPEN, OPEN, OUTSIDE, OUTSIDE),
)


def test_a_block_is_copied_as_it_is_typed() -> None:
    assert copied(SMALL, Block(0, 0, 1, 2)) == "6\t4,5F\t\nF\t\t"


def test_what_a_spreadsheet_puts_on_the_clipboard() -> None:
    assert lines_of("6\t7\r\n8\t\r\n") == [["6", "7"], ["8", ""]]
    assert lines_of("6") == [["6"]]
    assert lines_of(" \r\n") == []


def test_pasting_writes_from_the_upper_left_corner() -> None:
    assert pasted(SMALL, Block(1, 0, 1, 0), "5\t 4 \r\nO\t3\r\n") == [
        Edit(1, 0, "5"),
        Edit(1, 1, "4"),
        Edit(2, 0, "O"),
        Edit(2, 1, "3"),
    ]


def test_an_empty_pasted_cell_empties_what_is_there() -> None:
    assert pasted(SMALL, Block(0, 0, 0, 0), "\t5") == [Edit(0, 0, ""), Edit(0, 1, "5")]
    assert pasted(SMALL, Block(1, 0, 1, 0), "5\t\t\t") == [Edit(1, 0, "5")]


def test_one_value_fills_the_block_but_not_days_off() -> None:
    assert pasted(SMALL, Block(0, 1, 1, 3), "7") == [
        Edit(0, 1, "7"),
        Edit(0, 3, "7"),
        Edit(1, 1, "7"),
        Edit(1, 3, "7"),
    ]
    assert pasted(SMALL, Block(0, 2, 0, 2), "7") == [Edit(0, 2, "7")]


def test_too_much_is_refused_whole() -> None:
    with pytest.raises(DoesNotFitError) as caught:
        pasted(SMALL, Block(1, 2, 1, 2), "1\t2\t3\n1\t2\t3\n1\t2\t3")
    error = caught.value
    assert (error.rows, error.columns, error.room_rows, error.room_columns) == (3, 3, 2, 2)


def test_filling_down_takes_the_first_row_or_the_row_above() -> None:
    assert filled_down(SMALL, Block(0, 0, 2, 2)) == [
        Edit(1, 0, "6"),
        Edit(1, 1, "4,5F"),
        Edit(2, 0, "6"),
        Edit(2, 1, "4,5F"),
    ]
    assert filled_down(SMALL, Block(1, 1, 1, 1)) == [Edit(1, 1, "4,5F")]
    assert filled_down(SMALL, Block(0, 0, 0, 3)) == []


def test_filling_right_passes_over_days_off() -> None:
    assert filled_right(SMALL, Block(0, 0, 1, 3)) == [
        Edit(0, 1, "6"),
        Edit(0, 3, "6"),
        Edit(1, 1, "F"),
        Edit(1, 3, "F"),
    ]
    assert filled_right(SMALL, Block(0, 1, 0, 1)) == [Edit(0, 1, "6")]
    assert filled_right(SMALL, Block(0, 0, 2, 0)) == []


def test_emptying_and_defaults_touch_only_what_they_can() -> None:
    everything = Block(0, 0, 2, 3)
    assert emptied(SMALL, everything) == [Edit(0, 0, ""), Edit(0, 1, ""), Edit(1, 0, "")]
    assert [(e.row, e.column) for e in as_default(SMALL, everything)] == [
        (0, 3),
        (1, 1),
        (1, 3),
        (2, 0),
        (2, 1),
    ]


@pytest.mark.parametrize(
    ("start", "move", "end"),
    [
        ((0, 1), Move.NEXT_STOP, (0, 3)),
        ((0, 3), Move.NEXT_STOP, (1, 0)),
        ((1, 0), Move.PREVIOUS_STOP, (0, 3)),
        ((2, 1), Move.NEXT_STOP, (2, 1)),
        ((0, 0), Move.PREVIOUS_STOP, (0, 0)),
        ((0, 1), Move.RIGHT, (0, 2)),
        ((0, 0), Move.LEFT, (0, 0)),
        ((0, 0), Move.UP, (0, 0)),
        ((2, 0), Move.DOWN, (2, 0)),
    ],
)
def test_steps(start: tuple[int, int], move: Move, end: tuple[int, int]) -> None:
    assert moved(SMALL, *start, move) == end


def test_tab_goes_through_every_cell_and_out() -> None:
    assert tabbed(SMALL, 0, 3, 1) == (1, 0)
    assert tabbed(SMALL, 1, 0, -1) == (0, 3)
    assert tabbed(SMALL, 2, 3, 1) is None
    assert tabbed(SMALL, 0, 0, -1) is None

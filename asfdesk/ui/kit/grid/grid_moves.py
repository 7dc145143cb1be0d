"""Where the keyboard goes in a day grid. No Qt here."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asfdesk.ui.kit.grid.grid_content import GridContent


class Move(StrEnum):
    """One step."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    NEXT_STOP = "next_stop"
    PREVIOUS_STOP = "previous_stop"


_STEPS = {Move.UP: (-1, 0), Move.DOWN: (1, 0), Move.LEFT: (0, -1), Move.RIGHT: (0, 1)}


def moved(content: GridContent, row: int, column: int, move: Move) -> tuple[int, int]:
    """The cell a step leads to; the same cell at the edge."""
    if move in (Move.NEXT_STOP, Move.PREVIOUS_STOP):
        return _stop(content, row, column, 1 if move is Move.NEXT_STOP else -1)
    down, right = _STEPS[move]
    return (
        min(max(row + down, 0), len(content.rows) - 1),
        min(max(column + right, 0), len(content.columns) - 1),
    )


def _stop(content: GridContent, row: int, column: int, step: int) -> tuple[int, int]:
    """The next cell that expects something, row after row; the same cell if there is none."""
    days = len(content.columns)
    at = row * days + column + step
    while 0 <= at < len(content.rows) * days:
        if content.cells[at // days][at % days].stop:
            return at // days, at % days
        at += step
    return row, column


def tabbed(content: GridContent, row: int, column: int, step: int) -> tuple[int, int] | None:
    """The cell before or after, row after row; None when Tab leaves the grid."""
    days = len(content.columns)
    at = row * days + column + step
    return (at // days, at % days) if 0 <= at < len(content.rows) * days else None

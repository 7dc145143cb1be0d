"""Blocks of cells: copying, pasting and filling, as a spreadsheet does. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.ui.kit.grid.grid_content import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.ui.kit.grid.grid_content import Cell, GridContent


@dataclass(frozen=True)
class Block:
    """A rectangle of cells, all four sides included."""

    top: int
    left: int
    bottom: int
    right: int

    def places(self) -> Iterator[tuple[int, int]]:
        """Every (row, column), row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def size(self) -> int:
        """How many cells."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


class DoesNotFitError(Exception):
    """What is on the clipboard is larger than what is left of the grid.

    Attributes:
        rows: rows on the clipboard. `columns`: its columns.
        room_rows: rows from the chosen cell down. `room_columns`: columns to the right.
    """

    def __init__(self, rows: int, columns: int, room_rows: int, room_columns: int) -> None:
        super().__init__(rows, columns, room_rows, room_columns)
        self.rows = rows
        self.columns = columns
        self.room_rows = room_rows
        self.room_columns = room_columns


def copied(content: GridContent, block: Block) -> str:
    """The block as lines and tabs, with the numbers as they are typed."""
    return "\n".join(
        "\t".join(content.cells[row][c].edit for c in range(block.left, block.right + 1))
        for row in range(block.top, block.bottom + 1)
    )


def lines_of(text: str) -> list[list[str]]:
    """What a spreadsheet puts on the clipboard, as rows of cells; [] when there is nothing."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return [line.split("\t") for line in plain.split("\n")] if plain.strip() else []


def pasted(content: GridContent, block: Block, text: str) -> list[Edit]:
    """The edits that pasting makes, from the block's upper left corner.

    One cell on the clipboard goes into every cell of the block. Empty cells on the clipboard
    empty theirs; where nothing can be typed they are passed over.

    Raises:
        DoesNotFitError: the clipboard holds more than there is room for.
    """
    lines = lines_of(text)
    if len(lines) == 1 and len(lines[0]) == 1:
        return _everywhere(content, block, lines[0][0])
    room_rows = len(content.rows) - block.top
    room_columns = len(content.columns) - block.left
    widest = max((len(line) for line in lines), default=0)
    if len(lines) > room_rows or widest > room_columns:
        raise DoesNotFitError(len(lines), widest, room_rows, room_columns)
    return [
        Edit(block.top + down, block.left + right, cell.strip())
        for down, line in enumerate(lines)
        for right, cell in enumerate(line)
        if cell.strip() or _at(content, block.top + down, block.left + right).edit
    ]


def _everywhere(content: GridContent, block: Block, text: str) -> list[Edit]:
    """One value in many cells passes over days that are not planned."""
    return [
        Edit(row, column, text.strip())
        for row, column in block.places()
        if block.size == 1 or _at(content, row, column).stop
    ]


def filled_down(content: GridContent, block: Block) -> list[Edit]:
    """The first row in every row below it; a single row takes the row above."""
    first = block.top if block.bottom > block.top else block.top - 1
    return [
        Edit(row, column, _at(content, first, column).edit)
        for row, column in block.places()
        if first >= 0 and row != first and _takes(content, row, column)
    ]


def filled_right(content: GridContent, block: Block) -> list[Edit]:
    """The first column in every column after it; a single column takes the one before."""
    first = block.left if block.right > block.left else block.left - 1
    return [
        Edit(row, column, _at(content, row, first).edit)
        for row, column in block.places()
        if first >= 0 and column != first and _takes(content, row, column)
    ]


def emptied(content: GridContent, block: Block) -> list[Edit]:
    """Empty every cell of the block that holds something."""
    return [Edit(row, c, "") for row, c in block.places() if _at(content, row, c).edit]


def as_default(content: GridContent, block: Block) -> list[Edit]:
    """Each empty cell's default: the planned hours."""
    return [
        Edit(row, column, _at(content, row, column).default)
        for row, column in block.places()
        if _at(content, row, column).default and not _at(content, row, column).edit
    ]


def defaulted(content: GridContent, block: Block) -> list[Edit]:
    """Each cell's default over what it holds."""
    return [
        Edit(row, column, _at(content, row, column).default)
        for row, column in block.places()
        if _at(content, row, column).default
    ]


def _at(content: GridContent, row: int, column: int) -> Cell:
    return content.cells[row][column]


def _takes(content: GridContent, row: int, column: int) -> bool:
    cell = _at(content, row, column)
    return cell.stop and cell.editable

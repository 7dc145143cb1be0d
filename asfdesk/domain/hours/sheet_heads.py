"""The head of a table: which row it is, and what stands above each column.

People merge cells: "Nr" and "Namn" over two rows with the days in the lower one, or weekdays below
the days. A spreadsheet keeps a merged text in its first cell and leaves the others empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.hours.sheet_days import day_number, day_of
from asfdesk.domain.hours.sheet_table import cell_at, cell_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.hours.sheet_table import CellValue

    Row = tuple[CellValue, ...]

HEAD_ROWS = 15
LEAST_DAYS = 3
_DAY_SCORE = 2
_HIGHEST_HEAD = 3
"""Rows that one head is divided into, at most."""


def head_word(value: CellValue) -> str:
    """What a head says, without what people decorate it with; "" when it is no text."""
    return cell_words(value).casefold().strip(" .:*") if isinstance(value, str) else ""


def head_cells(rows: Sequence[Row], header: int) -> Row:
    """What stands above each column, in the head's last row or merged from the rows above it.

    Args:
        rows: the table.
        header: index of the head's last row; -1 when there is none.
    """
    if header < 0:
        return ()
    own = rows[header]
    above = rows[max(0, header - _HIGHEST_HEAD + 1) : header][::-1]
    if not _days_in(own):
        days = next((row for row in above if _days_in(row)), ())
        return tuple(_day_or(cell_at(days, at), cell) for at, cell in _cells(own, days))
    found = list(own)
    for row in above:
        if not any(_is_name(cell) and cell_at(own, at) is None for at, cell in enumerate(row)):
            break
        for at, cell in enumerate(row):
            if _is_name(cell) and cell_at(tuple(found), at) is None:
                found.extend([None] * (at + 1 - len(found)))
                found[at] = cell
    return tuple(found)


def header_row(rows: Sequence[Row], known: Mapping[str, object]) -> int:
    """The last row of the head; -1 when there is none.

    Args:
        rows: the table.
        known: words of heads -> what they stand for; most different ones win, days count too.
    """
    best, most = -1, 1
    for at, row in enumerate(rows[:HEAD_ROWS]):
        if not any(isinstance(cell, str) for cell in row) and not _days_in(row):
            continue
        heads = head_cells(rows, at)
        words = {known[head_word(cell)] for cell in heads if head_word(cell) in known}
        days = _days_in(heads) or sum(1 for cell in heads if day_of(cell))
        named = bool(words) or _starts_a_month(heads)
        score = len(words) + (_DAY_SCORE + days if named and days >= 1 else 0)
        if score > most:
            best, most = at, score
    return _above_figures(rows) if best < 0 else best


def _starts_a_month(heads: Row) -> bool:
    """Days under words that nobody knows: dates, or numbers from 1 on, which are no hours."""
    if not any(map(_is_name, heads)):
        return False
    if sum(1 for cell in heads if day_of(cell)) >= LEAST_DAYS:
        return True
    first = next((number for cell in heads if (number := day_number(cell))), 0)
    return first == 1 and bool(run_of_numbers(heads))


def run_of_numbers(row: Sequence[CellValue]) -> int:
    """How many bare day numbers follow each other upwards, as in a month's head."""
    longest = run = 0
    before = None
    for value in row:
        number = day_number(value)
        run = run + 1 if number and before and number == before + 1 else int(bool(number))
        longest, before = max(longest, run), number
    return longest if longest >= LEAST_DAYS else 0


def _days_in(row: Sequence[CellValue]) -> int:
    """How many days stand in a row; fewer than three make no head."""
    days = sum(1 for cell in row if day_of(cell))
    return days if days >= LEAST_DAYS else run_of_numbers(row)


def _cells(own: Row, days: Row) -> list[tuple[int, CellValue]]:
    return [(at, cell_at(own, at)) for at in range(max(len(own), len(days)))]


def _day_or(day: CellValue, cell: CellValue) -> CellValue:
    return day if day_of(day) or day_number(day) else cell


def _is_name(cell: CellValue) -> bool:
    """Words that can be the head of a column; a title has more, or a figure in it."""
    text = cell_words(cell) if isinstance(cell, str) else ""
    return bool(text) and not any(letter.isdigit() for letter in text)


def _above_figures(rows: Sequence[Row]) -> int:
    """Unknown words above a table are heads all the same: the first such row over figures."""
    first = rows[0] if rows else ()
    for at, row in enumerate(rows[:HEAD_ROWS]):
        below = rows[at + 1] if at + 1 < len(rows) else ()
        if _only_words(row) and any(_is_figure(cell) for cell in below):
            return at
    return 0 if _only_words(first) else -1


def _only_words(row: Sequence[CellValue]) -> bool:
    texts = [cell for cell in row if cell is not None]
    return len(texts) > 1 and all(map(_is_name, texts))


def _is_figure(cell: CellValue) -> bool:
    return cell is not None and any(letter.isdigit() for letter in cell_words(cell))

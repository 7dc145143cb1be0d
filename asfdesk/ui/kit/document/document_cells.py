"""The cells of a document's table, written and measured once for every width it is laid out in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from asfdesk.reports.cell_text import cell_kind, cell_text
from asfdesk.reports.column_widths import Wish
from asfdesk.reports.document import Kind, RowStyle
from asfdesk.ui.kit.document.document_ink import SMALL, Words, tone_colour

if TYPE_CHECKING:
    from asfdesk.reports.document import Column, Row, Table

PADDING = 5.0
AFTER_NUMBER = 16.0
INDENT = 14.0
MOST_WORDS = 340.0
LEAST_WORDS = 96.0
MOST_TITLE = 104.0
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class Line:
    """A row with its words and how wide each is on one line; a group's row has no cells."""

    row: Row
    words: tuple[Words, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class MeasuredTable:
    """A table, its rows and totals in order, and what its columns need."""

    table: Table
    lines: tuple[Line, ...]
    wishes: tuple[Wish, ...]

    @property
    def least(self) -> float:
        """The width below which the table would have to be cut: numbers never wrap."""
        return sum(wish.least for wish in self.wishes)


def measured_table(table: Table) -> MeasuredTable:
    """Write and measure every cell."""
    lines = tuple(
        _line(table.columns, row, total=at >= len(table.rows))
        for at, row in enumerate((*table.rows, *table.totals))
    )
    wishes = tuple(_wish(table, lines, at) for at in range(len(table.columns)))
    return MeasuredTable(table, lines, wishes)


def left_of(table: Table, column: int) -> float:
    """Room before a column; more where words follow numbers."""
    before = table.columns[column - 1].kind.numeric if column else False
    return AFTER_NUMBER if before and not table.columns[column].kind.numeric else PADDING


def _line(columns: tuple[Column, ...], row: Row, *, total: bool) -> Line:
    if row.style is RowStyle.GROUP:
        return Line(row, (), ())
    words = tuple(_words(row, at, column, total=total) for at, column in enumerate(columns))
    return Line(row, words, tuple(one.width() for one in words))


def _words(row: Row, at: int, column: Column, *, total: bool) -> Words:
    cell = row.cells[at]
    strong = total or cell.strong or row.style is RowStyle.STRONG
    colour = "muted" if row.style is RowStyle.MUTED else tone_colour(cell.tone)
    align = RIGHT if cell_kind(cell, column).numeric else LEFT
    return Words(cell_text(cell, column), strong=strong, colour=colour, align=align)


def _wish(table: Table, lines: tuple[Line, ...], at: int) -> Wish:
    """How much a column's title and words may wrap."""
    column = table.columns[at]
    content = max((_content(line, at) for line in lines if line.words), default=0)
    title = Words(column.title, SMALL, strong=True)
    word = max((replace(title, text=one).width() for one in title.text.split()), default=0)
    words = column.kind is Kind.TEXT
    if words:
        least = min(max(content, word), LEAST_WORDS)
        wanted = min(max(content, title.width()), MOST_WORDS)
    else:
        least = max(content, word)
        wanted = max(content, min(title.width(), MOST_TITLE))
    room = left_of(table, at) + PADDING + 1
    own = column.width * 6.5
    return Wish(max(least, own) + room, max(wanted, own) + room, words)


def _content(line: Line, at: int) -> float:
    return line.widths[at] + (line.row.indent * INDENT if at == 0 else 0)

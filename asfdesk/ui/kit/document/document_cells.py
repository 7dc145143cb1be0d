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
    from collections.abc import Iterator

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
    measuring = TableMeasuring(table)
    for _cells in measuring.steps():
        pass
    return measuring.measured()


class TableMeasuring:
    """Writes and measures the cells of a table, row by row, so that a long one can wait between.

    What is equal is measured once: `known` has the widths of (text, strong). It holds names and
    lives no longer than the document that is measured.
    """

    def __init__(self, table: Table, known: dict[tuple[str, bool], float] | None = None) -> None:
        self._table = table
        self._lines: list[Line] = []
        self._content = [0.0] * len(table.columns)
        self._known = {} if known is None else known
        self._steps = self._measure()

    def steps(self) -> Iterator[int]:
        """Go on where it was left; each step says how many cells it was."""
        return self._steps

    def measured(self) -> MeasuredTable:
        """The table, when all steps are taken."""
        columns = range(len(self._table.columns))
        wishes = tuple(_wish(self._table, self._content[at], at) for at in columns)
        return MeasuredTable(self._table, tuple(self._lines), wishes)

    def _measure(self) -> Iterator[int]:
        table = self._table
        for at, row in enumerate((*table.rows, *table.totals)):
            line = self._line(row, total=at >= len(table.rows))
            self._lines.append(line)
            for column, width in enumerate(line.widths):
                indent = row.indent * INDENT if column == 0 else 0
                self._content[column] = max(self._content[column], width + indent)
            yield max(len(line.widths), 1)

    def _line(self, row: Row, *, total: bool) -> Line:
        if row.style is RowStyle.GROUP:
            return Line(row, (), ())
        columns = self._table.columns
        words = tuple(_words(row, at, column, total=total) for at, column in enumerate(columns))
        return Line(row, words, tuple(map(self._width, words)))

    def _width(self, words: Words) -> float:
        key = (words.text, words.strong)
        width = self._known.get(key)
        if width is None:
            width = self._known[key] = words.width()
        return width


def left_of(table: Table, column: int) -> float:
    """Room before a column; more where words follow numbers."""
    before = table.columns[column - 1].kind.numeric if column else False
    return AFTER_NUMBER if before and not table.columns[column].kind.numeric else PADDING


def _words(row: Row, at: int, column: Column, *, total: bool) -> Words:
    cell = row.cells[at]
    strong = total or cell.strong or row.style is RowStyle.STRONG
    colour = "muted" if row.style is RowStyle.MUTED else tone_colour(cell.tone)
    align = RIGHT if cell_kind(cell, column).numeric else LEFT
    return Words(cell_text(cell, column), strong=strong, colour=colour, align=align)


def _wish(table: Table, content: float, at: int) -> Wish:
    """How much a column's title and words may wrap; `content` is the width of its widest cell."""
    column = table.columns[at]
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

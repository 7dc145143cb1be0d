"""A table of a document as strips: column titles, rows, totals; numbers right-aligned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from asfdesk.reports.cell_text import cell_kind, cell_text
from asfdesk.reports.column_widths import Wish, squeezed
from asfdesk.reports.document import Kind, RowStyle
from asfdesk.ui.kit.document_ink import SMALL, Strip, Words, rule, text_strip, tone_colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from asfdesk.reports.document import Row, Table
    from asfdesk.ui.tokens import Tokens

PADDING = 5.0
AFTER_NUMBER = 16.0
INDENT = 14.0
MOST_WORDS = 340.0
LEAST_WORDS = 96.0
MOST_TITLE = 104.0
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


def table_width(table: Table) -> float:
    """The width below which the table would have to be cut: numbers never wrap."""
    return sum(wish.least for wish in _wishes(table))


def table_strips(table: Table, width: float) -> list[Strip]:
    """The table for a document so wide."""
    layout = _Layout(table, _shared(table, width))
    heads = _heads(layout)
    repeat = tuple(heads)
    strips = [*heads]
    if not table.rows and table.empty:
        strips.append(text_strip(Words(table.empty, SMALL, colour="muted"), width, 5, 5))
    for at, row in enumerate((*table.rows, *table.totals)):
        strips.append(_row(layout, row, at - len(table.rows), repeat))
    if table.note:
        strips.append(text_strip(Words(table.note, SMALL, colour="muted"), width, 5))
    return strips


@dataclass(frozen=True)
class _Layout:
    """A table with the place of its columns."""

    table: Table
    widths: list[float]

    def area(self, column: int, height: float, columns: int = 1) -> QRectF:
        """The inside of a cell."""
        left = sum(self.widths[:column]) + _left(self.table, column)
        right = sum(self.widths[: column + columns]) - PADDING
        return QRectF(left, 4, max(right - left, 1), height)

    @property
    def width(self) -> float:
        """The whole table's."""
        return sum(self.widths)


def _left(table: Table, column: int) -> float:
    """Room before a column; more where words follow numbers."""
    before = table.columns[column - 1].kind.numeric if column else False
    return AFTER_NUMBER if before and not table.columns[column].kind.numeric else PADDING


def _words(row: Row, column: int, table: Table, *, total: bool) -> Words:
    cell, said = row.cells[column], table.columns[column]
    strong = total or cell.strong or row.style is RowStyle.STRONG
    colour = "muted" if row.style is RowStyle.MUTED else tone_colour(cell.tone)
    align = _RIGHT if cell_kind(cell, said).numeric else _LEFT
    return Words(cell_text(cell, said), strong=strong, colour=colour, align=align)


def _content(table: Table, column: int) -> float:
    """The width of a column's widest cell."""
    texts = [
        _words(row, column, table, total=number >= len(table.rows)).width()
        + (row.indent * INDENT if column == 0 else 0)
        for number, row in enumerate((*table.rows, *table.totals))
        if row.style is not RowStyle.GROUP
    ]
    return max(texts, default=0)


def _wishes(table: Table) -> list[Wish]:
    """How much titles and words may wrap, per column."""
    found = []
    for at, column in enumerate(table.columns):
        content = _content(table, at)
        title = Words(column.title, SMALL, strong=True)
        word = max((replace(title, text=one).width() for one in title.text.split()), default=0)
        if column.kind is Kind.TEXT:
            least = min(max(content, word), LEAST_WORDS)
            wanted = min(max(content, title.width()), MOST_WORDS)
        else:
            least = max(content, word)
            wanted = max(content, min(title.width(), MOST_TITLE))
        room = _left(table, at) + PADDING + 1
        own = column.width * 6.5
        words = column.kind is Kind.TEXT
        found.append(Wish(max(least, own) + room, max(wanted, own) + room, words))
    return found


def _shared(table: Table, width: float) -> list[float]:
    """Widths that fit; a narrow table is spread unless it would fall apart."""
    widths = squeezed(_wishes(table), width)
    spare = width - sum(widths)
    if spare <= 0 or spare > sum(widths) * 0.7:
        return widths
    return [one + spare / len(widths) for one in widths]


def _heads(layout: _Layout) -> list[Strip]:
    strips = [_spans(layout)] if layout.table.spans else []
    titles = [
        Words(
            column.title,
            SMALL,
            strong=True,
            colour="muted",
            align=_RIGHT if column.kind.numeric else _LEFT,
        )
        for column in layout.table.columns
    ]
    heights = [one.height(layout.area(at, 1).width()) for at, one in enumerate(titles)]
    high = max(heights, default=0)

    def paint(painter: QPainter, width: float, tokens: Tokens) -> None:
        del width
        for at, one in enumerate(titles):
            area = layout.area(at, high)
            area.setTop(area.top() + high - heights[at])
            one.paint(painter, area, tokens)
        rule(painter, layout.width, high + 9, tokens.muted)

    return [*strips, Strip(high + 10, paint, keeps_next=True)]


def _spans(layout: _Layout) -> Strip:
    centre = Qt.AlignmentFlag.AlignHCenter
    spans = [
        (span, Words(span.title, SMALL, strong=True, colour="muted", align=centre))
        for span in layout.table.spans
    ]

    def paint(painter: QPainter, width: float, tokens: Tokens) -> None:
        del width
        at = 0
        for span, words in spans:
            area = layout.area(at, 18, span.columns)
            if span.title:
                words.paint(painter, area, tokens)
                painter.save()
                painter.translate(area.left(), 0)
                rule(painter, area.width(), 25, tokens.line)
                painter.restore()
            at += span.columns

    return Strip(26, paint, keeps_next=True)


def _row(layout: _Layout, row: Row, total: int, repeat: tuple[Strip, ...]) -> Strip:
    """One row; `total` counts from 0 for the totals and is negative before them."""
    if row.style is RowStyle.GROUP:
        return _group(layout, row, repeat)
    cells = [
        _words(row, at, layout.table, total=total >= 0) for at in range(len(layout.table.columns))
    ]
    areas = [layout.area(at, 1) for at in range(len(cells))]
    if areas:
        areas[0].setLeft(areas[0].left() + row.indent * INDENT)
    high = max(one.height(area.width()) for one, area in zip(cells, areas, strict=True))

    def paint(painter: QPainter, width: float, tokens: Tokens) -> None:
        del width
        for one, area in zip(cells, areas, strict=True):
            one.paint(painter, QRectF(area.left(), 4, area.width(), high), tokens)
        if total == 0:
            rule(painter, layout.width, 0, tokens.muted)
        rule(painter, layout.width, high + 8, tokens.grid)

    return Strip(high + 9, paint, repeat=repeat)


def _group(layout: _Layout, row: Row, repeat: tuple[Strip, ...]) -> Strip:
    text = cell_text(row.cells[0], layout.table.columns[0], symbol=False)
    words = Words(text, strong=True)
    high = words.height(layout.width)

    def paint(painter: QPainter, width: float, tokens: Tokens) -> None:
        del width
        words.paint(painter, QRectF(PADDING, 10, layout.width - PADDING, high), tokens)
        rule(painter, layout.width, high + 14, tokens.grid)

    return Strip(high + 15, paint, keeps_next=True, repeat=repeat)

"""A table of a document as strips: column titles, rows, totals; numbers right-aligned."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from asfdesk.reports.cell_text import cell_text
from asfdesk.reports.column_widths import squeezed
from asfdesk.reports.document import RowStyle
from asfdesk.reports.hidden_reasons import row_reasons
from asfdesk.ui.kit.document.document_cells import INDENT, LEFT, PADDING, RIGHT, left_of
from asfdesk.ui.kit.document.document_ink import SMALL, Strip, Words, rule, text_strip

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from asfdesk.reports.document import Row, Table
    from asfdesk.ui.kit.document.document_cells import Line, MeasuredTable
    from asfdesk.ui.tokens import Tokens


def table_strips(measured: MeasuredTable, width: float) -> list[Strip]:
    """The table for a document so wide."""
    laid_out = LaidOutTable(measured, width)
    strips = [*laid_out.heads, *laid_out.before_rows()]
    strips += [laid_out.row(at) for at in range(len(measured.lines))]
    return [*strips, *laid_out.after_rows()]


class LaidOutTable:
    """A table in one width: its heads, and each row when it is asked for."""

    def __init__(self, measured: MeasuredTable, width: float) -> None:
        self._measured = measured
        self._width = width
        self._layout = _Layout(measured.table, [0.0, *accumulate(_shared(measured, width))])
        self.heads = tuple(_heads(self._layout))

    def before_rows(self) -> list[Strip]:
        """What is said when there are no rows."""
        table = self._measured.table
        if table.rows or not table.empty:
            return []
        return [text_strip(Words(table.empty, SMALL, colour="muted"), self._width, 5, 5)]

    def row(self, at: int) -> Strip:
        """One row; the totals are counted on after the rows."""
        line = self._measured.lines[at]
        return _row(self._layout, line, at - len(self._measured.table.rows), self.heads)

    def after_rows(self) -> list[Strip]:
        """The line under the table."""
        note = self._measured.table.note
        return [text_strip(Words(note, SMALL, colour="muted"), self._width, 5)] if note else []


@dataclass(frozen=True)
class _Layout:
    """A table with the place of its columns."""

    table: Table
    edges: list[float]
    """Where each column begins, and where the last one ends."""

    def area(self, column: int, height: float, columns: int = 1) -> QRectF:
        """The inside of a cell."""
        left = self.edges[column] + left_of(self.table, column)
        right = self.edges[column + columns] - PADDING
        return QRectF(left, 4, max(right - left, 1), height)

    @cached_property
    def areas(self) -> tuple[QRectF, ...]:
        """The inside of every cell of a row, without its height."""
        return tuple(self.area(at, 1) for at in range(len(self.table.columns)))

    @property
    def width(self) -> float:
        """The whole table's."""
        return self.edges[-1]


def _shared(measured: MeasuredTable, width: float) -> list[float]:
    """Widths that fit; a narrow table is spread unless it would fall apart."""
    widths = squeezed(measured.wishes, width)
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
            align=RIGHT if column.kind.numeric else LEFT,
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


def _row(layout: _Layout, line: Line, total: int, repeat: tuple[Strip, ...]) -> Strip:
    """One row; `total` counts from 0 for the totals and is negative before them."""
    if line.row.style is RowStyle.GROUP:
        return _group(layout, line.row, repeat)
    cells = line.words
    areas = layout.areas
    if areas and line.row.indent:
        areas = (areas[0].adjusted(line.row.indent * INDENT, 0, 0, 0), *areas[1:])
    high = max(
        one.height(area.width(), on_one_line)
        for one, area, on_one_line in zip(cells, areas, line.widths, strict=True)
    )

    def paint(painter: QPainter, width: float, tokens: Tokens) -> None:
        del width
        for one, area in zip(cells, areas, strict=True):
            one.paint(painter, QRectF(area.left(), 4, area.width(), high), tokens)
        if total == 0:
            rule(painter, layout.width, 0, tokens.muted)
        rule(painter, layout.width, high + 8, tokens.grid)

    return Strip(high + 9, paint, repeat=repeat, tip=row_reasons(line.row))


def _group(layout: _Layout, row: Row, repeat: tuple[Strip, ...]) -> Strip:
    text = cell_text(row.cells[0], layout.table.columns[0], symbol=False)
    words = Words(text, strong=True)
    high = words.height(layout.width)

    def paint(painter: QPainter, width: float, tokens: Tokens) -> None:
        del width
        words.paint(painter, QRectF(PADDING, 10, layout.width - PADDING, high), tokens)
        rule(painter, layout.width, high + 14, tokens.grid)

    return Strip(high + 15, paint, keeps_next=True, repeat=repeat)

"""Painting the cells of a day grid: what is in sight, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPen

from asfdesk.ui.kit.grid.grid_headers import groups
from asfdesk.ui.kit.grid.grid_paint import GridPaint

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QTableView

    from asfdesk.ui.kit.grid.grid_blocks import Block
    from asfdesk.ui.kit.grid.grid_model import GridModel


class GridCanvas:
    """One paint of a grid's view, with the block that is selected in it."""

    def __init__(
        self, view: QTableView, block: Block | None, model: GridModel, painter: QPainter
    ) -> None:
        self._view = view
        self._block = block
        self._grid = model
        self._painter = painter
        width = view.columnWidth(0) if model.columnCount() else 0
        self._paint = GridPaint(width, view.devicePixelRatioF())
        self._paint.numbers = model.content.numbers

    def paint(self, area: QRect) -> None:
        """Paint the cells in an area of the viewport."""
        self._painter.fillRect(area, self._paint.surface)
        if self._grid.rowCount() and self._grid.columnCount():
            self._cells(area)
            self._weeks(area)
            self._frame()

    def _cells(self, area: QRect) -> None:
        view, block = self._view, self._block
        marked = block if view.hasFocus() or (block and block.size > 1) else None
        columns = [
            (at, view.columnViewportPosition(at), view.columnWidth(at))
            for at in self._columns_in(area)
        ]
        for row in self._rows_in(area):
            top, height = view.rowViewportPosition(row), view.rowHeight(row)
            for column, left, width in columns:
                chosen = marked is not None and marked.holds(row, column)
                self._cell((row, column), QRectF(left, top, width, height), chosen=chosen)
            bottom = top + height - 1
            self._painter.setPen(self._paint.grid)
            for _column, left, width in columns:
                self._painter.drawLine(left + width - 1, top, left + width - 1, bottom)
            self._painter.drawLine(0, bottom, view.viewport().width(), bottom)

    def _cell(self, place: tuple[int, int], area: QRectF, *, chosen: bool) -> None:
        content = self._grid.content
        row, column = place
        self._paint.cell(
            self._painter,
            area,
            content.cells[row][column],
            content.columns[column],
            self._grid.pending.get(place),
            chosen=chosen,
        )

    def _weeks(self, area: QRect) -> None:
        self._painter.setPen(self._paint.line)
        for first, _last in groups(self._grid.content)[1:]:
            left = self._view.columnViewportPosition(first) - 1
            self._painter.drawLine(left, area.top(), left, area.bottom())

    def _frame(self) -> None:
        """Around the cell we stand on; quieter without the focus."""
        index = self._view.currentIndex()
        if index.isValid():
            area = QRectF(self._view.visualRect(index)).adjusted(0, 0, -1, -1)
            self._painter.setPen(QPen(self._paint.accent, 2 if self._view.hasFocus() else 1))
            self._painter.drawRect(area)

    def _rows_in(self, area: QRect) -> range:
        first = max(self._view.rowAt(area.top()), 0)
        last = self._view.rowAt(area.bottom())
        return range(first, (last if last >= 0 else self._grid.rowCount() - 1) + 1)

    def _columns_in(self, area: QRect) -> range:
        first = max(self._view.columnAt(area.left()), 0)
        last = self._view.columnAt(area.right())
        return range(first, (last if last >= 0 else self._grid.columnCount() - 1) + 1)

"""The frozen heads of a day grid: weeks and days above, names at the left, titles in the corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from asfdesk.ui import theme
from asfdesk.ui.kit.grid.grid_content import HeadLook
from asfdesk.ui.kit.grid.grid_paint import CENTRE, LEFT, GridPaint, elided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent

    from asfdesk.ui.kit.grid.grid_content import GridContent, HeadColumn
    from asfdesk.ui.kit.grid.grid_model import GridModel

WEEK_HEIGHT = 25
DAY_HEIGHT = 36
HEAD_HEIGHT = WEEK_HEIGHT + DAY_HEIGHT
ROW_HEIGHT = 27
_SIDE = 8
HEAD_SIDE = _SIDE + 1
"""What the frozen columns need beside their texts: the left margin and the edge."""
_SPREAD = 3
"""How many letters shorter a text can be and still be wider."""
_LEAST = {HeadLook.NUMBER: 26, HeadLook.NAME: 96, HeadLook.NOTE: 40}


def head_font(look: HeadLook) -> QFont:
    """The typeface of a frozen column."""
    return theme.font(
        13 if look is HeadLook.NAME else theme.SECONDARY, semibold=look is HeadLook.NAME
    )


def head_widths(content: GridContent) -> list[int]:
    """How wide the frozen columns want to be: as their texts, within their limits."""
    return [_head_width(content, at, head) for at, head in enumerate(content.heads)]


def fitted(content: GridContent, widths: Sequence[int], spare: int) -> list[int]:
    """The frozen columns with what is left over, or with what is missing taken from them.

    The names get the spare pixels, so that the sums keep to the edge. When room is short notes,
    the last first, and then names are elided before days are scrolled out of sight.
    """
    fit = list(widths)
    names, notes = (
        [at for at, head in enumerate(content.heads) if head.look is look]
        for look in (HeadLook.NAME, HeadLook.NOTE)
    )
    if spare > 0 and (names or notes):
        fit[(names or notes)[0]] += spare
    for at in (*reversed(notes), *names):
        given = min(max(-spare, 0), max(fit[at] - _LEAST[content.heads[at].look], 0))
        fit[at] -= given
        spare += given
    return fit


def _head_width(content: GridContent, at: int, head: HeadColumn) -> int:
    metrics = QFontMetricsF(head_font(head.look))
    texts = longest([row.head[at] for row in content.rows]) | {head.title}
    widest = max(metrics.horizontalAdvance(text) for text in texts)
    return min(max(round(widest) + _SIDE + 4, _LEAST[head.look]), head.most)


def longest(texts: Sequence[str]) -> set[str]:
    """The texts that may be the widest: measuring all of them would take too long."""
    most = max(map(len, texts), default=0)
    return {text for text in texts if len(text) >= most - _SPREAD}


class DayHeader(QHeaderView):
    """Two storeys: the week over its days, the weekday's letter over the date."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setFixedHeight(HEAD_HEIGHT)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(20)
        self.current = -1

    def sizeHint(self) -> QSize:
        """Fixed; Qt would ask every day how high it wants to be."""
        return QSize(0, HEAD_HEIGHT)

    def paint_again(self, column: int) -> None:
        """One day's head looks otherwise."""
        left, width = self.sectionViewportPosition(column), self.sectionSize(column)
        self.viewport().update(left - 1, 0, width + 2, HEAD_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the visible days that are asked for."""
        area = event.rect()
        painter = QPainter(self.viewport())
        paint = GridPaint()
        painter.fillRect(self.viewport().rect(), paint.surface)
        for at in range(self.count()):
            left, width = self.sectionViewportPosition(at), self.sectionSize(at)
            if left + width >= area.left() and left <= area.right():
                self._day(painter, paint, at, QRectF(left, WEEK_HEIGHT, width, DAY_HEIGHT))
        self._weeks(painter, paint)
        painter.setPen(paint.line)
        bottom = HEAD_HEIGHT - 1
        painter.drawLine(0, bottom, self.viewport().width(), bottom)
        painter.end()

    def _day(self, painter: QPainter, paint: GridPaint, at: int, area: QRectF) -> None:
        column = self._model.content.columns[at]
        if column.shaded:
            painter.fillRect(area, paint.shade)
        marked = column.today or at == self.current
        painter.setPen(paint.accent if marked else paint.muted)
        painter.setFont(theme.font(theme.SECONDARY, semibold=marked))
        top = QRectF(area.left(), area.top() + 2, area.width(), 16)
        painter.drawText(top, CENTRE, column.top)
        painter.drawText(top.translated(0, 15), CENTRE, column.bottom)
        if column.today:
            painter.fillRect(
                QRectF(area.left() + 4, area.bottom() - 3, area.width() - 9, 2), paint.accent
            )
        painter.setPen(paint.grid)
        right = round(area.right()) - 1
        painter.drawLine(right, WEEK_HEIGHT, right, HEAD_HEIGHT)

    def _weeks(self, painter: QPainter, paint: GridPaint) -> None:
        painter.setFont(theme.font(theme.SECONDARY, semibold=True))
        for first, last in groups(self._model.content):
            left = self.sectionViewportPosition(first)
            right = self.sectionViewportPosition(last) + self.sectionSize(last)
            painter.setPen(paint.line)
            painter.drawLine(left - 1, 0, left - 1, HEAD_HEIGHT)
            painter.setPen(paint.muted)
            area = QRectF(max(left, 0) + 6, 0, right - max(left, 0) - 6, WEEK_HEIGHT)
            text = self._model.content.columns[first].group
            painter.drawText(area, LEFT, _fitting(painter.fontMetrics(), text, area.width()))
        painter.setPen(paint.grid)
        painter.drawLine(0, WEEK_HEIGHT - 1, self.viewport().width(), WEEK_HEIGHT - 1)


def _fitting(metrics: QFontMetrics, text: str, width: float) -> str:
    """A head that fits: "v. 44", or "44" over a single day; half a number would be another week."""
    short = text.rpartition(" ")[2]
    return next((one for one in (text, short) if metrics.horizontalAdvance(one) <= width), "")


def groups(content: GridContent) -> list[tuple[int, int]]:
    """First and last column of each week."""
    found: list[tuple[int, int]] = []
    for at, column in enumerate(content.columns):
        if found and content.columns[found[-1][0]].group == column.group:
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
    return found


class RowHeader(QHeaderView):
    """Own number, name and note of each row."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.widths: Sequence[int] = ()
        self.current = -1
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(20)
        self.setDefaultSectionSize(ROW_HEIGHT)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """Fixed; Qt would measure two hundred names at every change."""
        return QSize(sum(self.widths) + HEAD_SIDE, 0)

    def paint_again(self, row: int) -> None:
        """One name looks otherwise."""
        top, height = self.sectionViewportPosition(row), self.sectionSize(row)
        self.viewport().update(0, top, self.viewport().width(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the visible names that are asked for."""
        painter = QPainter(self.viewport())
        paint = GridPaint()
        painter.fillRect(self.viewport().rect(), paint.surface)
        first = max(self.logicalIndexAt(event.rect().top()), 0)
        for at in range(first, self.count()):
            top = self.sectionViewportPosition(at)
            if top > event.rect().bottom():
                break
            self._row(painter, paint, at, top)
        painter.setPen(paint.line)
        right = self.viewport().width() - 1
        painter.drawLine(right, 0, right, self.viewport().height())
        painter.end()

    def _row(self, painter: QPainter, paint: GridPaint, at: int, top: int) -> None:
        content = self._model.content
        height = self.sectionSize(at)
        if at == self.current:
            painter.fillRect(QRectF(0, top, self.viewport().width(), height - 1), paint.soft)
        left = _SIDE
        for head, text, width in zip(
            content.heads, content.rows[at].head, self.widths, strict=False
        ):
            font = head_font(head.look)
            painter.setFont(font)
            painter.setPen(paint.text if head.look is HeadLook.NAME else paint.muted)
            area = QRectF(left, top, width - 4, height)
            painter.drawText(area, LEFT, elided(font, text, area.width()))
            left += width
        painter.setPen(paint.grid)
        painter.drawLine(0, top + height - 1, self.viewport().width(), top + height - 1)


class HeadCorner(QWidget):
    """Titles of the frozen columns."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.widths: Sequence[int] = ()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the titles on the lower storey."""
        del event
        painter = QPainter(self)
        paint = GridPaint()
        painter.fillRect(self.rect(), paint.surface)
        font = theme.font(theme.SECONDARY, semibold=True)
        painter.setFont(font)
        painter.setPen(paint.muted)
        left = _SIDE
        for head, width in zip(self._model.content.heads, self.widths, strict=False):
            area = QRectF(left, WEEK_HEIGHT, width - 4, DAY_HEIGHT)
            painter.drawText(area, LEFT, elided(font, head.title, area.width()))
            left += width
        painter.setPen(paint.grid)
        painter.drawLine(0, WEEK_HEIGHT - 1, self.width(), WEEK_HEIGHT - 1)
        painter.setPen(paint.line)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.end()

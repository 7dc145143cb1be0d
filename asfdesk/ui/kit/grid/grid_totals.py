"""The sums of a day grid: at the right of each row and under each day, always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from asfdesk.ui import theme
from asfdesk.ui.kit.grid.grid_headers import (
    DAY_HEIGHT,
    HEAD_HEIGHT,
    ROW_HEIGHT,
    WEEK_HEIGHT,
    groups,
    longest,
)
from asfdesk.ui.kit.grid.grid_paint import LEFT, RIGHT, GridPaint
from asfdesk.ui.kit.tip import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from asfdesk.ui.kit.grid.grid_content import FootRow, GridContent
    from asfdesk.ui.kit.grid.grid_view import GridView

_SIDE = 7
TITLE_LEFT, TITLE_GAP = 8, 3
"""Left of the name of a row of sums, and at least before the first day, pixels."""


def total_widths(content: GridContent) -> list[int]:
    """As wide as titles and sums need."""
    strong = QFontMetricsF(theme.font(13, semibold=True))
    title = QFontMetricsF(theme.font(theme.SECONDARY, semibold=True))
    widths = []
    for at, text in enumerate(content.total_titles):
        sums = [row.totals[at] for row in content.rows] + [foot.totals[at] for foot in content.foot]
        widest = max((strong.horizontalAdvance(one) for one in longest(sums)), default=0.0)
        widths.append(round(max(widest, title.horizontalAdvance(text))) + 2 * _SIDE)
    return widths


class RowTotals(QWidget):
    """The columns at the right; follows the rows up and down."""

    def __init__(self, view: GridView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self.content: GridContent | None = None
        self.widths: list[int] = []
        view.verticalScrollBar().valueChanged.connect(self.update)

    def show_content(self, content: GridContent, widths: list[int]) -> None:
        """Show other sums."""
        self.content = content
        self.widths = widths
        self.setFixedWidth(sum(widths))
        self.update()

    def change_content(self, content: GridContent) -> None:
        """Show the same rows with other sums; paints those that differ."""
        before, self.content = self.content, content
        offset = self._view.verticalScrollBar().value()
        for at, row in enumerate(content.rows):
            if before is None or row is not before.rows[at]:
                self.update(0, HEAD_HEIGHT + at * ROW_HEIGHT - offset, self.width(), ROW_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the titles and the visible rows that are asked for."""
        self._asked = event.rect()
        painter = QPainter(self)
        paint = GridPaint()
        painter.fillRect(self.rect(), paint.surface)
        if self.content is not None:
            self._rows(painter, paint, self.content)
            self._titles(painter, paint, self.content)
        painter.setPen(paint.line)
        painter.drawLine(0, 0, 0, self.height())
        painter.end()

    def _titles(self, painter: QPainter, paint: GridPaint, content: GridContent) -> None:
        painter.fillRect(0, 0, self.width(), HEAD_HEIGHT, paint.surface)
        painter.setFont(theme.font(theme.SECONDARY, semibold=True))
        painter.setPen(paint.muted)
        left = 0
        for title, width in zip(content.total_titles, self.widths, strict=True):
            area = QRectF(left, WEEK_HEIGHT, width - _SIDE, DAY_HEIGHT)
            painter.drawText(area, RIGHT, title)
            left += width
        painter.setPen(paint.grid)
        painter.drawLine(0, WEEK_HEIGHT - 1, self.width(), WEEK_HEIGHT - 1)
        painter.setPen(paint.line)
        painter.drawLine(0, HEAD_HEIGHT - 1, self.width(), HEAD_HEIGHT - 1)

    def _rows(self, painter: QPainter, paint: GridPaint, content: GridContent) -> None:
        offset = self._view.verticalScrollBar().value()
        first = max(offset // ROW_HEIGHT, 0)
        for at in range(first, len(content.rows)):
            top = HEAD_HEIGHT + at * ROW_HEIGHT - offset
            if top > self._asked.bottom():
                break
            if top + ROW_HEIGHT < self._asked.top():
                continue
            _sums(painter, paint, content.rows[at].totals, self.widths, top, strong_first=True)
            painter.setPen(paint.grid)
            painter.drawLine(0, top + ROW_HEIGHT - 1, self.width(), top + ROW_HEIGHT - 1)


class DayTotals(QWidget):
    """The rows at the bottom; follows the days left and right."""

    def __init__(self, view: GridView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self.content: GridContent | None = None
        view.horizontalScrollBar().valueChanged.connect(self.update)

    def show_content(self, content: GridContent, widths: list[int]) -> None:
        """Show other sums."""
        self.content = content
        self._widths = widths
        self.setFixedHeight(len(content.foot) * ROW_HEIGHT)
        self._speak(content)
        self.update()

    def change_content(self, content: GridContent) -> None:
        """Show the same days with other sums; paints the days that differ."""
        before, self.content = self.content, content
        self._speak(content)
        if before is None:
            self.update()
            return
        left, right = self._view.names.width(), self.width() - sum(self._widths)
        for old, new in zip(before.foot, content.foot, strict=True):
            if old.totals != new.totals:
                self.update(right, 0, self.width() - right, self.height())
            for at, (one, other) in enumerate(zip(old.cells, new.cells, strict=True)):
                if one != other:
                    self.update(self._area(at, left, 0).toRect().adjusted(0, 0, 0, self.height()))

    def _speak(self, content: GridContent) -> None:
        spoken = "; ".join(
            f"{foot.title}: {' '.join(foot.totals).strip()}" for foot in content.foot
        )
        self.setAccessibleName(spoken)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every row of sums, the days that are asked for."""
        self._asked = event.rect()
        painter = QPainter(self)
        paint = GridPaint(self._view.columnWidth(0) if self.content else 0)
        paint.numbers = self.content is not None and self.content.numbers
        painter.fillRect(self.rect(), paint.surface)
        for at, foot in enumerate(self.content.foot if self.content else ()):
            self._row(painter, paint, foot, at * ROW_HEIGHT)
        painter.setPen(paint.line)
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()

    def _row(self, painter: QPainter, paint: GridPaint, foot: FootRow, top: int) -> None:
        left, right = self._view.names.width(), self.width() - sum(self._widths)
        painter.save()
        painter.setClipRect(QRectF(left, top, right - left, ROW_HEIGHT))
        colour = paint.text if foot.strong else paint.muted
        for at, text in enumerate(foot.cells):
            here = self._area(at, left, top)
            if here.right() < self._asked.left() or here.left() > self._asked.right() + 1:
                continue
            self._day(painter, paint, at, QRectF(left, top, 0, ROW_HEIGHT))
            tone = foot.tones[at] if foot.tones else None
            own = colour if tone is None else paint.tone(tone)[0]
            paint.write(painter, here, text, own, paint.strong if foot.strong else paint.font)
        self._week_lines(painter, paint, left, top)
        painter.restore()
        painter.setFont(theme.font(13, semibold=foot.strong))
        painter.setPen(colour)
        painter.drawText(
            QRectF(TITLE_LEFT, top, left - TITLE_LEFT, ROW_HEIGHT), LEFT, self.shown_title(foot)
        )
        painter.save()
        painter.translate(right, 0)
        _sums(painter, paint, foot.totals, self._widths, top, strong_first=foot.strong)
        painter.restore()
        painter.setPen(paint.line)
        painter.drawLine(left - 1, top, left - 1, top + ROW_HEIGHT)
        painter.drawLine(right, top, right, top + ROW_HEIGHT)
        painter.setPen(paint.grid)
        painter.drawLine(0, top + ROW_HEIGHT - 1, self.width(), top + ROW_HEIGHT - 1)

    def shown_title(self, foot: FootRow) -> str:
        """What a row of sums is called, with an ellipsis where it does not fit."""
        metrics = QFontMetricsF(theme.font(13, semibold=foot.strong))
        room = self._view.names.width() - TITLE_LEFT - TITLE_GAP
        return metrics.elidedText(foot.title, Qt.TextElideMode.ElideRight, room)

    def event(self, event: QEvent) -> bool:
        """A name that does not fit is told whole as a tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = event.pos().y() // ROW_HEIGHT
            foot = self.content.foot[at] if self.content and at < len(self.content.foot) else None
            over = event.pos().x() < self._view.names.width()
            if foot is not None and over and self.shown_title(foot) != foot.title:
                QToolTip.showText(event.globalPos(), plain_tip(foot.title), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _area(self, at: int, left: int, top: int) -> QRectF:
        return QRectF(
            left + self._view.columnViewportPosition(at),
            top,
            self._view.columnWidth(at),
            ROW_HEIGHT,
        )

    def _day(self, painter: QPainter, paint: GridPaint, at: int, origin: QRectF) -> None:
        area = self._area(at, round(origin.left()), round(origin.top()))
        if self.content is not None and self.content.columns[at].shaded:
            painter.fillRect(area, paint.shade)
        painter.setPen(paint.grid)
        edge = round(area.right()) - 1
        painter.drawLine(edge, round(area.top()), edge, round(area.bottom()))

    def _week_lines(self, painter: QPainter, paint: GridPaint, left: int, top: int) -> None:
        if self.content is None:
            return
        painter.setPen(paint.line)
        for first, _last in groups(self.content)[1:]:
            edge = left + self._view.columnViewportPosition(first) - 1
            painter.drawLine(edge, top, edge, top + ROW_HEIGHT)


def _sums(
    painter: QPainter,
    paint: GridPaint,
    totals: tuple[str, ...],
    widths: list[int],
    top: int,
    *,
    strong_first: bool,
) -> None:
    """A row's sums, right-aligned; the first one is the figure that is looked for."""
    left = 0
    for at, (text, width) in enumerate(zip(totals, widths, strict=True)):
        strong = strong_first and at == 0
        painter.setFont(theme.font(13, semibold=strong))
        painter.setPen(paint.text if strong else paint.muted)
        painter.drawText(QRectF(left, top, width - _SIDE, ROW_HEIGHT), RIGHT, text)
        left += width

"""Charts painted on screen: shapes laid out by `reports.chart_layout`, in the theme's colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from asfdesk.reports.chart_layout import layout
from asfdesk.reports.chart_shapes import (
    TEXT_SIZE,
    Anchor,
    Dot,
    Line,
    Polygon,
    Polyline,
    Rect,
    Text,
)
from asfdesk.reports.chart_spec import Ink
from asfdesk.reports.chart_trend import trend
from asfdesk.ui import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QSizeF

    from asfdesk.reports.chart_shapes import Primitive
    from asfdesk.reports.chart_spec import ChartSpec, LineChart
    from asfdesk.ui.tokens import Tokens

SCREEN_TEXT = 12.0
SCALE = SCREEN_TEXT / TEXT_SIZE
"""Charts are laid out for paper's text size; the screen's is larger by this."""


def ink(kind: Ink, chosen: Tokens | None = None) -> QColor:
    """The colour of an ink: in the theme in force, or in the tokens given (paper)."""
    chosen = chosen or theme.tokens()
    return QColor(
        {
            Ink.ACTUAL: chosen.accent,
            Ink.PLAN: chosen.plan,
            Ink.PREVIOUS: chosen.previous,
            Ink.SOFT: chosen.forecast,
            Ink.GOOD: chosen.good,
            Ink.WARN: chosen.warn,
            Ink.BAD: chosen.bad,
            Ink.TEXT: chosen.text,
            Ink.MUTED: chosen.muted,
            Ink.GRID: chosen.grid,
            Ink.PAPER: chosen.surface,
        }[kind]
    )


def paint_chart(painter: QPainter, spec: ChartSpec, size: QSizeF, chosen: Tokens) -> None:
    """Paint a chart at the painter's origin; documents on screen and paper use it too."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(SCALE, SCALE)
    for shape in layout(spec, size.width() / SCALE, size.height() / SCALE):
        _paint(painter, shape, chosen)
    painter.restore()


def paint_trend(painter: QPainter, spec: LineChart, area: QRectF, chosen: Tokens) -> None:
    """Paint a small line without axes into an area; table cells use it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    for shape in trend(spec, area.width(), area.height()):
        _paint(painter, shape, chosen)
    painter.restore()


def _pen(kind: Ink, width: float, chosen: Tokens, *, dashed: bool = False) -> QPen:
    pen = QPen(ink(kind, chosen), width / SCALE)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashed else Qt.PenCapStyle.RoundCap)
    if dashed:
        pen.setDashPattern([3.0, 3.0])
    return pen


def _paint(painter: QPainter, shape: Primitive, chosen: Tokens) -> None:
    match shape:
        case Rect():
            _paint_rect(painter, shape, chosen)
        case Line():
            painter.setPen(_pen(shape.ink, 1.0, chosen, dashed=shape.dashed))
            painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
        case Polyline():
            painter.setPen(_pen(shape.ink, shape.width * SCALE, chosen, dashed=shape.dashed))
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in shape.points]))
        case Polygon():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink(shape.fill, chosen))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shape.points]))
        case Dot():
            painter.setPen(_pen(shape.ink, 2.0, chosen))
            painter.setBrush(QColor(chosen.surface))
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        case Text():
            _paint_text(painter, shape, chosen)


def _paint_rect(painter: QPainter, shape: Rect, chosen: Tokens) -> None:
    area = QRectF(shape.x, shape.y, shape.width, shape.height)
    if shape.stroke is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(_pen(shape.stroke, 1.2, chosen))
    if shape.fill is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(ink(shape.fill, chosen))
    painter.drawRoundedRect(area, 1.2, 1.2)


def _paint_text(painter: QPainter, shape: Text, chosen: Tokens) -> None:
    face = theme.font(semibold=shape.strong)
    face.setPixelSize(max(1, round(shape.size * SCALE)))
    painter.save()
    painter.setPen(ink(shape.ink, chosen))
    painter.translate(shape.x, shape.y)
    painter.scale(1 / SCALE, 1 / SCALE)
    painter.setFont(face)
    width = painter.fontMetrics().horizontalAdvance(shape.text)
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: float(width)}[shape.anchor]
    painter.drawText(QPointF(-shift, 0), shape.text)
    painter.restore()

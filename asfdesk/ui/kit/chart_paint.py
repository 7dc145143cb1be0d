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
    from collections.abc import Iterable

    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QFont, QFontMetrics

    from asfdesk.reports.chart_shapes import Primitive
    from asfdesk.reports.chart_spec import ChartSpec, LineChart
    from asfdesk.ui.tokens import Tokens

SCREEN_TEXT = 12.0
SCALE = SCREEN_TEXT / TEXT_SIZE
"""Charts are laid out for paper's text size; the screen's is larger by this."""


_TOKENS = {
    Ink.ACTUAL: "accent",
    Ink.PLAN: "plan",
    Ink.PREVIOUS: "previous",
    Ink.SOFT: "forecast",
    Ink.GOOD: "good",
    Ink.WARN: "warn",
    Ink.BAD: "bad",
    Ink.TEXT: "text",
    Ink.MUTED: "muted",
    Ink.GRID: "grid",
    Ink.PAPER: "surface",
}


def ink(kind: Ink, chosen: Tokens | None = None) -> QColor:
    """The colour of an ink: in the theme in force, or in the tokens given (paper)."""
    return QColor(getattr(chosen or theme.tokens(), _TOKENS[kind]))


def paint_chart(painter: QPainter, spec: ChartSpec, size: QSizeF, chosen: Tokens) -> None:
    """Paint a chart at the painter's origin; documents on screen and paper use it too."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(SCALE, SCALE)
    _Brushes(painter, chosen).paint(layout(spec, size.width() / SCALE, size.height() / SCALE))
    painter.restore()


def paint_trend(painter: QPainter, spec: LineChart, area: QRectF, chosen: Tokens) -> None:
    """Paint a small line without axes into an area; table cells use it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    _Brushes(painter, chosen).paint(trend(spec, area.width(), area.height()))
    painter.restore()


class _Brushes:
    """Pens and typefaces of one painting, each made once: a chart has hundreds of shapes."""

    def __init__(self, painter: QPainter, chosen: Tokens) -> None:
        self._painter = painter
        self._chosen = chosen
        self._pens: dict[tuple[Ink, float, bool], QPen] = {}
        self._colours: dict[Ink, QColor] = {}
        self._faces: dict[tuple[float, bool], tuple[QFont, QFontMetrics]] = {}

    def paint(self, shapes: Iterable[Primitive]) -> None:
        """Paint shapes in their order."""
        for shape in shapes:
            self._paint(shape)

    def _ink(self, kind: Ink) -> QColor:
        if kind not in self._colours:
            self._colours[kind] = ink(kind, self._chosen)
        return self._colours[kind]

    def _pen(self, kind: Ink, width: float, *, dashed: bool = False) -> QPen:
        key = (kind, width, dashed)
        if key not in self._pens:
            pen = QPen(self._ink(kind), width / SCALE)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashed else Qt.PenCapStyle.RoundCap)
            if dashed:
                pen.setDashPattern([3.0, 3.0])
            self._pens[key] = pen
        return self._pens[key]

    def _paint(self, shape: Primitive) -> None:
        painter = self._painter
        match shape:
            case Rect():
                self._paint_rect(shape)
            case Line():
                painter.setPen(self._pen(shape.ink, 1.0, dashed=shape.dashed))
                painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
            case Polyline():
                painter.setPen(self._pen(shape.ink, shape.width * SCALE, dashed=shape.dashed))
                painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in shape.points]))
            case Polygon():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._ink(shape.fill))
                painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shape.points]))
            case Dot():
                painter.setPen(self._pen(shape.ink, 2.0))
                painter.setBrush(self._ink(Ink.PAPER))
                painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
            case Text():
                self._paint_text(shape)

    def _paint_rect(self, shape: Rect) -> None:
        painter = self._painter
        if shape.stroke is None:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            painter.setPen(self._pen(shape.stroke, 1.2))
        if shape.fill is None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setBrush(self._ink(shape.fill))
        area = QRectF(shape.x, shape.y, shape.width, shape.height)
        painter.drawRoundedRect(area, 1.2, 1.2)

    def _face(self, size: float, *, strong: bool) -> tuple[QFont, QFontMetrics]:
        key = (size, strong)
        if key not in self._faces:
            face = theme.font(semibold=strong)
            face.setPixelSize(max(1, round(size * SCALE)))
            self._painter.setFont(face)
            self._faces[key] = (face, self._painter.fontMetrics())
        return self._faces[key]

    def _paint_text(self, shape: Text) -> None:
        painter = self._painter
        painter.save()
        painter.setPen(self._ink(shape.ink))
        painter.translate(shape.x, shape.y)
        painter.scale(1 / SCALE, 1 / SCALE)
        face, metrics = self._face(shape.size, strong=shape.strong)
        painter.setFont(face)
        width = metrics.horizontalAdvance(shape.text)
        shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: float(width)}
        painter.drawText(QPointF(-shift[shape.anchor], 0), shape.text)
        painter.restore()

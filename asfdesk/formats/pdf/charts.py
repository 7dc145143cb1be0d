"""Charts on paper: the same shapes as on screen, drawn by ReportLab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable

from asfdesk.formats.pdf.fonts import REGULAR, STRONG, shown
from asfdesk.formats.pdf.styles import INKS
from asfdesk.reports.chart_layout import layout
from asfdesk.reports.chart_shapes import Anchor, Dot, Line, Polygon, Polyline, Rect, Text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from asfdesk.reports.chart_shapes import Primitive
    from asfdesk.reports.chart_spec import ChartSpec


class ChartFlowable(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A chart of a given height and the column's width."""

    def __init__(self, spec: ChartSpec, height: float) -> None:
        super().__init__()
        self.spec = spec
        self.height = height
        self.width = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the width that is there."""
        del height
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """Paint the shapes, with y turned over."""
        canvas = self.canv
        canvas.saveState()
        canvas.translate(0, self.height)
        for shape in layout(self.spec, self.width, self.height):
            _paint(canvas, shape)
        canvas.restoreState()


def _paint(canvas: Canvas, shape: Primitive) -> None:
    match shape:
        case Rect():
            _rect(canvas, shape)
        case Line():
            canvas.setStrokeColor(INKS[shape.ink])
            canvas.setLineWidth(0.6)
            canvas.setDash([2, 2] if shape.dashed else [])
            canvas.line(shape.x1, -shape.y1, shape.x2, -shape.y2)
        case Polyline():
            _polyline(canvas, shape)
        case Polygon():
            _polygon(canvas, shape)
        case Dot():
            canvas.setFillColor(INKS[shape.ink])
            canvas.circle(shape.x, -shape.y, shape.radius, stroke=0, fill=1)
        case Text():
            _text(canvas, shape)


def _rect(canvas: Canvas, shape: Rect) -> None:
    canvas.setDash([])
    canvas.setLineWidth(0.9)
    if shape.fill is not None:
        canvas.setFillColor(INKS[shape.fill])
    if shape.stroke is not None:
        canvas.setStrokeColor(INKS[shape.stroke])
    canvas.rect(
        shape.x,
        -shape.y - shape.height,
        shape.width,
        shape.height,
        stroke=int(shape.stroke is not None),
        fill=int(shape.fill is not None),
    )


def _polyline(canvas: Canvas, shape: Polyline) -> None:
    canvas.setStrokeColor(INKS[shape.ink])
    canvas.setLineWidth(shape.width)
    canvas.setDash([4, 3] if shape.dashed else [])
    path = canvas.beginPath()
    path.moveTo(shape.points[0][0], -shape.points[0][1])
    for x, y in shape.points[1:]:
        path.lineTo(x, -y)
    canvas.drawPath(path)


def _polygon(canvas: Canvas, shape: Polygon) -> None:
    canvas.setFillColor(INKS[shape.fill])
    path = canvas.beginPath()
    path.moveTo(shape.points[0][0], -shape.points[0][1])
    for x, y in shape.points[1:]:
        path.lineTo(x, -y)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _text(canvas: Canvas, shape: Text) -> None:
    canvas.setFont(STRONG if shape.strong else REGULAR, shape.size)
    canvas.setFillColor(INKS[shape.ink])
    draw = {
        Anchor.START: canvas.drawString,
        Anchor.MIDDLE: canvas.drawCentredString,
        Anchor.END: canvas.drawRightString,
    }[shape.anchor]
    draw(shape.x, -shape.y, shown(shape.text))

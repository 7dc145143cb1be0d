"""The chart of cash, which can be drawn larger for a table of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPainter

from asfdesk.ui import theme
from asfdesk.ui.kit.chart_paint import paint_chart
from asfdesk.ui.kit.document.chart_view import ChartView

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from asfdesk.reports.chart_spec import LineChart


class CashChartView(ChartView):
    """Paints cash by month; `zoom` makes lines and letters larger, not the widget."""

    def __init__(self, name: str, height: int) -> None:
        super().__init__(name, height)
        self._cash: LineChart | None = None
        self._zoom = 1.0

    def show_cash(self, spec: LineChart | None) -> None:
        """Show a chart, or nothing."""
        self._cash = spec
        self.set_spec(spec)

    def set_zoom(self, zoom: float) -> None:
        """How much larger than on a page."""
        self._zoom = zoom
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shapes, scaled."""
        del event
        if self._cash is None:
            return
        painter = QPainter(self)
        painter.scale(self._zoom, self._zoom)
        size = QSizeF(self.width() / self._zoom, self.height() / self._zoom)
        paint_chart(painter, self._cash, size, theme.tokens())
        painter.end()

"""A chart on screen, which the keyboard can go through point by point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QHelpEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from asfdesk.i18n import _
from asfdesk.reports.chart_layout import places
from asfdesk.reports.chart_words import labels_of, point_words
from asfdesk.ui import theme
from asfdesk.ui.kit.chart_paint import SCALE, paint_chart
from asfdesk.ui.kit.document.chart_table import ChartTable

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPaintEvent

    from asfdesk.reports.chart_shapes import Box
    from asfdesk.reports.chart_spec import ChartSpec


class ChartView(QWidget):
    """Paints one chart, filling its width.

    A screen reader hears the summary; with the chart in focus, the arrow keys go from point to
    point and each is read with its values, which also stand in a line over the chart. Home and
    End go to the ends, Esc lets go of the point, Enter shows all values as a table.

    Signals:
        point_read: what was said of a point; "" when none is pointed out any more.
    """

    point_read = Signal(str)

    def __init__(self, name: str = "", height: int = 170, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: ChartSpec | None = None
        self._height = height
        self._point: int | None = None
        self.setAccessibleName(name)
        self.setMinimumHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def spec(self) -> ChartSpec | None:
        """What is shown."""
        return self._spec

    @property
    def point(self) -> int | None:
        """The place of the point that is pointed out."""
        return self._point

    def set_spec(self, spec: ChartSpec | None) -> None:
        """Show a chart, or nothing."""
        self._spec = spec
        self._point = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if spec is None else Qt.FocusPolicy.TabFocus)
        self._say("" if spec is None else spec.summary)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the page asked for."""
        return QSize(320, self._height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End go through the points; Esc lets go."""
        count = len(labels_of(self._spec)) if self._spec is not None else 0
        at = self._point
        to = {
            Qt.Key.Key_Right: 0 if at is None else min(at + 1, count - 1),
            Qt.Key.Key_Left: count - 1 if at is None else max(at - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }.get(Qt.Key(event.key()))
        if to is not None and count:
            self.point_at(to)
        elif event.key() == Qt.Key.Key_Escape and at is not None:
            self.point_at(None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.show_table()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The way to the table, for the mouse."""
        if self._spec is not None:
            menu = QMenu(self)
            menu.addAction(_("Show as a table")).triggered.connect(self.show_table)
            menu.popup(event.globalPos())

    @Slot()
    def show_table(self) -> ChartTable | None:
        """Show the values in a window of their own."""
        if self._spec is None:
            return None
        table = ChartTable(self, self.accessibleName(), self._spec)
        table.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table.open()
        return table

    def point_at(self, index: int | None) -> None:
        """Point out a label's values, or none, and say them."""
        if self._spec is None:
            return
        self._point = index
        said = self._spec.summary if index is None else point_words(self._spec)[index]
        self._say(said)
        self.point_read.emit("" if index is None else said)
        self.update()

    def _say(self, text: str) -> None:
        self.setAccessibleDescription(text)
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is pointed out in a chart that has lost the keyboard."""
        self.point_at(None)
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """The values under the pointer, as a tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._index_at(event.pos().x())
            if index is not None and self._spec is not None:
                QToolTip.showText(event.globalPos(), point_words(self._spec)[index], self)
                return True
        return super().event(event)

    def _index_at(self, x: int) -> int | None:
        for index, box in enumerate(self._places()):
            if box.left * SCALE <= x < box.right * SCALE:
                return index
        return None

    def _places(self) -> list[Box]:
        if self._spec is None:
            return []
        return places(self._spec, self.width() / SCALE, self.height() / SCALE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shapes, and the point that is pointed out."""
        del event
        if self._spec is None:
            return
        painter = QPainter(self)
        paint_chart(painter, self._spec, QSizeF(self.size()), theme.tokens())
        if self.hasFocus():
            self._paint_focus(painter)
        painter.end()

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.tokens().accent), 1.4))
        found = self._places()
        if self._point is None or self._spec is None:
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
            return
        box = found[self._point]
        area = QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
        painter.drawRoundedRect(_screen(area).adjusted(0, -4, 0, 4), 4, 4)


def _screen(area: QRectF) -> QRectF:
    return QRectF(area.x() * SCALE, area.y() * SCALE, area.width() * SCALE, area.height() * SCALE)

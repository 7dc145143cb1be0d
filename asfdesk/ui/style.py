"""Fusion with our own marks: tick boxes, radio buttons and the arrow of drop-down lists.

The stylesheet leaves these to the style, so that they are drawn sharp at every scale and have
edges of at least 3:1 in both themes. Colours come from the palette the theme has set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QProxyStyle, QStyle

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QStyleOption, QWidget

INDICATOR = 18
TOOLTIP_DELAY_MS = 350
_Primitive = QStyle.PrimitiveElement
_State = QStyle.StateFlag


class Style(QProxyStyle):
    """Draws small marks; everything else is Fusion's."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: object = None,  # noqa: N803 - Qt's name
    ) -> int:
        """Small behaviours: no etched text, tooltips a little sooner."""
        if hint == QStyle.StyleHint.SH_EtchDisabledText:
            return 0
        if hint == QStyle.StyleHint.SH_ToolTip_WakeUpDelay:
            return TOOLTIP_DELAY_MS
        return super().styleHint(hint, option, widget, returnData)  # type: ignore[arg-type]

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Tick boxes that can be seen and hit."""
        if metric in (
            QStyle.PixelMetric.PM_IndicatorWidth,
            QStyle.PixelMetric.PM_IndicatorHeight,
            QStyle.PixelMetric.PM_ExclusiveIndicatorWidth,
            QStyle.PixelMetric.PM_ExclusiveIndicatorHeight,
        ):
            return INDICATOR
        return super().pixelMetric(metric, option, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Our marks, or Fusion's."""
        match element:
            case _Primitive.PE_IndicatorCheckBox:
                _check_box(painter, option)
            case _Primitive.PE_IndicatorRadioButton:
                _radio(painter, option)
            case _Primitive.PE_IndicatorArrowDown:
                _arrow(painter, option)
            case _:
                super().drawPrimitive(element, option, painter, widget)


def _colour(option: QStyleOption, role: QPalette.ColorRole) -> QColor:
    return option.palette.color(role)


def _has(option: QStyleOption, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)


def _area(option: QStyleOption) -> QRectF:
    rect = QRectF(option.rect)
    side = min(rect.width(), rect.height())
    return QRectF(rect.left(), rect.center().y() - side / 2, side, side).adjusted(1, 1, -1, -1)


def _frame(painter: QPainter, option: QStyleOption, *, filled: bool) -> None:
    """The edge of a control; filled with the accent when it is on."""
    enabled = _has(option, _State.State_Enabled)
    accent = QPalette.ColorRole.Accent if enabled else QPalette.ColorRole.Mid
    edge = accent if filled else QPalette.ColorRole.Dark if enabled else QPalette.ColorRole.Mid
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_colour(option, edge), 1.2))
    painter.setBrush(_colour(option, accent if filled else QPalette.ColorRole.Base))


def _check_box(painter: QPainter, option: QStyleOption) -> None:
    on, partly = _has(option, _State.State_On), _has(option, _State.State_NoChange)
    box = _area(option)
    painter.save()
    _frame(painter, option, filled=on or partly)
    painter.drawRoundedRect(box, 4, 4)
    pen = QPen(_colour(option, QPalette.ColorRole.Base), 2.0)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shares: tuple[tuple[float, float], ...] = ()
    if on:
        shares = ((0.24, 0.53), (0.43, 0.72), (0.78, 0.32))
    elif partly:
        shares = ((0.28, 0.5), (0.72, 0.5))
    if shares:
        painter.drawPolyline(QPolygonF([_at(box, *share) for share in shares]))
    painter.restore()


def _radio(painter: QPainter, option: QStyleOption) -> None:
    on = _has(option, _State.State_On)
    ring = _area(option)
    painter.save()
    _frame(painter, option, filled=on)
    painter.drawEllipse(ring)
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_colour(option, QPalette.ColorRole.Base))
        painter.drawEllipse(ring.center(), ring.width() * 0.2, ring.height() * 0.2)
    painter.restore()


def _arrow(painter: QPainter, option: QStyleOption) -> None:
    middle = QRectF(option.rect).center()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(_colour(option, QPalette.ColorRole.Text), 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    shape = [QPointF(-4, -2), QPointF(0, 2), QPointF(4, -2)]
    painter.drawPolyline(QPolygonF([middle + point for point in shape]))
    painter.restore()


def _at(area: QRectF, x: float, y: float) -> QPointF:
    return QPointF(area.left() + x * area.width(), area.top() + y * area.height())

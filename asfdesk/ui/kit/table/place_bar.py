"""A bar in a table cell: a frame for what was sold, a tint for booked, a stroke for delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from asfdesk.ui import theme
from asfdesk.ui.kit.table.table_delegate import SIDE, TableDelegate
from asfdesk.ui.kit.table.table_model import ROW_ROLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

    Shares = tuple[Fraction | None, Fraction | None, Fraction | None]

HEIGHT = 11.0
INNER = 5.0


class BarDelegate(TableDelegate):
    """`shares` gives (frame, tint, stroke) of a row, or None for no bar; `top` is full width."""

    def __init__(self, parent: QObject, shares: Callable[[Any], Shares | None]) -> None:
        super().__init__(parent)
        self._shares = shares
        self.top: Fraction | int = 0

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The cell's ground and the bar."""
        super().paint(painter, option, index)
        shares = self._shares(index.data(ROW_ROLE))
        if shares is None or not self.top:
            return
        chosen = theme.tokens()
        room = option.rect.width() - 2 * SIDE
        widths = [float((share or 0) / self.top) * room for share in shares]
        left, middle = option.rect.left() + SIDE, option.rect.center().y()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(left, middle - HEIGHT / 2, widths[0], HEIGHT)
        painter.setPen(QPen(QColor(chosen.plan), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chosen.bar))
        painter.drawRoundedRect(QRectF(left, frame.top(), widths[1], HEIGHT), 3, 3)
        painter.setBrush(QColor(chosen.accent))
        painter.drawRoundedRect(QRectF(left, middle - INNER / 2, widths[2], INNER), 2, 2)
        painter.restore()

"""How the cells of a list to tap on look: large buttons that say whether they are pressed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from asfdesk.ui import theme
from asfdesk.ui.kit.grid.grid_editor import GridEditor
from asfdesk.ui.kit.grid.grid_paint import CENTRE, elided, hatch
from asfdesk.ui.kit.tap.tap_content import TapLook
from asfdesk.ui.kit.tone import Tone, colours

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

    from asfdesk.ui.kit.grid.grid_editor import Typist
    from asfdesk.ui.kit.tap.tap_content import TapCell
    from asfdesk.ui.kit.tap.tap_model import TapModel

ROW_HEIGHT = 54
"""With the gap between two buttons: 46 pixels to hit, which a finger can (WCAG 2.5.5: 44)."""
_GAP = 4.0
_RADIUS = 7.0
_SIDE = 12
_NAME_SIZE = 15
_LEFT_TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
_LEFT_LOW = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class TapDelegate(GridEditor):
    """Paints the cells and opens the editor of fields."""

    def __init__(self, view: QTableView, typist: Typist, model: TapModel) -> None:
        super().__init__(view, typist)
        self._model = model
        self._at = view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One cell, and the line under its row."""
        look = self._model.content.columns[index.column()].look
        cell, area = self._model.cell(index), QRectF(option.rect)
        tokens = theme.tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == self._at.currentIndex().row():
            painter.fillRect(area, QColor(tokens.background))
        if look is TapLook.WORDS:
            self._words(painter, area, cell)
        elif cell.text or look is TapLook.FIELD:
            self._button(painter, area.adjusted(_GAP, _GAP, -_GAP, -_GAP), cell, look)
        here = index == self._at.currentIndex()
        if here and self._at.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), _RADIUS + 1, _RADIUS + 1)
        painter.setPen(QColor(tokens.grid))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()

    def _words(self, painter: QPainter, area: QRectF, cell: TapCell) -> None:
        tokens = theme.tokens()
        inside = area.adjusted(_SIDE, 0, -4, 0)
        font = theme.font(_NAME_SIZE, semibold=True)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text if cell.enabled else tokens.muted))
        upper = QRectF(inside.left(), inside.top(), inside.width(), inside.height() / 2 + 2)
        whole = elided(font, cell.text, inside.width())
        painter.drawText(
            upper if cell.second else inside, _LEFT_TOP if cell.second else _LEFT, whole
        )
        if cell.second:
            quiet = theme.font(theme.SECONDARY)
            painter.setFont(quiet)
            painter.setPen(QColor(tokens.muted))
            lower = QRectF(inside.left(), upper.bottom(), inside.width(), inside.height() / 2)
            painter.drawText(lower, _LEFT_LOW, elided(quiet, cell.second, inside.width()))

    def _button(self, painter: QPainter, area: QRectF, cell: TapCell, look: TapLook) -> None:
        tokens = theme.tokens()
        enabled = cell.enabled and not self._model.read_only
        front, tint = colours(cell.tone or Tone.ACCENT)
        edge = front if cell.on else tokens.field if enabled else tokens.line
        painter.setPen(QPen(QColor(edge), 2 if cell.on else 1))
        painter.setBrush(QColor(tint if cell.on else tokens.surface))
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        if cell.striped:
            painter.setBrush(hatch(tokens.bar, self._at.devicePixelRatioF()))
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        strong = cell.on or look is TapLook.FIELD
        font = theme.font(_NAME_SIZE, semibold=strong)
        painter.setFont(font)
        colour = front if cell.on else tokens.text if enabled else tokens.muted
        painter.setPen(QColor(colour))
        painter.drawText(area, CENTRE, elided(font, cell.text, area.width() - 6))

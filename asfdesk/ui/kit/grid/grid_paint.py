"""How a day grid looks: colours and typefaces gathered once for each paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from asfdesk.ui import theme
from asfdesk.ui.kit.grid.grid_content import Mark
from asfdesk.ui.kit.tone import colours

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QFont

    from asfdesk.ui.kit.grid.grid_content import Cell, DayColumn
    from asfdesk.ui.kit.tone import Tone

CENTRE = int(Qt.AlignmentFlag.AlignCenter)
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_HATCH_STEP = 6
_ODD_SIDE = 6.0
_OFF = (Mark.OUTSIDE, Mark.RESTING)
_NARROW = 28
_NUMBER_SIDE = 6
_ALWAYS_FITS = 3
"""Characters that go into the narrowest day without being measured."""


class GridPaint:
    """Pens, brushes and typefaces of one paint. `width` is a day column's, in pixels."""

    def __init__(self, width: int = _NARROW, ratio: float = 1.0) -> None:
        self.tokens = theme.tokens()
        look = self.tokens
        self.surface = QColor(look.surface)
        self.shade = QColor(look.background)
        self.faint = QColor(look.background)
        self.faint.setAlphaF(0.5)
        self.grid = QPen(QColor(look.grid))
        self.line = QPen(QColor(look.line))
        self.text = QColor(look.text)
        self.muted = QColor(look.muted)
        self.accent = QColor(look.accent)
        self.soft = QColor(look.soft)
        self.chosen = QColor(look.accent)
        self.chosen.setAlphaF(0.16)
        size = theme.SECONDARY if width < _NARROW else 13
        self.font = theme.font(size)
        self.strong = theme.font(size, semibold=True)
        self.hint = theme.font(11)
        self.pause = QPen(QColor(look.bar), 2)
        self.small = theme.font(9, semibold=True)
        self.hatch = hatch(look.bar, ratio)
        self.numbers = False
        self._tones: dict[Tone, tuple[QColor, QColor]] = {}

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Text colour and tint."""
        if tone not in self._tones:
            front, tint = colours(tone, self.tokens)
            self._tones[tone] = (QColor(front), QColor(tint))
        return self._tones[tone]

    def cell(
        self,
        painter: QPainter,
        area: QRectF,
        cell: Cell,
        column: DayColumn,
        pending: str | None,
        *,
        chosen: bool,
    ) -> None:
        """Ground and text of one cell; lines come after."""
        if column.shaded or cell.mark in _OFF:
            painter.fillRect(area, self.shade)
        elif cell.mark is Mark.UNPLANNED:
            painter.fillRect(area, self.faint)
        colour = self.text if cell.tone is None else self._ground(painter, area, cell.tone)
        if pending is None:
            self._marked(painter, area, cell.mark)
        if chosen:
            painter.fillRect(area, self.chosen)
        if pending is not None:
            self.write(painter, area, pending, self.muted, self.font)
            return
        if cell.hint:
            self._hint(painter, area, cell.hint)
        if cell.text:
            strong = cell.strong or (cell.tone is not None and not cell.corner)
            self.write(painter, area, cell.text, colour, self.strong if strong else self.font)
        if cell.corner:
            painter.setFont(self.small)
            painter.drawText(area.adjusted(0, 1, -2, 0), _CORNER, cell.corner)
        if cell.odd:
            _fold(painter, area, self.tone_of_odd())

    def _marked(self, painter: QPainter, area: QRectF, mark: Mark) -> None:
        """Stripes where something is missing, a line across the days when a decision rests."""
        if mark is Mark.UNFILLED:
            painter.fillRect(area.adjusted(0, 0, -1, -1), self.hatch)
        elif mark is Mark.RESTING:
            painter.setPen(self.pause)
            middle = round(area.center().y())
            painter.drawLine(round(area.left()), middle, round(area.right()) - 1, middle)

    def _hint(self, painter: QPainter, area: QRectF, hint: str) -> None:
        painter.setFont(self.hint)
        painter.setPen(self.muted)
        painter.drawText(area.adjusted(0, 2, -5, 0), _CORNER, hint)

    def _ground(self, painter: QPainter, area: QRectF, tone: Tone) -> QColor:
        front, tint = self.tone(tone)
        painter.fillRect(area, tint)
        return front

    def tone_of_odd(self) -> QColor:
        """The colour of the corner that says "look at this"."""
        return QColor(self.tokens.warn)

    def write(
        self, painter: QPainter, area: QRectF, text: str, colour: QColor, font: QFont
    ) -> None:
        """Text in the middle (amounts at the right), smaller if it is wider than the cell."""
        painter.setPen(colour)
        painter.setFont(font)
        if (
            len(text) > _ALWAYS_FITS
            and QFontMetricsF(font).horizontalAdvance(text) > area.width() - 3
        ):
            fitted = theme.font(11, semibold=font.bold() or font.weight() > font.Weight.Normal)
            painter.setFont(fitted)
        if self.numbers:
            painter.drawText(area.adjusted(0, 0, -_NUMBER_SIDE, 0), RIGHT, text)
        else:
            painter.drawText(area, CENTRE, text)


_CORNER = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)


def _fold(painter: QPainter, area: QRectF, colour: QColor) -> None:
    """A folded corner at the upper left."""
    at = area.topLeft()
    shape = QPolygonF([at, at + QPointF(_ODD_SIDE, 0), at + QPointF(0, _ODD_SIDE)])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(shape)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def hatch(colour: str, ratio: float) -> QBrush:
    """Thin diagonal stripes: not filled in."""
    side = _HATCH_STEP
    tile = QPixmap(round(side * ratio), round(side * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.3))
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift - 1, side + 1), QPointF(shift + side + 1, -1))
    painter.end()
    return QBrush(tile)


def elided(font: QFont, text: str, width: float) -> str:
    """The text, with … at the end if it is too wide."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)

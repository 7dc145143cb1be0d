"""What the letters and stripes of a grid mean, in one quiet line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from asfdesk.ui import theme
from asfdesk.ui.kit.grid.grid_paint import LEFT, GridPaint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from asfdesk.ui.kit.tone import Tone

HEIGHT = 24
_GAP = 12
_SWATCH = 12


@dataclass(frozen=True)
class LegendItem:
    """A letter with its tone, or stripes when there is no letter; and what it means."""

    letter: str
    meaning: str
    tone: Tone | None = None


class GridLegend(QWidget):
    """Read, not clicked."""

    def __init__(self, items: Sequence[LegendItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = tuple(items)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            ", ".join(f"{item.letter} {item.meaning}".strip() for item in self._items)
        )

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        return QSize(sum(round(self._width(item)) + _GAP for item in self._items) - _GAP, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The window may be narrow; what does not fit is left out, from the right."""
        return QSize(0, HEIGHT)

    def _width(self, item: LegendItem) -> float:
        return self._letter_width(item) + 4 + self._metrics().horizontalAdvance(item.meaning) + 1

    def _letter_width(self, item: LegendItem) -> float:
        if not item.letter:
            return float(_SWATCH)
        strong = QFontMetricsF(theme.font(13, semibold=True))
        return strong.horizontalAdvance(item.letter)

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(theme.font(13))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the items from the left."""
        del event
        painter = QPainter(self)
        paint = GridPaint(ratio=self.devicePixelRatioF())
        left = 0.0
        for item in self._items:
            if left + self._width(item) > self.width() + 1:
                break
            width = self._letter_width(item)
            if item.letter:
                colour = paint.tone(item.tone)[0] if item.tone else paint.text
                painter.setFont(theme.font(13, semibold=True))
                painter.setPen(colour)
                painter.drawText(QRectF(left, 0, width + 2, HEIGHT), LEFT, item.letter)
            else:
                swatch = QRectF(left, (HEIGHT - _SWATCH) / 2, _SWATCH, _SWATCH)
                painter.fillRect(swatch, paint.hatch)
                painter.setPen(QColor(paint.tokens.field))
                painter.drawRect(swatch.adjusted(0, 0, -1, -1))
            painter.setFont(theme.font(13))
            painter.setPen(paint.muted)
            words = QRectF(left + width + 4, 0, self.width(), HEIGHT)
            painter.drawText(words, LEFT, item.meaning)
            left += self._width(item) + _GAP
        painter.end()

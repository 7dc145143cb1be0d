"""A badge: a short status with a mark, a text and a quiet tint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from asfdesk.ui import theme
from asfdesk.ui.kit.icons import draw
from asfdesk.ui.kit.tone import Tone, colours

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

HEIGHT = 20
_MARK = 11.0
_SIDE = 8.0
_GAP = 4.0


def badge_width(text: str, tone: Tone) -> float:
    """How wide a badge must be, in logical pixels."""
    words = QFontMetricsF(theme.font(theme.SECONDARY, semibold=True)).horizontalAdvance(text)
    mark = _MARK + (_GAP if text else 0) if tone.mark else 0
    return words + mark + 2 * _SIDE


def paint_badge(painter: QPainter, area: QRectF, text: str, tone: Tone) -> None:
    """Paint a badge into an area; tables use it too."""
    front, tint = colours(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tint))
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
    left = area.left() + _SIDE
    if tone.mark:
        top = area.center().y() - _MARK / 2
        draw(painter, tone.mark, QRectF(left, top, _MARK, _MARK), front, 3.2)
        left += _MARK + _GAP
    painter.setPen(QColor(front))
    painter.setFont(theme.font(theme.SECONDARY, semibold=True))
    words = QRectF(left, area.top(), area.right() - left, area.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()


class Badge(QWidget):
    """A status that is read, not clicked."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_status(text, tone)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def set_status(self, text: str, tone: Tone) -> None:
        """Change what it says."""
        self._text = text
        self._tone = tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the text."""
        return QSize(round(badge_width(self._text, self._tone) + 0.5), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never clipped."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        del event
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self._text, self._tone)
        painter.end()

"""A large button: an icon, what it does, and a line about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from asfdesk.ui import theme
from asfdesk.ui.kit.focus_ring import RingButton
from asfdesk.ui.kit.icons import draw

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

PADDING = 18
ICON = 24
WIDTH, HEIGHT = 220, 146


class ChoiceCard(RingButton):
    """One of a few ways to begin."""

    def __init__(
        self,
        icon: str,
        title: str,
        about: str,
        *,
        accent: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._about = about
        self._accent = accent
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for an icon, a title and two or three lines."""
        return QSize(WIDTH, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never clipped."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with icon, title and text."""
        del event
        chosen = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.shows_ring
        edge = chosen.accent if focus or self._accent else chosen.line
        painter.setPen(QPen(QColor(edge), 2 if focus else 1))
        ground = (
            chosen.soft if self.isDown() else chosen.hover if self.underMouse() else chosen.surface
        )
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        draw(painter, self._icon, QRectF(PADDING, PADDING - 2, ICON, ICON), chosen.accent)
        top = PADDING + ICON + 8.0
        width = self.width() - 2 * PADDING
        face = theme.font(15, semibold=True)
        painter.setFont(face)
        painter.setPen(QColor(chosen.text if self.isEnabled() else chosen.muted))
        painter.drawText(
            QRectF(PADDING, top, width, 22), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        small = theme.font(13)
        painter.setFont(small)
        painter.setPen(QColor(chosen.muted))
        lines = QRectF(PADDING, top + 25, width, QFontMetricsF(small).lineSpacing() * 3)
        painter.drawText(lines, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, self._about)
        painter.end()

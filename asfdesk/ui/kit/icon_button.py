"""A small button with only an icon; it is painted, so it follows the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPushButton

from asfdesk.ui import theme
from asfdesk.ui.kit.icons import draw

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

SIDE = 26


class IconButton(QPushButton):
    """`text` is the tooltip and what screen readers say."""

    def __init__(self, name: str, text: str, size: int = 15, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._size = size
        self.setProperty("look", "quiet")
        self.setAutoDefault(False)
        self.setFixedSize(SIDE, SIDE)
        self.setAccessibleName(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button's ground and ring, and the icon in the middle."""
        super().paintEvent(event)
        painter = QPainter(self)
        left, top = (self.width() - self._size) / 2, (self.height() - self._size) / 2
        chosen = theme.tokens()
        color = chosen.text if self.isEnabled() else chosen.line
        draw(painter, self._name, QRectF(left, top, self._size, self._size), color, 2.0)
        painter.end()

"""A drop-down list with an arrow in the theme's colour, that ignores the wheel while scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox

from asfdesk.ui import theme
from asfdesk.ui.kit.icons import draw

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

ARROW = 14


class ComboBox(QComboBox):
    """A list of choices; the wheel changes it only when it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(16)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the form rather than change a value by accident."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The list as the stylesheet has it, and an arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        area = QRectF(self.width() - ARROW - 9, (self.height() - ARROW) / 2, ARROW, ARROW)
        chosen = theme.tokens()
        draw(painter, "down", area, chosen.text if self.isEnabled() else chosen.muted, 2.2)
        painter.end()

"""A drop-down list with an arrow in the theme's colour, that ignores the wheel while scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip

from asfdesk.ui import theme
from asfdesk.ui.kit.icons import draw
from asfdesk.ui.kit.tip import plain_tip

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

ARROW = 14
SIDE, GAP, BESIDE_ARROW = 10, 4, 9
"""Left of the words, between them and the arrow, and right of it, pixels."""


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

    def showPopup(self) -> None:
        """Every choice can be read whole, also where the closed list is narrower."""
        view = self.view()
        bar = view.verticalScrollBar().sizeHint().width()
        view.setMinimumWidth(max(self.width(), view.sizeHintForColumn(0) + bar + 2 * SIDE))
        super().showPopup()

    def event(self, event: QEvent) -> bool:
        """A choice that does not fit is told whole as a tip."""
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return super().event(event)
        if self.toolTip() or self.currentIndex() < 0 or self.elided() == self.currentText():
            return super().event(event)
        QToolTip.showText(event.globalPos(), plain_tip(self.currentText()), self)
        return True

    def elided(self) -> str:
        """The choice as it is seen: with an ellipsis where it does not fit."""
        shown = self.currentText() if self.currentIndex() >= 0 else self.placeholderText()
        return self.fontMetrics().elidedText(
            shown, Qt.TextElideMode.ElideRight, self._room().width()
        )

    def _room(self) -> QRect:
        """Where the words are: all that the arrow leaves."""
        return self.rect().adjusted(SIDE, 0, -(ARROW + BESIDE_ARROW + GAP), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The list as the stylesheet has it, its words cut with an ellipsis, and an arrow."""
        del event
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        chosen = theme.tokens()
        told = self.isEnabled() and self.currentIndex() >= 0
        colour = chosen.text if told else chosen.muted
        painter.setPen(QColor(colour))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._room(), side, self.elided())
        left, top = self.width() - ARROW - BESIDE_ARROW, (self.height() - ARROW) / 2
        draw(painter, "down", QRectF(left, top, ARROW, ARROW), colour, 2.2)
        painter.end()

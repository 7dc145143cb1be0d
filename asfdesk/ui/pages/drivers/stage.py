"""A view on its own in a full screen, with large letters, for several people at a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

MARGIN = 30


class Stage(QWidget):
    """Holds a widget that is lent to it.

    Signals:
        closed: Esc, F11 or the button: what was lent is to be taken back.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, title: str, lent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setProperty("look", "stage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(title)
        self.lent = lent
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - 10, MARGIN, MARGIN)
        column.setSpacing(16)
        line = QHBoxLayout()
        line.addWidget(label(title, Look.TITLE), 1)
        self.back = button(_("Back (Esc)"))
        self.back.clicked.connect(self.close)
        line.addWidget(self.back)
        column.addLayout(line)
        column.addWidget(lent, 1)
        for keys in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(self.close)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give back what was lent."""
        super().closeEvent(event)
        self.closed.emit()


def restyle(widget: QWidget) -> None:
    """Let the stylesheet see where a widget and all in it have come to."""
    for one in (widget, *widget.findChildren(QWidget)):
        one.style().unpolish(one)
        one.style().polish(one)
        one.updateGeometry()

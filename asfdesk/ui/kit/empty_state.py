"""What an empty page says: what belongs here, and the first step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asfdesk.ui.kit.buttons import link_button, primary_button
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QPushButton

WIDTH = 420


class EmptyState(QWidget):
    """One sentence, at most one button, and perhaps a quieter way to begin, in the middle.

    Signals:
        seen: whether the first step is offered: it is then the page's only primary button.
    """

    seen = Signal(bool)

    def __init__(
        self,
        text: str,
        button_text: str = "",
        on_click: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch(2)
        words = label(text, Look.MUTED, wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setMinimumWidth(WIDTH)
        words.setMaximumWidth(WIDTH)
        # An aligned item gets the height of one line otherwise.
        words.ensurePolished()
        words.setMinimumHeight(words.heightForWidth(WIDTH))
        layout.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        self.step: QPushButton | None = None
        if button_text and on_click is not None:
            self.step = step = primary_button(button_text)
            step.clicked.connect(on_click)
            layout.addWidget(step, 0, Qt.AlignmentFlag.AlignHCenter)
        self._middle = layout
        layout.addStretch(3)

    def add_other_way(self, text: str, on_click: Callable[[], None]) -> QPushButton:
        """Offer another way to begin, as a link below the button."""
        other = link_button(text)
        other.clicked.connect(on_click)
        self._middle.insertWidget(self._middle.count() - 1, other, 0, Qt.AlignmentFlag.AlignHCenter)
        return other

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the first step is offered."""
        super().showEvent(event)
        self.seen.emit(self.step is not None)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is not."""
        super().hideEvent(event)
        self.seen.emit(False)  # noqa: FBT003 - Qt takes positions only

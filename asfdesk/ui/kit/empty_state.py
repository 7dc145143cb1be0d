"""What an empty page says: what belongs here, and the first step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asfdesk.ui.kit.buttons import primary_button
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH = 420


class EmptyState(QWidget):
    """One sentence and at most one button, in the middle."""

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
        if button_text and on_click is not None:
            step = primary_button(button_text)
            step.clicked.connect(on_click)
            layout.addWidget(step, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

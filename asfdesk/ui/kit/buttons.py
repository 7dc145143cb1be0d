"""Buttons. One primary button per page; a danger button for what cannot be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QPushButton

from asfdesk.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

RING_INSET = 3.5


class PrimaryButton(QPushButton):
    """Filled with the accent, so its focus ring is drawn inside, where it can be seen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and a ring when the keyboard is on it."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.tokens().on_accent), 1.6))
        inset = RING_INSET
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        painter.end()


def _make(text: str, look: str) -> QPushButton:
    made = PrimaryButton(text) if look == "primary" else QPushButton(text)
    made.setProperty("look", look)
    made.setAccessibleName(text.replace("&", ""))
    made.setAutoDefault(False)
    made.setMinimumHeight(32 if look in ("primary", "plain", "danger") else 26)
    return made


def primary_button(text: str) -> QPushButton:
    """The one thing most people come to this page or dialog to do."""
    return _make(text, "primary")


def button(text: str) -> QPushButton:
    """Anything else."""
    return _make(text, "plain")


def danger_button(text: str) -> QPushButton:
    """What destroys something."""
    return _make(text, "danger")


def link_button(text: str) -> QPushButton:
    """A quiet action inside a row or a sentence."""
    made = _make(text, "link")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def chip(text: str, *, checked: bool = False) -> QPushButton:
    """A choice that stays down: a view or a filter."""
    made = _make(text, "chip")
    made.setCheckable(True)
    made.setChecked(checked)
    return made

"""Buttons. One primary button per page; a danger button for what cannot be undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton


def _make(text: str, look: str) -> QPushButton:
    made = QPushButton(text)
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

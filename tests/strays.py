"""Finds parts that become windows of their own by mistake, for a moment or for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


class StrayWindows(QObject):
    """Watches the application; `found` names labels and buttons shown without a parent."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self.found: list[str] = []
        app.installEventFilter(self)

    def stop(self) -> None:
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            lost = isinstance(watched, QLabel | QAbstractButton)
            if lost and watched.windowType().name != "ToolTip":
                self.found.append(f"{type(watched).__name__} {watched.property('text')}")
        return False

"""A password: dots, with an eye to see it; pasting works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from asfdesk.i18n import _
from asfdesk.ui import theme
from asfdesk.ui.kit.icons import icon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class PasswordEdit(QLineEdit):
    """Shows dots until the eye is pressed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = QAction(icon("eye", theme.tokens().muted, 16), _("Show the password"), self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)

    def reveal(self) -> None:
        """Show what is typed."""
        self._eye.setChecked(True)

    @Slot(bool)
    def _show(self, shown: bool) -> None:  # noqa: FBT001 - a slot takes what the signal gives
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)

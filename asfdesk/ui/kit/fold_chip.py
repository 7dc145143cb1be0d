"""A chip that shows or hides a part of a page; by itself the part is there when there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot

from asfdesk.ui.kit.buttons import chip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TALL = 800
"""Pixels of page height from which everything has room; 1366 x 768 has less."""


class Fold(QObject):
    """Folds a part of a page away in a low window, so that its grid shows more lines.

    Whoever presses the chip decides from then on.

    Attributes:
        chip: put it where the page has its other chips.
    """

    def __init__(self, text: str, part: QWidget, page: QWidget) -> None:
        super().__init__(page)
        self.chip = chip(text)
        self._part = part
        self._page = page
        self._chosen = False
        self._wanted = True
        self.chip.clicked.connect(self._press)
        self.chip.toggled.connect(self._show)
        page.installEventFilter(self)
        self._by_height()

    def set_wanted(self, *, wanted: bool) -> None:
        """Whether the page has anything to show in the part at all."""
        self._wanted = wanted
        self.chip.setVisible(wanted)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page's height until somebody has chosen."""
        if event.type() == QEvent.Type.Resize:
            self._by_height()
        return super().eventFilter(watched, event)

    def _by_height(self) -> None:
        if not self._chosen:
            self.chip.setChecked(self._page.height() >= TALL)

    @Slot()
    def _press(self) -> None:
        self._chosen = True

    @Slot()
    def _show(self) -> None:
        self._part.setVisible(self._wanted and self.chip.isChecked())

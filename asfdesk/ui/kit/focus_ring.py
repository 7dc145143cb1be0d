"""Whether a painted button should show its focus ring: only when the keyboard brought it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class RingButton(QAbstractButton):
    """A button that paints itself; `shows_ring` says whether to paint the ring."""

    _ring = False

    @property
    def shows_ring(self) -> bool:
        """Whether the keyboard is here and came by a key."""
        return self.hasFocus() and self._ring

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how the focus came."""
        self._ring = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

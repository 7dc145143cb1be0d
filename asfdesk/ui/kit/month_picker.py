"""The month picker in the header: one step back, the month, one step forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from asfdesk.i18n import _, month_name
from asfdesk.ui import theme
from asfdesk.ui.kit.icons import icon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from asfdesk.domain.period import Month


def arrow_button(name: str, text: str) -> QPushButton:
    """A small button with an arrow."""
    made = QPushButton()
    made.setProperty("look", "quiet")
    made.setIcon(icon(name, theme.tokens().text, 14))
    made.setFixedSize(26, 26)
    made.setAccessibleName(text)
    made.setToolTip(text)
    return made


class MonthPicker(QFrame):
    """‹ Oktober 2026 ›. Emits `picked(Month)`; the middle opens a year of months."""

    picked = Signal(object)

    def __init__(self, month: Month, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month = month
        self.setProperty("look", "card")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 1, 2, 1)
        layout.setSpacing(0)
        self._back = arrow_button("left", _("Previous month"))
        self._forward = arrow_button("right", _("Next month"))
        self._middle = QPushButton()
        self._middle.setProperty("look", "quiet")
        for part in (self._back, self._middle, self._forward):
            layout.addWidget(part)
        self._back.clicked.connect(self.previous)
        self._forward.clicked.connect(self.next)
        self._show()

    @property
    def month(self) -> Month:
        """The month it stands on."""
        return self._month

    def set_month(self, month: Month) -> None:
        """Stand on a month; tells listeners if it is another one."""
        if month == self._month:
            return
        self._month = month
        self._show()
        self.picked.emit(month)

    @Slot()
    def previous(self) -> None:
        """One month back."""
        self.set_month(self._month.plus(-1))

    @Slot()
    def next(self) -> None:
        """One month forward."""
        self.set_month(self._month.plus(1))

    def _show(self) -> None:
        text = month_name(self._month.year, self._month.number)
        text = text[:1].upper() + text[1:]
        self._middle.setText(text)
        self._middle.setAccessibleName(_("Month: %(month)s") % {"month": text})

"""The month picker in the header: one step back, the month, one step forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
    QWidgetAction,
)

from asfdesk.domain.period import MONTHS_IN_YEAR, Month
from asfdesk.i18n import _, month_name, short_month
from asfdesk.ui.kit.icon_button import IconButton
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

COLUMNS = 3


def month_text(month: Month, *, with_year: bool = True) -> str:
    """A month in words with a capital, as it stands in headings: Oktober 2026."""
    text = month_name(month.year, month.number, with_year=with_year)
    return text[:1].upper() + text[1:]


class MonthPicker(QFrame):
    """‹ Oktober 2026 ›. Emits `picked(Month)`; the middle opens a year of months."""

    picked = Signal(object)

    def __init__(self, month: Month, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month = month
        self.setProperty("look", "control")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        self._back = IconButton("left", _("Previous month"))
        self._forward = IconButton("right", _("Next month"))
        self._middle = QPushButton()
        self._middle.setProperty("look", "quiet")
        self._middle.setAutoDefault(False)
        for part in (self._back, self._middle, self._forward):
            layout.addWidget(part)
        self._back.clicked.connect(self.previous)
        self._forward.clicked.connect(self.next)
        self._middle.clicked.connect(self.open_year)
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

    @Slot()
    def open_year(self) -> None:
        """Show twelve months to pick from."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        months = YearOfMonths(self._month, menu)
        months.picked.connect(self.set_month)
        months.picked.connect(menu.close)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(months)
        menu.addAction(holder)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        months.focus_month()

    def _show(self) -> None:
        text = month_text(self._month)
        self._middle.setText(text)
        self._middle.setAccessibleName(_("Month: %(month)s") % {"month": text})


class YearOfMonths(QWidget):
    """Twelve buttons and a year that can be changed. Emits `picked(Month)`."""

    picked = Signal(object)

    def __init__(self, month: Month, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month = month
        self._year = month.year
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 6, 8, 8)
        self._grid.setSpacing(4)
        back = IconButton("left", _("Previous year"))
        forward = IconButton("right", _("Next year"))
        back.clicked.connect(self._earlier)
        forward.clicked.connect(self._later)
        self._heading = label("", Look.HEADING)
        self._heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._grid.addWidget(back, 0, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(self._heading, 0, 1)
        self._grid.addWidget(forward, 0, 2, Qt.AlignmentFlag.AlignRight)
        self._buttons = [self._month_button(number) for number in range(1, MONTHS_IN_YEAR + 1)]
        self._show()

    def _month_button(self, number: int) -> QPushButton:
        made = QPushButton(short_month(number))
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setProperty("look", "chip")
        made.setProperty("month", number)
        made.clicked.connect(self._pick)
        self._grid.addWidget(made, 1 + (number - 1) // COLUMNS, (number - 1) % COLUMNS)
        return made

    def focus_month(self) -> None:
        """Put the keyboard on the month in force."""
        self._buttons[self._month.number - 1].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys change the year."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._year += step
            self._show()

    @Slot()
    def _earlier(self) -> None:
        self._year -= 1
        self._show()

    @Slot()
    def _later(self) -> None:
        self._year += 1
        self._show()

    @Slot()
    def _pick(self) -> None:
        number = self.sender().property("month")
        self.picked.emit(Month(self._year, int(number)))

    def _show(self) -> None:
        self._heading.setText(str(self._year))
        for number, button in enumerate(self._buttons, start=1):
            button.setChecked(Month(self._year, number) == self._month)
            button.setAccessibleName(month_name(self._year, number))

"""A day as text, with a calendar beside it. Empty is allowed; Up and Down step a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidgetAction

from asfdesk.i18n import _
from asfdesk.ui import theme
from asfdesk.ui.kit.form.parse import parse_day
from asfdesk.ui.kit.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget


class DateEdit(QLineEdit):
    """Emits `picked(date)` when a day was chosen in the calendar or stepped to."""

    picked = Signal(object)

    def __init__(self, value: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__("" if value is None else value.isoformat(), parent)
        self.setPlaceholderText(_("YYYY-MM-DD"))
        open_calendar = QAction(icon("calendar", theme.tokens().muted, 16), _("Pick a day"), self)
        open_calendar.triggered.connect(self.open_calendar)
        self.addAction(open_calendar, QLineEdit.ActionPosition.TrailingPosition)

    @property
    def day(self) -> date | None:
        """The day, or None when empty or unreadable."""
        try:
            return parse_day(self.text())
        except ValueError:
            return None

    def set_day(self, day: date | None) -> None:
        """Write a day."""
        self.setText("" if day is None else day.isoformat())
        if day is not None:
            self.picked.emit(day)

    @Slot()
    def open_calendar(self) -> None:
        """Show a month to pick from, under the field."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setAccessibleName(_("Calendar"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        calendar.setGridVisible(False)
        shown = self.day
        if shown is not None:
            calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.clicked.connect(self._pick)
        calendar.activated.connect(self._pick)
        calendar.clicked.connect(menu.close)
        calendar.activated.connect(menu.close)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.setFocus()

    @Slot(QDate)
    def _pick(self, chosen: QDate) -> None:
        self.set_day(date(chosen.year(), chosen.month(), chosen.day()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down step a day; Alt+Down opens the calendar."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif self.day is not None:
            self.set_day(self.day + timedelta(days=step))

"""One lever: its name, its value that can be typed, a slider, and what the plan and reality say."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSlider, QVBoxLayout, QWidget

from asfdesk.domain.drivers.levers import LeverUnit
from asfdesk.domain.money import round_half_up
from asfdesk.i18n import _
from asfdesk.reports.drivers.what_if_words import lever_name, lever_value
from asfdesk.ui.kit.form.fields import doubtful_percent_words, is_doubtful_percent
from asfdesk.ui.kit.form.parse import parse_decimal, parse_percent
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from asfdesk.domain.drivers.levers import Lever, LeverKey

PAGE_STEPS = 5
VALUE_WIDTH = 108
SLIDER_HEIGHT = 20
_PER_UNIT = {
    LeverUnit.BASIS_POINTS: 100,
    LeverUnit.SHARE_OF_PLAN: 100,
    LeverUnit.THOUSANDTHS: 1_000,
    LeverUnit.FULL_TIME: 10_000,
    LeverUnit.ORE: 100,
    LeverUnit.DAYS: 1,
}
"""What one of what is typed (per cent, places, posts, kronor, days) is in the lever's unit."""


_PER_CENTS = (LeverUnit.BASIS_POINTS, LeverUnit.SHARE_OF_PLAN)
_TYPED = re.compile(r"(.*\d)\D*")
"""A number, and whatever unit is written after it."""


def read_value(text: str, lever: Lever) -> int | None:
    """A typed value in the lever's unit, within its ends; None when it is no number."""
    number = _TYPED.fullmatch(text.strip())
    if number is None:
        return None
    try:
        typed = Fraction(parse_decimal(number[1]))
    except ValueError:
        return None
    value = round_half_up(typed * _PER_UNIT[lever.unit])
    return min(max(value, lever.low), lever.high)


def doubt(text: str, lever: Lever) -> str:
    """Asks what 0,30 of a value in per cent means; "" where nothing is doubtful."""
    if lever.unit not in _PER_CENTS:
        return ""
    try:
        bp = parse_percent(text)
    except ValueError:
        return ""
    return doubtful_percent_words(bp) if is_doubtful_percent(bp, text) else ""


class ValueEdit(QLineEdit):
    """A value that reads as text until it is typed in.

    Signals:
        given_up: Esc was pressed.
    """

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what was typed."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.given_up.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """All of it is chosen, so that typing replaces it."""
        super().focusInEvent(event)
        self.selectAll()


class LeverRow(QWidget):
    """Signals: pulled(key, value) whenever it stands elsewhere."""

    pulled = Signal(object, int)

    def __init__(self, lever: Lever) -> None:
        super().__init__()
        self.lever = lever
        self._value = lever.planned
        name = lever_name(lever)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(lever.low, lever.high)
        self.slider.setSingleStep(lever.step)
        self.slider.setPageStep(lever.step * PAGE_STEPS)
        self.slider.setValue(lever.planned)
        self.slider.setAccessibleName(name)
        self.slider.setMinimumHeight(SLIDER_HEIGHT)
        self.edit = ValueEdit()
        self.edit.setProperty("look", "value")
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setFixedWidth(VALUE_WIDTH)
        self.edit.setAccessibleName(name)
        self.note = label("", Look.SECONDARY, wrap=True)
        self._lay_out(name)
        self.slider.valueChanged.connect(self._dragged)
        self.edit.editingFinished.connect(self._typed)
        self.edit.given_up.connect(self._show_value)
        self._show_value()

    def _lay_out(self, name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.addWidget(label(name), 1)
        line.addWidget(self.edit)
        column.addLayout(line)
        column.addWidget(self.slider)
        column.addWidget(self.note)

    @property
    def key(self) -> LeverKey:
        """Which lever it is."""
        return self.lever.key

    @property
    def value(self) -> int:
        """Where it stands."""
        return self._value

    def set_value(self, value: int) -> None:
        """Stand elsewhere, without saying so."""
        self._value = value
        blocker = QSignalBlocker(self.slider)
        self.slider.setValue(value)
        blocker.unblock()
        self._show_value()

    def say(self, words: str) -> None:
        """What the plan and reality say."""
        self.note.setText(words)
        self.slider.setAccessibleDescription(f"{lever_value(self.lever, self._value)}, {words}")

    @Slot(int)
    def _dragged(self, raw: int) -> None:
        """Snap to whole steps, and to the plan's own value beside them."""
        lever = self.lever
        value = min(max(round(raw / lever.step) * lever.step, lever.low), lever.high)
        if abs(raw - lever.planned) * 2 <= lever.step and raw != self._value:
            value = lever.planned
        self._take(self._one_step_on(raw, value))

    def _one_step_on(self, raw: int, value: int) -> int:
        """A key must always move it: from a value between two steps it goes to the next."""
        lever = self.lever
        if value != self._value or raw == self._value:
            return value
        step = lever.step if raw > self._value else -lever.step
        return min(max(self._value + step, lever.low), lever.high)

    @Slot()
    def _typed(self) -> None:
        if not self.edit.isModified():
            return
        asked = doubt(self.edit.text(), self.lever)
        if asked:
            self._mark(wrong=True)
            self.note.setText(asked)
            return
        value = read_value(self.edit.text(), self.lever)
        if value is None:
            self._mark(wrong=True)
            values = {
                "low": lever_value(self.lever, self.lever.low),
                "high": lever_value(self.lever, self.lever.high),
            }
            self.note.setText(_("Write a number from %(low)s to %(high)s.") % values)
            return
        self._take(value)

    def _take(self, value: int) -> None:
        moved = value != self._value
        self.set_value(value)
        if moved:
            self.pulled.emit(self.lever.key, value)

    @Slot()
    def _show_value(self) -> None:
        self._mark(wrong=False)
        self.edit.setText(lever_value(self.lever, self._value))
        self.edit.setModified(False)

    def _mark(self, *, wrong: bool) -> None:
        if bool(self.edit.property("wrong")) != wrong:
            self.edit.setProperty("wrong", wrong)
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)

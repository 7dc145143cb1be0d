"""The line above the attendance grid: month, week or day; which rows; what the marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from asfdesk.domain.codes import AttendanceCode
from asfdesk.i18n import _
from asfdesk.services.hours.attendance_grid import GridFilter, Show
from asfdesk.ui.kit.buttons import chip
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.grid.grid_legend import GridLegend, LegendItem
from asfdesk.ui.kit.icon_button import IconButton
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.hours.shown_days import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton


class AttendanceBar(QWidget):
    """Choices about what is seen.

    Signals:
        span_chosen: a Span.
        filter_chosen: the rows to show are others.
        stepped: -1 or 1, the week or day before or after.
    """

    span_chosen = Signal(object)
    filter_chosen = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spans = QButtonGroup(self)
        self._by_span: dict[Span, QPushButton] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for span, words in (
            (Span.MONTH, _("Month")),
            (Span.WEEK, _("Week")),
            (Span.DAY, _("Day")),
        ):
            made = chip(words, checked=span is Span.MONTH)
            self._by_span[span] = made
            self.spans.addButton(made)
            layout.addWidget(made)
        self.spans.buttonClicked.connect(self._clicked)
        self._stepper = self._make_stepper()
        layout.addWidget(self._stepper)
        layout.addSpacing(12)
        self.agreement = ComboBox()
        self.agreement.setAccessibleName(_("Agreement"))
        self.agreement.addItem(_("All agreements"), None)
        self.show_rows = ComboBox()
        self.show_rows.setAccessibleName(_("Rows"))
        for show, words in (
            (Show.ALL, _("Show: all this month")),
            (Show.ONGOING, _("Show: ongoing")),
            (Show.UNFILLED, _("Show: not filled in")),
        ):
            self.show_rows.addItem(words, show)
        for box in (self.agreement, self.show_rows):
            layout.addWidget(box)
            box.activated.connect(self._filtered)
        layout.addStretch(1)
        layout.addWidget(GridLegend(_legend()))
        self.show_span(Span.MONTH, "")

    def _make_stepper(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        back, forward = IconButton("left", _("Earlier")), IconButton("right", _("Later"))
        self._where = label("", Look.HEADING)
        for part in (back, self._where, forward):
            line.addWidget(part)
        back.clicked.connect(self._back)
        forward.clicked.connect(self._forward)
        return holder

    def show_span(self, span: Span, where: str) -> None:
        """Say which week or day is shown."""
        self._by_span[span].setChecked(True)
        self._where.setText(where)
        self._stepper.setVisible(span is not Span.MONTH)

    def set_agreements(self, agreements: Sequence[tuple[int, str]]) -> None:
        """Offer the agreements of the month; the chosen one stays if it is among them."""
        wanted = [(None, _("All agreements")), *agreements]
        there = [
            (self.agreement.itemData(at), self.agreement.itemText(at))
            for at in range(self.agreement.count())
        ]
        if there == wanted:
            return
        chosen = self.agreement.currentData()
        self.agreement.clear()
        for agreement_id, name in wanted:
            self.agreement.addItem(name, agreement_id)
        self.agreement.setCurrentIndex(max(self.agreement.findData(chosen), 0))

    def chosen(self, keep: frozenset[int]) -> GridFilter:
        """Which rows to show."""
        show = Show(self.show_rows.currentData())
        return GridFilter(self.agreement.currentData(), show, keep)

    @Slot(object)
    def _clicked(self, button: QPushButton) -> None:
        self.span_chosen.emit(next(s for s, made in self._by_span.items() if made is button))

    @Slot()
    def _filtered(self) -> None:
        self.filter_chosen.emit()

    @Slot()
    def _back(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _forward(self) -> None:
        self.stepped.emit(1)


def _legend() -> tuple[LegendItem, ...]:
    return (
        LegendItem(AttendanceCode.NOTIFIED, _("notified"), Tone.WARN),
        LegendItem(AttendanceCode.UNNOTIFIED, _("un-notified"), Tone.BAD),
        LegendItem(AttendanceCode.LEAVE, _("leave")),
        LegendItem("", _("not filled in")),
        LegendItem(AttendanceCode.CLOSED, _("closed")),
        LegendItem(AttendanceCode.PLANNING_DAY, _("planning day")),
    )

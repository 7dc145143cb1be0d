"""Everybody present except …: one dialog instead of thirty cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListView, QVBoxLayout

from asfdesk.domain.codes import AttendanceCode
from asfdesk.i18n import _, ngettext
from asfdesk.reports.words import attendance_code_word
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.combo_box import ComboBox
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from asfdesk.domain.period import Period
    from asfdesk.services.attendance_grid import GridRow

_CODES = (
    AttendanceCode.NOTIFIED,
    AttendanceCode.UNNOTIFIED,
    AttendanceCode.LEAVE,
    AttendanceCode.CLOSED,
)
_SIZE = (440, 600)
_LINE = 26


@dataclass(frozen=True)
class DaysChoice:
    """Days that can be filled, in words."""

    words: str
    period: Period


@dataclass(frozen=True)
class PresentExcept:
    """What was chosen: days, and who was away with which code (None = leave empty)."""

    period: Period
    absent: Mapping[int, AttendanceCode | None]


class PresentExceptDialog(QDialog):
    """Choose days, untick those who were away, say why.

    Signals:
        decided: a PresentExcept.
    """

    decided = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        rows: Sequence[GridRow],
        choices: Sequence[DaysChoice],
        start: int = 0,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Everybody present except"))
        self.resize(*_SIZE)
        self.days = ComboBox()
        for choice in choices:
            self.days.addItem(choice.words, choice.period)
        self.days.setCurrentIndex(start)
        self.people = QStandardItemModel(self)
        for row in rows:
            self.people.appendRow(_item(row))
        self.list = QListView()
        self.list.setModel(self.people)
        self.list.setAccessibleName(_("Untick those who were away"))
        self.code = ComboBox()
        for code in _CODES:
            self.code.addItem(f"{code.value}  {attendance_code_word(code)}", code)
        self.code.addItem(_("Leave their cells empty"), None)
        self._says = label("", Look.MUTED, wrap=True)
        self._lay_out()
        self.people.itemChanged.connect(self._count)
        self._count()
        self.list.setFocus()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 20, 22, 18)
        outer.setSpacing(8)
        intro = _(
            "Empty planned cells get their planned hours. What is filled in already stays, "
            "and days to come are left alone."
        )
        outer.addWidget(label(intro, Look.MUTED, wrap=True))
        for words, widget in (
            (_("&Days"), self.days),
            (_("Untick those who &were away"), self.list),
            (_("Those who were away &get"), self.code),
        ):
            caption = label(words, Look.HEADING)
            caption.setBuddy(widget)
            outer.addWidget(caption)
            outer.addWidget(widget, 1 if widget is self.list else 0)
        outer.addWidget(self._says)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        self.fill = primary_button(_("Fill in"))
        self.fill.setDefault(True)
        self.fill.clicked.connect(self._decide)
        buttons.addWidget(cancel)
        buttons.addWidget(self.fill)
        outer.addLayout(buttons)

    def absent(self) -> dict[int, AttendanceCode | None]:
        """Placement id -> code, of those whose tick was taken away."""
        value = self.code.currentData()
        code = AttendanceCode(value) if value else None
        items = (self.people.item(at) for at in range(self.people.rowCount()))
        return {item.data(): code for item in items if item.checkState() is Qt.CheckState.Unchecked}

    @Slot()
    def _count(self) -> None:
        away = len(self.absent())
        present = self.people.rowCount() - away
        self._says.setText(
            _("%(present)s, %(away)s.")
            % {
                "present": ngettext("%(num)d present", "%(num)d present", present),
                "away": ngettext("%(num)d away", "%(num)d away", away),
            }
        )

    @Slot()
    def _decide(self) -> None:
        self.decided.emit(PresentExcept(self.days.currentData(), self.absent()))
        self.accept()


def _item(row: GridRow) -> QStandardItem:
    item = QStandardItem(f"{row.number}  {row.name} · {row.agreement_name}")
    item.setData(row.placement_id)
    item.setEditable(False)
    item.setSizeHint(QSize(0, _LINE))
    item.setCheckable(True)
    item.setCheckState(Qt.CheckState.Checked)
    return item

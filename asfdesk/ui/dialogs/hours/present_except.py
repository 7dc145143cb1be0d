"""Everybody present except …: one dialog instead of thirty cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListView, QVBoxLayout

from asfdesk.domain.codes import AttendanceCode
from asfdesk.i18n import _, ngettext
from asfdesk.reports.words import attendance_code_word
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from asfdesk.domain.period import Period
    from asfdesk.services.hours.attendance_grid import GridRow, MonthGrid

_CODES = (
    AttendanceCode.NOTIFIED,
    AttendanceCode.UNNOTIFIED,
    AttendanceCode.LEAVE,
    AttendanceCode.CLOSED,
)
_SIZE = (460, 620)
_LINE = 26
_OWN_CODE = Qt.ItemDataRole.UserRole + 2
_WORDS = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True)
class DaysChoice:
    """Days that can be filled, in words."""

    words: str
    period: Period


@dataclass(frozen=True)
class PresentExcept:
    """What was chosen: days, who is meant, who was away with which code (None = leave empty)."""

    period: Period
    only: frozenset[int]
    absent: Mapping[int, AttendanceCode | None]


class PresentExceptDialog(QDialog):
    """Choose days, untick those who were away, say why.

    Only those are listed who have something to be filled in on the chosen days.

    Signals:
        decided: a PresentExcept.
    """

    decided = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        grid: MonthGrid,
        choices: Sequence[DaysChoice],
        start: int = 0,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Everybody present except"))
        self.resize(*_SIZE)
        self._grid = grid
        self.days = ComboBox()
        for choice in choices:
            self.days.addItem(choice.words, choice.period)
        self.days.setCurrentIndex(start)
        self.people = QStandardItemModel(self)
        self.found = QSortFilterProxyModel(self)
        self.found.setSourceModel(self.people)
        self.found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find by name, number or agreement"))
        self.search.setAccessibleName(_("Find by name, number or agreement"))
        self.list = QListView()
        self.list.setModel(self.found)
        self.list.setAccessibleName(_("Untick those who were away"))
        self.list.installEventFilter(self)
        self.code = ComboBox()
        for code in _CODES:
            self.code.addItem(f"{code.value}  {attendance_code_word(code)}", code)
        self.code.addItem(_("Leave their cells empty"), None)
        self._says = label("", Look.MUTED, wrap=True)
        self._lay_out()
        self._list_people()
        self.people.itemChanged.connect(self._changed)
        self.days.currentIndexChanged.connect(self._list_people)
        self.search.textChanged.connect(self.found.setFilterFixedString)
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
            if widget is self.list:
                outer.addWidget(self.search)
            outer.addWidget(widget, 1 if widget is self.list else 0)
        hint = _("In the list: Space unticks, F, O, L or X gives somebody a code of their own.")
        outer.addWidget(label(hint, Look.SECONDARY, wrap=True))
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

    def _items(self) -> list[QStandardItem]:
        return [self.people.item(at) for at in range(self.people.rowCount())]

    @Slot()
    def _list_people(self) -> None:
        """Those with empty planned cells on the chosen days; answers already given are kept."""
        given = {item.data(): (item.checkState(), item.data(_OWN_CODE)) for item in self._items()}
        self.people.clear()
        for row in _to_fill(self._grid, self.days.currentData()):
            item = _item(row)
            state, own = given.get(row.placement_id, (Qt.CheckState.Checked, None))
            item.setCheckState(state)
            _give(item, own)
            self.people.appendRow(item)
        if self.found.rowCount():
            self.list.setCurrentIndex(self.found.index(0, 0))
        self._count()

    def absent(self) -> dict[int, AttendanceCode | None]:
        """Placement id -> code, of those whose tick was taken away."""
        value = self.code.currentData()
        code = AttendanceCode(value) if value else None
        return {
            item.data(): AttendanceCode(own) if (own := item.data(_OWN_CODE)) else code
            for item in self._items()
            if item.checkState() is Qt.CheckState.Unchecked
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A code's letter in the list gives it to the one we stand on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            letter = event.text().upper()
            index = self.found.mapToSource(self.list.currentIndex())
            if index.isValid() and letter in [code.value for code in _CODES]:
                item = self.people.itemFromIndex(index)
                item.setCheckState(Qt.CheckState.Unchecked)
                _give(item, letter)
                return True
        return super().eventFilter(watched, event)

    @Slot(QStandardItem)
    def _changed(self, item: QStandardItem) -> None:
        """Whoever is ticked again was there, so has no code."""
        if item.checkState() is Qt.CheckState.Checked and item.data(_OWN_CODE):
            _give(item, None)
        self._count()

    @Slot()
    def _count(self) -> None:
        everybody = self.people.rowCount()
        self.fill.setEnabled(everybody > 0)
        if not everybody:
            self._says.setText(_("Everything that has come is filled in on these days."))
            return
        away = len(self.absent())
        present = everybody - away
        self._says.setText(
            _("%(present)s, %(away)s.")
            % {
                "present": ngettext("%(num)d present", "%(num)d present", present),
                "away": ngettext("%(num)d away", "%(num)d away", away),
            }
        )

    @Slot()
    def _decide(self) -> None:
        everybody = frozenset(item.data() for item in self._items())
        self.decided.emit(PresentExcept(self.days.currentData(), everybody, self.absent()))
        self.accept()


def _to_fill(grid: MonthGrid, period: Period) -> list[GridRow]:
    """The rows shown that have a cell to fill in on some days."""
    places = [at for at, day in enumerate(grid.days) if day.day in period and not day.locked]
    return [row for row in grid.rows if any(row.cells[at].unfilled for at in places)]


def _item(row: GridRow) -> QStandardItem:
    item = QStandardItem()
    item.setData(row.placement_id)
    item.setData(f"{row.number}  {row.name} · {row.agreement_name}", _WORDS)
    item.setEditable(False)
    item.setSizeHint(QSize(0, _LINE))
    item.setCheckable(True)
    return item


def _give(item: QStandardItem, own: str | None) -> None:
    """Somebody's own code, and say it."""
    item.setData(own, _OWN_CODE)
    words = item.data(_WORDS)
    if own:
        words = f"{words} · {own} {attendance_code_word(AttendanceCode(own))}"
    item.setText(words)

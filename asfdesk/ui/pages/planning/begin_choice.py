"""The form of a new plan: what it can begin with follows from the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox

from asfdesk.services.drivers.start_plan import StartFrom
from asfdesk.ui.dialogs.drivers.driver_dialog import fill_row

if TYPE_CHECKING:
    from collections.abc import Collection

    from asfdesk.ui.kit.form.form import FormDialog


class BeginChoice(QObject):
    """Offers last year's actuals only for years that have them.

    What the user has chosen stands when the year changes, as long as it can be had.
    """

    def __init__(self, dialog: FormDialog, known: Collection[int]) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._known = known
        self._touched = False
        years, self._start = dialog.rows["year"].editor, dialog.rows["start"].editor
        if isinstance(years, QComboBox) and isinstance(self._start, QComboBox):
            years.currentIndexChanged.connect(self._year_chosen)
            self._start.activated.connect(self._touch)
            self._start.currentIndexChanged.connect(self._ask_which_plan)
        self._offer()
        self._ask_which_plan()

    @Slot()
    def _touch(self) -> None:
        self._touched = True

    @Slot()
    def _ask_which_plan(self) -> None:
        another = self._dialog.rows["start"].read() is StartFrom.PLAN
        self._dialog.panel.hide_fields(() if another else ("plan",))

    @Slot()
    def _year_chosen(self) -> None:
        row, has = self._dialog.rows["start"], self._offer()
        chosen = row.read()
        if chosen is StartFrom.LAST_YEAR and not has:
            fill_row(row, StartFrom.EMPTY)
        elif has and not self._touched:
            fill_row(row, StartFrom.LAST_YEAR)

    def _offer(self) -> bool:
        """Whether the year before the chosen one has actuals; they can be chosen only then."""
        has = self._dialog.rows["year"].read() in self._known
        box = self._start
        if not isinstance(box, QComboBox):
            return has
        at = box.findData(StartFrom.LAST_YEAR)
        model = box.model()
        if at >= 0 and isinstance(model, QStandardItemModel):
            model.item(at).setEnabled(has)
        return has

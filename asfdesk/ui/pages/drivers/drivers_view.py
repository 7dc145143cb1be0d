"""Drivare: what the plan is made from at the left, the year it gives at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from asfdesk.domain.period import Month
from asfdesk.i18n import _
from asfdesk.services.drivers.driver_nouns import amounts_of
from asfdesk.services.drivers.year_table import Per
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.grid.grid_frame import DayGrid
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.drivers.driver_list import DriverList
from asfdesk.ui.pages.drivers.driver_menu import DriverMenu
from asfdesk.ui.pages.drivers.gaps_strip import GapsStrip
from asfdesk.ui.pages.drivers.plan_panel import PlanPanel
from asfdesk.ui.pages.drivers.year_content import year_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from asfdesk.services.drivers.plan_drivers_view import PlanDrivers, PlanView
    from asfdesk.services.drivers.year_table import YearTable
    from asfdesk.ui.pages.drivers.plan_panel import PlanHost

LIST_SHARE, YEAR_SHARE = 36, 64
NARROW, WIDE = 330, 460
"""The list is this wide at least and at most, in pixels."""
WIDEST_COLUMN = 110


class DriversView(PlanPanel):
    """The list of drivers, and a table that answers."""

    def __init__(self, page: PlanHost) -> None:
        super().__init__(page)
        self.list = DriverList()
        self.menu = DriverMenu(page, self.list)
        self.grid = DayGrid(_("The plan’s year"))
        self.grid.model.read_only = True
        self.gaps = GapsStrip()
        self.gaps.mend_wanted.connect(self.menu.open_noun)
        self.per_box = ComboBox()
        self.per_box.setAccessibleName(_("Columns"))
        for per, word in (
            (Per.MONTH, _("By month")),
            (Per.QUARTER, _("By quarter")),
            (Per.YEAR, _("By year")),
        ):
            self.per_box.addItem(word, per)
        self.per_box.activated.connect(self._show_year)
        self.says = label("", Look.SECONDARY, wrap=True)
        self.list.current.connect(self._chosen)
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self._left(), LIST_SHARE)
        line.addLayout(self._right(), YEAR_SHARE)
        self.body.addLayout(line, 1)

    def _left(self) -> QWidget:
        card = Card()
        card.setMinimumWidth(NARROW)
        card.setMaximumWidth(WIDE)
        card.fill(1, 8)
        card.body.addWidget(self.list, 1)
        self.list.take_what_is_left()
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        line = QHBoxLayout()
        line.setContentsMargins(10, 0, 10, 0)
        self.add_button = button(_("Add…"))
        self.add_button.clicked.connect(self.menu.show_below_button)
        self.menu.button = self.add_button
        line.addWidget(self.add_button)
        line.addWidget(self.says, 1)
        card.body.addLayout(line)
        return card

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(self.gaps)
        column.addWidget(self.grid, 1)
        column.addStretch(0)
        return column

    def show_view(self, view: PlanView) -> None:
        """Show a plan."""
        drivers = view.drivers
        if drivers is None:
            return
        editable = self.page.editable
        self.add_button.setEnabled(editable)
        self.says.setText(
            _("Enter changes · Ctrl+N adds · Ctrl+D copies · Del removes · Alt+↑↓ moves")
            if editable
            else _("Revise the plan to change it.")
        )
        self.list.show_drivers(drivers.rows, self.menu.take_wanted(drivers.rows))
        begun = any(row.driver is not None for row in drivers.rows)
        self.gaps.show_gaps(drivers.gaps if editable else (), begun=begun)
        self._show_year()

    @property
    def _drivers(self) -> PlanDrivers | None:
        view = self.page.view
        return view.drivers if view else None

    @Slot()
    def _show_year(self) -> None:
        drivers = self._drivers
        if drivers is None:
            return
        per = Per(self.per_box.currentData())
        table = drivers.table(per)
        today = Month.of(self.page.context.today)
        self.grid.set_content(year_content(table, today, self._own(drivers, table)), WIDEST_COLUMN)

    @Slot(object)
    def _chosen(self, _row: object) -> None:
        self._show_year()

    def _own(self, drivers: PlanDrivers, table: YearTable) -> tuple[str, Sequence[int]] | None:
        """What the chosen driver gives, column by column."""
        row = self.list.row
        driver = row.driver if row else None
        if driver is None and row is not None:
            driver = row.parent
        if driver is None:
            return None
        amounts = dict(zip(drivers.result.months, amounts_of(drivers.result, driver), strict=True))
        if not any(amounts.values()):
            return None
        return driver.name, [
            sum(amounts[month] for month in column.months) for column in table.columns
        ]

    def tools(self) -> Sequence[QWidget]:
        """Months, quarters or years."""
        return (self.per_box,)

    def take_focus(self) -> None:
        """On the list."""
        self.list.setFocus()

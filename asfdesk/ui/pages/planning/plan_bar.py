"""Affärsplan: the line above the views: which view, which year, which plan, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QWidget

from asfdesk.i18n import _
from asfdesk.ui.kit.buttons import button, chip
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.two_parts import TwoParts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.planning.plan_page import PlanPageView

SHORTEST_PLAN = 16
"""Letters of a plan's title that always have room."""
WIDEST_PLAN = 420


class PlanBar(TwoParts):
    """Chips for the views; lists of years and plans, the view's own tools, and More.

    Signals:
        place_chosen: a view, by its place.
        year_chosen, plan_chosen: the row number of what was chosen.
    """

    place_chosen = Signal(int)
    year_chosen = Signal(int)
    plan_chosen = Signal(int)

    def __init__(self, words: Sequence[str], place: int) -> None:
        views, rest = QWidget(), QWidget()
        super().__init__(views, rest)
        self.chips = QButtonGroup(self)
        self.year_box, self.plan_box = ComboBox(), ComboBox()
        self.more_button = button(_("More"))
        self.menu = QMenu(self)
        self.more_button.setMenu(self.menu)
        self._shown_tools: tuple[QWidget, ...] = ()
        self._tools = QHBoxLayout()
        self._tools.setSpacing(8)
        line = QHBoxLayout(views)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for at, word in enumerate(words):
            choice = chip(word, checked=at == place)
            self.chips.addButton(choice, at)
            line.addWidget(choice)
        self.chips.idClicked.connect(self.place_chosen)
        line.addStretch(1)
        self._set_up_boxes()
        line = QHBoxLayout(rest)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.year_box)
        line.addWidget(self.plan_box, 20)
        line.addStretch(1)
        line.addLayout(self._tools)
        line.addWidget(self.more_button)

    def _set_up_boxes(self) -> None:
        self.year_box.setAccessibleName(_("Fiscal year"))
        self.year_box.activated.connect(self._year)
        self.plan_box.setAccessibleName(_("Plan"))
        self.plan_box.setSizeAdjustPolicy(
            ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.plan_box.setMinimumContentsLength(SHORTEST_PLAN)
        self.plan_box.setMaximumWidth(WIDEST_PLAN)
        self.plan_box.activated.connect(self._plan)

    @Slot(int)
    def _year(self, at: int) -> None:
        self.year_chosen.emit(self.year_box.itemData(at))

    @Slot(int)
    def _plan(self, at: int) -> None:
        self.plan_chosen.emit(self.plan_box.itemData(at))

    def show_page(self, page: PlanPageView) -> None:
        """Offer the years, and the plans of the shown one."""
        self.year_box.clear()
        for year in page.years:
            self.year_box.addItem(year.label, year.id)
        self.plan_box.clear()
        for plan, title in zip(page.plans, page.titles, strict=True):
            self.plan_box.addItem(title, plan.id)
        self.year_box.setCurrentIndex(self.year_box.findData(page.year.id if page.year else None))
        self.plan_box.setCurrentIndex(self.plan_box.findData(page.plan.id if page.plan else None))
        self.year_box.setVisible(bool(page.years))
        self.plan_box.setVisible(bool(page.plans))
        some = page.plan is not None
        self.more_button.setVisible(some)
        for one in self.chips.buttons():
            one.setVisible(some)
        self.setVisible(some or bool(page.years))

    def show_tools(self, tools: Sequence[QWidget]) -> bool:
        """The shown view's tools in place of another's; returns whether they are others."""
        if tuple(tools) == self._shown_tools:
            return False
        for tool in self._shown_tools:
            self._tools.removeWidget(tool)
            tool.hide()
        self._shown_tools = tuple(tools)
        for tool in self._shown_tools:
            self._tools.addWidget(tool)
            tool.show()
        return True

"""The views of the Handledartid page: time, capacity, and who the supervisors are."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.ui.kit.buttons import chip
from asfdesk.ui.page import Page
from asfdesk.ui.pages.hours.supervision_capacity import CapacityPanel
from asfdesk.ui.pages.hours.supervision_people import PeoplePanel

if TYPE_CHECKING:
    from asfdesk.ui.page import PageContext

TIME, CAPACITY, PEOPLE = range(3)
ITEMS = {"time": TIME, "capacity": CAPACITY, "people": PEOPLE}
"""What may stand after the colon in `go("supervision:capacity")`."""


class SupervisionViews(Page):
    """Three views of the same month; the page itself is the first, time.

    Attributes:
        time_body: where the time view lies.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.view = TIME
        self._stack = QStackedWidget()
        self._chips = QButtonGroup(self)
        time = QWidget()
        self.time_body = QVBoxLayout(time)
        self.time_body.setContentsMargins(0, 0, 0, 0)
        self.time_body.setSpacing(14)
        self._time = time
        self._stack.addWidget(time)
        self.body.addLayout(self._choices())
        self.body.addWidget(self._stack, 1)
        self._chips.idClicked.connect(self.show_view)

    # A view is made when it is first shown: making them all would keep the window waiting.

    @cached_property
    def capacity(self) -> CapacityPanel:
        """Places, and supervision needed and scheduled."""
        panel = CapacityPanel(self)
        self._stack.addWidget(panel)
        return panel

    @cached_property
    def people(self) -> PeoplePanel:
        """Supervisors with employments, schedules and leave."""
        panel = PeoplePanel(self)
        self._stack.addWidget(panel)
        return panel

    def _choices(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for place, word in enumerate((_("Time"), _("Capacity"), _("Schedules and leave"))):
            choice = chip(word, checked=place == TIME)
            self._chips.addButton(choice, place)
            line.addWidget(choice)
        line.addStretch(1)
        return line

    @Slot(int)
    def show_view(self, place: int) -> None:
        """Switch to TIME, CAPACITY or PEOPLE."""
        self._chips.button(place).setChecked(True)
        if place != self.view:
            self.view = place
            self.set_status("")
            self.show_actions()
            self.reload()

    def open_item(self, item: str) -> None:
        """Show a view by its name."""
        self.show_view(ITEMS.get(item, TIME))

    def reload(self) -> None:
        """Load the view that is shown."""
        if self.view == TIME:
            self._stack.setCurrentWidget(self._time)
            self.load_time()
            return
        panel = self.capacity if self.view == CAPACITY else self.people
        self._stack.setCurrentWidget(panel)
        panel.load(self.month)

    def load_time(self) -> None:
        """Read the month of the time view."""
        raise NotImplementedError

    def show_actions(self) -> None:
        """Show the buttons at the top that belong to the view."""
        raise NotImplementedError

"""Affärsplan: what the plan is made from, its months, its cash, what if, and plans side by side."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from asfdesk.domain.plan import PlanStatus
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.drivers.plan_drivers_view import plan_view
from asfdesk.services.planning.plan_page import NEWEST_PLAN
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.empty_state import EmptyState
from asfdesk.ui.pages.drivers.compare_view import CompareView
from asfdesk.ui.pages.drivers.drivers_view import DriversView
from asfdesk.ui.pages.drivers.liquidity_view import LiquidityView
from asfdesk.ui.pages.drivers.months_view import MonthsView
from asfdesk.ui.pages.drivers.plan_panel import PlanHost, PlanPanel
from asfdesk.ui.pages.drivers.what_if_view import WhatIfView
from asfdesk.ui.pages.planning.plan_bar import PlanBar
from asfdesk.ui.pages.planning.plan_dialogs import PlanDialogs
from asfdesk.ui.pages.planning.plan_exchange import PlanExchange
from asfdesk.ui.pages.planning.plan_more import PlanMore
from asfdesk.ui.pages.planning.plan_steps import PlanSteps

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from asfdesk.domain.period import Month
    from asfdesk.services.changes import Changes
    from asfdesk.services.drivers.plan_drivers_view import PlanView
    from asfdesk.services.planning.plan_page import PlanRow
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.page import PageContext

DRIVERS, MONTHS, LIQUIDITY, WHAT_IF, COMPARE = range(5)
VIEWS = {
    "drivers": DRIVERS,
    "months": MONTHS,
    "liquidity": LIQUIDITY,
    "what-if": WHAT_IF,
    "compare": COMPARE,
}
"""What `go("plan:…")` calls the views."""
P = TypeVar("P", bound=PlanPanel)


class PlanPage(PlanHost):
    """One plan in several views; the one that is shown is the only one that is filled."""

    key = "plan"
    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.PLAN, Topic.LEDGER, Topic.MAPPING, Topic.ENTERPRISE, Topic.AGREEMENTS}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._view: PlanView | None = None
        self._year_id: int | None = None
        self._plan_id: int | None = None
        self._place = DRIVERS
        self._begins = False
        self._said = ""
        self.dialogs = PlanDialogs(self)
        self.exchange = PlanExchange(self)
        self.steps = PlanSteps(self)
        self._more = PlanMore(self, self.dialogs, self.steps, self.exchange)
        self._make_actions()
        words = (_("Drivers"), _("Months"), _("Liquidity"), _("What if"), _("Compare"))
        self.bar = PlanBar(words, self._place)
        self.bar.place_chosen.connect(self.show_place)
        self.bar.year_chosen.connect(self._year_chosen)
        self.bar.plan_chosen.connect(self._plan_chosen)
        self._stack = QStackedWidget()
        self.empty = self._make_empty()
        for part in (self.bar, self._stack, self.empty):
            self.body.addWidget(part, 0 if part is self.bar else 1)
        self.empty.hide()
        self.one_primary(self.decide_button, self.empty)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._turn, step))

    def title(self) -> str:
        """What the page is called."""
        return _("Business plan")

    # A view is made when it is first shown: making them all would keep the window waiting.

    @cached_property
    def drivers(self) -> DriversView:
        """What the plan is made from, and the year."""
        return self._added(DriversView(self))

    @cached_property
    def months(self) -> MonthsView:
        """The amounts, typed where they stand."""
        return self._added(MonthsView(self, self._more.lines))

    @cached_property
    def liquidity(self) -> LiquidityView:
        """When the money comes and goes."""
        return self._added(LiquidityView(self))

    @cached_property
    def what_if(self) -> WhatIfView:
        """The plan with its levers pulled."""
        return self._added(WhatIfView(self))

    @cached_property
    def compare(self) -> CompareView:
        """Two plans side by side."""
        return self._added(CompareView(self))

    def _added(self, panel: P) -> P:
        self._stack.addWidget(panel)
        return panel

    def _panel(self) -> PlanPanel:
        """The view that is chosen."""
        panels: tuple[Callable[[], PlanPanel], ...] = (
            lambda: self.drivers,
            lambda: self.months,
            lambda: self.liquidity,
            lambda: self.what_if,
            lambda: self.compare,
        )
        return panels[self._place]()

    def _make_actions(self) -> None:
        self.new_button = button(_("New plan…"))
        self.new_button.clicked.connect(self.dialogs.open_new_plan)
        self.add_action_button(self.new_button, writes=True)
        self.decide_button = primary_button(_("Approve…"))
        self.decide_button.clicked.connect(self.steps.decide)
        self.add_action_button(self.decide_button, writes=True)

    def _make_empty(self) -> EmptyState:
        empty = EmptyState(
            _(
                "Here you plan up to three years: what is sold, who is employed, what it costs."
                " The program reckons month by month and says what is missing."
            ),
            _("Make a plan") if self.writable else "",
            self._make_first,
        )
        if self.writable:
            empty.add_other_way(_("Take in a budget from SIE…"), self.exchange.take_in)
        return empty

    @Slot()
    def _make_first(self) -> None:
        self.dialogs.open_new_plan()

    def set_month(self, month: Month) -> None:
        """Another month; its fiscal year is shown."""
        if month != self.month:
            self._year_id = None
            self._plan_id = None
        super().set_month(month)

    def reload(self) -> None:
        """Read the plan."""
        session, month, today = self.context.session, self.month, self.context.today
        year_id, plan_id = self._year_id, self._plan_id
        self.run(lambda: plan_view(session, month, today, year_id, plan_id), self._show)

    @Slot(object)
    def _show(self, view: PlanView) -> None:
        panel = self._panel()
        if panel.waits(view, partial(self._show, view)):
            return
        self._view = view
        page = view.page
        if self._plan_id == NEWEST_PLAN and page.plan is not None:
            self.pin(page.plan.id)
        some = page.plan is not None
        self.bar.show_page(page)
        self._stack.setVisible(some)
        self.empty.setVisible(not some)
        self.set_status(f"{self._said} {view.status}".strip())
        self._said = ""
        self.set_title(
            _("Business plan %(year)s") % {"year": page.year.label} if page.year else self.title()
        )
        draft = page.plan is not None and page.plan.status is PlanStatus.DRAFT
        self.decide_button.setText(_("Approve…") if draft else _("Revise"))
        self.decide_button.setEnabled(some and self.writable)
        self.bar.more_button.setEnabled(some and self.writable)
        for action in self._more.on_draft:
            action.setEnabled(draft)
        if some:
            self._show_panel(panel, view)

    def _show_panel(self, panel: PlanPanel, view: PlanView) -> None:
        only_as_high_as(self._stack, panel)
        self._stack.setCurrentWidget(panel)
        self._show_tools(panel)
        panel.show_view(view)
        if self._begins:
            self._begins = False
            panel.take_focus()

    def _show_tools(self, panel: PlanPanel) -> None:
        """What the view has in the bar and in the menu, in place of what another had."""
        if self.bar.show_tools(panel.tools()) or self.bar.menu.isEmpty():
            self._more.fill(self.bar.menu, panel.more_actions())

    def open_item(self, item: str) -> None:
        """Show one of the views by its name in VIEWS."""
        self.show_place(VIEWS.get(item, DRIVERS))

    @Slot(int)
    def show_place(self, place: int) -> None:
        """Switch to one of DRIVERS, MONTHS and so on."""
        self.bar.chips.button(place).setChecked(True)
        self._place = place
        if self._view is not None and self._view.page.plan is not None:
            self._show_panel(self._panel(), self._view)

    def _turn(self, step: int) -> None:
        """To the view beside, with the keyboard in it."""
        self._begins = True
        self.show_place((self._place + step) % len(self.bar.chips.buttons()))

    @Slot(int)
    def _year_chosen(self, year_id: int) -> None:
        """Another year of the same plan, if it covers it."""
        self._year_id = year_id
        self._plan_id = self._view.page.plan.id if self._view and self._view.page.plan else None
        self.reload()

    @Slot(int)
    def _plan_chosen(self, plan_id: int) -> None:
        self._plan_id = plan_id
        self.reload()

    @property
    def view(self) -> PlanView | None:
        """What is shown."""
        return self._view

    @property
    def row(self) -> PlanRow | None:
        """The line that the keyboard or mouse stands on."""
        return self.months.row

    def pin(self, plan_id: int) -> None:
        """Keep showing a plan when it is read again."""
        self._plan_id = plan_id
        if self._view is not None and self._view.page.year is not None:
            self._year_id = self._view.page.year.id

    def show_year(self, year_id: int | None) -> None:
        """Show a fiscal year with the plan that is worked on there."""
        self._year_id, self._plan_id = year_id, None
        self.refresh()

    def show_plan(self, plan_id: int) -> None:
        """Show another plan."""
        self._plan_id = plan_id
        self.refresh()

    def say(self, sentence: str) -> None:
        """Say something before the line under the heading, the next time it is written."""
        self._said = sentence

    def begin(self) -> None:
        """Put the keyboard into the view, once it shows the plan."""
        self._begins = True
        self.refresh()

    def take_focus(self) -> None:
        """In the view, or on the first step where there is no plan yet."""
        if self._view is not None and self._view.page.plan is None:
            super().take_focus()
        else:
            self.begin()

    def change(self, change: Callable[[WriteSession, int], Changes]) -> None:
        """Run a command on the plan that is shown."""
        write, shown = self.context.write, self.shown
        plan = shown.plan if shown else None
        if write is not None and plan is not None:
            self.pin(plan.id)
            self.command(lambda: change(write, plan.id))


def only_as_high_as(stack: QStackedWidget, panel: QWidget) -> None:
    """Let the view that is shown alone decide how high and wide the page must be."""
    for one in map(stack.widget, range(stack.count())):
        if one is not None:
            if one is panel:
                one.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            else:
                one.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

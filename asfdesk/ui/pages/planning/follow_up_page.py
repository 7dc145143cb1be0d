"""Uppföljning: does the money follow the plan, where not, why, and what was agreed."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from asfdesk.domain.planning.forecast import Method
from asfdesk.i18n import _, pgettext
from asfdesk.reports.planning.forecast_words import method_word
from asfdesk.services.changes import Topic
from asfdesk.services.drivers.follow_up_views import follow_up_page
from asfdesk.services.planning.follow_up_settings import EVERY_LINE, set_forecast_method
from asfdesk.ui.kit.buttons import button, chip, primary_button
from asfdesk.ui.kit.empty_state import EmptyState
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.page import Page
from asfdesk.ui.pages.planning.decision_forecast_view import DecisionForecastView
from asfdesk.ui.pages.planning.figures_view import FiguresView
from asfdesk.ui.pages.planning.follow_up_actions import ActionsView
from asfdesk.ui.pages.planning.follow_up_columns import Mode
from asfdesk.ui.pages.planning.follow_up_expected import ExpectedView
from asfdesk.ui.pages.planning.follow_up_money import MoneyView
from asfdesk.ui.pages.planning.society_view import SocietyView

if TYPE_CHECKING:
    from asfdesk.services.drivers.follow_up_views import FollowUpPageView
    from asfdesk.ui.page import PageContext

MONEY, TIME, FORECAST, DECISIONS, EXPECTED, ACTIONS, FIGURES, SOCIETY = range(8)
MODES = {MONEY: Mode.STATE, TIME: Mode.TIME, FORECAST: Mode.FORECAST}
VIEWS = {
    "time": TIME,
    "forecast": FORECAST,
    "decisions": DECISIONS,
    "expected": EXPECTED,
    "actions": ACTIONS,
    "figures": FIGURES,
    "society": SOCIETY,
}
"""What may stand after the colon in `go("follow_up:figures")`."""
SCOPE_WIDTH = 210


class FollowUpPage(Page):
    """Views of the same month: money in three looks, expected, actions, key figures, society."""

    key = "follow_up"
    topics = frozenset(
        {
            Topic.PLAN,
            Topic.LEDGER,
            Topic.MAPPING,
            Topic.COMMENTS,
            Topic.EXPECTED,
            Topic.ATTENDANCE,
            Topic.INVOICES,
            Topic.PLACEMENTS,
            Topic.SUPERVISION,
            Topic.AGREEMENTS,
            Topic.ENTERPRISE,
        }
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._shown: FollowUpPageView | None = None
        self._view_shown = MONEY
        self.deviations_button = button(_("Deviations only"))
        self.lines_button = button(_("All plan lines"))
        for toggle in (self.deviations_button, self.lines_button):
            toggle.setCheckable(True)
            toggle.toggled.connect(self._filter)
            self.add_action_button(toggle)
        self.forecast_button = button(_("Forecast"))
        self.forecast_button.setMenu(self._forecast_menu())
        self.add_action_button(self.forecast_button, writes=True)
        self.export_button = primary_button(_("Export"))
        self.export_button.clicked.connect(partial(context.go, "reports:R8"))
        self.add_action_button(self.export_button)
        self.money = MoneyView(self)
        self.table, self.panel = self.money.table, self.money.panel
        self.empty = EmptyState(
            _(
                "Here you see whether the money follows the plan, once there is bookkeeping or a"
                " plan."
            ),
            _("Import bookkeeping"),
            partial(context.go, "ledger"),
        )
        self._plan = QWidget()
        column = QVBoxLayout(self._plan)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.money, 1)
        column.addWidget(self.empty, 1)
        self._views = QStackedWidget()
        self._views.addWidget(self._plan)
        self.chips = QButtonGroup(self)
        self.scope = ComboBox()
        self.body.setSpacing(8)
        self.body.addLayout(self._choice_line())
        self.body.addWidget(self._views, 1)
        self.empty.hide()
        self.chips.idClicked.connect(self.show_view)
        self.scope.activated.connect(self._set_scope)
        self.one_primary(self.export_button, self.empty)

    # A view is made when it is first shown: making them all would keep the window waiting.

    @cached_property
    def expected(self) -> ExpectedView:
        """What is not booked yet."""
        view = ExpectedView(self)
        self._views.addWidget(view)
        return view

    @cached_property
    def agreed(self) -> ActionsView:
        """What was agreed, and the month's comments."""
        view = ActionsView(self)
        self._views.addWidget(view)
        return view

    @cached_property
    def figures(self) -> FiguresView:
        """The key figures."""
        view = FiguresView(self)
        for one in view.output.buttons:
            self.add_action_button(one)
        self._views.addWidget(view)
        return view

    @cached_property
    def society(self) -> SocietyView:
        """The value to society."""
        view = SocietyView(self)
        self.add_action_button(view.report_button)
        self._views.addWidget(view)
        return view

    @cached_property
    def decisions(self) -> DecisionForecastView:
        """Training income foreseen from decisions."""
        view = DecisionForecastView(self)
        self.add_action_button(view.use_button)
        self._views.addWidget(view)
        return view

    def _own_view(self) -> DecisionForecastView | FiguresView | SocietyView:
        """The view that is chosen, of those that load for themselves."""
        if self._view_shown == DECISIONS:
            return self.decisions
        return self.figures if self._view_shown == FIGURES else self.society

    def _choice_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        words = (
            _("Plan and actual"),
            _("Over time"),
            _("Forecast"),
            _("From decisions"),
            pgettext("money", "Expected"),
            _("Actions"),
            _("Key figures"),
            _("Value to society"),
        )
        for place, word in enumerate(words):
            choice = chip(word, checked=place == MONEY)
            if self.context.safe_copy and place not in MODES:
                choice.hide()
            self.chips.addButton(choice, place)
            line.addWidget(choice)
        line.addStretch(1)
        self.scope.setAccessibleName(_("Project or cost centre"))
        self.scope.setMaximumWidth(SCOPE_WIDTH)
        kept = self.scope.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.scope.setSizePolicy(kept)
        self.scope.hide()
        line.addWidget(self.scope)
        return line

    @Slot(int)
    def show_view(self, place: int) -> None:
        """Switch to one of MONEY … SOCIETY."""
        self.chips.button(place).setChecked(True)
        self._view_shown = place
        self.reload()

    def open_item(self, item: str) -> None:
        """Show one of the views by its name in VIEWS."""
        if item in VIEWS:
            self.show_view(VIEWS[item])

    def _show_buttons(self) -> None:
        """The buttons at the top right belong to the view: one primary button at a time."""
        shown = self._view_shown
        rows = shown in MODES
        self.deviations_button.setVisible(rows)
        self.lines_button.setVisible(shown in (MONEY, TIME))
        self.forecast_button.setVisible(shown in (MONEY, FORECAST))
        self.scope.setVisible(rows and self.scope.count() > 1)
        empty = rows and self.empty.isVisibleTo(self._plan)
        self.export_button.setVisible(rows and not empty)
        if "figures" in self.__dict__:
            for one in self.figures.output.buttons:
                one.setVisible(shown == FIGURES)
        if "society" in self.__dict__:
            self.society.report_button.setVisible(shown == SOCIETY)
        if "decisions" in self.__dict__:
            self.decisions.use_button.setVisible(shown == DECISIONS)

    def title(self) -> str:
        """What the page is called."""
        return _("Follow-up")

    def _forecast_menu(self) -> QMenu:
        """The four methods for every line; the one in force has a mark."""
        menu = QMenu(self)
        self._methods = QActionGroup(self)
        for method in Method:
            action = QAction(method_word(method), self)
            action.setCheckable(True)
            action.setData(method.value)
            self._methods.addAction(action)
            menu.addAction(action)
        self._methods.triggered.connect(self._set_method)
        menu.addSeparator()
        self.by_line_action = menu.addAction(_("Choose for each line"))
        self.by_line_action.triggered.connect(partial(self.show_view, FORECAST))
        return menu

    def reload(self) -> None:
        """Read the view that is chosen, of the month."""
        if self._view_shown in (DECISIONS, FIGURES, SOCIETY):
            view = self._own_view()
            self._views.setCurrentWidget(view)
            self._show_buttons()
            view.load(self.month)
            return
        self._show_buttons()
        session, month, scope = self.context.session, self.month, self._scope()
        self.run(lambda: follow_up_page(session, month, scope), self._show)

    def _scope(self) -> str:
        """The project that is chosen; what is expected and agreed is about everything."""
        return str(self.scope.currentData() or "") if self._view_shown in MODES else ""

    @Slot(object)
    def _show(self, shown: FollowUpPageView) -> None:
        self._shown = shown
        self.set_status(shown.status)
        for action in self._methods.actions():
            action.setChecked(action.data() == shown.method.value)
        self._offer_scopes(shown)
        self._count(EXPECTED, pgettext("money", "Expected"), len(shown.expected.items))
        self._count(ACTIONS, _("Actions"), len(shown.actions))
        place = self._view_shown
        if place == EXPECTED:
            self._views.setCurrentWidget(self.expected)
            self.expected.show_expected(shown)
        elif place == ACTIONS:
            self._views.setCurrentWidget(self.agreed)
            self.agreed.show_actions(shown)
        elif place in MODES:
            self._views.setCurrentWidget(self._plan)
            self._show_rows(shown, MODES[place])
        self._show_buttons()

    def _count(self, place: int, word: str, count: int) -> None:
        """A view's name, with how much there is in it."""
        text = _("%(view)s (%(count)d)") % {"view": word, "count": count} if count else word
        choice = self.chips.button(place)
        choice.setText(text)
        choice.setAccessibleName(text)

    def _show_rows(self, shown: FollowUpPageView, mode: Mode) -> None:
        some = shown.view is not None and bool(shown.full)
        self.money.setVisible(some)
        self.empty.setVisible(not some)
        if some:
            self.money.show_page(
                shown,
                mode,
                every_line=self.lines_button.isChecked(),
                only_deviations=self.deviations_button.isChecked(),
            )

    def _offer_scopes(self, shown: FollowUpPageView) -> None:
        """The projects of the books; the chosen one stays."""
        if self._view_shown not in MODES:
            return
        self.scope.clear()
        self.scope.addItem(_("The whole enterprise"), "")
        for choice in shown.scopes:
            self.scope.addItem(choice.label, choice.text)
        texts = [choice.text for choice in shown.scopes]
        chosen = shown.scope.text if shown.scope else ""
        self.scope.setCurrentIndex(texts.index(chosen) + 1 if chosen in texts else 0)

    @Slot(int)
    def _set_scope(self, _index: int) -> None:
        self.reload()

    @Slot()
    def _filter(self) -> None:
        self.money.show_filtered(
            every_line=self.lines_button.isChecked(),
            only_deviations=self.deviations_button.isChecked(),
        )

    @Slot(QAction)
    def _set_method(self, action: QAction) -> None:
        write, method = self.context.write, Method(str(action.data()))
        if write is not None:
            self.command(lambda: set_forecast_method(write, EVERY_LINE, method))

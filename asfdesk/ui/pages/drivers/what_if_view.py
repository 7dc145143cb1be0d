"""Tänk om: the plan with its levers pulled, answered while one drags."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from asfdesk.domain.period import Month
from asfdesk.domain.plan import PlanKind
from asfdesk.i18n import _
from asfdesk.services.drivers.scenarios import set_shocks
from asfdesk.services.drivers.what_if_facts import start_what_if
from asfdesk.services.visiting.keep_scenario import draft_scenario, save_scenario
from asfdesk.ui.dialogs.drivers.shock_form import read_shock, shock_fields
from asfdesk.ui.dialogs.names_field import allowed_text, names_field
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.form.fields import TextField
from asfdesk.ui.pages.drivers.plan_panel import PlanPanel
from asfdesk.ui.pages.drivers.scenario_strip import ScenarioStrip
from asfdesk.ui.pages.drivers.stage import Stage, restyle
from asfdesk.ui.pages.drivers.what_if_board import WhatIfBoard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.shocks import Shock
    from asfdesk.services.changes import Changes
    from asfdesk.services.drivers.plan_drivers_view import PlanView
    from asfdesk.services.drivers.what_if_facts import WhatIfStart
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.kit.form.form import FormDialog
    from asfdesk.ui.kit.form.form_values import FormValues
    from asfdesk.ui.pages.drivers.plan_panel import PlanHost


class WhatIfView(PlanPanel):
    """The board, what is asked of the file for it, and the scenario it can become.

    The answer is computed here in the window's thread: it takes a few milliseconds. Several
    movements of a lever between two rounds of the event loop are answered once, the last one.
    """

    def __init__(self, page: PlanHost) -> None:
        super().__init__(page)
        self._start: WhatIfStart | None = None
        self._model: PlanModel | None = None
        self._shown: tuple[int, Month] | None = None
        self._stage: Stage | None = None
        self.board = WhatIfBoard()
        self.large_button = button(_("Show large"))
        self.large_button.setToolTip("F11")
        self.large_button.clicked.connect(self.show_large)
        self.scenario = ScenarioStrip()
        self.scenario.change_wanted.connect(self.change_shock)
        self.scenario.remove_wanted.connect(self._remove_shock)
        self.scenario.hide()
        self.body.addWidget(self.scenario)
        self.body.addWidget(self.board, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._answer)
        self.board.pulled.connect(self._soon.start)
        self.board.save_button.clicked.connect(self.save)
        self.board.save_button.setVisible(page.writable or page.context.file is not None)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_F11), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.show_large)

    def show_view(self, view: PlanView) -> None:
        """Show a plan; the same plan keeps its levers where they stand."""
        drivers = view.drivers
        if drivers is None:
            return
        shown = (drivers.plan.id, Month.of(drivers.shown.first))
        if shown == self._shown and drivers.model == self._model:
            return
        self._shown, self._model = shown, drivers.model
        is_scenario = drivers.plan.kind is PlanKind.SCENARIO
        self.scenario.setVisible(is_scenario)
        if is_scenario:
            self.scenario.show_shocks(drivers.model, editable=self.page.editable)
        context, model, first = self.page.context, drivers.model, shown[1]
        self.page.run(
            lambda: start_what_if(context.session, model, first, context.today), self._begin
        )

    @Slot(object)
    def _begin(self, start: WhatIfStart) -> None:
        self._start = start
        self.board.begin(start)

    @Slot()
    def _answer(self) -> None:
        if self._start is not None:
            self.board.show_answer(self._start.what_if.answer(self.board.values))

    @Slot()
    def save(self) -> FormDialog | None:
        """Ask for a name, then keep what is changed as a scenario of the plan."""
        context, start, shown = self.page.context, self._start, self._shown
        write, file = context.write, context.file
        if start is None or shown is None or (write is None and file is None):
            return None
        shocks = start.what_if.answer(self.board.values).shocks
        plan_id = shown[0]

        def keep(values: FormValues) -> Changes:
            if write is not None:
                return save_scenario(write, plan_id, allowed_text(write, values, "name"), shocks)
            return draft_scenario(
                cast("OpenFile", file), plan_id, values.text("name"), shocks, context.today
            )

        return self.page.form(
            _("Save as a scenario"),
            [
                TextField("name", _("Name of the scenario"), "", required=True),
                *([names_field()] if write is not None else []),
            ],
            keep,
            intro=_("The plan stays as it is. The scenario is a copy where this is otherwise."),
        )

    @Slot(object)
    def change_shock(self, shock: Shock | None) -> FormDialog | None:
        """Change one of the scenario's changes, or add one."""
        write, model, shown = self.page.context.write, self._model, self._shown
        if write is None or model is None or shown is None:
            return None
        self.page.pin(shown[0])
        return self.page.form(
            _("Add a change") if shock is None else _("Change in the scenario"),
            shock_fields(shock, model),
            lambda values: set_shocks(
                write, shown[0], _with(model.shocks, shock, read_shock(values, model))
            ),
        )

    @Slot(object)
    def _remove_shock(self, shock: Shock) -> None:
        model = self._model
        if model is not None:
            kept = [one for one in model.shocks if one != shock]
            self.page.change(lambda write, plan_id: set_shocks(write, plan_id, kept))

    @Slot()
    def show_large(self) -> None:
        """Show the board alone in a full screen."""
        if self._stage is not None or self._start is None:
            return
        title = self.page.title() + " \u2013 " + _("What if")
        self.board.set_large(large=True)
        self._stage = Stage(self.window(), title, self.board)
        self._stage.closed.connect(self._take_back)
        self._stage.showFullScreen()
        restyle(self.board)
        self.take_focus()

    @Slot()
    def _take_back(self) -> None:
        stage = self._stage
        if stage is None:
            return
        self._stage = None
        self.body.addWidget(self.board, 1)
        self.board.show()
        self.board.set_large(large=False)
        self.board.save_button.setVisible(self.page.writable or self.page.context.file is not None)
        restyle(self.board)
        stage.deleteLater()
        self.take_focus()

    def tools(self) -> Sequence[QWidget]:
        """Large."""
        return (self.large_button,)

    def take_focus(self) -> None:
        """On the first lever."""
        for row in self.board.levers.values():
            row.slider.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.setFocus()


def _with(shocks: Sequence[Shock], old: Shock | None, new: Shock) -> list[Shock]:
    """The changes with one more, or one of them otherwise."""
    if old is None:
        return [*shocks, new]
    return [new if one == old else one for one in shocks]

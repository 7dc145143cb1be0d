"""Affärsplan: what the More menu holds, for the plan and for the view that is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from asfdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenu, QWidget

    from asfdesk.ui.pages.planning.plan_dialogs import PlanDialogs
    from asfdesk.ui.pages.planning.plan_exchange import PlanExchange
    from asfdesk.ui.pages.planning.plan_steps import PlanSteps


class PlanMore:
    """The actions of the menu.

    Attributes:
        on_draft: those that change the plan that is shown.
        lines: those about single lines, which only the view of the months has.
    """

    def __init__(
        self, page: QWidget, dialogs: PlanDialogs, steps: PlanSteps, exchange: PlanExchange
    ) -> None:
        def entry(text: str, act: Callable[[], object]) -> QAction:
            made = QAction(text, page)
            made.triggered.connect(partial(_act, act))
            return made

        spread = entry(_("&Spread an amount over the year…"), dialogs.open_spread)
        copy_line = entry(_("&Copy the chosen line from last year"), steps.copy_line)
        copy_all = entry(_("Copy &all lines from last year"), steps.copy_all)
        remove_line = entry(_("Remove the chosen line"), steps.remove_line)
        self.lines = (
            spread,
            copy_line,
            copy_all,
            entry(_("Add a plan &line…"), dialogs.open_new_line),
            entry(_("Re&name the chosen line…"), dialogs.open_rename),
            entry(_("Account for e&xport…"), dialogs.open_export_account),
            remove_line,
        )
        describe = entry(_("&Describe the plan…"), dialogs.open_describe)
        delete = entry(_("Delete this draft"), steps.delete)
        self._plan = (
            describe,
            entry(_("&Make a scenario from this plan…"), dialogs.open_scenario),
            entry(_("Make a &forecast from this plan…"), dialogs.open_forecast),
            entry(_("&Export as a SIE budget…"), exchange.export),
            entry(_("&Take in a budget from SIE…"), exchange.take_in),
            delete,
        )
        self.on_draft = (spread, copy_line, copy_all, describe, delete)

    def fill(self, menu: QMenu, view_actions: Sequence[QAction]) -> None:
        """Show the actions of a view above those of the plan."""
        menu.clear()
        for action in view_actions:
            menu.addAction(action)
        if view_actions:
            menu.addSeparator()
        for action in self._plan:
            menu.addAction(action)


def _act(act: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot takes what the signal gives
    act()

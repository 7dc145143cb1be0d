"""Affärsplan: what is done with a whole plan or line at once: approve, revise, copy, remove."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from asfdesk.domain.plan import PlanStatus
from asfdesk.i18n import _
from asfdesk.services.drivers.plan_life import approve_plan, revise_plan
from asfdesk.services.drivers.type_amounts import copy_last_year
from asfdesk.services.planning.edit_plan import delete_draft
from asfdesk.services.planning.plan_lines import remove_line
from asfdesk.services.planning.plan_page import NEWEST_PLAN
from asfdesk.ui.kit.buttons import danger_button, primary_button
from asfdesk.ui.kit.errors import MessageDialog

if TYPE_CHECKING:
    from asfdesk.services.changes import Changes
    from asfdesk.ui.pages.drivers.plan_panel import PlanHost


class PlanSteps(QObject):
    """Runs the commands that need no form."""

    def __init__(self, page: PlanHost) -> None:
        super().__init__(page)
        self._page = page

    @Slot()
    def decide(self) -> None:
        """Approve a draft after asking; revise an approved plan."""
        view, today = self._page.shown, self._page.context.today
        if view is None or view.plan is None:
            return
        if view.plan.status is not PlanStatus.DRAFT:
            self._revise(view.plan.id)
            return
        dialog = MessageDialog(
            self._page,
            _("Approve %(plan)s?") % {"plan": view.title},
            _("Actuals are then compared with it, and it can’t be changed any more."),
            _("It can’t be undone with Ctrl+Z, but you can revise it as a new version."),
        )
        dialog.ask(
            primary_button(_("Approve")),
            partial(self._page.change, lambda write, plan_id: approve_plan(write, plan_id, today)),
        )

    def _revise(self, plan_id: int) -> None:
        """Copy as the next version, which is shown then with the keyboard in it."""
        write = self._page.context.write
        if write is not None:
            self._page.run(lambda: revise_plan(write, plan_id), self._show_newest)

    @Slot(object)
    def _show_newest(self, changes: Changes) -> None:
        self._page.pin(NEWEST_PLAN)
        self._page.announce(changes)
        self._page.begin()

    def copy_line(self) -> None:
        """The chosen line as it was last year."""
        row = self._page.row
        if row is not None:
            code = row.line.code
            self._page.change(lambda write, plan_id: copy_last_year(write, plan_id, [code]))

    def copy_all(self) -> None:
        """Every line as it was last year."""
        self._page.change(copy_last_year)

    def remove_line(self) -> None:
        """Take an own line away."""
        row = self._page.row
        if row is not None:
            code = row.line.code
            self._page.change(lambda write, _plan_id: remove_line(write, code))

    def delete(self) -> None:
        """Throw the draft away, after asking."""
        view = self._page.shown
        if view is None or view.plan is None:
            return
        dialog = MessageDialog(
            self._page,
            _("Delete %(plan)s?") % {"plan": view.title},
            _("Its drivers and amounts go with it."),
            _("Ctrl+Z brings it back."),
        )
        dialog.ask(danger_button(_("Delete")), partial(self._page.change, delete_draft))

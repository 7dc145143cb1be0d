"""Affärsplan: the budget to and from the bookkeeping program, as #PBUDGET in a SIE file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from asfdesk.i18n import _, money, ngettext
from asfdesk.services.books.export_budget import export_budget
from asfdesk.services.books.import_budget import preview_budget, take_budget
from asfdesk.services.books.import_sie import load_files, read_files
from asfdesk.ui.kit.ask_where import ask_where
from asfdesk.ui.kit.buttons import primary_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.start_folder import start_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.services.books.export_books import WrittenSie
    from asfdesk.services.books.import_budget import BudgetPreview
    from asfdesk.ui.pages.drivers.plan_panel import PlanHost


class PlanExchange(QObject):
    """Exports the plan that is shown and takes budgets in.

    Attributes:
        choose_target: asks where to write, given a proposed name; None = changed their mind.
        choose_source: asks for a SIE file; None = changed their mind.
    """

    def __init__(self, page: PlanHost) -> None:
        super().__init__(page)
        self._page = page
        self.choose_target: Callable[[str], Path | None] = self._ask_target
        self.choose_source: Callable[[], Path | None] = self._ask_source

    @Slot()
    def export(self) -> None:
        """Write the plan that is shown."""
        view = self._page.shown
        if view is None or view.plan is None or view.year is None:
            return
        label = view.year.label.replace("/", "-")
        target = self.choose_target(f"budget_{label}_v{view.plan.version}.si")
        if target is None:
            return
        session, plan_id, today = self._page.context.session, view.plan.id, self._page.context.today
        self._page.run(lambda: export_budget(session, plan_id, target, today), self._exported)

    @Slot(object)
    def _exported(self, done: WrittenSie) -> None:
        self._page.set_status(
            _("The budget is saved as %(name)s. Import it in the bookkeeping program.")
            % {"name": done.path.name}
        )

    @Slot()
    def take_in(self) -> None:
        """Choose a file and show what its budget would give; nothing is changed yet."""
        source = self.choose_source() if self._page.context.write else None
        if source is None:
            return
        session = self._page.context.session

        def look() -> BudgetPreview:
            (read,) = read_files(load_files([source]))
            return preview_budget(session, read)

        self._page.run(look, self.ask)

    @Slot(object)
    def ask(self, found: BudgetPreview) -> None:
        """Show what would be taken in, and let the user decide."""
        amounts = len(found.values)
        why = " ".join(
            (
                ngettext("%(num)d amount,", "%(num)d amounts,", amounts),
                _("result for the year %(sum)s kr.") % {"sum": money(found.result_ore)},
            )
        )
        if found.left_out:
            why += " " + _("Left out, because a plan holds the result only: %(accounts)s") % {
                "accounts": ", ".join(found.left_out)
            }
        dialog = MessageDialog(
            self._page,
            _("Take in the budget for %(year)s?") % {"year": found.year.label},
            why,
            _("It becomes a draft of its own; the plans that are there stay as they are."),
        )
        dialog.ask(primary_button(_("Take in")), partial(self._take, found))

    def _take(self, found: BudgetPreview) -> None:
        write = self._page.context.write
        if write is not None:
            self._page.show_year(found.year.id)
            self._page.command(lambda: take_budget(write, found))

    def _ask_target(self, name: str) -> Path | None:
        suggested = self._folder() / name
        return ask_where(self._page, _("Export the budget"), suggested, _("SIE files (*.si *.se)"))

    def _ask_source(self) -> Path | None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self._page,
            _("Choose the SIE file with the budget"),
            str(self._folder()),
            _("SIE files (*.se *.si *.sie *.SE *.SI *.SIE);;All files (*)"),
        )
        return Path(chosen) if chosen else None

    def _folder(self) -> Path:
        preferences = self._page.context.preferences
        return start_folder(preferences.settings.import_folder if preferences else "")

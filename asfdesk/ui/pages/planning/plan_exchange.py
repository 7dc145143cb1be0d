"""Affärsplan: the budget to and from the bookkeeping program, as #PBUDGET in a SIE file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from asfdesk.i18n import _, money, ngettext
from asfdesk.services.books.export_budget import (
    budget_name,
    export_budget,
    export_budget_years,
)
from asfdesk.services.books.import_budget import preview_budgets, take_budget
from asfdesk.services.books.import_sie import load_files, read_files
from asfdesk.ui.kit.ask_where import ask_where
from asfdesk.ui.kit.buttons import primary_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.start_folder import start_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asfdesk.services.books.export_books import WrittenSie
    from asfdesk.services.books.import_budget import BudgetPreview
    from asfdesk.ui.pages.drivers.plan_panel import PlanHost


class PlanExchange(QObject):
    """Exports the plan that is shown and takes budgets in.

    Attributes:
        choose_target: asks where to write, given a proposed name; None = changed their mind.
        choose_sources: asks for SIE files, one for each year; none = changed their mind.
    """

    def __init__(self, page: PlanHost) -> None:
        super().__init__(page)
        self._page = page
        self.choose_target: Callable[[str], Path | None] = self._ask_target
        self.choose_sources: Callable[[], Sequence[Path]] = self._ask_sources

    @Slot()
    def export(self) -> None:
        """Write the plan that is shown."""
        view = self._page.shown
        if view is None or view.plan is None or view.year is None:
            return
        target = self.choose_target(budget_name(view.plan, view.year))
        if target is None:
            return
        session, plan_id, today = self._page.context.session, view.plan.id, self._page.context.today

        def write() -> list[WrittenSie]:
            if long:
                return export_budget_years(session, plan_id, target.parent, today)
            return [export_budget(session, plan_id, target, today)]

        long = view.plan.years > 1
        self._page.run(write, self._exported)

    @Slot(object)
    def _exported(self, done: Sequence[WrittenSie]) -> None:
        names = ", ".join(one.path.name for one in done)
        if len(done) == 1:
            said = _("The budget is saved as %(name)s. Import it in the bookkeeping program.")
            self._page.set_status(said % {"name": names})
            return
        said = _(
            "The budget is saved as %(count)d files, one for each year: %(names)s. Import each in"
            " the bookkeeping program."
        )
        self._page.set_status(said % {"count": len(done), "names": names})

    @Slot()
    def take_in(self) -> None:
        """Choose a file and show what its budget would give; nothing is changed yet."""
        sources = self.choose_sources() if self._page.context.write else ()
        if not sources:
            return
        session = self._page.context.session

        def look() -> BudgetPreview:
            return preview_budgets(session, read_files(load_files(list(sources))))

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
            _("Take in the budget for %(year)s?") % {"year": found.label},
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

    def _ask_sources(self) -> Sequence[Path]:
        chosen, _kind = QFileDialog.getOpenFileNames(
            self._page,
            _("Choose the SIE file with the budget; for several years one for each"),
            str(self._folder()),
            _("SIE files (*.se *.si *.sie *.SE *.SI *.SIE);;All files (*)"),
        )
        return [Path(one) for one in chosen]

    def _folder(self) -> Path:
        preferences = self._page.context.preferences
        return start_folder(preferences.settings.import_folder if preferences else "")

"""Affärsplan: what is asked for in a form of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QComboBox

from asfdesk.i18n import _
from asfdesk.services.planning.edit_plan import make_scenario
from asfdesk.services.planning.plan_amounts import spread_amount
from asfdesk.services.planning.plan_lines import add_line, rename_line, set_export_account
from asfdesk.services.planning.plan_page import LATEST_YEAR
from asfdesk.services.planning.start_plan import NEXT_YEAR, PlanStart, start_plan
from asfdesk.ui.dialogs.planning import plan_forms
from asfdesk.ui.kit.form.form import TextField
from asfdesk.ui.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asfdesk.services.changes import Changes
    from asfdesk.services.planning.plan_page import PlanPageView, PlanRow
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import Field, FormDialog, FormValues


class PlanHost(Page):
    """The Affärsplan page, as its forms see it."""

    @property
    def shown(self) -> PlanPageView | None:
        """What is shown; None before it has been read."""
        raise NotImplementedError

    @property
    def row(self) -> PlanRow | None:
        """The line that the keyboard or mouse stands on."""
        raise NotImplementedError

    def pin(self, plan_id: int) -> None:
        """Keep showing a plan when it is read again."""
        raise NotImplementedError

    def show_year(self, year_id: int | None) -> None:
        """Show a fiscal year with the plan that is worked on there."""
        raise NotImplementedError


class PlanDialogs(QObject):
    """Opens the forms of the Affärsplan page."""

    def __init__(self, page: PlanHost) -> None:
        super().__init__(page)
        self._page = page
        self._asked: PlanStart | None = None

    @Slot()
    def open_new_plan(self) -> FormDialog | None:
        """Ask for year, kind and beginning of a new plan."""
        write, view, today = self._page.context.write, self._page.shown, self._page.context.today
        if write is None or view is None:
            return None

        def save(values: FormValues) -> Changes:
            wanted = PlanStart(
                values.choice("year"),
                values.choice("kind"),
                values.text("name"),
                values.choice("start"),
            )
            self._asked = wanted
            return start_plan(write, wanted, today)

        chosen = view.year.id if view.year else None
        known = view.last_year is not None
        fields = plan_forms.new_plan_fields(view.years, _year_words(view), chosen, known=known)
        dialog = self._page.form(_("New plan"), fields, save, save_text=_("Make the plan"))
        dialog.saved.connect(self._started)
        years, start = dialog.rows["year"].editor, dialog.rows["start"].editor
        if isinstance(years, QComboBox) and isinstance(start, QComboBox):
            # Another year than the one that is shown usually follows one with books.
            years.currentIndexChanged.connect(partial(_begin_with_last_year, start))
        return dialog

    @Slot()
    def _started(self) -> None:
        """Show the plan that was made."""
        year_id = self._asked.year_id if self._asked else None
        self._page.show_year(LATEST_YEAR if year_id == NEXT_YEAR else year_id)

    @Slot()
    def open_spread(self) -> FormDialog | None:
        """Lay a year's amount out over the chosen line."""
        row = self._page.row
        if row is None:
            return None
        code = row.line.code
        return self._plan_form(
            _("Spread over the year: %(line)s") % {"line": row.name},
            plan_forms.spread_fields(row),
            lambda write, plan_id, values: spread_amount(
                write, plan_id, code, values.required_whole("total"), values.choice("by")
            ),
            _("Spread"),
        )

    def open_new_line(self) -> FormDialog | None:
        """Add an own line."""
        row = self._page.row
        parent = (row.line.parent or row.line.code) if row else "I20"
        return self._plan_form(
            _("New plan line"),
            plan_forms.new_line_fields(parent),
            lambda write, _plan, values: add_line(
                write, values.text("name"), values.choice("parent")
            ),
            _("Add"),
        )

    def open_rename(self) -> FormDialog | None:
        """Call the chosen line something else."""
        row = self._page.row
        if row is None:
            return None
        code = row.line.code
        field = TextField(
            "name", _("Name"), row.name, _("Leave it empty to get a standard line’s own name back.")
        )
        return self._plan_form(
            _("Rename plan line"),
            [field],
            lambda write, _plan, values: rename_line(write, code, values.text("name")),
        )

    def open_export_account(self) -> FormDialog | None:
        """Choose the account that the chosen line's budget is exported on."""
        row = self._page.row
        if row is None:
            return None
        line = row.line
        field = TextField(
            "export_account",
            _("Account"),
            line.export_account,
            _("Leave it empty if the line is not to be exported."),
        )
        return self._plan_form(
            _("Account for export: %(line)s") % {"line": row.name},
            [field],
            lambda write, _plan, values: set_export_account(
                write, line.code, values.text("export_account")
            ),
            intro=_("A budget in a SIE file is kept by account. This one must lead back here."),
        )

    def open_scenario(self) -> FormDialog | None:
        """Copy the plan under a name of its own."""
        return self._plan_form(
            _("Scenario from this plan"),
            [TextField("name", _("Name"), required=True)],
            lambda write, plan_id, values: make_scenario(write, plan_id, values.text("name")),
            _("Make the scenario"),
        )

    def _plan_form(
        self,
        title: str,
        fields: Sequence[Field],
        save: Callable[[WriteSession, int, FormValues], Changes],
        save_text: str = "",
        intro: str = "",
    ) -> FormDialog | None:
        """A form whose `save` gets the file, the plan and the values."""
        write, view = self._page.context.write, self._page.shown
        plan = view.plan if view else None
        if write is None or plan is None:
            return None
        self._page.pin(plan.id)
        return self._page.form(
            title,
            fields,
            lambda values: save(write, plan.id, values),
            save_text=save_text,
            intro=intro,
        )


def _year_words(view: PlanPageView) -> str:
    first, last = view.next_year.first, view.next_year.last
    return str(first.year) if first.year == last.year else f"{first.year}/{last.year}"


def _begin_with_last_year(start: QComboBox, _chosen: int) -> None:
    start.setCurrentIndex(0)

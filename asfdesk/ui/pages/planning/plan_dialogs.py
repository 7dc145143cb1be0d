"""Affärsplan: what is asked for in a form of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.services.drivers.plan_life import make_forecast
from asfdesk.services.drivers.scenarios import make_scenario
from asfdesk.services.drivers.start_plan import PlanStart, StartFrom, start_plan
from asfdesk.services.drivers.type_amounts import spread_amount
from asfdesk.services.planning.edit_plan import describe_plan
from asfdesk.services.planning.plan_lines import add_line, rename_line, set_export_account
from asfdesk.services.planning.plan_page import NEWEST_PLAN
from asfdesk.ui.dialogs.names_field import NAMES, allowed_text, names_field, refuse_names
from asfdesk.ui.dialogs.planning import plan_forms
from asfdesk.ui.kit.form.form import TextField
from asfdesk.ui.pages.planning.begin_choice import BeginChoice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from asfdesk.services.changes import Changes
    from asfdesk.services.planning.plan_page import PlanPageView
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import Field, FormDialog, FormValues
    from asfdesk.ui.pages.drivers.plan_panel import PlanHost


class PlanDialogs(QObject):
    """Opens the forms of the Affärsplan page."""

    def __init__(self, page: PlanHost) -> None:
        super().__init__(page)
        self._page = page

    @Slot()
    def open_new_plan(self) -> FormDialog | None:
        """Ask for years, kind and beginning of a new plan."""
        write, view, today = self._page.context.write, self._page.view, self._page.context.today
        if write is None or view is None:
            return None

        def save(values: FormValues) -> Changes:
            wanted = PlanStart(
                values.choice("year"),
                values.choice("kind"),
                values.text("name"),
                values.choice("start"),
                values.choice("years"),
                values.choice("plan"),
            )
            return _start(write, wanted, today)

        fields = plan_forms.new_plan_fields(
            view.page, view.every_plan, _year_words(view.page), view.last_year_known
        )
        dialog = self._page.form(_("New plan"), fields, save, save_text=_("Make the plan"))
        dialog.saved.connect(self._started)
        BeginChoice(dialog, view.last_year_known)
        return dialog

    @Slot()
    def _started(self) -> None:
        """Show the plan that was made, and begin to work in it."""
        self._page.show_plan(NEWEST_PLAN)
        self._page.begin()

    def open_describe(self) -> FormDialog | None:
        """Name the plan and write what it rests on."""
        view = self._page.shown
        if view is None or view.plan is None:
            return None
        return self._plan_form(
            _("Describe the plan"),
            [*plan_forms.describe_fields(view.plan), names_field()],
            _describe,
        )

    @Slot()
    def open_spread(self) -> FormDialog | None:
        """Lay a year's amount out over the chosen line."""
        row = self._page.row
        if row is None:
            return None
        code, year = row.line.code, self._page.shown.year if self._page.shown else None
        return self._plan_form(
            _("Spread over the year: %(line)s") % {"line": row.name},
            plan_forms.spread_fields(row),
            lambda write, plan_id, values: spread_amount(
                write,
                plan_id,
                code,
                values.required_whole("total"),
                values.choice("by"),
                year.id if year else None,
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
        return self._shown_after(
            self._plan_form(
                _("Scenario from this plan"),
                [TextField("name", _("Name"), required=True), names_field()],
                lambda write, plan_id, values: make_scenario(
                    write, plan_id, allowed_text(write, values, "name")
                ),
                _("Make the scenario"),
            )
        )

    def open_forecast(self) -> FormDialog | None:
        """Copy the plan with what is booked in place of the closed months."""
        return self._shown_after(
            self._plan_form(
                _("Forecast from this plan"),
                [
                    TextField("name", _("Name"), help=_("Leave it empty to call it by its kind.")),
                    names_field(),
                ],
                lambda write, plan_id, values: make_forecast(
                    write, plan_id, allowed_text(write, values, "name")
                ),
                _("Make the forecast"),
                _("Closed months become what was booked; the open ones stay as they are planned."),
            )
        )

    def _shown_after(self, dialog: FormDialog | None) -> FormDialog | None:
        """Show the plan that a form makes."""
        if dialog is not None:
            dialog.saved.connect(self._started)
        return dialog

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


def _describe(write: WriteSession, plan_id: int, values: FormValues) -> Changes:
    name, assumptions = values.text("name"), values.text("assumptions")
    refuse_names(write, f"{name} {assumptions}", allowed=values.flag(NAMES))
    return describe_plan(write, plan_id, name, assumptions)


def _year_words(view: PlanPageView) -> str:
    first, last = view.next_year.first, view.next_year.last
    return str(first.year) if first.year == last.year else f"{first.year}/{last.year}"


def _start(write: WriteSession, wanted: PlanStart, today: date) -> Changes:
    """Make the plan; what it cannot begin with is said at its field."""
    try:
        return start_plan(write, wanted, today)
    except InvalidInputError:
        raise
    except RefusedError as error:
        field = "start" if wanted.start is StartFrom.LAST_YEAR else "plan"
        raise InvalidInputError(field, error.what, error.why, error.todo) from error

"""Handledartid, Scheman och ledighet: every supervisor's employments, schedules and leave."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from asfdesk.i18n import _, ngettext
from asfdesk.services.hours import manage_supervisors as register
from asfdesk.services.hours import plan_supervision as planning
from asfdesk.services.hours.supervisor_register import supervisor_register
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.pages.hours import supervision_forms as forms
from asfdesk.ui.pages.hours.people_list import DatedList
from asfdesk.ui.pages.hours.people_tables import (
    employment_columns,
    leave_columns,
    people_columns,
    plan_columns,
)

if TYPE_CHECKING:
    from asfdesk.domain.hours.supervision import Employment, Supervisor
    from asfdesk.domain.hours.supervision_plan import WeekPlan
    from asfdesk.domain.period import Month
    from asfdesk.services.changes import Changes
    from asfdesk.services.hours.supervisor_register import (
        LeaveLine,
        SupervisorEntry,
        SupervisorRegister,
    )
    from asfdesk.ui.kit.form.form import FormValues
    from asfdesk.ui.page import Page


class PeoplePanel(QWidget):
    """Who they are at the left; what holds for the chosen one, over time, at the right."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self._register: SupervisorRegister | None = None
        self._entry: SupervisorEntry | None = None
        self._model: TableModel[SupervisorEntry] = TableModel(
            people_columns(),
            lambda entry: RowLook.NORMAL if entry.works_here else RowLook.MUTED,
            parent=self,
        )
        self.table = TableView(self._model, _("Supervisors"))
        self.table.take_what_is_left()
        self.table.current.connect(self._choose)
        self.table.opened.connect(self._change_person)
        self.new_button = button(_("New supervisor…"))
        self.new_button.setEnabled(page.writable)
        self.new_button.clicked.connect(partial(self.open_person, None))
        self.employments: DatedList[Employment] = DatedList(
            _("Share and cost over time"), employment_columns(), _("New share or cost…"), page
        )
        self.plans: DatedList[WeekPlan] = DatedList(
            _("Weekly schedules"), plan_columns(), _("New schedule…"), page
        )
        self.leaves: DatedList[LeaveLine] = DatedList(
            _("Leave"), leave_columns(), _("New leave…"), page
        )
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.employments.wanted.connect(self.open_employment)
        self.employments.removed.connect(self._remove_employment)
        self.plans.wanted.connect(self.open_plan)
        self.plans.removed.connect(self._remove_plan)
        self.leaves.wanted.connect(self.open_leave)
        self.leaves.removed.connect(self._remove_leave)

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        card = Card(_("Supervisors"))
        card.head.addWidget(self.new_button)
        card.body.addWidget(self.table, 1)
        right = QVBoxLayout()
        right.setSpacing(12)
        for part in (self.plans, self.leaves, self.employments):
            right.addWidget(part, 1)
        whole.addWidget(card, 1)
        whole.addLayout(right, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def load(self, month: Month) -> None:
        """Read the register as it stands today; the month plays no part."""
        del month
        session, today = self.page.context.session, self.page.context.today
        self.page.run(lambda: supervisor_register(session, today), self._show)

    @Slot(object)
    def _show(self, found: SupervisorRegister) -> None:
        self._register = found
        kept = self._entry.supervisor.id if self._entry else None
        self.table.show_rows(found.entries, lambda entry: entry.supervisor.id, kept)
        entries = {entry.supervisor.id: entry for entry in found.entries}
        first = found.entries[0] if found.entries else None
        self._show_entry(entries.get(kept or 0, first))
        here = sum(entry.works_here for entry in found.entries)
        lacks = sum(entry.works_here and entry.plan is None for entry in found.entries)
        said = ngettext("%(num)d supervisor works here.", "%(num)d supervisors work here.", here)
        if lacks:
            said += " " + ngettext("%(num)d has no schedule.", "%(num)d have no schedule.", lacks)
        self.page.set_status(said if found.entries else _("Begin with who the supervisors are."))

    @Slot(object)
    def _choose(self, entry: SupervisorEntry) -> None:
        self._show_entry(entry)

    def _show_entry(self, entry: SupervisorEntry | None) -> None:
        self._entry = entry
        whose = entry.name if entry else ""
        self.employments.show_rows(entry.supervisor.employments[::-1] if entry else (), whose)
        self.plans.show_rows(entry.plans[::-1] if entry else (), whose)
        self.leaves.show_rows(entry.leaves[::-1] if entry else (), whose)

    @Slot(object)
    def _change_person(self, entry: SupervisorEntry) -> None:
        self.open_person(entry.supervisor)

    def open_person(self, person: Supervisor | None) -> None:
        """Ask about a new supervisor, or change one."""
        open_person(self.page, person)

    @Slot(object)
    def open_employment(self, there: Employment | None) -> None:
        """Ask for share and cost from a date; None = new ones."""
        write, entry = self.page.context.write, self._entry
        if write is None or entry is None:
            return

        def save(values: FormValues) -> Changes:
            given = forms.employment(values, entry.supervisor.id, there)
            if there is None:
                return register.put_employment(write, given)
            return register.change_employment(write, given)

        title = _("Change share and cost") if there else _("New share or cost")
        latest = entry.supervisor.employments[-1:] if there is None else (there,)
        fields = forms.employment_fields(there, latest[0] if latest else None)
        self.page.form(title, fields, save, intro=entry.name)

    @Slot(object)
    def open_plan(self, there: WeekPlan | None) -> None:
        """Ask for a week from a date; None = a new one, beginning as the latest."""
        write, entry, known = self.page.context.write, self._entry, self._register
        if write is None or entry is None or known is None:
            return

        def save(values: FormValues) -> Changes:
            plan = forms.week_plan(values, entry.supervisor.id)
            return planning.put_week_plan(write, plan, there.valid_from if there else None)

        title = _("Change schedule") if there else _("New schedule")
        latest = there or (entry.plans[-1] if entry.plans else None)
        fields = forms.plan_fields(there, latest, known.agreements)
        intro = _("%(name)s. Holidays and closed days are left out by themselves.")
        self.page.form(title, fields, save, intro=intro % {"name": entry.name})

    @Slot(object)
    def open_leave(self, there: LeaveLine | None) -> None:
        """Ask for the days of leave; None = new leave."""
        write, entry = self.page.context.write, self._entry
        if write is None or entry is None:
            return
        leave = there.leave if there else None

        def save(values: FormValues) -> Changes:
            given = forms.leave(values, entry.supervisor.id, leave)
            if leave is None:
                return planning.add_leave(write, given)
            return planning.change_leave(write, given)

        title = _("Change leave") if leave else _("New leave")
        intro = _("%(name)s. Nothing is kept about why.") % {"name": entry.name}
        self.page.form(title, forms.leave_fields(leave), save, intro=intro)

    @Slot(object)
    def _remove_employment(self, there: Employment) -> None:
        write = self.page.context.write
        if write is not None:
            self.page.command(
                lambda: register.remove_employment(write, there.supervisor_id, there.id)
            )

    @Slot(object)
    def _remove_plan(self, there: WeekPlan) -> None:
        write = self.page.context.write
        if write is not None:
            self.page.command(
                lambda: planning.remove_week_plan(write, there.supervisor_id, there.valid_from)
            )

    @Slot(object)
    def _remove_leave(self, there: LeaveLine) -> None:
        write = self.page.context.write
        if write is not None:
            self.page.command(lambda: planning.remove_leave(write, there.leave.id))


def open_person(page: Page, person: Supervisor | None) -> None:
    """Ask about a new supervisor, or change one."""
    write, names_open = page.context.write, page.context.session.identities_open
    if write is None:
        return

    def save(values: FormValues) -> Changes:
        facts = forms.supervisor_facts(values, new=person is None, names_open=names_open)
        if person is None:
            return register.add_supervisor(write, facts)
        return register.change_supervisor(write, person.id, facts)

    page.form(
        _("Change supervisor") if person else _("New supervisor"),
        forms.supervisor_fields(person, page.month.first, names_open=names_open),
        save,
    )

"""Budgeted participants of measures, for the volume report (R6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.domain.sending.volumes import MeasureBudget
from asfdesk.i18n import _, day, decimal
from asfdesk.services.changes import Topic
from asfdesk.services.sending import measure_budgets as service
from asfdesk.ui.kit.buttons import button, link_button, primary_button
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.kit.form.form import DateField, IntegerField, TextField
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from asfdesk.errors import AsfDeskError
    from asfdesk.services.changes import Changes
    from asfdesk.services.sending.measure_budgets import MeasuresView
    from asfdesk.ui.kit.form.form import Field, FormValues
    from asfdesk.ui.page import Page

_SIZE = (640, 420)


class MeasureBudgetsDialog(QDialog):
    """A list, latest first; each change is a step of its own."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._closed = False
        self._measures: tuple[str, ...] = ()
        title = _("Budgets of measures")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.model: TableModel[MeasureBudget] = TableModel(_columns())
        self.table = TableView(self.model, title)
        self.table.current.connect(self._offer)
        self.table.opened.connect(self._change)
        self.add_button = primary_button(_("New budget"))
        self.add_button.clicked.connect(self._add)
        self.change_button = link_button(_("Change"))
        self.change_button.clicked.connect(self._change)
        self.remove_button = link_button(_("Remove"))
        self.remove_button.clicked.connect(self._remove)
        self._lay_out(title)
        page.context.bus.changed.connect(self._changed)
        self.load()

    def _lay_out(self, title: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(10)
        outer.addWidget(label(title, Look.TITLE))
        about = _(
            "How many different participants each measure is agreed to reach, and when. The "
            "volume report (R6) shows it beside the actual number."
        )
        outer.addWidget(label(about, Look.MUTED, wrap=True))
        outer.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        for made in (self.add_button, self.change_button, self.remove_button):
            line.addWidget(made)
        line.addStretch(1)
        close = button(_("Close"))
        close.clicked.connect(self.accept)
        line.addWidget(close)
        outer.addLayout(line)

    def load(self) -> None:
        """Read the budgets anew."""
        session = self._page.context.session
        self._page.run(lambda: service.measures_view(session), self._show)

    def done(self, result: int) -> None:
        """What is still being read is not waited for."""
        self._closed = True
        super().done(result)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if Topic.ENTERPRISE in changes:
            self.load()

    @Slot(object)
    def _show(self, view: MeasuresView) -> None:
        if self._closed:
            return
        self._measures = view.measures
        self.table.show_rows(view.budgets, lambda one: one.id)
        self._offer()

    @property
    def budget(self) -> MeasureBudget | None:
        """The budget that is chosen."""
        return self.model.row_if_any(self.table.currentIndex())

    @Slot()
    def _offer(self) -> None:
        writable = self._page.writable
        self.add_button.setEnabled(writable)
        for made in (self.change_button, self.remove_button):
            made.setVisible(self.budget is not None)
            made.setEnabled(writable)

    @Slot()
    def _add(self) -> None:
        write, today = self._page.context.write, self._page.context.today
        if write is not None:
            first, last = today.replace(month=1, day=1), today.replace(month=12, day=31)
            name = self._measures[0] if self._measures else ""
            self._page.form(
                _("New budget"),
                _fields(MeasureBudget(0, name, first, last, 0), self._measures),
                lambda values: service.add_measure_budget(write, _typed(values, 0)),
            )

    @Slot()
    def _change(self) -> None:
        write, budget = self._page.context.write, self.budget
        if write is None or budget is None:
            return

        def save(values: FormValues) -> Changes:
            return service.change_measure_budget(write, _typed(values, budget.id))

        self._page.form(_("Change budget"), _fields(budget, self._measures), save)

    @Slot()
    def _remove(self) -> None:
        write, budget = self._page.context.write, self.budget
        if write is not None and budget is not None:
            self._page.command(
                lambda: service.remove_measure_budget(write, budget.id), self._refused
            )

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        show_error(self, error)


def _fields(budget: MeasureBudget, measures: tuple[str, ...]) -> list[Field]:
    known = _("The agreements name: %(measures)s.") % {"measures": ", ".join(measures)}
    return [
        TextField(
            "measure",
            _("Measure"),
            budget.measure,
            known if measures else _("Written as in the agreement."),
            required=True,
        ),
        DateField("first", _("From"), budget.first, required=True),
        DateField("last", _("To"), budget.last, required=True),
        IntegerField(
            "budgeted",
            _("Participants"),
            budget.budgeted or None,
            _("Different persons during these days."),
            required=True,
        ),
    ]


def _typed(values: FormValues, budget_id: int) -> MeasureBudget:
    return MeasureBudget(
        budget_id,
        values.text("measure"),
        values.required_day("first"),
        values.required_day("last"),
        values.required_whole("budgeted"),
    )


def _columns() -> tuple[Column[MeasureBudget], ...]:
    return (
        Column(_("Measure"), lambda one: one.measure, stretch=True),
        Column(_("From"), lambda one: day(one.first), Kind.DATE),
        Column(_("To"), lambda one: day(one.last), Kind.DATE),
        Column(_("Participants"), lambda one: decimal(one.budgeted, 0), Kind.NUMBER),
    )

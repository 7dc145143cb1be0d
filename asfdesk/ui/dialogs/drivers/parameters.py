"""The dated rates and caps: value, days, source and when it was checked; each can be changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.domain.drivers.parameters import ParameterUnit
from asfdesk.i18n import _
from asfdesk.reports.drivers.parameter_words import (
    checked_words,
    holds_words,
    parameter_word,
    value_words,
)
from asfdesk.services.changes import Topic
from asfdesk.services.drivers import parameters as service
from asfdesk.ui.dialogs.names_field import allowed_text, names_field
from asfdesk.ui.kit.buttons import button, chip, link_button, primary_button
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.kit.form.form import (
    DateField,
    IntegerField,
    MoneyField,
    MultilineField,
    PercentField,
)
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.drivers.parameters import Parameter
    from asfdesk.errors import AsfDeskError
    from asfdesk.services.changes import Changes
    from asfdesk.services.drivers.parameters import ParameterRow
    from asfdesk.ui.kit.form.form import Field, FormValues
    from asfdesk.ui.page import Page

_SIZE = (1060, 620)


class ParametersDialog(QDialog):
    """A list; each change is a step of its own, and drafts are computed anew with it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._closed = False
        self._rows: Sequence[ParameterRow] = ()
        title = _("Rates and caps")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.model: TableModel[ParameterRow] = TableModel(
            _columns(), look=lambda row: RowLook.NORMAL if row.holds else RowLook.MUTED
        )
        self.table = TableView(self.model, title)
        self.table.current.connect(self._offer)
        self.table.opened.connect(self._change)
        self.unchecked = chip(_("Only those not checked this year"))
        self.unchecked.toggled.connect(self._fill)
        self.check_button = primary_button(_("Checked today"))
        self.check_button.clicked.connect(self._check)
        self.change_button = button(_("Change…"))
        self.change_button.clicked.connect(self._change)
        self.later_button = button(_("New value from a later day…"))
        self.later_button.clicked.connect(self._add_later)
        self.back_button = link_button(_("Take the shipped value back"))
        self.back_button.clicked.connect(self._take_back)
        self._lay_out(title)
        page.context.bus.changed.connect(self._changed)
        self.load()

    def _lay_out(self, title: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(10)
        outer.addWidget(label(title, Look.TITLE))
        about = _(
            "Plans are computed with these. Compare each with its source once a year and mark it"
            " as checked. A change reaches every draft; an approved plan keeps what it was decided"
            " with."
        )
        outer.addWidget(label(about, Look.MUTED, wrap=True))
        filters = QHBoxLayout()
        filters.addWidget(self.unchecked)
        filters.addStretch(1)
        outer.addLayout(filters)
        outer.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        for made in (self.check_button, self.change_button, self.later_button, self.back_button):
            line.addWidget(made)
        line.addStretch(1)
        close = button(_("Close"))
        close.clicked.connect(self.accept)
        line.addWidget(close)
        outer.addLayout(line)

    def load(self) -> None:
        """Read them anew."""
        session, today = self._page.context.session, self._page.context.today
        self._page.run(lambda: service.parameter_rows(session, today), self._show)

    def done(self, result: int) -> None:
        """What is still being read is not waited for."""
        self._closed = True
        super().done(result)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if Topic.PLAN in changes:
            self.load()

    @Slot(object)
    def _show(self, rows: Sequence[ParameterRow]) -> None:
        if self._closed:
            return
        self._rows = rows
        self._fill()

    @Slot()
    def _fill(self) -> None:
        only = self.unchecked.isChecked()
        shown = [row for row in self._rows if not only or (row.holds and not row.checked_this_year)]
        self.table.show_rows(shown, lambda row: (row.parameter.key, row.parameter.valid_from))
        self._offer()

    @property
    def row(self) -> ParameterRow | None:
        """The value that is chosen."""
        return self.model.row_if_any(self.table.currentIndex())

    @Slot()
    def _offer(self) -> None:
        row, writable = self.row, self._page.writable
        for made in (self.check_button, self.change_button, self.later_button):
            made.setEnabled(writable and row is not None)
        self.back_button.setVisible(writable and row is not None and row.changed)
        if row is not None:
            self.back_button.setText(
                _("Remove this value") if row.added else _("Take the shipped value back")
            )

    @Slot()
    def _check(self) -> None:
        write, row, today = self._page.context.write, self.row, self._page.context.today
        if write is not None and row is not None:
            key, first = row.parameter.key, row.parameter.valid_from
            self._page.command(
                lambda: service.mark_checked(write, key, first, today), self._refused
            )

    @Slot()
    def _change(self) -> None:
        if self.row is not None and self._page.writable:
            self._ask(self.row.parameter, self.row.parameter.valid_from, _("Change parameter"))

    @Slot()
    def _add_later(self) -> None:
        if self.row is not None:
            next_year = self._page.context.today.replace(
                year=self._page.context.today.year + 1, month=1, day=1
            )
            self._ask(self.row.parameter, None, _("New value"), next_year)

    def _ask(
        self, known: Parameter, first: date | None, title: str, proposed: date | None = None
    ) -> None:
        """A form for a value; its first day is asked for when it is a new one."""
        write, today = self._page.context.write, self._page.context.today
        if write is None:
            return

        def save(values: FormValues) -> Changes:
            typed = replace(
                known,
                value=values.required_whole("value"),
                valid_from=first or values.required_day("valid_from"),
                valid_to=values.day("valid_to"),
                source=allowed_text(write, values, "source"),
                checked_on=values.day("checked_on"),
            )
            return service.change_parameter(write, typed, today)

        fields = _fields(known, today, proposed)
        self._page.form(title, fields, save, intro=parameter_word(known.key))

    @Slot()
    def _take_back(self) -> None:
        write, row = self._page.context.write, self.row
        if write is not None and row is not None:
            key, first = row.parameter.key, row.parameter.valid_from
            self._page.command(
                lambda: service.take_back_parameter(write, key, first), self._refused
            )

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        show_error(self, error)


def _fields(known: Parameter, today: date, proposed: date | None) -> list[Field]:
    starts: list[Field] = []
    if proposed is not None:
        starts.append(DateField("valid_from", _("Holds from"), proposed, required=True))
    return [
        _value_field(known),
        *starts,
        DateField(
            "valid_to",
            _("Holds until"),
            None if proposed is not None else known.valid_to,
            _("Empty: until a later value begins."),
        ),
        MultilineField("source", _("Source"), known.source, required=True),
        DateField("checked_on", _("Checked against the source on"), today),
        names_field(),
    ]


def _value_field(known: Parameter) -> Field:
    match known.unit:
        case ParameterUnit.BASIS_POINTS:
            return PercentField("value", _("Value (%)"), known.value, required=True)
        case ParameterUnit.ORE:
            return MoneyField("value", _("Value (kr)"), known.value, required=True)
        case _:
            return IntegerField("value", _("Value"), known.value, required=True)


def _columns() -> tuple[Column[ParameterRow], ...]:
    return (
        Column(
            _("Parameter"),
            lambda row: parameter_word(row.parameter.key),
            tooltip=lambda row: parameter_word(row.parameter.key),
            stretch=True,
        ),
        Column(_("Value"), lambda row: value_words(row.parameter), Kind.NUMBER, width=110),
        Column(_("Holds"), lambda row: holds_words(row.parameter), width=165),
        Column(
            _("Source"),
            lambda row: row.parameter.source,
            tooltip=lambda row: row.parameter.source,
            width=170,
        ),
        Column(
            _("Checked"),
            lambda row: checked_words(row.parameter),
            tone=lambda row: Tone.WARN if row.holds and not row.checked_this_year else None,
            width=150,
        ),
        Column("", _origin, tone=lambda row: Tone.NEUTRAL if row.changed else None, width=80),
    )


def _origin(row: ParameterRow) -> str:
    if row.added:
        return _("added here")
    return _("changed") if row.changed else ""

"""The rates of habiliteringsersättning over time, typed from the payers' decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.domain.hours.habilitation import HabilitationRate
from asfdesk.i18n import _, day, hours, money_exact
from asfdesk.services.changes import Topic
from asfdesk.services.hours import manage_habilitation as service
from asfdesk.ui.kit.buttons import button, link_button, primary_button
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.kit.form.form import DateField, HoursField, MoneyField
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.changes import Changes
    from asfdesk.services.hours.manage_habilitation import HabilitationView
    from asfdesk.ui.kit.form.form import Field, FormValues
    from asfdesk.ui.page import Page

_SIZE = (600, 420)


class HabilitationRatesDialog(QDialog):
    """A list, latest first; each change is a step of its own."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._closed = False
        title = _("Day activity allowance")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.model: TableModel[HabilitationRate] = TableModel(_columns())
        self.table = TableView(self.model, title)
        self.table.current.connect(self._offer)
        self.table.opened.connect(self._change)
        self.cash = QCheckBox(_("Paid in cash: the list has a column to sign in"))
        self.cash.setEnabled(page.writable)
        self.cash.clicked.connect(self._set_cash)
        self.add_button = primary_button(_("New rate"))
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
            "What those who attend day activities (LSS) get for each day. The payer decides it; "
            "type the amounts from the decision. The list is report R14."
        )
        outer.addWidget(label(about, Look.MUTED, wrap=True))
        outer.addWidget(self.table, 1)
        outer.addWidget(self.cash)
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
        """Read the rates anew."""
        session, today = self._page.context.session, self._page.context.today
        self._page.run(lambda: service.habilitation_view(session, today), self._show)

    def done(self, result: int) -> None:
        """What is still being read is not waited for."""
        self._closed = True
        super().done(result)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if Topic.ENTERPRISE in changes:
            self.load()

    @Slot(object)
    def _show(self, view: HabilitationView) -> None:
        if self._closed:
            return
        self.table.show_rows(view.rates, lambda rate: rate.id)
        self.cash.setChecked(view.paid_in_cash)
        self._offer()

    @property
    def rate(self) -> HabilitationRate | None:
        """The rate that is chosen."""
        return self.model.row_if_any(self.table.currentIndex())

    @Slot()
    def _offer(self) -> None:
        writable = self._page.writable
        self.add_button.setEnabled(writable)
        for made in (self.change_button, self.remove_button):
            made.setVisible(self.rate is not None)
            made.setEnabled(writable)

    @Slot()
    def _add(self) -> None:
        write = self._page.context.write
        if write is not None:
            self._page.form(
                _("New rate"),
                _fields(None, self._page.context.today.replace(month=1, day=1)),
                lambda values: service.add_habilitation_rate(write, _typed(values, 0)),
            )

    @Slot()
    def _change(self) -> None:
        write, rate = self._page.context.write, self.rate
        if write is None or rate is None:
            return

        def save(values: FormValues) -> Changes:
            return service.change_habilitation_rate(write, _typed(values, rate.id))

        self._page.form(_("Change rate"), _fields(rate, rate.valid_from), save)

    @Slot()
    def _remove(self) -> None:
        write, rate = self._page.context.write, self.rate
        if write is not None and rate is not None:
            self._page.command(
                lambda: service.remove_habilitation_rate(write, rate.id), self._refused
            )

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        show_error(self, error)

    @Slot()
    def _set_cash(self) -> None:
        write, cash = self._page.context.write, self.cash.isChecked()
        if write is not None:
            self._page.command(
                lambda: service.set_paid_in_cash(write, cash=cash), self._cash_refused
            )

    @Slot(object)
    def _cash_refused(self, error: AsfDeskError) -> None:
        self.cash.setChecked(not self.cash.isChecked())
        show_error(self, error)


def _fields(rate: HabilitationRate | None, first: date) -> list[Field]:
    return [
        DateField("valid_from", _("Holds from"), first, required=True),
        MoneyField(
            "full_day_ore", _("Full day (kr)"), rate.full_day_ore if rate else None, required=True
        ),
        MoneyField(
            "half_day_ore", _("Half day (kr)"), rate.half_day_ore if rate else None, required=True
        ),
        HoursField(
            "full_day_minutes",
            _("A full day is from (hours)"),
            rate.full_day_minutes if rate else None,
            _("A shorter day is a half day."),
            required=True,
        ),
    ]


def _typed(values: FormValues, rate_id: int) -> HabilitationRate:
    return HabilitationRate(
        rate_id,
        values.required_day("valid_from"),
        values.required_whole("full_day_ore"),
        values.required_whole("half_day_ore"),
        values.required_whole("full_day_minutes"),
    )


def _columns() -> tuple[Column[HabilitationRate], ...]:
    return (
        Column(_("Holds from"), lambda rate: day(rate.valid_from), Kind.DATE, stretch=True),
        Column(_("Full day (kr)"), lambda rate: money_exact(rate.full_day_ore), Kind.MONEY),
        Column(_("Half day (kr)"), lambda rate: money_exact(rate.half_day_ore), Kind.MONEY),
        Column(_("Full from (h)"), lambda rate: hours(rate.full_day_minutes), Kind.NUMBER),
    )

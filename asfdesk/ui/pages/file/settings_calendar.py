"""Settings: the days the enterprise is closed; plan and attendance share them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from asfdesk.domain.enterprise import ClosedPeriod
from asfdesk.i18n import _, day, ngettext
from asfdesk.services import manage_enterprise as service
from asfdesk.ui.kit.buttons import button, link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.form.form import DateField, TextField
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView

if TYPE_CHECKING:
    from asfdesk.errors import AsfDeskError
    from asfdesk.services.manage_enterprise import EnterpriseView
    from asfdesk.ui.kit.form.form import Field, FormValues
    from asfdesk.ui.page import Page

TABLE_HEIGHT = 93
"""A heading and two rows: what the smallest screen has room for."""


class CalendarCard(Card):
    """Closed days in a list, and whether the three eves are closed."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Closed days"), _("besides weekends and public holidays"))
        self._page = page
        self.eves = QCheckBox(_("Closed on Midsummer, Christmas and New Year's Eve"))
        self.eves.setEnabled(page.writable)
        self.eves.clicked.connect(self._set_eves)
        self.body.addWidget(self.eves)
        self._model: TableModel[ClosedPeriod] = TableModel(
            [
                Column(_("From"), lambda row: day(row.first), Kind.DATE, width=110),
                Column(_("To"), lambda row: day(row.last), Kind.DATE, width=110),
                Column(_("What"), lambda row: row.name, stretch=True),
            ]
        )
        self.table = TableView(self._model, _("Closed days"))
        self.table.take_what_is_left()
        self.table.setMinimumHeight(TABLE_HEIGHT)
        self.table.current.connect(self._show_actions)
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)
        actions = QHBoxLayout()
        self.add = button(_("New closed days"))
        self.add.clicked.connect(self._add)
        self.change = link_button(_("Change"))
        self.change.clicked.connect(self._change)
        self.remove = link_button(_("Remove"))
        self.remove.clicked.connect(self._remove)
        for made in (self.add, self.change, self.remove):
            made.setEnabled(page.writable)
            actions.addWidget(made)
        actions.addStretch(1)
        self.body.addLayout(actions)
        self._show_actions()

    @property
    def row(self) -> ClosedPeriod | None:
        """The line that is chosen."""
        return self._model.row_if_any(self.table.currentIndex())

    def show_calendar(self, view: EnterpriseView) -> None:
        """Show it as it is."""
        self.eves.setChecked(view.eves_closed)
        self.set_title(_("Closed days"), _followers(view))
        rows = sorted(view.closed, key=lambda closed: closed.first, reverse=True)
        self.table.show_rows(rows, lambda row: row.id)
        self._show_actions()

    @Slot()
    def _show_actions(self) -> None:
        self.change.setVisible(self.row is not None)
        self.remove.setVisible(self.row is not None)

    @Slot()
    def _open(self) -> None:
        if self._page.writable:
            self._change()

    @Slot()
    def _set_eves(self) -> None:
        write = self._page.context.write
        if write is not None:
            closed = self.eves.isChecked()
            self._page.command(
                lambda: service.set_eves_closed(write, closed=closed), self._eves_refused
            )

    @Slot(object)
    def _eves_refused(self, error: AsfDeskError) -> None:
        """A locked month said no: the box goes back to what holds."""
        self.eves.setChecked(not self.eves.isChecked())
        self._page.show_trouble(error)

    @Slot()
    def _add(self) -> None:
        write, today = self._page.context.write, self._page.context.today
        if write is not None:
            blank = ClosedPeriod(0, today, today)
            self._page.form(
                _("New closed days"),
                _fields(blank),
                lambda values: service.add_closed_period(write, _typed(values, blank)),
                intro=_(
                    "Nothing is planned on these days, neither attendance nor income. Drafts of the"
                    " business plan are computed anew; approved plans stay as they were decided."
                ),
            )

    @Slot()
    def _change(self) -> None:
        write, row = self._page.context.write, self.row
        if write is not None and row is not None:
            self._page.form(
                _("Change closed days"),
                _fields(row),
                lambda values: service.change_closed_period(write, _typed(values, row)),
            )

    @Slot()
    def _remove(self) -> None:
        write, row = self._page.context.write, self.row
        if write is not None and row is not None:
            self._page.command(lambda: service.remove_closed_period(write, row.id))


def _followers(view: EnterpriseView) -> str:
    """What the days are, and how many plans are computed anew when they change."""
    about = _("besides weekends and public holidays")
    if not view.draft_plans:
        return about
    followers = ngettext("%(num)d draft follows", "%(num)d drafts follow", view.draft_plans)
    return f"{about}; {followers}"


def _fields(row: ClosedPeriod) -> list[Field]:
    return [
        DateField("first", _("From"), row.first, required=True),
        DateField("last", _("To"), row.last, required=True),
        TextField("name", _("What"), row.name, _("For example summer holiday.")),
    ]


def _typed(values: FormValues, base: ClosedPeriod) -> ClosedPeriod:
    return replace(
        base,
        first=values.required_day("first"),
        last=values.required_day("last"),
        name=values.text("name"),
    )

"""Facts of the year for R11: what the enterprise states itself, a year at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.domain.sending.yearly_facts import SECTIONS, FactUnit, Section, unit_of
from asfdesk.i18n import _, day, decimal, money
from asfdesk.reports.people.yearly_words import fact_word, section_word, yes_no_word
from asfdesk.reports.sales.terms_words import places_word
from asfdesk.services.changes import Topic
from asfdesk.services.sending import yearly_facts as service
from asfdesk.ui.dialogs.sending.yearly_forms import section_fields, typed_facts
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from asfdesk.domain.sending.yearly_facts import FactKey
    from asfdesk.services.changes import Changes
    from asfdesk.services.sending.yearly_facts import FactsView
    from asfdesk.ui.kit.form.form import FormValues
    from asfdesk.ui.page import Page

_SIZE = (760, 560)
_YEARS_BACK = 3


@dataclass(frozen=True)
class FactRow:
    """A line of the list."""

    key: FactKey
    value: str
    proof: str


class YearlyFactsDialog(QDialog):
    """The facts of a year in a list, written section by section."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._closed = False
        self._view: FactsView | None = None
        title = _("Facts of the year")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        this_year = page.context.today.year
        self.years = ComboBox()
        self.years.setAccessibleName(_("Year"))
        for year in range(this_year, this_year - _YEARS_BACK, -1):
            self.years.addItem(str(year), year)
        self.years.currentIndexChanged.connect(self.load)
        self.model: TableModel[FactRow] = TableModel(_columns())
        self.table = TableView(self.model, title)
        self.section_buttons = {one: button(f"{section_word(one)}…") for one in Section}
        for section, made in self.section_buttons.items():
            made.clicked.connect(partial(self.change, section))
        self._lay_out(title)
        page.context.bus.changed.connect(self._changed)
        self.load()

    def _lay_out(self, title: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(label(title, Look.TITLE))
        head.addStretch(1)
        head.addWidget(label(_("Year"), Look.MUTED))
        head.addWidget(self.years)
        outer.addLayout(head)
        about = _(
            "What the ASF yearly statement (R11) asks and the program cannot know. The rest is "
            "counted. What you have not stated is shown as not stated, never as nothing."
        )
        outer.addWidget(label(about, Look.MUTED, wrap=True))
        outer.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        for made in self.section_buttons.values():
            made.setEnabled(False)
            line.addWidget(made)
        line.addStretch(1)
        close = button(_("Close"))
        close.clicked.connect(self.accept)
        line.addWidget(close)
        outer.addLayout(line)

    @property
    def year(self) -> int:
        """The year that is shown."""
        return int(self.years.currentData())

    @Slot()
    def load(self) -> None:
        """Read the year's facts anew."""
        session, year = self._page.context.session, self.year
        self._page.run(lambda: service.facts_view(session, year), self._show)

    def done(self, result: int) -> None:
        """What is still being read is not waited for."""
        self._closed = True
        super().done(result)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if Topic.ENTERPRISE in changes:
            self.load()

    @Slot(object)
    def _show(self, view: FactsView) -> None:
        if self._closed or view.stated.year != self.year:
            return
        self._view = view
        self.table.show_rows(_rows(view), lambda one: one.key)
        for made in self.section_buttons.values():
            made.setEnabled(self._page.writable)

    def change(self, section: Section) -> None:
        """Write a section; it starts with an earlier year's facts when nothing is written."""
        write, view = self._page.context.write, self._view
        if write is None or view is None:
            return
        year = view.stated.year

        def save(values: FormValues) -> Changes:
            typed = typed_facts(write, section, values)
            return service.set_section(write, year, section, typed)

        intro = ""
        if view.is_offered(section):
            said = _("The fields start with what was stated for %(year)d. Check each of them.")
            intro = said % {"year": view.offered_from}
        title = f"{section_word(section)}, {year}"
        self._page.form(title, section_fields(section, view.offered), save, intro=intro)


def _rows(view: FactsView) -> list[FactRow]:
    stated = view.stated
    return [
        FactRow(key, _value(key, stated.value(key)), stated.reference(key))
        for keys in SECTIONS.values()
        for key in keys
    ]


def _value(key: FactKey, value: int | None) -> str:
    unit = unit_of(key)
    if value is None or unit is FactUnit.YES_NO:
        return yes_no_word(value)
    if unit is FactUnit.ORE:
        return _("%(amount)s kr") % {"amount": money(value)}
    if unit is FactUnit.MILLI:
        return places_word(value)
    if unit is FactUnit.DAY:
        return day(date.fromisoformat(str(value)))
    return decimal(value, 0)


def _columns() -> tuple[Column[FactRow], ...]:
    return (
        Column(_("Fact"), lambda one: fact_word(one.key), stretch=True),
        Column(_("Stated"), lambda one: one.value, Kind.NUMBER),
        Column(_("Document"), lambda one: one.proof),
    )

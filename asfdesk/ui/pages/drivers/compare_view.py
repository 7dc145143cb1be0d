"""Jämför: two plans side by side, year by year, and what they are made from where it differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from asfdesk.i18n import _, money
from asfdesk.reports.drivers.compare_words import difference_name, difference_words
from asfdesk.services.drivers.compare_plans import changes_of, compare_plans
from asfdesk.services.sending.plan_lists import comparison_document
from asfdesk.ui.dialogs.sending.document_dialog import DocumentDialog
from asfdesk.ui.dialogs.sending.report_output import Shown
from asfdesk.ui.kit.buttons import button, chip
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.grid.grid_content import GridContent
from asfdesk.ui.kit.grid.grid_frame import DayGrid
from asfdesk.ui.kit.table.table_model import Column, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.drivers.compare_content import compare_content
from asfdesk.ui.pages.drivers.plan_panel import PlanPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from asfdesk.domain.drivers.plan_comparison import PlanComparison
    from asfdesk.reports.document import Document
    from asfdesk.services.drivers.plan_drivers_view import PlanView
    from asfdesk.services.session import ReadSession
    from asfdesk.ui.pages.drivers.plan_panel import PlanHost

LEAST_COLUMN, WIDEST_COLUMN = 48, 90
SIDE_WIDTH = 330
SHORTEST_PLAN = 24


@dataclass(frozen=True)
class Difference:
    """One line of what the plans are made from: a row of theirs, or what a scenario changes."""

    name: str
    words: str


@dataclass(frozen=True)
class _Compared:
    """Two plans, and what differs in what they are made from, in words."""

    found: PlanComparison
    differences: tuple[Difference, ...]


class CompareView(PlanPanel):
    """Two lists to choose from, a grid, and the drivers that differ."""

    def __init__(self, page: PlanHost) -> None:
        super().__init__(page)
        self._found: PlanComparison | None = None
        self._shown_id: int | None = None
        self.first, self.second = ComboBox(), ComboBox()
        self.only = chip(_("Only what differs"))
        self.only.toggled.connect(self._show_grid)
        self.as_document = button(_("As a document…"))
        self.as_document.clicked.connect(self.open_document)
        self.dialog: DocumentDialog | None = None
        self.says = label("", Look.BODY, wrap=True)
        self.grid = DayGrid(_("Two plans compared"))
        self.grid.model.read_only = True
        self.differences: TableModel[Difference] = TableModel(
            [
                Column(
                    _("What they are made from"),
                    lambda one: one.name,
                    second=lambda one: one.words,
                    tooltip=lambda one: f"{one.name}\n{one.words}",
                    stretch=True,
                )
            ]
        )
        self.table = TableView(self.differences, _("What the plans are made from"))
        self.table.take_what_is_left()
        self._side = Card()
        self._side.fill(1, 6)
        self._side.setFixedWidth(SIDE_WIDTH)
        self._side.body.addWidget(self.table, 1)
        self.body.addLayout(self._choices())
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self.grid, 1)
        line.addWidget(self._side)
        self.body.addLayout(line, 1)
        self.body.addStretch(0)

    def _choices(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for box, letter, name in (
            (self.first, _("A"), _("Plan A")),
            (self.second, _("B"), _("Plan B")),
        ):
            box.setAccessibleName(name)
            box.setPlaceholderText(_("Choose a plan"))
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(SHORTEST_PLAN)
            box.activated.connect(self._compare)
            line.addWidget(label(letter, Look.HEADING))
            line.addWidget(box)
        line.addSpacing(8)
        line.addWidget(self.says, 1)
        line.addWidget(self.as_document)
        return line

    def tools(self) -> Sequence[QWidget]:
        """Only the lines that differ."""
        return (self.only,)

    def show_view(self, view: PlanView) -> None:
        """Offer every plan; of the same plan the chosen two stay, else the natural pair."""
        kept = (self.first.currentData(), self.second.currentData())
        known = [plan_id for plan_id, _title in view.every_plan]
        for box in (self.first, self.second):
            box.clear()
            for plan_id, title in view.every_plan:
                box.addItem(title, plan_id)
        shown = view.page.plan
        if shown is None:
            return
        if shown.id != self._shown_id or not set(kept) <= set(known):
            kept = view.pair or (None, shown.id)
        self._shown_id = shown.id
        for box, plan_id in zip((self.first, self.second), kept, strict=True):
            box.setCurrentIndex(known.index(plan_id) if plan_id in known else -1)
        self._compare()

    @Slot()
    def _compare(self) -> None:
        first, second = self.first.currentData(), self.second.currentData()
        session = self.page.context.session
        if first is None or second is None:
            self._show_none()
        else:
            self.page.run(lambda: _compared(session, first, second), self._show)

    def _show_none(self) -> None:
        """No two plans cover the same year: say so, and leave the choice."""
        self._found = None
        self.says.setText(
            _("No other plan covers the same year. Choose two, or make a scenario or a forecast.")
        )
        for part in (self.as_document, self.only):
            part.setEnabled(False)
        self._side.hide()
        self.grid.set_content(GridContent())

    @Slot(object)
    def _show(self, compared: _Compared) -> None:
        found = compared.found
        self._found = found
        self.says.setText(_words(found))
        for part in (self.as_document, self.only):
            part.setEnabled(True)
        self.differences.set_rows(compared.differences)
        self._side.setVisible(bool(compared.differences))
        self._show_grid()

    @Slot()
    def _show_grid(self) -> None:
        if self._found is not None:
            content = compare_content(self._found, only_differing=self.only.isChecked())
            self.grid.set_content(content, WIDEST_COLUMN, LEAST_COLUMN)

    @Slot()
    def open_document(self) -> None:
        """The two plans as they are chosen, to read, print and export (R19)."""
        context, found = self.page.context, self._found
        if found is None:
            return
        plans, made_at = (found.first.id, found.second.id), datetime.now().astimezone()
        self.page.run(
            lambda: comparison_document(context.session, plans, context.today, made_at),
            self._show_document,
        )

    @Slot(object)
    def _show_document(self, document: Document) -> None:
        stem = f"R19_jamforelse-av-planer_{document.period}"
        self.dialog = DocumentDialog(self.page, self.page.context.tasks.run, Shown(document, stem))
        self.dialog.finished.connect(self._closed_document)
        self.dialog.open()

    @Slot()
    def _closed_document(self) -> None:
        self.dialog = None

    def take_focus(self) -> None:
        """On the first choice."""
        self.first.setFocus()


def _compared(session: ReadSession, first: int, second: int) -> _Compared:
    found = compare_plans(session, first, second)
    changes = [
        Difference(_("Changed in scenario %(letter)s") % {"letter": letter}, words)
        for letter, plan in ((_("A"), found.first), (_("B"), found.second))
        for words in changes_of(session, plan)
    ]
    rows = [Difference(difference_name(one), difference_words(one)) for one in found.drivers]
    return _Compared(found, (*changes, *rows))


def _words(found: PlanComparison) -> str:
    """What the difference comes to, year by year."""
    if found.first.id == found.second.id:
        return _("Choose two plans: a revised plan, a scenario or another year’s.")
    if not found.shares_a_year:
        return _("The plans have no year in common: choose two that cover the same year.")
    parts = [
        _("%(year)s: %(amount)s kr") % {"year": year.label, "amount": _signed(pair.difference_ore)}
        for year, pair in zip(found.years, found.result.years, strict=True)
        if pair.difference_ore is not None
    ]
    if not parts:
        return _("One of the plans has no amounts yet.")
    return _("The result of B less A, %(years)s.") % {"years": "; ".join(parts)}


def _signed(ore: int) -> str:
    return f"+{money(ore)}" if ore > 0 else money(ore)

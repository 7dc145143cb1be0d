"""Uppföljning, Samhällsnytta: the assumptions at the left, the range they give at the right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.domain.planning.figure_history import Step
from asfdesk.domain.planning.society import PROXY_KEYS, VALUED, Actor, Factor, proxy_key
from asfdesk.i18n import _, day
from asfdesk.reports.planning.figure_charts import step_word
from asfdesk.reports.planning.society_words import (
    actor_word,
    assumption_help,
    assumption_text,
    assumption_word,
)
from asfdesk.reports.words import exit_group_word
from asfdesk.services.planning.assume_society import clear_assumption
from asfdesk.services.planning.figure_views import shown_period
from asfdesk.services.planning.society_view import society_calculation
from asfdesk.ui.kit.buttons import link_button, primary_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.chip_choice import ChipChoice
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.planning.society_forms import open_assumption_form
from asfdesk.ui.pages.planning.society_panel import SocietyPanel

if TYPE_CHECKING:
    from asfdesk.domain.period import Month
    from asfdesk.domain.planning.society import Assumption, SocietyCalculation
    from asfdesk.ui.kit.form.form import FormDialog
    from asfdesk.ui.page import Page

STEPS = (Step.YEAR, Step.TO_DATE, Step.ROLLING)


@dataclass(frozen=True)
class AssumptionLine:
    """A row of the list: an assumption, made or not, or a heading."""

    title: str
    key: str = ""
    known: Assumption | None = None


class SocietyView(QWidget):
    """Every assumption in sight, and what they come to together.

    Attributes:
        report_button: to the report; the page places it.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._month = page.month
        self._step = STEPS[0]
        self.shown: SocietyCalculation | None = None
        self.report_button = primary_button(_("Make the report"))
        self.report_button.clicked.connect(partial(page.context.go, "reports:R15"))
        self.model: TableModel[AssumptionLine] = TableModel(_columns(), _look)
        self.table = TableView(self.model, _("Assumptions"))
        self.change_button = link_button(_("Change the assumption"))
        self.clear_button = link_button(_("Take it away"))
        self.panel = SocietyPanel()
        self._periods = ChipChoice(self, [step_word(step) for step in STEPS])
        self.steps = self._periods.group
        self._card = Card(_("Assumptions"), _("your own; the program has none"))
        self._lay_out()
        self.steps.idClicked.connect(self.show_step)
        self.table.current.connect(self._choose)
        self.table.opened.connect(self._open)
        self.change_button.clicked.connect(self.open_form)
        self.clear_button.clicked.connect(self.clear)

    def _lay_out(self) -> None:
        self._card.body.addLayout(self._periods)
        self._card.body.addWidget(self.table, 1)
        self._help = label("", Look.SECONDARY, wrap=True)
        self._card.body.addWidget(self._help)
        links = QHBoxLayout()
        links.addWidget(self.change_button)
        links.addWidget(self.clear_button)
        links.addStretch(1)
        self._card.body.addLayout(links)
        left = QVBoxLayout()
        left.addWidget(self._card, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addLayout(left, 3)
        line.addWidget(self.panel, 2)

    def load(self, month: Month) -> None:
        """Show another month's period."""
        self._month = month
        session, step, today = self._page.context.session, self._step, self._page.context.today

        def work() -> SocietyCalculation:
            period = shown_period(session, step, month)
            own = session.identities_open
            return society_calculation(session, period, today, shows_few=own)

        self._page.run(work, self._show)

    @Slot(int)
    def show_step(self, place: int) -> None:
        """Show another kind of period."""
        self.steps.button(place).setChecked(True)
        self._step = STEPS[place]
        self.load(self._month)

    @Slot(object)
    def _show(self, shown: SocietyCalculation) -> None:
        self.shown = shown
        self._page.set_status(
            _("What results are worth, as a range. Every number is an assumption of yours.")
        )
        self.panel.show_result(shown)
        self.table.show_rows(_lines(shown), lambda line: line.key or line.title)
        current = self.model.row_if_any(self.table.currentIndex())
        if current is not None and not current.key:
            self.table.select_row(1)
        self._choose(self.model.row_if_any(self.table.currentIndex()))

    @Slot(object)
    def _choose(self, line: AssumptionLine | None) -> None:
        chosen = line is not None and bool(line.key)
        self._help.setText(_explained(line) if line is not None and line.key else "")
        known = line.known if line is not None else None
        text = _("Change the assumption") if known else _("Make the assumption")
        self.change_button.setText(text)
        self.change_button.setAccessibleName(text)
        self.change_button.setEnabled(chosen and self._page.writable)
        self.clear_button.setEnabled(known is not None and self._page.writable)

    @Slot(object)
    def _open(self, _line: AssumptionLine) -> None:
        self.open_form()

    @Slot()
    def open_form(self) -> FormDialog | None:
        """Make or change the chosen assumption."""
        line = self.model.row_if_any(self.table.currentIndex())
        if line is None or not line.key:
            return None
        return open_assumption_form(self._page, line.key, line.known)

    @Slot()
    def clear(self) -> None:
        """Take the chosen assumption away."""
        line = self.model.row_if_any(self.table.currentIndex())
        write = self._page.context.write
        if write is not None and line is not None and line.known is not None:
            key = line.key
            self._page.command(lambda: clear_assumption(write, key))


def _lines(shown: SocietyCalculation) -> list[AssumptionLine]:
    """What is not our doing first, then what each result is worth to whom."""
    lines = [AssumptionLine(_("How it is counted"))]
    lines += [
        AssumptionLine(assumption_word(one), one.value, shown.assumption(one)) for one in Factor
    ]
    for group in VALUED:
        word = exit_group_word(group).lower()
        lines.append(AssumptionLine(_("Worth a year: %(result)s") % {"result": word}))
        for actor in Actor:
            key = proxy_key(group, actor)
            lines.append(AssumptionLine(actor_word(actor), key, shown.assumption(key)))
    return lines


def _explained(line: AssumptionLine) -> str:
    """What is meant, and the whole of where it is from."""
    said = assumption_help(line.key)
    if line.known is None or not line.known.source:
        return said
    return f"{said} " + _("From: %(source)s") % {"source": _source(line)}


def _number(line: AssumptionLine, part: str) -> str:
    if line.known is None:
        return ""
    number = {"low": line.known.low, "likely": line.known.likely, "high": line.known.high}[part]
    return assumption_text(line.key, number)


def _source(line: AssumptionLine) -> str:
    if not line.key:
        return ""
    if line.known is None:
        if line.key == Factor.MONTH_BENEFIT:
            return _("a twelfth of the year")
        return _("not said") if line.key in PROXY_KEYS else _("missing")
    checked = f" ({day(line.known.checked_on)})" if line.known.checked_on else ""
    return (line.known.source or _("no source stated")) + checked


def _columns() -> list[Column[AssumptionLine]]:
    return [
        Column(
            _("Assumption"), lambda line: line.title, tooltip=lambda line: line.title, stretch=True
        ),
        Column(_("Low"), partial(_number, part="low"), Kind.NUMBER),
        Column(_("Likely"), partial(_number, part="likely"), Kind.NUMBER),
        Column(_("High"), partial(_number, part="high"), Kind.NUMBER),
        Column(_("Where it is from"), _source, tooltip=_source, muted=True, width=150),
    ]


def _look(line: AssumptionLine) -> RowLook:
    return RowLook.NORMAL if line.key else RowLook.SECTION

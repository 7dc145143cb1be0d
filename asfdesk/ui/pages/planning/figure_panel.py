"""The chosen key figure explained: formula with its numbers, source, doubts, target and past."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from asfdesk.domain.planning.figure_history import Step
from asfdesk.i18n import _
from asfdesk.reports.period_words import period_words
from asfdesk.reports.planning.figure_charts import history_chart, step_word
from asfdesk.reports.planning.figure_formulas import formula_numbers, formula_words
from asfdesk.reports.planning.figure_words import (
    figure_word,
    number_words,
    source_word,
    value_words,
)
from asfdesk.reports.planning.figures_report import light_word
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import chip, link_button
from asfdesk.ui.kit.card import Card, rule
from asfdesk.ui.kit.document.chart_view import ChartView
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.planning.figure_table import TONES

if TYPE_CHECKING:
    from asfdesk.services.planning.figure_history import Point
    from asfdesk.services.planning.figure_views import FigureRow, FiguresPage

LEAST_WIDTH = 400
MOST_WIDTH = 520
CHART_HEIGHT = 140
MOST_ROWS = 6
LATEST = 60


@dataclass(frozen=True)
class PastRow:
    """A period of the history, the latest first."""

    name: str
    value: str
    made_of: str


class FigurePanel(Card):
    """Everything about one key figure.

    Signals:
        target_wanted: set or change its target.
        target_unwanted: take its target away.
        lines_wanted: choose the lines of the training's cost.
    """

    target_wanted = Signal()
    target_unwanted = Signal()
    lines_wanted = Signal()

    def __init__(self, *, writable: bool) -> None:
        super().__init__()
        self._writable = writable
        self._page: FiguresPage | None = None
        self._row: FigureRow | None = None
        self._step = Step.MONTH
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        self.badge = Badge()
        self.value = label("", Look.FIGURE)
        self.formula = label("", wrap=True)
        self.numbers = label("", wrap=True)
        self.source = label("", Look.SECONDARY, wrap=True)
        self.doubts = label("", Look.SECONDARY, wrap=True)
        self.target = label("", wrap=True)
        self.target_button = link_button("")
        self.clear_button = link_button(_("Remove the target"))
        self.lines_button = link_button(_("Choose what the training's cost is"))
        self.chart = ChartView(_("History"), CHART_HEIGHT)
        self.past: TableModel[PastRow] = TableModel(_columns())
        self.past_table = TableView(self.past, _("History"))
        self.no_past = label(_("There is no history yet."), Look.MUTED, wrap=True)
        self._steps = QButtonGroup(self)
        self._lay_out()
        self.target_button.clicked.connect(self.target_wanted)
        self.clear_button.clicked.connect(self.target_unwanted)
        self.lines_button.clicked.connect(self.lines_wanted)
        self._steps.idClicked.connect(self.show_step)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(7)
        top = QHBoxLayout()
        top.addWidget(self.value, 1)
        top.addWidget(self.badge)
        column.addLayout(top)
        for one in (self.formula, self.numbers, self.source, self.doubts, self.target):
            column.addWidget(one)
        links = QHBoxLayout()
        for link in (self.target_button, self.clear_button):
            links.addWidget(link)
        links.addStretch(1)
        column.addLayout(links)
        column.addWidget(self.lines_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(rule())
        column.addLayout(self._step_line())
        column.addWidget(self.no_past)
        column.addWidget(self.chart)
        column.addWidget(self.past_table)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.body.addWidget(area, 1)

    def _step_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        for at, step in enumerate(Step):
            choice = chip(_short_step(step))
            choice.setToolTip(step_word(step))
            choice.setAccessibleName(step_word(step))
            self._steps.addButton(choice, at)
            line.addWidget(choice)
        line.addStretch(1)
        return line

    def show_row(self, page: FiguresPage, row: FigureRow) -> None:
        """Explain another figure."""
        self._page, self._row = page, row
        figure = row.figure
        self.set_title(figure_word(figure.key))
        self.value.setText(_("hidden") if figure.protected else value_words(figure))
        self.badge.setVisible(row.target is not None and bool(light_word(row.light)))
        self.badge.set_status(light_word(row.light), TONES.get(row.light, Tone.NEUTRAL))
        self.formula.setText(formula_words(figure.key))
        said = "" if figure.protected else formula_numbers(figure)
        self.numbers.setText(f"= {said}" if said else "")
        self.numbers.setVisible(bool(said))
        source = source_word(figure.source)
        self.source.setText(
            _("From %(source)s, %(period)s.")
            % {"source": source, "period": period_words(page.period)}
        )
        self.doubts.setText("\n".join(f"! {one}" for one in row.warnings))
        self.doubts.setVisible(bool(row.warnings))
        self._show_target(row)
        self.lines_button.setVisible(figure.number in ("15", "16", "23", "27", "28"))
        self.lines_button.setEnabled(self._writable)
        self._show_steps(page, row)

    def _show_target(self, row: FigureRow) -> None:
        target = row.target
        self.target.setVisible(target is not None)
        self.clear_button.setVisible(target is not None)
        text = _("Change the target") if target else _("Set a target")
        self.target_button.setText(text)
        self.target_button.setAccessibleName(text)
        for one in (self.target_button, self.clear_button):
            one.setEnabled(self._writable)
        if target is not None:
            unit = row.figure.unit
            said = {
                1: _("Target: at least %(value)s."),
                -1: _("Target: at most %(value)s."),
                0: _("Target: near %(value)s."),
            }[int(target.direction)]
            self.target.setText(said % {"value": number_words(target.exact(unit), unit)})

    def _show_steps(self, page: FiguresPage, row: FigureRow) -> None:
        steps = page.history.steps(row.figure.number)
        for at, step in enumerate(Step):
            self._steps.button(at).setVisible(step in steps)
        if steps and self._step not in steps:
            self._step = steps[0]
        self.show_step(list(Step).index(self._step))

    @Slot(int)
    def show_step(self, place: int) -> None:
        """Show the history divided in another way."""
        page, row = self._page, self._row
        if page is None or row is None:
            return
        self._step = list(Step)[place]
        self._steps.button(place).setChecked(True)
        points = page.history.of(row.figure.number, self._step)
        target = row.target.exact(row.figure.unit) if row.target else None
        spec = history_chart([(one.period, one.figure) for one in points], target)
        self.chart.set_spec(spec)
        self.chart.setVisible(len(points) > 1)
        self.past.set_rows([_past(one) for one in reversed(points[-LATEST:])])
        self.past_table.setVisible(bool(points))
        self.past_table.show_whole(MOST_ROWS)
        self.no_past.setVisible(not points)


def _past(point: Point) -> PastRow:
    figure = point.figure
    if figure.protected:
        return PastRow(period_words(point.period), _("hidden"), "")
    made_of = ""
    if figure.numerator is not None and figure.denominator is not None:
        top = number_words(figure.numerator, figure.numerator_unit)
        made_of = f"{top} / {number_words(figure.denominator, figure.denominator_unit)}"
    return PastRow(period_words(point.period), value_words(figure), made_of)


def _short_step(step: Step) -> str:
    return {
        Step.MONTH: _("Month"),
        Step.QUARTER: _("Quarter"),
        Step.YEAR: _("Year"),
        Step.ROLLING: _("12 months"),
        Step.TO_DATE: _("To date"),
    }[step]


def _columns() -> list[Column[PastRow]]:
    return [
        Column(_("Period"), lambda row: row.name, stretch=True),
        Column(_("Made of"), lambda row: row.made_of, Kind.NUMBER, muted=True),
        Column(_("Value"), lambda row: row.value, Kind.NUMBER),
    ]

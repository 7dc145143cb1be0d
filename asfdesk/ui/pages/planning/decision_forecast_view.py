"""Uppföljning, Prognos från beslut: training income to come, how sure, and resting on what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from asfdesk.i18n import _, day
from asfdesk.services.drivers.use_decision_forecast import use_decision_forecast
from asfdesk.services.planning.decision_forecast import decision_forecast
from asfdesk.ui.dialogs.progress_relay import ProgressRelay
from asfdesk.ui.kit.busy import BusyLine
from asfdesk.ui.kit.buttons import button, chip, link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.document.chart_view import ChartView
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.planning.decision_forms import open_assumption
from asfdesk.ui.pages.planning.decision_tables import (
    agreements_model,
    assumptions_model,
    endings_model,
    month_lines,
    months_model,
)

if TYPE_CHECKING:
    from asfdesk.domain.period import Month
    from asfdesk.errors import AsfDeskError
    from asfdesk.services.planning.decision_assumptions import Assumption
    from asfdesk.services.planning.decision_forecast_views import DecisionForecast
    from asfdesk.ui.kit.form.form import FormDialog
    from asfdesk.ui.page import Page

CHART_HEIGHT = 150
MOST_CHART_HEIGHT = 260
HORIZONS = (None, 6, 12)
"""To the end of the fiscal year, or so many months."""


class DecisionForecastView(QWidget):
    """Sentences, band and months at the left; assumptions, agreements and decisions at the right.

    Attributes:
        use_button: puts the forecast into a forecast plan; the page places it.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._ahead: int | None = HORIZONS[0]
        self.shown: DecisionForecast | None = None
        self.use_button = button(_("Use as forecast"))
        self.use_button.setEnabled(False)
        self.horizons = QButtonGroup(self)
        self.sides = QButtonGroup(self)
        self.words = label("", wrap=True)
        self.limits = label("", Look.SECONDARY, wrap=True)
        self.chart = ChartView(_("Expected training income"), CHART_HEIGHT)
        self.chart.setMaximumHeight(MOST_CHART_HEIGHT)
        self.point = label("", Look.SECONDARY)
        self.months = months_model()
        self.months_table = TableView(self.months, _("Expected training income by month"))
        self.assumptions = assumptions_model()
        self.assumptions_table = TableView(self.assumptions, _("What is taken for granted"))
        self.agreements = agreements_model()
        self.agreements_table = TableView(self.agreements, _("By agreement"))
        self.endings = endings_model()
        self.endings_table = TableView(self.endings, _("Decisions that end"))
        self.told = label("", wrap=True)
        self.change_button = link_button(_("Change the assumption"))
        self.busy = BusyLine()
        self.stop_button = link_button(_("Stop"))
        self._relay = ProgressRelay(self)
        self._side = QStackedWidget()
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.horizons.idClicked.connect(self.show_horizon)
        self.sides.idClicked.connect(self.show_side)
        self.assumptions_table.current.connect(self._tell)
        self.assumptions_table.opened.connect(self._open)
        self.change_button.clicked.connect(self.open_assumption)
        self.use_button.clicked.connect(self._use)
        self.stop_button.clicked.connect(self._relay.stop)
        self._relay.moved.connect(self.busy.show_progress)
        self.chart.point_read.connect(self.point.setText)

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addWidget(self._left(), 3)
        line.addWidget(self._right(), 2)

    def _left(self) -> Card:
        card = Card(_("Forecast from decisions"))
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for at, word in enumerate((_("Rest of the year"), _("6 months"), _("12 months"))):
            choice = chip(word, checked=at == 0)
            self.horizons.addButton(choice, at)
            choices.addWidget(choice)
        choices.addStretch(1)
        choices.addWidget(self.busy, 1)
        choices.addWidget(self.stop_button)
        self.stop_button.hide()
        card.body.addLayout(choices)
        card.body.addWidget(self.words)
        card.body.addWidget(self.chart, 2)
        card.body.addWidget(self.point)
        card.body.addWidget(self.months_table, 3)
        card.body.addWidget(self.limits)
        return card

    def _right(self) -> Card:
        card = Card(_("What it rests on"))
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for at, word in enumerate((_("Assumptions"), _("Agreements"), _("Decisions that end"))):
            choice = chip(word, checked=at == 0)
            self.sides.addButton(choice, at)
            choices.addWidget(choice)
        choices.addStretch(1)
        card.body.addLayout(choices)
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.assumptions_table, 1)
        column.addWidget(self.told)
        line = QHBoxLayout()
        line.addWidget(self.change_button)
        line.addStretch(1)
        column.addLayout(line)
        for widget in (first, self.agreements_table, self.endings_table):
            self._side.addWidget(widget)
        card.body.addWidget(self._side, 1)
        return card

    def load(self, month: Month) -> None:
        """Work the forecast out anew; it is seen from today, whatever month is shown."""
        del month
        session, today = self._page.context.session, self._page.context.today
        ahead, relay = self._ahead, self._relay
        relay.start()
        self.busy.start(_("Working out the forecast …"))
        self.stop_button.show()
        self._page.run(
            lambda: decision_forecast(session, today, ahead, relay), self._show, self._stopped
        )

    @Slot(int)
    def show_horizon(self, place: int) -> None:
        """Look so far ahead as HORIZONS says."""
        self.horizons.button(place).setChecked(True)
        self._ahead = HORIZONS[place]
        self.load(self._page.month)

    @Slot(int)
    def show_side(self, place: int) -> None:
        """Show assumptions, agreements or the decisions that end."""
        self.sides.button(place).setChecked(True)
        self._side.setCurrentIndex(place)

    def _rest(self) -> None:
        self.busy.stop()
        self.stop_button.hide()

    @Slot(object)
    def _stopped(self, error: AsfDeskError) -> None:
        self._rest()
        self._page.show_trouble(error)

    @Slot(object)
    def _show(self, shown: DecisionForecast) -> None:
        self._rest()
        self.shown = shown
        self._page.set_status(_("Seen from %(day)s.") % {"day": day(shown.as_of)})
        self.words.setText(" ".join(shown.sentences))
        self.limits.setText(" ".join(shown.limits))
        self.limits.setVisible(bool(shown.limits))
        self.chart.set_spec(shown.chart)
        self.point.setText("")
        self.months.set_rows(month_lines(shown))
        self.agreements.set_rows(list(shown.agreements))
        self.endings.set_rows(list(shown.endings))
        kept = self.assumptions_table.currentIndex().row()
        self.assumptions.set_rows(list(shown.assumptions))
        if shown.assumptions:
            self.assumptions_table.select_row(min(max(kept, 0), len(shown.assumptions) - 1))
        self._tell(self._chosen())
        can = self._page.writable and bool(shown.months) and shown.year is not None
        self.use_button.setEnabled(can)

    def _chosen(self) -> Assumption | None:
        return self.assumptions.row_if_any(self.assumptions_table.currentIndex())

    @Slot(object)
    def _tell(self, row: Assumption | None) -> None:
        said = [] if row is None else [row.text, row.effect]
        self.told.setText(" ".join(one for one in said if one))
        can = row is not None and row.adjustable and self._page.writable
        self.change_button.setEnabled(can)

    @Slot(object)
    def _open(self, row: Assumption) -> None:
        self._tell(row)
        open_assumption(self._page, row)

    @Slot()
    def open_assumption(self) -> FormDialog | None:
        """Choose the assumption that the keyboard stands on."""
        row = self._chosen()
        return open_assumption(self._page, row) if row is not None else None

    @Slot()
    def _use(self) -> None:
        write, shown = self._page.context.write, self.shown
        if write is not None and shown is not None:
            self._page.command(partial(use_decision_forecast, write, shown))

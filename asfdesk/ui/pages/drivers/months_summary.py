"""Affärsplan: what the year comes to, beside last year, and the result month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from asfdesk.domain.money import ratio
from asfdesk.i18n import _, money, percent, short_month
from asfdesk.reports.chart_spec import BarChart, Ink, Look, Series
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.document.chart_view import ChartView
from asfdesk.ui.kit.text import Look as TextLook
from asfdesk.ui.kit.text import label

if TYPE_CHECKING:
    from asfdesk.services.planning.plan_page import PlanPageView

HEIGHT = 112
CHART_HEIGHT = 84


class FigureBlock(QWidget):
    """A label, a figure and what it is compared with."""

    def __init__(self, title: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self._figure = label("", TextLook.FIGURE)
        self._comparison = label("", TextLook.SECONDARY)
        column.addWidget(label(title, TextLook.HEADING))
        column.addWidget(self._figure)
        column.addWidget(self._comparison)
        column.addStretch(1)
        self.setAccessibleName(title)

    def show_figure(self, text: str, comparison: str) -> None:
        """Show a figure."""
        self._figure.setText(text)
        self._comparison.setText(comparison)
        self.setAccessibleDescription(f"{text}, {comparison}")


class PlanSummary(QWidget):
    """The figures in one card, the chart in another."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        figures = Card()
        figures.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        row = QHBoxLayout()
        row.setSpacing(30)
        self.result = FigureBlock(_("Result"))
        self.income = FigureBlock(_("Income"))
        self.costs = FigureBlock(_("Costs"))
        for block in (self.result, self.income, self.costs):
            row.addWidget(block)
        figures.body.addLayout(row)
        self._card = Card()
        self._card.body.setSpacing(0)
        self.chart = ChartView(_("Result by month"), CHART_HEIGHT)
        self._card.body.addWidget(self.chart)
        line.addWidget(figures)
        line.addWidget(self._card, 1)

    def show_view(self, view: PlanPageView) -> None:
        """Show another plan."""
        sums, before = view.sums, view.last_year
        result, income = sum(sums.result), sum(sums.income)
        share = ratio(result, income)
        said = _("%(share)s of income") % {"share": percent(share)} if share is not None else ""
        last: tuple[int | None, ...] = (None, None, None)
        if before is not None:
            last = (sum(before.result), sum(before.income), -sum(before.costs))
        whole = view.last_year_whole
        self.result.show_figure(_kronor(result), _last(last[0], whole=whole) or said)
        self.income.show_figure(_kronor(income), _last(last[1], whole=whole))
        self.costs.show_figure(_kronor(-sum(sums.costs)), _last(last[2], whole=whole))
        self.chart.set_spec(_chart(view))


def _kronor(ore: int) -> str:
    return _("%(amount)s kr") % {"amount": money(ore)}


def _last(ore: int | None, *, whole: bool) -> str:
    if ore is None:
        return ""
    said = _("last year %(amount)s kr") if whole else _("last year so far %(amount)s kr")
    return said % {"amount": money(ore)}


def _chart(view: PlanPageView) -> BarChart:
    """The planned result by month, beside last year's actual where it is known."""
    series = [Series(_("Result, plan"), view.sums.result)]
    if view.last_year is not None:
        actual = Series(_("Last year"), view.last_year.result, Look.LIGHT, Ink.PREVIOUS)
        series.insert(0, actual)
    labels = tuple(short_month(month.number) for month in view.months)
    said = _("Planned result of the year: %(amount)s kr.")
    return BarChart(labels, tuple(series), summary=said % {"amount": money(sum(view.sums.result))})

"""The list of key figures: value, target, light and how it has moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.planning.variance import Light
from asfdesk.i18n import _
from asfdesk.reports.planning.figure_charts import trend_chart
from asfdesk.reports.planning.figure_words import (
    figure_word,
    group_word,
    number_words,
    value_words,
)
from asfdesk.reports.planning.figures_report import light_word
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from asfdesk.domain.planning.key_figures import FigureGroup
    from asfdesk.reports.chart_spec import LineChart
    from asfdesk.services.planning.figure_views import FigureRow, FiguresPage

TONES = {Light.GOOD: Tone.GOOD, Light.WARN: Tone.WARN, Light.BAD: Tone.BAD}


@dataclass(frozen=True)
class FigureLine:
    """A row of the list: a figure, or a group's heading."""

    title: str
    row: FigureRow | None = None
    trend: LineChart | None = None


def lines_of(page: FiguresPage) -> list[FigureLine]:
    """Figures under the headings of their groups."""
    lines: list[FigureLine] = []
    group: FigureGroup | None = None
    for row in page.rows:
        if row.group is not group:
            group = row.group
            lines.append(FigureLine(group_word(group)))
        points = [(one.period, one.figure) for one in row.trend]
        lines.append(FigureLine(figure_word(row.key), row, trend_chart(points)))
    return lines


def figures_table() -> tuple[TableModel[FigureLine], TableView]:
    """The model and the table."""
    model: TableModel[FigureLine] = TableModel(_columns(), _look)
    return model, TableView(model, _("Key figures"))


def _columns() -> list[Column[FigureLine]]:
    return [
        Column(
            _("Key figure"),
            lambda line: line.title,
            tooltip=lambda line: line.title,
            stretch=True,
        ),
        Column(_("Value"), value_text, Kind.NUMBER, bold=lambda line: line.row is not None),
        Column(_("Target"), _target_text, Kind.NUMBER, muted=True),
        Column(_("Status"), _light_text, tone=_tone, badge=True),
        Column(
            _("Trend"),
            lambda line: line.trend.summary if line.trend else "",
            chart=lambda line: line.trend,
            tooltip=lambda line: line.trend.summary if line.trend else "",
            width=104,
        ),
    ]


def value_text(line: FigureLine) -> str:
    """A figure's value; what is withheld says so."""
    if line.row is None:
        return ""
    return _("hidden") if line.row.figure.protected else value_words(line.row.figure)


def _target_text(line: FigureLine) -> str:
    if line.row is None or line.row.target is None:
        return ""
    unit = line.row.figure.unit
    return number_words(line.row.target.exact(unit), unit)


def _light_text(line: FigureLine) -> str:
    return light_word(line.row.light) if line.row else ""


def _tone(line: FigureLine) -> Tone | None:
    return TONES.get(line.row.light) if line.row else None


def _look(line: FigureLine) -> RowLook:
    return RowLook.NORMAL if line.row else RowLook.SECTION

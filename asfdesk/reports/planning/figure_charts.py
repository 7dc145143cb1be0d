"""Charts of key figures: the small one in the table, and the history with its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, PeriodKind
from asfdesk.domain.planning.figure import Unit
from asfdesk.domain.planning.figure_history import Step
from asfdesk.i18n import N_, _, short_month
from asfdesk.reports import chart_spec as spec
from asfdesk.reports.period_words import period_words
from asfdesk.reports.planning.figure_words import figure_word, value_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from asfdesk.domain.period import Period
    from asfdesk.domain.planning.figure import Figure

TREND_POINTS = 12
MOST_POINTS = 36

_UNITS = {Unit.SHARE: spec.Unit.PERCENT, Unit.MONEY: spec.Unit.KRONOR}
_STEPS = {
    Step.MONTH: N_("Month"),
    Step.QUARTER: N_("Quarter"),
    Step.YEAR: N_("Fiscal year"),
    Step.ROLLING: N_("Rolling 12 months"),
    Step.TO_DATE: N_("Year to date"),
}

type_point = tuple["Period", "Figure"]
"""A period and the figure in it."""


def step_word(step: Step) -> str:
    """A way to divide time."""
    return _(_STEPS[step])


def trend_chart(points: Sequence[type_point]) -> spec.LineChart | None:
    """The last twelve values as a line; None when there are fewer than two."""
    shown = points[-TREND_POINTS:]
    values = tuple(figure.value for _period, figure in shown)
    if sum(value is not None for value in values) <= 1:
        return None
    return spec.LineChart(
        tuple(short_period(period) for period, _figure in shown),
        (spec.Series("", values),),
        _UNITS.get(shown[-1][1].unit, spec.Unit.COUNT),
        summary=_summary(shown),
    )


def history_chart(points: Sequence[type_point], target: Fraction | None) -> spec.LineChart | None:
    """The history as a line, and the target as a dashed one."""
    shown = points[-MOST_POINTS:]
    if not shown:
        return None
    values = tuple(figure.value for _period, figure in shown)
    series = [spec.Series(_("Value"), values)]
    if target is not None:
        held = (target,) * len(values)
        series.append(spec.Series(_("Target"), held, spec.Look.DASHED, spec.Ink.PLAN))
    return spec.LineChart(
        tuple(short_period(period) for period, _figure in shown),
        tuple(series),
        _UNITS.get(shown[-1][1].unit, spec.Unit.COUNT),
        summary=_summary(shown),
    )


def short_period(period: Period) -> str:
    """A period as a label under a chart or over a column: "mar 26", "Q1 26", "2026/2027"."""
    first, last = Month.of(period.first), Month.of(period.last)
    match period.kind:
        case PeriodKind.QUARTER:
            values = {"quarter": (first.number + 2) // 3, "year": _two(first.year)}
            return _("Q%(quarter)d %(year)s") % values
        case PeriodKind.FISCAL_YEAR | PeriodKind.YEAR:
            same = first.year == last.year
            return str(first.year) if same else f"{first.year}/{last.year}"
        case _:
            return f"{short_month(last.number)} {_two(last.year)}"


def _two(year: int) -> str:
    return f"{year % 100:02d}"


def _summary(points: Sequence[type_point]) -> str:
    """First and last known value, for those who cannot see the line."""
    known = [(period, figure) for period, figure in points if figure.value is not None]
    if not known:
        return ""
    (first, before), (last, now) = known[0], known[-1]
    return _("%(name)s: %(before)s %(first)s, %(now)s %(last)s.") % {
        "name": figure_word(now.key),
        "before": value_words(before),
        "first": period_words(first),
        "now": value_words(now),
        "last": period_words(last),
    }

"""The charts of the plan, made from plain values: each is one value for screen and paper.

Every one takes the sentence that says what it shows; its table is `chart_table`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from asfdesk.i18n import _, money, month_name, short_month
from asfdesk.reports import document as d
from asfdesk.reports.chart_spec import (
    BarChart,
    Ink,
    LineChart,
    Look,
    Mark,
    Range,
    Series,
    Unit,
    Waterfall,
)
from asfdesk.reports.chart_words import columns_of, labels_of

if TYPE_CHECKING:
    from asfdesk.domain.period import Month
    from asfdesk.reports.chart_spec import ChartSpec, Value

Ore = Sequence["int | None"]


def month_labels(months: Sequence[Month]) -> tuple[str, ...]:
    """Jan, feb …; with the year's two digits where the months reach into another."""
    if len({month.year for month in months}) <= 1:
        return tuple(short_month(month.number) for month in months)
    return tuple(f"{short_month(m.number)} {m.year % 100:02d}" for m in months)


def plan_and_actual(
    months: Sequence[Month], plan: Ore | None, actual: Ore, summary: str, *, costs: bool = False
) -> BarChart:
    """Plan in outline, actual filled, and both added up so far as lines.

    Args:
        months: as many as there are amounts.
        plan: None = there is no plan.
        actual: None for months that have not come.
        summary: what the chart says.
        costs: draw costs upwards; the lines then show how much has been spent.
    """
    sign = -1 if costs else 1
    bars, lines = [], []
    if plan is not None:
        sized = _sized(plan, sign)
        bars.append(Series(_("Plan"), sized, Look.OUTLINE, Ink.PLAN))
        lines.append(Series(_("Plan to date"), _added(sized), Look.DASHED, Ink.MUTED))
    sized = _sized(actual, sign)
    bars.append(Series(_("Actual"), sized))
    lines.append(Series(_("Actual to date"), _added(sized), ink=Ink.TEXT))
    return BarChart(
        month_labels(months), tuple(bars), summary=summary, overlaid=True, lines=tuple(lines)
    )


def liquidity(
    months: Sequence[Month], cash: Ore, plan: Ore | None, summary: str, limit_ore: int = 0
) -> LineChart:
    """Cash at month ends with its lowest point marked; the plan's dashed.

    Args:
        months: as many as there are amounts.
        cash: balances; the first of several lowest is marked.
        plan: the same by plan, None = only one curve.
        summary: what the chart says.
        limit_ore: credit that may be used; drawn as a line below zero when there is any.
    """
    series = [Series(_("Cash"), tuple(cash))]
    if plan is not None:
        series.append(Series(_("Plan"), tuple(plan), Look.DASHED, Ink.PLAN))
    if limit_ore:
        limit = (-abs(limit_ore),) * len(months)
        series.append(Series(_("Credit limit"), limit, ink=Ink.WARN))
    known = [(ore, at) for at, ore in enumerate(cash) if ore is not None]
    marks = []
    if known:
        ore, at = min(known)
        name = month_name(months[at].year, months[at].number, with_year=False)
        said = _("Lowest %(amount)s kr, %(month)s") % {"amount": money(ore), "month": name}
        marks.append(Mark(at, said, Ink.BAD if ore < 0 else Ink.TEXT))
    return LineChart(month_labels(months), tuple(series), marks=tuple(marks), summary=summary)


def occupancy(
    labels: Sequence[str],
    sold: Sequence[Value],
    booked: Sequence[Value],
    attended: Sequence[Value],
    summary: str,
) -> BarChart:
    """Places sold in outline, booked light, attended filled; None where nothing is known yet."""
    return BarChart(
        tuple(labels),
        (
            Series(_("Sold"), tuple(sold), Look.OUTLINE, Ink.PLAN),
            Series(_("Booked"), tuple(booked), Look.LIGHT),
            Series(_("Attended"), tuple(attended)),
        ),
        Unit.COUNT,
        summary,
        overlaid=True,
    )


def income_band(
    months: Sequence[Month],
    expected: Ore,
    band: tuple[Ore, Ore],
    plan: Ore | None,
    summary: str,
    actual: Ore | None = None,
) -> LineChart:
    """What is expected with the band that holds eight of ten outcomes, and the plan dashed.

    `actual` are months that have been; each row of values is as long as the months.
    """
    series = [Series(_("Expected"), tuple(expected))]
    if actual is not None:
        series.append(Series(_("Actual"), tuple(actual), ink=Ink.TEXT))
    if plan is not None:
        series.append(Series(_("Plan"), tuple(plan), Look.DASHED, Ink.PLAN))
    area = Range(_("8 outcomes of 10"), tuple(band[0]), tuple(band[1]))
    return LineChart(month_labels(months), tuple(series), summary=summary, ranges=(area,))


def chart_table(spec: ChartSpec, key: str, title: str = "") -> d.Table:
    """The values of a chart, a row for each label; what is missing is empty."""
    shown = columns_of(spec)
    first = "" if isinstance(spec, Waterfall) else _("Period")
    columns = [d.text("label", first)]
    columns += [
        d.Column(f"v{at}", name or _("Amount"), _KINDS[spec.unit])
        for at, (name, _values) in enumerate(shown)
    ]
    rows = [
        d.row(label, *(values[at] for _name, values in shown))
        for at, label in enumerate(labels_of(spec))
    ]
    return d.table(key, title, columns, rows)


_KINDS = {
    Unit.KRONOR: d.Kind.MONEY,
    Unit.THOUSAND_KRONOR: d.Kind.MONEY,
    Unit.HOURS: d.Kind.HOURS,
    Unit.PERCENT: d.Kind.PERCENT,
    Unit.COUNT: d.Kind.DECIMAL,
}


def _sized(amounts: Ore, sign: int) -> tuple[int | None, ...]:
    return tuple(None if ore is None else ore * sign for ore in amounts)


def _added(amounts: Ore) -> tuple[int | None, ...]:
    """Sums so far, up to the first month that is not known."""
    known = list(amounts)
    count = known.index(None) if None in known else len(known)
    sums = accumulate(ore or 0 for ore in known[:count])
    return (*sums, *(None,) * (len(known) - count))

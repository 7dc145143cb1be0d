"""A figure of the region over time: the median and the middle half, or a share of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.region.rollup import COMPARED
from asfdesk.domain.sending.packages import Unit
from asfdesk.i18n import N_, _
from asfdesk.reports import document as doc
from asfdesk.reports.chart_spec import LineChart, Range, Series
from asfdesk.reports.chart_spec import Unit as ChartUnit
from asfdesk.reports.region.region_words import figure_cell, figure_word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

    from asfdesk.domain.period import Period
    from asfdesk.domain.region.rollup import Rollup, Target

_TARGETS: tuple[tuple[str, str, Callable[[Rollup], Target]], ...] = (
    ("targets.work", N_("To work or studies, of all exits"), lambda one: one.work),
    ("targets.nearer", N_("Nearer to work, of all exits"), lambda one: one.nearer),
)
_UNITS = {Unit.BP: ChartUnit.PERCENT, Unit.ORE: ChartUnit.THOUSAND_KRONOR}
_DIVISORS = {Unit.BP: 10_000, Unit.MILLI: 1_000}


@dataclass(frozen=True)
class Course:
    """A figure over the quarters.

    Attributes:
        key: lasting and without language.
        chart, table: the same values.
    """

    key: str
    name: str
    chart: LineChart
    table: doc.Table


def courses(found: Sequence[tuple[Period, Rollup]]) -> tuple[Course, ...]:
    """The targets, then each figure that is compared; the earliest quarter first."""
    targets = [_target(key, _(name), read, found) for key, name, read in _TARGETS]
    return (*targets, *(_figure(key, unit, found) for key, unit in COMPARED))


def _target(
    key: str,
    name: str,
    read: Callable[[Rollup], Target],
    found: Sequence[tuple[Period, Rollup]],
) -> Course:
    targets = [(str(period), read(one)) for period, one in found]
    shares = tuple(one.share for _quarter, one in targets)
    chart = LineChart(
        tuple(quarter for quarter, _one in targets),
        (Series(_("The whole region"), shares),),
        ChartUnit.PERCENT,
        summary=_summary(name, len(found)),
    )
    columns = [
        doc.text("quarter", _("Quarter")),
        doc.integer("enterprises", _("Enterprises")),
        doc.integer("exits", _("Exits")),
        doc.percent("share", _("Share")),
    ]
    rows = [
        doc.row(quarter, one.known, one.whole, one.share, key=quarter) for quarter, one in targets
    ]
    return Course(key, name, chart, doc.table("course", "", columns, rows))


def _figure(key: str, unit: Unit, found: Sequence[tuple[Period, Rollup]]) -> Course:
    name = figure_word(key)
    spreads = [(str(period), one.figure(key).spread) for period, one in found]

    lower, median, upper = (
        tuple(_drawn(getattr(one, part, None), unit) for _quarter, one in spreads)
        for part in ("lower", "median", "upper")
    )
    chart = LineChart(
        tuple(quarter for quarter, _one in spreads),
        (Series(_("Median"), median),),
        _UNITS.get(unit, ChartUnit.COUNT),
        summary=_summary(name, len(found)),
        ranges=(Range(_("The middle half of the enterprises"), lower, upper),),
    )
    columns = [
        doc.text("quarter", _("Quarter")),
        doc.integer("enterprises", _("Enterprises")),
        *(
            doc.decimal(part, title, decimals=1)
            for part, title in (
                ("lower", _("Lower quartile")),
                ("median", _("Median")),
                ("upper", _("Upper quartile")),
            )
        ),
    ]
    rows = [
        doc.row(
            quarter,
            one.count if one else 0,
            *(
                figure_cell(unit, getattr(one, part, None), None if unit is Unit.BP else 1)
                for part in ("lower", "median", "upper")
            ),
            key=quarter,
        )
        for quarter, one in spreads
    ]
    return Course(key, name, chart, doc.table("course", "", columns, rows))


def _drawn(value: Fraction | None, unit: Unit) -> Fraction | None:
    return None if value is None else value / _DIVISORS.get(unit, 1)


def _summary(name: str, quarters: int) -> str:
    return _("%(figure)s over %(num)d quarters.") % {"figure": name, "num": quarters}

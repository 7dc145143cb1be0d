"""A chart in words: what a screen reader says, and each point's values, read one at a time."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.i18n import _, decimal, hours, money, percent
from asfdesk.reports.chart_spec import BarChart, LineChart, Unit, Waterfall

if TYPE_CHECKING:
    from asfdesk.reports.chart_spec import ChartSpec, Step, Value


def chart_words(spec: ChartSpec) -> str:
    """The chart's summary, then every point with its values."""
    return "\n".join(part for part in (spec.summary, *point_words(spec)) if part)


def point_words(spec: ChartSpec) -> list[str]:
    """One line per label: “mars: Plan 80 000 kr, Utfall 75 000 kr”. What is missing is left out."""
    columns = columns_of(spec)
    signed = {at for at, step in enumerate(_steps(spec)) if not step.total}
    found = []
    for at, label in enumerate(labels_of(spec)):
        values = ((name, column[at]) for name, column in columns)
        said = [
            f"{name} {amount_words(value, spec.unit, signed=at in signed)}".strip()
            for name, value in values
            if value is not None
        ]
        missing = _("no value")
        found.append(f"{label}: {', '.join(said) or missing}")
    return found


def labels_of(spec: ChartSpec) -> tuple[str, ...]:
    """What stands below the points."""
    return tuple(step.label for step in spec.steps) if isinstance(spec, Waterfall) else spec.labels


def columns_of(spec: ChartSpec) -> list[tuple[str, tuple[Value, ...]]]:
    """What is shown, and its value at each label; a waterfall's only column has no name."""
    match spec:
        case Waterfall():
            return [("", tuple(step.amount for step in spec.steps))]
        case BarChart():
            return [(one.name, one.values) for one in (*spec.series, *spec.lines)]
        case LineChart():
            found = [(one.name, one.values) for one in spec.series]
            for area in spec.ranges:
                found.append((_("%(name)s, from") % {"name": area.name}, area.low))
                found.append((_("%(name)s, to") % {"name": area.name}, area.high))
            return found


def _steps(spec: ChartSpec) -> tuple[Step, ...]:
    return spec.steps if isinstance(spec, Waterfall) else ()


def amount_words(value: int | Fraction, unit: Unit, *, signed: bool = False) -> str:
    """A value with its unit, exact to the krona."""
    match unit:
        case Unit.KRONOR | Unit.THOUSAND_KRONOR:
            text = _("%(amount)s kr") % {"amount": money(int(value))}
        case Unit.HOURS:
            text = _("%(amount)s h") % {"amount": hours(int(value))}
        case Unit.PERCENT:
            text = percent(Fraction(value))
        case Unit.COUNT:
            exact = Fraction(value)
            text = decimal(exact, 0 if exact.denominator == 1 else 1)
    return f"+{text}" if signed and value > 0 else text

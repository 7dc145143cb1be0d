"""The columns of the capacity view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import _, decimal, hours, percent
from asfdesk.reports.hours.capacity_words import line_words, need_words, when_words
from asfdesk.ui.kit.table.table_model import Column, Kind
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from fractions import Fraction

    from asfdesk.reports.hours.capacity_facts import CapacitySpan, PlaceLine


_LEAST_WHEN = 110
"""The week and its first day, in pixels."""


def places(value: Fraction | None) -> str:
    """Places with one decimal, whole ones without."""
    if value is None:
        return decimal(None)
    return decimal(value, 0 if value.denominator == 1 else 1)


def span_columns() -> tuple[Column[CapacitySpan], ...]:
    """A line for each week or month."""
    return (
        Column(
            _("When"),
            lambda span: when_words(span.period),
            tooltip=lambda span: need_words(span.period, span.supervision),
            stretch=True,
            least=_LEAST_WHEN,
            sort=lambda span: span.period.first,
        ),
        Column(_("Sold"), lambda span: places(span.total.sold), Kind.NUMBER),
        Column(_("Booked"), lambda span: places(span.total.booked), Kind.NUMBER),
        Column(_("Attended"), lambda span: places(span.total.attended), Kind.NUMBER),
        Column(_("Free"), lambda span: places(span.total.free), Kind.NUMBER),
        Column(_("Booking rate"), lambda span: percent(span.total.booking_rate, 0), Kind.NUMBER),
        Column(
            _("Attendance rate"), lambda span: percent(span.total.attendance_rate, 0), Kind.NUMBER
        ),
        Column(_("Occupancy"), lambda span: percent(span.total.occupancy, 0), Kind.NUMBER),
        Column(_("Hours needed"), lambda span: hours(span.supervision.needed, 1), Kind.NUMBER),
        Column(_("Scheduled"), lambda span: hours(span.supervision.scheduled, 1), Kind.NUMBER),
        Column(
            "",
            lambda span: standing(span)[0],
            tone=lambda span: standing(span)[1],
            tooltip=lambda span: need_words(span.period, span.supervision),
            badge=True,
        ),
    )


def standing(span: CapacitySpan) -> tuple[str, Tone | None]:
    """Whether scheduled supervision is enough."""
    figures = span.supervision
    if figures.needed is None:
        return "", None
    if figures.missing:
        return _("%(hours)s h missing") % {"hours": hours(figures.missing, 1)}, Tone.WARN
    return _("enough"), Tone.GOOD


def line_columns() -> tuple[Column[PlaceLine], ...]:
    """A line for each agreement or form."""
    return (
        Column(_("Places for"), lambda line: line_words(line.name, line.form), stretch=True),
        Column(_("Sold"), lambda line: places(line.sold), Kind.NUMBER),
        Column(_("Booked"), lambda line: places(line.booked), Kind.NUMBER),
        Column(_("Attended"), lambda line: places(line.attended), Kind.NUMBER),
        Column(
            _("Free"),
            lambda line: places(line.free),
            Kind.NUMBER,
            tone=lambda line: Tone.WARN if line.over_days else None,
            tooltip=_over,
        ),
        Column(_("Booking rate"), lambda line: percent(line.booking_rate, 0), Kind.NUMBER),
        Column(_("Attendance rate"), lambda line: percent(line.attendance_rate, 0), Kind.NUMBER),
        Column(_("Occupancy"), lambda line: percent(line.occupancy, 0), Kind.NUMBER),
        Column(_("Queue"), lambda line: str(line.waiting), Kind.NUMBER),
        Column(
            _("End in 4/8/12 wk"),
            lambda line: " / ".join(str(count) for count in line.ending),
            Kind.NUMBER,
            tooltip=lambda _line: _("Decisions that end within 4, 8 and 12 weeks."),
        ),
    )


def _over(line: PlaceLine) -> str:
    if not line.over_days:
        return ""
    return _("%(days)s place-days are booked over what is sold.") % {"days": places(line.over_days)}

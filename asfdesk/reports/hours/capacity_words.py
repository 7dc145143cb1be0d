"""Capacity in words: spans, schedules, what lacks and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.people.placements import DaySlot
from asfdesk.domain.period import Month, PeriodKind
from asfdesk.i18n import _, decimal, hours, month_name, short_month
from asfdesk.reports.hours.week_words import week_words
from asfdesk.reports.words import form_word

if TYPE_CHECKING:
    from fractions import Fraction

    from asfdesk.domain.codes import Form
    from asfdesk.domain.hours.capacity import SupervisionFigures
    from asfdesk.domain.hours.supervision_plan import WeekPlan
    from asfdesk.domain.period import Period


def span_words(period: Period) -> str:
    """V. 48, or november 2026."""
    if period.kind is PeriodKind.WEEK:
        return _("wk %(week)d") % {"week": period.first.isocalendar().week}
    month = Month.of(period.first)
    return month_name(month.year, month.number)


def days_words(period: Period) -> str:
    """23–29 nov; over a month's end 30 nov–6 dec; "" for a month, whose name says it."""
    first, last = period.first, period.last
    if period.kind is PeriodKind.MONTH:
        return ""
    if first == last:
        return f"{first.day} {short_month(first.month)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {short_month(last.month)}"
    return f"{first.day} {short_month(first.month)}–{last.day} {short_month(last.month)}"


def when_words(period: Period) -> str:
    """V. 48, 23–29 nov, or november 2026; with a capital letter."""
    text = ", ".join(filter(None, (span_words(period), days_words(period))))
    return text[:1].upper() + text[1:]


def line_words(name: str, form: Form | None) -> str:
    """What a line of places is called."""
    return name or (form_word(form) if form else _("All"))


def schedule_words(plan: WeekPlan) -> str:
    """Mån–tors 8 h, fre 6 h, all activities together."""
    sums: dict[int, int] = {}
    for time in plan.times:
        sums[time.weekday] = sums.get(time.weekday, 0) + time.minutes
    week = {day: DaySlot(minutes) for day, minutes in sums.items()}
    return week_words(week) or _("nothing scheduled")


def ratio_words(per_supervisor: Fraction) -> str:
    """10 or 7,5."""
    return decimal(per_supervisor, 0 if per_supervisor.denominator == 1 else 1)


def need_words(period: Period, figures: SupervisionFigures) -> str:
    """Whether supervision is enough for the trainees, in words; "" while no ratio is said."""
    if figures.needed is None or figures.per_supervisor is None:
        return ""
    facts = {
        "when": span_words(period),
        "trainees": "" if figures.trainees is None else ratio_words(figures.trainees),
        "each": ratio_words(figures.per_supervisor),
        "needed": hours(figures.needed, 1),
        "scheduled": hours(figures.scheduled, 1),
        "missing": hours(figures.missing, 1),
    }
    said = _(
        "%(when)s: %(trainees)s trainees need %(needed)s h with %(each)s trainees per full-time"
        " supervisor. %(scheduled)s h are scheduled when leave is taken away."
    )
    if figures.missing:
        said += " " + _("%(missing)s h are missing.")
    text = said % facts
    return text[:1].upper() + text[1:]


def over_words(period: Period, figures: SupervisionFigures) -> str:
    """That there are more trainees for each supervisor than the ratio says, or ""."""
    if not figures.over_ratio or figures.per_supervisor is None:
        return ""
    text = _("%(when)s: %(have)s trainees per employed supervisor, over your %(each)s.") % {
        "when": span_words(period),
        "have": decimal(figures.trainees_per_supervisor, 1),
        "each": ratio_words(figures.per_supervisor),
    }
    return text[:1].upper() + text[1:]

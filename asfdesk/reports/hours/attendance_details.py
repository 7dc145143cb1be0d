"""A trainee's month under one agreement, day by day: R1's page, R3's attachment (domain.md §8.1).

What is asked for stands here whole: contract and project, decision and extent as they hold in the
month, planned and attended time per date with clock times, and sums, exact and by the rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.hours.places import day_time
from asfdesk.domain.hours.whole_hours import Rounding, rounded_hours
from asfdesk.domain.people.decisions import DayState
from asfdesk.domain.people.identity import formatted
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.hours.clock_words import clock_span
from asfdesk.reports.words import attendance_code_word, form_word

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from asfdesk.domain.hours.attendance import AttendanceEntry
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.period import Month
    from asfdesk.reports.hours.work_facts import WorkFacts

WHOLE_BP = 100


@dataclass
class Sums:
    """Sums of one sheet: minutes, and days by what happened."""

    planned: int = 0
    attended: int = 0
    attended_days: int = 0
    notified_days: int = 0
    unnotified_days: int = 0
    unfilled_days: int = 0

    def hours(self, rounding: Rounding) -> Fraction:
        """Attended hours by the recipient's rule (domain.md §3.1)."""
        return rounded_hours(self.attended, rounding)


def sums_of(facts: WorkFacts, placement: Placement, month: Month) -> Sums:
    """What a placement's month comes to."""
    sums = Sums()
    for day in month.days():
        if not placement.holds_on(day):
            continue
        time = day_time(placement, day, facts.entries, workday=facts.is_workday(day))
        sums.planned += time.planned
        sums.attended += time.attended
        sums.attended_days += time.attended > 0
        sums.unfilled_days += time.planned > 0 and not time.filled
        code = _code(facts.entries.get((placement.id, day), ()))
        sums.notified_days += code is AttendanceCode.NOTIFIED and not time.attended
        sums.unnotified_days += code is AttendanceCode.UNNOTIFIED and not time.attended
    return sums


def _code(rows: tuple[AttendanceEntry, ...]) -> AttendanceCode | None:
    return next((row.code for row in rows if row.code), None)


def about(facts: WorkFacts, placement: Placement, month: Month) -> doc.Facts:
    """Whom the month is about, on whose decision and to what extent."""
    agreement = facts.agreement(placement)
    number = facts.identity_numbers.get(placement.trainee_id, "")
    asked = agreement.needs_identity_number and number
    found = [
        doc.Fact(_("Buyer"), facts.buyer(agreement).name),
        doc.Fact(_("Agreement"), " · ".join(filter(None, (agreement.name, agreement.reference)))),
        doc.Fact(_("Project number"), agreement.project),
        doc.Fact(_("Measure (insats)"), agreement.measure),
        doc.Fact(_("Form"), form_word(placement.form)),
        doc.Fact(_("Decision"), decision_words(placement, month)),
        doc.Fact(_("Paused"), paused_words(placement, month)),
        doc.Fact(_("Extent"), extent_words(placement, month)),
        doc.Fact(_("Identity number"), formatted(number) if asked else ""),
        doc.Fact(_("Supervisor"), facts.supervisor_labels.get(placement.supervisor_id or 0, "")),
    ]
    return doc.Facts(tuple(fact for fact in found if fact.value != ""))


def decision_words(placement: Placement, month: Month) -> str:
    """The decisions that reach into a month, with their case numbers; else the placement's days."""
    noted = [
        one
        for one in placement.decisions
        if one.covers and one.valid_from <= month.last
        if one.valid_to is None or one.valid_to >= month.first
    ]
    if not noted:
        return _span(placement.decision_from, placement.decision_to)
    last = placement.decision_to
    return "; ".join(
        " ".join(filter(None, (_span(one.valid_from, _earlier(one.valid_to, last)), one.reference)))
        for one in noted
    )


def _earlier(one: date | None, other: date | None) -> date | None:
    """The earlier of two last days; None = until further notice."""
    known = [day for day in (one, other) if day is not None]
    return min(known) if known else None


def _span(first: date, last: date | None) -> str:
    end = i18n.day(last) if last else _("until further notice")
    return f"{i18n.day(first)} {i18n.ABSENT} {end}"


def paused_words(placement: Placement, month: Month) -> str:
    """The days of a month on which the decision rests; "" when it does not."""
    days = [day for day in month.days() if placement.day_state(day) is DayState.PAUSED]
    if not days:
        return ""
    breaks = [at for at, (one, other) in enumerate(pairwise(days), 1) if (other - one).days > 1]
    spans = [days[at:to] for at, to in pairwise([0, *breaks, len(days)])]
    return "; ".join(_span(span[0], span[-1]) for span in spans)


def extent_words(placement: Placement, month: Month) -> str:
    """The extent, and each change of it inside the month: "75 %, 50 % from 2026-10-15"."""
    begins = max(placement.decision_from, month.first)
    first = placement.schedule_on(begins)
    later = [one for one in placement.schedules if begins < one.valid_from <= month.last]
    said = [f"{first.extent_bp // WHOLE_BP}\u00a0%"] if first else []
    known = first.extent_bp if first else None
    for one in later:
        if one.extent_bp != known:
            values = {"share": one.extent_bp // WHOLE_BP, "day": i18n.day(one.valid_from)}
            said.append(_("%(share)d\u00a0%% from %(day)s") % values)
            known = one.extent_bp
    return ", ".join(said)


def days_table(facts: WorkFacts, placement: Placement, month: Month, sums: Sums) -> doc.Table:
    """Every day with a plan or a row, one line per activity."""
    columns = [
        doc.day("day", _("Day")),
        doc.text("weekday", ""),
        doc.text("hours", _("Planned time")),
        doc.hours("planned", _("Planned h")),
        doc.hours("attended", _("Attended h")),
        doc.text("code", _("Absence"), 22),
        doc.text("activity", _("Activity")),
    ]
    rows = [
        row
        for day in month.days()
        if placement.holds_on(day)
        for row in _day_rows(facts, placement, day)
    ]
    return doc.table(
        f"days_{placement.id}_{month}",
        "",
        columns,
        rows,
        totals=[doc.row(_("Sum"), "", "", sums.planned, sums.attended, "", "")],
        compact=True,
    )


def _day_rows(facts: WorkFacts, placement: Placement, day: date) -> list[doc.Row]:
    entries = facts.entries.get((placement.id, day), ())
    unwritten = not entries and facts.is_workday(day)
    planned = placement.planned_minutes(day) if unwritten else 0
    if not entries and not planned:
        return []
    clock = _clock(placement, day)
    weekday = i18n.short_weekday(day)
    if entries:
        return [
            doc.row(
                day,
                weekday,
                clock if entry.planned_minutes else "",
                entry.planned_minutes,
                entry.attended_minutes,
                attendance_code_word(entry.code) if entry.code else "",
                entry.activity,
            )
            for entry in entries
        ]
    missing = doc.Cell(_("not filled in"), doc.Tone.WARN)
    return [doc.row(day, weekday, clock, planned, None, missing, "")]


def _clock(placement: Placement, day: date) -> str:
    """Planned start and end where the schedule has clock times, "9.00-13.00"."""
    schedule = placement.schedule_on(day)
    slot = schedule.week.get(day.isoweekday()) if schedule else None
    if slot is None or slot.start_minute is None or not slot.minutes:
        return ""
    return clock_span(slot.start_minute, slot.start_minute + slot.minutes)


def sums_block(sums: Sums, rounding: Rounding) -> doc.Facts:
    """The sums, hours both exact and by the rule."""
    hours = sums.hours(rounding)
    rounded = {
        Rounding.DOWN: _("Whole hours, rounded down"),
        Rounding.NEAREST: _("Whole hours, rounded to the nearest"),
        Rounding.UP: _("Whole hours, rounded up"),
    }.get(rounding)
    by_rule = (doc.Fact(rounded, int(hours), doc.Kind.INTEGER),) if rounded else ()
    return doc.Facts(
        (
            doc.Fact(_("Planned hours"), sums.planned, doc.Kind.HOURS),
            doc.Fact(_("Attended hours"), sums.attended, doc.Kind.HOURS),
            *by_rule,
            doc.Fact(_("Attended days"), sums.attended_days, doc.Kind.INTEGER),
            doc.Fact(_("Days of notified absence"), sums.notified_days, doc.Kind.INTEGER),
            doc.Fact(_("Days of un-notified absence"), sums.unnotified_days, doc.Kind.INTEGER),
        )
    )

"""R1 Närvarorapport per deltagare: one page for each placement and month (domain.md §8.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.identity import formatted
from asfdesk.domain.places import day_time
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.words import attendance_code_word, form_word

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.attendance import AttendanceEntry
    from asfdesk.domain.period import Month
    from asfdesk.domain.placements import Placement
    from asfdesk.reports.work_facts import WorkFacts

HOUR = 60
WHOLE_BP = 100


@dataclass
class _Sums:
    """Sums of one sheet: minutes, and days by what happened."""

    planned: int = 0
    attended: int = 0
    attended_days: int = 0
    notified_days: int = 0
    unnotified_days: int = 0
    unfilled_days: int = 0

    @property
    def whole_hours(self) -> int:
        """Attended hours rounded down, as ESF projects count them (domain.md §3.1)."""
        return self.attended // HOUR


def build(facts: WorkFacts, head: doc.Head) -> doc.Document:
    """One sheet per placement and month, after a summary when there are several."""
    sheets = [
        (placement, month)
        for placement in facts.in_period()
        for month in facts.period.months()
        if _touches(placement, month)
    ]
    sums = [_sums(facts, placement, month) for placement, month in sheets]
    blocks: list[doc.Block] = []
    if len(sheets) != 1:
        blocks.append(_summary(facts, sheets, sums))
    for (placement, month), total in zip(sheets, sums, strict=True):
        if blocks:
            blocks.append(doc.PageBreak())
        blocks += _sheet(facts, placement, month, total)
    return doc.Document(
        "R1", _("Attendance report per trainee"), facts.period, head, tuple(blocks), landscape=False
    )


def _touches(placement: Placement, month: Month) -> bool:
    last = placement.last_day
    return placement.decision_from <= month.last and (last is None or last >= month.first)


def _sums(facts: WorkFacts, placement: Placement, month: Month) -> _Sums:
    sums = _Sums()
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


def _summary(
    facts: WorkFacts, sheets: list[tuple[Placement, Month]], sums: list[_Sums]
) -> doc.Table:
    columns = [
        doc.text("trainee", _("Trainee")),
        doc.text("agreement", _("Agreement")),
        doc.text("month", _("Month")),
        doc.hours("planned", _("Planned h")),
        doc.hours("attended", _("Attended h")),
        doc.integer("days", _("Days")),
        doc.integer("notified", _("Notified absence")),
        doc.integer("unnotified", _("Un-notified absence")),
    ]
    rows = [
        doc.row(
            facts.labels[placement.trainee_id],
            facts.agreement(placement).name,
            str(month),
            total.planned,
            total.attended,
            total.attended_days,
            total.notified_days,
            total.unnotified_days,
        )
        for (placement, month), total in zip(sheets, sums, strict=True)
    ]
    all_of_it = doc.row(
        _("All"),
        "",
        "",
        sum(total.planned for total in sums),
        sum(total.attended for total in sums),
        sum(total.attended_days for total in sums),
        sum(total.notified_days for total in sums),
        sum(total.unnotified_days for total in sums),
    )
    return doc.table(
        "summary",
        _("Summary"),
        columns,
        rows,
        totals=[all_of_it] if rows else [],
        empty=_("No trainee has a placement in this period."),
    )


def _sheet(facts: WorkFacts, placement: Placement, month: Month, sums: _Sums) -> list[doc.Block]:
    agreement = facts.agreement(placement)
    label = facts.labels[placement.trainee_id]
    blocks: list[doc.Block] = [
        doc.Heading(f"{label} · {i18n.month_name(month.year, month.number)}"),
        _about(facts, placement, month),
        _days(facts, placement, month, sums),
        _sums_block(sums),
    ]
    lines = []
    if agreement.trainee_signs:
        lines.append(doc.SignatureLine(_("Trainee")))
    if agreement.responsible_signs:
        name = facts.supervisor_labels.get(placement.supervisor_id or 0, "")
        lines.append(doc.SignatureLine(_("Responsible at the enterprise"), name))
    return [*blocks, doc.Signatures(tuple(lines))] if lines else blocks


def _about(facts: WorkFacts, placement: Placement, month: Month) -> doc.Facts:
    agreement = facts.agreement(placement)
    schedule = placement.schedule_on(min(month.last, placement.last_day or month.last))
    decision = f"{i18n.day(placement.decision_from)} {i18n.ABSENT} "
    decision += i18n.day(placement.decision_to) if placement.decision_to else _("until further")
    found = [
        doc.Fact(_("Buyer"), facts.buyer(agreement).name),
        doc.Fact(_("Agreement"), " · ".join(filter(None, (agreement.name, agreement.reference)))),
        doc.Fact(_("Form"), form_word(placement.form)),
        doc.Fact(_("Decision"), decision),
    ]
    if agreement.measure:
        found.append(doc.Fact(_("Measure (insats)"), agreement.measure))
    if agreement.project:
        found.append(doc.Fact(_("Project number"), agreement.project))
    if schedule:
        extent = f"{schedule.extent_bp // WHOLE_BP}\u00a0%"
        found.append(doc.Fact(_("Extent"), extent))
    number = facts.identity_numbers.get(placement.trainee_id, "")
    if agreement.needs_identity_number and number:
        found.append(doc.Fact(_("Identity number"), formatted(number)))
    supervisor = facts.supervisor_labels.get(placement.supervisor_id or 0, "")
    if supervisor:
        found.append(doc.Fact(_("Supervisor"), supervisor))
    return doc.Facts(tuple(found))


def _days(facts: WorkFacts, placement: Placement, month: Month, sums: _Sums) -> doc.Table:
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
    )


def _day_rows(facts: WorkFacts, placement: Placement, day: date) -> list[doc.Row]:
    entries = facts.entries.get((placement.id, day), ())
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
    planned = placement.planned_minutes(day) if facts.is_workday(day) else 0
    if not planned:
        return []
    missing = doc.Cell(_("not filled in"), doc.Tone.WARN)
    return [doc.row(day, weekday, clock, planned, None, missing, "")]


def _clock(placement: Placement, day: date) -> str:
    """Planned start and end where the schedule has clock times, "9.00-13.00"."""
    schedule = placement.schedule_on(day)
    slot = schedule.week.get(day.isoweekday()) if schedule else None
    if slot is None or slot.start_minute is None or not slot.minutes:
        return ""
    end = slot.start_minute + slot.minutes
    return f"{_time(slot.start_minute)}–{_time(end)}"


def _time(minute: int) -> str:
    return f"{minute // HOUR}.{minute % HOUR:02d}"


def _sums_block(sums: _Sums) -> doc.Facts:
    return doc.Facts(
        (
            doc.Fact(_("Planned hours"), sums.planned, doc.Kind.HOURS),
            doc.Fact(_("Attended hours"), sums.attended, doc.Kind.HOURS),
            doc.Fact(_("Whole hours, rounded down"), sums.whole_hours, doc.Kind.INTEGER),
            doc.Fact(_("Attended days"), sums.attended_days, doc.Kind.INTEGER),
            doc.Fact(_("Days of notified absence"), sums.notified_days, doc.Kind.INTEGER),
            doc.Fact(_("Days of un-notified absence"), sums.unnotified_days, doc.Kind.INTEGER),
        )
    )

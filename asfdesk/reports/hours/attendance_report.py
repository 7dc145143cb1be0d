"""R1 Närvarorapport per deltagare: one page for each placement and month (domain.md §8.1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.domain.hours.whole_hours import Rounding
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.hours.attendance_details import about, days_table, sums_block, sums_of
from asfdesk.reports.words import trainee_word

if TYPE_CHECKING:
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.period import Month
    from asfdesk.reports.hours.attendance_details import Sums
    from asfdesk.reports.hours.work_facts import WorkFacts


def build(facts: WorkFacts, head: doc.Head, rounding: Rounding = Rounding.DOWN) -> doc.Document:
    """One sheet per placement and month, after a summary when there are several.

    Args:
        facts: what was asked for.
        head: the common head.
        rounding: the rule hours are counted by beside the exact ones.
    """
    sheets = _sheets(facts)
    sums = [sums_of(facts, placement, month) for placement, month in sheets]
    blocks: list[doc.Block] = []
    if len(sheets) != 1:
        blocks.append(_summary(facts, sheets, sums))
    for (placement, month), total in zip(sheets, sums, strict=True):
        if blocks:
            blocks.append(doc.PageBreak())
        blocks += _sheet(facts, placement, month, total, rounding)
    return doc.Document(
        "R1", _("Attendance report per trainee"), facts.period, head, tuple(blocks), landscape=False
    )


def _sheets(facts: WorkFacts) -> list[tuple[Placement, Month]]:
    return [
        (placement, month)
        for placement in facts.in_period()
        for month in facts.period.months()
        if _touches(placement, month)
    ]


def _touches(placement: Placement, month: Month) -> bool:
    """Whether a placement has begun and not ended in a month; pauses are shown on its page."""
    last = placement.last_day
    return placement.decision_from <= month.last and (last is None or last >= month.first)


def _summary(
    facts: WorkFacts, sheets: list[tuple[Placement, Month]], sums: list[Sums]
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


def _sheet(
    facts: WorkFacts, placement: Placement, month: Month, sums: Sums, rounding: Rounding
) -> list[doc.Block]:
    agreement = facts.agreement(placement)
    label = facts.labels[placement.trainee_id]
    blocks: list[doc.Block] = [
        doc.Heading(f"{label} · {i18n.month_name(month.year, month.number)}"),
        about(facts, placement, month),
        days_table(facts, placement, month, sums),
        sums_block(sums, rounding),
    ]
    lines = []
    if agreement.trainee_signs:
        lines.append(doc.SignatureLine(_("Trainee")))
    if agreement.responsible_signs:
        name = facts.supervisor_labels.get(placement.supervisor_id or 0, "")
        lines.append(doc.SignatureLine(_("Responsible at the enterprise"), name))
    return [*blocks, doc.Signatures(tuple(lines))] if lines else blocks


def attachment(facts: WorkFacts) -> list[doc.Block]:
    """The same pages without names, numbers of identity and signatures, to go with an invoice.

    Each is one trainee and month; the trainee stands with the own number (domain.md §8, R3).
    """
    blocks: list[doc.Block] = []
    for placement, month in _sheets(facts):
        sums = sums_of(facts, placement, month)
        if not sums.planned and not sums.attended:
            continue
        label = trainee_word(facts.trainees[placement.trainee_id].number)
        own = replace(facts, identity_numbers={}, supervisor_labels={})
        name = i18n.month_name(month.year, month.number)
        agreement = facts.agreement(placement).name
        blocks += [
            doc.PageBreak(),
            doc.Heading(_("Attachment R1: %(what)s") % {"what": f"{label} · {agreement} · {name}"}),
            about(own, placement, month),
            days_table(own, placement, month, sums),
            sums_block(sums, Rounding.EXACT),
        ]
    return blocks

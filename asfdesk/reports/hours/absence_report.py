"""R4 Avvikelserapport: absence of more than fifteen minutes, one page for each (domain.md §8.1).

Which activity, when the trainee was expected, when absent, whether and when it was notified: so
clearly that nobody has to call and ask (domain.md §9.8). No reason is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.domain.people.identity import formatted
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.hours.clock_words import clock, clock_span
from asfdesk.reports.words import form_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.hours.absence_reports import AbsenceReport
    from asfdesk.domain.people.placements import Placement
    from asfdesk.reports.hours.work_facts import WorkFacts


@dataclass(frozen=True)
class Deviation:
    """A deviation and the placement it is about."""

    report: AbsenceReport
    placement: Placement


def build(facts: WorkFacts, found: Sequence[Deviation], head: doc.Head) -> doc.Document:
    """A page per deviation, after a list when there are several.

    Args:
        facts: of the agreements and trainees that the deviations are about.
        found: by day.
        head: the common head.
    """
    blocks: list[doc.Block] = []
    if len(found) != 1:
        blocks.append(_list(facts, found))
    for one in found:
        if blocks:
            blocks.append(doc.PageBreak())
        blocks += _page(facts, one)
    return doc.Document(
        "R4", _("Report of absence"), facts.period, head, tuple(blocks), landscape=False
    )


def _list(facts: WorkFacts, found: Sequence[Deviation]) -> doc.Table:
    columns = [
        doc.day("day", _("Day")),
        doc.text("trainee", _("Trainee")),
        doc.text("expected", _("Expected")),
        doc.text("absent", _("Absent")),
        doc.integer("minutes", _("Minutes")),
        doc.text("notified", _("Notified")),
        doc.day("sent", _("Sent")),
    ]
    rows = [
        doc.row(
            one.report.day,
            facts.labels[one.placement.trainee_id],
            clock_span(one.report.expected_from, one.report.expected_to),
            clock_span(one.report.absent_from, one.report.absent_to),
            one.report.minutes,
            notified_words(one.report),
            one.report.sent_on or "",
        )
        for one in found
    ]
    return doc.table(
        "absences",
        _("Absence of more than 15 minutes"),
        columns,
        rows,
        empty=_("No absence has been noted in this period."),
    )


def _page(facts: WorkFacts, one: Deviation) -> list[doc.Block]:
    report, placement = one.report, one.placement
    agreement = facts.agreement(placement)
    number = facts.identity_numbers.get(placement.trainee_id, "")
    about = [
        doc.Fact(_("Trainee"), facts.labels[placement.trainee_id]),
        doc.Fact(_("Identity number"), formatted(number) if number else ""),
        doc.Fact(_("Buyer"), facts.buyer(agreement).name),
        doc.Fact(_("Agreement"), " · ".join(filter(None, (agreement.name, agreement.reference)))),
        doc.Fact(_("Measure (insats)"), agreement.measure or form_word(placement.form)),
        doc.Fact(_("Activity"), report.activity or form_word(placement.form)),
        doc.Fact(_("Day"), i18n.long_day(report.day)),
        doc.Fact(_("Expected"), clock_span(report.expected_from, report.expected_to)),
        doc.Fact(_("Absent"), clock_span(report.absent_from, report.absent_to)),
        doc.Fact(_("Absent, minutes"), report.minutes, doc.Kind.INTEGER),
        doc.Fact(_("Notified"), notified_words(report)),
        doc.Fact(_("Sent"), i18n.day(report.sent_on) if report.sent_on else _("Not yet")),
        doc.Fact(_("Recipient"), report.recipient),
    ]
    label = facts.labels[placement.trainee_id]
    return [
        doc.Heading(f"{label} · {i18n.day(report.day)}"),
        doc.Facts(tuple(fact for fact in about if fact.value != "")),
    ]


def notified_words(report: AbsenceReport) -> str:
    """Whether and when somebody told of it."""
    moment = report.notified_at
    if moment is None:
        return _("No")
    minute = moment.hour * 60 + moment.minute
    if moment.date() == report.day:
        return _("Yes, at %(time)s") % {"time": clock(minute)}
    told = {"day": i18n.day(moment.date()), "time": clock(minute)}
    return _("Yes, %(day)s at %(time)s") % told

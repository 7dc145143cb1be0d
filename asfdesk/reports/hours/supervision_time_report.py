"""R9b Handledartid: who, day, activity, minutes and agreement or project, with ESF+'s limits.

ESF+ has the one who worked sign, not a manager; a report without time is not made (domain.md §3.3).
Limits are said only of people who work in an ESF+ project.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.hours.supervision import ESF_YEAR_MINUTES, Excess
from asfdesk.i18n import _, day, hours
from asfdesk.reports import document as doc
from asfdesk.reports.words import activity_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.hours.supervision import EsfWarning, SupervisionEntry, Supervisor
    from asfdesk.domain.period import Period


@dataclass(frozen=True)
class TimeFacts:
    """What the report rests on.

    Attributes:
        entries: the period's time, by supervisor, day, activity and agreement.
        labels: supervisor id -> name, or "Handledare 3" without the key.
        year_minutes: calendar year -> supervisor id -> minutes up to the period's last day; every
            year that the period reaches into, in order.
        warnings: limits that are passed, of those who work in an ESF+ project.
    """

    period: Period
    entries: Sequence[SupervisionEntry]
    supervisors: Mapping[int, Supervisor]
    agreements: Mapping[int, Agreement]
    year_minutes: Mapping[int, Mapping[int, int]]
    warnings: Sequence[EsfWarning]
    labels: Mapping[int, str] = field(default_factory=dict, repr=False)


def build(facts: TimeFacts, head: doc.Head) -> doc.Document:
    """The report."""
    people = list(dict.fromkeys(entry.supervisor_id for entry in facts.entries))
    people.sort(key=lambda person: facts.supervisors[person].number)
    blocks: list[doc.Block] = [_sums(facts, people), *_warnings(facts), _days(facts, people)]
    if people:
        lines = (doc.SignatureLine(_("Supervisor"), facts.labels[person]) for person in people)
        blocks.append(doc.Signatures(tuple(lines)))
    title = _("Supervisors' time")
    return doc.Document("R9b", title, facts.period, head, tuple(blocks), landscape=False)


def _sums(facts: TimeFacts, people: Sequence[int]) -> doc.Table:
    columns = [
        doc.text("supervisor", _("Supervisor"), 24),
        doc.integer("days", _("Days")),
        doc.hours("hours", _("Hours")),
        *_year_columns(facts),
        doc.text("limit", _("ESF+, at most 1,720 h a year and 13 h a day")),
    ]
    rows = [
        doc.row(
            facts.labels[person],
            len({entry.day for entry in _of(facts, person)}),
            sum(entry.minutes for entry in _of(facts, person)),
            *(minutes.get(person, 0) for minutes in facts.year_minutes.values()),
            _limit(facts, person),
        )
        for person in people
    ]
    return doc.table(
        "supervisors",
        _("Sums"),
        columns,
        rows,
        empty=_("No time is reported in this period."),
        note=_("Hours this year: from 1 January up to and including the last day of the period."),
    )


def _year_columns(facts: TimeFacts) -> list[doc.Column]:
    """One column for the calendar year; in a broken fiscal year one for each of its two."""
    if len(facts.year_minutes) == 1:
        return [doc.hours("year", _("Hours this year"))]
    return [
        doc.hours(f"year_{number}", _("Hours %(year)d") % {"year": number})
        for number in facts.year_minutes
    ]


def _of(facts: TimeFacts, person: int) -> list[SupervisionEntry]:
    return [entry for entry in facts.entries if entry.supervisor_id == person]


def _limit(facts: TimeFacts, person: int) -> doc.Cell:
    if not facts.supervisors[person].esf_project:
        return doc.Cell(_("not in an ESF+ project"), doc.Tone.MUTED)
    if any(one.supervisor_id == person for one in facts.warnings):
        return doc.Cell(_("passed, see below"), doc.Tone.WARN)
    latest = facts.year_minutes[max(facts.year_minutes)]
    left = {"hours": hours(ESF_YEAR_MINUTES - latest.get(person, 0), 1)}
    return doc.Cell(_("kept, %(hours)s h left this year") % left, doc.Tone.GOOD)


def _warnings(facts: TimeFacts) -> list[doc.Block]:
    return [doc.Note(_warning(facts, one), doc.Tone.WARN) for one in facts.warnings]


def _warning(facts: TimeFacts, one: EsfWarning) -> str:
    said = {"name": facts.labels[one.supervisor_id], "hours": hours(one.minutes)}
    if one.excess is Excess.DAY:
        text = _("%(name)s: %(hours)s h on %(day)s, over 13 h.")
        return text % {**said, "day": day(one.day)}
    most = {"most": hours(ESF_YEAR_MINUTES, 0)}
    if one.year is not None:
        text = _("%(name)s: %(hours)s h in %(year)d, over %(most)s h.")
        return text % {**said, **most, "year": one.year}
    return _("%(name)s: %(hours)s h this year, over %(most)s h.") % {**said, **most}


def _days(facts: TimeFacts, people: Sequence[int]) -> doc.Table:
    columns = [
        doc.text("supervisor", _("Supervisor"), 20),
        doc.day("day", _("Day")),
        doc.text("activity", _("Activity")),
        doc.text("code", _("Code")),
        doc.integer("minutes", _("Minutes")),
        doc.hours("hours", _("Hours")),
        doc.text("agreement", _("Agreement")),
        doc.text("project", _("Project number")),
    ]
    rows = [_day_row(facts, entry) for person in people for entry in _of(facts, person)]
    total = sum(entry.minutes for entry in facts.entries)
    everything = doc.row(_("All"), "", "", "", total, total, "", "")
    return doc.table(
        "time",
        _("Day by day"),
        columns,
        rows,
        totals=[everything] if rows else [],
        empty=_("No time is reported in this period."),
        compact=True,
    )


def _day_row(facts: TimeFacts, entry: SupervisionEntry) -> doc.Row:
    agreement = facts.agreements.get(entry.agreement_id or 0)
    return doc.row(
        facts.labels[entry.supervisor_id],
        entry.day,
        activity_word(entry.activity),
        entry.activity.value,
        entry.minutes,
        entry.minutes,
        agreement.name if agreement else "",
        agreement.project if agreement else "",
    )

"""R2 Deltagarsammanställning: who took part in a project, and for how long (domain.md §3.1, §8.1).

The list itself is written in the columns of the recipient's layout. Around it the report says what
must be looked at before it goes: control sums, what differs from what was sent, who lacks a number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.domain.hours.whole_hours import Rounding
from asfdesk.domain.sending.list_differences import not_carried
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.sending.list_cells import ListCells
from asfdesk.reports.sending.list_changes import change_rows, month_rows
from asfdesk.reports.words import trainee_word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asfdesk.domain.hours.participation import Participation
    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.list_layout import ListLayout
    from asfdesk.domain.sending.report_rows import ReportRow
    from asfdesk.reports.sending.list_cells import Person


@dataclass(frozen=True)
class SentBefore:
    """A list of the same kind that was sent.

    Attributes:
        version: how many times that month's list has gone.
        sent_on: the day it went; None when it was made for somebody and not marked as sent.
    """

    version: int
    sent_on: date | None
    rows: tuple[ReportRow, ...] = field(repr=False)


@dataclass(frozen=True)
class ListFacts:
    """What the list is made of.

    Attributes:
        period: one month.
        rows: by project, first day and trainee.
        people: trainee id -> what may be shown.
        references: project number -> the agreement's reference.
        now: the rows as they are compared with what was sent.
        sent: this month's list as it was sent last; None = not yet.
        last_month: the month before, as it was sent last.
        before: the rows of the month before: as sent, else as they would be made now.
    """

    period: Period
    layout: ListLayout
    rows: tuple[Participation, ...]
    people: Mapping[int, Person] = field(repr=False)
    references: dict[str, str]
    now: tuple[ReportRow, ...] = field(repr=False)
    sent: SentBefore | None = None
    last_month: SentBefore | None = None
    before: tuple[ReportRow, ...] = field(default=(), repr=False)


def build(facts: ListFacts, head: doc.Head) -> doc.Document:
    """The report, with the recipient's list in it."""
    month = facts.period.months()[0]
    cells = ListCells(facts.layout, month, facts.references, head.org_number)
    columns = cells.columns()
    rows = tuple(cells.row(line, facts.people[line.trainee_id]) for line in facts.rows)
    blocks: list[doc.Block] = [
        _about(facts),
        _list(facts, columns, rows),
        _control(facts),
        *_changes(facts),
        _months(facts),
        doc.Note(_("The columns: %(source)s") % {"source": facts.layout.source}),
    ]
    layout = facts.layout
    values = {
        "project": ", ".join(dict.fromkeys(line.project for line in facts.rows)),
        "month": str(month),
        "company": head.company,
        "org_number": head.org_number,
    }
    return doc.Document(
        "R2",
        _("List of participants"),
        facts.period,
        head,
        tuple(blocks),
        subtitle=layout.name,
        landscape=True,
        recipient_list=doc.RecipientList(
            layout.sheet,
            columns,
            rows,
            tuple(tuple(_filled(text, values) for text in line) for line in layout.above),
            layout.csv.delimiter,
            layout.csv.decimal_comma,
            layout.csv.mark,
            layout.csv.heading,
        ),
    )


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Text with its placeholders; what is in braces and not known stays as it is."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def _about(facts: ListFacts) -> doc.Facts:
    layout = facts.layout
    found = [
        doc.Fact(_("Layout"), f"{layout.name} ({layout.version})"),
        doc.Fact(_("Sent to"), layout.recipient),
        doc.Fact(_("Hours"), rounding_words(layout.rounding)),
    ]
    if facts.sent is not None:
        found.append(doc.Fact(_("Sent before"), _sent_words(facts.sent)))
    return doc.Facts(tuple(found))


def rounding_words(rounding: Rounding) -> str:
    """How hours are counted."""
    return {
        Rounding.DOWN: _("Whole hours, rounded down"),
        Rounding.NEAREST: _("Whole hours, rounded to the nearest"),
        Rounding.UP: _("Whole hours, rounded up"),
        Rounding.EXACT: _("Hours and minutes, not rounded"),
    }[rounding]


def _sent_words(sent: SentBefore) -> str:
    version = _("version %(version)d") % {"version": sent.version}
    return f"{version}, {i18n.day(sent.sent_on)}" if sent.sent_on else version


def _list(
    facts: ListFacts, columns: tuple[doc.Column, ...], rows: tuple[doc.Row, ...]
) -> doc.Table:
    """The same rows as are sent, each after the own number it is found by here."""
    numbered = [
        doc.Row((doc.Cell(facts.people[line.trainee_id].number), *row.cells))
        for line, row in zip(facts.rows, rows, strict=True)
    ]
    return doc.table(
        "participants",
        _("What is sent"),
        [doc.integer("number", _("No.")), *columns],
        numbered,
        empty=_("Nobody had time, a start or an end in this month."),
    )


def _control(facts: ListFacts) -> doc.Table:
    """Sums that the recipient's own must agree with."""
    month = facts.period
    hours = sum((row.hours for row in facts.rows), Fraction(0))
    so_far = sum((row.cumulative for row in facts.rows), Fraction(0))
    minutes = sum(row.minutes for row in facts.rows)
    rows = [
        doc.row(_("Rows"), len(facts.rows)),
        doc.row(_("Participants"), len({row.trainee_id for row in facts.rows})),
        doc.row(_("Started in the month"), sum(row.starts_on in month for row in facts.rows)),
        doc.row(_("Ended in the month"), sum(row.ended_on is not None for row in facts.rows)),
        doc.row(_("Hours in the month, as sent"), _decimal(hours)),
        doc.row(_("Hours in the month, exact"), doc.Cell(minutes, kind=doc.Kind.HOURS)),
        doc.row(_("Hours so far, as sent"), _decimal(so_far)),
    ]
    return doc.table(
        "control",
        _("Control sums"),
        [doc.text("what", _("What")), doc.integer("sum", _("Sum"))],
        rows,
    )


def _decimal(value: Fraction) -> doc.Cell:
    decimals = 0 if value.denominator == 1 else 2
    return doc.Cell(value, kind=doc.Kind.DECIMAL, decimals=decimals)


def _changes(facts: ListFacts) -> list[doc.Block]:
    """What differs from this month's list as it was sent, and from what last month's leads to."""
    found: list[doc.Block] = []
    if facts.sent is None:
        found.append(doc.Note(_("This month's list has not been sent before.")))
    else:
        found.append(
            doc.table(
                "changes",
                _("What differs from what was sent"),
                [
                    doc.text("trainee", _("Trainee")),
                    doc.text("project", _("Project number")),
                    doc.text("what", _("What")),
                    doc.text("was", _("Sent")),
                    doc.text("now", _("Now")),
                ],
                change_rows(facts.sent.rows, facts.now),
                empty=_("Nothing: the list is the same as the one that was sent."),
            )
        )
    found += _from_last_month(facts)
    return found


def _months(facts: ListFacts) -> doc.Table:
    """Who is new since last month's list, and who is gone from it."""
    return doc.table(
        "last_month",
        _("Against last month's list"),
        [
            doc.text("trainee", _("Trainee")),
            doc.text("project", _("Project number")),
            doc.text("what", _("What")),
            doc.text("was", _("Hours last month")),
            doc.text("now", _("Hours in the month")),
        ],
        month_rows(facts.before, facts.now),
        empty=_("The same participants as last month."),
    )


def _from_last_month(facts: ListFacts) -> list[doc.Block]:
    if facts.last_month is None:
        return []
    rows = [
        doc.row(trainee_word(one.number), one.project, _decimal(one.sent), _decimal(one.now))
        for one in not_carried(facts.now, facts.last_month.rows)
    ]
    return [
        doc.table(
            "carried",
            _("Hours so far against last month's list"),
            [
                doc.text("trainee", _("Trainee")),
                doc.text("project", _("Project number")),
                doc.decimal("sent", _("Sent last month plus this month"), decimals=0),
                doc.decimal("now", _("Hours so far now"), decimals=0),
            ],
            rows,
            empty=_("They follow on last month's list for everybody."),
            note=_("An earlier month has changed: send that month's list again first.")
            if rows
            else "",
        )
    ]

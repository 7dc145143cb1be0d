"""R12e, the registerutdrag: everything the file holds about one trainee (GDPR article 15).

Each table of the file is one part, each column one fact or one column of it. Nothing about anybody
else is in it but who is in the trainee's own rows: a caseworker, somebody to call.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.document import Fact, Facts, Heading, Kind, Note, Paragraph, row, table
from asfdesk.reports.people.extract_words import (
    column_kind,
    column_word,
    table_word,
    typed_value,
    value_kind,
)
from asfdesk.reports.sending import sent_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from asfdesk.domain.people.extract import ExtractTable, ExtractValue, SentAbout
    from asfdesk.domain.period import Period

NOT_SHOWN = frozenset({"id", "trainee_id", "vouched"})
"""Row numbers, and the seal over a trace: they say nothing that does not stand beside them."""
_OF_PLACEMENT = ("placement_background", "id")
"""Its row number is that of its placement."""
MOST_COLUMNS = 8
"""A wider table is written as one list of facts for each row."""


@dataclass(frozen=True)
class ExtractFacts:
    """What the extract is made from.

    Attributes:
        who: the trainee in words.
        kept_until: (agreement, last day on which its records must be there; None = not stated).
        names: (column, row number) -> what an agreement, group or the like is called.
        described: (table, column) -> what the open export says of it.
        log: (moment, what was done, with which key).
        mentions: (place, how many) where the name stands in texts that are not sealed.
    """

    who: str = field(repr=False)
    tables: Sequence[ExtractTable] = field(repr=False)
    sent: Sequence[SentAbout] = field(repr=False)
    kept_until: Sequence[tuple[str, date | None]]
    names: Mapping[tuple[str, int], str]
    described: Callable[[str, str], str]
    log: Sequence[tuple[datetime, str, str]] = ()
    mentions: Sequence[tuple[str, int]] = ()


def build(head: doc.Head, period: Period, facts: ExtractFacts) -> doc.Document:
    """The extract as a document."""
    blocks: list[doc.Block] = [*_about(head, facts)]
    for one in facts.tables:
        if one.rows:
            blocks += _part(one, facts)
    blocks += [*_sent(facts.sent), *_log(facts.log), *_mentions(facts.mentions)]
    empty = [table_word(one.name) for one in facts.tables if not one.rows]
    if empty:
        blocks.append(Note(_("Nothing is registered under: %(names)s.") % {"names": _list(empty)}))
    blocks.append(
        Note(
            _(
                "Not repeated here: earlier wordings of the same rows that can still be undone, "
                "and the same rows in backups of the file."
            )
        )
    )
    return doc.Document("R12e", _("Extract about one trainee"), period, head, tuple(blocks))


def _about(head: doc.Head, facts: ExtractFacts) -> Iterator[doc.Block]:
    yield Paragraph(
        _(
            "This is everything that %(company)s has registered about you in ASF Desk. You have "
            "the right to see it (GDPR, article 15), and to have what is wrong corrected."
        )
        % {"company": head.company}
    )
    yield Facts(
        (
            Fact(_("Who"), facts.who, key="who"),
            Fact(_("Responsible for the data"), head.company, key="controller"),
        )
    )
    columns = [doc.text("agreement", _("Agreement")), doc.day("until", _("Must be kept until"))]
    rows = [row(name, until) for name, until in facts.kept_until]
    if rows:
        yield table("kept_until", _("How long it is kept"), columns, rows)


def _part(one: ExtractTable, facts: ExtractFacts) -> list[doc.Block]:
    shown = [c for c in one.columns if c not in NOT_SHOWN or (one.name, c) == _OF_PLACEMENT]
    words = {c: column_word(one.name, c, facts.described(one.name, c)) for c in shown}
    title = table_word(one.name)
    if len(shown) <= MOST_COLUMNS:
        return [_as_table(one, title, words, facts)]
    found: list[doc.Block] = []
    for number, values in enumerate(one.rows, 1):
        counted = one.name == "placement" or len(one.rows) > 1
        several = f" {number}" if counted else ""
        found += [Heading(f"{title}{several}", 2), _as_facts(one.name, words, values, facts)]
    return found


def _as_table(
    one: ExtractTable, title: str, words: Mapping[str, str], facts: ExtractFacts
) -> doc.Table:
    values = [[_value(one.name, c, line[c], facts) for c in words] for line in one.rows]
    kinds = [
        next((value_kind(c, line[at]) for line in values if line[at] is not None), column_kind(c))
        for at, c in enumerate(words)
    ]
    columns = [
        doc.Column(c, word, kind) for (c, word), kind in zip(words.items(), kinds, strict=True)
    ]
    rows = [
        row(
            *(
                doc.Cell(value, kind=None if value is None else value_kind(c, value))
                for c, value in zip(words, line, strict=True)
            )
        )
        for line in values
    ]
    return table(one.name, title, columns, rows, compact=one.name == "attendance")


def _as_facts(
    name: str, words: Mapping[str, str], values: Mapping[str, ExtractValue], facts: ExtractFacts
) -> Facts:
    found = []
    for column, word in words.items():
        value = _value(name, column, values[column], facts)
        found.append(Fact(word, value, value_kind(column, value), f"{name}.{column}"))
    return Facts(tuple(found))


def _value(name: str, column: str, value: ExtractValue, facts: ExtractFacts) -> doc.Value:
    if (name, column) == _OF_PLACEMENT:
        column = "placement_id"
    if isinstance(value, int) and column.endswith("_id"):
        return facts.names.get((column, value), str(value))
    return typed_value(name, column, value)


def _sent(sent: Sequence[SentAbout]) -> Iterator[doc.Block]:
    if not sent:
        return
    columns = [
        doc.text("report", _("Report")),
        doc.text("period", _("Period")),
        doc.text("recipient", _("Recipient")),
        doc.text("made", _("Made")),
        doc.text("sent", _("Sent")),
        doc.text("said", _("What it said about you")),
    ]
    rows = [
        row(one.report, str(one.period), one.recipient, one.made_on, one.sent_on, _said(one))
        for one in sent
    ]
    yield table("sent", _("To whom it has been sent"), columns, rows, compact=True)


def _said(one: SentAbout) -> str:
    lines = (
        ", ".join(f"{sent_words.column_word(c)}: {sent_words.value_word(c, v)}" for c, v in line)
        for line in one.rows
    )
    return "; ".join(filter(None, lines))


def _log(log: Sequence[tuple[datetime, str, str]]) -> Iterator[doc.Block]:
    if log:
        columns = [
            doc.text("at", _("When")),
            doc.text("what", _("What was done")),
            doc.text("key", _("With which key")),
        ]
        rows = [row(at.strftime("%Y-%m-%d %H:%M UTC"), what, who) for at, what, who in log]
        yield table("log", _("Event log"), columns, rows, compact=True)


def _mentions(mentions: Sequence[tuple[str, int]]) -> Iterator[doc.Block]:
    if mentions:
        columns = [
            doc.text("place", _("Place")),
            doc.Column("count", _("Number"), Kind.INTEGER),
        ]
        title = _("Texts about other things in which the name stands")
        yield table("mentions", title, columns, [row(*one) for one in mentions])


def _list(names: Sequence[str]) -> str:
    return ", ".join(name[:1].lower() + name[1:] for name in names)

"""The audit log (Händelselogg): looking, exporting, and letting go of what is old.

What is logged: every change that was saved to the working copy, with its undoing; the first time a
key wrote after an opening (`file.open`, with the time of the opening); every look at a protected
person; every export that names people. What cannot be: a wrong password, because nothing can be
written without the key; looking only, because a copy of the file can be read anywhere (ADR 0015).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.file.audit import prune_before
from asfdesk.domain.period import Period
from asfdesk.i18n import _, day, moment, ngettext
from asfdesk.reports.document import (
    Column,
    Document,
    Note,
    PersonalData,
    row,
    table,
)
from asfdesk.reports.file.audit_words import record_word, slot_word
from asfdesk.reports.file.operation_words import operation_sentence
from asfdesk.reports.words import trainee_word
from asfdesk.services.file.file_access import access_rows
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.report_head import report_head

if TYPE_CHECKING:
    from datetime import datetime

    from asfdesk.domain.file.audit import AuditEntry, AuditFilter
    from asfdesk.services.changes import Changes
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import WriteSession

PAGE_ROWS = 200
LOG_KEY = "H1"
"""The log's own key as a document."""
MOST_EXPORTED = 10_000
"""Entries in one export; a month of a large enterprise is a few thousand."""


@dataclass(frozen=True)
class AuditLine:
    """One entry in words. `who` holds a label only with an owner's key."""

    at: datetime
    who: str = field(repr=False)
    what: str
    record: str


@dataclass(frozen=True)
class AuditPage:
    """Some entries, and how many there are; what is old and gone, in a sentence or ""."""

    lines: tuple[AuditLine, ...]
    count: int
    gone: str

    @property
    def has_more(self) -> bool:
        """Whether this page is not the whole."""
        return self.count > len(self.lines)


@dataclass(frozen=True)
class AuditChoices:
    """What the log can be limited to: (slot, word) and (running number, word)."""

    slots: tuple[tuple[str, str], ...] = field(repr=False)
    trainees: tuple[tuple[int, str], ...]


def audit_choices(opened: OpenFile) -> AuditChoices:
    """Every key that has left an entry, and every trainee."""
    labels = _labels(opened)
    numbers = sorted(one.number for one in opened.session.trainees.trainees())
    return AuditChoices(
        tuple(
            (slot, slot_word(slot, labels.get(slot, ""))) for slot in opened.session.audit.slots()
        ),
        tuple((number, trainee_word(number)) for number in numbers),
    )


def audit_page(
    opened: OpenFile, wanted: AuditFilter, offset: int = 0, most: int = PAGE_ROWS
) -> AuditPage:
    """A page of the log, latest first; `has_more` counts from the offset."""
    audit, labels = opened.session.audit, _labels(opened)
    lines = tuple(_line(entry, labels) for entry in audit.entries(wanted, offset, most))
    return AuditPage(lines, audit.count_entries(wanted) - offset, _gone(opened))


def audit_document(
    opened: OpenFile, wanted: AuditFilter, today: date, created_at: datetime
) -> Document:
    """The log as a report, for every format."""
    page = audit_page(opened, wanted, most=MOST_EXPORTED)
    days = [line.at.astimezone().date() for line in page.lines] or [today]
    period = Period(wanted.first or min(days), wanted.last or max(days))
    labelled = any(_labels(opened).values())
    head = report_head(
        opened.session,
        ReportRequest(period, today, created_at),
        personal=PersonalData.YES if labelled else PersonalData.PSEUDONYMOUS,
        records=page.count,
    )
    columns = [
        Column("at", _("When")),
        Column("who", _("Who")),
        Column("what", _("What")),
        Column("record", _("Record")),
    ]
    rows = [
        row(moment(line.at.astimezone()), line.who, line.what, line.record) for line in page.lines
    ]
    notes = [Note(page.gone)] if page.gone else []
    if page.has_more:
        text = ngettext(
            "Only the latest %(num)d entry is shown.",
            "Only the latest %(num)d entries are shown.",
            len(page.lines),
        )
        notes.append(Note(text))
    entries = table("entries", "", columns, rows, empty=_("No entries."), compact=True)
    return Document(LOG_KEY, _("Event log"), period, head, (entries, *notes), landscape=False)


def audit_stem(wanted: AuditFilter, today: date) -> str:
    """What the files of an export are called."""
    return f"handelselogg_{(wanted.last or today).isoformat()}"


def note_export(session: WriteSession, key: str) -> Changes:
    """Log that a report that names people, or the log, has left the program; not to whom."""
    number = int(key[1:]) if key.startswith("R") and key[1:].isdecimal() else None
    operation = "audit.export" if key == LOG_KEY else "report.export"
    with session.writer.action(operation, (), "report", number, leaves_undo=True):
        return frozenset()


def prune_audit(session: WriteSession, today: date) -> bool:
    """Let go of entries older than 24 months; says whether any were.

    Their count stays. `domain.file.audit.prune_before` keeps a wrong clock from emptying the log.
    """
    month = prune_before(session.audit.months(), today)
    if month is None:
        return False
    with session.writer.action("audit.prune", (), leaves_undo=True):
        session.audit.prune(date.fromisoformat(f"{month}-01"))
    return True


def _labels(opened: OpenFile) -> dict[str, str]:
    return {f"{row.role}:{row.number}": row.label for row in access_rows(opened)}


def _line(entry: AuditEntry, labels: dict[str, str]) -> AuditLine:
    return AuditLine(
        at=entry.at,
        who=slot_word(entry.slot, labels.get(entry.slot, "")),
        what=operation_sentence(entry.operation),
        record=record_word(entry),
    )


def _gone(opened: OpenFile) -> str:
    pruned = opened.session.audit.pruned()
    count = sum(one.entries for one in pruned)
    if not count:
        return ""
    text = ngettext(
        "%(num)d older entry has been removed because of its age.",
        "%(num)d older entries have been removed because of their age.",
        count,
    )
    last = _("The log begins on %(day)s.") % {"day": day(max(one.before for one in pruned))}
    return f"{text} {last}"

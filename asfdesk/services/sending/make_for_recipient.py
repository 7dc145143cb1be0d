"""A report made for somebody: entered in the ledger with its bytes, then written (decisions C4).

A report without a recipient is a draft, which leaves the file untouched (`export_report.export`).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asfdesk.domain.alphabet import in_alphabet
from asfdesk.domain.period import Period
from asfdesk.domain.sending.sent import (
    KEY_BYTES,
    Enclosure,
    SentReport,
    kept_period,
    mac_of,
    series_of,
)
from asfdesk.domain.sending_codes import SentState
from asfdesk.errors import NeedsVaultKeyError, RefusedError
from asfdesk.i18n import _
from asfdesk.reports.document import PersonalData
from asfdesk.services.changes import Topic
from asfdesk.services.checks import need_text
from asfdesk.services.progress import silent
from asfdesk.services.sending.export_report import file_stem
from asfdesk.services.sending.publish_counts import remember_document
from asfdesk.services.sending.report_catalogue import check_request, make_report
from asfdesk.services.sending.sent_scope import Limits, Scope, keep_until
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from asfdesk.reports.document import Document
    from asfdesk.services.progress import Progress
    from asfdesk.services.sending.export_report import Format
    from asfdesk.services.sending.report_entry import ReportEntry, ReportRequest
    from asfdesk.services.session import ReadSession, WriteSession

SENT: frozenset[Topic] = frozenset({Topic.SENT})


@dataclass(frozen=True)
class MadeReport:
    """One document that was made for somebody, and the files that hold it."""

    sent_id: int
    document: Document
    files: tuple[Path, ...]


@dataclass(frozen=True)
class Part:
    """A document that is ready to be entered and written."""

    sent: SentReport
    enclosure: Enclosure = field(repr=False)
    document: Document = field(repr=False)
    files: tuple[tuple[str, str, bytes], ...] = field(repr=False)


def split_request(
    session: ReadSession, entry: ReportEntry, request: ReportRequest
) -> tuple[ReportRequest, ...]:
    """One request for each document: of some reports one for each buyer and month.

    A recipient who is called as a buyer gets that buyer's document only, if none is chosen.

    Raises:
        InvalidInputError: the period or a selection does not fit the report.
        RefusedError: there is nothing to make a document of.
    """
    check_request(session, entry, request)
    if not entry.per_buyer:
        return (request,)
    parts = [
        replace(request, period=period, buyer_id=buyer)
        for period in (Period.of_month(month) for month in request.period.months())
        for buyer in _buyers(session, entry, request, period)
    ]
    if not parts:
        raise RefusedError(
            _("There is nothing to send for %(period)s.") % {"period": str(request.period)},
            _("No agreement had a trainee or sold places then."),
            _("Choose another period or selection."),
        )
    return tuple(parts)


def buyers_to_choose(
    session: ReadSession, entry: ReportEntry, request: ReportRequest
) -> tuple[tuple[int, str], ...]:
    """(id, name) of the buyers that get a document of their own; () for other reports.

    Raises:
        InvalidInputError, RefusedError: as `split_request`.
    """
    if not entry.per_buyer:
        return ()
    names = {one.id: one.name for one in session.agreements.buyers()}
    found = {one.buyer_id for one in split_request(session, entry, request)}
    return tuple(
        sorted(
            ((buyer, names[buyer]) for buyer in found if buyer is not None),
            key=lambda one: in_alphabet(one[1]),
        )
    )


def _buyers(
    session: ReadSession, entry: ReportEntry, request: ReportRequest, period: Period
) -> list[int]:
    scope = Scope.of(session, period)
    agreements = scope.concerned(period, _limits(request), payers=entry.counts_payers)
    found = list(dict.fromkeys(one.buyer_id for one in agreements))
    if request.buyer_id is not None or request.agreement_id is not None:
        return found
    name = request.recipient.strip().casefold()
    called = [one.id for one in session.agreements.buyers() if one.name.strip().casefold() == name]
    return [one for one in found if one in called] if called else found


def make_for_recipient(  # noqa: PLR0913 - as `export`, and whom it goes to
    session: WriteSession,
    entry: ReportEntry,
    request: ReportRequest,
    formats: Sequence[Format],
    folder: Path | None,
    *,
    person: str = "",
    progress: Progress = silent,
) -> tuple[MadeReport, ...]:
    """Make a report for `request.recipient`, keep it and write it to a folder.

    Nothing is entered when a file cannot be written.

    Args:
        session: an owner's.
        entry: which report.
        request: what is asked for; its recipient is an organisation.
        formats: one file each.
        folder: where; None = it is only entered.
        person: who at the recipient's; sealed.
        progress: told after each rendered file.

    Raises:
        InvalidInputError: no recipient; the period or a selection does not fit the report.
        NeedsVaultKeyError: an adviser's session.
        RefusedError: there is nothing to send.
        ExportTargetLockedError, DiskFullError, ReadOnlyError: a file cannot be written.
    """
    if not session.identities_open:
        raise NeedsVaultKeyError(
            _("A report for a recipient can only be made with an owner's password."),
            _("What is sent is kept sealed in the file; an adviser's password cannot seal."),
            _("Leave out the recipient: the report is a draft then."),
        )
    recipient = need_text("recipient", request.recipient, _("Write who the report goes to."))
    asked = split_request(session, entry, replace(request, recipient=recipient))
    parts = []
    for done, one in enumerate(asked):
        progress(done, len(asked))
        parts.append(ready_part(session, entry, one, formats, person.strip()))
    if folder is not None:
        with explained():
            folder.mkdir(parents=True, exist_ok=True)
    with session.writer.action("sent.create", SENT, "sent_report", leaves_undo=True):
        made = tuple(_enter(session, part, folder) for part in parts)
    progress(len(asked), len(asked))
    return made


def _enter(session: WriteSession, part: Part, folder: Path | None) -> MadeReport:
    """Keep a document, remember the counts that it shows and hides, and write its files."""
    sent_id = session.sent.add(part.sent, part.enclosure, part.files)
    sent = part.sent
    remember_document(session, sent, part.document)
    return MadeReport(sent_id, part.document, _write(part, folder))


def _write(part: Part, folder: Path | None) -> tuple[Path, ...]:
    if folder is None:
        return ()
    for _kind, name, content in part.files:
        atomic_write(folder / name, content)
    return tuple(folder / name for _kind, name, _content in part.files)


def ready_part(
    session: ReadSession,
    entry: ReportEntry,
    request: ReportRequest,
    formats: Sequence[Format],
    person: str = "",
) -> Part:
    """One document, rendered and with all that the ledger keeps of it; nothing is entered yet."""
    document = make_report(session, entry, request)
    scope = Scope.of(session, request.period)
    agreements = scope.concerned(request.period, _limits(request), payers=entry.counts_payers)
    enclosure = _enclosure(session, entry, request, scope.people(request.period, agreements))
    personal = entry.personal is not PersonalData.NO
    months = request.period.months() if entry.rows else ()
    bare = SentReport(
        id=0,
        report=entry.key,
        version=1,
        period=kept_period(request.period),
        state=SentState.CREATED,
        created_at=request.created_at,
        record_count=_count(enclosure, document),
        recipient=request.recipient,
        agreement_id=request.agreement_id,
        buyer_id=request.buyer_id,
        layout=entry.layout(session, request) if entry.layout else "",
        month_versions={one: session.attendance.state(one).version for one in months},
        keep_until=keep_until(agreements) if personal else None,
        recipient_person=person,
    )
    sent = replace(bare, version=_next_version(session, request, entry.key))
    document = replace(document, head=replace(document.head, edition=sent.version))
    stem = _stem(session, entry, request, scope)
    files = tuple((one.key, f"{stem}.{one.key}", one.render(document)) for one in formats)
    return Part(replace(sent, mac=mac_of(sent, enclosure, files)), enclosure, document, files)


def _stem(session: ReadSession, entry: ReportEntry, request: ReportRequest, scope: Scope) -> str:
    """What the files are called; a buyer is named only where there could be another.

    A later version has another name, so that the one that went out before is not written over.
    """
    anybody = replace(_limits(request), buyer_id=None)
    found = scope.concerned(request.period, anybody, payers=entry.counts_payers)
    buyers = {one.buyer_id for one in found}
    named = replace(request, buyer_id=None) if buyers == {request.buyer_id} else request
    version = _next_version(session, request, entry.key)
    return file_stem(session, entry, named) + (f"_v{version}" if version > 1 else "")


def names_for_recipient(
    session: ReadSession, entry: ReportEntry, request: ReportRequest, formats: Sequence[Format]
) -> tuple[str, ...]:
    """What the files of `make_for_recipient` will be called.

    Raises:
        InvalidInputError, RefusedError: as there.
    """
    found = []
    for part in split_request(session, entry, request):
        stem = _stem(session, entry, part, Scope.of(session, part.period))
        found += [f"{stem}.{one.key}" for one in formats]
    return tuple(found)


def _enclosure(
    session: ReadSession,
    entry: ReportEntry,
    request: ReportRequest,
    placed: set[int],
) -> Enclosure:
    # As of the day it is made, as it is compared later.
    at_making = replace(request, today=request.created_at.date())
    rows = entry.rows(session, at_making) if entry.rows else ()
    people = {row.number for row in rows if row.number is not None}
    trainee = session.trainees.trainee(request.trainee_id) if request.trainee_id else None
    if trainee is not None:
        people = {trainee.number}
    elif entry.personal is not PersonalData.NO:
        # Somebody without a row can still stand in it, with a page or a name.
        people |= placed
    return Enclosure(
        secrets.token_hex(KEY_BYTES),
        rows,
        frozenset(people),
        trainee=trainee.number if trainee else None,
    )


def _count(enclosure: Enclosure, document: Document) -> int:
    """Rows about people or sums; of a report that only counts, the records behind it."""
    if all(row.number is None for row in enclosure.rows):
        return document.head.records or len(enclosure.rows)
    return len(enclosure.rows)


def _limits(request: ReportRequest) -> Limits:
    return Limits(request.agreement_id, request.buyer_id, request.trainee_id)


def _next_version(session: ReadSession, request: ReportRequest, key: str) -> int:
    """The how manieth this recipient gets for the period, in the same selection."""
    trainee = session.trainees.trainee(request.trainee_id) if request.trainee_id else None
    wanted = (
        key,
        request.agreement_id,
        request.buyer_id,
        request.recipient.strip().casefold(),
        trainee.number if trainee else None,
    )
    period = kept_period(request.period)
    return 1 + max(
        (
            one.version
            for one in session.sent.reports()
            if (one.report, one.period) == (key, period)
            and series_of(one, session.sent.enclosure(one.id)) == wanted
        ),
        default=0,
    )

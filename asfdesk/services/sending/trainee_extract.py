"""Data into R12e, the registerutdrag: everything the file holds about one trainee.

The catalogue makes it for one chosen trainee. A protected person's is made only from the person's
own file, with a reason that is sealed and logged as for every such look (decisions C2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.file.audit import AuditFilter
from asfdesk.domain.people.extract import SentAbout
from asfdesk.domain.period import Period, PeriodKind
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _, day, language
from asfdesk.reports.document import PersonalData
from asfdesk.reports.erasure_words import place_word
from asfdesk.reports.file.audit_words import slot_word
from asfdesk.reports.file.operation_words import operation_sentence
from asfdesk.reports.people import extract_report
from asfdesk.reports.people.extract_report import ExtractFacts
from asfdesk.reports.words import supervisor_word, trainee_word
from asfdesk.services.checks import need_identities
from asfdesk.services.column_texts import column_texts
from asfdesk.services.people.manage_trainees import need_trainee
from asfdesk.services.people.protect_trainees import open_protected
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.report_head import report_head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from asfdesk.domain.people.placements import Placement
    from asfdesk.reports.document import Document
    from asfdesk.services.session import ReadSession, WriteSession

MOST_LOGGED = 10_000
"""Entries of the event log in one extract."""


def trainee_extract(session: ReadSession, request: ReportRequest) -> Document:
    """The extract about the chosen trainee.

    Raises:
        InvalidInputError: nobody is chosen.
        RefusedError: the chosen trainee is protected.
    """
    if request.trainee_id is None:
        raise InvalidInputError(
            "trainee",
            _("The extract is about one trainee."),
            todo=_("Choose whom it is about."),
        )
    if need_trainee(session, request.trainee_id).protected:
        raise RefusedError(
            _("This person is protected."),
            _("What is written about a protected person opens with a reason, which is logged."),
            _("Open the person's file under Trainees, and make the extract there."),
        )
    return _document(session, request, request.trainee_id)


def extract_of_file(
    session: WriteSession, trainee_id: int, created_at: datetime, reason: str = ""
) -> Document:
    """The extract from the trainee's own file, also of a protected person.

    Args:
        session: an owner's.
        trainee_id: whom it is about.
        created_at: now.
        reason: why a protected person's is opened; sealed and logged.

    Raises:
        InvalidInputError: the person is protected, and no reason was given.
        NeedsVaultKeyError: an adviser's session.
    """
    need_identities(session)
    if need_trainee(session, trainee_id).protected:
        open_protected(session, trainee_id, reason, created_at)
    today = created_at.date()
    period = Period(today, today, PeriodKind.DAY)
    request = ReportRequest(period, today, created_at, trainee_id=trainee_id)
    return _document(session, request, trainee_id)


def _document(session: ReadSession, request: ReportRequest, trainee_id: int) -> Document:
    trainee = need_trainee(session, trainee_id)
    placements = session.placements.of_trainee(trainee_id)
    tables = session.extracts.tables(trainee_id)
    head = report_head(
        session,
        request,
        personal=PersonalData.YES,
        records=sum(len(one.rows) for one in tables),
        cut_off=request.today,
    )
    identity = session.trainees.identity(trainee_id)
    facts = ExtractFacts(
        who=f"{identity.name} ({trainee_word(trainee.number)})".removeprefix(" "),
        tables=tables,
        sent=tuple(_sent(session, trainee.number)),
        kept_until=_kept(session, placements),
        names=_names(session, placements),
        described=_described(),
        log=tuple(
            (entry.at, operation_sentence(entry.operation), slot_word(entry.slot))
            for entry in session.audit.entries(AuditFilter(trainee=trainee.number), 0, MOST_LOGGED)
        ),
        mentions=tuple(
            (place_word(place), count)
            for place, count in session.erasure.mentions([identity.name.strip()])
        ),
    )
    return extract_report.build(head, request.period, facts)


def _sent(session: ReadSession, number: int) -> Iterator[SentAbout]:
    for one in session.sent.reports():
        enclosure = session.sent.enclosure(one.id)
        if enclosure is None or number not in enclosure.people:
            continue
        yield SentAbout(
            one.report,
            one.period,
            one.recipient,
            day(one.created_at.date()),
            day(one.sent_on) if one.sent_on else None,
            tuple(tuple(row.values.items()) for row in enclosure.rows if row.number == number),
        )


def _kept(session: ReadSession, placements: list[Placement]) -> tuple[tuple[str, date | None], ...]:
    held = {one.agreement_id for one in placements}
    found = (one for one in session.agreements.agreements() if one.id in held)
    return tuple((one.name, one.keep_until) for one in found)


def _names(session: ReadSession, placements: list[Placement]) -> dict[tuple[str, int], str]:
    """What the row numbers in a trainee's rows stand for; placements are counted."""
    names = {("agreement_id", one.id): one.name for one in session.agreements.agreements()}
    for number, one in enumerate(sorted(placements, key=lambda one: one.id), 1):
        names["placement_id", one.id] = str(number)
        for schedule in one.schedules:
            names["schedule_id", schedule.id] = f"{number} ({day(schedule.valid_from)})"
    names |= {("buyer_id", one.id): one.name for one in session.agreements.buyers()}
    names |= {("group_id", one.id): one.name for one in session.work_groups.groups()}
    names |= {
        ("invoice_id", one.id): one.number or day(one.invoiced_on)
        for one in session.invoices.invoices()
    }
    names |= {
        ("supervisor_id", one.id): supervisor_word(one.number)
        for one in session.supervision.supervisors()
    }
    return names


def _described() -> Callable[[str, str], str]:
    texts, spoken = column_texts(), language()
    return lambda table, column: texts(table, column)[spoken]

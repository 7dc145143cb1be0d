"""The ledger of what was made for somebody: looking, marking as sent, taking out again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.sending.sent import mac_of
from asfdesk.domain.sending_codes import SentState
from asfdesk.errors import AsfDeskError, InvalidInputError, RefusedError
from asfdesk.i18n import _, day
from asfdesk.services.changes import Topic
from asfdesk.services.checks import need_identities, need_text
from asfdesk.services.sending.report_catalogue import CATALOGUE
from asfdesk.services.sending.sent_rows import agrees, differences_now, kept_report
from asfdesk.services.sending.sent_scope import Scope, kept_until
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from asfdesk.domain.sending.report_rows import RowDifference
    from asfdesk.domain.sending.sent import SentFile, SentReport
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

SENT: Changes = frozenset({Topic.SENT})


@dataclass(frozen=True)
class SentLine:
    """One line of the ledger.

    Attributes:
        title: what the report is called.
        about: buyer or agreement that it is limited to; "" = everything.
        files: what is kept of it; empty when people in it have been erased.
        waits: it has gone, and must be sent again.
    """

    sent: SentReport
    title: str
    about: str
    kept_until: date | None
    files: tuple[SentFile, ...] = field(repr=False)
    waits: bool


@dataclass(frozen=True)
class Comparison:
    """What was sent beside what would be made today.

    Attributes:
        whole: the kept bytes and rows are those that were sent; None when they have gone.
        differences: rows that are not as they were sent.
        trouble: why the report cannot be made today; "" when it can.
        compared: False for a report that has no rows to compare.
    """

    sent: SentReport
    whole: bool | None
    differences: tuple[RowDifference, ...] = field(repr=False, default=())
    trouble: str = ""
    compared: bool = True


def sent_lines(session: ReadSession) -> tuple[SentLine, ...]:
    """The whole ledger, the latest first. With an adviser's key without names of files."""
    titles = {one.key: one.title() for one in CATALOGUE}
    names, scope = ledger_names(session), Scope.of(session)
    files: dict[int, list[SentFile]] = {}
    for one in session.sent.files():
        files.setdefault(one.sent_id, []).append(one)
    waiting = {one.sent_id for one in session.sent.resends()}
    return tuple(
        SentLine(
            sent,
            titles.get(sent.report, sent.report),
            names(sent.buyer_id, sent.agreement_id),
            kept_until(scope, sent),
            tuple(files.get(sent.id, ())),
            sent.id in waiting and sent.state is SentState.SENT,
        )
        for sent in reversed(session.sent.reports())
    )


def ledger_names(session: ReadSession) -> Callable[[int | None, int | None], str]:
    """Buyer and agreement ids in words: "Buyer", "Buyer: Agreement" or ""."""
    buyers = {one.id: one.name for one in session.agreements.buyers()}
    agreements = {one.id: one.name for one in session.agreements.agreements()}

    def words(buyer_id: int | None, agreement_id: int | None) -> str:
        found = (buyers.get(buyer_id or 0, ""), agreements.get(agreement_id or 0, ""))
        return ": ".join(filter(None, found))

    return words


def mark_sent(session: WriteSession, sent_id: int, on: date, today: date) -> Changes:
    """One report has gone, see `mark_all_sent`."""
    return mark_all_sent(session, (sent_id,), on, today)


def mark_all_sent(session: WriteSession, sent_ids: Sequence[int], on: date, today: date) -> Changes:
    """They have gone: by mail, through a portal or on paper. What waited for them is done.

    Each is marked for itself, so that the log says so of each; none when one cannot be.

    Raises:
        InvalidInputError: the day is in the future, or before one of them was made.
        NeedsVaultKeyError: an adviser's session.
    """
    need_identities(session)
    reports = [need_sent(session, one) for one in sent_ids]
    _need_day_sent(on, max((one.created_at.date() for one in reports), default=on), today)
    for sent in reports:
        done = _answered(session, sent, today)
        with session.writer.action("sent.mark", SENT, "sent_report", sent.id, leaves_undo=True):
            session.sent.set_sent(sent.id, on)
            for resend_id in done:
                session.sent.set_resent(resend_id, on)
    return SENT


def _need_day_sent(on: date, made: date, today: date) -> None:
    if on > today:
        raise InvalidInputError(
            "sent_on",
            _("The day has not come yet."),
            _("What has been sent was sent today or earlier."),
            _("Choose today or an earlier day."),
        )
    if on < made:
        raise InvalidInputError(
            "sent_on",
            _("The report was made on %(day)s.") % {"day": day(made)},
            _("It cannot have been sent before."),
            _("Choose that day or a later one."),
        )


def confirm_sent(session: WriteSession, sent_id: int, on: date | None, today: date) -> Changes:
    """The recipient says that it came; None takes that back.

    Raises:
        InvalidInputError: the day is in the future, or before it was sent.
        RefusedError: it has not been sent.
    """
    need_identities(session)
    sent = need_sent(session, sent_id)
    if sent.sent_on is None:
        raise RefusedError(
            _("The report has not been marked as sent."),
            _("Only what has been sent can be confirmed."),
            _("Mark it as sent first."),
        )
    if on is not None and not sent.sent_on <= on <= today:
        raise InvalidInputError(
            "confirmed_on",
            _("The day must lie between the day it was sent and today."),
            _("It was sent on %(day)s.") % {"day": day(sent.sent_on)},
            _("Choose a day from then on."),
        )
    with session.writer.action("sent.confirm", SENT, "sent_report", sent_id, leaves_undo=True):
        session.sent.set_confirmed(sent_id, on)
    return SENT


def protected_in(session: ReadSession, sent_id: int) -> tuple[int, ...]:
    """Running numbers of those in a kept report who are protected now."""
    enclosure = session.sent.enclosure(sent_id)
    people = enclosure.people if enclosure else frozenset()
    trainees = session.trainees.trainees()
    return tuple(sorted(one.number for one in trainees if one.protected and one.number in people))


def take_out_kept(
    session: WriteSession, file: SentFile, folder: Path, at: datetime, reason: str = ""
) -> Path:
    """Write a kept file to a folder again, byte for byte; logged like every export.

    Args:
        session: an owner's.
        file: which.
        folder: where.
        at: now.
        reason: why, when somebody in it is protected now; kept as for every such look.

    Raises:
        InvalidInputError: somebody in it is protected, and no reason was given.
        NeedsVaultKeyError: an adviser's session.
        RefusedError: it has gone.
    """
    need_identities(session)
    content = session.sent.content(file.id)
    if content is None:
        raise _gone()
    protected = protected_in(session, file.sent_id)
    text = ""
    if protected:
        text = need_text("reason", reason, _("Write why you need to see who this is."))
    path = folder / file.name
    with explained():
        folder.mkdir(parents=True, exist_ok=True)
    topics = (Topic.TRAINEES,) if protected else ()
    with session.writer.action(
        "sent.take_out", topics, "sent_report", file.sent_id, leaves_undo=True
    ):
        for number in protected:
            trainee = session.trainees.by_number(number)
            if trainee is not None:
                session.trainees.add_opening(trainee.id, at.isoformat(), text)
        atomic_write(path, content)
    return path


def compare_sent(session: ReadSession, sent_id: int, today: date) -> Comparison:
    """What was sent beside what would be made today.

    Raises:
        NeedsVaultKeyError: an adviser's session.
    """
    need_identities(session)
    sent = need_sent(session, sent_id)
    kept = kept_report(session, sent)
    whole = is_as_sent(session, sent)
    if kept is None or kept.entry.rows is None:
        return Comparison(sent, whole, compared=False)
    try:
        return Comparison(sent, whole, tuple(differences_now(session, kept, today)))
    except AsfDeskError as error:
        return Comparison(sent, whole, trouble=str(error))


def is_as_sent(session: ReadSession, sent: SentReport) -> bool | None:
    """Whether the kept bytes and rows are those the HMAC was made of; None when they have gone."""
    enclosure = session.sent.enclosure(sent.id)
    files = [
        (one.format, one.name, session.sent.content(one.id)) for one in session.sent.files(sent.id)
    ]
    there = [(kind, name, content) for kind, name, content in files if content is not None]
    if enclosure is None or enclosure.gone or len(there) != len(files) or not files:
        return None
    return mac_of(sent, enclosure, there) == sent.mac


def need_sent(session: ReadSession, sent_id: int) -> SentReport:
    """A report of the ledger.

    Raises:
        RefusedError: it is not there.
    """
    sent = session.sent.report(sent_id)
    if sent is None:
        raise _gone()
    return sent


def _gone() -> RefusedError:
    return RefusedError(
        _("What was sent is not kept any more."),
        _("Somebody in it has been erased, and the time it had to be kept was over."),
        _("Make the report anew if you need it; who was erased is not in it."),
    )


def _answered(session: ReadSession, sent: SentReport, today: date) -> list[int]:
    """What waits for this report and is done by it: a later version that agrees with today."""
    kept = kept_report(session, sent)
    if kept is None or not agrees(session, kept, today):
        return []
    found = []
    for one in session.sent.resends():
        asked = session.sent.report(one.sent_id)
        like = kept_report(session, asked) if asked and one.period == sent.period else None
        if like is not None and like.series == kept.series and sent.id > one.sent_id:
            found.append(one.id)
    return found

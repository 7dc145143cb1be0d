"""Gallring: erase a trainee, or anonymise: who it was goes, the hours stay under the number.

Neither can be undone. An erasure is three things in this order: the rows go from the working copy
and its pages are rebuilt; the file is saved; every backup on this computer is opened, relieved of
the same person, verified and replaced. A tombstone (running number, day, kind, reason as a code)
stays in the file, so that other computers' backups and older copies follow when they meet it
(decisions C12). What the program cannot reach stands in the certificate.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.file.erasure import ErasureKind, Tombstone
from asfdesk.domain.people.waiting import trace_number
from asfdesk.domain.period import Period, PeriodKind
from asfdesk.errors import AsfDeskError, InvalidInputError, RefusedError
from asfdesk.i18n import _, day, month_name, ngettext
from asfdesk.reports.document import PersonalData
from asfdesk.reports.file import erasure_certificate
from asfdesk.reports.file.erasure_certificate import ErasureFacts
from asfdesk.services.changes import Topic
from asfdesk.services.checks import need_identities
from asfdesk.services.file.manage_backups import rewrite_backups
from asfdesk.services.people.manage_trainees import need_trainee
from asfdesk.services.sending.erasure_obstacles import erasure_obstacles
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.report_head import report_head
from asfdesk.storage.file.erasure_store import compact, follow, passed_over
from asfdesk.storage.file.known_erasures import known_erasures, remember_erasures

if TYPE_CHECKING:
    from datetime import date, datetime

    from asfdesk.domain.file.erasure import ErasureReason, Obstacles, Removed
    from asfdesk.domain.people.waiting import Waiting
    from asfdesk.reports.document import Document
    from asfdesk.services.changes import Changes
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import ReadSession, WriteSession
    from asfdesk.storage._driver import Database
    from asfdesk.storage.vault import Vault

CHANGED: Changes = frozenset(
    {
        Topic.TRAINEES,
        Topic.PLACEMENTS,
        Topic.ATTENDANCE,
        Topic.SUPERVISION,
        Topic.AGREEMENTS,
        Topic.SENT,
    }
)
FOLLOWED_REQUEST: Changes = frozenset({Topic.WAITING})
_LEAST_LETTERS = 4
"""A shorter surname is looked for as a part of the whole name only."""


@dataclass(frozen=True)
class ErasureRequest:
    """What the user asks for.

    Attributes:
        typed_number: the running number, typed to confirm.
        checked: the user has checked agreements whose records have no day to be kept until.
    """

    trainee_id: int
    kind: ErasureKind
    reason: ErasureReason
    typed_number: str
    checked: bool = False


@dataclass(frozen=True)
class ErasureView:
    """What the dialog shows before anything is done."""

    trainee_id: int
    number: int
    obstacles: Obstacles
    there: Removed


def erasure_view(session: ReadSession, trainee_id: int, today: date) -> ErasureView:
    """What there is of a trainee, and what stands in the way.

    Raises:
        NeedsVaultKeyError: an adviser's session.
    """
    need_identities(session)
    trainee = need_trainee(session, trainee_id)
    return ErasureView(
        trainee_id,
        trainee.number,
        erasure_obstacles(session, trainee_id, today),
        session.erasure.counts(trainee_id),
    )


def erase_trainee(opened: OpenFile, request: ErasureRequest, today: date) -> ErasureFacts:
    """Erase or anonymise, save, and carry it into every backup on this computer.

    Once the rows are gone, trouble with saving or backups is told in what is returned; the next
    opening takes it up again.

    Raises:
        InvalidInputError: the number typed is another, or agreements have not been checked.
        RefusedError: something stands in the way; says what to do.
        NeedsVaultKeyError: an adviser's session.
    """
    session = opened.writing()
    view = erasure_view(session, request.trainee_id, today)
    _check(view, request)
    name = session.trainees.identity(request.trainee_id).name
    stone = Tombstone(
        view.number, _erased_on(session, request.trainee_id, today), request.kind, request.reason
    )
    removed = _take_out(session, request.trainee_id, stone)
    mentions = tuple(session.erasure.mentions(_words(name)))
    return _finish(opened, ErasureFacts(stone, opened.slot, removed, mentions))


def follow_tombstones(opened: OpenFile) -> int:
    """After an opening: do what erasures elsewhere ask for; returns how many trainees went.

    An older copy that is opened on a computer that knows of an erasure loses the person at once.
    A file whose erasures this computer has not carried into its backups has them rewritten.
    """
    session, client = opened.write, opened.file.manifest.client
    if session is None or not session.identities_open:
        return 0
    known = known_erasures(client)
    there = session.erasure.vouched_tombstones()
    done = sum(_follow(session, stone) for stone in _without(known, there))
    if done:
        compact(opened.file.database)
    stones = session.erasure.vouched_tombstones()
    if _without(stones, known):
        _rewrite(opened, stones)
    return done


def erased_words(followed: int) -> str:
    """What the user is told about those who went from this copy."""
    return ngettext(
        "%(num)d trainee who has been erased from the file was removed from this copy too.",
        "%(num)d trainees who have been erased from the file were removed from this copy too.",
        followed,
    )


def _check(view: ErasureView, request: ErasureRequest) -> None:
    found = view.obstacles
    if found.stops(request.kind):
        raise RefusedError(*hindrance(found, request.kind))
    if found.doubtful and not request.checked:
        raise InvalidInputError(
            "checked",
            _("Some agreements do not say how long their records must be kept."),
            ", ".join(found.doubtful),
            _("Look in the agreement or the funder's decision, then tick the box."),
        )
    if request.typed_number.strip() != str(view.number):
        raise InvalidInputError(
            "number",
            _("This is not the trainee's number."),
            "",
            _("Write %(number)d to confirm.") % {"number": view.number},
        )


def hindrance(found: Obstacles, kind: ErasureKind) -> tuple[str, str, str]:
    """What, why and what to do, for what stands in the way."""
    if found.running:
        return (
            _("The trainee has a placement that has not ended."),
            _("What somebody takes part in now cannot be erased."),
            _("End the placement first."),
        )
    if found.kept_until:
        name, until = max(found.kept_until, key=lambda one: one[1])
        return (
            _("The records must be kept until %(day)s.") % {"day": day(until)},
            _("The agreement %(name)s says so; whoever pays may audit until then.")
            % {"name": name},
            _("Come back after that day. If the day is wrong, change it on the agreement."),
        )
    held = [(name, until) for name, until in found.sent if until is not None]
    if held:
        name, until = max(held, key=lambda one: one[1])
        return (
            _("What was sent must be kept until %(day)s.") % {"day": day(until)},
            _("The trainee is in %(report)s; an agreement in it says so.") % {"report": name},
            _("Come back after that day. If the day is wrong, change it on the agreement."),
        )
    if kind is ErasureKind.ERASED and found.locked:
        months = ", ".join(month_name(one.year, one.number) for one in found.locked)
        return (
            _("There is attendance in locked months: %(months)s.") % {"months": months},
            _("It has been reported and invoiced, and bookkeeping rests on it for seven years."),
            _("Anonymise instead: who it was goes, and the hours stay under the number."),
        )
    return ("", "", "")


def _erased_on(session: WriteSession, trainee_id: int, today: date) -> date:
    """Today, but never before the trainee was registered.

    With a clock that is behind, backups would take the trainee for somebody registered under the
    number later, and keep them (`erasure_store.follow`).
    """
    registered = need_trainee(session, trainee_id).registered_on
    return max(today, registered or today)


def _take_out(session: WriteSession, trainee_id: int, stone: Tombstone) -> Removed:
    operation = "trainee.erase" if stone.kind is ErasureKind.ERASED else "trainee.anonymise"
    requests = session.waiting.of_trainee(trainee_id)
    with session.writer.action(
        operation, CHANGED, "tombstone", session.erasure.next_tombstone(stone), undoable=False
    ):
        removed = session.erasure.take_out(trainee_id, stone.kind)
        session.erasure.add_tombstone(stone)
        for request in requests:
            session.erasure.add_tombstone(_of_request(stone, request))
    return removed


def _of_request(stone: Tombstone, request: Waiting) -> Tombstone:
    """What takes the same person out of a copy in which it was still on the waiting list."""
    return Tombstone(
        trace_number(request.id),
        max(stone.erased_on, request.received_on),
        ErasureKind.ERASED,
        stone.reason,
    )


def _finish(opened: OpenFile, done: ErasureFacts) -> ErasureFacts:
    failed: tuple[str, ...] = ()
    saved, backups, trouble = False, 0, ""
    try:
        compact(opened.file.database)
        opened.publish()
        saved = True
        backups, failed = _rewrite(opened, opened.session.erasure.vouched_tombstones())
    except AsfDeskError as error:
        trouble = str(error)
    return replace(done, saved=saved, backups=backups, failed=failed, trouble=trouble)


def _rewrite(opened: OpenFile, stones: list[Tombstone]) -> tuple[int, tuple[str, ...]]:
    doubtful: list[int] = []

    def change(db: Database, vault: Vault) -> None:
        follow(db, stones, vault, vouch=False)
        doubtful.extend(passed_over(db, stones))

    result = rewrite_backups(opened, change)
    if doubtful:
        numbers = ", ".join(str(number) for number in sorted(set(doubtful)))
        left = (
            _("backups in which number %(numbers)s is registered after the erasure")
            % {"numbers": numbers},
        )
        return result.done, (*(one.name for one in result.left), *left)
    if not result.left:
        remember_erasures(opened.file.manifest.client, stones)
    return result.done, tuple(one.name for one in result.left)


def _follow(session: WriteSession, stone: Tombstone) -> bool:
    if stone.number < 0:
        return _follow_request(session, stone)
    trainee = session.trainees.by_number(stone.number)
    if trainee is None or (trainee.registered_on and trainee.registered_on > stone.erased_on):
        return False
    _take_out(session, trainee.id, stone)
    return True


def _follow_request(session: WriteSession, stone: Tombstone) -> bool:
    if not session.erasure.has_request(stone):
        return False
    row = session.erasure.next_tombstone(stone)
    with session.writer.action(
        "waiting.remove", FOLLOWED_REQUEST, "tombstone", row, undoable=False
    ):
        session.erasure.take_request(stone)
        session.erasure.add_tombstone(stone)
    return True


def _without(stones: list[Tombstone], others: list[Tombstone]) -> list[Tombstone]:
    there = {(one.number, one.kind) for one in others}
    return [one for one in stones if (one.number, one.kind) not in there]


def _words(name: str) -> list[str]:
    parts = name.split()
    last = parts[-1] if parts and len(parts[-1]) >= _LEAST_LETTERS else ""
    return [name.strip(), last]


def certificate(opened: OpenFile, done: ErasureFacts, created_at: datetime) -> Document:
    """What was done, to keep."""
    stone = done.stone
    period = Period(stone.erased_on, stone.erased_on, PeriodKind.DAY)
    request = ReportRequest(period, stone.erased_on, created_at)
    head = report_head(opened.session, request, personal=PersonalData.PSEUDONYMOUS)
    return erasure_certificate.build(head, period, done)

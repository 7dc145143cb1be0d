"""The waiting list: who asks for a place, and the one step from there to a placement.

Somebody with a protected identity waits without contact and note; the name stays sealed, no list
shows it, and the way to the person goes through the referring body. Protecting cannot be undone,
and empties the undo list (decisions C2, C11). It leaves a trace, so that backups and older copies
follow, whether or not the request has been removed or become a trainee since. Who starts a
placement becomes a protected trainee.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.people.placement_codes import WaitingStatus
from asfdesk.domain.people.trainees import Identity
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import check_order, missing, need_identities
from asfdesk.services.people.manage_trainees import check_new_trainee, write_new_trainee
from asfdesk.services.people.protect_trainees import trace_request, write_protection
from asfdesk.services.people.written_checks import checked_text, not_after_today

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.waiting import Waiting
    from asfdesk.services.changes import Changes
    from asfdesk.services.people.manage_trainees import NewTrainee
    from asfdesk.services.session import ReadSession, WriteSession

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
_PHONE = re.compile(r"[+\d][\d ()/-]{4,24}")

CHANGED: Changes = frozenset({Topic.WAITING})
STARTED: Changes = frozenset({Topic.WAITING, Topic.TRAINEES, Topic.PLACEMENTS})


def add_request(session: WriteSession, request: Waiting, today: date) -> Changes:
    """Put somebody on the waiting list; the id is not used.

    Raises:
        InvalidInputError: names the field.
        NeedsVaultKeyError: an adviser's session, and something to seal.
    """
    checked = _checked(session, replace(request, trainee_id=None), today)
    checked = _closed_up(session, None, checked)
    with session.writer.action("waiting.add", CHANGED, "waiting", undoable=not checked.protected):
        row = session.waiting.add_request(checked)
        if checked.protected:
            trace_request(session, replace(checked, id=row), protected=True)
    return CHANGED


def change_request(session: WriteSession, request: Waiting, today: date) -> Changes:
    """Write a request anew, or close it. One that became a trainee is left as it is.

    An adviser's session changes what is clear; the texts stay as they are.
    """
    before = need_request(session, request.id)
    if before.status is WaitingStatus.STARTED:
        raise RefusedError(
            _("This request has become a trainee."),
            todo=_("Change the trainee or the placement instead."),
        )
    checked = _checked(session, replace(request, trainee_id=before.trainee_id), today)
    checked = _closed_up(session, before, checked)
    undoable = checked.protected == before.protected
    with session.writer.action("waiting.change", CHANGED, "waiting", request.id, undoable=undoable):
        session.waiting.change_request(checked)
        if not undoable:
            trace_request(session, checked, protected=checked.protected)
    return CHANGED


def remove_request(session: WriteSession, waiting_id: int) -> Changes:
    """Take a request away with everything that is written in it.

    Raises:
        NeedsVaultKeyError: an adviser's session; the sealed texts would go too.
    """
    need_identities(session)
    need_request(session, waiting_id)
    with session.writer.action("waiting.remove", CHANGED, "waiting", waiting_id):
        session.waiting.remove_request(waiting_id)
    return CHANGED


def start_request(session: WriteSession, waiting_id: int, new: NewTrainee, today: date) -> Changes:
    """From the waiting list to a trainee with a placement, in one step that is undone as one.

    Name, contact and note leave the list: from now on they are the trainee's.

    Raises:
        InvalidInputError: names the field; without a placement it is "agreement_id".
        RefusedError: the request is closed.
        NeedsVaultKeyError: an adviser's session.
    """
    need_identities(session)
    before = need_request(session, waiting_id)
    if not before.in_queue:
        raise RefusedError(
            _("This request is no longer on the waiting list."),
            todo=_("Put it back on the list first."),
        )
    if new.placement is None:
        raise InvalidInputError("agreement_id", _("Choose an agreement."))
    if before.protected and not new.identity.name.strip():
        new = replace(new, identity=replace(new.identity, name=before.name))
    checked = check_new_trainee(session, new, today)
    with session.writer.action(
        "waiting.start", STARTED, "waiting", waiting_id, undoable=not before.protected
    ):
        trainee_id = write_new_trainee(session, checked, today)
        if before.protected:
            write_protection(session, trainee_id)
        session.waiting.change_request(
            replace(
                before,
                status=WaitingStatus.STARTED,
                closed_on=max(today, before.received_on),
                trainee_id=trainee_id,
                name="",
                contact="",
                note="",
            )
        )
    return STARTED


def identity_of(request: Waiting) -> Identity:
    """What a request tells of who somebody is: where a trainee's form begins.

    A contact that is neither an e-mail address nor a telephone number goes into the note.
    """
    contact = request.contact
    email = contact if _EMAIL.fullmatch(contact) else ""
    phone = contact if _PHONE.fullmatch(contact) else ""
    told = [request.note] if email or phone else [contact, request.note]
    note = "\n".join(one for one in told if one)
    return Identity(name=request.name, phone=phone, email=email, note=note)


def need_request(session: ReadSession, waiting_id: int) -> Waiting:
    """A request that must be there; RefusedError if not."""
    request = session.waiting.request(waiting_id)
    if request is None:
        raise missing()
    return request


def _closed_up(session: ReadSession, before: Waiting | None, request: Waiting) -> Waiting:
    """A request as it may be kept: a protected person's texts neither come in nor are changed.

    Raises:
        NeedsVaultKeyError: an adviser's session would change who is protected.
    """
    was = before is not None and before.protected
    if request.protected != was:
        need_identities(session)
    if was and before is not None:
        request = replace(request, name=before.name, contact=before.contact, note=before.note)
    return replace(request, contact="", note="") if request.protected else request


def _checked(session: WriteSession, request: Waiting, today: date) -> Waiting:
    if request.status is WaitingStatus.STARTED:
        raise InvalidInputError(
            "status",
            _("Only a placement makes a request begin."),
            todo=_("Use Start placement instead."),
        )
    not_after_today("received_on", request.received_on, today)
    if request.buyer_id is not None and session.agreements.buyer(request.buyer_id) is None:
        raise InvalidInputError("buyer_id", _("Choose a buyer."))
    closed_on = None if request.in_queue else request.closed_on or today
    check_order("closed_on", request.received_on, closed_on)
    return replace(
        request,
        closed_on=closed_on,
        name=checked_text("name", request.name),
        contact=checked_text("contact", request.contact),
        note=checked_text("note", request.note),
    )

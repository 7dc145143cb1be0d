"""Protected identity: a blocking state, not a colour (decisions C2, trust.md §7).

Protecting somebody
* wipes address, telephone, e-mail, emergency contact, notes and the clock times of schedules
  (what says where and when the person can be found), the case numbers of decisions, which stand
  in clear text, and the age bands, which statistics use; neither clock times nor case numbers are
  taken in afterwards (`placement_checks`);
* keeps name, number and birth year sealed: they are needed for the funder's own routine, but no
  list shows them. Everywhere the person is "Skyddad person 7" to owners, "Deltagare 7" to advisers;
* keeps placement, hours and sex;
* cannot be undone, and empties the undo list, which would still hold what was wiped (C11).

Backups and older copies from before follow when they are restored or opened: the file and the
computers that have saved it carry the running numbers (`storage.file.protection_store`), and the
numbers of the person's requests, who may still stand on the waiting list there.

Looking at the sealed identity asks for a reason, which is sealed and logged with the time.
Nothing ever says why somebody is protected.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.people.waiting import trace_number
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import need_identities, need_text
from asfdesk.services.people.age_bands import bands_of
from asfdesk.services.people.manage_trainees import first_day, need_trainee, without_contact

if TYPE_CHECKING:
    from datetime import date, datetime

    from asfdesk.domain.people.trainees import Identity, Trainee
    from asfdesk.domain.people.waiting import Waiting
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession

CHANGED: Changes = frozenset({Topic.TRAINEES, Topic.PLACEMENTS, Topic.ATTENDANCE, Topic.WAITING})


def protect_trainee(session: WriteSession, trainee_id: int) -> Changes:
    """Make somebody a protected person; see the module for what is wiped.

    Raises:
        NeedsVaultKeyError: an adviser's session; sealed fields would have to be written.
    """
    need_trainee(session, trainee_id)
    need_identities(session)
    with session.writer.action("trainee.protect", CHANGED, "trainee", trainee_id, undoable=False):
        write_protection(session, trainee_id)
    return CHANGED


def write_protection(session: WriteSession, trainee_id: int) -> None:
    """Write it inside an open action that cannot be undone."""
    trainee = need_trainee(session, trainee_id)
    identity = without_contact(session.trainees.identity(trainee_id))
    session.trainees.change_trainee(replace(trainee, protected=True))
    session.trainees.set_identity(trainee_id, identity)
    session.trainees.set_age_bands(trainee_id, {})
    _leave_trace(session, trainee, protected=True)
    for request in session.waiting.of_trainee(trainee_id):
        session.waiting.change_request(replace(request, protected=True))
        trace_request(session, request, protected=True)
    _wipe_clock_times(session, trainee_id)
    _wipe_references(session, trainee_id)


def unprotect_trainee(
    session: WriteSession, trainee_id: int, reason: str, at: datetime, today: date
) -> Changes:
    """End the protection; the reason is sealed and logged. What was wiped does not come back."""
    trainee = need_trainee(session, trainee_id)
    text = _need_reason(reason)
    identity = session.trainees.identity(trainee_id)
    bands = bands_of(identity, first_day(session, trainee), today)
    with session.writer.action("trainee.unprotect", CHANGED, "trainee", trainee_id, undoable=False):
        session.trainees.change_trainee(replace(trainee, protected=False))
        session.trainees.set_age_bands(trainee_id, bands)
        session.trainees.add_opening(trainee_id, at.isoformat(), text)
        _leave_trace(session, trainee, protected=False)
        for request in session.waiting.of_trainee(trainee_id):
            session.waiting.change_request(replace(request, protected=False))
            trace_request(session, request, protected=False)
    return CHANGED


def open_protected(session: WriteSession, trainee_id: int, reason: str, at: datetime) -> Identity:
    """The sealed identity of a protected person; who looked, when and why is kept.

    Raises:
        InvalidInputError: no reason.
        NeedsVaultKeyError: an adviser's session.
        RefusedError: the person is not protected, so there is nothing to open.
    """
    trainee = need_trainee(session, trainee_id)
    identity = session.trainees.identity(trainee_id)
    if not trainee.protected:
        raise RefusedError(
            _("This trainee is not protected."),
            todo=_("Nothing needs to be opened; the name stands in the list."),
        )
    text = _need_reason(reason)
    with session.writer.action("trainee.open", CHANGED, "trainee", trainee_id, leaves_undo=True):
        session.trainees.add_opening(trainee_id, at.isoformat(), text)
    return identity


def _leave_trace(session: WriteSession, trainee: Trainee, *, protected: bool) -> None:
    """What makes backups and older copies follow; never dated before the trainee was registered."""
    day = session.writer.now().date()
    day = max(day, trainee.registered_on or day)
    session.protection.note_protection(trainee.number, day, protected=protected)


def trace_request(session: WriteSession, request: Waiting, *, protected: bool) -> None:
    """What makes copies follow in which the person still waits, inside an open action."""
    day = max(session.writer.now().date(), request.received_on)
    session.protection.note_protection(trace_number(request.id), day, protected=protected)


def _need_reason(reason: str) -> str:
    return need_text("reason", reason, _("Write why you need to see who this is."))


def _wipe_references(session: WriteSession, trainee_id: int) -> None:
    for placement in session.placements.of_trainee(trainee_id):
        for decision in placement.decisions:
            if decision.reference:
                session.decisions.change_decision(replace(decision, reference=""))


def _wipe_clock_times(session: WriteSession, trainee_id: int) -> None:
    for placement in session.placements.of_trainee(trainee_id):
        for schedule in placement.schedules:
            if any(slot.start_minute is not None for slot in schedule.week.values()):
                week = {d: replace(s, start_minute=None) for d, s in schedule.week.items()}
                session.placements.change_schedule(replace(schedule, week=week))

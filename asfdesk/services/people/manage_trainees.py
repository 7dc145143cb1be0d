"""Trainees: register, change, end, take up again, remove if unused, protect."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asfdesk.domain.people.placement_codes import WaitingStatus
from asfdesk.domain.people.trainees import Identity, Trainee
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import check_order, missing, need_identities
from asfdesk.services.people.age_bands import bands_of
from asfdesk.services.people.identity_checks import read_identity
from asfdesk.services.people.manage_placements import check_new_placement
from asfdesk.storage.people.trainee_store import LAST_NUMBER

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.codes import Sex
    from asfdesk.domain.people.placements import Placement
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.TRAINEES})
WITH_PLACEMENT: Changes = frozenset({Topic.TRAINEES, Topic.PLACEMENTS})


@dataclass(frozen=True)
class NewTrainee:
    """What is written when somebody begins.

    Attributes:
        identity: empty in an adviser's session, which cannot seal it.
        placement: the first placement, if it is known; its trainee_id is not used.
    """

    sex: Sex
    registered_on: date
    identity: Identity = field(default_factory=Identity, repr=False)
    placement: Placement | None = None


def add_trainee(session: WriteSession, new: NewTrainee, today: date) -> Changes:
    """Register a trainee under the next running number, with a first placement if given."""
    checked = check_new_trainee(session, new, today)
    with session.writer.action("trainee.add", WITH_PLACEMENT, "trainee"):
        write_new_trainee(session, checked, today)
    return WITH_PLACEMENT if new.placement else CHANGED


def check_new_trainee(session: WriteSession, new: NewTrainee, today: date) -> NewTrainee:
    """What may be registered: identity and placement as they will be written.

    Raises:
        InvalidInputError: names the field.
        RefusedError: the placement reaches into a locked month.
        NeedsVaultKeyError: an identity in an adviser's session.
    """
    identity = _read(session, None, new.identity, today)
    placement = new.placement
    if placement is not None:
        placement = check_new_placement(session, placement)
    return replace(new, identity=identity, placement=placement)


def write_new_trainee(session: WriteSession, new: NewTrainee, today: date) -> int:
    """Write what `check_new_trainee` let through, inside an open action; returns the id."""
    placement = new.placement
    first = min([new.registered_on, *([placement.decision_from] if placement else [])])
    number = session.trainees.next_number()
    trainee = Trainee(id=0, number=number, sex=new.sex, registered_on=new.registered_on)
    trainee_id = session.trainees.add_trainee(trainee)
    session.enterprise.set_setting(LAST_NUMBER, str(number))
    if new.identity != Identity():
        session.trainees.set_identity(trainee_id, new.identity)
        session.trainees.set_age_bands(trainee_id, bands_of(new.identity, first, today))
    if placement is not None:
        session.placements.add_placement(replace(placement, trainee_id=trainee_id))
    return trainee_id


def change_trainee(
    session: WriteSession, trainee: Trainee, identity: Identity | None, today: date
) -> Changes:
    """Write sex, registration day and identity anew.

    Args:
        session: an adviser's may change what is clear; `identity` must then be None.
        trainee: number, protection and end are left as they are in the file.
        identity: None leaves it untouched. A protected trainee's contact details stay empty.
        today: for the age bands and the century of ten digits.

    Raises:
        InvalidInputError: names the field.
        NeedsVaultKeyError: an identity in an adviser's session.
    """
    before = need_trainee(session, trainee.id)
    after = replace(before, sex=trainee.sex, registered_on=trainee.registered_on)
    read = None if identity is None else _read(session, trainee.id, identity, today)
    if read is not None and before.protected:
        read = without_contact(read)
    with session.writer.action("trainee.change", CHANGED, "trainee", trainee.id):
        session.trainees.change_trainee(after)
        if read is not None:
            session.trainees.set_identity(trainee.id, read)
            bands = {} if before.protected else bands_of(read, first_day(session, after), today)
            session.trainees.set_age_bands(trainee.id, bands)
    return CHANGED


def end_trainee(session: WriteSession, trainee_id: int, last_day: date) -> Changes:
    """Note that somebody has left; every placement must have ended by then."""
    trainee = need_trainee(session, trainee_id)
    if trainee.registered_on is not None:
        check_order("ended_on", trainee.registered_on, last_day)
    running = [p for p in session.placements.of_trainee(trainee_id) if p.exit is None]
    if running:
        raise RefusedError(
            _("There is a placement that has not ended."),
            _("How a placement ended is counted in the statistics."),
            _("End the placement with a reason first."),
        )
    with session.writer.action("trainee.end", CHANGED, "trainee", trainee_id):
        session.trainees.change_trainee(replace(trainee, ended_on=last_day))
    return CHANGED


def reopen_trainee(session: WriteSession, trainee_id: int) -> Changes:
    """Take up somebody who had left."""
    trainee = need_trainee(session, trainee_id)
    with session.writer.action("trainee.reopen", CHANGED, "trainee", trainee_id):
        session.trainees.change_trainee(replace(trainee, ended_on=None))
    return CHANGED


def remove_trainee(session: WriteSession, trainee_id: int) -> Changes:
    """Remove somebody registered by mistake, who never had a placement.

    Raises:
        RefusedError: there is a placement; erasure with its legal checks is another matter.
        NeedsVaultKeyError: an adviser's session; the identity would go too.
    """
    need_identities(session)
    need_trainee(session, trainee_id)
    if session.trainees.trainee_in_use(trainee_id):
        raise RefusedError(
            _("The trainee has a placement."),
            _("Attendance and reports refer to it."),
            _("End the placement and the trainee instead."),
        )
    if session.notes.notes_in_use(trainee_id):
        raise RefusedError(
            _("Notes or consents are written about the trainee."),
            _("What has been written about somebody does not disappear along the way."),
            _("Remove them in the trainee's file first, or erase the trainee."),
        )
    with session.writer.action("trainee.remove", CHANGED, "trainee", trainee_id):
        for request in session.waiting.of_trainee(trainee_id):
            closed = replace(request, status=WaitingStatus.CLOSED, trainee_id=None)
            session.waiting.change_request(closed)
        session.trainees.remove_trainee(trainee_id)
    return CHANGED


def need_trainee(session: ReadSession, trainee_id: int) -> Trainee:
    """A trainee that must be there; RefusedError if not."""
    trainee = session.trainees.trainee(trainee_id)
    if trainee is None:
        raise missing()
    return trainee


def first_day(session: ReadSession, trainee: Trainee) -> date | None:
    """Registration or the first decision, whichever came first."""
    days = [p.decision_from for p in session.placements.of_trainee(trainee.id)]
    if trainee.registered_on is not None:
        days.append(trainee.registered_on)
    return min(days, default=None)


def without_contact(identity: Identity) -> Identity:
    """The identity without what says where somebody is."""
    return replace(identity, phone="", email="", address="", emergency_contact="", note="")


def _read(
    session: WriteSession, trainee_id: int | None, identity: Identity, today: date
) -> Identity:
    """Check what was typed; an adviser's session may pass an empty identity only."""
    if not session.identities_open:
        if identity != Identity():
            need_identities(session)
        return identity
    return read_identity(session, trainee_id, identity, today)

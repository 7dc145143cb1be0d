"""Asking those who have left: four weeks, six and twelve months after (domain.md §8.1, R10).

What is due is told for everybody whose placement ended, except by mistake or death, and except
somebody who is here again by then. What has not been asked within STALE days is called missed: it
stands in the list, but no longer among what is to be done.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PlacementStatus
from asfdesk.domain.people.background import follow_up_day, is_followed_up
from asfdesk.domain.people.placement_codes import FollowUpState, FollowUpStep
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing
from asfdesk.services.display_names import trainee_names
from asfdesk.services.people.manage_placements import need_placement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.people.background import FollowUpContact
    from asfdesk.domain.people.placements import Placement
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.PLACEMENTS})
STALE = timedelta(days=92)
"""About a quarter: what was not asked by then no longer tells how things stood at the step."""
FULL_BP = 10_000


class FollowUpStanding(StrEnum):
    """Where one asking stands on a day."""

    DUE = "due"
    ASKED = "asked"
    COMING = "coming"
    ANSWERED = "answered"
    NOT_REACHED = "not_reached"
    MISSED = "missed"

    @property
    def to_do(self) -> bool:
        """Whether somebody should act now."""
        return self in (FollowUpStanding.DUE, FollowUpStanding.ASKED)


@dataclass(frozen=True)
class FollowUpRow:
    """One step of one ended placement.

    Attributes:
        name: what this key may show of the trainee.
        due_on: the day to ask.
        contact: what was written down; None before.
        protected: for owners: its sealed note is shown only after a reason was given. False for
            an adviser, who is not told who is protected (decisions C2).
    """

    trainee_id: int
    number: int
    name: str = field(repr=False)
    placement_id: int
    agreement_name: str
    ended_on: date
    step: FollowUpStep
    due_on: date
    standing: FollowUpStanding
    contact: FollowUpContact | None = field(repr=False, default=None)
    protected: bool = False


@dataclass(frozen=True)
class FollowUps:
    """Every asking, by the day it is due."""

    rows: tuple[FollowUpRow, ...]

    def count(self, *standings: FollowUpStanding) -> int:
        """How many stand so."""
        return sum(row.standing in standings for row in self.rows)


def follow_ups(session: ReadSession, today: date, trainee_id: int | None = None) -> FollowUps:
    """What is to be asked and what came of it, of everybody or of one trainee."""
    return FollowUps(_rows(session, today, trainee_names(session), trainee_id))


def due_numbers(session: ReadSession, today: date) -> Sequence[int]:
    """Running numbers of those who should be asked now, in order; no name is opened for it."""
    due = FollowUpStanding.DUE
    return sorted({row.number for row in _rows(session, today, {}) if row.standing is due})


def _rows(
    session: ReadSession, today: date, names: Mapping[int, str], trainee_id: int | None = None
) -> tuple[FollowUpRow, ...]:
    trainees = session.trainees.trainees()
    numbers = {one.id: one.number for one in trainees}
    protected = {one.id for one in trainees if one.protected and session.identities_open}
    agreements = {one.id: one.name for one in session.agreements.agreements()}
    contacts = {(one.placement_id, one.step): one for one in session.backgrounds.follow_ups()}
    of_trainee: dict[int, list[Placement]] = defaultdict(list)
    for placement in session.placements.placements():
        of_trainee[placement.trainee_id].append(placement)
    rows = [
        FollowUpRow(
            trainee_id=who,
            number=numbers[who],
            name=names.get(who, ""),
            placement_id=placement.id,
            agreement_name=agreements[placement.agreement_id],
            ended_on=placement.exit.ended_on,
            step=step,
            due_on=due,
            standing=_standing(contact, due, today),
            contact=contact,
            protected=who in protected,
        )
        for who, placements in of_trainee.items()
        if trainee_id in (None, who)
        for placement in placements
        if placement.exit is not None and is_followed_up(placement)
        for step in FollowUpStep
        for due in [follow_up_day(placement.exit.ended_on, step)]
        for contact in [contacts.get((placement.id, step))]
        if contact is not None or not _is_back(placement, placements, due)
    ]
    return tuple(sorted(rows, key=lambda row: (row.due_on, row.number, row.step)))


def note_follow_up(session: WriteSession, contact: FollowUpContact) -> Changes:
    """Write down how the asking at a step went, over what was written before.

    Raises:
        InvalidInputError: names the field.
        RefusedError: the placement has not ended.
        NeedsVaultKeyError: an adviser's session and a note; it is sealed.
    """
    placement = need_placement(session, contact.placement_id)
    if placement.exit is None:
        raise RefusedError(
            _("The placement has not ended."),
            todo=_("Follow-up begins when it has ended: end it first."),
        )
    with session.writer.action("follow_up.note", CHANGED, "placement", placement.id):
        session.backgrounds.put_follow_up(_checked(contact, placement.exit.ended_on))
    return CHANGED


def remove_follow_up(session: WriteSession, contact: FollowUpContact) -> Changes:
    """Take away what was written of a step; it is to be asked again."""
    there = session.backgrounds.follow_ups(contact.placement_id)
    if all(one.id != contact.id for one in there):
        raise missing()
    with session.writer.action("follow_up.remove", CHANGED, "placement", contact.placement_id):
        session.backgrounds.remove_follow_up(contact.id)
    return CHANGED


def _checked(contact: FollowUpContact, ended_on: date) -> FollowUpContact:
    asked_on = contact.asked_on
    if asked_on is None:
        raise InvalidInputError("asked_on", _("Write the day when you asked, or last tried."))
    if asked_on < ended_on:
        raise InvalidInputError(
            "asked_on",
            _("The placement ended on %(day)s, after this day.") % {"day": ended_on.isoformat()},
        )
    answered = contact.state is FollowUpState.ANSWERED
    if answered and contact.answered_on is None:
        contact = replace(contact, answered_on=asked_on)
    if contact.answered_on is not None and contact.answered_on < asked_on:
        raise InvalidInputError("answered_on", _("The answer comes before the question."))
    if answered and contact.occupation is None:
        raise InvalidInputError("occupation", _("Choose what the trainee does now."))
    if contact.occupation_bp is not None and not 0 <= contact.occupation_bp <= FULL_BP:
        raise InvalidInputError("occupation_bp", _("The share is from 0 to 100 %."))
    return replace(
        contact,
        answered_on=contact.answered_on if answered else None,
        occupation=contact.occupation if answered else None,
        occupation_bp=contact.occupation_bp if answered else None,
        note=contact.note.strip(),
    )


def _standing(contact: FollowUpContact | None, due: date, today: date) -> FollowUpStanding:
    if contact is not None:
        return {
            FollowUpState.ASKED: FollowUpStanding.ASKED,
            FollowUpState.ANSWERED: FollowUpStanding.ANSWERED,
            FollowUpState.NOT_REACHED: FollowUpStanding.NOT_REACHED,
        }[contact.state]
    if today < due:
        return FollowUpStanding.COMING
    return FollowUpStanding.DUE if today <= due + STALE else FollowUpStanding.MISSED


def _is_back(ended: Placement, placements: Iterable[Placement], due: date) -> bool:
    """Whether the trainee is in another placement between the end and the day to ask."""
    first = ended.exit.ended_on if ended.exit else due
    return any(
        other.id != ended.id
        and other.status is not PlacementStatus.MISREGISTERED
        and other.decision_from <= due
        and first < (other.last_day or due)
        for other in placements
    )

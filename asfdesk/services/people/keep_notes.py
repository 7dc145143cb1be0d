"""Notes about a trainee, and the register of consents. Texts are sealed: owners only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.people.placement_codes import ConsentKind
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import check_order, missing, need_identities, need_text
from asfdesk.services.people.manage_trainees import need_trainee
from asfdesk.services.people.written_checks import checked_text, not_after_today

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.progress import Consent, TraineeNote
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession

CHANGED: Changes = frozenset({Topic.PROGRESS})


def add_note(session: WriteSession, note: TraineeNote, today: date) -> Changes:
    """Write a note; its id is not used.

    Raises:
        InvalidInputError: names the field.
        NeedsVaultKeyError: an adviser's session.
    """
    checked = _checked_note(session, note, today)
    with session.writer.action("note.add", CHANGED, "trainee_note"):
        session.notes.add_note(checked)
    return CHANGED


def change_note(session: WriteSession, note: TraineeNote, today: date) -> Changes:
    """Write a note anew."""
    before = session.notes.note(note.id)
    if before is None:
        raise missing()
    checked = _checked_note(session, replace(note, trainee_id=before.trainee_id), today)
    with session.writer.action("note.change", CHANGED, "trainee_note", note.id):
        session.notes.change_note(checked)
    return CHANGED


def remove_note(session: WriteSession, note_id: int) -> Changes:
    """Take a note away."""
    need_identities(session)
    if session.notes.note(note_id) is None:
        raise missing()
    with session.writer.action("note.remove", CHANGED, "trainee_note", note_id):
        session.notes.remove_note(note_id)
    return CHANGED


def add_consent(session: WriteSession, consent: Consent, today: date) -> Changes:
    """Enter a consent; its id is not used.

    Raises:
        InvalidInputError: names the field.
        RefusedError: the same consent holds already.
        NeedsVaultKeyError: an adviser's session.
    """
    checked = _checked_consent(session, consent, today)
    _refuse_twice(session, checked)
    with session.writer.action("consent.add", CHANGED, "consent"):
        session.notes.add_consent(checked)
    return CHANGED


def change_consent(session: WriteSession, consent: Consent, today: date) -> Changes:
    """Write a consent anew; a last day withdraws it."""
    before = session.notes.consent(consent.id)
    if before is None:
        raise missing()
    checked = _checked_consent(session, replace(consent, trainee_id=before.trainee_id), today)
    _refuse_twice(session, checked)
    with session.writer.action("consent.change", CHANGED, "consent", consent.id):
        session.notes.change_consent(checked)
    return CHANGED


def remove_consent(session: WriteSession, consent_id: int) -> Changes:
    """Take a consent away that was entered by mistake; one that ended is withdrawn instead."""
    need_identities(session)
    if session.notes.consent(consent_id) is None:
        raise missing()
    with session.writer.action("consent.remove", CHANGED, "consent", consent_id):
        session.notes.remove_consent(consent_id)
    return CHANGED


def _checked_note(session: WriteSession, note: TraineeNote, today: date) -> TraineeNote:
    need_identities(session)
    need_trainee(session, note.trainee_id)
    not_after_today("day", note.day, today)
    text = need_text("text", note.text, _("Write the note."))
    return replace(note, text=checked_text("text", text))


def _checked_consent(session: WriteSession, consent: Consent, today: date) -> Consent:
    need_identities(session)
    need_trainee(session, consent.trainee_id)
    not_after_today("given_on", consent.given_on, today)
    check_order("withdrawn_on", consent.given_on, consent.withdrawn_on)
    note = checked_text("note", consent.note)
    if consent.kind is ConsentKind.OTHER and not note:
        raise InvalidInputError("note", _("Write what the trainee has agreed to."))
    return replace(consent, note=note)


def _refuse_twice(session: WriteSession, consent: Consent) -> None:
    """One consent of a kind holds at a time; other consents are told apart by their notes."""
    if consent.kind is ConsentKind.OTHER or consent.withdrawn_on is not None:
        return
    for other in session.notes.consents_of(consent.trainee_id):
        same = other.kind is consent.kind and other.id != consent.id
        if same and other.withdrawn_on is None:
            raise RefusedError(
                _("This consent is already entered."),
                _("It was given %(day)s and has not been withdrawn.")
                % {"day": other.given_on.isoformat()},
                _("Change that one instead."),
            )

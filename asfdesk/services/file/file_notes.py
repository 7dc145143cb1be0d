"""What the user is told about a file that could be opened all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import ABSENT, _, moment
from asfdesk.services.file.file_places import Place, PlaceKind, place_note, place_of
from asfdesk.storage.file.client_file import Note
from asfdesk.storage.file.manifest import Role

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.storage.file.client_file import ClientFile

SHORT_PASSWORD = 12
"""Fewer characters can be guessed; said as advice (trust.md §8: four to six random words)."""


def notes_of(file: ClientFile) -> tuple[str, ...]:
    """Sentences for the user, in the order things were found."""
    notes = [_sentence(note, file) for note in file.notes]
    if file.role is Role.RECOVERY:
        notes.append(recovery_note())
    if in_passing_folder(file.path):
        notes.append(place_note(Place(PlaceKind.TEMPORARY)))
    return tuple(notes)


def recovery_note() -> str:
    """What is due after the recovery code was used."""
    return _("Opened with the recovery key. Set a new password and print a new recovery sheet.")


def in_passing_folder(path: Path) -> bool:
    """Whether a file lies where it will be cleaned away."""
    kind = place_of(path).kind
    return kind in {PlaceKind.MAIL, PlaceKind.ARCHIVE, PlaceKind.TEMPORARY}


def password_advice(password: str) -> str:
    """Advice on a new password; "" when there is none to give."""
    if len(password) >= SHORT_PASSWORD:
        return ""
    return _("The password is short. Four random words are easy to remember and hard to guess.")


def _sentence(note: Note, file: ClientFile) -> str:
    match note:
        case Note.ROLLED_BACK | Note.OTHER_BRANCH:
            return _older(note, file)
        case Note.CHANGED_WITHOUT_OWNER:
            return _("The file was last saved without the owner's key, by an adviser.")
        case Note.MIGRATED:
            return _(
                "The file was made by an older version of ASF Desk. A copy of it as it was has "
                "been kept among the backups."
            )
        case Note.OLD_SCHEMA_READ_ONLY:
            return _(
                "The file was made by an older version of ASF Desk and can only be read until "
                "an owner has opened and saved it."
            )
        case Note.OTHER_VERSION_RESCUED:
            return _(
                "Another version of the file was found beside it and kept under a name of its own."
            )
        case Note.CHANGE_KEPT:
            return _("The latest change, of which it was not known, was saved.")
        case Note.CHANGE_NOT_KEPT:
            return _("The latest change, of which it was not known, was not saved.")
        case Note.BACKUP_FAILED:
            return _("The file was saved, but no backup could be made on this computer.")


def _older(note: Note, file: ClientFile) -> str:
    saved = {
        "number": file.manifest.generation,
        "time": moment(file.saved_at.astimezone()) if file.saved_at else ABSENT,
    }
    if note is Note.OTHER_BRANCH:
        return (
            _(
                "This computer has seen another version of the file with the same number. "
                "This one was saved %(time)s."
            )
            % saved
        )
    return (
        _(
            "This is an older version of the file, number %(number)d, saved %(time)s. "
            "This computer has seen a later one."
        )
        % saved
    )

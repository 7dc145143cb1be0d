"""The backups of a file that is not open: with a password, and as far as the file still helps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.errors import (
    FileDamagedError,
    FileMissingError,
    InvalidInputError,
    NotAClientFileError,
    OpeningError,
)
from asfdesk.i18n import _, ngettext
from asfdesk.services.file.manage_backups import (
    check_backups,
    check_with_password,
    latest_good_backup,
    list_backups,
    restore_backup,
    restore_without_file,
)
from asfdesk.services.file.open_file import open_client_file
from asfdesk.storage.file.container import read_manifest
from asfdesk.storage.file.known_homes import client_at

if TYPE_CHECKING:
    from asfdesk.services.file.manage_backups import BackupRow

LATEST = "latest"
_BROKEN = (FileDamagedError, FileMissingError, NotAClientFileError)


def backups_at(path: Path, password: str | None) -> list[BackupRow]:
    """The backups of what lies or lay at a path; with a password each is opened.

    Raises:
        OpeningError: there is nothing, and this computer does not know that there ever was.
        WrongKeyError: the password fits neither the file nor any backup.
    """
    try:
        read_manifest(path)
    except OpeningError:
        if client_at(path.absolute()) is None:
            raise
    if password is None:
        return list_backups(path)
    try:
        opened = open_client_file(path, password, read_only=True)
    except _BROKEN:
        return check_with_password(path, password)
    try:
        return check_backups(opened)
    finally:
        opened.close()


def find_backup(path: Path, text: str) -> Path:
    """The backup that is meant by a path, a name or number from the list, or "latest".

    Raises:
        InvalidInputError: there is none.
    """
    rows = list_backups(path)
    latest = latest_good_backup(path) if text == LATEST else None
    for row in [latest] if latest else rows:
        if row is latest or text in (row.name, str(row.generation)):
            return row.path
    given = Path(text)
    if given.is_file():
        return given
    known = ngettext("%(num)d backup is known.", "%(num)d backups are known.", len(rows))
    raise InvalidInputError(
        "backup",
        _("There is no backup %(text)s of this file on this computer.") % {"text": text},
        known,
        _("List them with asfdesk backups, and give a number, a name or a path."),
    )


def restore_by_password(home: Path, password: str, backup: Path, target: Path) -> Path:
    """Restore a backup into a new file, with today's keys if the file can still be opened.

    Raises:
        WrongKeyError: the password does not fit.
        NeedsVaultKeyError: it is an adviser's.
        FileConflictError: there is a file of that name.
        AsfDeskError: the backup does not open, or the place cannot be used.
    """
    try:
        opened = open_client_file(home, password, read_only=True)
    except _BROKEN:
        return restore_without_file(home, password, backup, target)
    try:
        return restore_backup(opened, backup, target)
    finally:
        opened.close()

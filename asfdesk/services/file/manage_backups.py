"""The backups on this computer: listing, checking, restoring, and erasing from them.

A list needs no password, so that it can be shown when the file itself is damaged or gone. What
each backup opens with, and whether it does, is told when the file is open as an owner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.errors import AsfDeskError, OpeningError, WrongKeyError
from asfdesk.services.file.backup_rows import BackupRow, OpensWith, State, backup_rows
from asfdesk.services.file.open_file import OpenFile, utc_now, with_ending
from asfdesk.services.progress import silent
from asfdesk.storage.file import backup_notes, backups
from asfdesk.storage.file.backup_folder import Why, backup_files
from asfdesk.storage.file.container import read_manifest
from asfdesk.storage.file.known_homes import client_at
from asfdesk.storage.file.restore import Owner, restore, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from uuid import UUID

    from asfdesk.services.progress import Progress
    from asfdesk.storage._driver import Database
    from asfdesk.storage.file.backup_folder import BackupFile
    from asfdesk.storage.vault import Vault

__all__ = ["BackupRow", "OpensWith", "State", "Why"]


@dataclass(frozen=True)
class Unwritten:
    """A backup that could not be rewritten, and why."""

    name: str
    error: AsfDeskError


@dataclass(frozen=True)
class Rewritten:
    """What became of the backups; `left` still hold what should have gone."""

    done: int
    left: tuple[Unwritten, ...]


def list_backups(source: OpenFile | Path) -> list[BackupRow]:
    """The backups of an open file, or of what lies or lay at a path; the latest first.

    Nothing is opened: a row says what was found when the backup was last checked.
    """
    client, owner = _whose(source)
    return [] if client is None else backup_rows(backup_files(client), owner)


def check_backups(source: OpenFile | Path, progress: Progress = silent) -> list[BackupRow]:
    """Open every backup with its key and check every page; without an owner's keys every byte.

    Raises:
        CancelledError: the user has stopped; what was checked is remembered.
    """
    client, owner = _whose(source)
    files = [] if client is None else backup_files(client)
    for done, one in enumerate(files):
        progress(done, len(files))
        _check(one, owner)
    progress(len(files), len(files))
    return backup_rows(files, owner)


def check_with_password(path: Path, password: str) -> list[BackupRow]:
    """The same for a file that is not open, or cannot be, with a password of an owner.

    Raises:
        WrongKeyError: it fits neither the file nor any backup.
    """
    client, _owner = _whose(path)
    files = [] if client is None else backup_files(client)
    if not files:
        return []
    owner = _owner_without_file(path, password, files)
    for one in files:
        _check(one, owner)
    return backup_rows(files, owner)


def latest_good_backup(path: Path) -> BackupRow | None:
    """The latest whole backup of what lies or lay at a path; told without a password."""
    for row in list_backups(path):
        if row.state is not State.DAMAGED and backups.is_whole(row.path):
            return row
    return None


def restore_backup(opened: OpenFile, backup: Path, target: Path) -> Path:
    """Make a backup a file of its own, which today's passwords open.

    Args:
        opened: the file it is a backup of, open as an owner.
        backup: from the list, or anywhere else.
        target: where; .asfdesk is added, and nothing may be there.

    Returns:
        Where it is.

    Raises:
        NeedsVaultKeyError: only an owner can.
        FileConflictError: there is a file of that name.
        AsfDeskError: the backup does not open, or the place cannot be used.
    """
    made = with_ending(target.absolute())
    restore(backup, Owner.of(opened.file), made, utc_now)
    return made


def restore_without_file(home: Path, password: str, backup: Path, target: Path) -> Path:
    """The same when the file itself is damaged or gone.

    If the damaged file still tells who may open it, the restored one opens with today's passwords;
    otherwise with those of when the backup was made.

    Raises:
        WrongKeyError: the password fits neither the file nor the backup.
        NeedsVaultKeyError: it is an adviser's.
        AsfDeskError: as for `restore_backup`.
    """
    made = with_ending(target.absolute())
    restore(backup, _owner_for(home, password, backup), made, utc_now)
    return made


def rewrite_backups(
    opened: OpenFile, change: Callable[[Database, Vault], None], progress: Progress = silent
) -> Rewritten:
    """Change what is in every backup, damaged ones excepted, which are listed.

    Args:
        opened: the file, open as an owner.
        change: called once per backup inside a transaction, with the key that its fields are
            sealed with; a backup may have an older schema.
        progress: told after each; when it is stopped the rest is left as it was and not listed.

    Raises:
        NeedsVaultKeyError: only an owner can.
        CancelledError: the user has stopped.
    """
    owner = Owner.of(opened.file)
    files = backup_files(owner.client)
    left = []
    for done, one in enumerate(files):
        progress(done, len(files))
        try:
            rewrite(one.path, owner, change)
        except AsfDeskError as error:
            left.append(Unwritten(one.path.name, error))
    progress(len(files), len(files))
    return Rewritten(len(files) - len(left), tuple(left))


def _whose(source: OpenFile | Path) -> tuple[UUID | None, Owner | None]:
    """Whose backups they are, and with what they open, as far as that can be told."""
    if isinstance(source, OpenFile):
        file = source.file
        return file.manifest.client, Owner.of(file) if file.vault else None
    try:
        return read_manifest(source).client, None
    except OpeningError:
        return client_at(source.absolute()), None


def _owner_without_file(home: Path, password: str, files: Sequence[BackupFile]) -> Owner:
    """With the file's own accesses, else with those of the latest backup that the password fits."""
    trouble: WrongKeyError | None = None
    for path in (home, *(one.path for one in reversed(files))):
        try:
            return _owner_at(path, password)
        except WrongKeyError as error:
            trouble = trouble or error
        except OpeningError:
            continue
    raise trouble or backups.other_keys()


def _owner_for(home: Path, password: str, backup: Path) -> Owner:
    """An owner who can open this backup."""
    try:
        owner = _owner_at(home, password)
        owner.keys_of(read_manifest(backup))
    except OpeningError:
        return _owner_at(backup, password)
    return owner


def _owner_at(path: Path, password: str) -> Owner:
    """By what a file's manifest says; the rest of it may be damaged."""
    return Owner.by_password(read_manifest(path), password)


def _check(one: BackupFile, owner: Owner | None) -> None:
    """Note what is found; trouble is what the row then says."""
    try:
        if owner is None:
            backups.is_whole(one.path)
        else:
            backups.verify_backup(one.path, owner.keys_of(read_manifest(one.path)))
    except WrongKeyError:
        backups.is_whole(one.path)
    except AsfDeskError:
        backup_notes.note(one.path, whole=False)

"""Making backups on this computer: each is opened with its keys before it counts.

A backup is a client file like any other. The first saving of a day keeps the generation that it
is about to replace, which is how the day before ended. Rotation comes last: only when a new copy
has been opened and every page of it checked may one old copy go, and the damaged ones among the
old are not counted. So a wrong clock, a full disk or a rotten disk never empties the folder.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.errors import (
    AsfDeskError,
    FileDamagedError,
    FileInUseError,
    NotAClientFileError,
    UncertainError,
    WrongKeyError,
)
from asfdesk.i18n import _
from asfdesk.storage._driver import open_database
from asfdesk.storage.disk.atomic import (
    create_private,
    discard,
    make_folder_lasting,
    replace,
    temporary_beside,
)
from asfdesk.storage.file import backup_notes
from asfdesk.storage.file.backup_folder import (
    Why,
    backup_files,
    backup_folder,
    daily,
    daily_name,
    migration_name,
    surplus,
)
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.schema_check import check_pages
from asfdesk.storage.file.signing import hmac_holds
from asfdesk.storage.file.working_copy import check_room
from asfdesk.storage.trouble import disk_failed, explained

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from uuid import UUID

    from asfdesk.storage.file.backup_folder import BackupFile
    from asfdesk.storage.file.container import Container
    from asfdesk.storage.file.keys import UnlockedKeys

MANY_SAVINGS = 50
"""So many generations after the latest backup one is made even if the clock stands still."""
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class HomeFile:
    """The generation that lies in a home file.

    Attributes:
        sha256: of the whole file.
    """

    path: Path
    client: UUID
    generation: int
    sha256: str


def back_up_daily(home: HomeFile, today: date, keys: UnlockedKeys, *, always: bool = False) -> None:
    """Keep a generation that is about to be replaced, the first time on a day.

    Args:
        home: what lies there now.
        today: by this computer's clock; only compared with the latest backup's day.
        keys: that open it.
        always: also when there is one of today, as before the keys are renewed.

    Raises:
        AsfDeskError: the copy could not be made; nothing was taken away.
    """
    kept = daily(backup_files(home.client))
    latest = kept[-1] if kept else None
    if latest is not None and not always:
        ran_on = home.generation - latest.generation
        if latest.made_on == today and ran_on < MANY_SAVINGS:
            return
    if any(one.generation == home.generation and _same(one, home.sha256) for one in kept):
        return
    target = daily_name(backup_folder(home.client), today, home.generation, home.sha256)
    if _copied(home, target, keys):
        _rotate(home.client, target)


def back_up_before_migration(home: HomeFile, version: int, keys: UnlockedKeys) -> None:
    """Keep the file as it was before its schema is changed; never rotated away.

    Args:
        home: the file that is being opened.
        version: its schema's.
        keys: that open it.

    Raises:
        AsfDeskError: the copy could not be made; then nothing may be migrated.
    """
    kept = [one for one in backup_files(home.client) if one.why is Why.BEFORE_MIGRATION]
    if any(one.generation == home.generation and _same(one, home.sha256) for one in kept):
        return
    folder = backup_folder(home.client)
    target = migration_name(folder, version, home.generation, home.sha256)
    try:
        made = _copied(home, target, keys)
    except UncertainError as error:  # nothing of the user's was written, so nothing is uncertain
        raise disk_failed() from error
    if not made:
        raise FileInUseError(
            _("The file was changed while it was being opened."),
            _("Another program or computer saved it at the same moment."),
            _("Nothing was changed. Try again."),
        )


def verify_backup(path: Path, keys: UnlockedKeys) -> Container:
    """Open a backup as a user would and check every page of it; it is noted either way.

    Raises:
        WrongKeyError: it was saved under other keys; nothing is noted.
        AsfDeskError: it is damaged, not ours, or cannot be read.
    """
    try:
        container = _opened_once(path, keys)
    except (FileDamagedError, NotAClientFileError):
        backup_notes.note(path, whole=False)
        raise
    backup_notes.note(path, whole=True)
    return container


def is_whole(path: Path) -> bool:
    """Whether every byte of a backup is as it was written; told without a key."""
    try:
        with explained():
            read_container(path)
    except AsfDeskError:
        backup_notes.note(path, whole=False)
        return False
    backup_notes.note(path, whole=True)
    return True


def _opened_once(path: Path, keys: UnlockedKeys) -> Container:
    """Unpack the database beside, open it with its key, and take it away again."""
    payload = temporary_beside(path)
    with explained():
        try:
            container = read_container(path, payload)
            if not hmac_holds(container.manifest, keys):
                raise other_keys()
            db = open_database(payload, keys.data_key)
            try:
                check_pages(db)
            finally:
                db.close()
        finally:
            payload.unlink(missing_ok=True)
            payload.with_name(f"{payload.name}-journal").unlink(missing_ok=True)
    return container


def other_keys() -> WrongKeyError:
    """A backup that none of the keys at hand opens."""
    return WrongKeyError(
        _("The backup could not be opened with the keys of the file."),
        _("It was saved under other keys, as before a password was withdrawn or given up."),
        _("Restore it with a password that was used when it was made."),
    )


def _copied(home: HomeFile, target: Path, keys: UnlockedKeys) -> bool:
    """Copy a home file and open the copy; False if it is not the generation we know."""
    temporary = temporary_beside(target)
    with explained():
        check_room(target.parent, home.path.stat().st_size)
        try:
            with home.path.open("rb") as source, os.fdopen(create_private(temporary), "wb") as out:
                while chunk := source.read(_CHUNK):
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            if _opened_once(temporary, keys).sha256 != home.sha256:
                return False
            replace(temporary, target)
            make_folder_lasting(target.parent)
        finally:
            discard(temporary)
    backup_notes.note(target, whole=True)
    return True


def _rotate(client: UUID, newest: Path) -> None:
    """Take at most one old copy away, after the new one has been opened."""
    files = backup_files(client)
    if not surplus(files):
        return
    whole = [one for one in files if one.path == newest or is_whole(one.path)]
    for one in surplus(whole)[:1]:
        # A copy that cannot be taken away is one too many, which harms nobody.
        with suppress(OSError):
            one.path.unlink()


def _same(one: BackupFile, sha256: str) -> bool:
    """Whether a backup holds exactly this file."""
    try:
        with explained():
            return read_container(one.path).sha256 == sha256
    except AsfDeskError:
        return False

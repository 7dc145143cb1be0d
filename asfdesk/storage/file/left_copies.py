"""Working copies that a crash, a power cut or a missing drive left on this computer.

The next start lists those that hold unpublished work, with age and number of changes, before any
password; the others are taken away.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from asfdesk.errors import FileNotClosedError
from asfdesk.i18n import _
from asfdesk.storage._driver import open_database
from asfdesk.storage.commits import was_committed
from asfdesk.storage.disk import strays
from asfdesk.storage.disk.digests import file_sha256
from asfdesk.storage.file import lock, publish
from asfdesk.storage.file.client_file import ClientFile, Note, utc_now
from asfdesk.storage.file.container import read_manifest
from asfdesk.storage.file.keys import unlock
from asfdesk.storage.file.left_upgrade import take_up_again, upgrade_left
from asfdesk.storage.file.schema_check import check_content, check_schema
from asfdesk.storage.file.working_copy import WorkingCopy, work_folder
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from asfdesk.storage._driver import Database
    from asfdesk.storage.file.keys import UnlockedKeys
    from asfdesk.storage.file.manifest import Manifest

_OLD_SECONDS = 3600


@dataclass(frozen=True)
class LeftCopy:
    """Work that is not in the home file.

    Attributes:
        home: where the home file lay; it may be gone.
        opened_at: when the work began, UTC.
        changed_at: when something was last written, UTC.
        changes: committed actions since the latest publishing, as counted.
        generation: the home file's generation that it started from; 0 = never published.
        folder: where it lies on this computer.
    """

    home: Path
    opened_at: datetime
    changed_at: datetime
    changes: int
    generation: int
    folder: Path = field(repr=False)


def find_left_copies() -> list[LeftCopy]:
    """Unpublished work whose process has ended, oldest first; takes empty copies away."""
    strays.sweep()
    found = []
    for folder in sorted(work_folder().iterdir()):
        copy = WorkingCopy.found(folder)
        if copy is None:
            _remove_if_empty(folder)
        elif copy.abandoned:
            if copy.holds_work:
                found.append(_described(copy))
            else:
                copy.remove()
    return sorted(found, key=lambda left: left.opened_at)


def continue_left_copy(
    left: LeftCopy,
    password: str,
    *,
    take_over: bool = False,
    clock: Callable[[], datetime] = utc_now,
) -> ClientFile:
    """Open left work where it was; publishing and closing then go as always.

    A journal left by the crash is rolled back by SQLite when the database is opened. When the
    home file has been saved by somebody else in the meantime, publishing raises
    FileConflictError, and `ClientFile.publish_to` keeps the work beside it.

    Raises:
        WrongKeyError: the password fits none of the keys it was opened with.
        FileInUseError: somebody has the home file open.
        FileDamagedError: the copy is broken.
        RefusedError: an older version made it, and the password is an adviser's.
        FileNotClosedError: it is not there any more, or still in use.
    """
    copy = WorkingCopy.found(left.folder)
    if copy is None or not copy.abandoned:
        raise FileNotClosedError(
            _("The unsaved work is not available."),
            _("It is open in another window, or has been taken care of already."),
            _("Look in the list of unsaved work again."),
        )
    manifest = _manifest(copy)
    keys = unlock(manifest, password)
    slot = manifest.slot(keys.slot).name
    reachable = copy.home.parent.is_dir()
    held = lock.acquire(copy.home, slot, clock(), take_over=take_over) if reachable else None
    rescued: list[Path] = []
    try:
        if held is not None:
            own = file_sha256(copy.home)
            rescued = publish.tidy(copy.home, copy.sidecar.home_sha256, own)
        db, migrated = _database(copy, keys, manifest)
    except BaseException:
        if held is not None:
            held.release()
        raise
    file = ClientFile(copy, db, keys, manifest, held, clock)
    if migrated:
        file.notes.append(Note.MIGRATED)
    if rescued:
        file.notes.append(Note.OTHER_VERSION_RESCUED)
    if copy.unsure:
        kept = was_committed(file.database, copy.unsure)
        file.notes.append(Note.CHANGE_KEPT if kept else Note.CHANGE_NOT_KEPT)
        copy.note_unsure("")
    return file


def _manifest(copy: WorkingCopy) -> Manifest:
    """Of the home file if it is what was being saved when the work ended, else the copy's own."""
    if copy.has_arrived():
        copy.take_arrived()
        return read_manifest(copy.home)
    return copy.manifest()


def _database(copy: WorkingCopy, keys: UnlockedKeys, manifest: Manifest) -> tuple[Database, bool]:
    """The work, checked and of today's schema, and whether it had to be migrated."""
    take_up_again(copy, keys)
    with explained():
        db = open_database(copy.database, keys.data_key)
        try:
            check_schema(db)
            check_content(db)
            migrated = upgrade_left(copy, db, keys, manifest)
            copy.adopt()
        except BaseException:
            db.close()
            raise
    return db, migrated


def discard_left_copy(left: LeftCopy) -> None:
    """Throw left work away; only after the user has said so."""
    copy = WorkingCopy.found(left.folder)
    if copy is not None and copy.abandoned:
        copy.remove()


def _described(copy: WorkingCopy) -> LeftCopy:
    about = copy.sidecar
    changed = copy.database.stat().st_mtime_ns // 1_000_000_000
    return LeftCopy(
        home=copy.home,
        opened_at=datetime.fromisoformat(about.opened_at),
        changed_at=datetime.fromtimestamp(changed, UTC),
        changes=copy.changes,
        generation=about.generation,
        folder=copy.folder,
    )


def _remove_if_empty(folder: Path) -> None:
    """A crash before the sidecar was written leaves a folder without a database.

    A young one may be another process that is just opening a file.
    """
    if not folder.is_dir() or any(folder.glob("*.db")):
        return
    if time.time() - folder.stat().st_mtime > _OLD_SECONDS:
        shutil.rmtree(folder, ignore_errors=True)

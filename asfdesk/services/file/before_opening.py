"""What can be said about a client file before anybody has typed a password, and done about it.

Missing, another kind of file, newer and damaged are told at once; so is who has it open. Backups
of a file that cannot be opened are found by what its manifest still says, or by where it lay.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.errors import AsfDeskError, OpeningError
from asfdesk.i18n import _
from asfdesk.services.file.file_places import refuse_passing
from asfdesk.services.file.manage_backups import latest_good_backup, restore_without_file
from asfdesk.services.file.open_file import open_client_file, utc_now, with_ending
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.left_copies import find_left_copies
from asfdesk.storage.file.lock import in_use, lock_holder
from asfdesk.storage.file.put_aside import copy_file, free_name, rename_aside
from asfdesk.storage.file.working_copy import check_room, work_folder
from asfdesk.storage.trouble import cannot_write

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from asfdesk.services.file.backup_rows import BackupRow
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.storage.file.container import Container
    from asfdesk.storage.file.left_copies import LeftCopy


@dataclass(frozen=True)
class FirstLook:
    """What was found before the password.

    Attributes:
        trouble: why it cannot be opened, or not be worked in; None = nothing found.
        backup: the latest good one, looked for when the file itself cannot be used.
        left: work on this computer that is not in the file.
    """

    trouble: AsfDeskError | None = None
    backup: BackupRow | None = None
    left: LeftCopy | None = None


def look_before_opening(path: Path) -> FirstLook:
    """Look at a file from outside; nothing is written and nothing is raised."""
    path = path.absolute()
    try:
        container = read_container(path)
    except OpeningError as error:
        return FirstLook(error, latest_good_backup(path))
    except OSError:
        # Not even its trouble can be told yet; opening it says more.
        return FirstLook()
    try:
        _refuse_place(path, container)
    except AsfDeskError as error:
        return FirstLook(error)
    return FirstLook(left=_left_of(path))


def backup_day(backup: BackupRow) -> date | None:
    """The day whose work a backup holds; None if it does not say."""
    return backup.saved_at.astimezone().date() if backup.saved_at else backup.made_on


def restore_beside(home: Path, keys_of: Path, password: str, backup: BackupRow) -> OpenFile:
    """Restore a backup under a name of its own, and open it.

    Args:
        home: the file it is of, or where it is to lie.
        keys_of: the broken file; today's passwords open the restored one if they can still be
            told from it, else those of when the backup was made.
        password: an owner's.
        backup: from `FirstLook`.

    Raises:
        WrongKeyError, NeedsVaultKeyError: nothing was made.
        FileMissingError, ReadOnlyError, DiskFullError: nothing is left there.
    """
    day = backup_day(backup)
    mark = _("backup %(day)s") % {"day": day.isoformat() if day else backup.generation}
    target = free_name(home.absolute(), mark)
    restored = restore_without_file(keys_of.absolute(), password, backup.path, target)
    return open_client_file(restored, password)


def save_copy(path: Path, target: Path) -> Path:
    """Copy a file that must not be worked in where it lies; returns where the copy is.

    Raises:
        FileConflictError: there is a file of that name.
        AsfDeskError: it could not be copied; nothing is left there.
    """
    target = with_ending(target.absolute())
    copy_file(path.absolute(), target)
    return target


def keep_damaged(path: Path) -> Path:
    """Give a damaged file a name that says so; it is never deleted. Returns where it lies.

    Raises:
        FileInUseError, FileMissingError, ReadOnlyError: it is where it was.
    """
    now = utc_now()
    mark = _("damaged %(day)s") % {"day": now.astimezone().date().isoformat()}
    return rename_aside(path.absolute(), mark, now)


def _refuse_place(path: Path, container: Container) -> None:
    """The states that are no fault of the file's own."""
    refuse_passing(path)
    holder = lock_holder(path)
    if holder is not None:
        raise in_use(holder, utc_now())
    if not os.access(path.parent, os.W_OK):
        raise cannot_write()
    for folder in (work_folder(), path.parent):
        check_room(folder, container.manifest.payload_bytes)


def _left_of(path: Path) -> LeftCopy | None:
    """The oldest work that a crash kept from this file."""
    return next((left for left in find_left_copies() if left.home == path), None)

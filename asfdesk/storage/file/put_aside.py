"""Whole client files moved or copied where nothing is yet; no file is ever replaced or deleted."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from asfdesk.errors import FileMissingError
from asfdesk.i18n import _
from asfdesk.storage.disk.atomic import create_private, sync_folder, temporary_beside
from asfdesk.storage.file.lock import in_use, lock_holder
from asfdesk.storage.file.publish import name_taken, put_first
from asfdesk.storage.trouble import explained, folder_missing

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_CHUNK = 1024 * 1024
_MANY = 1000


def copy_file(source: Path, target: Path) -> None:
    """Copy a client file, byte by byte and whole, to a name where nothing is.

    Raises:
        FileConflictError: there is a file of that name.
        FileMissingError, ReadOnlyError, DiskFullError: as they say; nothing is left at `target`.
    """
    if target.exists():
        raise name_taken(target)
    if not target.parent.is_dir():
        raise folder_missing()
    temporary = temporary_beside(target)
    with explained():
        try:
            with source.open("rb") as given, os.fdopen(create_private(temporary), "wb") as out:
                while chunk := given.read(_CHUNK):
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            put_first(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)


def free_name(path: Path, mark: str) -> Path:
    """`Name (mark).asfdesk` beside a file; with a number when that is taken."""
    for number in range(1, _MANY):
        words = mark if number == 1 else f"{mark} {number}"
        target = path.with_name(f"{path.stem} ({words}){path.suffix}")
        if not target.exists():
            return target
    raise name_taken(path)


def rename_aside(path: Path, mark: str, now: datetime) -> Path:
    """Give a broken file another name, so that its own is free; its bytes stay as they are.

    Returns:
        Where it lies now.

    Raises:
        FileInUseError: somebody has it open.
        FileMissingError: it is not there any more.
    """
    holder = lock_holder(path)
    if holder is not None:
        raise in_use(holder, now)
    target = free_name(path, mark)
    with explained():
        if not path.exists():
            raise FileMissingError(
                _("The file is not there any more."),
                _("It has been moved or renamed meanwhile."),
                _("Choose the file again."),
            )
        try:
            os.link(path, target)
        except FileExistsError:
            raise name_taken(target) from None
        except OSError:  # exFAT and some shares know no links
            path.rename(target)
        else:
            path.unlink()
        sync_folder(path.parent)
    return target

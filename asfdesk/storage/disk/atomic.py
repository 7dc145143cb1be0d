"""The one way to write a user's file: whole or not at all.

Temporary file beside, flush, fsync, replace, fsync of the folder. There is no other way for
"difficult" places: a fallback that truncates is where other programs lose files (trust.md §5).
"""

from __future__ import annotations

import errno
import os
import random
import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from asfdesk.errors import ExportTargetLockedError, UncertainError
from asfdesk.i18n import _
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE_SECONDS = 10
"""How long to wait for an antivirus or indexer to let go of the target."""

_HELD = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}
_NO_SYNC_OF_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
_SHORTEST_WAIT, _LONGEST_WAIT = 0.05, 0.4
_NEW_LEVELS = 4
"""For example backups, asfdesk, share, .local: all may be new on a computer."""
TEMPORARY_SUFFIX = ".part"


def temporary_beside(path: Path) -> Path:
    """A name in the same folder that nobody else uses; hidden on Linux and macOS."""
    return path.with_name(f".{path.name}.{secrets.token_hex(6)}{TEMPORARY_SUFFIX}")


def sync_folder(folder: Path) -> None:
    """Make the folder's names durable; Windows and some shares do that by themselves."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC_OF_FOLDERS:
            raise
    finally:
        os.close(handle)


def make_folder_lasting(folder: Path) -> None:
    """Make a new folder's name durable, and those above it that may be new as well."""
    for above in list(folder.parents)[:_NEW_LEVELS]:
        with suppress(PermissionError):  # a folder we may not read is not one that we made
            sync_folder(above)


def make_lasting(target: Path) -> None:
    """Make the name of a file that has just been put in its place durable.

    Raises:
        UncertainError: it is there, but may be gone after a power cut.
    """
    try:
        sync_folder(target.parent)
    except OSError as error:
        raise UncertainError(
            _("%(name)s was written, but it may not last.") % {"name": target.name},
            _("The disk reported an error just afterwards."),
            _("Save once more; if it happens again, choose another place."),
        ) from error


def discard(temporary: Path) -> None:
    """Take a temporary file away; one that the disk will not let go of harms nobody."""
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def create_private(path: Path) -> int:
    """A file that was not there, readable by this user only; returns its descriptor."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, 0o600)


def replace(
    temporary: Path,
    target: Path,
    patience: int = PATIENCE_SECONDS,
    allowed: Callable[[], None] = lambda: None,
) -> None:
    """Put a finished file in the target's place, waiting while another program holds it.

    Args:
        temporary: the finished, fsynced file in the same folder.
        target: what it replaces.
        patience: seconds to keep trying.
        allowed: called just before each attempt; raises when the target may not be replaced.

    Raises:
        ExportTargetLockedError: another program still holds the target.
        OSError: anything else, as the system says it; the target is as it was.
        UncertainError: it has been replaced, but may be the old one after a power cut.
    """
    until = time.monotonic() + patience
    while True:
        allowed()
        try:
            temporary.replace(target)
        except OSError as error:
            if error.errno not in _HELD:
                raise
            if time.monotonic() >= until:
                raise ExportTargetLockedError(
                    _("%(name)s could not be replaced.") % {"name": target.name},
                    _("The file is open in another program, or is write-protected."),
                    _("Close it there and try again, or choose another name."),
                ) from error
        else:
            make_lasting(target)
            return
        # Jitter, so that two programs that wait for each other do not stay in step.
        time.sleep(random.uniform(_SHORTEST_WAIT, _LONGEST_WAIT))  # noqa: S311 - not a secret


def atomic_write(path: Path, content: bytes, patience: int = PATIENCE_SECONDS) -> None:
    """Write a file so that it appears whole or not at all.

    Args:
        path: the file; its folder must exist.
        content: all of it.
        patience: seconds to wait for a program that holds the target.

    Raises:
        DiskFullError: not enough room; what was there is untouched.
        ReadOnlyError: the folder cannot be written.
        FileMissingError: the folder is not there.
        ExportTargetLockedError: another program holds the target.
        UncertainError: it is there, but may be gone after a power cut.
    """
    temporary = temporary_beside(path)
    with explained():
        try:
            with os.fdopen(create_private(temporary), "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            replace(temporary, path, patience)
        finally:
            discard(temporary)

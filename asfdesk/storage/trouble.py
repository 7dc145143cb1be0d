"""What the operating system and the database complain about, in the words of errors.py."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asfdesk.errors import (
    DiskFullError,
    FileDamagedError,
    FileInUseError,
    FileMissingError,
    ReadOnlyError,
    SavingError,
)
from asfdesk.i18n import _
from asfdesk.storage._driver import DatabaseError, IntegrityError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.errors import AsfDeskError, UncertainError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO}

# Primary result codes (sqlite.org/rescode.html); extended codes keep them in the low byte.
_SQLITE_BUSY, _SQLITE_LOCKED, _SQLITE_READONLY, _SQLITE_IOERR = 5, 6, 8, 10
_SQLITE_CORRUPT, _SQLITE_FULL, _SQLITE_CANTOPEN, _SQLITE_NOTADB = 11, 13, 14, 26
_SQLITE_ERROR, _SQLITE_INTERRUPT = 1, 9
_SUM_TOO_LARGE = "integer overflow"
_CODES = {
    "database or disk is full": _SQLITE_FULL,
    "disk I/O error": _SQLITE_IOERR,
    "unable to open database file": _SQLITE_CANTOPEN,
    "database disk image is malformed": _SQLITE_CORRUPT,
}
_DISK = {
    _SQLITE_IOERR,
    _SQLITE_CORRUPT,
    _SQLITE_FULL,
    _SQLITE_CANTOPEN,
    _SQLITE_NOTADB,
    _SQLITE_READONLY,
}
_PRIMARY_CODE = 0xFF


def disk_full(needed_mb: int | None = None) -> DiskFullError:
    """Not enough room; with the room that is needed, in megabytes, where it is known."""
    why = _("The disk is full.")
    if needed_mb is not None:
        why = _("The disk has less than %(size)d MB free.") % {"size": needed_mb}
    return DiskFullError(
        _("There is not enough room on the disk."),
        why,
        _("Nothing was lost. Free some space or choose another place, and try again."),
    )


def folder_missing() -> FileMissingError:
    """The folder or the drive is not there."""
    return FileMissingError(
        _("The folder or the drive is not there."),
        _("It may have been moved, or the drive is not connected."),
        _("Nothing was lost. Connect the drive or choose another place, and try again."),
    )


def cannot_write() -> ReadOnlyError:
    """The folder may be read but not written."""
    return ReadOnlyError(
        _("It is not possible to save in this folder."),
        _("You do not have permission to write there, or the drive is write-protected."),
        _("Nothing was lost. Open read-only, or choose another folder."),
    )


def opened_read_only() -> ReadOnlyError:
    """The user chose to look only."""
    return ReadOnlyError(
        _("Nothing was changed."),
        _("The file is open read-only."),
        _("Open it again for writing if you need to change something."),
    )


def from_os(error: OSError) -> AsfDeskError:
    """The user's words for a failed write."""
    if error.errno in _FULL:
        return disk_full()
    if error.errno in _FORBIDDEN:
        return cannot_write()
    if error.errno in _GONE:
        return folder_missing()
    return SavingError(
        _("The file could not be written."),
        _("The computer answered: %(reason)s.") % {"reason": error.strerror or "?"},
        _("Nothing was lost. Try again, or choose another place."),
    )


def disk_failed() -> SavingError:
    """The disk that holds the working copy failed, and nothing was changed."""
    return SavingError(
        _("The disk of this computer could not be read or written."),
        _("The computer reported an error when ASF Desk worked on it."),
        _("Nothing was changed. Try again; if it happens again, have the disk checked."),
    )


def lost_with_its_copy(error: UncertainError) -> AsfDeskError:
    """What to say when the copy goes in which a change may or may not have been kept."""
    cause = error.__cause__
    if isinstance(cause, DatabaseError):
        cause = from_database(cause)
    return cause if isinstance(cause, DiskFullError) else disk_failed()


def damaged(why: str = "") -> FileDamagedError:
    """The file is ours but broken; it is never deleted."""
    return FileDamagedError(
        _("The file is damaged."),
        why or _("Its content is not what was saved."),
        _("Keep the file as it is and open the latest backup instead."),
    )


def from_database(error: DatabaseError) -> AsfDeskError | None:
    """The user's words for a failed statement; None for what is a fault in the program."""
    code = _code(error)
    if code == _SQLITE_FULL:
        return disk_full()
    if code in {_SQLITE_CORRUPT, _SQLITE_NOTADB}:
        return damaged()
    if code == _SQLITE_INTERRUPT:
        return damaged(_("Checking it took far too long."))
    if code == _SQLITE_ERROR and str(error) == _SUM_TOO_LARGE:
        return damaged(_("It holds amounts that are too large to add up."))
    if code in {_SQLITE_BUSY, _SQLITE_LOCKED}:
        return FileInUseError(
            _("The change could not be made."),
            _("The working copy is open in another program."),
            _("Close the other program and try again."),
        )
    if code in {_SQLITE_IOERR, _SQLITE_CANTOPEN, _SQLITE_READONLY}:
        # SQLite opens a file for reading when the disk refuses to open it for writing.
        # Not for COMMIT, whose end `commits` looks up (trust.md §4.1).
        return disk_failed()
    return None


def disk_trouble(error: BaseException) -> bool:
    """Whether the disk failed under the database, so that its connection is not used on."""
    for found in (error, error.__cause__):
        if isinstance(found, DatabaseError) and _code(found) in _DISK:
            return True
    return False


def _code(error: DatabaseError) -> int:
    """SQLite's primary result code; copying a database gives only its text (sqlite3_errstr)."""
    code = getattr(error, "sqlite_errorcode", None)
    return _CODES.get(str(error), 0) if code is None else int(code) & _PRIMARY_CODE


@contextmanager
def database_explained() -> Iterator[None]:
    """Turn what the database raises into errors for the user.

    Raises:
        AsfDeskError: see `from_database`; IntegrityError passes, its caller knows the rule.
    """
    try:
        yield
    except IntegrityError:
        raise
    except DatabaseError as error:
        told = from_database(error)
        if told is None:
            raise
        raise told from error


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the system and the database raise into errors for the user.

    Raises:
        AsfDeskError: see `from_os` and `from_database`.
    """
    try:
        with database_explained():
            yield
    except OSError as error:
        raise from_os(error) from error

"""What can be done about each way a file may fail to open (trust.md, the eight states)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.errors import (
    DiskFullError,
    FileDamagedError,
    FileInUseError,
    FileMissingError,
    FileNotClosedError,
    NewerFileError,
    NotAClientFileError,
    PassingPlaceError,
    ReadOnlyError,
    WrongKeyError,
)
from asfdesk.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.errors import AsfDeskError


class WayOut(StrEnum):
    """Something the user can do instead."""

    AGAIN = "again"
    RECOVERY = "recovery"
    READ_ONLY = "read_only"
    TAKE_OVER = "take_over"
    SAVE_COPY = "save_copy"
    LEFT_WORK = "left_work"
    BACKUP = "backup"
    KEEP_DAMAGED = "keep_damaged"
    OTHER_FILE = "other_file"
    FORGET = "forget"


_WAYS: tuple[tuple[type[AsfDeskError], tuple[WayOut, ...]], ...] = (
    (WrongKeyError, (WayOut.AGAIN, WayOut.RECOVERY)),
    (FileInUseError, (WayOut.READ_ONLY, WayOut.TAKE_OVER)),
    (PassingPlaceError, (WayOut.SAVE_COPY, WayOut.READ_ONLY)),
    (ReadOnlyError, (WayOut.READ_ONLY, WayOut.SAVE_COPY)),
    (DiskFullError, (WayOut.AGAIN, WayOut.SAVE_COPY)),
    (
        FileMissingError,
        (WayOut.AGAIN, WayOut.OTHER_FILE, WayOut.BACKUP, WayOut.FORGET),
    ),
    (FileDamagedError, (WayOut.BACKUP, WayOut.KEEP_DAMAGED, WayOut.OTHER_FILE)),
    (NewerFileError, (WayOut.OTHER_FILE,)),
    (NotAClientFileError, (WayOut.OTHER_FILE, WayOut.FORGET)),
    (FileNotClosedError, (WayOut.LEFT_WORK,)),
)
_WITH_PASSWORD = frozenset({WayOut.READ_ONLY, WayOut.TAKE_OVER})
_UNUSABLE = (FileMissingError, NotAClientFileError, NewerFileError, FileDamagedError)


def ways_out(error: AsfDeskError, *, has_backup: bool = False) -> tuple[WayOut, ...]:
    """What is offered, the best first; the buttons stand in this order."""
    found = next(
        (ways for kind, ways in _WAYS if isinstance(error, kind)),
        (WayOut.AGAIN, WayOut.OTHER_FILE),
    )
    return tuple(way for way in found if has_backup or way is not WayOut.BACKUP)


def asks_password(error: AsfDeskError) -> bool:
    """Whether a password is of any use after this trouble."""
    return not isinstance(error, _UNUSABLE)


def needs_password(way: WayOut) -> bool:
    """Whether a password must have been typed before this can be done."""
    return way in _WITH_PASSWORD


def way_word(way: WayOut, backup_day: date | None = None) -> str:
    """What the button says."""
    if way is WayOut.BACKUP and backup_day is not None:
        return _("Open the backup of %(day)s") % {"day": backup_day.isoformat()}
    return {
        WayOut.AGAIN: _("Try again"),
        WayOut.RECOVERY: _("Use the recovery code"),
        WayOut.READ_ONLY: _("Open read-only"),
        WayOut.TAKE_OVER: _("Unlock anyway"),
        WayOut.SAVE_COPY: _("Save a copy …"),
        WayOut.LEFT_WORK: _("Look at the unsaved work"),
        WayOut.BACKUP: _("Open the latest backup"),
        WayOut.KEEP_DAMAGED: _("Keep the damaged file under another name"),
        WayOut.OTHER_FILE: _("Choose another file"),
        WayOut.FORGET: _("Remove from the list"),
    }[way]

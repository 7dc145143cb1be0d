"""What can be done about each way a file may fail to open (trust.md, the eight states)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.errors import (
    DiskFullError,
    FileInUseError,
    FileMissingError,
    ReadOnlyError,
    WrongKeyError,
)
from asfdesk.i18n import _

if TYPE_CHECKING:
    from asfdesk.errors import AsfDeskError


class WayOut(StrEnum):
    """Something the user can do instead."""

    AGAIN = "again"
    READ_ONLY = "read_only"
    TAKE_OVER = "take_over"
    OTHER_FILE = "other_file"
    FORGET = "forget"


def ways_out(error: AsfDeskError) -> tuple[WayOut, ...]:
    """What is offered, the best first; the buttons stand in this order."""
    if isinstance(error, WrongKeyError):
        return ()
    if isinstance(error, FileInUseError):
        return (WayOut.READ_ONLY, WayOut.TAKE_OVER)
    if isinstance(error, ReadOnlyError):
        return (WayOut.READ_ONLY, WayOut.OTHER_FILE)
    if isinstance(error, DiskFullError):
        return (WayOut.AGAIN, WayOut.OTHER_FILE)
    if isinstance(error, FileMissingError):
        return (WayOut.AGAIN, WayOut.OTHER_FILE, WayOut.FORGET)
    return (WayOut.OTHER_FILE,)


def way_word(way: WayOut) -> str:
    """What the button says."""
    return {
        WayOut.AGAIN: _("Try again"),
        WayOut.READ_ONLY: _("Open read-only"),
        WayOut.TAKE_OVER: _("Open anyway"),
        WayOut.OTHER_FILE: _("Choose another file"),
        WayOut.FORGET: _("Remove from the list"),
    }[way]

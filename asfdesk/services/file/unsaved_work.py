"""Work that a crash or a missing drive kept from its file: list it, go on with it, or drop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import FileNotClosedError
from asfdesk.i18n import _, moment, ngettext
from asfdesk.services.file.open_file import to_work_in
from asfdesk.storage.file.left_copies import (
    LeftCopy,
    continue_left_copy,
    discard_left_copy,
    find_left_copies,
)

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile

__all__ = ["LeftCopy"]


def age_words(left: LeftCopy, now: datetime) -> str:
    """How long ago the latest change was made; "" when the clock has been set back since."""
    minutes = int((now - left.changed_at).total_seconds()) // 60
    if minutes < 0:
        return ""
    if minutes == 0:
        return _("The latest was made just now.")
    hours, days = minutes // 60, minutes // (60 * 24)
    if days:
        age = ngettext("%(num)d day ago", "%(num)d days ago", days)
    elif hours:
        age = ngettext("%(num)d hour ago", "%(num)d hours ago", hours)
    else:
        age = ngettext("%(num)d minute ago", "%(num)d minutes ago", minutes)
    return _("The latest was made %(age)s.") % {"age": age}


def unsaved_work() -> list[LeftCopy]:
    """What was left on this computer, oldest first, told without a password."""
    return find_left_copies()


def left_in(left: LeftCopy) -> FileNotClosedError:
    """What is said when a file is opened whose latest work was left on this computer."""
    return FileNotClosedError(
        _("There is work from %(time)s that is not in the file.")
        % {"time": moment(left.changed_at.astimezone())},
        _("The program was not closed as usual; the work lies encrypted on this computer."),
        _("Take care of it first. If you open the file now it is as it was last saved."),
    )


def continue_unsaved(left: LeftCopy, password: str, *, take_over: bool = False) -> OpenFile:
    """Open left work where it was; saving and closing go as always."""
    return to_work_in(continue_left_copy(left, password, take_over=take_over), keep_work=True)


def publish_unsaved(left: LeftCopy, password: str, *, take_over: bool = False) -> None:
    """Put left work into its file and close.

    Raises:
        FileConflictError: the file has been saved by somebody else; the work is still left.
        AsfDeskError: it could not be opened or saved; the work is still left.
    """
    _finish(continue_unsaved(left, password, take_over=take_over), None)


def keep_unsaved_beside(
    left: LeftCopy, password: str, path: Path, *, take_over: bool = False
) -> None:
    """Save left work as a file of its own and close.

    Raises:
        FileConflictError: there is a file of that name.
        AsfDeskError: it could not be opened or saved; the work is still left.
    """
    _finish(continue_unsaved(left, password, take_over=take_over), path)


def discard_unsaved(left: LeftCopy) -> None:
    """Throw left work away; only after the user has said so."""
    discard_left_copy(left)


def _finish(opened: OpenFile, path: Path | None) -> None:
    try:
        if path is not None:
            opened.publish_to(path)
        opened.close()
    finally:
        opened.leave(keep_work=True)

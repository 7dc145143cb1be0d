"""Locking the program: save, close, drop the keys; and opening again where one was.

Locking never waits for the user and never fails: what cannot be saved in the file is kept,
encrypted, on this computer, and is opened again with the password (decisions D5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.errors import AsfDeskError, FileConflictError
from asfdesk.i18n import _
from asfdesk.services.file.open_file import Role, open_client_file
from asfdesk.services.file.unsaved_work import continue_unsaved, unsaved_work
from asfdesk.storage.file.recovery_code import recovery_code
from asfdesk.storage.file.sealed_texts import sealed_texts

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile

_CODE = re.compile(r"[0-9A-Za-z]{4}(?:[-– ][0-9A-Za-z]{4}){6}")
_SHORTEST = 4
"""Fewer letters are found in any text."""


@dataclass(frozen=True)
class LockedFile:
    """What is left in memory of a file that is locked: no key, no content.

    Attributes:
        path: the home file.
        adviser: whether it was open with an adviser's password.
        read_only: whether it was open to look only.
        work_left: the latest work is on this computer and not in the file.
        conflict: because somebody else has saved the file.
        to_clear: for each text that was on a clipboard, whether it holds something sealed.
    """

    path: Path = field(repr=False)
    adviser: bool
    read_only: bool
    work_left: bool = False
    conflict: bool = False
    to_clear: tuple[bool, ...] = ()


def lock_file(opened: OpenFile, *clipboards: str) -> LockedFile:
    """Save if it can be saved, and close whatever happens; on the worker.

    Args:
        opened: the file; one that is closed already stays so.
        clipboards: the texts on the clipboard and, where there is one, the selection.
    """
    to_clear = tuple(not opened.closed and holds_sealed(opened, text) for text in clipboards)
    conflict = False
    try:
        opened.close()
    except AsfDeskError as error:
        conflict = isinstance(error, FileConflictError)
    finally:
        left = opened.has_unpublished
        opened.leave(keep_work=left)
    return LockedFile(
        path=opened.path,
        adviser=opened.role is Role.ADVISER,
        read_only=opened.read_only,
        work_left=left,
        conflict=conflict and left,
        to_clear=to_clear,
    )


def reopen(
    locked: LockedFile, password: str, *, read_only: bool = False, take_over: bool = False
) -> OpenFile:
    """Open a locked file again, with the work that was left.

    Args:
        locked: from `lock_file`.
        password: anybody's who may open the file.
        read_only: only look at the file as it lies there; work that was left stays left.
        take_over: open although somebody else's lock lies there; only after asking.

    Raises:
        OpeningError: one subclass per cause; nothing has been changed.
    """
    if locked.work_left and not read_only:
        mine = [left for left in unsaved_work() if left.home == locked.path]
        if mine:
            return continue_unsaved(mine[-1], password, take_over=take_over)
    read_only = read_only or locked.read_only
    return open_client_file(
        locked.path, password, read_only=read_only, take_over=take_over, adviser_looks=True
    )


def left_sentence(locked: LockedFile) -> str:
    """Where the latest work is, when it is not in the file; "" when it is."""
    if not locked.work_left:
        return ""
    if locked.conflict:
        return _(
            "Somebody else has saved the file since you opened it. Your work is kept, encrypted, "
            "on this computer and opens with your password."
        )
    return _(
        "The file could not be saved where it lies. Your work is kept, encrypted, on this "
        "computer and opens with your password."
    )


def holds_sealed(opened: OpenFile, text: str) -> bool:
    """Whether a text holds something sealed, is a piece of it, or holds a recovery code."""
    words = " ".join(text.split())
    if len(words) < _SHORTEST:
        return False
    if any(recovery_code(found) for found in _CODE.findall(words)):
        return True
    folded = words.casefold()
    is_piece = any(letter.isalpha() for letter in folded)
    for sealed in sealed_texts(opened.file):
        known = " ".join(sealed.split()).casefold()
        if len(known) >= _SHORTEST and known in folded:
            return True
        if is_piece and folded in known:
            return True
    return False

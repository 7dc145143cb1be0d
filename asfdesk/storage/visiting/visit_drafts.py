"""Visits that go on in files that may not be written: kept on this computer as sealed packages.

A draft is written after each change, so that nothing is lost when the program or the computer
stops. It is a visit package like the one that is sent: without a password of the client file it
tells whose it is and nothing else.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from asfdesk import paths
from asfdesk.errors import AsfDeskError
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.trouble import explained
from asfdesk.storage.visiting.visit_package import ENDING, MOST_BYTES, packed, unpacked

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from asfdesk.domain.visiting.visits import VisitDraft

_FOLDER = "visits"


def read_drafts(client: UUID, data_key: bytes) -> tuple[list[VisitDraft], int]:
    """The drafts of a client file, and how many cannot be opened with its keys of today."""
    found: list[VisitDraft] = []
    unreadable = 0
    folder = _folder(client)
    for path in sorted(folder.glob(f"*{ENDING}")) if folder.is_dir() else ():
        try:
            found.append(unpacked(read_package(path), client, data_key))
        except AsfDeskError:
            unreadable += 1
    return found, unreadable


def keep_draft(draft: VisitDraft, client: UUID, data_key: bytes) -> None:
    """Write a draft over its earlier revision.

    Raises:
        AsfDeskError: it could not be written; the earlier revision is as it was.
    """
    content = packed(draft, client, data_key)
    with explained():
        paths.private_folder(_FOLDER)
        _folder(client).mkdir(mode=0o700, exist_ok=True)
    atomic_write(_path(client, draft.visit.uid), content)


def drop_draft(client: UUID, uid: str) -> None:
    """Take a draft away; nothing happens when there is none."""
    with explained():
        _path(client, uid).unlink(missing_ok=True)
    with suppress(OSError):
        _folder(client).rmdir()


def read_package(path: Path) -> bytes:
    """A package's bytes, no more than a package can have.

    Raises:
        AsfDeskError: it cannot be read.
    """
    with explained(), path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _folder(client: UUID) -> Path:
    return paths.user_data() / _FOLDER / str(client)


def _path(client: UUID, uid: str) -> Path:
    return _folder(client) / f"{uid}{ENDING}"

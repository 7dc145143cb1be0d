"""Copies of earlier generations on this computer, each read through before it counts.

One folder per client UUID, so that equal file names never meet. One copy a day is kept, thirty
in all, and one before every migration that is never taken away (trust.md §2).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from asfdesk import paths
from asfdesk.storage.atomic import create_private, replace, temporary_beside
from asfdesk.storage.container import read_container
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from uuid import UUID

KEPT = 30
_SUFFIX = ".asfdesk"
_BEFORE_MIGRATION = "before-schema"
_CHUNK = 1024 * 1024


def backup_folder(client: UUID) -> Path:
    """Where a client file's backups lie on this computer."""
    with explained():
        root = paths.private_folder("backups")
        folder = root / str(client)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def daily_backups(client: UUID) -> list[Path]:
    """The daily copies, oldest generation first."""
    found = [
        path
        for path in backup_folder(client).glob(f"*{_SUFFIX}")
        if not path.name.startswith((".", _BEFORE_MIGRATION))
    ]
    return sorted(found, key=lambda path: path.stem.rpartition("_")[2])


def back_up_daily(home: Path, client: UUID, generation: int, sha256: str, today: date) -> None:
    """Keep today's first generation; the oldest goes when there are more than thirty.

    Only after the new copy has been read through is an old one taken away, and never more than
    one, so that a wrong clock cannot empty the folder.

    Raises:
        AsfDeskError: the copy could not be made; nothing was taken away.
    """
    kept = daily_backups(client)
    if any(path.name.startswith(today.isoformat()) for path in kept):
        return
    target = backup_folder(client) / f"{today.isoformat()}_{generation:08d}{_SUFFIX}"
    if _copied(home, target, sha256) and len(kept) >= KEPT:
        kept[0].unlink(missing_ok=True)


def back_up_before_migration(
    home: Path, client: UUID, generation: int, sha256: str, version: int
) -> None:
    """Keep the file as it was before its schema is changed; never taken away.

    Raises:
        AsfDeskError: the copy could not be made; then nothing may be migrated.
    """
    target = backup_folder(client) / f"{_BEFORE_MIGRATION}-{version}_{generation:08d}{_SUFFIX}"
    if not target.exists():
        _copied(home, target, sha256)


def _copied(home: Path, target: Path, sha256: str) -> bool:
    """Copy a home file and read the copy through; False if it is not the one we know."""
    temporary = temporary_beside(target)
    with explained():
        try:
            with home.open("rb") as source, os.fdopen(create_private(temporary), "wb") as out:
                while chunk := source.read(_CHUNK):
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            if read_container(temporary).sha256 != sha256:
                return False
            replace(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
    return True

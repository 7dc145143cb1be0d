"""Which client lay where, so that a missing or broken file still leads to its backups.

The folder's path is kept as a hash: nothing here says where an enterprise's file is. Written for
owners only; an adviser's computer has no backups to lead to (decisions C13).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from asfdesk import paths
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.disk.digests import sha256_of
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from pathlib import Path


def remember_home(home: Path, client: UUID) -> None:
    """Note that a client's file lies there.

    Raises:
        AsfDeskError: the note could not be kept.
    """
    if client_at(home) != client:
        atomic_write(_note(home), str(client).encode())


def client_at(home: Path) -> UUID | None:
    """Whose file lay there when it was opened last on this computer."""
    try:
        return UUID(_note(home).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _note(home: Path) -> Path:
    with explained():
        return paths.private_folder("homes") / sha256_of(str(home).encode())[:32]

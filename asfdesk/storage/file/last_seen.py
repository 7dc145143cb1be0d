"""The latest generation of each client file that this computer has seen (decisions C7).

Inside one file a rollback is always noticed; a whole older file is noticed where a later one has
been open. Nothing here names an enterprise.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk import paths
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID


@dataclass(frozen=True)
class Seen:
    """A generation; number 0 means that none has been seen."""

    generation: int = 0
    sha256: str = ""


def last_seen(client: UUID) -> Seen:
    """The latest generation seen of a client file."""
    try:
        value = json.loads(_path(client).read_bytes())
        seen = Seen(int(value["generation"]), str(value["sha256"]))
    except (OSError, ValueError, TypeError, KeyError):
        return Seen()
    return seen


def remember(client: UUID, generation: int, sha256: str) -> None:
    """Note a generation, unless a later one is noted already."""
    if generation >= last_seen(client).generation:
        content = json.dumps({"generation": generation, "sha256": sha256}).encode()
        atomic_write(_path(client), content)


def _path(client: UUID) -> Path:
    with explained():
        return paths.private_folder("seen") / f"{client}.json"

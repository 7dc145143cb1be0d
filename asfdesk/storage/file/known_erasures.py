"""Which erasures of each client file this computer knows of, and has carried into its backups.

The client file carries its tombstones; a copy from before the erasure does not. So each computer
remembers them too: running numbers and days, never who it was. Lost, it means that the next
opening of the file rewrites the backups once more.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from asfdesk import paths
from asfdesk.domain.file.erasure import ErasureKind, ErasureReason, Tombstone
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from uuid import UUID


def known_erasures(client: UUID) -> list[Tombstone]:
    """What this computer has carried into its backups of a client file."""
    try:
        return [_stone(value) for value in json.loads(_path(client).read_bytes())]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return []


def remember_erasures(client: UUID, stones: Iterable[Tombstone]) -> None:
    """Note that the backups have followed these, besides those that are known.

    Raises:
        AsfDeskError: it could not be written; the backups are rewritten again next time.
    """
    values = [
        {
            "number": stone.number,
            "erased_on": stone.erased_on.isoformat(),
            "kind": stone.kind.value,
            "reason": stone.reason.value,
        }
        for stone in dict.fromkeys((*known_erasures(client), *stones))
    ]
    atomic_write(_path(client), json.dumps(values).encode())


def _stone(value: dict[str, object]) -> Tombstone:
    number = value["number"]
    if type(number) is not int or not number:
        raise ValueError(number)
    return Tombstone(
        number=number,
        erased_on=date.fromisoformat(str(value["erased_on"])),
        kind=ErasureKind(str(value["kind"])),
        reason=ErasureReason(str(value["reason"])),
    )


def _path(client: UUID) -> Path:
    with explained():
        return paths.private_folder("seen") / f"{client}-erased.json"

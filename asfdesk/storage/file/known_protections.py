"""Whose protection in each client file this computer knows of: running numbers, never who or why.

The client file carries them; a copy from before the protection does not. So each computer
remembers them too, and an older copy follows as soon as it is opened here. Lost, it means that
an older copy which nobody compares with the file of today names the person again.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from asfdesk import paths
from asfdesk.domain.people.protection import Protection
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from uuid import UUID


def known_protections(client: UUID) -> list[Protection]:
    """What this computer knows of a client file."""
    try:
        return [_protection(value) for value in json.loads(_path(client).read_bytes())]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return []


def remember_protections(client: UUID, protections: Iterable[Protection]) -> None:
    """Note these instead of what was known: they come from a file that has followed it.

    Raises:
        AsfDeskError: it could not be written; it is tried again when the file is saved.
    """
    values = [
        {"number": one.number, "turn": one.turn, "changed_on": one.changed_on.isoformat()}
        for one in protections
    ]
    atomic_write(_path(client), json.dumps(values).encode())


def _protection(value: dict[str, object]) -> Protection:
    number, turn = value["number"], value["turn"]
    if type(number) is not int or type(turn) is not int or min(number, turn) < 1:
        raise ValueError(number)
    return Protection(number, turn, date.fromisoformat(str(value["changed_on"])))


def _path(client: UUID) -> Path:
    with explained():
        return paths.private_folder("seen") / f"{client}-protected.json"

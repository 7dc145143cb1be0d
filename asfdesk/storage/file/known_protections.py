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
from asfdesk.domain.file.erasure import ErasureKind
from asfdesk.domain.people.protection import Protection, merge_protections
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from uuid import UUID

    from asfdesk.domain.file.erasure import Tombstone

_IN_MARKS = frozenset("0123456789abcdef-")


def known_protections(client: UUID) -> list[Protection]:
    """What this computer knows of a client file."""
    try:
        return [_protection(value) for value in json.loads(_path(client).read_bytes())]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return []


def remember_protections(
    client: UUID, protections: Iterable[Protection], erased: Iterable[Tombstone]
) -> None:
    """Note these besides what is known; nothing is written if that is all the same.

    An older copy that is saved knows less than this computer, and must not make it forget. Only
    the numbers of those who have been erased go.

    Args:
        client: whose file.
        protections: as a file that has been saved has them.
        erased: every erasure that the file or this computer knows of.

    Raises:
        AsfDeskError: it could not be written; it is tried again when the file is saved.
    """
    known = known_protections(client)
    gone = {stone.number: stone.erased_on for stone in erased if stone.kind is ErasureKind.ERASED}
    wanted = [
        one
        for one in merge_protections((*known, *protections))
        if one.number not in gone or one.changed_on > gone[one.number]
    ]
    if wanted != known:
        atomic_write(_path(client), json.dumps([_values(one) for one in wanted]).encode())


def _values(one: Protection) -> dict[str, object]:
    return {
        "number": one.number,
        "changed_on": one.changed_on.isoformat(),
        "made": sorted(one.made),
        "lifted": sorted(one.lifted),
    }


def _protection(value: dict[str, object]) -> Protection:
    number, made, lifted = value["number"], _marks(value["made"]), _marks(value["lifted"])
    if type(number) is not int or not number or not lifted <= made or not made:
        raise ValueError(number)
    return Protection(number, date.fromisoformat(str(value["changed_on"])), made, lifted)


def _marks(value: object) -> frozenset[str]:
    if not isinstance(value, list) or any(_is_no_mark(one) for one in value):
        raise TypeError(value)
    return frozenset(value)


def _is_no_mark(one: object) -> bool:
    return not isinstance(one, str) or not one or not set(one) <= _IN_MARKS


def _path(client: UUID) -> Path:
    with explained():
        return paths.private_folder("seen") / f"{client}-protected.json"

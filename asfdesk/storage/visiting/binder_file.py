"""The adviser's binder on disk, and the file in which clients are handed over (ADR 0047).

An open binder holds its key and nothing else of the password. Saving writes the whole file anew,
and only over the bytes that were read: a binder that another window has saved is never overwritten.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from asfdesk.errors import FileConflictError, FileDamagedError
from asfdesk.i18n import _
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.file.manifest import SHIPPED_COST
from asfdesk.storage.file.publish import name_taken
from asfdesk.storage.file.recovery_code import new_recovery_code
from asfdesk.storage.visiting.client_json import client_as_json, client_from_json
from asfdesk.storage.visiting.sealed_file import (
    For,
    Kind,
    new_key,
    pack,
    read_bytes,
    unpack,
    with_way,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any

    from asfdesk.domain.visiting.client import Client
    from asfdesk.storage.file.manifest import KdfCost
    from asfdesk.storage.visiting.sealed_file import SealedKey

BINDER_ENDING, HAND_OVER_ENDING = ".asfparm", ".asfover"


class BinderFile:
    """An open binder.

    Attributes:
        path: where it lies.
        clients: what was read or last saved.
    """

    def __init__(
        self, path: Path, sealed: SealedKey, clients: tuple[Client, ...], sha256: str
    ) -> None:
        self.path = path
        self.clients = clients
        self._sealed: SealedKey | None = sealed
        self._sha256 = sha256

    @property
    def closed(self) -> bool:
        """Whether the key is gone."""
        return self._sealed is None

    def save(self, clients: Iterable[Client]) -> None:
        """Write the binder with these clients.

        Raises:
            FileConflictError: it has been saved elsewhere since; nothing is overwritten.
            AsfDeskError: it could not be written; what was there is untouched.
        """
        self._write(self._key(), tuple(clients))

    def change_password(self, current: str, new: str, cost: KdfCost = SHIPPED_COST) -> None:
        """Let another password open it; the recovery code stays.

        Raises:
            WrongKeyError: `current` does not open the binder.
        """
        unpack(Kind.BINDER, read_bytes(self.path), current)
        self._write(with_way(self._key(), For.PASSWORD, new, cost), self.clients)

    def use_recovery_code(self, code: str, cost: KdfCost = SHIPPED_COST) -> None:
        """Let another recovery code open it; the one on paper stops working."""
        self._write(with_way(self._key(), For.RECOVERY, code, cost), self.clients)

    def close(self) -> None:
        """Let go of the key and of everything that was read."""
        self._sealed, self.clients = None, ()

    def _key(self) -> SealedKey:
        if self._sealed is None:
            raise ValueError(self.path.suffix)
        return self._sealed

    def _write(self, sealed: SealedKey, clients: tuple[Client, ...]) -> None:
        if self._sha256 and (
            not self.path.exists() or _digest(read_bytes(self.path)) != self._sha256
        ):
            raise FileConflictError(
                _("The client binder was not saved."),
                _("It has been saved by another window or computer since it was opened here."),
                _("Open the binder again; what is in it now is kept."),
            )
        raw = pack(Kind.BINDER, sealed, _content(clients))
        atomic_write(self.path, raw)
        self._sealed, self.clients, self._sha256 = sealed, clients, _digest(raw)


def create_binder(
    path: Path, password: str, cost: KdfCost = SHIPPED_COST
) -> tuple[BinderFile, str]:
    """A new, empty binder and its recovery code, which is nowhere else.

    Raises:
        FileConflictError: there is a file of that name.
        AsfDeskError: the place cannot be used.
    """
    if path.exists():
        raise name_taken(path)
    code = new_recovery_code()
    sealed = with_way(new_key(), For.PASSWORD, password, cost)
    binder = BinderFile(path, with_way(sealed, For.RECOVERY, code, cost), (), "")
    binder.save(())
    return binder, code


def open_binder(path: Path, password: str) -> BinderFile:
    """Open a binder with its password or recovery code.

    Raises:
        OpeningError: one subclass per cause; nothing has been changed.
    """
    raw = read_bytes(path)
    sealed, content = unpack(Kind.BINDER, raw, password)
    return BinderFile(path, sealed, _clients(content), _digest(raw))


def write_hand_over(
    path: Path, clients: Iterable[Client], password: str, cost: KdfCost = SHIPPED_COST
) -> None:
    """Write clients into a file of their own, sealed with a password of its own.

    Raises:
        FileConflictError: there is a file of that name.
        AsfDeskError: the place cannot be used.
    """
    if path.exists():
        raise name_taken(path)
    sealed = with_way(new_key(), For.PASSWORD, password, cost)
    atomic_write(path, pack(Kind.HAND_OVER, sealed, _content(clients)))


def read_hand_over(path: Path, password: str) -> tuple[Client, ...]:
    """The clients of a hand-over.

    Raises:
        OpeningError: one subclass per cause.
    """
    return _clients(unpack(Kind.HAND_OVER, read_bytes(path), password)[1])


def _content(clients: Iterable[Client]) -> dict[str, object]:
    return {"clients": [client_as_json(client) for client in clients]}


def _clients(content: dict[str, Any]) -> tuple[Client, ...]:
    try:
        found = tuple(client_from_json(one) for one in content["clients"])
    except (ValueError, KeyError, TypeError, AttributeError):
        found = None
    if found is None or len({client.uid for client in found}) != len(found):
        raise FileDamagedError(
            _("The list of clients cannot be read."),
            _("It was opened, but what it says does not fit together."),
            _("Use a copy of it, for example from the backup of the computer."),
        )
    return found


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()

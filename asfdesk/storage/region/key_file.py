"""A recipient's key file (`.asfnyckel`): its keys under a password, with a recovery code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import FileConflictError, FileDamagedError
from asfdesk.i18n import _
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.file.manifest import SHIPPED_COST
from asfdesk.storage.file.recovery_code import new_recovery_code
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
    from pathlib import Path

    from asfdesk.storage.file.manifest import KdfCost
    from asfdesk.storage.visiting.sealed_file import (
        SealedKey,
    )

SUFFIX = ".asfnyckel"


class KeyFile:
    """An open key file.

    Attributes:
        path: where it lies.
        text: what `formats.package.recipient_keys.keys_bytes` made, as it was last saved.
    """

    def __init__(self, path: Path, sealed: SealedKey, text: str, raw: bytes) -> None:
        self.path = path
        self.text = text
        self._sealed = sealed
        self._raw = raw

    def save(self, text: str) -> None:
        """Write other keys.

        Raises:
            FileConflictError: it has been saved elsewhere since; nothing is overwritten.
            AsfDeskError: it could not be written; what was there is untouched.
        """
        if self._raw and (not self.path.exists() or read_bytes(self.path) != self._raw):
            raise FileConflictError(
                _("The key file was not saved."),
                _("It has been saved by another window or computer since it was opened here."),
                _("Run it again; what is in the file now is kept."),
            )
        raw = pack(Kind.RECIPIENT_KEYS, self._sealed, {"keys": text})
        atomic_write(self.path, raw)
        self.text, self._raw = text, raw


def create_key_file(
    path: Path, text: str, password: str, cost: KdfCost = SHIPPED_COST
) -> tuple[KeyFile, str]:
    """A new key file and its recovery code, which is nowhere else.

    Raises:
        FileConflictError: there is a file of that name.
        AsfDeskError: the place cannot be used.
    """
    if path.exists():
        raise FileConflictError(
            _("There is already a file called %(name)s.") % {"name": path.name},
            _("Keys are never written over."),
            _("Choose another name."),
        )
    code = new_recovery_code()
    sealed = with_way(new_key(), For.PASSWORD, password, cost)
    file = KeyFile(path, with_way(sealed, For.RECOVERY, code, cost), text, b"")
    file.save(text)
    return file, code


def open_key_file(path: Path, password: str) -> KeyFile:
    """Open a key file with its password or recovery code.

    Raises:
        OpeningError: one subclass per cause; nothing has been changed.
    """
    raw = read_bytes(path)
    sealed, content = unpack(Kind.RECIPIENT_KEYS, raw, password)
    text = content.get("keys")
    if not isinstance(text, str):
        raise FileDamagedError(
            _("The key file is damaged."),
            _("What it holds is not what the program wrote."),
            _("Use a copy of it."),
        )
    return KeyFile(path, sealed, text, raw)

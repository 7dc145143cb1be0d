"""A small file that is sealed whole under a password: the adviser's binder, and hand-overs.

    magic line | length of the head (4 bytes) | head (canonical JSON) | sealed body | SHA-256

A random key seals the body; each password has a slot as in a client file (Argon2id,
ChaCha20-Poly1305, ADR 0003). The head is bound to the body, and the hash tells damage from a wrong
password before anything is derived. The body is padded, so that its length says little.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from asfdesk.errors import (
    FileDamagedError,
    FileMissingError,
    NewerFileError,
    NotAClientFileError,
    OpeningError,
    WrongKeyError,
)
from asfdesk.i18n import _
from asfdesk.storage.file.keys import KEY_BYTES, seal, unseal
from asfdesk.storage.file.manifest import KdfCost
from asfdesk.storage.file.manifest_json import LEAST_SALT, MOST_SALT, canonical
from asfdesk.storage.file.recovery_code import is_misspelt_code, recovery_code
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT = 1
_MAGIC = re.compile(rb"ASFDESK-(PARM|OVERLAMNING|NYCKLAR) (\d{1,6})\n")
_LINE = 32
_LENGTH, _HASH = 4, 32
_MOST_HEAD, _MOST_BYTES = 8 * 1024, 16 * 1024 * 1024
_STEP = 16 * 1024
"""The body is padded to a multiple of this."""
_SALT = 16
_MOST_SLOTS = 2


class Kind(StrEnum):
    """What is in the file; the word stands in its first line."""

    BINDER = "PARM"
    HAND_OVER = "OVERLAMNING"
    RECIPIENT_KEYS = "NYCKLAR"


class For(StrEnum):
    """What a slot is for."""

    PASSWORD = "password"  # noqa: S105 - the name of a role
    RECOVERY = "recovery"


@dataclass(frozen=True)
class Way:
    """One password's way to the key of the body.

    Attributes:
        wrapped: the body's key, encrypted with the key derived from the password.
    """

    role: For
    cost: KdfCost
    salt: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True)
class SealedKey:
    """The key of a sealed file with the ways to it; what is kept while it is open."""

    key: bytes = field(repr=False)
    ways: tuple[Way, ...] = field(repr=False)


def new_key() -> SealedKey:
    """A fresh key that no password opens yet."""
    return SealedKey(os.urandom(KEY_BYTES), ())


def with_way(sealed: SealedKey, role: For, password: str, cost: KdfCost) -> SealedKey:
    """The key with another password for a role; the old one no longer opens it."""
    salt = os.urandom(_SALT)
    wrapping = _derived(password, cost, salt)
    way = Way(role, cost, salt, seal(wrapping, _bound(role, cost, salt), sealed.key))
    return SealedKey(sealed.key, (*(one for one in sealed.ways if one.role is not role), way))


def pack(kind: Kind, sealed: SealedKey, content: Mapping[str, Any]) -> bytes:
    """The bytes of a sealed file."""
    head = canonical({"ways": [_way_as_json(way) for way in sealed.ways]})
    front = f"ASFDESK-{kind} {FORMAT}\n".encode() + len(head).to_bytes(_LENGTH, "big") + head
    body = seal(sealed.key, front, _padded(canonical(content)))
    return front + body + hashlib.sha256(front + body).digest()


def read_bytes(path: Path) -> bytes:
    """All of a sealed file; no more is read than such a file can be."""
    with explained():
        if not path.exists():
            raise FileMissingError(
                _("There is no file called %(name)s here.") % {"name": path.name},
                _("It has been moved, or its drive is not connected."),
                _("Connect the drive, or choose the file where it lies now."),
            )
        with path.open("rb") as stream:
            return stream.read(_MOST_BYTES + 1)


def unpack(kind: Kind, raw: bytes, password: str) -> tuple[SealedKey, dict[str, Any]]:
    """Open a sealed file.

    Raises:
        NotAClientFileError: another kind of file.
        NewerFileError: made by a newer program.
        FileDamagedError: it is broken.
        WrongKeyError: the password fits none of its ways.
    """
    front, ways, body = _taken_apart(kind, raw)
    key = _unlocked(ways, password)
    inside = unseal(key, front, body)
    if inside is None:
        raise _damaged()
    try:
        content = json.loads(inside)
    except ValueError:
        raise _damaged() from None
    if not isinstance(content, dict):
        raise _damaged()
    return SealedKey(key, ways), content


def _taken_apart(kind: Kind, raw: bytes) -> tuple[bytes, tuple[Way, ...], bytes]:
    """What stands before the body, the ways in, and the sealed body."""
    line = _MAGIC.match(raw[:_LINE])
    if line is None or line[1].decode() != kind:
        raise NotAClientFileError(
            _("This is not a client binder.")
            if kind is Kind.BINDER
            else _("This is not a hand-over of clients."),
            _("The file is of another kind, or its beginning is broken."),
            _("Choose another file."),
        )
    if int(line[2]) > FORMAT:
        raise NewerFileError(
            _("The file was made by a newer version of ASF Desk."),
            _("This version cannot read it, and has not changed it."),
            _("Install the newer version on this computer, and try again."),
        )
    if len(raw) > _MOST_BYTES or hashlib.sha256(raw[:-_HASH]).digest() != raw[-_HASH:]:
        raise _damaged()
    start = line.end() + _LENGTH
    size = int.from_bytes(raw[line.end() : start], "big")
    front, body = raw[: start + size], raw[start + size : -_HASH]
    if size > _MOST_HEAD or len(front) != start + size:
        raise _damaged()
    return front, _ways(front[start:]), body


def _ways(head: bytes) -> tuple[Way, ...]:
    try:
        found = [_way(one) for one in json.loads(head)["ways"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _damaged() from None
    roles = {way.role for way in found}
    if not found or len(roles) != len(found) or len(found) > _MOST_SLOTS:
        raise _damaged()
    return tuple(found)


def _way(value: Mapping[str, Any]) -> Way:
    """One way as read; what it costs is bounded as in a client file.

    Raises:
        ValueError, KeyError, TypeError: it is not such a value.
    """
    memory, passes, lanes = (value[key] for key in ("memory_kib", "iterations", "lanes"))
    if not all(type(number) is int for number in (memory, passes, lanes)):
        raise ValueError
    cost = KdfCost(memory, passes, lanes)
    salt = bytes.fromhex(value["salt"])
    if not cost.accepted or not LEAST_SALT <= len(salt) <= MOST_SALT:
        raise ValueError
    return Way(For(value["role"]), cost, salt, bytes.fromhex(value["wrapped"]))


def _way_as_json(way: Way) -> dict[str, object]:
    return {
        "role": way.role.value,
        "memory_kib": way.cost.memory_kib,
        "iterations": way.cost.iterations,
        "lanes": way.cost.lanes,
        "salt": way.salt.hex(),
        "wrapped": way.wrapped.hex(),
    }


def _unlocked(ways: tuple[Way, ...], password: str) -> bytes:
    for way in ways:
        typed = recovery_code(password) if way.role is For.RECOVERY else password
        if typed is None:
            continue
        bound = _bound(way.role, way.cost, way.salt)
        key = unseal(_derived(typed, way.cost, way.salt), bound, way.wrapped)
        if key is not None:
            return key
    if any(way.role is For.RECOVERY for way in ways) and is_misspelt_code(password):
        raise WrongKeyError(
            _("The recovery code is not written as on the sheet."),
            _("Its check characters say that one of the others is wrong."),
            _("Compare it with the sheet, group by group. The file itself is whole."),
        )
    raise WrongKeyError(
        _("The password does not fit this file."),
        _("The file itself is whole."),
        _("Check upper and lower case and try again."),
    )


def _bound(role: For, cost: KdfCost, salt: bytes) -> bytes:
    return canonical(
        {
            "purpose": "asfdesk-sealed-way",
            "role": role.value,
            "cost": [cost.memory_kib, cost.iterations, cost.lanes],
            "salt": salt.hex(),
        }
    )


def _derived(password: str, cost: KdfCost, salt: bytes) -> bytes:
    """The wrapping key of a password: NFC, UTF-8, Argon2id."""
    try:
        return Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=cost.iterations,
            lanes=cost.lanes,
            memory_cost=cost.memory_kib,
        ).derive(unicodedata.normalize("NFC", password).encode())
    except MemoryError:
        raise OpeningError(
            _("The computer does not have enough free memory to check the password."),
            _("About %(size)d MB are needed for it.") % {"size": cost.memory_kib // 1024},
            _("Close other programs and try again."),
        ) from None


def _padded(body: bytes) -> bytes:
    """Spaces after JSON mean nothing; they hide how much there is."""
    return body.ljust(-(-max(len(body), 1) // _STEP) * _STEP)


def _damaged() -> FileDamagedError:
    return FileDamagedError(
        _("The file is damaged."),
        _("Its bytes are not those that ASF Desk wrote. The password has nothing to do with it."),
        _("Use a copy of it, for example from the backup of the computer."),
    )

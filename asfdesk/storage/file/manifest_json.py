"""manifest.json: the written form of a manifest.

The bytes are canonical JSON (sorted keys, no spaces, ASCII; byte strings as lower-case hex), so
that one manifest has one form and whatever differs is damage. `magic`, `format`, `min_reader` and
`min_writer` keep their meaning in every future version: they are how an old program recognises a
newer file (decisions C8).
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from asfdesk import __version__
from asfdesk.errors import NewerFileError, NotAClientFileError
from asfdesk.i18n import _
from asfdesk.storage.file.manifest import MAX_SLOTS, MAX_WORK, KdfCost, Manifest, Role, Slot
from asfdesk.storage.migrations import SCHEMA_VERSION
from asfdesk.storage.trouble import damaged

MAGIC = "asfdesk-client"
FORMAT = 1
MAX_MANIFEST_BYTES = 64 * 1024
LEAST_SALT, MOST_SALT = 8, 64  # bytes; Argon2 takes no less (RFC 9106 §3.1)
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+-]{0,19}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def canonical(value: object) -> bytes:
    """The one JSON form of a value: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def manifest_bytes(manifest: Manifest) -> bytes:
    """The bytes of manifest.json."""
    return canonical(_as_json(manifest))


def authenticated_bytes(manifest: Manifest) -> bytes:
    """What HMAC and signature cover: everything but themselves."""
    return manifest_bytes(replace(manifest, hmac=b"", signature=b""))


def cost_as_json(cost: KdfCost, salt: bytes) -> dict[str, object]:
    """How a slot says what its derived key costs; also part of what its wrapping binds."""
    return {
        "name": "argon2id",
        "memory_kib": cost.memory_kib,
        "iterations": cost.iterations,
        "lanes": cost.lanes,
        "salt": salt.hex(),
    }


def _slot_as_json(slot: Slot) -> dict[str, object]:
    return {
        "number": slot.number,
        "role": slot.role.value,
        "kdf": cost_as_json(slot.cost, slot.salt),
        "wrapped": slot.wrapped.hex(),
        "escrow": slot.escrow.hex(),
        "label": slot.label.hex(),
    }


def _as_json(manifest: Manifest) -> dict[str, object]:
    # Only where it is one: every other file has the same bytes as before there were safe copies.
    marked: dict[str, object] = {"safe_copy": True} if manifest.safe_copy else {}
    return {
        **marked,
        "magic": MAGIC,
        "format": FORMAT,
        "min_reader": manifest.min_reader,
        "min_writer": manifest.min_writer,
        "client": str(manifest.client),
        "generation": manifest.generation,
        "parent": manifest.parent,
        "app_version": manifest.app_version,
        "saved_at": manifest.saved_at,
        "payload": {
            "bytes": manifest.payload_bytes,
            "sha256": manifest.payload_sha256,
        },
        "slots": [_slot_as_json(slot) for slot in manifest.slots],
        "next_slot": manifest.next_slot,
        "signing": {
            "public": manifest.signing_public.hex(),
            "sealed": manifest.signing_sealed.hex(),
        },
        "hmac": manifest.hmac.hex(),
        "signature": manifest.signature.hex(),
    }


def parse_manifest(content: bytes) -> Manifest:
    """Read manifest.json, whose CRC has been found right.

    Raises:
        NotAClientFileError: it is not our manifest.
        NewerFileError: made by a newer program.
        FileDamagedError: ours, but not as we write it.
    """
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        raise not_a_client_file() from None
    if not isinstance(value, dict) or value.get("magic") != MAGIC:
        raise not_a_client_file()
    _refuse_newer(value)
    try:
        manifest = _from_json(value)
        whole = manifest_bytes(manifest) == content and _sensible(manifest)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise damaged() from None
    if not whole:
        raise damaged()
    return manifest


def not_a_client_file() -> NotAClientFileError:
    """Another kind of file."""
    return NotAClientFileError(
        _("This is not an ASF Desk client file."),
        _("It is another kind of file."),
        _("Choose a file whose name ends in .asfdesk."),
    )


def newer_file(saved_by: object = "") -> NewerFileError:
    """Made by a newer program; refused untouched (decisions C8).

    Args:
        saved_by: the program version that the file names; left out unless it looks like one.
    """
    why = _("This version does not know how to read it. Your data has not been changed.")
    if isinstance(saved_by, str) and _VERSION.fullmatch(saved_by):
        why = _(
            "It was saved by ASF Desk %(theirs)s and this is %(ours)s, which does not know how to "
            "read it. Your data has not been changed."
        ) % {"theirs": saved_by, "ours": __version__}
    return NewerFileError(
        _("The file was made by a newer version of ASF Desk."),
        why,
        _("Open it with the newer version, or update ASF Desk on this computer."),
    )


def _refuse_newer(value: dict[str, Any]) -> None:
    known = {"format": FORMAT, "min_reader": SCHEMA_VERSION, "min_writer": SCHEMA_VERSION}
    for key, highest in known.items():
        found = value.get(key)
        if type(found) is not int or found < 1:
            raise damaged()
        if found > highest:
            raise newer_file(value.get("app_version"))


def _from_json(value: dict[str, Any]) -> Manifest:
    return Manifest(
        client=UUID(value["client"]),
        generation=_whole(value["generation"]),
        parent=_text(value["parent"]),
        app_version=_text(value["app_version"]),
        saved_at=datetime.fromisoformat(_text(value["saved_at"])).isoformat(),
        payload_bytes=_whole(value["payload"]["bytes"]),
        payload_sha256=value["payload"]["sha256"],
        slots=tuple(_slot_from_json(slot) for slot in value["slots"]),
        next_slot=_whole(value["next_slot"]),
        signing_public=bytes.fromhex(value["signing"]["public"]),
        signing_sealed=bytes.fromhex(value["signing"]["sealed"]),
        hmac=bytes.fromhex(value["hmac"]),
        signature=bytes.fromhex(value["signature"]),
        min_reader=value["min_reader"],
        min_writer=value["min_writer"],
        safe_copy="safe_copy" in value,
    )


def _slot_from_json(value: dict[str, Any]) -> Slot:
    kdf = value["kdf"]
    cost = KdfCost(_whole(kdf["memory_kib"]), _whole(kdf["iterations"]), _whole(kdf["lanes"]))
    salt = bytes.fromhex(kdf["salt"])
    if not cost.accepted or not LEAST_SALT <= len(salt) <= MOST_SALT:
        raise ValueError(cost)
    return Slot(
        number=_whole(value["number"]),
        role=Role(value["role"]),
        cost=cost,
        salt=salt,
        wrapped=bytes.fromhex(value["wrapped"]),
        escrow=bytes.fromhex(value["escrow"]),
        label=bytes.fromhex(value["label"]),
    )


def _whole(value: object) -> int:
    if type(value) is not int or value < 1:
        raise ValueError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _sensible(manifest: Manifest) -> bool:
    """What the types above cannot say."""
    numbers = [slot.number for slot in manifest.slots]
    work = sum(slot.cost.memory_kib * slot.cost.iterations for slot in manifest.slots)
    return (
        numbers == sorted(set(numbers))
        and len(numbers) <= MAX_SLOTS
        and work <= MAX_WORK
        and bool(numbers)
        and numbers[-1] < manifest.next_slot
        and bool(_SHA256.fullmatch(manifest.payload_sha256))
        and (not manifest.parent or bool(_SHA256.fullmatch(manifest.parent)))
    )

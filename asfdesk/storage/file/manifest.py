"""What a client file says about itself before anybody has typed a password (decisions C6).

It holds no personal data and no name of the enterprise; `manifest_json` has its written form.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.storage.migrations import SCHEMA_VERSION

if TYPE_CHECKING:
    from uuid import UUID

MAX_MEMORY_KIB, MAX_ITERATIONS, MAX_LANES = 1024 * 1024, 20, 16
MAX_SLOTS = 32
MAX_WORK = MAX_SLOTS * 3 * 256 * 1024
"""KiB times passes that all slots of a file may ask for together: as many slots as there can be, at
what every file made by the program asks for. More would be a way to stall us with a password."""


class Role(StrEnum):
    """What a key slot opens: owner and recovery everything, adviser all but identities."""

    OWNER = "owner"
    RECOVERY = "recovery"
    ADVISER = "adviser"


@dataclass(frozen=True)
class KdfCost:
    """What one guess of a password costs (Argon2id, RFC 9106).

    Attributes:
        memory_kib: memory in KiB.
        iterations: passes over it.
        lanes: degree of parallelism.
    """

    memory_kib: int
    iterations: int
    lanes: int

    @property
    def accepted(self) -> bool:
        """Whether a file may ask for it (decisions C5); more would be a way to stall us."""
        return (
            1 <= self.lanes <= MAX_LANES
            and 1 <= self.iterations <= MAX_ITERATIONS
            and 8 * self.lanes <= self.memory_kib <= MAX_MEMORY_KIB
        )


SHIPPED_COST = KdfCost(memory_kib=256 * 1024, iterations=3, lanes=4)
"""What every file made by the program uses (decisions C5)."""


@dataclass(frozen=True)
class Slot:
    """One password's way to the keys.

    Attributes:
        number: unique in the file, never used again.
        wrapped: the keys, encrypted with the key derived from the password.
        escrow: that derived key, sealed with the vault key, so that an owner can renew keys.
        label: whose it is, sealed with the vault key; empty if nobody wrote it.
    """

    number: int
    role: Role
    cost: KdfCost
    salt: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)
    escrow: bytes = field(repr=False)
    label: bytes = field(default=b"", repr=False)

    @property
    def name(self) -> str:
        """As it stands in the audit log: owner:1, adviser:3."""
        return f"{self.role}:{self.number}"


@dataclass(frozen=True)
class Manifest:
    """One generation of a client file.

    Attributes:
        client: UUID, the same through the file's whole life.
        generation: 1, 2, 3 …
        parent: SHA-256 of the whole file of the generation before; "" for the first.
        app_version: the program that wrote it.
        saved_at: UTC, ISO 8601 with seconds.
        payload_bytes: length of client.db.
        payload_sha256: its hash.
        slots: by number.
        next_slot: the number the next slot gets.
        signing_public: the owners' Ed25519 key.
        signing_sealed: its private half, sealed with the vault key.
        hmac: under a subkey of the data key, over everything but `hmac` and `signature`.
        signature: the owners', over the same; empty when saved without the vault key.
        min_reader: lowest schema version a program must know to read it.
        min_writer: lowest schema version a program must know to save it.
        safe_copy: whether it is a safe copy, which is only ever looked at (ADR 0048).
    """

    client: UUID
    generation: int
    parent: str
    app_version: str
    saved_at: str
    payload_bytes: int
    payload_sha256: str
    slots: tuple[Slot, ...]
    next_slot: int
    signing_public: bytes
    signing_sealed: bytes = field(repr=False)
    hmac: bytes = field(default=b"", repr=False)
    signature: bytes = field(default=b"", repr=False)
    min_reader: int = SCHEMA_VERSION
    min_writer: int = SCHEMA_VERSION
    safe_copy: bool = False

    def slot(self, number: int) -> Slot:
        """One slot; KeyError if it is not there."""
        for slot in self.slots:
            if slot.number == number:
                return slot
        raise KeyError(number)

"""Passwords and keys: who opens what (design §4, decisions C5).

A random data key opens the database, a random vault key opens identities. Each password has a
slot: Argon2id makes a wrapping key of it, which encrypts both keys (owner, recovery) or the data
key alone (adviser). So a password is changed without rewriting data, and what an adviser cannot
read is a property of the file. All encryption is ChaCha20-Poly1305 with a random nonce in front;
the additional data binds purpose, client, slot, role and cost, so that nothing can be moved.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from asfdesk.errors import NeedsVaultKeyError, OpeningError, RefusedError, WrongKeyError
from asfdesk.i18n import _
from asfdesk.storage.file.manifest import MAX_SLOTS, Role, Slot
from asfdesk.storage.file.manifest_json import canonical, cost_as_json
from asfdesk.storage.file.recovery_code import is_misspelt_code, new_recovery_code, recovery_code
from asfdesk.storage.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from asfdesk.storage.file.manifest import KdfCost, Manifest

KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12


@dataclass(frozen=True)
class KeyPair:
    """The two keys of a client file."""

    data: bytes = field(repr=False)
    vault: bytes = field(repr=False)

    @classmethod
    def fresh(cls) -> KeyPair:
        """Two new random keys."""
        return cls(os.urandom(KEY_BYTES), os.urandom(KEY_BYTES))


@dataclass(frozen=True)
class UnlockedKeys:
    """What a password opened.

    Attributes:
        slot: number of the slot it fits.
        role: what the slot is for.
        data_key: opens the database.
        vault_key: opens identities; None for an adviser.
    """

    slot: int
    role: Role
    data_key: bytes = field(repr=False)
    vault_key: bytes | None = field(repr=False)

    def pair(self) -> KeyPair:
        """Both keys.

        Raises:
            NeedsVaultKeyError: an adviser's password was used.
        """
        if self.vault_key is None:
            raise NeedsVaultKeyError(
                _("Only an owner can change who may open the file."),
                _("The file was opened with an adviser's password."),
                _("Ask an owner of the file to do it."),
            )
        return KeyPair(self.data_key, self.vault_key)

    def vault(self, client: UUID) -> Vault | None:
        """What seals and opens a client's fields; None for an adviser."""
        return Vault(self.vault_key, str(client)) if self.vault_key else None


def seal(key: bytes, bound: bytes, secret: bytes) -> bytes:
    """Encrypt under a key; nonce in front, `bound` must be the same at opening."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, secret, bound)


def unseal(key: bytes, bound: bytes, sealed: bytes) -> bytes | None:
    """What `seal` encrypted; None if the key or the binding is another, or a bit has changed."""
    try:
        return ChaCha20Poly1305(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):
        return None


def _bound(purpose: str, client: UUID, slot: Slot) -> bytes:
    return canonical(
        {
            "purpose": f"asfdesk-{purpose}",
            "client": str(client),
            "slot": slot.number,
            "role": slot.role.value,
            "kdf": cost_as_json(slot.cost, slot.salt),
        }
    )


def _derived(password: str, slot: Slot) -> bytes:
    """The wrapping key of a password: NFC, UTF-8, Argon2id."""
    try:
        return Argon2id(
            salt=slot.salt,
            length=KEY_BYTES,
            iterations=slot.cost.iterations,
            lanes=slot.cost.lanes,
            memory_cost=slot.cost.memory_kib,
        ).derive(unicodedata.normalize("NFC", password).encode())
    except MemoryError:
        raise OpeningError(
            _("The computer does not have enough free memory to check the password."),
            _("About %(size)d MB are needed for it.") % {"size": slot.cost.memory_kib // 1024},
            _("Close other programs and try again."),
        ) from None


def _wrapped(slot: Slot, client: UUID, wrapping: bytes, keys: KeyPair) -> Slot:
    """The slot with keys inside."""
    inside = keys.data if slot.role is Role.ADVISER else keys.data + keys.vault
    return replace(
        slot,
        wrapped=seal(wrapping, _bound("slot", client, slot), inside),
        escrow=seal(keys.vault, _bound("slot-escrow", client, slot), wrapping),
    )


def _new_slot(
    role: Role, number: int, password: str, client: UUID, keys: KeyPair, cost: KdfCost
) -> Slot:
    empty = Slot(number, role, cost, os.urandom(_SALT_BYTES), b"", b"")
    return _wrapped(empty, client, _derived(password, empty), keys)


def create_slots(
    client: UUID, keys: KeyPair, owner_password: str, cost: KdfCost
) -> tuple[tuple[Slot, ...], str]:
    """The slots of a new file: owner 1 and recovery 2.

    Returns:
        The slots and the recovery code, which is nowhere else.
    """
    code = new_recovery_code()
    owner = _new_slot(Role.OWNER, 1, owner_password, client, keys, cost)
    recovery = _new_slot(Role.RECOVERY, 2, code, client, keys, cost)
    return (owner, recovery), code


def create_reader_slot(client: UUID, keys: KeyPair, password: str, cost: KdfCost) -> Slot:
    """The one slot of a safe copy: an adviser's, so nobody can ever be its owner."""
    return _new_slot(Role.ADVISER, 1, password, client, keys, cost)


def unlock(manifest: Manifest, password: str, first: int = 0) -> UnlockedKeys:
    """Find the slot that a password, or the recovery code, fits.

    Args:
        manifest: of the file.
        password: as typed.
        first: number of the slot to try first; each that is tried takes a derivation.

    Raises:
        WrongKeyError: it fits none.
    """
    for slot in sorted(manifest.slots, key=lambda one: one.number != first):
        inside = _opened(manifest, slot, password)
        if inside is not None:
            return UnlockedKeys(
                slot.number, slot.role, inside[:KEY_BYTES], inside[KEY_BYTES:] or None
            )
    if is_misspelt_code(password):
        raise WrongKeyError(
            _("The recovery code is not written as on the sheet."),
            _("Its check characters say that one of the others is wrong."),
            _("Compare it with the sheet, group by group. The file itself is whole."),
        )
    raise WrongKeyError(
        _("The password does not fit this file."),
        _("It fits none of the file's keys. The file itself is whole."),
        _("Check upper and lower case and try again, or use the recovery key."),
    )


def fits(manifest: Manifest, number: int, password: str) -> bool:
    """Whether a password is that of one slot; the others are not tried."""
    return _opened(manifest, manifest.slot(number), password) is not None


def _opened(manifest: Manifest, slot: Slot, password: str) -> bytes | None:
    """What lies in a slot, if the password fits it."""
    typed = recovery_code(password) if slot.role is Role.RECOVERY else password
    if typed is None:
        return None
    return unseal(_derived(typed, slot), _bound("slot", manifest.client, slot), slot.wrapped)


def add_slot(
    manifest: Manifest, keys: KeyPair, role: Role, password: str, label: str, cost: KdfCost
) -> Manifest:
    """The manifest with one more owner or adviser.

    Args:
        manifest: of the open file.
        keys: an owner's keys.
        role: OWNER or ADVISER.
        password: the newcomer's.
        label: who it is; sealed with the vault key, may be empty.
        cost: of the derived key.

    Raises:
        RefusedError: there are as many as a file may have.
    """
    if len(manifest.slots) >= MAX_SLOTS:
        raise RefusedError(
            _("There are as many accesses as a file can have."),
            "",
            _("Withdraw one that is no longer used first."),
        )
    slot = _new_slot(role, manifest.next_slot, password, manifest.client, keys, cost)
    if label:
        bound = _bound("slot-label", manifest.client, slot)
        slot = replace(slot, label=seal(keys.vault, bound, label.encode()))
    return replace(manifest, slots=(*manifest.slots, slot), next_slot=slot.number + 1)


def slot_label(manifest: Manifest, keys: KeyPair, slot: Slot) -> str:
    """Who a slot belongs to; "" if nobody wrote it."""
    found = unseal(keys.vault, _bound("slot-label", manifest.client, slot), slot.label)
    return found.decode() if found else ""


def remove_slot(manifest: Manifest, number: int) -> Manifest:
    """The manifest without a slot. Its old copies still open; renew the keys as well.

    Raises:
        RefusedError: it is the recovery slot or the last owner.
        KeyError: there is no such slot.
    """
    gone = manifest.slot(number)
    kept = tuple(slot for slot in manifest.slots if slot is not gone)
    if gone.role is Role.RECOVERY or not any(slot.role is Role.OWNER for slot in kept):
        raise RefusedError(
            _("This access cannot be removed."),
            _("The file must keep one owner and its recovery key."),
            _("Add another owner first, or renew the recovery key."),
        )
    return replace(manifest, slots=kept)


def change_password(
    manifest: Manifest, keys: KeyPair, number: int, password: str, cost: KdfCost
) -> Manifest:
    """The manifest with another password for one slot; number, role and label stay."""
    old = manifest.slot(number)
    label = slot_label(manifest, keys, old)
    new = _new_slot(old.role, number, password, manifest.client, keys, cost)
    if label:
        bound = _bound("slot-label", manifest.client, new)
        new = replace(new, label=seal(keys.vault, bound, label.encode()))
    return _with(manifest, [new if slot is old else slot for slot in manifest.slots])


def renew_recovery(manifest: Manifest, keys: KeyPair, code: str, cost: KdfCost) -> Manifest:
    """The manifest with another recovery code; the one on paper stops working (decisions C14)."""
    number = next(slot.number for slot in manifest.slots if slot.role is Role.RECOVERY)
    return change_password(manifest, keys, number, code, cost)


def rewrap(manifest: Manifest, old: KeyPair, new: KeyPair) -> Manifest:
    """The manifest with new keys in every slot; every password stays as it is.

    Raises:
        RefusedError: a slot's wrapping key cannot be opened; nothing may be renewed then.
    """
    slots = []
    for slot in manifest.slots:
        wrapping = unseal(old.vault, _bound("slot-escrow", manifest.client, slot), slot.escrow)
        if wrapping is None:
            raise RefusedError(
                _("The keys could not be renewed, so nothing was changed."),
                _("Access number %(number)d has been changed outside ASF Desk.")
                % {"number": slot.number},
                _("Remove that access and try again."),
            )
        renewed = _wrapped(slot, manifest.client, wrapping, new)
        label = slot_label(manifest, old, slot)
        bound = _bound("slot-label", manifest.client, slot)
        sealed = seal(new.vault, bound, label.encode()) if label else b""
        slots.append(replace(renewed, label=sealed))
    return _with(manifest, slots)


def _with(manifest: Manifest, slots: Iterable[Slot]) -> Manifest:
    return replace(manifest, slots=tuple(slots))

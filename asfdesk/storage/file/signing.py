"""Who saved this generation: HMAC for everybody with the data key, signature for owners.

The HMAC key is an HKDF subkey of the data key; the Ed25519 private key is sealed with the vault
key. So an adviser can save, and what an adviser saved can be told from what an owner saved
(decisions C6).
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from asfdesk.storage.file.keys import KEY_BYTES, seal, unseal
from asfdesk.storage.file.manifest_json import authenticated_bytes, canonical

if TYPE_CHECKING:
    from uuid import UUID

    from asfdesk.storage.file.keys import UnlockedKeys
    from asfdesk.storage.file.manifest import Manifest

_SIGNED = b"asfdesk-manifest-1\n"


@dataclass(frozen=True)
class SigningKey:
    """The owners' key pair as it lies in the manifest."""

    public: bytes
    sealed: bytes = field(repr=False)


def new_signing_key(client: UUID, vault_key: bytes) -> SigningKey:
    """A fresh pair for a file."""
    return _sealed(Ed25519PrivateKey.generate(), client, vault_key)


def _sealed(private: Ed25519PrivateKey, client: UUID, vault_key: bytes) -> SigningKey:
    sealed = seal(vault_key, _bound(client), private.private_bytes_raw())
    return SigningKey(private.public_key().public_bytes_raw(), sealed)


def authenticate(manifest: Manifest, keys: UnlockedKeys) -> Manifest:
    """The manifest with HMAC, and with a signature if the vault key is open.

    An owner whose signing key has been tampered with gets a new one.
    """
    if keys.vault_key is None:
        return replace(manifest, hmac=_hmac(manifest, keys.data_key), signature=b"")
    private = _private(manifest, keys.vault_key)
    if private is None:
        private = Ed25519PrivateKey.generate()
        pair = _sealed(private, manifest.client, keys.vault_key)
        manifest = replace(manifest, signing_public=pair.public, signing_sealed=pair.sealed)
    signature = private.sign(_SIGNED + authenticated_bytes(manifest))
    return replace(manifest, hmac=_hmac(manifest, keys.data_key), signature=signature)


def hmac_holds(manifest: Manifest, keys: UnlockedKeys) -> bool:
    """Whether somebody with the data key wrote this manifest."""
    return hmac.compare_digest(manifest.hmac, _hmac(manifest, keys.data_key))


def saved_by_owner(manifest: Manifest, keys: UnlockedKeys) -> bool:
    """Whether an owner wrote this manifest.

    With the vault key the answer is certain; without it the public key in the file is believed.
    """
    if keys.vault_key is not None and _private(manifest, keys.vault_key) is None:
        return False
    return owner_signed(manifest, manifest.signing_public)


def owner_signed(manifest: Manifest, public_key: bytes) -> bool:
    """Whether the signature was made with the private half of a key that is known already."""
    try:
        public = Ed25519PublicKey.from_public_bytes(public_key)
        public.verify(manifest.signature, _SIGNED + authenticated_bytes(manifest))
    except (InvalidSignature, ValueError):
        return False
    return True


def _private(manifest: Manifest, vault_key: bytes) -> Ed25519PrivateKey | None:
    """The private key, if it is the public key's."""
    raw = unseal(vault_key, _bound(manifest.client), manifest.signing_sealed)
    if raw is None or len(raw) != KEY_BYTES:
        return None
    private = Ed25519PrivateKey.from_private_bytes(raw)
    matches = private.public_key().public_bytes_raw() == manifest.signing_public
    return private if matches else None


def _bound(client: UUID) -> bytes:
    return canonical({"purpose": "asfdesk-signing-key", "client": str(client)})


def _hmac(manifest: Manifest, data_key: bytes) -> bytes:
    subkey = HKDF(SHA256(), KEY_BYTES, manifest.client.bytes, b"asfdesk-manifest-hmac-1")
    key = subkey.derive(data_key)
    return hmac.new(key, authenticated_bytes(manifest), hashlib.sha256).digest()

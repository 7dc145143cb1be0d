r"""`.asfpaket`: a signed ZIP, and around it, for a recipient with a card, an encrypted one.

Inside (or all of it, where nobody's card has been imported):

    manifest.json   what it is, from whom, about which period, for whom, and SHA-256 of each part
    figures.json, figures.csv, R7_….pdf …
    signature       Ed25519 over "asfdesk-package-1\n" + manifest.json, 64 bytes

Around:

    envelope.json   format, version, fingerprint of the card
    sealed          HPKE base mode (RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305) of the inner
                    ZIP; `info` is "asfdesk-package-1\n" + envelope.json

Both are canonical (see `archive`), so a changed byte anywhere is noticed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from asfdesk.domain.sending.package_arrival import PackageFault
from asfdesk.formats.package.archive import pack, unpack
from asfdesk.formats.package.faults import refused
from asfdesk.formats.package.fields import Fields, canonical
from asfdesk.formats.package.manifest import (
    MANIFEST,
    VERSION,
    content_of,
    manifest_json,
    read_head,
)
from asfdesk.formats.package.measures import FIGURES_CSV, FIGURES_JSON, figures_csv, figures_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from asfdesk.domain.sending.packages import PackageContent, RecipientCard

SUFFIX = ".asfpaket"
SIGNATURE, ENVELOPE, SEALED = "signature", "envelope.json", "sealed"
_SIGNED = b"asfdesk-package-1\n"
_ENVELOPE_FORMAT = "asfpaket-sealed"


@dataclass(frozen=True)
class OpeningKey:
    """One of a recipient's own keys, to open packages with.

    Attributes:
        private: raw X25519 key, 32 bytes.
        fingerprint: of the card that the key stands on.
        valid_until: of that card; a package made later is not let in.
    """

    private: bytes = field(repr=False)
    fingerprint: str
    valid_until: date


def suite() -> Suite:
    """The one HPKE suite of packages."""
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def signed_package(content: PackageContent, private: bytes) -> bytes:
    """The signed ZIP, in clear.

    Args:
        content: figures.json and figures.csv are made of its reports; its files come after.
        private: the enterprise's raw Ed25519 key.

    Raises:
        ValueError: `content.public_key` is not of that key.
    """
    key = Ed25519PrivateKey.from_private_bytes(private)
    if key.public_key().public_bytes_raw() != content.public_key:
        raise ValueError(content.uid)
    parts = {
        FIGURES_JSON: figures_json(content.reports),
        FIGURES_CSV: figures_csv(content.reports),
        **content.files,
    }
    manifest = manifest_json(content, parts)
    return pack({MANIFEST: manifest, **parts, SIGNATURE: key.sign(_SIGNED + manifest)})


def sealed_package(signed: bytes, card: RecipientCard) -> bytes:
    """A signed package encrypted to a card: the file as it is sent."""
    envelope = canonical(
        {"format": _ENVELOPE_FORMAT, "version": VERSION, "recipient": card.fingerprint}
    )
    public = X25519PublicKey.from_public_bytes(card.sealing_key)
    sealed = suite().encrypt(signed, public, info=_SIGNED + envelope)
    return pack({ENVELOPE: envelope, SEALED: sealed})


def write_package(
    content: PackageContent, private: bytes, card: RecipientCard | None = None
) -> bytes:
    """The bytes of a package; encrypted if there is a card. Raises as `signed_package`."""
    signed = signed_package(content, private)
    return sealed_package(signed, card) if card else signed


def read_package(data: bytes, keys: Iterable[OpeningKey] = ()) -> PackageContent:
    """What a package says, once its signature and every part of it hold.

    Whether its key has been compared, and whether it has come before, the recipient decides with
    `domain.sending.package_arrival.judged`.

    Args:
        data: the whole file.
        keys: the recipient's own, today's and former ones; () opens only what is in clear.

    Raises:
        PackageRefusedError: NOT_A_PACKAGE, DAMAGED, TOO_LARGE, NEWER, FORGED, ALTERED, NOT_FOR_US,
            NEEDS_KEYS or EXPIRED_CARD.
    """
    members = unpack(data)
    known = list(keys)
    if ENVELOPE not in members:
        return _in_clear(_verified(members), known)
    if list(members) != [ENVELOPE, SEALED]:
        raise refused(PackageFault.DAMAGED)
    fingerprint = _envelope(members[ENVELOPE])
    if not known:
        raise refused(PackageFault.NEEDS_KEYS)
    ours = [key for key in known if key.fingerprint == fingerprint]
    if not ours:
        raise refused(PackageFault.NOT_FOR_US)
    for key in ours:
        inner = _opened(members, key)
        if inner is not None:
            content = _verified(unpack(inner))
            return _for_key(content, key)
    raise refused(PackageFault.DAMAGED)


def _envelope(content: bytes) -> str:
    """The fingerprint on the envelope."""
    try:
        envelope = Fields.parse(content)
        if envelope.text("format") != _ENVELOPE_FORMAT:
            raise refused(PackageFault.NOT_A_PACKAGE)
        if envelope.whole("version", 1, 10**6) > VERSION:
            raise refused(PackageFault.NEWER)
        return envelope.like("recipient", "[0-9a-f]{64}")
    except (ValueError, KeyError):
        raise refused(PackageFault.DAMAGED) from None


def _opened(members: dict[str, bytes], key: OpeningKey) -> bytes | None:
    private = X25519PrivateKey.from_private_bytes(key.private)
    try:
        return suite().decrypt(members[SEALED], private, info=_SIGNED + members[ENVELOPE])
    except (InvalidTag, ValueError):
        return None


def _in_clear(content: PackageContent, known: list[OpeningKey]) -> PackageContent:
    """A package that was for a card has been opened and passed on, unless it is ours."""
    wanted = content.addressee.fingerprint
    if wanted and all(key.fingerprint != wanted for key in known):
        raise refused(PackageFault.NOT_FOR_US)
    return content


def _for_key(content: PackageContent, key: OpeningKey) -> PackageContent:
    """What is inside must be for whom it is encrypted to, or somebody has passed it on."""
    if content.addressee.fingerprint != key.fingerprint:
        raise refused(PackageFault.NOT_FOR_US)
    if content.made_at.date() > key.valid_until:
        raise refused(PackageFault.EXPIRED_CARD)
    return content


def _verified(members: dict[str, bytes]) -> PackageContent:
    """The content of the inner ZIP, if the signature and each part hold."""
    if MANIFEST not in members or SIGNATURE not in members:
        raise refused(PackageFault.NOT_A_PACKAGE)
    manifest = members[MANIFEST]
    head = read_head(manifest)
    try:
        public = Ed25519PublicKey.from_public_bytes(head.public_key)
        public.verify(members[SIGNATURE], _SIGNED + manifest)
    except (InvalidSignature, ValueError):
        raise refused(PackageFault.FORGED) from None
    parts = {name: data for name, data in members.items() if name not in (MANIFEST, SIGNATURE)}
    found = {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()}
    if found != head.digests or list(members) != [MANIFEST, *head.digests, SIGNATURE]:
        raise refused(PackageFault.ALTERED)
    try:
        return content_of(manifest, parts)
    except (ValueError, KeyError):
        raise refused(PackageFault.DAMAGED) from None

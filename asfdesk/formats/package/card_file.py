r"""`.asfkort`: a recipient's card, one line of JSON signed with the key that stands on it.

{"card": {…}, "signature": "hex"}      Ed25519 over "asfdesk-card-1\n" + the card's JSON
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from asfdesk.domain.sending.package_arrival import PackageFault
from asfdesk.domain.sending.packages import RecipientCard
from asfdesk.domain.visiting_codes import RecipientKind
from asfdesk.formats.package.faults import refused
from asfdesk.formats.package.fields import Fields, canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

SUFFIX = ".asfkort"
_FORMAT, _VERSION = "asfkort", 1
_SIGNED = b"asfdesk-card-1\n"
_MOST_BYTES = 8_192
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64
_HIGHEST_VERSION = 10**6


def write_card(card: RecipientCard, private: bytes) -> bytes:
    """The bytes of a card, signed with its own key.

    Args:
        card: as it is to be handed out.
        private: raw Ed25519 key of `card.signing_key`.
    """
    said = _as_json(card)
    signature = Ed25519PrivateKey.from_private_bytes(private).sign(_SIGNED + canonical(said))
    return canonical({"card": said, "signature": signature.hex()}) + b"\n"


def read_card(data: bytes) -> RecipientCard:
    """A card whose signature holds; whether it is whom it says, the fingerprint tells.

    Raises:
        PackageRefusedError: NOT_A_PACKAGE, DAMAGED, NEWER or FORGED.
    """
    if len(data) > _MOST_BYTES or not data.startswith(b'{"card":{'):
        raise refused(PackageFault.NOT_A_PACKAGE)
    if not data.endswith(b"\n"):
        raise refused(PackageFault.DAMAGED)
    try:
        whole = Fields.parse(data.removesuffix(b"\n"))
        fields = whole.inner("card")
        if fields.text("format") != _FORMAT:
            raise refused(PackageFault.NOT_A_PACKAGE)
        if fields.whole("version", 1, _HIGHEST_VERSION) > _VERSION:
            raise refused(PackageFault.NEWER)
        card = RecipientCard(
            fields.text("name"),
            RecipientKind(fields.text("kind")),
            fields.raw("signing_key", _KEY_BYTES),
            fields.raw("sealing_key", _KEY_BYTES),
            fields.day("made_on"),
            fields.day("valid_until"),
        )
        signature = whole.raw("signature", _SIGNATURE_BYTES)
        if set(whole.names()) != {"card", "signature"}:
            raise refused(PackageFault.DAMAGED)
        if set(fields.names()) != set(_as_json(card)):
            raise refused(PackageFault.DAMAGED)
    except ValueError:
        raise refused(PackageFault.DAMAGED) from None
    try:
        public = Ed25519PublicKey.from_public_bytes(card.signing_key)
        public.verify(signature, _SIGNED + canonical(_as_json(card)))
    except (InvalidSignature, ValueError):
        raise refused(PackageFault.FORGED) from None
    return card


def _as_json(card: RecipientCard) -> Mapping[str, object]:
    return {
        "format": _FORMAT,
        "version": _VERSION,
        "name": card.name,
        "kind": card.kind.value,
        "signing_key": card.signing_key.hex(),
        "sealing_key": card.sealing_key.hex(),
        "made_on": card.made_on.isoformat(),
        "valid_until": card.valid_until.isoformat(),
    }

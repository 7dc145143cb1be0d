"""A recipient's keys as bytes, new ones, and the card that is made of them.

The bytes are in clear: they belong inside something encrypted, such as the key file of
`storage.sending.key_file` or a database of the recipient's own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from asfdesk.domain.sending.package_arrival import Arrived, PackageFault, Pin
from asfdesk.domain.sending.packages import RecipientCard, fingerprint_of
from asfdesk.domain.sending.recipient_keys import RecipientKeys, SealingPair
from asfdesk.domain.visiting_codes import RecipientKind
from asfdesk.formats.package.card_file import write_card
from asfdesk.formats.package.faults import refused
from asfdesk.formats.package.fields import Fields, canonical
from asfdesk.formats.package.package_file import OpeningKey

if TYPE_CHECKING:
    from datetime import date

_VERSION, _HIGHEST_VERSION = 1, 10**6
_KEY_BYTES = 32
_MOST = 1_000_000


def new_recipient_keys(
    name: str, kind: RecipientKind, today: date, valid_until: date
) -> RecipientKeys:
    """Fresh keys for somebody who is to get packages."""
    signing = Ed25519PrivateKey.generate().private_bytes_raw()
    return RecipientKeys(name, kind, signing, (_pair(today, valid_until),))


def renewed(keys: RecipientKeys, today: date, valid_until: date) -> RecipientKeys:
    """The keys with a new one to encrypt to; the fingerprint stays, and former ones still open."""
    return replace(keys, sealing=(_pair(today, valid_until), *keys.sealing))


def _pair(today: date, valid_until: date) -> SealingPair:
    return SealingPair(X25519PrivateKey.generate().private_bytes_raw(), today, valid_until)


def card_of(keys: RecipientKeys) -> RecipientCard:
    """The card to hand out today."""
    latest = keys.sealing[0]
    sealing = X25519PrivateKey.from_private_bytes(latest.private).public_key()
    signing = Ed25519PrivateKey.from_private_bytes(keys.signing).public_key()
    return RecipientCard(
        keys.name,
        keys.kind,
        signing.public_bytes_raw(),
        sealing.public_bytes_raw(),
        latest.made_on,
        latest.valid_until,
    )


def card_bytes(keys: RecipientKeys) -> bytes:
    """The bytes of that card, signed."""
    return write_card(card_of(keys), keys.signing)


def opening_keys(keys: RecipientKeys) -> tuple[OpeningKey, ...]:
    """What `read_package` opens with."""
    public = Ed25519PrivateKey.from_private_bytes(keys.signing).public_key()
    fingerprint = fingerprint_of(public.public_bytes_raw())
    return tuple(OpeningKey(one.private, fingerprint, one.valid_until) for one in keys.sealing)


def keys_bytes(keys: RecipientKeys) -> bytes:
    """All of it as JSON, in clear."""
    return canonical(
        {
            "version": _VERSION,
            "name": keys.name,
            "kind": keys.kind.value,
            "signing": keys.signing.hex(),
            "sealing": [
                {
                    "private": one.private.hex(),
                    "made_on": one.made_on.isoformat(),
                    "valid_until": one.valid_until.isoformat(),
                }
                for one in keys.sealing
            ],
            "pins": [
                {
                    "org_number": one.org_number,
                    "name": one.name,
                    "public_key": one.public_key.hex(),
                    "pinned_on": one.pinned_on.isoformat(),
                }
                for one in keys.pins
            ],
            "arrived": [
                {
                    "uid": one.uid,
                    "org_number": one.org_number,
                    "period": str(one.period),
                    "number": one.number,
                }
                for one in keys.arrived
            ],
        }
    )


def read_keys(content: bytes) -> RecipientKeys:
    """The way back.

    Raises:
        PackageRefusedError: DAMAGED or NEWER.
    """
    try:
        fields = Fields.parse(content)
        if fields.whole("version", 1, _HIGHEST_VERSION) > _VERSION:
            raise refused(PackageFault.NEWER)
        keys = RecipientKeys(
            fields.text("name"),
            RecipientKind(fields.text("kind")),
            fields.raw("signing", _KEY_BYTES),
            tuple(
                SealingPair(
                    one.raw("private", _KEY_BYTES), one.day("made_on"), one.day("valid_until")
                )
                for one in fields.list("sealing", _MOST)
            ),
            tuple(_pin(one) for one in fields.list("pins", _MOST)),
            tuple(_arrived(one) for one in fields.list("arrived", _MOST)),
        )
    except ValueError:
        raise refused(PackageFault.DAMAGED) from None
    if not keys.sealing:
        raise refused(PackageFault.DAMAGED)
    return keys


def _pin(fields: Fields) -> Pin:
    return Pin(
        fields.text("org_number"),
        fields.text("name"),
        fields.raw("public_key", _KEY_BYTES),
        fields.day("pinned_on"),
    )


def _arrived(fields: Fields) -> Arrived:
    return Arrived(
        fields.text("uid"),
        fields.text("org_number"),
        fields.period("period"),
        fields.whole("number", 1, _MOST),
    )

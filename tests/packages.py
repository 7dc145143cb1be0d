"""A package and a recipient with fixed keys, and Ed25519 as RFC 8032 writes it, in plain Python."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from asfdesk.domain.period import Period
from asfdesk.domain.sending.packages import (
    Addressee,
    Measure,
    PackageContent,
    Sender,
    State,
    Unit,
)
from asfdesk.domain.sending.recipient_keys import RecipientKeys, SealingPair
from asfdesk.domain.visiting_codes import RecipientKind
from asfdesk.formats.package.recipient_keys import card_of

PRIVATE = bytes(range(32))
PUBLIC = Ed25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw()
OTHER_PRIVATE = bytes(range(1, 33))
MADE_ON, VALID_UNTIL = date(2026, 1, 1), date(2027, 12, 31)
KEYS = RecipientKeys(
    "Region Öst",
    RecipientKind.SUPPORT,
    b"\x07" * 32,
    (SealingPair(b"\x09" * 32, MADE_ON, VALID_UNTIL),),
)
STRANGER = replace(
    KEYS, signing=b"\x0b" * 32, sealing=(SealingPair(b"\x0d" * 32, MADE_ON, VALID_UNTIL),)
)
MEASURES = (
    Measure("trainees.unique", Unit.COUNT, 17),
    Measure("trainees.new", Unit.COUNT, None, State.HIDDEN),
    Measure("economy.result.quarter", Unit.ORE, -1_234_500),
    Measure("economy.liquidity_months", Unit.MILLI, None, State.ABSENT),
    Measure("exact.unique", Unit.COUNT, 17, exact=True),
)


def content(fingerprint: str = "", name: str = "Region Öst") -> PackageContent:
    """A quarter of an invented enterprise."""
    return PackageContent(
        uid="0123456789abcdef" * 2,
        number=2,
        replaces="f" * 32,
        sender=Sender("Växthuset Café", "559999-0002", "Huddinge", "Samordning HBS"),
        public_key=PUBLIC,
        period=Period.of_quarter(2026, 2),
        made_at=datetime(2026, 7, 1, 9, 30, tzinfo=UTC),
        addressee=Addressee(name, fingerprint),
        reports={"R7": MEASURES},
        files={"R7_kvartalsrapport_2026-Q2.pdf": b"%PDF-1.7 ..."},
    )


def for_region() -> PackageContent:
    """The same, for the recipient whose keys stand above."""
    return content(card_of(KEYS).fingerprint)


# -- RFC 8032, sections 5.1.2-5.1.7 and appendix, without any library -----------------------------

_P = 2**255 - 19
_Q = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
_Point = tuple[int, int, int, int]


def _add(one: _Point, two: _Point) -> _Point:
    a = (one[1] - one[0]) * (two[1] - two[0]) % _P
    b = (one[1] + one[0]) * (two[1] + two[0]) % _P
    c = 2 * one[3] * two[3] * _D % _P
    d = 2 * one[2] * two[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _times(number: int, point: _Point) -> _Point:
    result = (0, 1, 1, 0)
    while number > 0:
        if number & 1:
            result = _add(result, point)
        point = _add(point, point)
        number >>= 1
    return result


def _recovered(y: int, sign: int) -> int:
    squared = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P)
    x = pow(squared, (_P + 3) // 8, _P)
    if (x * x - squared) % _P:
        x = x * _ROOT % _P
    return _P - x if (x & 1) != sign else x


def _point(raw: bytes) -> _Point:
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = _recovered(y, sign)
    return (x, y, 1, x * y % _P)


_BASE_Y = 4 * pow(5, _P - 2, _P) % _P
_BASE_X = _recovered(_BASE_Y, 0)
_BASE: _Point = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % _P)


def signature_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether it is the key's signature of a message: [S]B = R + [k]A."""
    scalar = int.from_bytes(signature[32:], "little")
    hashed = hashlib.sha512(signature[:32] + public + message).digest()
    left = _times(scalar, _BASE)
    k = int.from_bytes(hashed, "little") % _Q
    right = _add(_point(signature[:32]), _times(k, _point(public)))
    same_x = (left[0] * right[2] - right[0] * left[2]) % _P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % _P == 0

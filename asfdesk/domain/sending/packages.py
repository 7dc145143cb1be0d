"""Export packages as values: figures of a period from one enterprise to one recipient (C15, C16).

A package holds counts and sums, never anything about one person. Each figure is a `Measure` with
a lasting key, so that figures of several enterprises can be put beside each other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from asfdesk.domain.period import Period
    from asfdesk.domain.visiting_codes import RecipientKind

SCHEMA = 1
"""Of what a package says. A reader takes this one and older ones, never a newer one."""

_SPOKEN_DIGITS, _GROUP = 30, 5


class Unit(StrEnum):
    """What the whole number of a measure counts."""

    COUNT = "count"  # persons, exits
    MILLI = "milli"  # thousandths: place-days, places, months, full-time posts
    MINUTES = "minutes"
    ORE = "ore"  # effect on the result: income +, costs -
    BP = "bp"  # basis points: shares


class State(StrEnum):
    """Whether a measure has a value."""

    SHOWN = "shown"
    HIDDEN = "hidden"  # held back: few persons, or it would give such a count away
    ABSENT = "absent"  # nothing to say: not filled in, or a ratio without a denominator


@dataclass(frozen=True)
class Measure:
    """One figure.

    Attributes:
        key: lasting and without language, such as "outcomes.work" (see
            `services.sending.package_figures`).
        unit: what `value` counts.
        value: None unless `state` is SHOWN.
        state: shown, hidden or absent.
        exact: an exact count that is confidential: for the recipient's own sums alone, never to
            be published as it is (decisions C16).
    """

    key: str
    unit: Unit
    value: int | None
    state: State = State.SHOWN
    exact: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError when value and state do not agree."""
        if (self.value is None) != (self.state is not State.SHOWN):
            raise ValueError(self.key)


@dataclass(frozen=True)
class Sender:
    """The enterprise that a package is about.

    Attributes:
        name: as the client file has it.
        org_number: NNNNNN-NNNN.
        municipality: where it is; "" when nobody said.
        coordination: its samordningsförbund; "" when it has none or nobody said.
    """

    name: str
    org_number: str
    municipality: str = ""
    coordination: str = ""


@dataclass(frozen=True)
class Addressee:
    """Whom a package is for.

    Attributes:
        name: of the recipient.
        fingerprint: 64 hexadecimal digits of its card; "" when no card had been imported, and
            the package is not encrypted.
    """

    name: str
    fingerprint: str = ""


@dataclass(frozen=True)
class PackageContent:
    """All that a package says. Everything here is inside the signature.

    Attributes:
        uid: 32 hexadecimal digits, never the same twice.
        number: 1 for the first package of the period, then 2, 3 … whoever they are for.
        replaces: uid of the recipient's package of the same period that this one corrects; ""
            when it has none.
        sender: the enterprise.
        public_key: its raw Ed25519 key, 32 bytes.
        period: what the figures are about.
        made_at: UTC.
        addressee: whom it is for.
        reports: report key ("R7") -> its measures, in order.
        files: name -> bytes of the documents that come along (JSON, CSV, PDF).
        example: made from the example enterprise; nobody counts it.
    """

    uid: str
    number: int
    replaces: str
    sender: Sender
    public_key: bytes
    period: Period
    made_at: datetime
    addressee: Addressee
    reports: Mapping[str, tuple[Measure, ...]]
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    example: bool = False

    @property
    def fingerprint(self) -> str:
        """Of the enterprise's key, 64 hexadecimal digits."""
        return fingerprint_of(self.public_key)

    def measure(self, key: str) -> Measure | None:
        """The measure with a key, from whichever report; None when there is none."""
        return next((m for found in self.reports.values() for m in found if m.key == key), None)


@dataclass(frozen=True)
class RecipientCard:
    """What a recipient hands out so that packages can be encrypted to it (`.asfkort`).

    Attributes:
        signing_key: raw Ed25519 key, 32 bytes; the fingerprint is of this one, and the card is
            signed with it. It stays when the other is renewed.
        sealing_key: raw X25519 key, 32 bytes.
        valid_until: last day on which packages are encrypted to it.
    """

    name: str
    kind: RecipientKind
    signing_key: bytes
    sealing_key: bytes
    made_on: date
    valid_until: date

    @property
    def fingerprint(self) -> str:
        """Of the recipient's key, 64 hexadecimal digits."""
        return fingerprint_of(self.signing_key)


@dataclass(frozen=True)
class Recipient:
    """A card that has been imported into a client file.

    Attributes:
        confirmed_on: when somebody compared the fingerprint; packages go to no other.
        ended_on: no packages are made for it from this day on.
    """

    id: int
    card: RecipientCard
    imported_on: date
    confirmed_on: date | None = None
    ended_on: date | None = None

    def takes(self, today: date) -> bool:
        """Whether a package may be made for it."""
        gone = self.ended_on is not None and self.ended_on <= today
        return self.confirmed_on is not None and not gone and today <= self.card.valid_until


@dataclass(frozen=True)
class MadePackage:
    """A package in the client file's own list.

    Attributes:
        sent_id: its line in the ledger of what was sent; None when that has gone.
        recipient_id: None for somebody without a card.
        sha256: of the file that was written.
    """

    id: int
    uid: str
    sent_id: int | None
    recipient_id: int | None
    period: Period
    number: int
    made_at: datetime
    sha256: str


def fingerprint_of(public_key: bytes) -> str:
    """64 hexadecimal digits that stand for a public signing key."""
    return hashlib.sha256(b"asfdesk-fingerprint-1\n" + public_key).hexdigest()


def spoken(fingerprint: str) -> str:
    """A fingerprint to read aloud: six groups of five digits, about 100 bits."""
    digits = str(int(fingerprint, 16) % 10**_SPOKEN_DIGITS).zfill(_SPOKEN_DIGITS)
    return " ".join(digits[at : at + _GROUP] for at in range(0, _SPOKEN_DIGITS, _GROUP))


def is_spoken(typed: str, fingerprint: str) -> bool:
    """Whether what somebody typed after hearing it is the fingerprint; only digits count."""
    heard = "".join(sign for sign in typed if sign.isascii() and sign.isdigit())
    return heard == spoken(fingerprint).replace(" ", "")

"""A recipient's own side: its keys, whose packages it trusts, and what has come (decisions C15)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asfdesk.domain.sending.package_arrival import Arrived, Pin

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.sending.packages import PackageContent
    from asfdesk.domain.visiting_codes import RecipientKind


@dataclass(frozen=True)
class SealingPair:
    """A key that packages are encrypted to. Former ones stay, to open what is on its way.

    Attributes:
        private: raw X25519 key, 32 bytes.
        valid_until: last day on which packages are encrypted to it.
    """

    private: bytes = field(repr=False)
    made_on: date
    valid_until: date


@dataclass(frozen=True)
class RecipientKeys:
    """All that a recipient has to keep secret, and what it has learnt.

    Attributes:
        signing: raw Ed25519 key, 32 bytes: its identity, the same for ever.
        sealing: the latest first.
        pins: enterprises whose fingerprint has been compared.
        arrived: packages that were let in.
    """

    name: str
    kind: RecipientKind
    signing: bytes = field(repr=False)
    sealing: tuple[SealingPair, ...] = field(repr=False)
    pins: tuple[Pin, ...] = ()
    arrived: tuple[Arrived, ...] = ()

    def pinned(self, content: PackageContent, on: date) -> RecipientKeys:
        """With the key of a package's sender, whose fingerprint has been compared.

        A key that was pinned for the same organisation before gives way to it.
        """
        sender = content.sender
        pin = Pin(sender.org_number, sender.name, content.public_key, on)
        others = (one for one in self.pins if one.org_number != sender.org_number)
        return replace(self, pins=(*others, pin))

    def with_arrived(self, content: PackageContent) -> RecipientKeys:
        """With a package that was let in."""
        came = Arrived(content.uid, content.sender.org_number, content.period, content.number)
        return replace(self, arrived=(*self.arrived, came))

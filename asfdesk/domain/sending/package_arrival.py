"""Why a package is not let in, and what a recipient must know to judge one (decisions C15)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.packages import PackageContent


class PackageFault(StrEnum):
    """Each has its own message (`formats.package.faults`) and its own exit code."""

    NOT_A_PACKAGE = "not_a_package"
    DAMAGED = "damaged"  # truncated, or not the bytes that were written
    TOO_LARGE = "too_large"
    NEWER = "newer"
    FORGED = "forged"  # the signature is not of the key that the package names
    ALTERED = "altered"  # a part is not the one that was signed
    NOT_FOR_US = "not_for_us"
    NEEDS_KEYS = "needs_keys"  # encrypted, and no key was given
    EXPIRED_CARD = "expired_card"
    UNPINNED = "unpinned"  # first contact: the fingerprint has not been compared yet
    WRONG_ENTERPRISE = "wrong_enterprise"  # another key than the one that was pinned
    REPLAYED = "replayed"  # this very package, or its number, has come before
    SUPERSEDED = "superseded"  # a later number of the same period is here already


@dataclass(frozen=True)
class Pin:
    """An enterprise's key, compared once by reading the fingerprint aloud.

    Attributes:
        org_number: NNNNNN-NNNN.
        public_key: raw Ed25519, 32 bytes.
    """

    org_number: str
    name: str
    public_key: bytes
    pinned_on: date


@dataclass(frozen=True)
class Arrived:
    """A package that was let in."""

    uid: str
    org_number: str
    period: Period
    number: int


def judged(
    content: PackageContent, pins: Iterable[Pin], arrived: Iterable[Arrived]
) -> PackageFault | None:
    """Whether a package whose signature holds may enter; None = it may.

    Args:
        content: from `formats.package.read_package`.
        pins: every key that the recipient has compared.
        arrived: what it has let in before.

    Returns:
        UNPINNED, WRONG_ENTERPRISE, REPLAYED or SUPERSEDED. A number that comes again with
        another uid is REPLAYED too: no honest sender makes one.
    """
    sender = content.sender.org_number
    known = [pin for pin in pins if pin.org_number == sender]
    if not known:
        return PackageFault.UNPINNED
    if all(pin.public_key != content.public_key for pin in known):
        return PackageFault.WRONG_ENTERPRISE
    before = list(arrived)
    if any(one.uid == content.uid for one in before):
        return PackageFault.REPLAYED
    numbers = [
        one.number for one in before if (one.org_number, one.period) == (sender, content.period)
    ]
    if content.number in numbers:
        return PackageFault.REPLAYED
    return PackageFault.SUPERSEDED if any(n > content.number for n in numbers) else None

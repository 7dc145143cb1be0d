"""A region and generated enterprises: the n-th has figures that can be worked out by hand."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

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
from asfdesk.formats.package.package_file import write_package
from asfdesk.formats.package.recipient_keys import card_of
from asfdesk.services.region.open_region import region_in
from asfdesk.storage.region.embedded import open_embedded
from tests.packages import KEYS

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.region.open_region import Region

CARD = card_of(KEYS)
QUARTER = Period.of_quarter(2026, 3)
BODIES = ("Östra", "HBS", "Roslagen")


def open_test_region(folder: Path) -> Region:
    """A region in a file, with the keys of tests.packages."""
    path = folder / "region.asfregion"
    return region_in(open_embedded(path, KEYS.signing, make=True), KEYS)


def private(n: int) -> bytes:
    """The n-th enterprise's signing key."""
    return hashlib.sha256(f"enterprise {n}".encode()).digest()


def public(n: int) -> bytes:
    """Its public half."""
    return Ed25519PrivateKey.from_private_bytes(private(n)).public_key().public_bytes_raw()


def org_number(n: int) -> str:
    """550000-0007 for the seventh."""
    return f"55{n // 10_000:04d}-{n % 10_000:04d}"


def figures(n: int) -> tuple[Measure, ...]:
    """n + 10 trainees and n % 7 to work, all told exactly, and simple money."""
    exits = {"arbete": n % 7, "studier": 1, "narmare": 2, "ater": 3, "ovrigt": 0}
    people = n + 10
    return (
        Measure("trainees.unique", Unit.COUNT, people),
        Measure("places.sold", Unit.MILLI, 1_000 * n),
        Measure("places.created", Unit.MILLI, 500),
        Measure("places.all.occupancy", Unit.BP, 5_000 + n % 5_000),
        Measure("economy.result.year", Unit.ORE, 100_000 * n - 5_000_000),
        Measure("economy.own_sales_share", Unit.BP, 2_000 + n),
        Measure("economy.largest_buyer", Unit.BP, 4_000 + 10 * n),
        Measure("economy.liquidity_months", Unit.MILLI, None, State.ABSENT)
        if n % 2
        else Measure("economy.liquidity_months", Unit.MILLI, 1_000 + n),
        *(
            Measure(f"exits.{group}.count", Unit.COUNT, None, State.HIDDEN)
            for group in (*exits, "all")
        ),
        Measure("exact.unique", Unit.COUNT, people, exact=True),
        Measure("exact.sex.kvinna", Unit.COUNT, people // 2, exact=True),
        Measure("exact.sex.man", Unit.COUNT, people - people // 2, exact=True),
        *(
            Measure(f"exact.exits.{group}", Unit.COUNT, count, exact=True)
            for group, count in exits.items()
        ),
        Measure("exact.exits.all", Unit.COUNT, sum(exits.values()), exact=True),
    )


def package_of(n: int, period: Period = QUARTER, number: int = 1) -> PackageContent:
    """The n-th enterprise's package, for the region."""
    return PackageContent(
        uid=hashlib.sha256(f"{n} {period} {number}".encode()).hexdigest()[:32],
        number=number,
        replaces="",
        sender=Sender(f"Företag {n:03d}", org_number(n), f"Kommun {n % 5}", BODIES[n % 3]),
        public_key=public(n),
        period=period,
        made_at=datetime.combine(period.last + timedelta(days=5), datetime.min.time(), UTC),
        addressee=Addressee(KEYS.name, CARD.fingerprint),
        reports={"R7": figures(n)},
        files={"R7.pdf": b"%PDF-1.7" * 100},
    )


def write(folder: Path, content: PackageContent, n: int) -> Path:
    """The package as a file, signed by the n-th and encrypted to the region."""
    path = folder / f"{content.sender.org_number}_{content.period}_{content.number}.asfpaket"
    path.write_bytes(write_package(replace(content, public_key=public(n)), private(n), CARD))
    return path

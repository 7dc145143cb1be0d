"""300 packages into a region: opened, verified, entered and rolled up.

The floor is what no program can leave out: HPKE and Ed25519 of each package, and the bare rows.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from asfdesk.domain.region.rollup import keys_compared, roll_up
from asfdesk.domain.sending.package_arrival import Pin
from asfdesk.formats.package.package_file import suite
from asfdesk.services.region.open_region import region_in
from asfdesk.services.region.take_in import packages_under, take_in
from tests import postgres
from tests.packages import KEYS
from tests.region import QUARTER, figures, open_test_region, org_number, package_of, public, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.region.open_region import Region

MANY = 300
TARGET_S = 10
TODAY = date(2026, 11, 23)


def main() -> None:
    """Print the time, its ratio to the floor, and what a package costs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pins = tuple(Pin(org_number(n), "", public(n), TODAY) for n in range(1, MANY + 1))
        region = replace(open_test_region(folder), pins=pins)
        for n in range(1, MANY + 1):
            write(folder, package_of(n), n)
        paths = packages_under([folder])
        began = time.perf_counter()
        taken = take_in(region, paths, TODAY)
        entered = time.perf_counter()
        roll_up(region.store.sent(QUARTER, keys_compared()))
        done = time.perf_counter()
        assert all(one.error is None for one in taken)
        size = (folder / "region.asfregion").stat().st_size
        sealed = paths[0].stat().st_size
        region.close()
        floor = _floor(folder, sealed)
        why = postgres.lacking()
        served = 0.0 if why else _on_a_server(paths, pins)
    print(f"{MANY} packages of {len(figures(1))} figures: {done - began:.2f} s (target {TARGET_S})")
    print(f"{(done - began) / floor:.2f} x the bare cryptography and rows ({floor:.2f} s)")
    print(f"take in {(entered - began) / MANY * 1000:.2f} ms a package, {size // MANY} bytes")
    print(f"roll up {(done - entered) * 1000:.0f} ms")
    print(why or f"PostgreSQL: {served / MANY * 1000:.2f} ms a package, {served / floor:.2f} x")


def _on_a_server(paths: Sequence[Path], pins: tuple[Pin, ...]) -> float:
    """The same packages taken in and rolled up on a server of this computer."""
    with postgres.running() as server:
        region = replace(region_in(server.empty(), KEYS), pins=pins)
        began = time.perf_counter()
        taken = take_in(region, paths, TODAY)
        roll_up(region.store.sent(QUARTER, keys_compared()))
        took = time.perf_counter() - began
        assert all(one.error is None for one in taken)
        region.close()
    return took


def _floor(folder: Path, size: int) -> float:
    """Decrypt, verify and insert as much, with nothing around it."""
    signing = Ed25519PrivateKey.generate()
    message = b"m" * 2_000
    signature = signing.sign(message)
    private, region = _pair(folder)
    sealed = suite().encrypt(b"s" * size, private.public_key(), info=b"")
    rows = [(n, one.key, one.value) for n in range(MANY) for one in figures(n + 1)]
    began = time.perf_counter()
    for _n in range(MANY):
        suite().decrypt(sealed, private, info=b"")
        signing.public_key().verify(signature, message)
    with region.store.engine.transaction():
        region.store.engine.run_many("INSERT INTO bare (id, key, value) VALUES (?, ?, ?)", rows)
    took = time.perf_counter() - began
    region.close()
    return took


def _pair(folder: Path) -> tuple[X25519PrivateKey, Region]:
    (folder / "floor").mkdir()
    region = open_test_region(folder / "floor")
    region.store.engine.make_tables(
        ["CREATE TABLE bare (id BIGINT, key TEXT, value BIGINT, PRIMARY KEY (id, key))"]
    )
    return X25519PrivateKey.generate(), region


if __name__ == "__main__":
    main()

"""A region that is open: its tables, and the recipient's keys that open packages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.formats.package.recipient_keys import card_of, opening_keys
from asfdesk.services.sending.receive_package import open_keys
from asfdesk.storage.region.embedded import SUFFIX, open_embedded
from asfdesk.storage.region.key_file import SUFFIX as KEYS_SUFFIX
from asfdesk.storage.region.region_store import RegionStore

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.domain.sending.package_arrival import Pin
    from asfdesk.domain.sending.recipient_keys import RecipientKeys
    from asfdesk.formats.package.package_file import OpeningKey
    from asfdesk.storage.region.engine import Engine

__all__ = ["KEYS_SUFFIX", "SUFFIX", "Region", "open_region", "region_in"]


@dataclass(frozen=True)
class Region:
    """What every use case of the region takes.

    Attributes:
        name: what the recipient is called.
        keys: what packages are opened with.
        pins: enterprises whose fingerprint was compared with `asfdesk package verify`.
        place: where the tables are, without any secret.
    """

    name: str
    place: str
    store: RegionStore = field(repr=False)
    keys: tuple[OpeningKey, ...] = field(repr=False)
    pins: tuple[Pin, ...] = field(repr=False)

    def close(self) -> None:
        """Close the tables."""
        self.store.engine.close()


def open_region(path: Path, keys_path: Path, password: str, *, make: bool = False) -> Region:
    """Open a region's file with the recipient's key file.

    Args:
        path: the region, `.asfregion`.
        keys_path: the key file, `.asfnyckel`.
        password: of the key file, or its recovery code.
        make: a new region if there is none.

    Raises:
        OpeningError: one subclass per cause.
    """
    keys = open_keys(keys_path, password).keys
    return region_in(open_embedded(path, keys.signing, make=make), keys)


def region_in(engine: Engine, keys: RecipientKeys) -> Region:
    """A region in a database that is open; it is closed again when it is not the recipient's."""
    store = RegionStore(engine)
    try:
        store.begin(card_of(keys).fingerprint, keys.name)
    except BaseException:
        engine.close()
        raise
    return Region(keys.name, engine.place, store, opening_keys(keys), keys.pins)

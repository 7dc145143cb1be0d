"""A region on a database server, which several people of an office work in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.services.region.open_region import region_in
from asfdesk.services.sending.receive_package import open_keys
from asfdesk.storage.region.postgres import open_postgres

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.region.open_region import Region


def open_shared_region(url: str, database_password: str, keys_path: Path, password: str) -> Region:
    """Open a region on a server with the recipient's key file; its tables are made if need be.

    Args:
        url: postgresql://user@host:port/database, without a password.
        database_password: of the user there; "" = none.
        keys_path: the key file, `.asfnyckel`.
        password: of the key file, or its recovery code.

    Raises:
        InvalidInputError: the address is not one, or the way there would not be safe.
        AsfDeskError: one subclass per cause.
    """
    keys = open_keys(keys_path, password).keys
    return region_in(open_postgres(url, database_password), keys)

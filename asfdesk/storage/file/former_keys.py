"""Keys that a client file had before they were renewed, so that owners can open older backups.

They lie in the file, sealed under the vault key of today; an adviser's password opens none of
them. When the keys are renewed again they are sealed anew like every other field (`rekey`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import FileDamagedError
from asfdesk.storage.file.keys import KEY_BYTES, KeyPair

if TYPE_CHECKING:
    from asfdesk.storage._driver import Database
    from asfdesk.storage.vault import Vault

_TABLE = "former_key"
_DATA, _VAULT = "data_key_sealed", "vault_key_sealed"


def former_keys(db: Database, vault: Vault) -> list[KeyPair]:
    """Every earlier pair, the latest first. One that was tampered with is left out."""
    rows = db.execute(f"SELECT id, {_DATA}, {_VAULT} FROM {_TABLE} ORDER BY id DESC").fetchall()
    found = (_opened(vault, *row) for row in rows)
    return [pair for pair in found if pair is not None]


def add_former_key(db: Database, vault: Vault, pair: KeyPair, retired_at: str) -> None:
    """Keep a pair that is not used any more; inside the caller's transaction.

    Args:
        db: under the new keys.
        vault: the new one.
        pair: the old keys.
        retired_at: UTC, ISO 8601.
    """
    row_id = db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {_TABLE}").fetchone()[0]
    db.execute(
        f"INSERT INTO {_TABLE} (id, retired_at, {_DATA}, {_VAULT}) "
        "VALUES (:id, :retired_at, :data, :vault)",
        {
            "id": row_id,
            "retired_at": retired_at,
            "data": vault.seal(_TABLE, row_id, _DATA, pair.data.hex()),
            "vault": vault.seal(_TABLE, row_id, _VAULT, pair.vault.hex()),
        },
    )


def _opened(vault: Vault, row_id: int, data: bytes, sealed_vault: bytes) -> KeyPair | None:
    try:
        pair = KeyPair(
            bytes.fromhex(vault.open(_TABLE, row_id, _DATA, data)),
            bytes.fromhex(vault.open(_TABLE, row_id, _VAULT, sealed_vault)),
        )
    except (FileDamagedError, ValueError):
        return None
    whole = len(pair.data) == len(pair.vault) == KEY_BYTES
    return pair if whole else None

"""New keys for a whole file: after a password has leaked, or an adviser's access is withdrawn.

Nothing is re-encrypted in place. A snapshot is copied page by page into a database under the new
data key, every sealed field is opened and sealed anew, and the copy is read through before it
may replace anything; a field that cannot be opened stops it all (trust.md §2.11).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from asfdesk.errors import FileDamagedError
from asfdesk.storage._driver import open_database
from asfdesk.storage.file.former_keys import add_former_key
from asfdesk.storage.file.working_copy import verify_database
from asfdesk.storage.trouble import explained
from asfdesk.storage.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from asfdesk.storage._driver import Database
    from asfdesk.storage.file.keys import KeyPair

_SEALED_SUFFIX = "_sealed"


def rekeyed(snapshot: Path, client: UUID, old: KeyPair, new: KeyPair, retired_at: str = "") -> Path:
    """A copy of a snapshot under new keys, beside it.

    Args:
        snapshot: of today's schema, under the old keys; it is only read.
        client: whose it is.
        old: the keys it is under.
        new: the keys of the copy.
        retired_at: UTC, ISO 8601: the old keys are kept in the copy from then on, sealed, so that
            an owner can open older backups. "" = they are not, because they are kept already.

    The undo list is left out: its before-images are sealed with the old key (decisions C11).

    Raises:
        FileDamagedError: a sealed field cannot be opened, or the copy does not hold together.
        DiskFullError: not enough room; nothing has changed.
    """
    target = snapshot.with_name(f"rekeyed-{snapshot.name}")
    with explained():
        try:
            _copy(snapshot, old.data, target, new.data)
            copy = open_database(target, new.data)
            try:
                sealed = Vault(new.vault, str(client))
                _reseal(copy, Vault(old.vault, str(client)), sealed)
                if retired_at:
                    with copy.atomic():
                        add_former_key(copy, sealed, old, retired_at)
                copy.execute("VACUUM")
            finally:
                copy.close()
            verify_database(target, new.data)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    return target


def _copy(source: Path, source_key: bytes, target: Path, target_key: bytes) -> None:
    read = open_database(source, source_key)
    try:
        written = open_database(target, target_key)
        try:
            read.conn.backup(written.conn)
        finally:
            written.close()
    finally:
        read.close()


def _reseal(db: Database, old: Vault, new: Vault) -> None:
    with db.atomic():
        db.execute("DELETE FROM undo_step")
        for table, column in sealed_columns(db):
            for row_id, sealed in _sealed(db, table, column):
                text = old.open(table, row_id, column, sealed)
                _put(db, table, column, row_id, new.seal(table, row_id, column, text))


def fill_up(db: Database, vault: Vault) -> None:
    """Seal every field anew under the same key, so that none is as long as what it hides.

    Files of schema 1 and 2 were written before texts were filled up. What cannot be opened stays
    as it is: it is told where it is read.
    """
    with db.atomic():
        for table, column in sealed_columns(db):
            for row_id, sealed in _sealed(db, table, column):
                with suppress(FileDamagedError):
                    text = vault.open(table, row_id, column, sealed)
                    _put(db, table, column, row_id, vault.seal(table, row_id, column, text))


def _sealed(db: Database, table: str, column: str) -> list[tuple[int, bytes]]:
    return db.execute(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL").fetchall()


def _put(db: Database, table: str, column: str, row_id: int, sealed: bytes | None) -> None:
    db.execute(
        f"UPDATE {table} SET {column} = :sealed WHERE id = :id", {"sealed": sealed, "id": row_id}
    )


def sealed_columns(db: Database) -> list[tuple[str, str]]:
    """Every (table, column) that holds ciphertext, by the schema's naming rule."""
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [
        (table, column[1])
        for (table,) in names.fetchall()
        for column in db.execute(f"PRAGMA table_info({table})").fetchall()
        if column[1].endswith(_SEALED_SUFFIX)
    ]

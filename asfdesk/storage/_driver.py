"""The one door to SQLCipher and sqlite-utils.

sqlite-utils looks for a module called `pysqlite3` before the standard library's sqlite3; the
shim makes it find SQLCipher, so that its own `except` clauses catch the right classes.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import sqlcipher3
import sqlcipher3.dbapi2 as dbapi

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi)

from sqlite_utils import Database, Migrations  # noqa: E402 - only after the shim

if TYPE_CHECKING:
    from pathlib import Path

DatabaseError = dbapi.DatabaseError
IntegrityError = dbapi.IntegrityError
OperationalError = dbapi.OperationalError

__all__ = [
    "Database",
    "DatabaseError",
    "IntegrityError",
    "Migrations",
    "OperationalError",
    "memory_database",
    "open_database",
]

KEY_BYTES = 32

_SETTINGS = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=TRUNCATE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "cache_size=-65536",
)
_MUST_HOLD = {"locking_mode": "exclusive", "journal_mode": "truncate", "synchronous": 3}


def open_database(path: Path, data_key: bytes) -> Database:
    """Open (or make) a SQLCipher database with a raw 32-byte key.

    Raises:
        DatabaseError: wrong key, or not a database (SQLITE_NOTADB).
        RuntimeError: a safety setting did not take; nothing may be written then.
    """
    connection: Any = dbapi.connect(path.resolve().as_uri(), uri=True)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master")
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        _check_settings(connection)
    except BaseException:
        connection.close()
        raise
    return Database(connection, execute_plugins=False)


def memory_database() -> Database:
    """An empty database in memory, without a key: what a schema is compared with."""
    return Database(dbapi.connect(":memory:"), execute_plugins=False)


def _check_settings(connection: Any) -> None:  # noqa: ANN401 - the driver has no types
    for name, wanted in _MUST_HOLD.items():
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != wanted:
            raise RuntimeError(name)

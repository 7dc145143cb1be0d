"""The one door to SQLCipher and sqlite-utils.

sqlite-utils looks for a module called `pysqlite3` before the standard library's sqlite3; the
shim makes it find SQLCipher, so that its own `except` clauses catch the right classes.
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlcipher3
import sqlcipher3.dbapi2 as dbapi

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi)

from sqlite_utils import Database, Migrations  # noqa: E402 - only after the shim

from asfdesk.storage.guard import Guard  # noqa: E402 - only after the shim

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    "schema_changes",
    "snapshot_into",
    "time_limit",
]

KEY_BYTES = 32
_STEPS_BETWEEN_LOOKS = 20_000
"""Steps of SQLite's machine between two looks at the clock, some milliseconds."""

_SETTINGS = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=TRUNCATE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "cell_size_check=ON",
    f"hard_heap_limit={1024**3}",
    "mmap_size=0",
    "temp_store=MEMORY",
    "cache_size=-65536",
)
_MUST_HOLD = {"locking_mode": "exclusive", "journal_mode": "truncate", "synchronous": 3}


class _Connection(dbapi.Connection):  # type: ignore[misc]
    """A connection that asks its guard."""

    guard: Guard


def open_database(path: Path, data_key: bytes) -> Database:
    """Open (or make) a SQLCipher database with a raw 32-byte key.

    From then on every statement is asked of a `Guard`.

    Raises:
        DatabaseError: wrong key, or not a database (SQLITE_NOTADB).
        RuntimeError: a safety setting did not take; nothing may be written then.
    """
    connection: Any = dbapi.connect(path.resolve().as_uri(), uri=True, factory=_Connection)
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
    return _guarded(connection)


def memory_database() -> Database:
    """An empty database in memory, without a key: what a schema is compared with."""
    connection: Any = dbapi.connect(":memory:", factory=_Connection)
    return _guarded(connection)


@contextmanager
def schema_changes(db: Database) -> Iterator[None]:
    """Let statements make and alter tables; for migrations only."""
    guard = _guard(db)
    guard.schema_changes = True
    try:
        yield
    finally:
        guard.schema_changes = False


def snapshot_into(db: Database, path: Path) -> None:
    """Write a compacted copy under the same key to a path where nothing is."""
    guard = _guard(db)
    guard.snapshot = str(path)
    try:
        db.execute("VACUUM INTO ?", [str(path)])
    finally:
        guard.snapshot = ""


@contextmanager
def time_limit(db: Database, milliseconds: int) -> Iterator[None]:
    """Stop statements that go on for too long: while a file from elsewhere is being checked.

    Raises:
        OperationalError: SQLITE_INTERRUPT, from the statement that was stopped.
    """
    guard = _guard(db)
    guard.deadline = time.monotonic_ns() + milliseconds * 1_000_000
    db.conn.set_progress_handler(guard.overdue, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        guard.deadline = None
        db.conn.set_progress_handler(None, 0)


def _guarded(connection: Any) -> Database:  # noqa: ANN401 - the driver has no types
    db = Database(connection, execute_plugins=False)
    connection.guard = Guard()
    connection.set_authorizer(connection.guard)
    return db


def _guard(db: Database) -> Guard:
    connection: Any = db.conn
    guard: Guard = connection.guard
    return guard


def _check_settings(connection: Any) -> None:  # noqa: ANN401 - the driver has no types
    for name, wanted in _MUST_HOLD.items():
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != wanted:
            raise RuntimeError(name)

"""The region's own encrypted file (`.asfregion`): SQLCipher under a key of the recipient's keys.

The recipient's key file opens the region too: the key of the tables is derived from the signing
key, which stays the same for ever. So there is one password and one recovery code (ADR 0044).
"""

from __future__ import annotations

import os
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from asfdesk.errors import FileMissingError, WrongKeyError
from asfdesk.i18n import _
from asfdesk.storage._driver import DatabaseError, open_database, schema_changes
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from asfdesk.storage._driver import Database
    from asfdesk.storage.region.engine import Value

SUFFIX = ".asfregion"
_KEY_BYTES = 32
_PURPOSE = b"asfdesk-region-store-1"
_NOT_A_DATABASE = "file is not a database"


class EmbeddedEngine:
    """The tables in one encrypted file."""

    def __init__(self, db: Database, place: str) -> None:
        self._db = db
        self.place = place

    def ask(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """The rows of a question."""
        with explained():
            return list(self._connection.execute(sql, list(values)).fetchall())

    def run(self, sql: str, values: Sequence[Value] = ()) -> None:
        """One change."""
        self._connection.execute(sql, list(values))

    def run_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """The same change for each row."""
        self._connection.executemany(sql, list(rows))

    def make_tables(self, statements: Iterable[str]) -> None:
        """Make tables and indexes."""
        with schema_changes(self._db):
            for statement in statements:
                self._connection.execute(statement)

    def has_tables(self) -> bool:
        """Whether the region's tables have been made."""
        return bool(self.ask("SELECT 1 FROM sqlite_master WHERE name = 'region_meta'"))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that happens within is kept, or nothing."""
        with explained():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()

    def reading(self) -> AbstractContextManager[None]:
        """One state: nobody else has the file while it is open here."""
        return nullcontext()

    def close(self) -> None:
        """Close it for good."""
        self._db.close()

    @property
    def _connection(self) -> Any:  # noqa: ANN401 - the driver has no types
        return self._db.conn


def region_key(signing: bytes) -> bytes:
    """The key of the tables, of a recipient's raw signing key."""
    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=_PURPOSE).derive(signing)


def open_embedded(path: Path, signing: bytes, *, make: bool) -> EmbeddedEngine:
    """Open a region's file.

    Args:
        path: where it lies.
        signing: raw signing key of the recipient.
        make: a new one if there is none.

    Raises:
        FileMissingError: there is none, and none is to be made.
        WrongKeyError: it belongs to other keys, or is no region.
        AsfDeskError: it cannot be used.
    """
    with explained():
        if not path.exists():
            if not make:
                raise FileMissingError(
                    _("There is no file called %(name)s here.") % {"name": path.name},
                    _("A region is made when the first package is taken in."),
                    _("Check the path."),
                )
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            db = open_database(path, region_key(signing))
        except DatabaseError as error:
            if _NOT_A_DATABASE not in str(error):
                raise
            raise WrongKeyError(
                _("The region's file cannot be opened with these keys."),
                _("It was made with another key file, or it is damaged."),
                _("Choose the key file that it was made with, or use a copy of the region."),
            ) from None
    return EmbeddedEngine(db, path.name)

"""Client files with cheap keys, and SQLCipher pages decrypted by hand, for the tests."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from asfdesk.services.file.open_file import NewEnterprise, create_client_file
from asfdesk.storage.file.manifest import KdfCost
from asfdesk.storage.file.opening import create_file, open_file

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.storage.file.client_file import ClientFile

CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)
OWNER = "fyra slumpade ord åäö"
ADVISER = "rådgivarens egna ord"
TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PAGE, RESERVED, SALT, IV = 4096, 80, 16, 16
HEADER = b"SQLite format 3\0"
"""Stands where SQLCipher keeps the salt."""


@dataclass
class Clock:
    """A clock that the test moves."""

    now: datetime = field(default=NOON)

    def __call__(self) -> datetime:
        return self.now


def new_file(path: Path) -> tuple[ClientFile, str]:
    """A published, open client file without an enterprise, and its recovery code."""
    file, code = create_file(path, OWNER, cost=CHEAP, clock=Clock())
    file.publish()
    return file, code


def new_enterprise(path: Path) -> tuple[OpenFile, str]:
    """A published, open client file of an enterprise, and its recovery code."""
    enterprise = NewEnterprise("Växthuset", "559999-0002")
    return create_client_file(path, enterprise, OWNER, TODAY, cost=CHEAP, clock=Clock())


def closed_file(path: Path) -> Path:
    """A client file that nobody has open."""
    new_file(path)[0].close()
    return path


def opened(path: Path, password: str = OWNER, *, read_only: bool = False) -> ClientFile:
    return open_file(path, password, read_only=read_only, clock=Clock())


def put(file: ClientFile, key: str, value: str = "1") -> None:
    """One committed action."""
    with file.writer.action("setting.set", ("enterprise",)):
        file.writer.insert("setting", {"key": key, "value": value})


def keys_in(file: ClientFile) -> list[str]:
    return [row["key"] for row in file.rows.all("SELECT key FROM setting ORDER BY id")]


def decrypted_pages(database: bytes, data_key: bytes) -> bytes:
    """Every page of a SQLCipher 4 database, decrypted with nothing but the raw key.

    Page: [salt on page 1] ciphertext, then 80 reserved bytes: IV, HMAC-SHA512 (SQLCipher design).
    """
    plain = []
    for start in range(0, len(database), PAGE):
        page = database[start : start + PAGE]
        body = page[SALT if start == 0 else 0 : PAGE - RESERVED]
        vector = page[PAGE - RESERVED : PAGE - RESERVED + IV]
        reader = Cipher(algorithms.AES256(data_key), modes.CBC(vector)).decryptor()
        plain.append(reader.update(body) + reader.finalize())
    return b"".join(plain)


def plain_database(database: bytes, data_key: bytes) -> sqlite3.Connection:
    """The same pages as a database that the ordinary SQLite reads: header back, reserve empty."""
    body = HEADER + decrypted_pages(database, data_key)
    room = PAGE - RESERVED
    pages = [body[start : start + room] + bytes(RESERVED) for start in range(0, len(body), room)]
    connection = sqlite3.connect(":memory:")
    connection.deserialize(b"".join(pages))
    return connection


def everything_under(folder: Path) -> dict[Path, bytes]:
    """Every file's bytes."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

"""Safeguards taken away, for the twins."""

from __future__ import annotations

import hashlib
import types
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest import mock

import sqlcipher3.dbapi2 as dbapi

from asfdesk.storage import container, publish

if TYPE_CHECKING:
    from collections.abc import Iterator


def without_page_macs() -> None:
    """SQLCipher encrypts, but nothing tells a changed page; for the rest of this process."""
    connection = dbapi.connect(":memory:")
    connection.execute("PRAGMA cipher_default_use_hmac = OFF")
    connection.close()


class _Constant:
    """A hash that never differs."""

    def __init__(self, _content: bytes = b"") -> None:
        pass

    def update(self, content: bytes) -> None:
        """Take no notice."""

    def hexdigest(self) -> str:
        """Always the same."""
        return "0" * 64


@contextmanager
def constant_hashes() -> Iterator[None]:
    """Every SHA-256 and CRC of a client file is the same, when writing and when reading."""
    hashes = types.SimpleNamespace(sha256=_Constant, _Hash=hashlib.sha256)
    sums = types.SimpleNamespace(crc32=lambda _content, _start=0: 0, error=zlib.error)
    with (
        mock.patch.object(container, "hashlib", hashes),
        mock.patch.object(container, "zlib", sums),
        mock.patch.object(publish, "file_sha256", return_value=_Constant().hexdigest()),
    ):
        yield

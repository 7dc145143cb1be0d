"""Safeguards taken away, for the twins."""

from __future__ import annotations

import hashlib
import time
import types
import zlib
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING
from unittest import mock

import sqlcipher3.dbapi2 as dbapi

from asfdesk.storage import _driver
from asfdesk.storage.file import backups, container, publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asfdesk.storage.file.backups import HomeFile
    from asfdesk.storage.file.keys import UnlockedKeys

_PAGE, _STICK_SECONDS = 4096, 0.0003


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
def constant_hashes(*also: types.ModuleType) -> Iterator[None]:
    """Every SHA-256 and CRC of a client file is the same, when writing and when reading.

    Args:
        also: further modules whose CRCs must be the same.
    """
    hashes = types.SimpleNamespace(sha256=_Constant, _Hash=hashlib.sha256)
    sums = types.SimpleNamespace(crc32=lambda _content, _start=0: 0, error=zlib.error)
    with (
        ExitStack() as stack,
        mock.patch.object(container, "hashlib", hashes),
        mock.patch.object(publish, "file_sha256", return_value=_Constant().hexdigest()),
    ):
        for module in (container, *also):
            stack.enter_context(mock.patch.object(module, "zlib", sums))
        yield


@contextmanager
def without_journal() -> Iterator[None]:
    """Every database opened meanwhile has no journal, and writes as soon as a page is full."""
    settings = ("journal_mode=OFF", "cache_size=4", "locking_mode=EXCLUSIVE")
    with (
        mock.patch.object(_driver, "_SETTINGS", settings),
        mock.patch.object(_driver, "_MUST_HOLD", {}),
    ):
        yield


@contextmanager
def publishing_in_place() -> Iterator[None]:
    """Publishing truncates the home file and writes it anew, as slowly as a stick does."""

    def in_place(temporary: Path, home: Path, _known: str) -> None:
        with temporary.open("rb") as source, home.open("wb", buffering=0) as out:
            while chunk := source.read(_PAGE):
                out.write(chunk)
                time.sleep(_STICK_SECONDS)

    with mock.patch.object(publish, "_put", in_place):
        yield


@contextmanager
def copying_without_check() -> Iterator[None]:
    """A backup is written under its own name, as slowly as a stick does, and counts at once."""

    def copied(home: HomeFile, target: Path, _keys: UnlockedKeys) -> bool:
        with home.path.open("rb") as source, target.open("wb", buffering=0) as out:
            while chunk := source.read(_PAGE):
                out.write(chunk)
                time.sleep(_STICK_SECONDS)
        return True

    with mock.patch.object(backups, "_copied", copied):
        yield

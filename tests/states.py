"""Client files in each state that opening tells apart, made for real as far as a test can."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections import namedtuple
from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.errors import (
    DiskFullError,
    FileDamagedError,
    FileInUseError,
    FileMissingError,
    NewerFileError,
    NotAClientFileError,
    PassingPlaceError,
    ReadOnlyError,
    WrongKeyError,
)
from asfdesk.storage.file import lock
from asfdesk.storage.file.container import digest_of, read_container, write_container

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from asfdesk.errors import AsfDeskError

WRONG = "inte det rätta"
FOREIGN_LOCK = {
    "user": "anna",
    "host": "KONTORET-2",
    "pid": 4711,
    "process_start": "1",
    "since": "2026-11-23T09:12:00+01:00",
    "slot": "owner:1",
    "token": "00",
    "computer": "0" * 16,
}


def _locked(home: Path, _patch: pytest.MonkeyPatch) -> Path:
    lock.lock_path(home).write_text(json.dumps(FOREIGN_LOCK))
    return home


def _as_it_is(home: Path, _patch: pytest.MonkeyPatch) -> Path:
    return home


def _not_ours(home: Path, _patch: pytest.MonkeyPatch) -> Path:
    home.write_bytes(b"PK\x03\x04" + b"something else entirely" * 40)
    return home


def _newer(home: Path, _patch: pytest.MonkeyPatch) -> Path:
    container = read_container(home)
    payload = home.with_name("payload")
    content = home.read_bytes()
    size = container.manifest.payload_bytes
    payload.write_bytes(content[container.offset : container.offset + size])
    newer = replace(container.manifest, min_reader=99, min_writer=99, app_version="9.4.1")
    home.unlink()
    write_container(home, newer, payload, digest_of(payload))
    payload.unlink()
    return home


def _damaged(home: Path, _patch: pytest.MonkeyPatch) -> Path:
    content = bytearray(home.read_bytes())
    content[len(content) // 2] ^= 0x10
    home.write_bytes(content)
    return home


def _disk_full(home: Path, patch: pytest.MonkeyPatch) -> Path:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - as shutil's own
    patch.setattr(shutil, "disk_usage", lambda _path: usage(10**9, 10**9, 10**5))
    return home


def _read_only(home: Path, patch: pytest.MonkeyPatch) -> Path:
    """Root may write anywhere, so the system's answer is given here."""

    def refuse(_path: Path) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    real = os.access
    patch.setattr(lock, "create_private", refuse)
    patch.setattr(os, "access", lambda path, mode: path != home.parent and real(path, mode))
    return home


def _missing(home: Path, _patch: pytest.MonkeyPatch) -> Path:
    return home.with_name("borta.asfdesk")


def _in_mail(home: Path, _patch: pytest.MonkeyPatch) -> Path:
    return _moved(home, "INetCache/Content.Outlook/Q1W2E3")


def _in_zip(home: Path, _patch: pytest.MonkeyPatch) -> Path:
    return _moved(home, "Temp1_underlag.zip")


def _moved(home: Path, folder: str) -> Path:
    target = home.parent / folder / home.name
    target.parent.mkdir(parents=True)
    shutil.move(home, target)
    return target


STATES: dict[str, tuple[type[AsfDeskError], Callable[[Path, pytest.MonkeyPatch], Path]]] = {
    "locked": (FileInUseError, _locked),
    "wrong_password": (WrongKeyError, _as_it_is),
    "not_a_client_file": (NotAClientFileError, _not_ours),
    "newer": (NewerFileError, _newer),
    "damaged": (FileDamagedError, _damaged),
    "disk_full": (DiskFullError, _disk_full),
    "read_only": (ReadOnlyError, _read_only),
    "missing": (FileMissingError, _missing),
    "in_mail": (PassingPlaceError, _in_mail),
    "in_zip": (PassingPlaceError, _in_zip),
}
"""Name -> what opening raises, and what makes the state of a closed, whole file."""

"""Copies and renamed files: whole, under a free name, and never over another file."""

from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING

import pytest

from asfdesk.errors import (
    DiskFullError,
    FileConflictError,
    FileInUseError,
    FileMissingError,
)
from asfdesk.storage.disk.this_computer import this_computer
from asfdesk.storage.file.lock import lock_path
from asfdesk.storage.file.put_aside import copy_file, free_name, rename_aside
from tests.states import FOREIGN_LOCK
from tests.strongbox import NOON, everything_under
from tests.unit.storage.file.test_publishing import largest_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=[True, False], ids=["links", "no links"])
def links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """A place that knows links, and one that does not, as exFAT."""

    def no_links(*_arguments: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if not request.param:
        monkeypatch.setattr(os, "link", no_links)
    return bool(request.param)


@pytest.mark.usefixtures("links")
def test_a_copy_is_whole_and_replaces_nothing(home: Path) -> None:
    home.write_bytes(b"content" * 1000)
    target = home.with_name("copy.asfdesk")
    copy_file(home, target)
    assert target.read_bytes() == home.read_bytes()
    before = everything_under(home.parent)
    with pytest.raises(FileConflictError):
        copy_file(home, target)
    with pytest.raises(FileMissingError):
        copy_file(home, home.parent / "gone" / "copy.asfdesk")
    assert everything_under(home.parent) == before


def test_a_full_disk_leaves_no_half_copy(home: Path) -> None:
    home.write_bytes(bytes(10_000))
    with largest_file(5_000), pytest.raises(DiskFullError):
        copy_file(home, home.with_name("copy.asfdesk"))
    assert set(everything_under(home.parent)) == {home}


@pytest.mark.usefixtures("links")
def test_a_renamed_file_keeps_its_bytes_and_frees_its_name(home: Path) -> None:
    for number, name in ((1, "Kafé (skadad).asfdesk"), (2, "Kafé (skadad 2).asfdesk")):
        home.write_bytes(b"broken %d" % number)
        target = rename_aside(home, "skadad", NOON)
        assert target.name == name
        assert target.read_bytes() == b"broken %d" % number
        assert not home.exists()
    assert len(everything_under(home.parent)) == 2
    with pytest.raises(FileMissingError):
        rename_aside(home, "skadad", NOON)


def test_a_file_that_somebody_has_open_is_not_renamed(home: Path) -> None:
    home.write_bytes(b"broken")
    lock_path(home).write_text(json.dumps(FOREIGN_LOCK))
    with pytest.raises(FileInUseError):
        rename_aside(home, "skadad", NOON)
    assert home.read_bytes() == b"broken"


def test_a_free_name_is_beside_the_file(home: Path) -> None:
    assert free_name(home, "x") == home.with_name("Kafé (x).asfdesk")


def test_this_computer_keeps_its_name(own_folder: Path) -> None:
    name = this_computer()
    assert len(name) == 16
    assert this_computer() == name
    (own_folder / "computer").write_text("not a name")
    assert this_computer() not in {"not a name", ""}

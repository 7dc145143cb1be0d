"""Publishing: whole or not at all, and never over somebody else's work."""

from __future__ import annotations

import errno
import os
import resource
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from asfdesk.errors import (
    AsfDeskError,
    DiskFullError,
    ExportTargetLockedError,
    FileConflictError,
    FileMissingError,
)
from asfdesk.storage.disk import atomic
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.lock import lock_holder
from asfdesk.storage.file.opening import open_file
from tests.strongbox import (
    OWNER,
    Clock,
    closed_file,
    everything_under,
    keys_in,
    new_file,
    opened,
    put,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file may grow beyond this; the nearest to a full disk without being root."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_each_generation_names_the_one_before(home: Path) -> None:
    file, _code = new_file(home)
    first = read_container(home)
    put(file, "a")
    file.publish()
    second = read_container(home)
    assert (first.manifest.generation, first.manifest.parent) == (1, "")
    assert (second.manifest.generation, second.manifest.parent) == (2, first.sha256)
    file.close()


def test_nothing_changed_means_nothing_written(home: Path) -> None:
    file, _code = new_file(home)
    before = home.stat()
    assert file.publish() == 1
    file.close()
    after = home.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_home_file_saved_by_another_is_not_overwritten(home: Path) -> None:
    theirs = closed_file(home.with_name("theirs.asfdesk")).read_bytes()
    file, _code = new_file(home)
    put(file, "mine")
    home.write_bytes(theirs)
    with pytest.raises(FileConflictError):
        file.publish()
    assert home.read_bytes() == theirs
    assert file.dirty
    assert keys_in(file) == ["mine"]
    beside = home.with_name("mine.asfdesk")
    file.publish_to(beside)
    file.close()
    assert home.read_bytes() == theirs
    kept = opened(beside)
    assert keys_in(kept) == ["mine"]
    kept.close()


def test_two_computers_saving_in_the_same_moment_keep_both(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = closed_file(home.with_name("theirs.asfdesk")).read_bytes()
    home.with_name("theirs.asfdesk").unlink()
    file, _code = new_file(home)
    put(file, "mine")
    real = Path.replace

    def late(self: Path, other: Path) -> Path:
        if other == home:
            home.write_bytes(theirs)
        return real(self, other)

    monkeypatch.setattr(Path, "replace", late)
    with pytest.raises(FileConflictError):
        file.publish()
    monkeypatch.undo()
    assert not file.dirty
    others = [p for p in home.parent.iterdir() if p.suffix == home.suffix and p != home]
    assert [path.read_bytes() for path in others] == [theirs]
    assert read_container(home).manifest.generation == 2
    file.close()


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("how", ["replaced", "written"])
def test_what_comes_while_we_wait_for_a_held_file_is_not_overwritten(
    home: Path, monkeypatch: pytest.MonkeyPatch, how: str, *, links: bool
) -> None:
    file, _code = new_file(home)
    put(file, "mine")
    theirs = home.read_bytes() + b"theirs"
    real, tries = Path.replace, []

    def held(self: Path, other: Path) -> Path:
        if other != home:
            return real(self, other)
        tries.append(self)
        if how == "replaced":
            home.unlink()
        home.write_bytes(theirs)
        raise PermissionError(errno.EACCES, "held")

    def no_links(*_arguments: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "replace", held)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(FileConflictError):
        file.publish()
    monkeypatch.undo()
    assert len(tries) == 1
    assert home.read_bytes() == theirs
    assert file.dirty
    assert {path.name for path in home.parent.iterdir()} == {home.name, f"{home.name}.lock"}
    file.abandon(keep_work=False)


def test_who_has_been_taken_over_saves_only_when_the_other_has_closed(home: Path) -> None:
    file, _code = new_file(home)
    put(file, "mine")
    before = home.read_bytes()
    other = open_file(home, OWNER, take_over=True, clock=Clock())
    with pytest.raises(FileConflictError) as told:
        file.publish()
    assert "tagit över" in str(told.value) or "taken over" in str(told.value)
    assert home.read_bytes() == before
    assert file.dirty
    other.close()
    assert file.publish() == 2
    assert lock_holder(home) is not None
    file.close()
    assert lock_holder(home) is None


def test_a_place_without_links_is_published_to_all_the_same(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_arguments: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_links)
    file, _code = new_file(home)
    put(file, "a")
    assert file.publish() == 2
    home.write_bytes(b"another file")
    put(file, "b")
    with pytest.raises(FileConflictError):
        file.publish()
    assert home.read_bytes() == b"another file"
    file.abandon(keep_work=False)


def test_a_missing_drive_keeps_the_work(home: Path) -> None:
    file, _code = new_file(home)
    put(file, "a")
    away = home.parent.with_name("unplugged")
    home.parent.rename(away)
    with pytest.raises(FileMissingError):
        file.publish()
    assert file.dirty
    away.rename(home.parent)
    assert file.publish() == 2
    file.close()


def test_a_home_file_that_was_moved_away_is_written_again(home: Path) -> None:
    file, _code = new_file(home)
    put(file, "a")
    moved = home.rename(home.with_name("moved.asfdesk"))
    assert file.publish() == 2
    file.close()
    assert read_container(moved).manifest.generation == 1


def test_a_full_disk_while_the_snapshot_is_written(home: Path) -> None:
    file, _code = new_file(home)
    before = home.read_bytes()
    put(file, "a")
    with largest_file(100_000), pytest.raises(AsfDeskError):
        file.publish()
    assert everything_under(home.parent).get(home) == before
    assert file.publish() == 2
    file.close()


def test_a_full_disk_while_the_new_file_is_written(home: Path) -> None:
    file, _code = new_file(home)
    before = home.read_bytes()
    put(file, "a")
    size = read_container(home).manifest.payload_bytes
    with largest_file(size + 100), pytest.raises(DiskFullError):
        file.publish()
    names = {path.name for path in home.parent.iterdir()}
    assert names == {home.name, f"{home.name}.lock"}
    assert home.read_bytes() == before
    assert file.publish() == 2
    file.close()


def test_leftovers_beside_the_home_file_are_cleared(home: Path) -> None:
    old = closed_file(home).read_bytes()
    file = opened(home)
    put(file, "a")
    file.close()
    stranger = closed_file(home.with_name("stranger.asfdesk")).read_bytes()
    home.with_name("stranger.asfdesk").unlink()
    home.with_name(f".{home.name}.0a.part").write_bytes(b"half")
    home.with_name(f".{home.name}.0b.aside").write_bytes(old)
    home.with_name(f".{home.name}.0c.aside").write_bytes(stranger)
    home.with_name(".another.asfdesk.0d.part").write_bytes(b"not ours")
    file = opened(home)
    assert file.notes == ["other_version_rescued"]
    file.close()
    left = everything_under(home.parent)
    assert len(left) == 3
    assert stranger in left.values()
    assert b"not ours" in left.values()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_what_others_put_beside_the_home_file_is_not_read_for_ever(home: Path) -> None:
    closed_file(home)
    pipe = home.with_name(f".{home.name}.0a.aside")
    link = home.with_name(f".{home.name}.0b.aside")
    os.mkfifo(pipe)
    link.symlink_to("/dev/zero")
    file = opened(home)
    assert file.notes == []
    file.close()
    assert pipe.is_fifo()
    assert link.is_symlink()


def test_one_backup_a_day_of_how_the_day_before_ended(home: Path, own_folder: Path) -> None:
    file, _code = new_file(home)
    clock = Clock()
    file._clock = clock
    for day in range(3):
        clock.now = clock.now.replace(day=1 + day)
        put(file, f"a{day}")
        file.publish()
        put(file, f"b{day}")
        file.publish()
    file.close()
    folder = own_folder / "backups" / str(file.manifest.client)
    kept = sorted(folder.glob("*.asfdesk"))
    assert [read_container(path).manifest.generation for path in kept] == [1, 3, 5]
    assert [path.name[:10] for path in kept] == ["2026-11-01", "2026-11-02", "2026-11-03"]


def test_a_backup_that_cannot_be_made_does_not_stop_saving(home: Path, own_folder: Path) -> None:
    file, _code = new_file(home)
    own_folder.joinpath("backups").write_bytes(b"in the way")
    put(file, "a")
    assert file.publish() == 2
    assert file.notes == ["backup_failed"]
    file.close()


def test_atomic_write_appears_whole_and_private(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    atomic.atomic_write(target, b"one")
    atomic.atomic_write(target, b"two")
    assert everything_under(tmp_path) == {target: b"two"}
    assert target.stat().st_mode & 0o777 == 0o600


def test_atomic_write_to_a_full_disk_keeps_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    atomic.atomic_write(target, b"one")
    with largest_file(1000), pytest.raises(DiskFullError):
        atomic.atomic_write(target, bytes(5000))
    assert everything_under(tmp_path) == {target: b"one"}


def test_atomic_write_waits_for_a_target_that_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.xlsx"
    real, tries = Path.replace, []

    def held(self: Path, other: Path) -> Path:
        tries.append(self)
        if len(tries) < 3:
            raise PermissionError(errno.EACCES, "held")
        return real(self, other)

    monkeypatch.setattr(Path, "replace", held)
    atomic.atomic_write(target, b"x", patience=5)
    assert (len(tries), target.read_bytes()) == (3, b"x")


def test_atomic_write_gives_up_and_says_who_is_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.xlsx"
    target.write_bytes(b"open in Excel")

    def held(_self: Path, _other: Path) -> Path:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(ExportTargetLockedError, match=r"report\.xlsx"):
        atomic.atomic_write(target, b"x", patience=0)
    assert everything_under(tmp_path) == {target: b"open in Excel"}


def test_atomic_write_into_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        atomic.atomic_write(tmp_path / "gone" / "report.pdf", b"x")
    assert shutil.disk_usage(tmp_path).total > 0

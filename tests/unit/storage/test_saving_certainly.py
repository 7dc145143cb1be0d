"""What fails after the home file has been replaced does not make it unsaved."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from asfdesk.errors import DiskFullError, SavingError, UncertainError
from asfdesk.storage import trouble
from asfdesk.storage._driver import OperationalError
from asfdesk.storage.disk import atomic
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.file import last_seen, publish, working_copy
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.left_copies import continue_left_copy, find_left_copies
from tests.strongbox import OWNER, closed_file, keys_in, opened, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asfdesk.errors import AsfDeskError
    from asfdesk.storage.file.client_file import ClientFile


@pytest.fixture
def file(home: Path) -> Iterator[ClientFile]:
    closed_file(home)
    found = opened(home)
    put(found, "a")
    yield found
    found.abandon(keep_work=False)


def broken(*_arguments: object, **_options: object) -> None:
    raise OSError(errno.EIO, "Input/output error")


def broken_folder(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The disk cannot confirm names in a folder."""
    real = atomic.sync_folder

    def sync(path: Path) -> None:
        if path == folder:
            broken()
        real(path)

    monkeypatch.setattr(atomic, "sync_folder", sync)


def left_after_a_crash(file: ClientFile) -> ClientFile:
    """The program is gone; what the next start goes on with."""
    file.abandon(keep_work=True)
    (left,) = find_left_copies()
    return continue_left_copy(left, OWNER)


def test_a_name_that_may_not_last_is_saved_again(
    file: ClientFile, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        broken_folder(failing, home.parent)
        with pytest.raises(UncertainError):
            file.publish()
    assert read_container(home).manifest.generation == 2
    assert file.dirty
    saved = file.publish()
    assert (saved, file.dirty) == (3, False)
    assert [path.name for path in home.parent.iterdir() if path.suffix == ".asfdesk"] == [home.name]


def test_a_new_file_whose_name_may_not_last(
    file: ClientFile, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = home.with_name("other.asfdesk")
    with monkeypatch.context() as failing:
        broken_folder(failing, home.parent)
        with pytest.raises(UncertainError):
            file.publish_to(other)
    assert file.path == home
    assert file.dirty
    assert file.publish() == 3


@pytest.mark.parametrize(
    ("module", "name"),
    [(working_copy, "atomic_write"), (last_seen, "atomic_write"), (publish, "discard")],
)
def test_bookkeeping_after_saving_may_fail(
    file: ClientFile, home: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str
) -> None:
    real, failing = atomic.replace, pytest.MonkeyPatch()

    def replace(temporary: Path, target: Path, allowed: Callable[[], None]) -> None:
        real(temporary, target, allowed=allowed)
        if name == "discard":
            failing.setattr(Path, "unlink", broken)
        else:
            failing.setattr(module, name, lambda *_rest: atomic_write(home / "no", b""))

    monkeypatch.setattr(publish, "replace", replace)
    try:
        assert file.publish() == 2
    finally:
        failing.undo()
    assert not file.dirty
    assert read_container(home).manifest.generation == 2


def test_work_after_a_saving_that_was_not_noted_is_kept(
    file: ClientFile, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sidecar says that a generation is on its way; it has arrived, and work went on."""
    with monkeypatch.context() as failing:
        failing.setattr(working_copy.WorkingCopy, "_write_sidecar_if_possible", lambda _copy: None)
        file.publish()
        put(file, "b")
        failing.setattr(working_copy.WorkingCopy, "let_go", lambda _copy: None)
        folder = file._copy.folder
        file.abandon(keep_work=True)
    about = folder / "about.json"
    about.write_text(about.read_text().replace(f'"pid": {os.getpid()}', '"pid": 0'))
    (left,) = find_left_copies()
    again = continue_left_copy(left, OWNER)
    assert keys_in(again) == ["a", "b"]
    again.close()
    assert read_container(home).manifest.generation == 3


def test_work_of_the_same_moment_as_the_latest_saving_is_unsaved_work(
    file: ClientFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system's clock may tick every two seconds; size and time are the same then."""
    monkeypatch.setattr(working_copy.WorkingCopy, "_stamp", lambda _copy: working_copy.Stamp(1, 1))
    file.publish()
    clean = file.dirty
    put(file, "b")
    assert (clean, file.dirty) == (False, True)


def test_a_copy_without_its_database_holds_no_work(file: ClientFile) -> None:
    folder = file._copy.folder
    file.abandon(keep_work=True)
    (folder / "client.db").unlink()
    assert find_left_copies() == []
    assert not folder.exists()


def test_a_report_that_may_not_last_is_said_to_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.csv"
    broken_folder(monkeypatch, tmp_path)
    with pytest.raises(UncertainError):
        atomic_write(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_a_share_that_cannot_sync_folders_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    real = os.fsync

    def sync(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112 - a descriptor
            raise OSError(code, "not here")
        real(handle)

    monkeypatch.setattr(os, "fsync", sync)
    atomic_write(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


def test_a_sidecar_that_may_not_last_stops_saving_before_anything_is_replaced(
    file: ClientFile, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = home.read_bytes()
    with monkeypatch.context() as failing:
        broken_folder(failing, file._copy.folder)
        with pytest.raises(SavingError) as told:
            file.publish()
    assert not isinstance(told.value, UncertainError)
    assert home.read_bytes() == before
    assert file.publish() == 2


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (OperationalError("database or disk is full"), DiskFullError),
        (DiskFullError("full"), DiskFullError),
        (OperationalError("disk I/O error"), SavingError),
        (None, SavingError),
    ],
)
def test_what_is_said_when_the_copy_goes_with_the_change(
    cause: Exception | None, told: type[AsfDeskError]
) -> None:
    uncertain = UncertainError("?")
    uncertain.__cause__ = cause
    assert type(trouble.lost_with_its_copy(uncertain)) is told

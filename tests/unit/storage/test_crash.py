"""What a kill leaves, and how the next start finds it; tests/faults kills many times."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest

from asfdesk.errors import FileConflictError, FileNotClosedError, WrongKeyError
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.left_copies import (
    continue_left_copy,
    discard_left_copy,
    find_left_copies,
)
from asfdesk.storage.file.working_copy import work_folder
from tests.strongbox import NOON, OWNER, closed_file, keys_in, opened, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL are POSIX")


def in_child(work: Callable[[int], None], seconds: float) -> bytes:
    """Run work in a forked child, kill it -9 after so long, return what it acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            work(writer)
        finally:
            os._exit(0)
    os.close(writer)
    started = os.read(reader, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = started
    while chunk := os.read(reader, 65536):
        told += chunk
    os.close(reader)
    return told


def crashed(home: Path, count: int) -> None:
    """A child that commits so many changes and dies without closing."""

    def work(writer: int) -> None:
        file = opened(home)
        for number in range(count):
            put(file, f"k{number}")
        os.write(writer, b"s")
        time.sleep(10)

    in_child(work, 0)


def test_left_work_is_described_before_the_password(home: Path) -> None:
    closed_file(home)
    crashed(home, 3)
    (left,) = find_left_copies()
    assert (left.home, left.changes, left.generation) == (home, 3, 1)
    assert left.opened_at == NOON
    assert abs(left.changed_at.timestamp() - time.time()) < 60
    assert "folder" not in repr(left)


def test_a_kill_after_replacing_the_file_leaves_nothing_to_ask_about(home: Path) -> None:
    closed_file(home)

    def work(writer: int) -> None:
        file = opened(home)
        put(file, "a")

        def killed(*_arguments: object) -> None:
            os.write(writer, b"s")
            time.sleep(10)

        file._copy.mark_published = killed  # type: ignore[method-assign, assignment]
        file.publish()

    in_child(work, 0)
    assert read_container(home).manifest.generation == 2
    assert find_left_copies() == []
    file = opened(home)
    assert keys_in(file) == ["a"]
    file.close()


def test_left_work_is_published(home: Path) -> None:
    closed_file(home)
    crashed(home, 2)
    (left,) = find_left_copies()
    with pytest.raises(WrongKeyError):
        continue_left_copy(left, "fel")
    file = continue_left_copy(left, OWNER)
    assert file.dirty
    assert find_left_copies() == []
    file.close()
    again = opened(home)
    assert keys_in(again) == ["k0", "k1"]
    again.close()
    assert find_left_copies() == []
    with pytest.raises(FileNotClosedError):
        continue_left_copy(left, OWNER)


def test_left_work_is_kept_beside_when_the_file_has_gone_on(home: Path) -> None:
    closed_file(home)
    crashed(home, 2)
    other = opened(home)
    put(other, "meanwhile")
    other.close()
    (left,) = find_left_copies()
    file = continue_left_copy(left, OWNER)
    with pytest.raises(FileConflictError):
        file.close()
    file.publish_to(home.with_name("left.asfdesk"))
    file.close()
    for path, expected in ((home, ["meanwhile"]), (file.path, ["k0", "k1"])):
        found = opened(path)
        assert keys_in(found) == expected
        found.close()


def test_left_work_opens_when_the_home_file_is_gone(home: Path) -> None:
    closed_file(home)
    crashed(home, 1)
    home.parent.rename(home.parent.with_name("unplugged"))
    (left,) = find_left_copies()
    file = continue_left_copy(left, OWNER)
    assert keys_in(file) == ["k0"]
    elsewhere = home.parent.parent / "elsewhere.asfdesk"
    file.publish_to(elsewhere)
    file.close()
    assert read_container(elsewhere).manifest.generation == 2


def test_left_work_is_thrown_away_only_when_told(home: Path) -> None:
    closed_file(home)
    crashed(home, 1)
    (left,) = find_left_copies()
    discard_left_copy(left)
    assert find_left_copies() == []
    assert list(work_folder().iterdir()) == []


def test_a_crash_without_changes_leaves_nothing_to_ask_about(home: Path) -> None:
    closed_file(home)
    crashed(home, 0)
    assert len(list(work_folder().iterdir())) == 1
    assert find_left_copies() == []
    assert list(work_folder().iterdir()) == []


def test_a_copy_in_use_is_not_left(home: Path) -> None:
    closed_file(home)
    file = opened(home)
    put(file, "a")
    assert find_left_copies() == []
    assert keys_in(file) == ["a"]
    file.close()


def test_work_kept_at_an_idle_lock_is_found_again(home: Path) -> None:
    closed_file(home)
    file = opened(home)
    put(file, "a")
    file.abandon(keep_work=True)
    (left,) = find_left_copies()
    again = continue_left_copy(left, OWNER)
    assert keys_in(again) == ["a"]
    again.close()

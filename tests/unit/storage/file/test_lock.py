"""The lock file: who has it open, and when it may be taken over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from asfdesk.errors import DiskFullError, FileInUseError
from asfdesk.i18n import moment, set_language
from asfdesk.storage.disk.processes import is_running, process_start
from asfdesk.storage.file import lock
from tests.strongbox import NOON
from tests.unit.storage.file.test_publishing import largest_file

if TYPE_CHECKING:
    from pathlib import Path


SOUND = {
    "user": "anna",
    "host": "DATOR-7",
    "pid": 7,
    "process_start": "1",
    "since": "2026-11-23T12:00:00+00:00",
    "slot": "owner:1",
    "token": "00",
    "computer": "0" * 16,
}


def write_lock(home: Path, **changes: object) -> None:
    mine = lock.acquire(home, "owner:1", NOON)
    value = json.loads(mine.path.read_bytes())
    mine.path.write_text(json.dumps({**value, **changes}))


def ended_process() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_a_lock_says_who_where_and_since(home: Path) -> None:
    held = lock.acquire(home, "owner:1", NOON)
    holder = lock.lock_holder(home)
    assert holder == held.holder
    assert (holder.pid, holder.slot) == (os.getpid(), "owner:1")
    assert "Kafé" not in held.path.read_text()
    held.release()
    assert lock.lock_holder(home) is None
    assert not held.path.exists()


def test_a_held_lock_refuses_and_can_be_taken_over_when_asked(home: Path) -> None:
    first = lock.acquire(home, "owner:1", NOON)
    with pytest.raises(FileInUseError):
        lock.acquire(home, "owner:1", NOON)
    second = lock.acquire(home, "owner:1", NOON, take_over=True)
    first.release()
    assert lock.lock_holder(home) == second.holder
    second.release()


def test_a_lock_of_a_dead_process_here_is_taken_over(home: Path) -> None:
    write_lock(home, pid=ended_process())
    assert lock.lock_holder(home) is None
    lock.acquire(home, "owner:1", NOON).release()


def test_a_process_number_used_again_is_not_the_holder(home: Path) -> None:
    write_lock(home, process_start="1")
    lock.acquire(home, "owner:1", NOON).release()
    assert not lock.lock_path(home).exists()


def test_a_lock_of_another_computer_is_never_taken_without_asking(home: Path) -> None:
    write_lock(home, host="DATOR-7", user="anna", pid=ended_process())
    with pytest.raises(FileInUseError) as caught:
        lock.acquire(home, "owner:1", NOON)
    assert "anna" in caught.value.why
    assert "DATOR-7" in caught.value.why
    lock.acquire(home, "owner:1", NOON, take_over=True).release()


def test_a_computer_of_the_same_name_is_another_computer(home: Path) -> None:
    write_lock(home, computer="0" * 16, pid=ended_process())
    with pytest.raises(FileInUseError) as caught:
        lock.acquire(home, "owner:1", NOON)
    assert caught.value.what == "Filen är öppen på ett annat ställe."


def test_another_window_here_is_named_as_that(home: Path) -> None:
    held = lock.acquire(home, "owner:1", NOON)
    with pytest.raises(FileInUseError) as caught:
        lock.acquire(home, "owner:1", NOON)
    held.release()
    assert held.holder.user in caught.value.why
    assert held.holder.host in caught.value.why
    assert moment(NOON.astimezone()) in caught.value.why


@pytest.mark.parametrize(
    ("since", "shown", "hint"),
    [
        ("2026-11-22T23:00:00+00:00", " since 2026-11-2", "may only have been left"),
        ("2026-11-23T11:00:00+00:00", " since 2026-11-23", ""),
        ("2026-11-23T12:05:00+00:00", " since 2026-11-23", ""),
        ("2031-01-01T00:00:00+00:00", " since 20", "clocks of the two computers"),
        ("9999-12-31T23:59:59-23:59", " since –.", ""),
        ("in the morning", " since –.", ""),
    ],
)
def test_odd_clocks_are_told_and_never_believed(
    home: Path, since: str, shown: str, hint: str
) -> None:
    set_language("en")
    write_lock(home, host="DATOR-7", user="anna", since=since)
    with pytest.raises(FileInUseError) as caught:
        lock.acquire(home, "owner:1", NOON)
    assert shown in caught.value.why
    assert hint in caught.value.why
    assert ("lock" in caught.value.why or "clock" in caught.value.why) == bool(hint)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"pid": "x"}',
        b"\xff" * 10,
        b"[" * 4000,
        b" " * 2**20,
        json.dumps({**SOUND, "pid": 2**70}).encode(),
        json.dumps({**SOUND, "pid": -1}).encode(),
        json.dumps({**SOUND, "user": "anna\n\x1b[31m"}).encode(),
        json.dumps({**SOUND, "host": "x" * 500}).encode(),
        json.dumps({**SOUND, "token": None}).encode(),
    ],
)
def test_a_lock_that_cannot_be_read_is_somebody_elses(home: Path, content: bytes) -> None:
    lock.lock_path(home).write_bytes(content)
    with pytest.raises(FileInUseError):
        lock.acquire(home, "owner:1", NOON)
    assert lock.lock_path(home).read_bytes() == content


def test_a_lock_that_is_a_folder_is_somebody_elses(home: Path) -> None:
    lock.lock_path(home).mkdir()
    with pytest.raises(FileInUseError):
        lock.acquire(home, "owner:1", NOON)
    assert lock.lock_path(home).is_dir()


def test_without_a_folder_of_our_own_nothing_counts_as_ours(home: Path, own_folder: Path) -> None:
    own_folder.write_text("in the way")
    write_lock(home, pid=ended_process())
    with pytest.raises(FileInUseError):
        lock.acquire(home, "owner:1", NOON)


def test_a_full_disk_leaves_no_empty_lock(home: Path) -> None:
    with largest_file(10), pytest.raises(DiskFullError):
        lock.acquire(home, "owner:1", NOON)
    assert not lock.lock_path(home).exists()


def test_this_process_runs_and_an_ended_one_does_not() -> None:
    assert is_running(os.getpid(), process_start(os.getpid()))
    assert not is_running(os.getpid(), "another start")
    assert not is_running(ended_process(), "1")
    assert not is_running(0, "")

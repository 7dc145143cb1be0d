"""The lock file: who has it open, and when it may be taken over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from asfdesk.errors import DiskFullError, FileInUseError
from asfdesk.storage import lock
from asfdesk.storage.processes import is_running, process_start
from tests.strongbox import NOON
from tests.unit.storage.test_publishing import largest_file

if TYPE_CHECKING:
    from pathlib import Path


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


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"pid": "x"}', b"\xff" * 10])
def test_a_lock_that_cannot_be_read_is_somebody_elses(home: Path, content: bytes) -> None:
    lock.lock_path(home).write_bytes(content)
    with pytest.raises(FileInUseError):
        lock.acquire(home, "owner:1", NOON)
    assert lock.lock_path(home).read_bytes() == content


def test_a_full_disk_leaves_no_empty_lock(home: Path) -> None:
    with largest_file(10), pytest.raises(DiskFullError):
        lock.acquire(home, "owner:1", NOON)
    assert not lock.lock_path(home).exists()


def test_this_process_runs_and_an_ended_one_does_not() -> None:
    assert is_running(os.getpid(), process_start(os.getpid()))
    assert not is_running(os.getpid(), "another start")
    assert not is_running(ended_process(), "1")
    assert not is_running(0, "")

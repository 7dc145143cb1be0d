"""What a kill leaves among this user's files goes at a later start; what is new stays."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from asfdesk import paths
from asfdesk.errors import RefusedError
from asfdesk.storage.file import left_copies, left_upgrade, opening
from asfdesk.storage.file.client_file import Note
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.left_copies import continue_left_copy, find_left_copies
from asfdesk.storage.file.schema_check import schema_version
from asfdesk.storage.file.working_copy import WorkingCopy, work_folder
from asfdesk.storage.migrations import SCHEMA_VERSION
from tests.clientfiles import FOLDER
from tests.strongbox import ADVISER, OWNER, closed_file, opened

if TYPE_CHECKING:
    from pathlib import Path

YESTERDAY = 25 * 3600


def made(path: Path, *, age: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    then = time.time() - age
    os.utime(path, (then, then))
    return path


def test_old_half_files_go_and_young_ones_stay(own_folder: Path) -> None:
    names = (".a.json.0123.part", "seen/.b.json.01.part", "backups/c/.d.asfdesk.01.part-journal")
    old = [made(own_folder / name, age=2 * 3600) for name in names]
    young = made(own_folder / "seen" / ".e.json.02.part", age=60)
    whole = made(own_folder / "seen" / "f.json", age=YESTERDAY)
    find_left_copies()
    assert [path.exists() for path in (*old, young, whole)] == [False, False, False, True, True]


def test_an_old_half_opened_backup_goes(own_folder: Path) -> None:
    inside = made(own_folder / "backups" / ".open-xyz" / "client.db", age=YESTERDAY)
    then = time.time() - YESTERDAY
    os.utime(inside.parent, (then, then))
    find_left_copies()
    assert not inside.parent.exists()


def test_half_a_new_file_beside_goes_after_a_day(home: Path) -> None:
    closed_file(home)
    old = made(home.with_name(".Ny fil.asfdesk.0123456789ab.part"), age=YESTERDAY)
    young = made(home.with_name(".Ny fil.asfdesk.ba9876543210.part"), age=600)
    other = made(home.with_name(".Ny fil.txt.0123456789ab.part"), age=YESTERDAY)
    opened(home).close()
    assert [path.exists() for path in (old, young, other)] == [False, True, True]


@pytest.fixture
def old_work(home: Path) -> Path:
    """Work that a version with schema 1 left unsaved; the home file."""
    shutil.copy(FOLDER / "v1_ugly.asfdesk", home)
    with mock.patch.object(opening, "needs_upgrade", return_value=False):
        file = opened(home)
    file.database.execute("INSERT INTO setting (key, value) VALUES ('k', 'left')")
    file.database.conn.commit()
    file.abandon(keep_work=True)
    return home


def test_left_work_of_an_older_version_is_migrated(old_work: Path) -> None:
    before = read_container(old_work)
    (left,) = find_left_copies()
    file = continue_left_copy(left, OWNER)
    assert schema_version(file.database) == SCHEMA_VERSION
    assert Note.MIGRATED in file.notes
    assert file.rows.value("SELECT value FROM setting WHERE key = 'k'") == "left"
    file.close()
    kept = list((paths.user_data() / "backups").rglob("before-schema-1_*.asfdesk"))
    assert [read_container(path).sha256 for path in kept] == [before.sha256]
    again = opened(old_work)
    assert again.rows.value("SELECT value FROM setting WHERE key = 'k'") == "left"
    again.close()


def test_left_work_that_cannot_be_migrated_is_as_it_was(old_work: Path) -> None:
    (left,) = find_left_copies()
    with (
        mock.patch.object(left_upgrade, "upgrade", side_effect=OSError(5, "x")),
        pytest.raises(Exception, match=r"\w"),
    ):
        continue_left_copy(left, OWNER)
    (left,) = find_left_copies()
    file = continue_left_copy(left, OWNER)
    assert file.rows.value("SELECT value FROM setting WHERE key = 'k'") == "left"
    file.close()
    assert old_work.exists()


def test_an_adviser_does_not_migrate_left_work(old_work: Path) -> None:
    (left,) = left_copies.find_left_copies()
    with pytest.raises(RefusedError):
        continue_left_copy(left, ADVISER)
    assert find_left_copies() == [left]
    assert old_work.exists()


def test_a_kill_while_a_working_copy_is_taken_away_leaves_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed_file(home)
    file = opened(home)

    def killed(_folder: Path, **_options: object) -> None:
        """The process has ended before the folder itself is taken away."""

    with monkeypatch.context() as failing:
        failing.setattr(shutil, "rmtree", killed)
        file.close()
    (rest,) = work_folder().iterdir()
    assert [path.name for path in rest.iterdir()] == ["about.json"]
    with mock.patch.object(WorkingCopy, "abandoned", new=True):
        assert find_left_copies() == []
    assert list(work_folder().iterdir()) == []

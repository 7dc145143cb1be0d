"""Migrations: measured before and after; what fails or is cut short leaves the old file whole."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from asfdesk.errors import DiskFullError, FileDamagedError
from asfdesk.storage import migrations
from asfdesk.storage._driver import OperationalError, open_database
from asfdesk.storage.file import upgrade
from asfdesk.storage.file.backup_folder import Why, backup_files
from asfdesk.storage.file.client_file import Note
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.keys import unlock
from asfdesk.storage.file.left_copies import continue_left_copy, find_left_copies
from asfdesk.storage.file.manifest import Role
from asfdesk.storage.file.opening import open_file
from asfdesk.storage.file.rekey import fill_up
from asfdesk.storage.file.upgrade import measure
from asfdesk.storage.migrations import SCHEMA_VERSION, migrate
from tests.clientfiles import SAMPLES
from tests.strongbox import Clock, everything_under, put

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.storage._driver import Database
    from asfdesk.storage.file.client_file import ClientFile
    from asfdesk.storage.vault import Vault

UGLY = SAMPLES[2]


@pytest.fixture
def old(home: Path) -> Path:
    """A file of schema 1."""
    shutil.copy(UGLY.path, home)
    return home


def opened(path: Path, password: str = UGLY.owners[0]) -> ClientFile:
    return open_file(path, password, clock=Clock())


@dataclass
class Losing:
    """A migration that also does something it should not."""

    statement: str

    def __call__(self, db: Database) -> None:
        migrate(db)
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute(self.statement)


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("DELETE FROM posting WHERE id = 1", "posting"),
        ("UPDATE attendance SET attended_minutes = attended_minutes + 1 WHERE id = 1",
         "attendance"),
        ("UPDATE account_month SET amount_sie_ore = -amount_sie_ore", "account_month"),
        ("UPDATE agreement SET name = substr(name, 2) WHERE id = 1", "agreement"),
        ("UPDATE trainee_identity SET name_sealed = NULL WHERE id = 1", "trainee_identity"),
        ("UPDATE placement SET supervisor_id = NULL WHERE id = 1", "placement"),
        ("INSERT INTO setting (key, value) VALUES ('x', '')", "setting"),
    ],
)  # fmt: skip
def test_a_migration_that_loses_something_leaves_the_old_file_whole(
    old: Path, own_folder: Path, monkeypatch: pytest.MonkeyPatch, statement: str, table: str
) -> None:
    before = everything_under(old.parent)
    monkeypatch.setattr(upgrade, "migrate", Losing(statement))
    with pytest.raises(FileDamagedError, match=table):
        opened(old)
    assert everything_under(old.parent) == before
    assert list((own_folder / "work").iterdir()) == []
    monkeypatch.undo()
    monkeypatch.setenv("ASFDESK_HOME", str(own_folder))
    again = opened(old)
    assert again.notes == [Note.MIGRATED]
    again.abandon(keep_work=False)


@pytest.mark.parametrize(
    ("trouble", "told"),
    [(KeyboardInterrupt, KeyboardInterrupt), (MemoryError, MemoryError)],
)
def test_a_migration_that_is_cut_short_loses_nothing(
    old: Path,
    own_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    trouble: type[BaseException],
    told: type[BaseException],
) -> None:
    before = everything_under(old.parent)

    def stop(db: Database) -> None:
        db.execute("DELETE FROM posting")
        raise trouble

    monkeypatch.setattr(upgrade, "migrate", stop)
    with pytest.raises(told):
        opened(old)
    assert everything_under(old.parent) == before
    assert list((own_folder / "work").iterdir()) == []
    kept = backup_files(read_container(old).manifest.client)
    assert [one.why for one in kept] == [Why.BEFORE_MIGRATION]
    assert kept[0].path.read_bytes() == before[old]


def test_without_a_backup_nothing_is_migrated(old: Path, own_folder: Path) -> None:
    before = everything_under(old.parent)
    own_folder.mkdir()
    (own_folder / "backups").write_bytes(b"in the way")
    with pytest.raises(Exception, match=r".") as caught:
        opened(old)
    assert not isinstance(caught.value, FileDamagedError | OSError)
    assert everything_under(old.parent) == before


def test_a_full_disk_during_a_migration_is_told_as_such(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything_under(old.parent)

    def full(db: Database) -> None:
        del db
        error = OperationalError("database or disk is full")
        error.sqlite_errorcode = 13
        raise error

    monkeypatch.setattr(upgrade, "migrate", full)
    with pytest.raises(DiskFullError):
        opened(old)
    assert everything_under(old.parent) == before


def test_one_backup_before_a_migration_however_often_it_is_opened(old: Path) -> None:
    for _ in range(3):
        file = opened(old)
        client = file.manifest.client
        file.close()
    kept = backup_files(client)
    assert [(one.why, one.generation) for one in kept] == [
        (Why.BEFORE_MIGRATION, read_container(old).manifest.generation)
    ]
    content = bytearray(kept[0].path.read_bytes())
    content[-5000] ^= 1
    kept[0].path.write_bytes(content)
    opened(old).close()
    kept = backup_files(client)
    assert len(kept) == 2, "a damaged one does not count as the copy that is kept"
    assert old.read_bytes() in [one.path.read_bytes() for one in kept]


def test_looking_only_leaves_no_backup_and_no_trace(old: Path) -> None:
    before = everything_under(old.parent)
    file = open_file(old, UGLY.owners[0], read_only=True, clock=Clock())
    assert file.rows.value("PRAGMA user_version") == SCHEMA_VERSION
    file.close()
    assert everything_under(old.parent) == before
    assert backup_files(file.manifest.client) == []


def test_measures_are_worked_out_by_hand(tmp_path: Path) -> None:
    db = open_database(tmp_path / "a.db", b"k" * 32)
    migrate(db, 1)
    db.execute("INSERT INTO setting (key, value) VALUES ('ab', 'c'), ('d', '')")
    db.execute(
        "INSERT INTO closed_period (first_day, last_day) VALUES ('2026-01-01', '2026-01-02')"
    )
    found = measure(db)
    db.close()
    assert found["setting", ""] == (2,)
    assert found["setting", "key"] == (2, None, None, 3)
    assert found["setting", "value"] == (2, None, None, 1)
    assert found["setting", "id"] == (2, 3, 5, None)
    assert found["closed_period", "name"] == (1, None, None, 0)
    assert found["voucher", "number"] == (0, None, None, None)
    assert not any(table.startswith(("sqlite", "_")) for table, _column in found)


def left_by_version_one(old: Path, password: str) -> ClientFile:
    """Work in schema 1 that a crash left, as version 1 would have left it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("asfdesk.storage.file.opening.needs_upgrade", lambda _db: False)
        patch.setattr("asfdesk.storage.file.opening.SCHEMA_VERSION", 1)
        return open_file(old, password, clock=Clock())


def leave(file: ClientFile) -> None:
    file.database.execute("INSERT INTO setting (key, value) VALUES ('left', 'behind')")
    file.database.conn.commit()
    file.abandon(keep_work=True)


def test_left_work_of_an_older_version_is_brought_up_to_date(old: Path) -> None:
    leave(left_by_version_one(old, UGLY.owners[0]))
    before = old.read_bytes()
    (left,) = find_left_copies()
    file = continue_left_copy(left, UGLY.owners[0], clock=Clock())
    assert file.rows.value("SELECT value FROM setting WHERE key = 'left'") == "behind"
    assert file.rows.value("PRAGMA user_version") == SCHEMA_VERSION
    put(file, "more")
    file.close()
    assert read_container(old).manifest.min_writer == SCHEMA_VERSION
    kept = backup_files(file.manifest.client)
    assert before in [one.path.read_bytes() for one in kept if one.why is Why.BEFORE_MIGRATION]


def test_a_crash_while_left_work_is_brought_up_to_date_loses_nothing(old: Path) -> None:
    """Killed after the tables were made and before the version was written."""
    leave(left_by_version_one(old, UGLY.owners[0]))
    (left,) = find_left_copies()
    keys = unlock(read_container(old).manifest, UGLY.owners[0])
    assert keys.role is Role.OWNER
    database = left.folder / "client.db"
    shutil.copy(database, left.folder / "before-upgrade.db")
    db = open_database(database, keys.data_key)
    migrate(db)
    db.execute("PRAGMA user_version = 1")
    db.execute("DELETE FROM setting")
    db.conn.commit()
    db.close()
    file = continue_left_copy(left, UGLY.owners[0], clock=Clock())
    assert file.rows.value("SELECT value FROM setting WHERE key = 'left'") == "behind"
    assert not (left.folder / "before-upgrade.db").exists()
    file.abandon(keep_work=False)


def test_every_step_leads_to_a_version() -> None:
    assert len(migrations._STEPS) == SCHEMA_VERSION


def test_what_an_older_version_sealed_no_longer_tells_by_its_length(old: Path) -> None:
    file = opened(old)
    rows = file.rows.all(
        "SELECT exit_reason_sealed AS sealed FROM placement WHERE exit_reason_sealed IS NOT NULL"
    )
    years = file.rows.all(
        "SELECT birth_year_sealed AS sealed FROM trainee_identity"
        " WHERE birth_year_sealed IS NOT NULL"
    )
    assert rows
    assert years
    assert {len(row["sealed"]) for row in (*rows, *years)} == {12 + 32 + 16}
    file.abandon(keep_work=False)


def test_a_field_that_does_not_open_stays_as_it_is(database: Database, vault: Vault) -> None:
    database.execute("INSERT INTO trainee (id, number, sex) VALUES (1, 1, 'K')")
    database.execute("INSERT INTO trainee_identity (id, name_sealed) VALUES (1, x'0102')")
    fill_up(database, vault)
    ((kept,),) = database.execute("SELECT name_sealed FROM trainee_identity").fetchall()
    assert kept == b"\x01\x02"

"""Opening: each cause its own error, in the order of trust.md §3, and nothing written."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from asfdesk.errors import (
    DiskFullError,
    FileConflictError,
    FileDamagedError,
    FileInUseError,
    NewerFileError,
    ReadOnlyError,
    WrongKeyError,
)
from asfdesk.storage._driver import DatabaseError, open_database
from asfdesk.storage.file import last_seen
from asfdesk.storage.file.client_file import Note
from asfdesk.storage.file.container import digest_of, read_container, write_container
from asfdesk.storage.file.keys import unlock
from asfdesk.storage.file.manifest import Role
from asfdesk.storage.file.opening import create_file, open_file
from asfdesk.storage.file.schema_check import check_schema
from asfdesk.storage.file.signing import authenticate
from asfdesk.storage.migrations import SCHEMA_VERSION
from tests.strongbox import (
    CHEAP,
    OWNER,
    closed_file,
    everything_under,
    keys_in,
    new_file,
    opened,
    put,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any


def with_database(home: Path, tmp_path: Path, change: Callable[[Any], None]) -> None:
    """Rewrite a client file as somebody with the data key could."""
    payload = tmp_path / "payload.db"
    manifest = read_container(home, payload).manifest
    keys = unlock(manifest, OWNER)
    db = open_database(payload, keys.data_key)
    db.conn.set_authorizer(None)  # an attacker's program asks no guard
    change(db)
    db.close()
    digest = digest_of(payload)
    changed = replace(manifest, payload_bytes=digest.size, payload_sha256=digest.sha256)
    home.unlink()
    write_container(home, authenticate(changed, keys), payload, digest)


def test_a_file_opens_with_owner_password_and_recovery_code(home: Path) -> None:
    made, code = new_file(home)
    made.close()
    for password, role in ((OWNER, Role.OWNER), (code, Role.RECOVERY)):
        file = opened(home, password)
        assert (file.role, file.notes, file.dirty) == (role, [], False)
        assert file.vault is not None
        file.close()


def test_the_file_keeps_what_was_put_into_it(home: Path) -> None:
    file, _code = new_file(home)
    put(file, "a")
    unsaved = file.dirty
    assert file.publish() == 2
    assert (unsaved, file.dirty) == (True, False)
    put(file, "b")
    file.close()
    again = opened(home, read_only=True)
    assert keys_in(again) == ["a", "b"]
    assert again.manifest.generation == 3
    again.close()


def test_nothing_is_left_on_the_computer_after_closing(home: Path, own_folder: Path) -> None:
    closed_file(home)
    file = opened(home)
    file.close()
    assert list((own_folder / "work").iterdir()) == []
    assert [path.name for path in home.parent.iterdir()] == [home.name]


def test_a_wrong_password_says_that_the_file_is_whole(home: Path) -> None:
    before = closed_file(home).read_bytes()
    with pytest.raises(WrongKeyError, match=r"\bpassword\b|[Ll]ösenord"):
        opened(home, "fel lösenord")
    assert home.read_bytes() == before


def test_damage_is_told_before_the_password(home: Path) -> None:
    content = bytearray(closed_file(home).read_bytes())
    content[-5000] ^= 1
    home.write_bytes(content)
    with pytest.raises(FileDamagedError):
        opened(home, "fel lösenord")
    assert home.read_bytes() == content


def test_a_new_file_never_replaces_one(home: Path) -> None:
    home.write_bytes(b"something else")
    with pytest.raises(FileConflictError):
        create_file(home, OWNER, cost=CHEAP)
    assert home.read_bytes() == b"something else"
    assert [path.name for path in home.parent.iterdir()] == [home.name]


def test_a_second_opening_is_told_who_has_it(home: Path) -> None:
    file, _code = new_file(home)
    with pytest.raises(FileInUseError) as caught:
        opened(home)
    assert file.rows.all("SELECT 1") == [{"1": 1}]
    assert str(os.getpid()) not in caught.value.why
    looking = opened(home, read_only=True)
    assert looking.read_only
    looking.close()
    file.close()


def test_a_read_only_file_leaves_no_lock_and_takes_no_change(home: Path) -> None:
    closed_file(home)
    before = everything_under(home.parent)
    file = opened(home, read_only=True)
    assert everything_under(home.parent) == before
    assert not file.dirty
    with pytest.raises(ReadOnlyError):
        file.publish()
    with pytest.raises(ReadOnlyError):
        put(file, "a")
    with pytest.raises(DatabaseError):
        file.database.execute("DELETE FROM setting")
    file.close()
    assert everything_under(home.parent) == before


def test_a_folder_that_cannot_be_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed_file(home)
    real = os.open

    def refusing(path: Any, flags: int, mode: int = 0o777) -> int:  # noqa: ANN401 - as os.open
        if flags & os.O_CREAT and str(path).startswith(str(home.parent)):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(ReadOnlyError):
        opened(home)
    looking = opened(home, read_only=True)
    assert looking.role is Role.OWNER
    looking.close()


def test_too_little_room_is_told_before_anything_is_copied(
    home: Path, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = closed_file(home).read_bytes()
    usage = shutil.disk_usage(home.parent)._replace(free=3 * len(before) - 100_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(DiskFullError):
        opened(home)
    assert list((own_folder / "work").iterdir()) == []
    assert everything_under(home.parent) == {home: before}


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON setting BEGIN DELETE FROM trainee; END",
        "CREATE VIEW v AS SELECT * FROM trainee",
        "CREATE TABLE extra (id INTEGER PRIMARY KEY)",
        "DROP TRIGGER audit_is_append_only_delete",
        "CREATE INDEX extra ON setting(value)",
        "CREATE TRIGGER t AFTER INSERT ON _sqlite_migrations BEGIN SELECT 1; END",
        "PRAGMA application_id = 1",
        "PRAGMA user_version = 0",
    ],
)
def test_a_database_that_is_not_ours_is_refused(
    home: Path, tmp_path: Path, own_folder: Path, statement: str
) -> None:
    closed_file(home)
    with_database(home, tmp_path, lambda db: db.conn.executescript(statement))
    before = home.read_bytes()
    with pytest.raises(FileDamagedError):
        opened(home)
    assert home.read_bytes() == before
    assert list((own_folder / "work").iterdir()) == []


def test_a_newer_schema_is_refused_even_if_the_manifest_hides_it(
    home: Path, tmp_path: Path
) -> None:
    closed_file(home)
    with_database(home, tmp_path, lambda db: db.execute("PRAGMA user_version = 99"))
    with pytest.raises(NewerFileError):
        opened(home)


def test_our_own_schema_passes(home: Path) -> None:
    file, _code = new_file(home)
    check_schema(file.database)
    assert file.rows.value("PRAGMA user_version") == SCHEMA_VERSION
    file.close()


def test_an_older_generation_is_noticed_where_a_later_one_was_seen(
    home: Path, own_folder: Path
) -> None:
    old = closed_file(home).read_bytes()
    file = opened(home)
    put(file, "later")
    file.close()
    home.write_bytes(old)
    rolled = opened(home)
    assert rolled.notes == [Note.ROLLED_BACK]
    put(rolled, "on from there")
    assert rolled.publish() == 3
    rolled.close()
    shutil.rmtree(own_folder / "seen")
    home.write_bytes(old)
    elsewhere = opened(home)
    assert elsewhere.notes == []
    elsewhere.close()


def test_another_file_with_the_same_number_is_noticed(home: Path, own_folder: Path) -> None:
    first = closed_file(home).read_bytes()
    file = opened(home)
    put(file, "here")
    file.close()
    here = home.read_bytes()
    home.write_bytes(first)
    shutil.rmtree(own_folder / "seen")
    file = opened(home)
    put(file, "there")
    file.close()
    home.write_bytes(here)
    branch = opened(home)
    assert branch.notes == [Note.OTHER_BRANCH]
    branch.close()


def test_what_was_seen_survives_a_broken_note(own_folder: Path, home: Path) -> None:
    closed_file(home)
    client = read_container(home).manifest.client
    assert last_seen.last_seen(client).generation == 1
    (own_folder / "seen" / f"{client}.json").write_bytes(b"{")
    assert last_seen.last_seen(client).generation == 0
    file = opened(home)
    assert file.notes == []
    file.close()
    assert last_seen.last_seen(client).generation == 1


def test_a_link_to_the_file_is_followed(home: Path, tmp_path: Path) -> None:
    closed_file(home)
    link = tmp_path / "shortcut.asfdesk"
    link.symlink_to(home)
    file = open_file(link, OWNER)
    put(file, "a")
    file.close()
    assert link.is_symlink()
    assert read_container(home).manifest.generation == 2

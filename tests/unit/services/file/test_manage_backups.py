"""Listing, checking, restoring and rewriting backups, with and without the file itself."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import Sex
from asfdesk.domain.file.erasure import ErasureKind, ErasureReason
from asfdesk.domain.people.trainees import Identity
from asfdesk.errors import (
    CancelledError,
    FileConflictError,
    FileDamagedError,
    NeedsVaultKeyError,
    RefusedError,
    WrongKeyError,
)
from asfdesk.services.file.erase_trainees import ErasureRequest, erase_trainee
from asfdesk.services.file.file_access import add_adviser_access, replace_leaked_password
from asfdesk.services.file.manage_backups import (
    OpensWith,
    State,
    Why,
    check_backups,
    check_with_password,
    latest_good_backup,
    list_backups,
    restore_backup,
    restore_without_file,
    rewrite_backups,
)
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.storage.file import last_seen
from asfdesk.storage.file.container import read_container, read_manifest
from asfdesk.storage.file.known_homes import remember_home
from asfdesk.storage.file.manifest import Role
from tests.clientfiles import SAMPLES, facts_of, lost
from tests.strongbox import (
    ADVISER,
    CHEAP,
    OWNER,
    TODAY,
    Clock,
    decrypted_pages,
    everything_under,
    new_enterprise,
)

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.storage._driver import Database
    from asfdesk.storage.vault import Vault

SECRET = "Aina Hemligström"
NEW = "nya ord som ingen vet"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder / "Kafé.asfdesk"


def note_day(opened: OpenFile, day: int) -> None:
    """One change on a day of May, saved: so the generation before is kept."""
    opened.file._clock = Clock(datetime(2026, 5, day, 12, tzinfo=UTC))
    session = opened.writing()
    with session.writer.action("setting.small_count", ["enterprise"]):
        session.enterprise.set_setting("touched", str(day))
    opened.publish()


def touched(opened: OpenFile) -> str:
    return opened.session.enterprise.setting("touched", "")


def made(home: Path, days: int = 3) -> OpenFile:
    """An enterprise with one trainee; backups of generations 1 … days."""
    opened, _code = new_enterprise(home)
    trainee = NewTrainee(Sex.WOMAN, date(2026, 1, 7), Identity(name=SECRET, birth_year=1990))
    add_trainee(opened.writing(), trainee, TODAY)
    for day in range(1, days + 1):
        note_day(opened, day)
    remember_home(home, opened.file.manifest.client)
    return opened


def open_again(path: Path, password: str = OWNER) -> OpenFile:
    return open_client_file(path, password, read_only=True, clock=Clock())


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-5000] ^= 1
    path.write_bytes(content)


def test_a_list_says_what_when_why_and_whether(home: Path) -> None:
    opened = made(home)
    rows = list_backups(opened)
    assert [(row.generation, row.why, row.made_on) for row in rows] == [
        (3, Why.DAILY, date(2026, 5, 3)),
        (2, Why.DAILY, date(2026, 5, 2)),
        (1, Why.DAILY, date(2026, 5, 1)),
    ]
    assert rows[0].saved_at == datetime(2026, 5, 2, 12, tzinfo=UTC)
    assert rows[0].size == rows[0].path.stat().st_size
    assert {row.state for row in rows} == {State.WHOLE}, "each was opened when it was made"
    assert {row.opens_with for row in rows} == {OpensWith.TODAY}
    opened.close()
    closed = list_backups(home)
    assert [row.name for row in closed] == [row.name for row in rows]
    assert {row.opens_with for row in closed} == {OpensWith.UNKNOWN}


def test_checking_finds_the_damaged_one_and_it_is_not_the_latest_good(home: Path) -> None:
    opened = made(home)
    rows = list_backups(opened)
    spoil(rows[0].path)
    assert list_backups(opened)[0].state is State.UNCHECKED
    steps: list[tuple[int, int]] = []
    found = check_backups(opened, lambda done, total: steps.append((done, total)))
    assert [row.state for row in found] == [State.DAMAGED, State.WHOLE, State.WHOLE]
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    opened.close()
    good = latest_good_backup(home)
    assert good is not None
    assert good.generation == 2


def test_checking_can_be_stopped(home: Path) -> None:
    opened = made(home)

    def stop(done: int, total: int) -> None:
        del total
        if done == 1:
            raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        check_backups(opened, stop)
    opened.close()


def test_a_backup_is_restored_beside_and_counts_on_from_the_latest(home: Path) -> None:
    opened = made(home)
    backup = list_backups(opened)[1]
    before = (home.read_bytes(), backup.path.read_bytes())
    target = restore_backup(opened, backup.path, home.with_name("Återställd"))
    assert target == home.with_name("Återställd.asfdesk")
    assert (home.read_bytes(), backup.path.read_bytes()) == before
    restored = open_again(target)
    manifest = restored.file.manifest
    assert (touched(restored), touched(opened)) == ("1", "3")
    assert restored.file.notes == []
    assert manifest.generation == opened.file.manifest.generation + 1 == 5
    assert manifest.client == opened.file.manifest.client
    assert last_seen.last_seen(manifest.client).generation == 5
    assert restored.session.trainees.identity(1).name == SECRET
    audit = restored.file.rows.all("SELECT operation, slot FROM audit ORDER BY id DESC LIMIT 1")
    assert audit == [{"operation": "backup.restore", "slot": "owner:1"}]
    assert restored.file.rows.value("SELECT count(*) FROM undo_step") == 0
    restored.close()
    opened.close()


def test_nothing_is_ever_restored_over_a_file(home: Path) -> None:
    opened = made(home)
    backup = list_backups(opened)[0]
    before = everything_under(home.parent)
    with pytest.raises(FileConflictError):
        restore_backup(opened, backup.path, home)
    assert everything_under(home.parent) == before
    opened.close()


def test_a_damaged_backup_is_refused_and_nothing_is_left(home: Path, tmp_path: Path) -> None:
    opened = made(home)
    backup = list_backups(opened)[0]
    spoil(backup.path)
    with pytest.raises(FileDamagedError):
        restore_backup(opened, backup.path, home.with_name("Ny.asfdesk"))
    assert not home.with_name("Ny.asfdesk").exists()
    opened.close()
    backups = tmp_path / "user" / "backups"
    assert [path.name for path in backups.iterdir()] == [str(opened.file.manifest.client)]


def test_another_clients_backup_is_refused(home: Path) -> None:
    opened = made(home)
    other, _code = new_enterprise(home.with_name("Annan.asfdesk"))
    other.close()
    with pytest.raises(RefusedError, match=r"annan klientfil|another client file"):
        restore_backup(opened, other.path, home.with_name("Ny.asfdesk"))
    opened.close()


def test_an_adviser_restores_nothing(home: Path) -> None:
    opened = made(home)
    add_adviser_access(opened, "", ADVISER, cost=CHEAP)
    note_day(opened, 9)
    opened.close()
    adviser = open_again(home, ADVISER)
    rows = list_backups(adviser)
    assert {row.opens_with for row in rows} == {OpensWith.UNKNOWN}
    with pytest.raises(NeedsVaultKeyError):
        restore_backup(adviser, rows[0].path, home.with_name("Ny.asfdesk"))
    adviser.close()
    with pytest.raises(NeedsVaultKeyError):
        restore_without_file(home, ADVISER, rows[0].path, home.with_name("Ny.asfdesk"))


def test_after_a_leaked_password_old_backups_open_only_through_an_owner(home: Path) -> None:
    """Under today's keys the old password opens nothing of what was restored."""
    opened = made(home)
    replace_leaked_password(opened, OWNER, NEW, cost=CHEAP)
    again = open_client_file(home, NEW, clock=Clock())
    rows = check_backups(again)
    assert {row.state for row in rows} == {State.WHOLE}
    assert {row.opens_with for row in rows} == {OpensWith.THEN}
    target = restore_backup(again, rows[-1].path, home.with_name("Ny.asfdesk"))
    with pytest.raises(WrongKeyError):
        open_again(target, OWNER)
    restored = open_again(target, NEW)
    assert restored.session.trainees.trainees() == []
    restored.close()
    target = restore_backup(again, rows[0].path, home.with_name("Ny 2.asfdesk"))
    restored = open_client_file(target, NEW, clock=Clock())
    assert restored.session.trainees.identity(1).name == SECRET
    # The restored file still opens every older backup.
    assert {row.state for row in check_backups(restored)} == {State.WHOLE}
    deeper = restore_backup(restored, rows[1].path, home.with_name("Ny 3.asfdesk"))
    assert read_manifest(deeper).generation == read_manifest(target).generation + 1
    restored.close()
    again.close()


def test_a_missing_file_leads_to_its_backups_and_opens_with_its_password(home: Path) -> None:
    made(home).close()
    home.unlink()
    rows = check_with_password(home, OWNER)
    assert [row.state for row in rows] == [State.WHOLE] * 3
    good = latest_good_backup(home)
    assert good is not None
    assert good.path == rows[0].path
    target = restore_without_file(home, OWNER, rows[0].path, home)
    restored = open_again(target)
    assert (touched(restored), restored.file.notes) == ("2", [])
    assert restored.file.manifest.generation == 5
    restored.close()
    with pytest.raises(WrongKeyError):
        restore_without_file(home, "fel", rows[0].path, home.with_name("Ny.asfdesk"))


def test_a_damaged_file_still_tells_whose_backups_and_todays_password(home: Path) -> None:
    opened = made(home)
    add_adviser_access(opened, "", ADVISER, cost=CHEAP)
    opened.close()
    spoil(home)
    damaged = home.read_bytes()
    rows = list_backups(home)
    target = restore_without_file(home, OWNER, rows[0].path, home.with_name("Ny.asfdesk"))
    assert home.read_bytes() == damaged
    restored = open_again(target, ADVISER)
    assert restored.role is Role.ADVISER, "accesses are those of today"
    restored.close()


def test_a_damaged_file_whose_keys_were_renewed_falls_back_to_the_backups_own(home: Path) -> None:
    opened = made(home)
    replace_leaked_password(opened, OWNER, NEW, cost=CHEAP)
    spoil(home)
    rows = list_backups(home)
    target = home.with_name("Ny.asfdesk")
    with pytest.raises(WrongKeyError):
        restore_without_file(home, "fel", rows[0].path, target)
    restore_without_file(home, OWNER, rows[0].path, target)
    restored = open_again(target)
    assert touched(restored) == "3"
    restored.close()


def test_an_unknown_place_has_no_backups(home: Path) -> None:
    assert list_backups(home) == []
    assert latest_good_backup(home) is None
    assert check_with_password(home, OWNER) == []


def test_a_backup_of_an_older_schema_is_restored_with_the_same_figures(home: Path) -> None:
    sample = SAMPLES[2]
    shutil.copy(sample.path, home)
    opened = open_client_file(home, sample.owners[0], clock=Clock())
    rows = list_backups(opened)
    assert [row.why for row in rows] == [Why.BEFORE_MIGRATION]
    target = restore_backup(opened, rows[0].path, home.with_name("Ny.asfdesk"))
    restored = open_again(target, sample.owners[1])
    now, then = facts_of(restored, sample), sample.recorded()
    assert lost(now["tables"], then["tables"], "tables") == []
    assert now["identities"] == then["identities"]
    restored.close()
    opened.close()


def erase(db: Database, _vault: Vault) -> None:
    db.execute("DELETE FROM trainee_identity")


def test_rewriting_leaves_nothing_in_the_decrypted_pages(home: Path, tmp_path: Path) -> None:
    opened = made(home)
    session = opened.writing()
    with session.writer.action("setting.small_count", ["enterprise"]):
        session.enterprise.set_setting("canary", "KANARIE-4711")
    note_day(opened, 8)
    note_day(opened, 9)
    note_day(opened, 10)

    def forget(db: Database, vault: Vault) -> None:
        db.execute("DELETE FROM setting WHERE key = 'canary'")
        erase(db, vault)

    data = opened.file.owner_keys().data
    held = []
    for row in list_backups(opened):
        payload = tmp_path / f"{row.generation}.before"
        read_container(row.path, payload)
        held.append(b"KANARIE-4711" in decrypted_pages(payload.read_bytes(), data))
    assert held[:2] == [True, True]
    names = [row.name for row in list_backups(opened)]
    done = rewrite_backups(opened, forget)
    assert (done.done, done.left) == (6, ())
    assert [row.name for row in list_backups(opened)] == names
    for row in check_backups(opened):
        assert row.state is State.WHOLE
        payload = tmp_path / f"{row.generation}.after"
        manifest = read_container(row.path, payload).manifest
        assert manifest.generation == row.generation
        assert b"KANARIE-4711" not in decrypted_pages(payload.read_bytes(), data)
    target = restore_backup(opened, list_backups(opened)[0].path, home.with_name("Ny.asfdesk"))
    restored = open_again(target)
    assert restored.session.trainees.identity(1) == Identity()
    assert restored.file.notes == []
    restored.close()
    opened.close()


def test_what_cannot_be_rewritten_is_listed_and_stays_as_it_is(home: Path) -> None:
    opened = made(home)
    rows = list_backups(opened)
    spoil(rows[1].path)
    before = rows[1].path.read_bytes()
    done = rewrite_backups(opened, erase)
    assert done.done == 2
    assert [one.name for one in done.left] == [rows[1].name]
    assert isinstance(done.left[0].error, FileDamagedError)
    assert rows[1].path.read_bytes() == before
    opened.close()


def test_a_change_that_fails_leaves_the_backup_as_it_was(home: Path) -> None:
    opened = made(home, 1)
    row = list_backups(opened)[0]
    before = row.path.read_bytes()

    def fail(db: Database, _vault: Vault) -> None:
        db.execute("DELETE FROM plan_line")
        raise RefusedError("no")

    assert [one.name for one in rewrite_backups(opened, fail).left] == [row.name]
    assert row.path.read_bytes() == before
    opened.close()


@pytest.mark.parametrize("gone", [False, True])
def test_who_was_erased_does_not_come_back_from_a_backup_that_was_not_rewritten(
    home: Path,
    tmp_path: Path,
    gone: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """As from a stick, or from a time before the erasure; with the file and without it."""
    opened = made(home)
    stick = tmp_path / "stick.asfdesk"
    shutil.copy(list_backups(opened)[0].path, stick)
    request = ErasureRequest(1, ErasureKind.ERASED, ErasureReason.TIME_OVER, "1", checked=True)
    assert erase_trainee(opened, request, date(2026, 11, 24)).failed == ()
    opened.close()
    if gone:
        home.unlink()
        target = restore_without_file(home, OWNER, stick, home.with_name("Ny.asfdesk"))
    else:
        again = open_again(home)
        target = restore_backup(again, stick, home.with_name("Ny.asfdesk"))
        again.close()
    restored = open_again(target)
    assert restored.session.trainees.trainees() == []
    assert restored.file.rows.value("SELECT count(*) FROM trainee_identity") == 0
    assert [stone.number for stone in restored.session.erasure.tombstones()] == [1]
    restored.close()

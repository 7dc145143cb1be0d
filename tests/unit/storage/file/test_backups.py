"""Backups: opened before they count, thinned by generation, never emptied by clock or damage."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from asfdesk.errors import FileDamagedError, WrongKeyError
from asfdesk.storage.file import backup_notes, backups
from asfdesk.storage.file.backup_folder import (
    DAYS,
    MONTHS,
    WEEKS,
    BackupFile,
    Why,
    backup_files,
    backup_folder,
    surplus,
)
from asfdesk.storage.file.backups import HomeFile, back_up_daily, is_whole, verify_backup
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.former_keys import former_keys
from asfdesk.storage.file.keys import KeyPair, UnlockedKeys, add_slot
from asfdesk.storage.file.manifest import Role
from asfdesk.storage.file.schema_check import check_pages
from tests.strongbox import ADVISER, CHEAP, Clock, decrypted_pages, new_file, opened, put

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from asfdesk.storage._driver import Database
    from asfdesk.storage.file.client_file import ClientFile

FIRST = date(2024, 1, 1)  # a Monday, in a leap year


class Folder:
    """Backups of days, thinned as `backups._rotate` does, without any file."""

    def __init__(self) -> None:
        self.kept: list[BackupFile] = []
        self.generation = 0

    def run(self, days: Iterable[date]) -> int:
        """One backup a day; returns the most that any one day took away."""
        most = 0
        for day in days:
            self.generation += 3
            name = f"{day.isoformat()}_{self.generation:08d}.asfdesk"
            made = BackupFile(Path(name), self.generation, Why.DAILY, day)
            self.kept.append(made)
            gone = surplus(self.kept)[:1]
            self.kept = [one for one in self.kept if one not in gone]
            most = max(most, len(gone))
            assert self.kept[-1] is made, "the newest is always kept"
        return most

    @property
    def days(self) -> list[date]:
        return [one.made_on for one in self.kept if one.made_on]


def days_from(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]


def test_twelve_days_ten_weeks_and_nine_months_are_kept() -> None:
    folder = Folder()
    assert folder.run(days_from(FIRST, 731)) == 1
    last = FIRST + timedelta(days=730)  # 2025-12-31, a Wednesday
    assert (DAYS, WEEKS, MONTHS, len(folder.kept)) == (12, 10, 9, 31)
    assert folder.days[-12:] == days_from(last - timedelta(days=11), 12)
    weeks = folder.days[-22:-12]
    # The latest day of each week before the twelve: Fri 19 Dec, then Sundays back to 19 Oct.
    assert weeks[-1] == date(2025, 12, 19)
    assert weeks[:-1] == [date(2025, 12, 14) - timedelta(weeks=8 - n) for n in range(9)]
    months = folder.days[:9]
    # The latest that its month still had when it left the weeks.
    assert [(day.year, day.month) for day in months] == [
        (2025, 2), (2025, 3), (2025, 4), (2025, 5), (2025, 6), (2025, 7), (2025, 8), (2025, 9),
        (2025, 10),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("a year back", days_from(date(2023, 6, 1), 20)),
        ("ten years forward", days_from(date(2034, 6, 1), 20)),
        ("stands still", [date(2009, 1, 1)] * 20),
        ("to and fro", [date(2034, 6, 1), date(2009, 1, 1)] * 10),
    ],
)
def test_a_wrong_clock_takes_nothing_more_than_a_right_one(name: str, wrong: list[date]) -> None:
    folder = Folder()
    folder.run(days_from(FIRST, 400))
    before = folder.kept[:]
    assert folder.run(wrong) <= 1, name
    assert len(folder.kept) >= len(before) - 1
    # What was there before is thinned as in twenty ordinary days, never emptied.
    left = [one for one in before if one in folder.kept]
    assert len(left) >= WEEKS + MONTHS - 4
    assert folder.run(days_from(date(2025, 3, 1), 60)) <= 1
    assert folder.days[-12:] == days_from(date(2025, 4, 18), 12)


def test_leap_day_and_new_year_weeks_are_ordinary_days() -> None:
    folder = Folder()
    folder.run(days_from(date(2024, 2, 20), 12))
    assert date(2024, 2, 29) in folder.days
    folder = Folder()
    folder.run(days_from(date(2024, 12, 20), 40))
    # 30 Dec 2024 to 5 Jan 2025 is one week (2025-W01); it keeps its Sunday only.
    in_week = [day for day in folder.days if day.isocalendar()[:2] == (2025, 1)]
    assert in_week == [date(2025, 1, 5)]


def test_before_a_migration_is_never_surplus() -> None:
    many = [
        BackupFile(Path(f"before-schema-1_{n:08d}.asfdesk"), n, Why.BEFORE_MIGRATION)
        for n in range(100)
    ]
    assert surplus(many) == []


def daily_at(file: ClientFile, day: date, hour: int = 12) -> None:
    file._clock = Clock(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))
    put(file, f"{file.manifest.generation}: {day} at {hour}")
    file.publish()


def names(client: UUID) -> list[str]:
    return [one.path.name for one in backup_files(client)]


def test_the_order_is_by_generation_whatever_the_names_say(home: Path) -> None:
    file, _code = new_file(home)
    for day in (date(2026, 5, 1), date(2036, 5, 1), date(2025, 5, 1), date(2026, 5, 2)):
        daily_at(file, day)
    file.close()
    assert names(file.manifest.client) == [
        "2026-05-01_00000001.asfdesk",
        "2036-05-01_00000002.asfdesk",
        "2025-05-01_00000003.asfdesk",
        "2026-05-02_00000004.asfdesk",
    ]


def test_the_two_nights_of_the_clock_change_are_ordinary(home: Path) -> None:
    file, _code = new_file(home)
    for day, hour in (
        (date(2026, 10, 24), 21),
        (date(2026, 10, 25), 0),
        (date(2026, 10, 25), 1),
        (date(2026, 10, 25), 12),
    ):
        daily_at(file, day, hour)
    file.close()
    days = {name[:10] for name in names(file.manifest.client)}
    assert "2026-10-25" in days
    assert len(names(file.manifest.client)) <= 3


def test_a_clock_that_stands_still_does_not_stop_backups(home: Path) -> None:
    file, _code = new_file(home)
    for _ in range(52):
        daily_at(file, date(2009, 1, 1))
    file.close()
    assert names(file.manifest.client) == [
        "2009-01-01_00000001.asfdesk",
        "2009-01-01_00000051.asfdesk",
    ]


def test_a_backup_is_opened_before_it_counts(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, _code = new_file(home)
    looked_at = []

    def looking(db: Database) -> None:
        looked_at.append(db)
        check_pages(db)

    monkeypatch.setattr(backups, "check_pages", looking)
    daily_at(file, date(2026, 5, 1))
    assert len(looked_at) == 1
    file.close()


def test_one_that_does_not_open_is_no_backup_and_nothing_goes(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, _code = new_file(home)
    for day in days_from(FIRST, 40):
        daily_at(file, day)
    before = names(file.manifest.client)

    def broken(db: object) -> None:
        del db
        raise FileDamagedError("a page is not as it was written")

    monkeypatch.setattr(backups, "check_pages", broken)
    daily_at(file, FIRST + timedelta(days=41))
    assert names(file.manifest.client) == before
    assert file.notes == ["backup_failed"]
    monkeypatch.undo()


def test_a_damaged_one_keeps_no_place_warm(home: Path) -> None:
    """All but the newest are damaged: nothing whole may go because of them."""
    file, _code = new_file(home)
    for day in days_from(FIRST, 20):
        daily_at(file, day)
    client = file.manifest.client
    kept = backup_files(client)
    whole = kept[3]
    for one in kept:
        if one is not whole:
            content = bytearray(one.path.read_bytes())
            content[-5000] ^= 1
            one.path.write_bytes(content)
    for day in days_from(FIRST + timedelta(days=20), 6):
        daily_at(file, day)
    assert whole.path.exists()
    assert is_whole(whole.path)
    assert not is_whole(kept[0].path)
    file.close()


@pytest.mark.parametrize("free", [0, 1000])
def test_a_full_disk_takes_nothing_away_and_does_not_stop_saving(
    home: Path, monkeypatch: pytest.MonkeyPatch, free: int
) -> None:
    file, _code = new_file(home)
    daily_at(file, date(2026, 5, 1))
    before = names(file.manifest.client)
    real = shutil.disk_usage

    def usage(path: Path) -> object:
        found = real(path)
        return found._replace(free=free) if "backups" in str(path) else found

    monkeypatch.setattr(shutil, "disk_usage", usage)
    daily_at(file, date(2026, 5, 2))
    assert (names(file.manifest.client), file.notes) == (before, ["backup_failed"])
    folder = backup_folder(file.manifest.client)
    assert [path for path in folder.iterdir() if path.name.endswith(".part")] == []


def test_a_stranger_in_the_folder_is_left_alone(home: Path) -> None:
    file, _code = new_file(home)
    folder = backup_folder(file.manifest.client)
    for name in ("anteckning.txt", "2026-13-45_00000001.asfdesk", "kopia.asfdesk"):
        (folder / name).write_text("mine")
    daily_at(file, date(2026, 5, 1))
    assert len(backup_files(file.manifest.client)) == 1
    assert sum(path.read_bytes() == b"mine" for path in folder.iterdir()) == 3


def test_verifying_notes_what_was_found_until_the_file_is_touched(home: Path) -> None:
    file, _code = new_file(home)
    daily_at(file, date(2026, 5, 1))
    path = backup_files(file.manifest.client)[0].path
    verify_backup(path, file.keys)
    assert backup_notes.checked([path])[path].whole
    content = bytearray(path.read_bytes())
    content[-5000] ^= 1
    path.write_bytes(content)
    assert backup_notes.checked([path]) == {}
    with pytest.raises(FileDamagedError):
        verify_backup(path, file.keys)
    assert not backup_notes.checked([path])[path].whole
    (path.parent / "checked.json").write_bytes(b"{")
    assert backup_notes.checked([path]) == {}
    file.close()


def test_other_keys_are_not_called_damage(home: Path) -> None:
    file, _code = new_file(home)
    daily_at(file, date(2026, 5, 1))
    path = backup_files(file.manifest.client)[0].path
    pair = KeyPair.fresh()
    with pytest.raises(WrongKeyError):
        verify_backup(path, UnlockedKeys(1, Role.OWNER, pair.data, pair.vault))
    assert backup_notes.checked([path])[path].whole
    file.close()


def test_an_advisers_computer_keeps_none(home: Path, own_folder: Path) -> None:
    file, _code = new_file(home)
    manifest = add_slot(file.manifest, file.owner_keys(), Role.ADVISER, ADVISER, "", CHEAP)
    file.change_slots(manifest)
    file.close()
    shutil.rmtree(own_folder / "backups", ignore_errors=True)
    adviser = opened(home, ADVISER)
    daily_at(adviser, date(2026, 5, 1))
    daily_at(adviser, date(2026, 5, 2))
    adviser.close()
    assert names(adviser.manifest.client) == []


def test_a_backup_is_not_made_of_a_file_somebody_else_put_there(home: Path) -> None:
    file, _code = new_file(home)
    known = HomeFile(home, file.manifest.client, 1, "0" * 64)
    back_up_daily(known, date(2026, 5, 1), file.keys)
    assert names(file.manifest.client) == []
    file.abandon(keep_work=False)


def test_renewing_the_keys_keeps_the_old_pair_sealed_and_a_backup_under_it(home: Path) -> None:
    file, _code = new_file(home)
    put(file, "a")
    file.publish()
    first = file.owner_keys()
    file.renew_keys()
    second = opened(home)
    assert second.vault is not None
    assert former_keys(second.database, second.vault) == [first]
    middle = second.owner_keys()
    second.renew_keys()
    third = opened(home)
    assert third.vault is not None
    assert former_keys(third.database, third.vault) == [middle, first]
    files = backup_files(third.manifest.client)
    assert [one.generation for one in files] == [1, 2, 3]
    for one, pair in zip(files, (first, first, middle), strict=True):
        verify_backup(one.path, UnlockedKeys(1, Role.OWNER, pair.data, pair.vault))
    third.close()


def test_the_data_key_alone_opens_no_former_key(home: Path, tmp_path: Path) -> None:
    file, _code = new_file(home)
    old = file.owner_keys()
    file.renew_keys()
    again = opened(home)
    data = again.owner_keys().data
    again.close()
    payload = tmp_path / "payload.db"
    read_container(home, payload)
    pages = decrypted_pages(payload.read_bytes(), data)
    assert b"former_key" in pages
    for secret in (old.data, old.vault):
        assert secret not in pages
        assert secret.hex().encode() not in pages


def test_a_former_key_that_was_tampered_with_is_left_out(home: Path) -> None:
    file, _code = new_file(home)
    file.renew_keys()
    again = opened(home)
    assert again.vault is not None
    with again.writer.action("setting.set", ()):
        again.writer.execute(
            "INSERT INTO former_key (retired_at, data_key_sealed, vault_key_sealed) "
            "VALUES ('2026-01-01T00:00:00', x'00', x'00')"
        )
    assert len(former_keys(again.database, again.vault)) == 1
    again.abandon(keep_work=False)


def test_a_client_without_backups_has_none() -> None:
    assert backup_files(uuid4()) == []

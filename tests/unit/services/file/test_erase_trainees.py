"""Erasing and anonymising: nothing stays in the decrypted pages, of file, copy or backup."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk import paths
from asfdesk.domain.codes import ExitGroup, ExitReason, Sex
from asfdesk.domain.file.erasure import ErasureKind, ErasureReason, Removed
from asfdesk.domain.hours.attendance import AttendanceEntry, MonthState, MonthStatus
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.people.trainees import Identity
from asfdesk.domain.period import Month
from asfdesk.errors import AsfDeskError, DiskFullError, InvalidInputError, RefusedError
from asfdesk.i18n import set_language
from asfdesk.services.file import erase_trainees
from asfdesk.services.file.erase_trainees import (
    ErasureRequest,
    certificate,
    erase_trainee,
    erasure_view,
    follow_tombstones,
)
from asfdesk.services.file.file_access import add_adviser_access
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee, change_trainee
from asfdesk.services.people.protect_trainees import open_protected, protect_trainee
from asfdesk.services.sending.export_report import FORMATS
from asfdesk.services.undo import undo_last
from asfdesk.storage.file.backups import HomeFile, back_up_daily
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.erasure_store import CLEAR_TEXTS
from asfdesk.storage.file.keys import unlock
from asfdesk.storage.file.rekey import sealed_columns
from tests.strongbox import ADVISER, CHEAP, OWNER, Clock, decrypted_pages, new_enterprise
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WHO = Identity(name="Kvarna Kanariefink", phone="0701234567", note="Tycker om fåglar")
STAYS = Identity(name="Stina Stannar")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    return tmp_path / "a.asfdesk"


@pytest.fixture
def opened(home: Path) -> Iterator[OpenFile]:
    """Trainee 1 with an ended placement, texts, hours and a protected opening; trainee 2 stays."""
    file, _code = new_enterprise(home)
    session = file.writing()
    agreement = add_agreement(session)
    placement_id = add_placement(session, agreement, name="")
    with session.writer.action("trainee.change", ("trainees",)):
        session.trainees.set_identity(1, WHO)
        placement = session.placements.placement(placement_id)
        assert placement is not None
        leaving = Exit(date(2026, 3, 31), ExitGroup.OTHER, ExitReason.HEALTH, note="Slutade")
        session.placements.change_placement(
            replace(placement, caseworker="Handläggare Ek", note="Anteckning", exit=leaving)
        )
        for number in range(2, 7):
            session.attendance.put(AttendanceEntry(placement_id, date(2026, 3, number), 360, 300))
    protect_trainee(session, 1)
    open_protected(session, 1, "Behöver ringa hem", NOON)
    add_trainee(session, NewTrainee(Sex.MAN, date(2026, 2, 2), STAYS), TODAY)
    file.publish()
    yield file
    if not file.file.closed:
        file.leave(keep_work=False)


def request(kind: ErasureKind, number: str = "1", *, checked: bool = True) -> ErasureRequest:
    return ErasureRequest(1, kind, ErasureReason.TIME_OVER, number, checked)


def sealed_of(opened: OpenFile, trainee_id: int) -> list[bytes]:
    """Every ciphertext about a trainee, as it lies."""
    rows = opened.file.rows
    found = []
    for table, column in sealed_columns(opened.file.database):
        key = {"trainee_identity": "id", "placement": "trainee_id"}.get(table, "")
        key = "trainee_id" if table == "protected_opening" else key
        if key:
            sql = f"SELECT {column} AS sealed FROM {table} WHERE {key} = :id"
            found += [row["sealed"] for row in rows.all(sql, {"id": trainee_id})]
    return [sealed for sealed in found if sealed]


def pages(path: Path, tmp_path: Path) -> bytes:
    """A client file's or a backup's pages, decrypted by hand."""
    payload = tmp_path / "payload.db"
    payload.unlink(missing_ok=True)
    keys = unlock(read_container(path, payload).manifest, OWNER)
    return decrypted_pages(payload.read_bytes(), keys.data_key)


def backups() -> list[Path]:
    return sorted(paths.private_folder("backups").rglob("*.asfdesk"))


def live_pages(opened: OpenFile) -> bytes:
    (copy,) = paths.private_folder("work").rglob("client.db")
    return decrypted_pages(copy.read_bytes(), opened.file.owner_keys().data)


def make_backup(opened: OpenFile) -> None:
    """Keep what is in the home file now."""
    file = opened.file
    sha256 = read_container(file.path).sha256
    home = HomeFile(file.path, file.manifest.client, file.manifest.generation, sha256)
    back_up_daily(home, TODAY, file.keys, always=True)


@pytest.mark.parametrize("kind", list(ErasureKind))
def test_nothing_sealed_about_the_person_stays_in_any_page(
    opened: OpenFile, home: Path, tmp_path: Path, kind: ErasureKind
) -> None:
    make_backup(opened)
    gone, stays = sealed_of(opened, 1), sealed_of(opened, 2)
    assert len(gone) >= 6
    assert stays
    for path in (home, backups()[-1]):
        content = pages(path, tmp_path)
        assert all(one in content for one in gone)
    done = erase_trainee(opened, request(kind), TODAY)
    assert (done.saved, done.backups, done.failed, done.trouble) == (True, len(backups()), (), "")
    for content in (*(pages(path, tmp_path) for path in [home, *backups()]), live_pages(opened)):
        assert b"CREATE TABLE trainee_identity" in content
        assert [one for one in gone if one in content or one[12:40] in content] == []
    assert all(one in pages(home, tmp_path) for one in stays)
    assert all(one in live_pages(opened) for one in stays)


def test_anonymising_keeps_the_hours_under_the_number(opened: OpenFile) -> None:
    done = erase_trainee(opened, request(ErasureKind.ANONYMISED), TODAY)
    session = opened.session
    assert done.removed == Removed(identities=1, sealed_texts=1, openings=1)
    assert session.trainees.names() == {2: "Stina Stannar"}
    (placement,) = session.placements.of_trainee(1)
    assert (placement.caseworker, placement.note) == ("", "")
    assert placement.exit == Exit(date(2026, 3, 31), ExitGroup.OTHER)
    assert len(session.attendance.of_placement(placement.id)) == 5
    assert session.trainees.openings(1) == []


def test_erasing_takes_placements_and_attendance_too_and_frees_no_number(opened: OpenFile) -> None:
    done = erase_trainee(opened, request(ErasureKind.ERASED), TODAY)
    session = opened.session
    assert done.removed.placements == 1
    assert done.removed.attendance == 5
    assert [one.number for one in session.trainees.trainees()] == [2]
    assert session.placements.placements() == []
    assert session.trainees.next_number() == 3
    (stone,) = session.erasure.tombstones()
    assert (stone.number, stone.kind) == (1, ErasureKind.ERASED)


@pytest.mark.parametrize("kind", list(ErasureKind))
def test_it_cannot_be_undone_and_the_log_says_that_it_was_done(
    opened: OpenFile, kind: ErasureKind
) -> None:
    trainee = opened.session.trainees.trainees()[1]
    change_trainee(opened.writing(), replace(trainee, sex=Sex.OTHER), None, TODAY)
    erase_trainee(opened, request(kind), TODAY)
    assert undo_last(opened.writing()) is None
    assert opened.file.rows.value("SELECT count(*) FROM undo_row") == 0
    rows = opened.file.rows.all("SELECT operation, entity FROM audit ORDER BY id DESC LIMIT 1")
    what = "trainee.erase" if kind is ErasureKind.ERASED else "trainee.anonymise"
    assert rows == [{"operation": what, "entity": "tombstone"}]


def test_the_number_must_be_typed_and_agreements_checked(opened: OpenFile) -> None:
    for wrong in ("", "2", "01"):
        with pytest.raises(InvalidInputError) as error:
            erase_trainee(opened, request(ErasureKind.ERASED, wrong), TODAY)
        assert error.value.field == "number"
    with pytest.raises(InvalidInputError) as unchecked:
        erase_trainee(opened, request(ErasureKind.ERASED, checked=False), TODAY)
    assert unchecked.value.field == "checked"
    assert opened.session.trainees.names()[1] == "Kvarna Kanariefink"


def keep_until(opened: OpenFile, day: date) -> None:
    session = opened.writing()
    (agreement,) = session.agreements.agreements()
    with session.writer.action("agreement.change", ("agreements",)):
        session.agreements.change_agreement(replace(agreement, keep_until=day))


@pytest.mark.parametrize("kind", list(ErasureKind))
def test_records_are_kept_through_the_agreements_day(opened: OpenFile, kind: ErasureKind) -> None:
    set_language("en")
    keep_until(opened, TODAY)
    with pytest.raises(RefusedError, match="kept until 2026-11-23"):
        erase_trainee(opened, request(kind), TODAY)
    day_after = date(2026, 11, 24)
    assert erase_trainee(opened, request(kind, checked=False), day_after).saved


def test_locked_months_stop_erasing_but_not_anonymising(opened: OpenFile) -> None:
    set_language("en")
    session = opened.writing()
    with session.writer.action("attendance.lock", ("attendance",), undoable=False):
        session.attendance.set_state(MonthState(Month(2026, 3), MonthStatus.LOCKED, 1), TODAY)
    assert erasure_view(session, 1, TODAY).obstacles.locked == (Month(2026, 3),)
    with pytest.raises(RefusedError, match="Anonymise instead"):
        erase_trainee(opened, request(ErasureKind.ERASED), TODAY)
    assert erase_trainee(opened, request(ErasureKind.ANONYMISED), TODAY).saved


def test_a_running_placement_stops_both(opened: OpenFile) -> None:
    session = opened.writing()
    (placement,) = session.placements.of_trainee(1)
    with session.writer.action("placement.reopen", ("placements",)):
        session.placements.change_placement(replace(placement, exit=None))
    for kind in ErasureKind:
        with pytest.raises(RefusedError):
            erase_trainee(opened, request(kind), TODAY)


def test_a_clock_that_is_behind_keeps_nobody_in_the_backups(
    opened: OpenFile, tmp_path: Path
) -> None:
    session = opened.writing()
    trainee = session.trainees.trainee(1)
    assert trainee is not None
    with session.writer.action("trainee.change", ("trainees",)):
        session.trainees.change_trainee(replace(trainee, registered_on=TODAY))
    opened.publish()
    make_backup(opened)
    gone = sealed_of(opened, 1)
    assert any(one in pages(path, tmp_path) for path in backups() for one in gone)
    erase_trainee(opened, request(ErasureKind.ERASED), date(2012, 1, 1))
    assert backups()
    assert not any(one in pages(path, tmp_path) for path in backups() for one in gone)
    (stone,) = opened.session.erasure.tombstones()
    assert stone.erased_on == TODAY


def test_a_backup_with_a_later_registration_day_is_named(opened: OpenFile) -> None:
    session = opened.writing()
    trainee = session.trainees.trainee(1)
    assert trainee is not None
    with session.writer.action("trainee.change", ("trainees",)):
        session.trainees.change_trainee(replace(trainee, registered_on=date(2062, 1, 1)))
    opened.publish()
    make_backup(opened)
    with session.writer.action("trainee.change", ("trainees",)):
        session.trainees.change_trainee(replace(trainee, registered_on=TODAY))
    done = erase_trainee(opened, request(ErasureKind.ERASED), TODAY)
    assert any(str(trainee.number) in one for one in done.failed)


def test_an_older_copy_follows_when_this_computer_opens_it(
    opened: OpenFile, home: Path, tmp_path: Path
) -> None:
    older = tmp_path / "sticka" / "a.asfdesk"
    older.parent.mkdir()
    shutil.copyfile(home, older)
    gone = sealed_of(opened, 1)
    erase_trainee(opened, request(ErasureKind.ERASED), TODAY)
    opened.close()
    again = open_client_file(older, OWNER, clock=Clock())
    follow_tombstones(again)
    assert again.session.trainees.names() == {2: "Stina Stannar"}
    again.close()
    assert [one for one in gone if one in pages(older, tmp_path)] == []


def test_another_computers_backups_follow_when_it_opens_the_file(
    opened: OpenFile, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    make_backup(opened)
    gone = sealed_of(opened, 1)
    shutil.copytree(tmp_path / "user" / "backups", other / "backups")
    erase_trainee(opened, request(ErasureKind.ANONYMISED), TODAY)
    opened.close()
    monkeypatch.setenv("ASFDESK_HOME", str(other))
    assert any(one in pages(path, tmp_path) for path in backups() for one in gone)
    again = open_client_file(home, OWNER, clock=Clock())
    follow_tombstones(again)
    assert backups()
    assert not any(one in pages(path, tmp_path) for path in backups() for one in gone)
    again.close()


@pytest.mark.parametrize("mark", [None, b"x" * 40])
def test_an_adviser_cannot_empty_the_backups(
    opened: OpenFile, home: Path, tmp_path: Path, mark: bytes | None
) -> None:
    """Whoever holds the data key can write rows, but nothing in the vault's name."""
    add_adviser_access(opened, "Rådgivaren", ADVISER, CHEAP)
    make_backup(opened)
    stays = sealed_of(opened, 1)
    opened.close()
    visitor = open_client_file(home, ADVISER, clock=Clock())
    rows = visitor.writing().writer
    stone = {"number": 1, "erased_on": "2026-11-23", "kind": "erased", "reason": "mistake"}
    with rows.action("plan.change", ("plan",), undoable=False):
        rows.insert("tombstone", {**stone, "vouched_sealed": mark})
        rows.execute("DELETE FROM trainee_identity", {})
    visitor.close()
    again = open_client_file(home, OWNER, clock=Clock())
    follow_tombstones(again)
    assert len(again.session.erasure.tombstones()) == 1
    assert again.session.erasure.vouched_tombstones() == []
    assert all(one in b"".join(pages(path, tmp_path) for path in backups()) for one in stays)
    again.close()


def test_erasing_vouches_for_what_somebody_else_wrote(opened: OpenFile) -> None:
    rows = opened.writing().writer
    stone = {"number": 1, "erased_on": "2020-01-01", "kind": "erased", "reason": "mistake"}
    with rows.action("plan.change", ("plan",), undoable=False):
        rows.insert("tombstone", stone)
    assert opened.session.erasure.vouched_tombstones() == []
    erase_trainee(opened, request(ErasureKind.ERASED), TODAY)
    (found,) = opened.session.erasure.vouched_tombstones()
    assert (found.number, found.erased_on) == (1, TODAY)


def test_a_number_of_another_branch_is_left_alone(opened: OpenFile, home: Path) -> None:
    older = home.with_name("gren.asfdesk")
    shutil.copyfile(home, older)
    erase_trainee(opened, request(ErasureKind.ERASED), TODAY)
    opened.close()
    branch = open_client_file(older, OWNER, clock=Clock())
    session = branch.writing()
    trainee = session.trainees.trainee(1)
    assert trainee is not None
    with session.writer.action("trainee.change", ("trainees",)):
        session.trainees.change_trainee(replace(trainee, registered_on=date(2026, 12, 1)))
    assert follow_tombstones(branch) == 0
    assert session.trainees.names()[1] == "Kvarna Kanariefink"
    branch.leave(keep_work=False)


def test_trouble_with_saving_is_told_and_taken_up_again(
    opened: OpenFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise DiskFullError("Skivan är full.")

    with monkeypatch.context() as patch:
        patch.setattr(erase_trainees, "rewrite_backups", full)
        done = erase_trainee(opened, request(ErasureKind.ERASED), TODAY)
    assert (done.saved, done.backups) == (True, 0)
    assert done.trouble == "Skivan är full."
    monkeypatch.setattr(erase_trainees, "rewrite_backups", full)
    with pytest.raises(DiskFullError):
        follow_tombstones(opened)


def test_an_adviser_can_neither_see_nor_do_it(opened: OpenFile, home: Path) -> None:
    add_adviser_access(opened, "Rut", ADVISER, CHEAP)
    opened.close()
    adviser = open_client_file(home, ADVISER, clock=Clock())
    with pytest.raises(AsfDeskError):
        erasure_view(adviser.session, 1, TODAY)
    with pytest.raises(AsfDeskError):
        erase_trainee(adviser, request(ErasureKind.ERASED), TODAY)
    adviser.close()


def test_the_certificate_has_a_word_for_every_place_a_name_may_stand_in(opened: OpenFile) -> None:
    set_language("en")
    with opened.writing().writer.action("work_group.add", ()):
        opened.writing().writer.insert("work_group", {"name": "Kanariefinks lag"})
    done = erase_trainee(opened, request(ErasureKind.ANONYMISED), TODAY)
    assert done.mentions == (("work_group", 1),)
    places = replace(done, mentions=tuple((table, 1) for table, _text in CLEAR_TEXTS))
    document = certificate(opened, places, NOON)
    text = next(one for one in FORMATS if one.key == "txt").render(document).decode()
    for word in ("Groups", "Case numbers", "Invoices", "Sent reports", "Accounts", "Plan lines"):
        assert word in text


def test_the_certificate_names_nobody_and_says_what_is_out_of_reach(opened: OpenFile) -> None:
    set_language("en")
    session = opened.writing()
    with session.writer.action("comment.write", ("comments",)):
        session.writer.insert(
            "comment",
            {
                "scope": "line",
                "period": "2026-03",
                "line_code": "I10",
                "body": "kanariefink slutade",
                "written_on": "2026-04-01",
            },
        )
    done = erase_trainee(opened, request(ErasureKind.ANONYMISED), TODAY)
    assert done.mentions == (("comment", 1),)
    document = certificate(opened, done, NOON)
    text = next(one for one in FORMATS if one.key == "txt").render(document).decode()
    for word in ("Trainee 1", "Owner 1", "USB sticks", "e-mail", "cloud", "Comments on figures"):
        assert word in text
    assert "anariefink" not in text
    for one in FORMATS:
        assert one.render(document)

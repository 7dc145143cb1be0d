"""Protection follows into backups and older copies, and so does that it was lifted."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk import paths
from asfdesk.domain.codes import Sex
from asfdesk.domain.file.erasure import ErasureKind, ErasureReason, Tombstone
from asfdesk.domain.people.protection import Protection
from asfdesk.domain.people.trainees import Identity
from asfdesk.services.display_names import trainee_names
from asfdesk.services.file.erase_trainees import ErasureRequest, erase_trainee
from asfdesk.services.file.file_access import add_adviser_access
from asfdesk.services.file.follow_protection import followed_words
from asfdesk.services.file.manage_backups import restore_backup, restore_without_file
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.file.upkeep import after_opening
from asfdesk.services.people.age_bands import refresh_age_bands
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.services.people.protect_trainees import protect_trainee, unprotect_trainee
from asfdesk.storage.file import protection_store
from asfdesk.storage.file.known_protections import known_protections, remember_protections
from asfdesk.storage.file.protection_store import Followed, vouch_for_protected
from tests.strongbox import ADVISER, CHEAP, OWNER, TODAY, Clock, new_enterprise

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from asfdesk.services.file.open_file import OpenFile

NAME = "Aina Hemligström"
AT = datetime(2026, 5, 6, 8, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder / "Kafé.asfdesk"


def made(home: Path) -> OpenFile:
    """A file with trainee 1, whose address is written down, saved."""
    opened, _code = new_enterprise(home)
    identity = Identity(name=NAME, birth_year=1990, address="Gömda gatan 1", phone="070-1740605")
    add_trainee(opened.writing(), NewTrainee(Sex.WOMAN, date(2026, 1, 7), identity), TODAY)
    opened.publish()
    return opened


def copy_of(home: Path, name: str) -> Path:
    return shutil.copyfile(home, home.with_name(name))


def known_path(client: UUID) -> Path:
    return paths.private_folder("seen") / f"{client}-protected.json"


def stands(opened: OpenFile) -> tuple[bool, str, int]:
    """Whether 1 is protected, the address, and how many age bands there are."""
    trainees = opened.session.trainees
    trainee = trainees.trainee(1)
    assert trainee is not None
    return trainee.protected, trainees.identity(1).address, len(trainees.all_age_bands())


@pytest.mark.parametrize("gone", [False, True], ids=["file there", "file gone"])
def test_a_backup_from_before_the_protection_comes_back_protected(
    home: Path,
    gone: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    opened = made(home)
    before = copy_of(home, "före.asfdesk")
    protect_trainee(opened.writing(), 1)
    opened.publish()
    target = home.with_name("Ny.asfdesk")
    if gone:
        opened.close()
        home.unlink()
        restore_without_file(home, OWNER, before, target)
    else:
        restore_backup(opened, before, target)
        opened.close()
    restored = open_client_file(target, OWNER, clock=Clock())
    assert stands(restored) == (True, "", 0)
    assert restored.session.trainees.identity(1).phone == ""
    assert restored.session.trainees.identity(1).name == NAME, "kept sealed, as when protecting"
    assert restored.session.protection.protections()[0].turn == 1
    restored.close()


def test_an_older_copy_follows_when_this_computer_opens_it(home: Path) -> None:
    opened = made(home)
    before = copy_of(home, "före.asfdesk")
    protect_trainee(opened.writing(), 1)
    opened.close()
    again = open_client_file(before, OWNER, clock=Clock())
    assert stands(again) == (True, "", 0), "at once, not only when the window sees to it"
    assert again.followed == Followed((1,), ())
    assert after_opening(again, TODAY).protected == followed_words(again.followed) != ()
    assert again.writing().writer.undo_steps() == []
    again.close()
    once_more = open_client_file(before, OWNER, clock=Clock())
    assert after_opening(once_more, TODAY).protected == ()
    assert not once_more.has_unpublished
    once_more.close()


def test_a_copy_that_knows_less_does_not_make_the_computer_forget(home: Path) -> None:
    opened = made(home)
    client = opened.file.manifest.client
    before = copy_of(home, "före.asfdesk")
    protect_trainee(opened.writing(), 1)
    opened.close()
    known = known_protections(client)
    assert [(one.number, one.turn) for one in known] == [(1, 1)]
    remember_protections(client, [], [])
    assert known_protections(client) == known
    again = open_client_file(before, OWNER, clock=Clock())
    add_trainee(again.writing(), NewTrainee(Sex.MAN, date(2026, 1, 8), Identity()), TODAY)
    again.publish()
    again.close()
    assert known_protections(client) == known


def test_only_whom_an_erasure_names_is_forgotten(home: Path) -> None:
    opened = made(home)
    client = opened.file.manifest.client
    opened.close()
    day = date(2026, 5, 6)
    traces = [Protection(number, day, frozenset({"a1"})) for number in (1, 2, 3, 4)]
    stones = [
        Tombstone(1, day, ErasureKind.ERASED, ErasureReason.TIME_OVER),
        Tombstone(2, day, ErasureKind.ANONYMISED, ErasureReason.TIME_OVER),
        Tombstone(3, date(2026, 5, 5), ErasureKind.ERASED, ErasureReason.TIME_OVER),
    ]
    remember_protections(client, traces, [])
    remember_protections(client, [], stones)
    # 3 is somebody protected after the erasure of who had the number before.
    assert [one.number for one in known_protections(client)] == [2, 3, 4]


def test_an_older_copy_that_is_only_looked_at_names_nobody(home: Path) -> None:
    opened = made(home)
    before = copy_of(home, "före.asfdesk")
    protect_trainee(opened.writing(), 1)
    opened.close()
    saved = before.read_bytes()
    looking = open_client_file(before, OWNER, read_only=True, clock=Clock())
    assert stands(looking) == (True, "", 0)
    assert trainee_names(looking.session) == {1: "Skyddad person 1"}
    assert looking.session.trainees.identity(1).phone == ""
    looking.close()
    assert before.read_bytes() == saved


def diverged(home: Path) -> Path:
    """The file, in which 1 was protected and lifted; and a copy in which 1 was protected apart."""
    opened = made(home)
    opened.close()
    apart = copy_of(home, "annan.asfdesk")
    seen = known_path(opened.file.manifest.client)
    other = open_client_file(apart, OWNER, clock=Clock())
    protect_trainee(other.writing(), 1)
    other.close()
    seen.unlink()  # that was on another computer
    again = open_client_file(home, OWNER, clock=Clock())
    protect_trainee(again.writing(), 1)
    unprotect_trainee(again.writing(), 1, "Fel person.", AT, TODAY)
    again.close()
    return apart


def test_a_lifting_ends_no_protection_that_it_did_not_come_after(home: Path) -> None:
    apart = diverged(home)
    other = open_client_file(apart, OWNER, clock=Clock())
    assert stands(other) == (True, "", 0)
    assert other.followed == Followed((), (1,))
    (told,) = after_opening(other, TODAY).protected
    assert "1" in told
    other.close()
    lifted = open_client_file(home, OWNER, clock=Clock())
    assert stands(lifted)[0], "and the copy where it was lifted takes the protection in"
    assert lifted.followed == Followed((1,), ())
    unprotect_trainee(lifted.writing(), 1, "Skyddet har upphört.", AT, TODAY)
    lifted.close()
    last = open_client_file(apart, OWNER, clock=Clock())
    assert not stands(last)[0], "now both have been lifted by somebody who knew of both"
    assert last.followed == Followed((1,), ())
    last.close()


def test_a_protection_without_a_trace_is_not_lifted_by_others(home: Path) -> None:
    diverged(home)
    opened = open_client_file(home, OWNER, clock=Clock())
    rows = opened.writing().writer
    with rows.action("trainee.change", (), undoable=False):
        rows.execute("UPDATE trainee SET protected = 1")
        rows.execute("DELETE FROM protection")
    opened.close()
    again = open_client_file(home, OWNER, clock=Clock())
    assert stands(again)[0]
    assert again.followed == Followed((), (1,))
    again.close()
    once_more = open_client_file(home, OWNER, clock=Clock())
    assert once_more.followed == Followed()
    assert stands(once_more)[0]
    once_more.close()


def test_who_was_lifted_again_stays_lifted(home: Path) -> None:
    opened = made(home)
    session = opened.writing()
    protect_trainee(session, 1)
    opened.publish()
    protected = copy_of(home, "skyddad.asfdesk")
    unprotect_trainee(session, 1, "Skyddet har upphört.", AT, TODAY)
    opened.publish()
    target = restore_backup(opened, protected, home.with_name("Ny.asfdesk"))
    opened.close()
    for path in (target, protected):
        again = open_client_file(path, OWNER, clock=Clock())
        after_opening(again, TODAY)
        refresh_age_bands(again.writing(), TODAY)  # as the window does
        # Age bands of 2026 alone: registered and looked at in the same year.
        assert stands(again) == (False, "", 1)
        assert [one.turn for one in again.session.protection.protections()] == [2]
        again.close()


def test_protected_a_second_time_is_the_last_word(home: Path) -> None:
    opened = made(home)
    session = opened.writing()
    protect_trainee(session, 1)
    unprotect_trainee(session, 1, "Skyddet har upphört.", AT, TODAY)
    opened.publish()
    lifted = copy_of(home, "hävd.asfdesk")
    protect_trainee(session, 1)
    assert [one.turn for one in session.protection.protections()] == [3]
    opened.close()
    again = open_client_file(lifted, OWNER, clock=Clock())
    assert again.followed.changed == (1,)
    assert stands(again)[0]
    again.close()


def test_what_was_not_saved_is_not_remembered(home: Path) -> None:
    opened = made(home)
    protect_trainee(opened.writing(), 1)
    opened.leave(keep_work=False)
    assert known_protections(opened.file.manifest.client) == []


def test_an_adviser_can_neither_protect_nor_lift(home: Path) -> None:
    opened = made(home)
    protect_trainee(opened.writing(), 1)
    add_adviser_access(opened, "", ADVISER, CHEAP)
    opened.close()
    visitor = open_client_file(home, ADVISER, clock=Clock())
    rows = visitor.writing().writer
    with rows.action("plan.change", ("plan",), undoable=False):
        rows.execute("UPDATE protection SET turn = 2")
        rows.execute(
            "INSERT INTO protection (number, turn, changed_on) VALUES (5, 1, '2026-05-06')"
        )
    assert visitor.session.protection.protections() == []
    visitor.close()
    again = open_client_file(home, OWNER, clock=Clock())
    assert again.followed.changed == (), "1 is protected already"
    assert [one.turn for one in again.session.protection.protections()] == [1]
    assert stands(again)[0]
    again.close()


def test_erasing_leaves_no_word_about_protection(home: Path) -> None:
    opened = made(home)
    protect_trainee(opened.writing(), 1)
    request = ErasureRequest(1, ErasureKind.ERASED, ErasureReason.TIME_OVER, "1", checked=True)
    erase_trainee(opened, request, TODAY)
    assert opened.session.protection.protections() == []
    assert opened.file.rows.value("SELECT count(*) FROM protection") == 0
    assert known_protections(opened.file.manifest.client) == []
    opened.close()


def test_somebody_registered_later_under_the_number_is_left_alone(home: Path) -> None:
    opened = made(home)
    session = opened.writing()
    vault = opened.file.vault
    assert vault is not None
    earlier = [Protection(1, date(2026, 1, 6), frozenset({"a1"}))]
    with session.writer.action("trainee.follow_protection", (), undoable=False):
        changed = protection_store.follow_protections(session.writer.database, earlier, vault)
    assert changed == Followed()
    assert not stands(opened)[0]
    assert session.protection.protections() == []
    opened.close()


def test_who_was_protected_before_files_carried_it_gets_a_trace(home: Path) -> None:
    opened = made(home)
    rows = opened.writing().writer
    vault = opened.file.vault
    assert vault is not None
    with rows.action("trainee.change", (), undoable=False):
        rows.execute("UPDATE trainee SET protected = 1")
        vouch_for_protected(rows.database, vault)
    assert opened.session.protection.protections() == [
        Protection(1, date(2026, 1, 7), frozenset({"2026-01-07"}))
    ]
    opened.close()

"""Who was on the waiting list when a copy was made: protection and erasure since reach it there."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import ExitGroup, ExitReason, Form, ReferringBody, Sex
from asfdesk.domain.file.erasure import ErasureKind, ErasureReason
from asfdesk.domain.people.placements import Exit, Placement
from asfdesk.domain.people.waiting import Waiting
from asfdesk.services.file.erase_trainees import ErasureRequest, erase_trainee
from asfdesk.services.file.follow_protection import followed_words
from asfdesk.services.file.manage_backups import restore_backup, restore_without_file
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.file.upkeep import after_opening
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.services.people.manage_waiting import (
    add_request,
    change_request,
    identity_of,
    need_request,
    remove_request,
    start_request,
)
from asfdesk.services.people.protect_trainees import protect_trainee, unprotect_trainee
from asfdesk.services.people.waiting_views import waiting_list
from asfdesk.storage.file import known_protections
from asfdesk.storage.file.protection_store import Followed, vouch_for_protected
from tests.strongbox import OWNER, TODAY, Clock, new_enterprise
from tests.workshop import add_agreement, schedule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import WriteSession

AT = datetime(2026, 5, 6, 8, tzinfo=UTC)
FIRST = date(2026, 1, 12)
ASKED = Waiting(
    0,
    date(2026, 1, 5),
    ReferringBody.MUNICIPALITY,
    Form.WORK_TRAINING,
    name="Aina Hemligström",
    contact="070-174 06 05",
    note="Bor på Gömda gatan 1",
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder / "Kafé.asfdesk"


def made(home: Path) -> tuple[OpenFile, Path]:
    """A file in which Aina waits (request 1), and a copy of it from then."""
    opened, _code = new_enterprise(home)
    session = opened.writing()
    add_agreement(session)
    add_request(session, ASKED, TODAY)
    opened.publish()
    return opened, copy_of(home, "före.asfdesk")


def copy_of(home: Path, name: str) -> Path:
    return shutil.copyfile(home, home.with_name(name))


def close_up(session: WriteSession) -> None:
    change_request(session, replace(need_request(session, 1), protected=True), TODAY)


def close_up_and_remove(session: WriteSession) -> None:
    close_up(session)
    remove_request(session, 1)


def start(session: WriteSession) -> None:
    asked = need_request(session, 1)
    placement = Placement(
        0,
        0,
        1,
        Form.WORK_TRAINING,
        ReferringBody.MUNICIPALITY,
        FIRST,
        date(2026, 3, 31),
        schedules=(schedule({1: 360}, FIRST),),
    )
    start_request(session, 1, NewTrainee(Sex.WOMAN, FIRST, identity_of(asked), placement), TODAY)


def start_and_protect(session: WriteSession) -> None:
    start(session)
    protect_trainee(session, 1)


def end(session: WriteSession) -> None:
    """The placement that was started is over."""
    (placement,) = session.placements.of_trainee(1)
    leaving = Exit(date(2026, 2, 27), ExitGroup.OTHER, ExitReason.HEALTH)
    with session.writer.action("placement.end", ("placements",)):
        session.placements.change_placement(replace(placement, exit=leaving))


def stands(opened: OpenFile) -> tuple[bool, str, str, str]:
    """Whether request 1 is protected, and what it says."""
    one = need_request(opened.session, 1)
    return one.protected, one.name, one.contact, one.note


CLOSED = (True, ASKED.name, "", "")
"""The name stays sealed, as when somebody is protected on the list."""


@pytest.mark.parametrize("gone", [False, True], ids=["file there", "file gone"])
@pytest.mark.parametrize("protect", [close_up, close_up_and_remove, start_and_protect])
def test_a_backup_in_which_somebody_waited_comes_back_protected(
    home: Path,
    protect: Callable[[WriteSession], None],
    gone: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    opened, before = made(home)
    protect(opened.writing())
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
    assert stands(restored) == CLOSED
    (row,) = waiting_list(restored.session, TODAY).rows
    assert row.label == "Skyddad person, förfrågan 1"
    restored.close()


def test_an_older_copy_follows_when_it_is_opened_or_looked_at(home: Path) -> None:
    opened, before = made(home)
    close_up(opened.writing())
    opened.close()
    saved = before.read_bytes()
    looking = open_client_file(before, OWNER, read_only=True, clock=Clock())
    assert stands(looking) == CLOSED
    looking.close()
    assert before.read_bytes() == saved
    again = open_client_file(before, OWNER, clock=Clock())
    assert stands(again) == CLOSED
    assert again.followed == Followed((-1,), ())
    assert len(followed_words(again.followed)) == 1
    assert again.writing().writer.undo_steps() == [], "they would still hold the contact"
    again.close()
    once_more = open_client_file(before, OWNER, clock=Clock())
    assert once_more.followed == Followed()
    once_more.close()


def test_who_is_lifted_is_open_again_in_copies_from_the_protection_on(home: Path) -> None:
    opened, _before = made(home)
    session = opened.writing()
    start_and_protect(session)
    opened.publish()
    protected = copy_of(home, "skyddad.asfdesk")
    assert need_request(session, 1).protected
    unprotect_trainee(session, 1, "Skyddet har upphört.", AT, TODAY)
    assert not need_request(session, 1).protected
    opened.close()
    again = open_client_file(protected, OWNER, clock=Clock())
    assert not need_request(again.session, 1).protected
    assert again.followed == Followed((-1, 1), ())
    again.close()


def test_a_lifting_that_did_not_know_of_the_protection_is_told_with_the_request(
    home: Path,
) -> None:
    opened, apart = made(home)
    opened.close()
    other = open_client_file(apart, OWNER, clock=Clock())
    close_up(other.writing())
    client = other.file.manifest.client
    other.close()
    known_protections._path(client).unlink()
    again = open_client_file(home, OWNER, clock=Clock())
    close_up(again.writing())
    change_request(again.writing(), replace(need_request(again.session, 1), protected=False), TODAY)
    again.close()
    other = open_client_file(apart, OWNER, clock=Clock())
    assert stands(other) == CLOSED
    assert other.followed == Followed((), (-1,))
    (told,) = followed_words(other.followed)
    assert " 1 " in told
    other.close()


def test_a_later_request_is_another_person(home: Path) -> None:
    opened, _before = made(home)
    session = opened.writing()
    close_up_and_remove(session)
    add_request(session, replace(ASKED, name="Stina Stannar"), TODAY)
    (other,) = session.waiting.requests()
    assert other.id == 2, "the number that left a trace is not given again"
    with session.writer.action("waiting.change", ("waiting",), undoable=False):
        session.writer.execute(
            """UPDATE waiting SET id = 1, received_on = '2062-01-01', name_sealed = NULL,
               contact_sealed = NULL, note_sealed = NULL"""
        )
    opened.close()
    again = open_client_file(home, OWNER, clock=Clock())
    assert again.followed == Followed(), "from another branch of the file's history"
    assert not need_request(again.session, 1).protected
    again.close()


def test_requests_from_before_there_were_traces_get_theirs(home: Path) -> None:
    opened, before = made(home)
    session = opened.writing()
    start_and_protect(session)
    opened.close()
    again = open_client_file(home, OWNER, clock=Clock())
    rows, vault = again.writing().writer, again.file.vault
    assert vault is not None
    with rows.action("trainee.change", (), undoable=False):
        rows.execute("DELETE FROM protection")
        rows.execute("UPDATE waiting SET protected = 0")
        vouch_for_protected(rows.database, vault)
    assert need_request(again.session, 1).protected
    numbers = [(one.number, one.protected) for one in again.session.protection.protections()]
    assert numbers == [(-1, True), (1, True)]
    target = restore_backup(again, before, home.with_name("Ny.asfdesk"))
    again.close()
    restored = open_client_file(target, OWNER, clock=Clock())
    assert stands(restored) == CLOSED
    restored.close()


@pytest.mark.parametrize("kind", list(ErasureKind))
def test_who_is_erased_goes_from_copies_in_which_the_person_still_waited(
    home: Path, kind: ErasureKind
) -> None:
    opened, before = made(home)
    session = opened.writing()
    start_and_protect(session)
    end(session)
    request = ErasureRequest(1, kind, ErasureReason.REQUESTED, "1", checked=True)
    done = erase_trainee(opened, request, TODAY)
    assert (done.saved, done.failed, done.trouble) == (True, (), "")
    target = restore_backup(opened, before, home.with_name("Ny.asfdesk"))
    opened.close()
    looking = open_client_file(before, OWNER, read_only=True, clock=Clock())
    assert looking.session.waiting.requests() == []
    looking.close()
    for path in (target, before):
        again = open_client_file(path, OWNER, clock=Clock())
        after_opening(again, TODAY)
        assert again.session.waiting.requests() == [], path.name
        again.close()
    once_more = open_client_file(before, OWNER, clock=Clock())
    assert after_opening(once_more, TODAY).followed == 0
    assert not once_more.has_unpublished
    once_more.close()


def below_zero(session: WriteSession, number: int) -> None:
    """A request numbered as a version before 27a8ff8 numbered one after a protection."""
    with session.writer.action("waiting.add", "added", "waiting", number):
        values = session.waiting._values(number, ASKED)
        session.writer.insert("waiting", {"id": number, **values})


@pytest.mark.parametrize("number", [0, -3])
def test_a_request_numbered_below_zero_reaches_no_trainee(home: Path, number: int) -> None:
    opened, _code = new_enterprise(home)
    session = opened.writing()
    add_agreement(session)
    for _at in range(4):
        add_trainee(session, NewTrainee(Sex.MAN, FIRST), TODAY)
    below_zero(session, number)
    opened.publish()
    copy_of(home, "före.asfdesk")
    request = need_request(session, number)
    change_request(session, replace(request, protected=True), TODAY)
    # The trace of -3 would be 3, a trainee; it stands far below instead.
    (trace,) = session.protection.protections()
    assert trace.number == -500_000_000 + number
    (row,) = waiting_list(session, TODAY).rows
    # From zero downwards: 0 was the first one, -3 the fourth.
    assert row.label == f"Skyddad person, tidigare förfrågan {1 - number}"
    opened.publish()
    opened.close()
    older = open_client_file(home.parent / "före.asfdesk", OWNER)
    after_opening(older, AT)
    there = older.writing()
    assert [one.protected for one in there.trainees.trainees()] == [False] * 4
    assert need_request(there, number).protected
    # The next request is numbered from one.
    add_request(there, ASKED, TODAY)
    assert {one.id for one in there.waiting.requests()} == {number, 1}
    older.close()

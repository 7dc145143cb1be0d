"""Adding, opening, reading and handing over the clients of a binder."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.visiting.client import FileState
from asfdesk.errors import CancelledError, RefusedError, WrongKeyError
from asfdesk.services.visiting.binder import new_binder, open_binder, write_notes
from asfdesk.services.visiting.client_trust import NotTrustedError, fingerprint, trust_again
from asfdesk.services.visiting.clients_view import look_at_clients
from asfdesk.services.visiting.hand_over_clients import HandOver, hand_over, take_in
from asfdesk.services.visiting.open_client import (
    Newness,
    add_client,
    find_files,
    move_client,
    open_client,
    refresh_clients,
    what_is_new,
)
from asfdesk.storage.file.manifest import Role
from asfdesk.storage.file.opening import open_file
from tests.binders import (
    BINDER,
    enterprise_file,
    filled_binder,
    forged,
    in_conflict,
    saved_again,
)
from tests.strongbox import ADVISER, CHEAP, OWNER, TODAY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "home"))


def test_a_client_is_opened_with_what_the_binder_knows(tmp_path: Path) -> None:
    binder, _code = filled_binder(tmp_path, "Växthuset")
    opened = open_client(binder.clients[0])
    try:
        assert opened.role is Role.ADVISER
        assert not opened.session.identities_open
        assert binder.clients[0].slot == opened.file.slot_number == 3
    finally:
        opened.close()
    known = binder.clients[0]
    assert (known.name, known.generation) == ("Växthuset", 2)
    assert known.figures is not None
    assert known.figures.taken_on == TODAY
    assert known.figures.variance_ore is None


def test_an_owners_password_is_not_kept(tmp_path: Path) -> None:
    binder, _code = new_binder(tmp_path / "k.asfparm", BINDER, CHEAP)
    path = enterprise_file(tmp_path / "a.asfdesk", "A")
    with pytest.raises(RefusedError, match="identi"):
        add_client(binder, path, OWNER, TODAY)
    with pytest.raises(WrongKeyError):
        add_client(binder, path, "fel ord", TODAY)
    assert binder.clients == ()


def test_what_is_new_is_told_without_a_password(tmp_path: Path) -> None:
    binder, _code = filled_binder(tmp_path, "A", "B")
    (tmp_path / "under").mkdir()
    enterprise_file(tmp_path / "under" / "C.asfdesk", "C")
    (tmp_path / "skräp.asfdesk").write_bytes(b"skr")
    shutil.copy(tmp_path / "A.asfdesk", tmp_path / "A (konflikt).asfdesk")
    (tmp_path / "B.asfdesk").rename(tmp_path / "under" / "B ny.asfdesk")
    found = {one.path.name: one for one in what_is_new(binder, find_files([tmp_path]))}
    assert {name: one.newness for name, one in found.items()} == {
        "A.asfdesk": Newness.KNOWN,
        "A (konflikt).asfdesk": Newness.COPY,
        "B ny.asfdesk": Newness.MOVED,
        "C.asfdesk": Newness.NEW,
        "skräp.asfdesk": Newness.UNUSABLE,
    }
    assert found["B ny.asfdesk"].known == "B"


def test_a_moved_file_is_found_again(tmp_path: Path) -> None:
    binder, _code = filled_binder(tmp_path, "A", "B")
    uid = binder.clients[0].uid
    (tmp_path / "A.asfdesk").rename(tmp_path / "flyttad.asfdesk")
    refresh_clients(binder, TODAY)
    assert binder.client(uid).state is FileState.MISSING
    assert binder.client(uid).figures is not None
    with pytest.raises(NotTrustedError):
        move_client(binder, uid, tmp_path / "B.asfdesk", TODAY)
    moved = move_client(binder, uid, tmp_path / "flyttad.asfdesk", TODAY)
    assert (moved.state, moved.path) == (FileState.HERE, str(tmp_path / "flyttad.asfdesk"))


def test_one_that_cannot_be_read_stops_nobody(tmp_path: Path) -> None:
    names = ("Här", "Borta", "Trasig", "Öppen", "Falsk", "Utan sigill", "Annan")
    binder, _code = filled_binder(tmp_path, *names)
    (tmp_path / "Borta.asfdesk").unlink()
    (tmp_path / "Trasig.asfdesk").write_bytes((tmp_path / "Trasig.asfdesk").read_bytes()[:-9])
    forged(tmp_path / "Falsk.asfdesk")
    forged(saved_again(tmp_path / "Utan sigill.asfdesk", ADVISER))
    enterprise_file(_gone(tmp_path / "Annan.asfdesk"), "En annan")
    held = open_file(tmp_path / "Öppen.asfdesk", OWNER)
    try:
        done = refresh_clients(binder, TODAY)
    finally:
        held.close()
    states = {one.name: one.state for one in binder.clients}
    assert states == {
        "Här": FileState.HERE,
        "Borta": FileState.MISSING,
        "Trasig": FileState.DAMAGED,
        "Öppen": FileState.IN_USE,
        "Falsk": FileState.NOT_TRUSTED,
        "Utan sigill": FileState.NOT_TRUSTED,
        "Annan": FileState.OTHER_CLIENT,
    }
    assert (done.read, done.stopped) == (2, False)
    assert done.troubled == ("Borta", "Trasig", "Falsk", "Utan sigill", "Annan")
    assert all(one.trouble for one in binder.clients if one.state is not FileState.HERE)
    assert open_binder(binder.path, BINDER).clients == binder.clients


def _gone(path: Path) -> Path:
    path.unlink()
    return path


def test_stopping_keeps_what_was_read(tmp_path: Path) -> None:
    binder, _code = filled_binder(tmp_path, "A", "B")
    for name in ("A", "B"):
        (tmp_path / f"{name}.asfdesk").unlink()

    def stop_after_one(done: int, total: int) -> None:
        del total
        if done == 1:
            raise CancelledError("")

    assert refresh_clients(binder, TODAY, stop_after_one).stopped
    assert [one.state for one in binder.clients] == [FileState.MISSING, FileState.HERE]


def test_a_conflict_shows_both_and_either_opens(tmp_path: Path) -> None:
    binder, _code = filled_binder(tmp_path, "A", "B")
    other = in_conflict(tmp_path / "B.asfdesk")
    rows = look_at_clients(binder)
    assert [(row.client.name, row.conflict) for row in rows] == [("B", True), ("A", False)]
    assert rows[0].mine is not None
    assert (rows[0].mine.generation, rows[0].others[0].generation) == (2, 3)
    opened = open_client(rows[0].client, path=rows[0].others[0].path, read_only=True)
    assert opened.path == other
    opened.close()


def test_keys_renewed_by_the_owner_are_trusted_only_when_it_is_said(tmp_path: Path) -> None:
    binder, _code = filled_binder(tmp_path, "A")
    path = tmp_path / "A.asfdesk"
    before = binder.clients[0]
    open_file(path, OWNER).renew_keys()
    refresh_clients(binder, TODAY)
    refused = binder.clients[0]
    assert refused.state is FileState.NEW_KEY
    now = trust_again(refused)
    assert now.owner_key != before.owner_key
    assert fingerprint(now.owner_key) in refused.trouble
    binder.put([now])
    refresh_clients(binder, TODAY)
    assert binder.clients[0].state is FileState.HERE


def test_an_older_file_is_said_to_be_older(tmp_path: Path) -> None:
    binder, _code = filled_binder(tmp_path, "A")
    path = tmp_path / "A.asfdesk"
    old = path.read_bytes()
    saved_again(path)
    refresh_clients(binder, TODAY)
    assert binder.clients[0].generation == 3
    path.write_bytes(old)
    assert look_at_clients(binder)[0].client.state is FileState.OLDER


def test_a_hand_over_moves_a_client(tmp_path: Path) -> None:
    mine, _code = filled_binder(tmp_path, "A", "B")
    theirs, _code2 = new_binder(tmp_path / "andras.asfparm", "andras ord", CHEAP)
    uid = mine.clients[0].uid
    write_notes(mine, uid, "Bara för mig")
    what = HandOver((uid,), "överlämnas", with_notes=False, remove=True)
    path = hand_over(mine, what, tmp_path / "till Eva", CHEAP)
    assert path.name == "till Eva.asfover"
    assert [one.name for one in mine.clients] == ["B"]
    assert b"Bara" not in path.read_bytes()
    with pytest.raises(WrongKeyError):
        take_in(theirs, path, "fel")
    assert take_in(theirs, path, "överlämnas").added == ("A",)
    assert take_in(theirs, path, "överlämnas").known == ("A",)
    given = theirs.client(uid)
    assert given.notes == ""
    opened = open_client(given, read_only=True)
    assert opened.role is Role.ADVISER
    opened.close()


def test_nothing_readable_is_left_after_a_round(tmp_path: Path) -> None:
    binder, _code = filled_binder(tmp_path, "Kanariefågeln")
    uid = binder.clients[0].uid
    write_notes(binder, uid, "Kanarieanteckning")
    open_client(binder.client(uid)).close()
    refresh_clients(binder, TODAY)
    for path in tmp_path.rglob("*"):
        raw = path.read_bytes() if path.is_file() else b""
        for word in ("Kanarie", BINDER, ADVISER):
            assert word.encode() not in raw, path.name


def test_notes_are_never_in_the_client_file(tmp_path: Path) -> None:
    binder, _code = filled_binder(tmp_path, "A")
    known = binder.clients[0]
    before = (tmp_path / "A.asfdesk").read_bytes()
    write_notes(binder, known.uid, "  Fråga om hyran ")
    assert binder.client(known.uid) == replace(known, notes="Fråga om hyran")
    assert (tmp_path / "A.asfdesk").read_bytes() == before

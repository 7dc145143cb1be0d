"""Changing who may open the file: all of it or nothing, and no key orphaned by a rotation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import Sex
from asfdesk.domain.people.trainees import Identity
from asfdesk.errors import (
    FileConflictError,
    FileMissingError,
    InvalidInputError,
    RefusedError,
    WrongKeyError,
)
from asfdesk.i18n import set_language
from asfdesk.services.file import file_access, hand_over
from asfdesk.services.file.open_file import Role, open_client_file
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.keys import rewrap, unlock
from asfdesk.storage.file.signing import hmac_holds, saved_by_owner
from tests.strongbox import ADVISER, CHEAP, OWNER, TODAY, decrypted_pages, new_enterprise

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.storage.file.keys import KeyPair

NAME = "Kanarieförnamn Efternamnskanarie"
NEW = "helt nya ord"
OWNERS, ADVISERS = 4, 6


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[OpenFile, str]:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    (tmp_path / "minne").mkdir()
    opened, code = new_enterprise(tmp_path / "minne" / "a.asfdesk")
    new = NewTrainee(Sex.WOMAN, date(2026, 3, 2), Identity(name=NAME))
    add_trainee(opened.writing(), new, TODAY)
    return opened, code


@pytest.fixture
def opened(made: tuple[OpenFile, str]) -> OpenFile:
    return made[0]


def everybody(opened: OpenFile) -> dict[str, tuple[int, Role, str]]:
    """Many people with a password: password -> slot, role and label."""
    known = {OWNER: (1, Role.OWNER, "")}
    number = 3
    for role, count, give in (
        (Role.OWNER, OWNERS - 1, file_access.add_owner_access),
        (Role.ADVISER, ADVISERS, file_access.add_adviser_access),
    ):
        for at in range(count):
            password, label = f"{role} nummer {at} åäö", f"Person {number}"
            give(opened, label, password, CHEAP)
            known[password] = (number, role, label)
            number += 1
    return known


def check_keys(path: Path, known: dict[str, tuple[int, Role, str]]) -> None:
    """Every password opens the slot it opened before."""
    manifest = read_container(path).manifest
    for password, (number, role, _label) in known.items():
        keys = unlock(manifest, password)
        assert (keys.slot, keys.role) == (number, role)
        assert hmac_holds(manifest, keys)
        assert saved_by_owner(manifest, keys)


def check_all(path: Path, known: dict[str, tuple[int, Role, str]]) -> None:
    """The same with the file opened: owners read the name and know everybody by label."""
    check_keys(path, known)
    for password, (_number, role, _label) in known.items():
        opened = open_client_file(path, password, read_only=True)
        names = list(opened.session.trainees.names().values())
        assert names == ([] if role is Role.ADVISER else [NAME])
        labels = {row.number: row.label for row in file_access.access_rows(opened)}
        opened.close()
        if role is not Role.ADVISER:
            expected = {slot: label for slot, _role, label in known.values()}
            assert labels == expected


def audit(opened: OpenFile) -> list[str]:
    rows = opened.file.rows.all("SELECT operation FROM audit ORDER BY id")
    return [str(row["operation"]) for row in rows]


def test_nine_rotations_orphan_none_of_eleven_slots(
    made: tuple[OpenFile, str], tmp_path: Path
) -> None:
    opened, code = made
    path = opened.path
    known = everybody(opened)
    known[code] = (2, Role.RECOVERY, "")
    check_all(path, known)
    former = [unlock(read_container(path).manifest, OWNER).pair()]
    opened.close()
    for at in range(ADVISERS):
        opened = open_client_file(path, OWNER)
        gone = f"{Role.ADVISER} nummer {at} åäö"
        file_access.withdraw_access(opened, known.pop(gone)[0])
        assert opened.closed
        check_keys(path, known)
        former.append(unlock(read_container(path).manifest, OWNER).pair())
    opened = open_client_file(path, OWNER)
    file_access.replace_leaked_password(opened, OWNER, NEW, CHEAP)
    known[NEW] = known.pop(OWNER)
    check_keys(path, known)
    opened = open_client_file(path, NEW)
    known[(fresh := file_access.new_recovery_code())] = known.pop(code)
    file_access.use_recovery_code(opened, fresh, leaked=True, cost=CHEAP)
    check_keys(path, known)
    opened = open_client_file(path, NEW)
    keeper = hand_over.NewKeeper("Cecilia", "cecilias ord", file_access.new_recovery_code(), 1)
    hand_over.hand_over(opened, keeper, CHEAP)
    known.pop(NEW)
    known[keeper.code] = known.pop(fresh)
    known["cecilias ord"] = (12, Role.OWNER, "Cecilia")
    check_all(path, known)
    for gone in (OWNER, NEW, code, fresh, f"{Role.ADVISER} nummer 0 åäö"):
        with pytest.raises(WrongKeyError):
            open_client_file(path, gone)
    _no_former_key_opens_anything(path, tmp_path, former)


def _no_former_key_opens_anything(path: Path, folder: Path, former: list[KeyPair]) -> None:
    container = read_container(path, folder / "payload.db")
    payload = (folder / "payload.db").read_bytes()
    now = unlock(container.manifest, "cecilias ord").pair()
    assert b"CREATE TABLE trainee_identity" in decrypted_pages(payload, now.data)
    for pair in former:
        assert b"CREATE TABLE" not in decrypted_pages(payload, pair.data)
        with pytest.raises(RefusedError):
            rewrap(container.manifest, pair, now)


def test_what_is_withdrawn_is_noted_without_a_name(opened: OpenFile) -> None:
    file_access.add_adviser_access(opened, "Anna Rådgivare", ADVISER, CHEAP)
    file_access.withdraw_access(opened, 3)
    again = open_client_file(opened.path, OWNER)
    assert audit(again)[-2:] == ["access.add", "access.withdraw"]
    again.close()


@pytest.mark.parametrize("kind", ["missing", "conflict"])
def test_a_change_that_cannot_be_saved_has_not_happened(
    opened: OpenFile, tmp_path: Path, kind: str
) -> None:
    file_access.add_adviser_access(opened, "Anna", ADVISER, CHEAP)
    before = opened.file.manifest
    home, away = opened.path.parent, tmp_path / "borta"
    original = opened.path.read_bytes()
    if kind == "missing":
        home.rename(away)
    else:
        opened.path.write_bytes(original[:-1] + b"x")
    wrong = FileMissingError if kind == "missing" else FileConflictError
    changes: tuple[Callable[[], None], ...] = (
        lambda: file_access.change_password(opened, OWNER, NEW, CHEAP),
        lambda: file_access.replace_leaked_password(opened, OWNER, NEW, CHEAP),
        lambda: file_access.withdraw_access(opened, 3),
        lambda: file_access.use_recovery_code(
            opened, file_access.new_recovery_code(), leaked=True, cost=CHEAP
        ),
    )
    for change in changes:
        with pytest.raises(wrong):
            change()
        assert not opened.closed
        assert opened.file.manifest == before
        assert audit(opened)[-1] == "access.not_saved"
    if kind == "missing":
        away.rename(home)
    else:
        opened.path.write_bytes(original)
    opened.close()
    for password, slot in ((OWNER, "owner:1"), (ADVISER, "adviser:3")):
        again = open_client_file(opened.path, password, read_only=True)
        assert again.slot == slot
        again.close()


def test_only_owners_keep_the_keys(opened: OpenFile) -> None:
    file_access.add_adviser_access(opened, "Anna", ADVISER, CHEAP)
    code = file_access.new_recovery_code()
    with pytest.raises(InvalidInputError):
        hand_over.recover_access(opened, 3, NEW, code, CHEAP)
    with pytest.raises(InvalidInputError):
        hand_over.hand_over(opened, hand_over.NewKeeper("Bo", NEW, code, 3), CHEAP)
    with pytest.raises(InvalidInputError) as unnamed:
        hand_over.hand_over(opened, hand_over.NewKeeper(" ", NEW, code, 1), CHEAP)
    assert unnamed.value.field == "label"
    with pytest.raises(RefusedError):
        hand_over.recover_access(opened, 77, NEW, code, CHEAP)
    with pytest.raises(InvalidInputError):
        file_access.set_password(opened, 2, NEW, CHEAP)
    assert len(file_access.access_rows(opened)) == 3
    opened.close()


def test_nobodys_password_can_be_the_new_managers(opened: OpenFile) -> None:
    with pytest.raises(InvalidInputError):
        hand_over.check_new_password_free(opened, OWNER)
    hand_over.check_new_password_free(opened, NEW)
    opened.close()


def test_a_slip_of_the_pen_is_told_from_a_wrong_sheet(made: tuple[OpenFile, str]) -> None:
    set_language("en")
    opened, code = made
    opened.close()
    slip = ("A" if code[0] != "A" else "B") + code[1:]
    with pytest.raises(WrongKeyError) as misspelt:
        open_client_file(opened.path, slip)
    assert "group by group" in misspelt.value.todo
    with pytest.raises(WrongKeyError) as other:
        open_client_file(opened.path, file_access.new_recovery_code())
    assert "group by group" not in other.value.todo

"""Locking saves what can be saved, keeps the rest, and leaves no key and no name behind."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import IdentityKind, Sex
from asfdesk.domain.people.trainees import Identity
from asfdesk.errors import WrongKeyError
from asfdesk.services.file.file_access import add_adviser_access
from asfdesk.services.file.lock_file import holds_sealed, left_sentence, lock_file, reopen
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.file.unsaved_work import unsaved_work
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from tests.strongbox import ADVISER, CHEAP, OWNER, TODAY, new_enterprise, put

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile

NUMBER = "198112189876"  # Skatteverket's test number
NOTE = "Behöver korta dagar och en egen plats"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[OpenFile, str]:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    (tmp_path / "minne").mkdir()
    opened, code = new_enterprise(tmp_path / "minne" / "a.asfdesk")
    identity = Identity(
        name="Åsa Öberg",
        identity_kind=IdentityKind.PERSONAL_NUMBER,
        identity_number=NUMBER,
        birth_year=1981,
        note=NOTE,
    )
    add_trainee(opened.writing(), NewTrainee(Sex.WOMAN, date(2026, 3, 2), identity), TODAY)
    add_adviser_access(opened, "Anna", ADVISER, CHEAP)
    return opened, code


@pytest.fixture
def opened(made: tuple[OpenFile, str]) -> OpenFile:
    return made[0]


def test_what_is_done_is_saved_and_nothing_is_left(opened: OpenFile) -> None:
    put(opened.file, "kvar")
    locked = lock_file(opened)
    assert opened.closed
    assert not locked.work_left
    assert left_sentence(locked) == ""
    assert unsaved_work() == []
    assert str(locked.path) not in repr(locked)
    again = reopen(locked, OWNER)
    assert again.session.enterprise.setting("kvar", "") == "1"
    again.close()


def test_without_its_place_the_work_waits_here(opened: OpenFile, tmp_path: Path) -> None:
    put(opened.file, "kvar")
    away = tmp_path / "borta"
    opened.path.parent.rename(away)
    locked = lock_file(opened)
    assert opened.closed
    assert locked.work_left
    assert not locked.conflict
    with pytest.raises(WrongKeyError):
        reopen(locked, "fel")
    again = reopen(locked, OWNER)
    assert again.session.enterprise.setting("kvar", "") == "1"
    away.rename(opened.path.parent)
    again.close()
    assert unsaved_work() == []


def test_a_conflict_keeps_both(opened: OpenFile) -> None:
    put(opened.file, "min")
    theirs = opened.path.read_bytes()[:-1] + b"x"
    opened.path.write_bytes(theirs)
    locked = lock_file(opened)
    assert locked.conflict
    assert opened.path.read_bytes() == theirs
    assert len(unsaved_work()) == 1


def test_an_adviser_may_open_what_an_owner_locked(opened: OpenFile) -> None:
    locked = lock_file(opened)
    again = reopen(locked, ADVISER)
    assert not again.session.identities_open
    assert lock_file(again).adviser


def test_locking_twice_is_locking_once(opened: OpenFile) -> None:
    first = lock_file(opened, "Åsa Öberg", "3010")
    assert first.to_clear == (True, False)
    assert lock_file(opened, "Åsa Öberg", "3010").to_clear == (False, False)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("", False),
        ("Åsa", False),
        ("1981", False),
        ("År 1981 var 3010 konto 40 000", False),
        ("2026-11-23", False),
        ("personal_number", False),
        ("Kallelse: Åsa Öberg, måndag", True),
        ("  åsa\n öberg ", True),
        ("Öberg", True),
        (NUMBER, True),
        ("korta dagar", True),
        ("Deltagare 1\t7,5\t8", False),
    ],
)
def test_what_counts_as_sealed(opened: OpenFile, text: str, *, held: bool) -> None:
    assert holds_sealed(opened, text) is held
    opened.close()


def test_a_recovery_code_is_sealed_and_a_like_number_is_not(made: tuple[OpenFile, str]) -> None:
    opened, code = made
    assert holds_sealed(opened, f"Koden är {code.lower()}.")
    other = ("A" if code[0] != "A" else "B") + code[1:]
    assert not holds_sealed(opened, other)
    opened.close()


def test_an_advisers_session_knows_nothing_sealed(opened: OpenFile) -> None:
    opened.close()
    adviser = open_client_file(opened.path, ADVISER)
    assert not holds_sealed(adviser, "Åsa Öberg")
    adviser.close()

"""Writing during a visit: by the owner's password, with the adviser's keys, and each refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.errors import FileConflictError, FileInUseError, RefusedError, WrongKeyError
from asfdesk.services.file.lock_file import lock_file, reopen
from asfdesk.services.file.open_file import open_client_file, who_has_it_open
from asfdesk.services.visiting.visit_writing import (
    look_only,
    may_ask_to_write,
    write_in_file,
    writes_for_a_visit,
)
from asfdesk.services.write_comments import agree_action
from tests.strongbox import ADVISER, OWNER, TODAY, new_enterprise
from tests.visits import as_owner, visited_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile

from asfdesk.domain.planning.comments import AgreedAction


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    return visited_file(tmp_path)


@pytest.fixture
def looking(path: Path) -> Iterator[OpenFile]:
    opened = open_client_file(path, ADVISER, adviser_looks=True)
    yield opened
    opened.leave(keep_work=False)


def agree(opened: OpenFile, what: str) -> None:
    agree_action(opened.writing(), AgreedAction(0, what, "Ia", None, TODAY))


def whats(opened: OpenFile) -> set[str]:
    return {one.what for one in opened.session.comments.actions(with_done=True)}


def test_an_adviser_looks_and_an_owner_works(path: Path, looking: OpenFile) -> None:
    assert looking.write is None
    assert may_ask_to_write(looking)
    assert who_has_it_open(path) is None
    owner = open_client_file(path, OWNER, adviser_looks=True)
    assert owner.write is not None
    assert not may_ask_to_write(owner)
    assert not writes_for_a_visit(owner)
    owner.leave(keep_work=False)


def test_writing_and_back_to_looking(path: Path, looking: OpenFile) -> None:
    before = path.read_bytes()
    writing = write_in_file(looking, OWNER)
    assert path.read_bytes() == before
    assert writes_for_a_visit(writing)
    assert writing.slot == "adviser:3"
    assert not writing.session.identities_open
    assert writing.file.vault is None
    holder = who_has_it_open(path)
    assert holder is not None
    assert holder.slot == "adviser:3"
    looking.close()
    agree(writing, "Höj priset")
    again = look_only(writing)
    writing.close()
    assert who_has_it_open(path) is None
    assert whats(again) == {"Ring kommunen", "Höj priset"}
    assert again.write is None
    again.close()
    owner = as_owner(path)
    assert "an adviser" in " ".join(owner.notes) or "rådgivare" in " ".join(owner.notes)
    assert whats(owner) == {"Ring kommunen", "Höj priset"}
    owner.leave(keep_work=False)


def test_each_password_that_does_not_do_says_why(looking: OpenFile) -> None:
    with pytest.raises(WrongKeyError) as wrong:
        write_in_file(looking, "fel")
    with pytest.raises(RefusedError) as own:
        write_in_file(looking, ADVISER)
    assert wrong.value.what != own.value.what
    assert who_has_it_open(looking.path) is None


def test_the_recovery_code_does_not_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    opened, code = new_enterprise(tmp_path / "b")
    with pytest.raises(RefusedError, match=r"recovery code|återställningskod"):
        write_in_file(opened, code)
    opened.close()


def test_a_file_saved_meanwhile_is_not_written_in(path: Path, looking: OpenFile) -> None:
    owner = as_owner(path)
    agree(owner, "Sök bidrag")
    owner.close()
    saved = path.read_bytes()
    with pytest.raises(FileConflictError):
        write_in_file(looking, OWNER)
    assert path.read_bytes() == saved
    assert who_has_it_open(path) is None


def test_a_lock_is_respected(path: Path, looking: OpenFile) -> None:
    owner = as_owner(path)
    with pytest.raises(FileInUseError):
        write_in_file(looking, OWNER)
    holder = who_has_it_open(path)
    assert holder is not None
    assert holder.slot == "owner:1"
    owner.leave(keep_work=False)


def test_locking_gives_the_pen_back(looking: OpenFile) -> None:
    writing = write_in_file(looking, OWNER)
    locked = lock_file(writing)
    again = reopen(locked, ADVISER)
    assert again.write is None
    again.close()

"""When the disk fails at COMMIT: what is said is what is there, and nothing is written twice."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
import sqlcipher3.dbapi2 as dbapi

from asfdesk.errors import DiskFullError, RefusedError, SavingError, UncertainError
from asfdesk.storage.file import client_file
from asfdesk.storage.file.client_file import Note
from asfdesk.storage.file.left_copies import continue_left_copy, find_left_copies
from tests.strongbox import OWNER, closed_file, keys_in, opened, put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asfdesk.storage.file.client_file import ClientFile

FULL, IO_ERROR = 13, 1034  # SQLITE_FULL, SQLITE_IOERR_FSYNC


def disk_error(code: int) -> Exception:
    error: Exception = dbapi.OperationalError("the disk")
    error.sqlite_errorcode = code  # type: ignore[attr-defined]
    return error


class FailingConnection:
    """A connection whose disk fails at one statement, before or after it has been done."""

    def __init__(self, real: Any, statement: str, code: int, *, done: bool) -> None:  # noqa: ANN401 - the driver has no types
        self._real = real
        self._statement = statement
        self._code = code
        self._done = done

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the driver
        return getattr(self._real, name)

    def execute(self, sql: str, *values: object) -> Any:  # noqa: ANN401 - as the driver
        if sql != self._statement:
            return self._real.execute(sql, *values)
        if self._done:
            self._real.execute(sql, *values)
        raise disk_error(self._code)


def break_at(file: ClientFile, statement: str, code: int = IO_ERROR, *, done: bool = False) -> None:
    """Let the next such statement fail."""
    db: Any = file.database
    db.conn = FailingConnection(db.conn, statement, code, done=done)


@pytest.fixture
def file(home: Path) -> Iterator[ClientFile]:
    closed_file(home)
    found = opened(home)
    yield found
    found.abandon(keep_work=False)


def names(file: ClientFile) -> list[str]:
    """The names of all transactions but the first ones, of the making of the file."""
    return [row["action"] for row in file.rows.all("SELECT action FROM audit ORDER BY id")]


def test_every_action_and_undo_has_a_name_of_its_own(file: ClientFile) -> None:
    put(file, "a")
    put(file, "b")
    file.writer.undo()
    found = names(file)
    assert len(found) == len(set(found)) == 3
    assert all(len(name) == 32 for name in found)


@pytest.mark.parametrize("code", [FULL, IO_ERROR])
def test_a_commit_that_failed_but_is_there_is_a_success(file: ClientFile, code: int) -> None:
    break_at(file, "COMMIT", code, done=True)
    put(file, "a")
    put(file, "b")
    assert keys_in(file) == ["a", "b"]


@pytest.mark.parametrize(("code", "error"), [(FULL, DiskFullError), (IO_ERROR, SavingError)])
def test_a_commit_that_failed_and_is_not_there_is_an_error(
    file: ClientFile, code: int, error: type[Exception]
) -> None:
    break_at(file, "COMMIT", code)
    with pytest.raises(error):
        put(file, "a")
    assert keys_in(file) == []
    put(file, "a")
    assert keys_in(file) == ["a"]


def test_an_undo_that_failed_but_is_there_is_a_success(file: ClientFile) -> None:
    put(file, "a")
    break_at(file, "COMMIT", done=True)
    step = file.writer.undo()
    assert step is not None
    assert keys_in(file) == []


@pytest.mark.parametrize("statement", ["BEGIN", "ROLLBACK"])
def test_a_transaction_that_cannot_begin_or_be_taken_back(file: ClientFile, statement: str) -> None:
    break_at(file, statement)
    wanted = SavingError if statement == "BEGIN" else RefusedError

    def refused() -> None:
        with file.writer.action("setting.set", ("enterprise",)):
            file.writer.insert("setting", {"key": "a", "value": "1"})
            raise RefusedError("no")

    with pytest.raises(wanted):
        refused()
    assert keys_in(file) == []
    put(file, "b")
    assert keys_in(file) == ["b"]


def unreachable(monkeypatch: pytest.MonkeyPatch, file: ClientFile, *, done: bool) -> None:
    """COMMIT fails, and then the working copy cannot be opened."""

    def cannot(*_arguments: object) -> None:
        raise disk_error(IO_ERROR)

    break_at(file, "COMMIT", done=done)
    monkeypatch.setattr(client_file, "open_database", cannot)
    with pytest.raises(UncertainError):
        put(file, "a")


@pytest.mark.parametrize("done", [True, False])
def test_what_cannot_be_known_is_said_and_told_once_it_is(
    file: ClientFile, monkeypatch: pytest.MonkeyPatch, *, done: bool
) -> None:
    with monkeypatch.context() as failing:
        unreachable(failing, file, done=done)
        for _attempt in range(2):
            with pytest.raises(UncertainError):
                put(file, "b")
        with pytest.raises(SavingError):
            keys_in(file)
    with pytest.raises(SavingError) as told:
        put(file, "b")
    assert ("after all" in told.value.what or "trots allt" in told.value.what) == done
    assert not isinstance(told.value, UncertainError)
    put(file, "b")
    assert keys_in(file) == (["a", "b"] if done else ["b"])


@pytest.mark.parametrize("done", [True, False])
def test_the_next_start_tells_how_it_ended(
    file: ClientFile, monkeypatch: pytest.MonkeyPatch, *, done: bool
) -> None:
    put(file, "before")
    with monkeypatch.context() as failing:
        unreachable(failing, file, done=done)
        file.abandon(keep_work=True)
    (left,) = find_left_copies()
    again = continue_left_copy(left, OWNER)
    assert again.notes == [Note.CHANGE_KEPT if done else Note.CHANGE_NOT_KEPT]
    assert keys_in(again) == (["before", "a"] if done else ["before"])
    again.abandon(keep_work=True)
    (left,) = find_left_copies()
    told = continue_left_copy(left, OWNER)
    assert told.notes == []
    told.close()


def test_the_counter_of_changes_may_fail(file: ClientFile, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def full(path: Path | str, *arguments: int) -> int:
        if str(path).endswith("changes"):
            raise OSError(28, "No space left on device")
        return real(path, *arguments)

    monkeypatch.setattr(os, "open", full)
    put(file, "a")
    assert keys_in(file) == ["a"]


def test_reading_is_explained_too(file: ClientFile) -> None:
    query = "SELECT key FROM setting ORDER BY id"

    def broken(*_arguments: object) -> None:
        raise disk_error(IO_ERROR)

    db = file.database
    db.execute = broken  # type: ignore[method-assign, assignment]
    with pytest.raises(SavingError):
        file.rows.all(query)

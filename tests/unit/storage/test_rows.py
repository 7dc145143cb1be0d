"""Actions are whole, audited and undone, fifty steps back and after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.errors import RefusedError
from asfdesk.storage._driver import DatabaseError, open_database
from asfdesk.storage.rows import UNDO_STEPS, Writer
from tests.conftest import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.storage._driver import Database

BUYER = {"name": "Lindås kommun", "kind": "kommun"}


def _add(writer: Writer, name: str = "Lindås kommun") -> int:
    with writer.action("buyer.add", ["agreements"], "buyer"):
        return writer.insert("buyer", {**BUYER, "name": name})


def _names(writer: Writer) -> list[str]:
    return [row["name"] for row in writer.all("SELECT name FROM buyer ORDER BY id")]


def test_undo_takes_back_the_latest_action_of_each_kind(writer: Writer) -> None:
    first = _add(writer)
    second = _add(writer, "Norrvik")
    with writer.action("buyer.change", ["agreements"], "buyer", first):
        writer.update("buyer", first, {"name": "Lindås"})
    with writer.action("buyer.remove", ["agreements"], "buyer", second):
        writer.delete("buyer", second)
    assert _names(writer) == ["Lindås"]
    undone = [writer.undo() for _step in range(4)]
    assert [step.operation for step in undone if step] == [
        "buyer.remove",
        "buyer.change",
        "buyer.add",
        "buyer.add",
    ]
    assert undone[0] is not None
    assert undone[0].topics == ("agreements",)
    assert _names(writer) == []
    assert writer.undo() is None


def test_undo_restores_rows_that_refer_to_each_other_and_sealed_bytes(writer: Writer) -> None:
    with writer.action("trainee.add", ["trainees"]):
        writer.insert("trainee", {"id": 1, "number": 1, "sex": "kvinna"})
        writer.insert("trainee_identity", {"id": 1, "name_sealed": b"\x00\xff\x10"})
    with writer.action("trainee.remove", ["trainees"]):
        writer.delete("trainee_identity", 1)
        writer.delete("trainee", 1)
    writer.undo()
    row = writer.get("trainee_identity", 1)
    assert row is not None
    assert row["name_sealed"] == b"\x00\xff\x10"


def test_a_failed_action_leaves_nothing(writer: Writer) -> None:
    _add(writer)
    with pytest.raises(ZeroDivisionError), writer.action("buyer.add", ["agreements"]):
        writer.insert("buyer", {**BUYER, "ended_on": str(writer.insert("buyer", BUYER) / 0)})
    assert len(_names(writer)) == 1
    assert len(writer.undo_steps()) == 1
    assert writer.value("SELECT count(*) FROM audit") == 1


def test_what_the_schema_refuses_is_said_in_words(writer: Writer) -> None:
    with writer.action("trainee.add", []):
        writer.insert("trainee", {"number": 7, "sex": "man"})
    with pytest.raises(RefusedError) as refused, writer.action("trainee.add", []):
        writer.insert("trainee", {"number": 7, "sex": "man"})
    assert refused.value.todo
    assert writer.value("SELECT count(*) FROM trainee") == 1


def test_fifty_steps_are_kept(writer: Writer) -> None:
    for number in range(UNDO_STEPS + 5):
        _add(writer, f"B{number}")
    assert len(writer.undo_steps()) == UNDO_STEPS
    undone = [step.operation for step in iter(writer.undo, None)]
    assert undone == ["buyer.add"] * UNDO_STEPS
    assert _names(writer) == [f"B{number}" for number in range(5)]


def test_locking_and_the_like_empty_the_list(writer: Writer) -> None:
    _add(writer)
    with writer.action("month.lock", ["attendance"], undoable=False):
        pass
    assert writer.undo_steps() == []
    assert _names(writer) == ["Lindås kommun"]


def test_undo_works_after_a_restart(database: Database, writer: Writer, tmp_path: Path) -> None:
    _add(writer)
    database.close()
    again = open_database(tmp_path / "client.db", b"k" * 32)
    reopened = Writer(again, "owner:1", lambda: NOW)
    assert reopened.undo() is not None
    assert _names(reopened) == []
    again.close()


def test_the_audit_says_who_what_and_when_and_cannot_be_changed(writer: Writer) -> None:
    _add(writer)
    writer.undo()
    rows = writer.all("SELECT slot, operation, at FROM audit ORDER BY id")
    assert [(row["slot"], row["operation"]) for row in rows] == [
        ("owner:1", "buyer.add"),
        ("owner:1", "undo:buyer.add"),
    ]
    assert rows[0]["at"] == NOW.isoformat()
    for sql in ("UPDATE audit SET slot = 'x'", "DELETE FROM audit"):
        with pytest.raises((DatabaseError, RefusedError)), writer.action("x", []):
            writer.execute(sql)
    assert writer.value("SELECT count(*) FROM audit") == 2


def test_rows_change_inside_an_action_only(writer: Writer) -> None:
    with pytest.raises(RuntimeError):
        writer.insert("buyer", BUYER)
    assert _names(writer) == []


def test_many_rows_at_once_are_one_step_like_rows_one_by_one(writer: Writer) -> None:
    with writer.action("buyer.add", ["agreements"], "buyer"):
        writer.insert_all("buyer", [{**BUYER, "name": name} for name in ("Ale", "Bro", "Cel")])
    assert _names(writer) == ["Ale", "Bro", "Cel"]
    whole = writer.all("SELECT * FROM buyer ORDER BY id")
    with writer.action("buyer.change", ["agreements"], "buyer"):
        writer.update_all("buyer", [(row, {"name": f"{row['name']} kommun"}) for row in whole[:2]])
        writer.delete_all("buyer", whole[2:])
    assert _names(writer) == ["Ale kommun", "Bro kommun"]
    writer.undo()
    assert writer.all("SELECT * FROM buyer ORDER BY id") == whole
    writer.undo()
    assert _names(writer) == []
    assert writer.undo_steps() == []


def test_many_rows_are_refused_together(writer: Writer) -> None:
    with (
        pytest.raises(RefusedError),
        writer.action("period.add", ["enterprise"], "closed_period"),
    ):
        writer.insert_all(
            "closed_period",
            [
                {"first_day": "2026-07-01", "last_day": "2026-07-10"},
                {"first_day": "0001-01-01", "last_day": "0001-01-02"},
            ],
        )
    assert writer.all("SELECT * FROM closed_period") == []
    assert writer.undo_steps() == []


def test_a_step_that_touches_a_row_many_times_goes_back_whole(writer: Writer) -> None:
    """Rows are put back many at a time, in the opposite order of what was done."""
    first, second = _add(writer), _add(writer, "Norrvik")
    with writer.action("buyer.change", ["agreements"], "buyer"):
        writer.update("buyer", first, {"name": "Lindås"})
        writer.delete("buyer", first)
        writer.insert("buyer", {**BUYER, "id": first, "name": "Annan"})
        writer.update("buyer", second, {"name": "Norr"})
        for number in range(600):
            writer.insert("buyer", {**BUYER, "name": f"Beställare {number}"})
        writer.delete("buyer", second)
    assert len(_names(writer)) == 601
    step = writer.undo()
    assert step is not None
    assert _names(writer) == ["Lindås kommun", "Norrvik"]
    assert writer.value("SELECT count(*) FROM undo_row") == 2

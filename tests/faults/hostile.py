"""Files made to harm whoever opens them: refused in words or harmless, within seconds."""

from __future__ import annotations

import json
import random
import shutil
import time
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any
from unittest import mock

from asfdesk.errors import AsfDeskError
from asfdesk.services.file.open_file import open_client_file, who_has_it_open
from asfdesk.services.file.unsaved_work import unsaved_work
from asfdesk.services.undo import undo_last
from asfdesk.storage import guard, undo_rows
from asfdesk.storage.file import opening, schema_check
from asfdesk.storage.file.lock import lock_path
from asfdesk.storage.file.working_copy import work_folder
from tests.faults import forge
from tests.faults.look_everywhere import look_everywhere
from tests.faults.proof import Counts, Order, Proof, Tally, Twin
from tests.strongbox import OWNER, TODAY, everything_under

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile
    from tests.faults.forge import Victim

SECONDS = 5.0
"""Computing within which a file must be refused or open, with cheap keys; others may be at work
on this computer too."""
BAD = ("code run", "written outside", "raw exception", "slow")
Attack = tuple[str, "Callable[[], None]"]


def run(order: Order, only: tuple[str, ...] = ()) -> Counts:
    """Every kind of attack once, then rows set to garbage until the rounds are done."""
    tally, dice = Tally(*BAD), random.Random(order.seed)  # noqa: S311 - the same files every time
    one = forge.victim(order.folder / "Kafé.asfdesk")
    attacks = [attack for attack in _fixed(one) if not only or attack[0].startswith(only)]
    if len(attacks) > order.rounds // 2 and not only:
        attacks = dice.sample(attacks, order.rounds // 2)
    for name, attack in attacks[: order.rounds]:
        _judge(tally, one, name, attack)
    while tally.rounds < order.rounds and (not only or "row" in only):
        name, change = forge.garbage(one, dice)
        _judge(tally, one, f"row {name}", partial(forge.with_statements, one, change))
    return tally.counts()


def _fixed(one: Victim) -> Iterator[Attack]:
    for sql in forge.SCHEMA_ATTACKS:
        change = partial(_script, sql)
        yield f"schema {' '.join(sql.split())[:60]}", partial(forge.with_statements, one, change)
    for table, before in forge.UNDO_ATTACKS:
        change = partial(_undo, table, before)
        yield f"undo {table[:20]}", partial(forge.with_statements, one, change)
    for name, content in (*forge.forged_manifests(one), *forge.forged_containers(one)):
        yield name, partial(_write, one, content)
    for name, content in _locks():
        yield f"lock {name}", partial(_beside, one, content)
        yield f"sidecar {name}", partial(_left, one, content)


def _script(sql: str, conn: Any) -> None:  # noqa: ANN401 - the driver has no types
    conn.executescript(sql)


def _undo(table: str, before: str | None, conn: Any) -> None:  # noqa: ANN401 - no types
    forge.undo_list(conn, table, before)


def _write(one: Victim, content: bytes) -> None:
    one.home.write_bytes(content)


def _locks() -> Iterator[tuple[str, bytes]]:
    """What may lie in a small JSON file that another program has written."""
    about = {
        "user": forge.NASTY[0],
        "host": forge.NASTY[1],
        "pid": 1,
        "process_start": "",
        "since": "x",
        "slot": "owner:1",
        "token": "",
        "client": "x",
        "home": "/nowhere\0/x",
        "opened_at": "x",
        "clean": {"size": 0, "mtime_ns": 0},
    }
    for pid in (-1, 0, 10**30, "1", None, 1.5):
        yield f"pid {pid}", json.dumps({**about, "pid": pid}).encode()
    for content in (b"", b"\xff" * 90, b"[" * 90_000, b"{}", b"null", b"x" * 9_000_000):
        yield f"{content[:3]!r}", content


def _beside(one: Victim, content: bytes) -> None:
    """A lock file beside a sound file."""
    one.home.write_bytes(one.whole)
    lock_path(one.home).write_bytes(content)


def _left(one: Victim, content: bytes) -> None:
    """A working copy that somebody has left on this computer, and a sound file."""
    one.home.write_bytes(one.whole)
    folder = work_folder() / "left"
    folder.mkdir(exist_ok=True)
    (folder / "about.json").write_bytes(content)
    (folder / "client.db").write_bytes(b"x")


def _judge(tally: Tally, one: Victim, name: str, attack: Callable[[], None]) -> None:
    """Open what the attacker made, as a user would, and look at what came of it."""
    tally.rounds += 1
    lock_path(one.home).unlink(missing_ok=True)
    shutil.rmtree(work_folder() / "left", ignore_errors=True)
    try:
        attack()
    except Exception as error:  # noqa: BLE001 - SQLite itself refuses some of it
        tally.seen[f"not even made: {type(error).__name__}"] += 1
        one.home.write_bytes(one.whole)
        return
    made = one.home.read_bytes()
    outside = _outside(one)
    started = time.process_time()
    try:
        unsaved_work()
        who_has_it_open(one.home)
        opened = open_client_file(one.home, OWNER)
    except AsfDeskError as error:
        tally.seen[type(error).__name__] += 1
        if one.home.read_bytes() != made:
            tally.wrong("written outside", f"{name}: the refused file was changed")
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        tally.wrong("raw exception", f"{name}: {error!r:.200}")
    else:
        tally.seen["opened"] += 1
        taken = time.process_time() - started
        _work(tally, name, opened)
        started = time.process_time() - taken
    taken = time.process_time() - started
    if taken > SECONDS:
        tally.wrong("slow", f"{name}: {taken:.1f} s")
    if _outside(one) != outside:
        tally.wrong("written outside", name)


def _work(tally: Tally, name: str, opened: OpenFile) -> None:
    """Do what anybody does in an open file: look, change something, take it back."""
    try:
        if name.startswith("row"):
            for broken in look_everywhere(opened.session, TODAY, reports=tally.rounds % 5 == 0):
                tally.wrong("raw exception", f"{name}: {broken}")
        before = _people(opened)
        if name.startswith("undo"):
            undo_last(opened.writing())
        session = opened.writing()
        with session.writer.action("setting.small_count", ("enterprise",)):
            session.enterprise.set_setting("small_count_threshold", "7")
        if _people(opened) != before:
            tally.wrong("code run", f"{name}: the trainees have changed by themselves")
        undo_last(session)
    except AsfDeskError as error:
        tally.seen[f"opened, then {type(error).__name__}"] += 1
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        tally.wrong("raw exception", f"{name}: {error!r:.200}")
    finally:
        opened.leave(keep_work=False)


def _people(opened: OpenFile) -> list[dict[str, object]]:
    sql = """SELECT t.*, i.name_sealed FROM trainee t LEFT JOIN trainee_identity i ON i.id = t.id
             ORDER BY t.id"""
    return opened.file.rows.all(sql)


def _outside(one: Victim) -> dict[Path, bytes]:
    """What lies around the file; nothing of it is anybody's to write."""
    theirs = {one.home, lock_path(one.home)}
    return {
        path: content
        for path, content in everything_under(one.home.parent).items()
        if path not in theirs
    }


def without_walls(order: Order) -> Counts:
    """The twin: neither schema check nor authorizer."""
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(opening, "check_schema"))
        stack.enter_context(mock.patch.object(guard.Guard, "__call__", return_value=0))
        return run(order, ("schema CREATE TRIGGER",))


def without_row_rules(order: Order) -> Counts:
    """The twin: rows are taken as they are."""
    with mock.patch.object(schema_check, "check_rows"):
        return run(order, ("row",))


def with_trusted_undo(order: Order) -> Counts:
    """The twin: the undo list is believed."""
    with (
        mock.patch.object(undo_rows, "check_undo_table"),
        mock.patch.object(undo_rows, "decode_row", lambda _columns, _table, text: json.loads(text)),
    ):
        return run(order, ("undo",))


PROOFS = (
    Proof(
        name="hostile",
        goal="every known attack and 1,000 forged files: 0 code run, 0 written outside, < 5 s each",
        run=run,
        full=1_400,
        short=120,
        twins=(
            Twin("no-schema-check-no-guard", without_walls, 20),
            Twin("no-row-rules", without_row_rules, 60),
            Twin("trusted-undo", with_trusted_undo, 11),
        ),
    ),
)

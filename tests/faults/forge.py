"""Client files as somebody with bad intentions writes them: right keys, wrong things.

The attacker owns the file: knows the password, signs what is forged, and wants the program of
whoever opens it to run code, write elsewhere, hang, or fall over.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from asfdesk.domain.codes import Sex
from asfdesk.domain.people.trainees import Identity
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.storage._driver import open_database
from asfdesk.storage.file.container import digest_of, read_container, write_container
from asfdesk.storage.file.keys import unlock
from asfdesk.storage.file.manifest_json import canonical
from asfdesk.storage.file.signing import authenticate
from tests.faults.forge_plan import plant_plan
from tests.strongbox import OWNER, TODAY, new_enterprise
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from random import Random

    from asfdesk.storage.file.keys import UnlockedKeys
    from asfdesk.storage.file.manifest import Manifest

NASTY = (
    "<img src='http://x.example/a'><b>fet</b>",
    "\u202egnp.exe\u0000\u0007\n",
    "../../../elsewhere/x",
    "=HYPERLINK('http://x.example')",
    "A" * 5000,
)
TEXTS = (
    "",
    "garbage",
    "9999-12-31",
    "0001-01-01",
    "2026-02-31",
    "2026-13",
    "[[1]]",
    "{}",
    "-1",
    "9" * 400,
    *NASTY,
)
NUMBERS = (-(2**63), 2**63 - 1, -1, 0, 10**12)
BLOBS = (b"", b"x" * 5, bytes(40))

SCHEMA_ATTACKS = (
    "CREATE TRIGGER t AFTER INSERT ON audit BEGIN DELETE FROM trainee_identity; END",
    "CREATE TRIGGER t AFTER INSERT ON setting BEGIN SELECT load_extension('/elsewhere/x.so'); END",
    "CREATE TRIGGER t AFTER UPDATE ON setting BEGIN UPDATE trainee SET sex = 'x'; END",
    "CREATE TRIGGER audit_is_append_only AFTER INSERT ON undo_step BEGIN DELETE FROM undo_row; END",
    "CREATE VIEW v AS SELECT * FROM trainee",
    "CREATE VIEW placement_day AS SELECT load_extension('x') AS code",
    "ALTER TABLE comment RENAME TO c; CREATE VIEW comment AS SELECT * FROM c",
    "CREATE VIRTUAL TABLE f USING fts5(a)",
    "CREATE VIRTUAL TABLE d USING dbstat",
    "CREATE TABLE extra (id INTEGER PRIMARY KEY)",
    "ALTER TABLE setting ADD COLUMN g GENERATED ALWAYS AS (abs(id)) VIRTUAL",
    "ALTER TABLE setting ADD COLUMN h TEXT DEFAULT 'x'",
    "CREATE INDEX e ON setting(lower(value))",
    "CREATE INDEX p ON setting(value) WHERE length(value) > 3",
    "DROP TRIGGER audit_is_append_only_delete",
    "DROP INDEX attendance_day",
    "PRAGMA user_version = 0",
    "PRAGMA user_version = -1",
    "PRAGMA user_version = 2147483647",
    "PRAGMA application_id = 1",
    "ANALYZE",
    """PRAGMA writable_schema = ON;
       UPDATE sqlite_master SET sql = replace(sql, 'STRICT', '') WHERE name = 'trainee'""",
    """PRAGMA writable_schema = ON;
       UPDATE sqlite_master SET sql = replace(sql, 'CHECK', 'CHECK') || ' ' WHERE name = 'plan'""",
    """PRAGMA writable_schema = ON;
       UPDATE sqlite_master SET rootpage = 1 WHERE name = 'trainee_identity'""",
    """PRAGMA writable_schema = ON;
       UPDATE sqlite_master SET rootpage = 999999 WHERE name = 'setting'""",
    """PRAGMA writable_schema = ON;
       UPDATE sqlite_master SET sql = 'CREATE TABLE setting (' || hex(zeroblob(2000000))
       WHERE name = 'setting'""",
)
UNDO_ATTACKS = (
    ("trainee WHERE 1 --", None),
    ("trainee_identity", '{"id": 1, "name_sealed": null}'),
    ("sqlite_master", '{"id": 1}'),
    ("audit", None),
    ("tombstone", None),
    ("trainee", '{"id": 1, "sex = sex; --": 1}'),
    ("trainee", '{"id": 1, "sex": "<b>x</b>"}'),
    ("trainee", '{"id": 99999999999999999999999, "sex": "man"}'),
    ("trainee", "[" * 100_000),
    ("trainee", '{"id": {"hex": "zz"}}'),
    ("trainee", "null"),
)


@dataclass(frozen=True)
class Victim:
    """A sound file, and what it takes to forge others from it."""

    home: Path
    whole: bytes
    manifest: Manifest
    payload: bytes
    keys: UnlockedKeys
    columns: tuple[tuple[str, str, str], ...]
    """(table, column, type) of every table that has rows."""


def victim(home: Path) -> Victim:
    """A small enterprise with two trainees, one protected, a placement, plans and an undo list."""
    opened, _code = new_enterprise(home)
    session = opened.writing()
    add_placement(session, add_agreement(session), number=7)
    who = NewTrainee(Sex.MAN, TODAY, Identity(name="Stina Stannar"))
    add_trainee(session, who, TODAY)
    protect_trainee(session, session.trainees.trainees()[0].id)
    plant_plan(session)
    opened.close()
    payload = home.with_name("payload.db")
    manifest = read_container(home, payload).manifest
    keys = unlock(manifest, OWNER)
    db = open_database(payload, keys.data_key)
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = [
        (table, row[1], row[2])
        for table in tables
        if not table.startswith(("sqlite_", "_"))
        and db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for row in db.execute(f"PRAGMA table_info({table})").fetchall()
    ]
    db.close()
    content = payload.read_bytes()
    payload.unlink()
    return Victim(home, home.read_bytes(), manifest, content, keys, tuple(columns))


def with_statements(one: Victim, change: Callable[[Any], None]) -> None:
    """The file with a database that the attacker has worked in; keys and sums are right."""
    payload = one.home.with_name("payload.db")
    payload.write_bytes(one.payload)
    db = open_database(payload, one.keys.data_key)
    db.conn.set_authorizer(None)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA ignore_check_constraints = ON")
    try:
        change(db.conn)
        db.conn.commit()
    finally:
        db.close()
    digest = digest_of(payload)
    manifest = replace(one.manifest, payload_bytes=digest.size, payload_sha256=digest.sha256)
    one.home.unlink()
    write_container(one.home, authenticate(manifest, one.keys), payload, digest)
    payload.unlink()


def garbage(one: Victim, dice: Random) -> tuple[str, Callable[[Any], None]]:
    """A column of some row, or of all of them, with a value that its type allows."""
    table, column, kind = dice.choice(one.columns)
    value = dice.choice({"TEXT": TEXTS, "INTEGER": NUMBERS}.get(kind, BLOBS))
    every = dice.random() < 0.5

    def change(conn: Any) -> None:  # noqa: ANN401 - the driver has no types
        where = "" if every else f" WHERE {column} = (SELECT {column} FROM {table} LIMIT 1)"
        conn.execute(f"UPDATE OR IGNORE {table} SET {column} = ?{where}", [value])

    return f"{table}.{column} = {value!r:.40}", change


def undo_list(conn: Any, table: str, before: str | None) -> None:  # noqa: ANN401 - no types
    """An undo list that says what it likes."""
    conn.execute(
        "INSERT INTO undo_step (at, operation, topics) VALUES (?, 'undo:undo:x', 'a <b>')",
        ["2026-11-23T12:00:00+00:00"],
    )
    conn.execute(
        "INSERT INTO undo_row (step_id, table_name, row_id, before)"
        " VALUES ((SELECT max(id) FROM undo_step), ?, 1, ?)",
        [table, before],
    )


def forged_manifests(one: Victim) -> Iterator[tuple[str, bytes]]:
    """Whole files whose manifest says hostile things; its sum is right."""
    sound = json.loads(_member(one.whole))
    wrong: tuple[Any, ...] = (*NASTY, "", -1, 0, 2**70, None, [], {}, True, [[[]]], 1.5)
    for key in sound:
        for value in wrong:
            yield f"manifest {key}", _framed(one, canonical({**sound, key: value}))
    slot = sound["slots"][0]
    for key in (*slot, "name", "memory_kib", "iterations", "lanes", "salt"):
        for value in wrong:
            inner = {"kdf": {**slot["kdf"], key: value}} if key in slot["kdf"] else {key: value}
            forged = {**sound, "slots": [{**slot, **inner}, *sound["slots"][1:]]}
            yield f"slot {key}", _framed(one, canonical(forged))
    dear = {**slot["kdf"], "memory_kib": 1024 * 1024, "iterations": 20, "lanes": 1}
    many = [{**slot, "number": n, "kdf": dear} for n in range(1, 90)]
    yield "dear slots", _framed(one, canonical({**sound, "slots": many, "next_slot": 99}))
    cheap = [{**slot, "number": n, "label": "", "escrow": ""} for n in range(1, 130)]
    yield "many slots", _framed(one, canonical({**sound, "slots": cheap, "next_slot": 999}))
    yield "deep", _framed(one, b"[" * 60_000)
    nan = _member(one.whole).replace(b'"generation":', b'"generation":NaN,"x":')
    yield "nan", _framed(one, nan)
    yield "huge number", _framed(one, b'{"magic":"asfdesk-client","format":' + b"9" * 60_000 + b"}")
    yield "two of a key", _framed(one, b'{"magic":"x",' + _member(one.whole)[1:])


def forged_containers(one: Victim) -> Iterator[tuple[str, bytes]]:
    """ZIP files that are not what the program writes."""
    manifest, payload = _member(one.whole), one.payload
    for name in (
        "../client.db",
        "/elsewhere/x",
        "C:\\x",
        "client.db/../../x",
        "client.db",
        "x" * 60_000,
    ):
        yield f"member {name[:20]}", _zip([("manifest.json", manifest), (name, payload)] * 1)
        extra = [("manifest.json", manifest), ("client.db", payload), (name, b"x")]
        yield f"third member {name[:20]}", _zip(extra)
    yield "compressed", _zip([("manifest.json", manifest), ("client.db", payload)], deflate=True)
    yield "bomb", _zip([("manifest.json", bytes(50_000_000))], deflate=True)
    yield (
        "payload bomb",
        _zip([("manifest.json", manifest), ("client.db", bytes(50_000_000))], deflate=True),
    )
    yield "other order", _zip([("client.db", payload), ("manifest.json", manifest)])
    yield "comment", one.whole[:-2] + b"\x05\x00hello"
    yield "claims 4 GiB", one.whole[:18] + b"\xff\xff\xff\xff" * 2 + one.whole[26:]
    yield "python", b"#!/usr/bin/python3\nimport os\n" + one.whole
    yield "empty zip", _zip([])


def _zip(members: list[tuple[str, bytes]], *, deflate: bool = False) -> bytes:
    out = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", kind) as packed:
        for name, content in members:
            packed.writestr(zipfile.ZipInfo(name), content, kind)
    return out.getvalue()


def _member(whole: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        return packed.read("manifest.json")


def _framed(one: Victim, manifest: bytes) -> bytes:
    """The program's own frame around another manifest."""
    from asfdesk.storage.file.container import _frame  # noqa: PLC0415 - the attacker reads the source

    head, tail = _frame(manifest, zlib.crc32(one.payload), len(one.payload))
    return head + one.payload + tail

"""What statements may do: the second wall, standing alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import asfdesk.storage
from asfdesk.errors import FileDamagedError
from asfdesk.storage._driver import (
    DatabaseError,
    OperationalError,
    memory_database,
    open_database,
    schema_changes,
    snapshot_into,
    time_limit,
)
from asfdesk.storage.guard import CTES, TRIGGERS
from asfdesk.storage.migrations import migrate
from asfdesk.storage.trouble import database_explained

if TYPE_CHECKING:
    from asfdesk.storage._driver import Database

KEY = b"k" * 32
ENDLESS = """WITH placement_day(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM placement_day)
SELECT count(*) FROM placement_day"""


def hostile(db: Database, statements: str) -> None:
    """What an attacker's own program has put into the file."""
    db.conn.set_authorizer(None)
    db.conn.executescript(statements)
    connection: Any = db.conn
    connection.set_authorizer(connection.guard)


@pytest.mark.parametrize(
    "sql",
    [
        "ATTACH 'other.db' AS other",
        "DETACH main",
        "CREATE TABLE x (id INTEGER)",
        "CREATE TEMP TABLE x (id INTEGER)",
        "CREATE VIEW x AS SELECT 1",
        "CREATE TRIGGER x AFTER INSERT ON setting BEGIN SELECT 1; END",
        "CREATE VIRTUAL TABLE x USING fts5(a)",
        "DROP TABLE trainee",
        "ALTER TABLE trainee RENAME TO x",
        "UPDATE sqlite_master SET sql = ''",
        "PRAGMA writable_schema = ON",
        "PRAGMA journal_mode = OFF",
        "PRAGMA trusted_schema = ON",
        "PRAGMA rekey = 'x'",
        "SELECT load_extension('x')",
        "SELECT sqlcipher_export('main')",
        "SELECT randomblob(9)",
        "WITH mine AS (SELECT 1) SELECT * FROM mine",
        "ANALYZE",
    ],
)
def test_what_no_statement_may_do(database: Database, sql: str) -> None:
    with pytest.raises(DatabaseError, match=r"not authorized|prohibited|no such|may not"):
        database.execute(sql)


def test_a_foreign_trigger_stops_the_statement_that_sets_it_off(database: Database) -> None:
    hostile(
        database,
        "CREATE TRIGGER t AFTER INSERT ON setting BEGIN DELETE FROM trainee; END;"
        "INSERT INTO trainee (number, sex) VALUES (1, 'man')",
    )
    with pytest.raises(DatabaseError, match="not authorized"):
        database.execute("INSERT INTO setting (key, value) VALUES ('a', 'b')")
    assert database.execute("SELECT count(*) FROM trainee").fetchone() == (1,)
    assert database.execute("SELECT count(*) FROM setting").fetchone() == (0,)


def test_a_foreign_view_cannot_be_read(database: Database) -> None:
    hostile(database, "CREATE VIEW v AS SELECT * FROM trainee")
    with pytest.raises(DatabaseError, match="prohibited"):
        database.execute("SELECT * FROM v")


def test_a_snapshot_goes_to_its_one_path(database: Database, tmp_path: Path) -> None:
    snapshot_into(database, tmp_path / "copy.db")
    copy = open_database(tmp_path / "copy.db", KEY)
    assert copy.execute("SELECT count(*) FROM trainee").fetchone() == (0,)
    copy.close()
    with pytest.raises(DatabaseError):
        database.execute("VACUUM INTO ?", [str(tmp_path / "other.db")])
    assert not (tmp_path / "other.db").exists()


def test_compacting_and_migrating_are_let_through(database: Database) -> None:
    database.execute("VACUUM")
    with schema_changes(database):
        database.execute("CREATE TABLE x (id INTEGER)")
    with pytest.raises(DatabaseError):
        database.execute("DROP TABLE x")


def test_what_goes_on_for_ever_is_stopped_and_told(database: Database) -> None:
    with pytest.raises(OperationalError, match="interrupt"), time_limit(database, 200):
        database.execute(ENDLESS).fetchall()
    with (
        pytest.raises(FileDamagedError),
        database_explained(),
        time_limit(database, 50),
    ):
        database.execute(ENDLESS).fetchall()


def test_the_lists_are_those_of_schema_and_sql() -> None:
    db = memory_database()
    migrate(db)
    triggers = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    assert {name for (name,) in triggers} == TRIGGERS
    db.close()
    sql = "".join(
        file.read_text(encoding="utf-8")
        for file in Path(asfdesk.storage.__path__[0]).rglob("*.py")
        if file.name != "guard.py"
    )
    named = set(re.findall(r"\bWITH (?:RECURSIVE )?(\w+)(?:\([\w, ]*\))? AS", sql))
    named |= set(re.findall(r"^\), (\w+) AS \(", sql, re.MULTILINE))
    assert named == CTES


def test_a_heap_limit_holds(database: Database) -> None:
    database.conn.set_authorizer(None)
    assert database.execute("PRAGMA hard_heap_limit").fetchone() == (1024**3,)
    assert database.execute("PRAGMA cell_size_check").fetchone() == (1,)
    assert database.execute("PRAGMA trusted_schema").fetchone() == (0,)

"""Everything about a trainee is in the extract, and nothing about another.

Each column of each row is given a word of its own with raw SQL, for two trainees, so that a column
that is forgotten, or a row that is another's, cannot hide behind what the program writes.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Period
from asfdesk.errors import NeedsVaultKeyError
from asfdesk.formats import json_out, text_out
from asfdesk.reports.document import Head
from asfdesk.reports.people.extract_report import NOT_SHOWN, ExtractFacts, build
from asfdesk.services.column_texts import column_texts
from asfdesk.storage.people.extract_store import ABOUT
from tests.workshop import add_agreement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.domain.people.extract import ExtractTable
    from asfdesk.services.session import WriteSession
    from asfdesk.storage._driver import Database
    from asfdesk.storage.people.extract_store import ExtractQueries
    from asfdesk.storage.vault import Vault

_LINKS = frozenset({"trainee", "placement", "placement_schedule"})
"""What leads to a trainee."""
_BY_NUMBER = frozenset({"protection", "tombstone"})
_FIXED = ("tombstone", "kind")
"""The schema itself says which words may stand there."""
ANNA, BO = 41, 42
"""Row numbers of two trainees, and of their rows in every table; the running numbers too."""


def _tables(db: Database) -> list[str]:
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    return [name for (name,) in db.execute(sql).fetchall()]


def _links(db: Database, table: str) -> dict[str, str]:
    """Column -> the table it points to."""
    sql = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name"
    ((schema,),) = db.execute(sql, {"name": table}).fetchall()
    return dict(re.findall(r"(\w+) INTEGER[^,]*? REFERENCES (\w+)", schema))


def _columns(db: Database, table: str) -> Iterator[tuple[str, str]]:
    for _at, column, kind, *_rest in db.execute(f"PRAGMA table_info({table})").fetchall():
        yield column, kind


def word(who: int, table: str, column: str) -> str:
    """The canary of a column; those of days sort in the order that the schema asks for."""
    if (table, column) == _FIXED:
        return "anonymised"
    late = any(part in column for part in ("_to", "last", "ends", "until", "withdrawn"))
    return f"{'z' if late else 'a'}{who}-{table}-{column.removesuffix('_sealed')}"


def _plant(db: Database, vault: Vault, who: int, agreement: int) -> None:
    db.execute("PRAGMA foreign_keys = OFF")
    for table in ABOUT:
        values: dict[str, object] = {}
        for column, kind in _columns(db, table):
            if column == "id" or _links(db, table).get(column) in _LINKS:
                values[column] = who
            elif column == "agreement_id":
                values[column] = agreement
            elif column in {"number", "year"}:
                values[column] = who
            elif kind == "BLOB":
                values[column] = vault.seal(table, who, column, word(who, table, column))
            elif kind == "TEXT":
                values[column] = word(who, table, column)
            else:
                values[column] = 2 if column.endswith(("_to", "denominator")) else 1
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


@pytest.fixture
def planted(database: Database, vault: Vault, session: WriteSession) -> ExtractQueries:
    agreement = add_agreement(session)
    for who in (ANNA, BO):
        _plant(database, vault, who, agreement)
    return session.extracts


def test_every_table_that_leads_to_a_trainee_is_in_the_extract(database: Database) -> None:
    leading = {one for one in _tables(database) if set(_links(database, one).values()) & _LINKS}
    assert set(ABOUT) == leading | _BY_NUMBER | {"trainee"}


def test_every_column_is_there_and_nobody_else(planted: ExtractQueries, database: Database) -> None:
    tables = planted.tables(ANNA)
    assert [one.name for one in tables] == list(ABOUT)
    for one in tables:
        (row,) = one.rows
        for column, kind in _columns(database, one.name):
            found = row[column.removesuffix("_sealed")]
            if kind != "INTEGER":
                assert found == word(ANNA, one.name, column)
    assert f"a{BO}-" not in str([one.rows for one in tables])
    assert f"z{BO}-" not in str([one.rows for one in tables])


def _document(tables: list[ExtractTable]) -> str:
    head = Head("Växthuset", "559999-0002", datetime(2026, 11, 23, tzinfo=UTC), "1.0")
    texts = column_texts()
    facts = ExtractFacts("Deltagare 41", tables, (), (), {}, lambda *it: texts(*it)["sv"])
    document = build(head, Period.of_year(2026), facts)
    return json_out.render(document).decode() + text_out.render(document).decode()


def test_the_document_shows_every_column(planted: ExtractQueries, database: Database) -> None:
    said = _document(planted.tables(ANNA))
    assert f"{BO}-" not in said
    wanted = [
        word(ANNA, table, column)
        for table in ABOUT
        for column, kind in _columns(database, table)
        if kind != "INTEGER" and column.removesuffix("_sealed") not in NOT_SHOWN
        if (table, column) != _FIXED
    ]
    assert len(wanted) > 60
    assert [one for one in wanted if one not in said] == []


def test_an_adviser_gets_no_extract(adviser: WriteSession) -> None:
    with pytest.raises(NeedsVaultKeyError):
        adviser.extracts.tables(1)

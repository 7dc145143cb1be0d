"""Every table of a client file with its seals opened, and back again under other keys.

For the open export: what a file holds must outlive the program (trust.md §1, promise 20).
Left out are undo, whose before-images are ciphertext, and keys (decisions C15).
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from asfdesk.domain.codes import CoordinationStatus, ExitReason, IdentityKind
from asfdesk.domain.file.open_table import OpenColumn, OpenTable
from asfdesk.domain.people.placement_codes import (
    Education,
    EmploymentForm,
    SupportLength,
    SupportSource,
)
from asfdesk.domain.sending.sent import Enclosure
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.storage._driver import DatabaseError, memory_database
from asfdesk.storage.migrations import SCHEMA_VERSION, migrate
from asfdesk.storage.row_check import check_rows
from asfdesk.storage.sealing import needs_vault_key
from asfdesk.storage.sending.sent_store import unpacked
from asfdesk.storage.trouble import database_explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from asfdesk.domain.file.open_table import OpenValue
    from asfdesk.storage._driver import Database
    from asfdesk.storage.vault import Vault

LEFT_OUT = frozenset({"undo_step", "undo_row", "former_key", "package_key"})
"""Tables that stay behind: before-images and keys."""
_SEALED = "_sealed"
_MORE_THAN_TEXT: Mapping[tuple[str, str], Callable[[str], object]] = {
    ("trainee_identity", "identity_kind_sealed"): IdentityKind,
    ("trainee_identity", "coordination_status_sealed"): CoordinationStatus,
    ("trainee_identity", "checked_on_sealed"): date.fromisoformat,
    ("trainee_identity", "birth_year_sealed"): int,
    ("placement", "exit_reason_sealed"): ExitReason,
    ("placement_background", "education_sealed"): Education,
    ("placement_background", "support_before_sealed"): SupportSource,
    ("placement_background", "support_after_sealed"): SupportSource,
    ("placement_background", "support_length_sealed"): SupportLength,
    ("trainee_employment", "form_sealed"): EmploymentForm,
    ("sent_report", "rows_sealed"): Enclosure.from_text,
    ("sent_file", "content_sealed"): unpacked,
}
"""Sealed columns that hold a code, a day or a year; `row_rules` cannot look into them."""
_BATCH = 2000
_Row = TypeVar("_Row")


def open_tables(db: Database) -> list[OpenTable]:
    """Every table that is exported, in the schema's order."""
    names = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' "
        r"AND name NOT LIKE '\_%' ESCAPE '\' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' "
        "ORDER BY rowid"
    ).fetchall()
    return [_table(db, name) for (name,) in names if name not in LEFT_OUT]


def _table(db: Database, name: str) -> OpenTable:
    info = db.execute(f"PRAGMA table_info({name})").fetchall()
    columns = tuple(
        OpenColumn(
            name=column.removesuffix(_SEALED),
            kind="integer" if kind == "INTEGER" else "text",
            required=bool(required) or bool(key),
            sealed=column.endswith(_SEALED),
        )
        for _number, column, kind, required, _default, key in info
    )
    key = [(place, column) for _n, column, _k, _r, _d, place in info if place]
    return OpenTable(name, columns, tuple(column for _place, column in sorted(key)))


def open_rows(db: Database, vault: Vault, table: OpenTable) -> Iterator[list[OpenValue]]:
    """The rows of a table in its key's order, every seal opened ("" where nothing was sealed).

    Raises:
        FileDamagedError: a sealed field cannot be opened.
    """
    with database_explained():
        for row in db.execute(f"{_select(table)} ORDER BY {', '.join(table.key)}"):
            yield [
                vault.open(table.name, row[0], column.name + _SEALED, value)
                if column.sealed
                else value
                for column, value in zip(table.columns, row, strict=True)
            ]


def _select(table: OpenTable) -> str:
    return f"SELECT {', '.join(_stored_names(table))} FROM {table.name}"


def _stored_names(table: OpenTable) -> list[str]:
    return [column.name + _SEALED * column.sealed for column in table.columns]


@contextmanager
def staged(
    schema: int, tables: Mapping[str, Iterable[Mapping[str, OpenValue]]]
) -> Iterator[Database]:
    """Rows of an export, in memory, brought to today's schema and checked.

    Sealed fields lie there in clear; nothing of it touches a disk.

    Args:
        schema: the version that the export was written with, 1 to `SCHEMA_VERSION`.
        tables: table -> rows, column -> value.

    Raises:
        RefusedError: a row or a table does not fit the schema, or rows do not fit each other.
        FileDamagedError: a value that the program never writes.
    """
    if not 1 <= schema <= SCHEMA_VERSION:
        raise ValueError(schema)
    db = memory_database()
    try:
        migrate(db, schema)
        known = {table.name: table for table in open_tables(db)}
        with db.atomic():
            db.execute("PRAGMA defer_foreign_keys = ON")
            for name, rows in tables.items():
                if name not in known:
                    raise _unfit(name)
                _put_all(db, known[name], rows)
        migrate(db)
        if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise _torn()
        check_rows(db)
        _check_sealed(db)
        yield db
    finally:
        db.close()


def _put_all(db: Database, table: OpenTable, rows: Iterable[Mapping[str, OpenValue]]) -> None:
    names = table.names
    sql = _insert(table)

    def values(row: Mapping[str, OpenValue]) -> list[object]:
        if not row.keys() <= set(names):
            raise _unfit(table.name)
        return [
            _clear(row.get(column.name)) if column.sealed else row.get(column.name)
            for column in table.columns
        ]

    try:
        for batch in _batches(rows):
            db.conn.executemany(sql, [values(row) for row in batch])
    except (DatabaseError, OverflowError, UnicodeEncodeError) as error:
        raise _unfit(table.name) from error


def _check_sealed(db: Database) -> None:
    """Stop what every page that shows it would fall over, while it still lies in clear."""
    for (table, column), meaning in _MORE_THAN_TEXT.items():
        found = db.execute(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL")
        for (value,) in found.fetchall():
            try:
                meaning(value.decode())
            except ValueError as error:
                raise _unfit(table) from error


def _clear(value: OpenValue) -> bytes | None:
    """A sealed field's text, as bytes because its column holds ciphertext otherwise."""
    return str(value).encode() if value not in (None, "") else None


def _insert(table: OpenTable) -> str:
    names = _stored_names(table)
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def _batches(rows: Iterable[_Row]) -> Iterator[Sequence[_Row]]:
    batch: list[_Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def fill(db: Database, vault: Vault | None, source: Database) -> None:
    """Put staged rows into a new, empty client file, sealed under its own vault key.

    Raises:
        DiskFullError: not enough room; the caller throws the new file away.
        NeedsVaultKeyError: there is no key to seal with.
    """
    if vault is None:
        raise needs_vault_key()
    with database_explained(), db.atomic():
        db.execute("PRAGMA defer_foreign_keys = ON")
        for table in open_tables(source):
            rows = source.execute(_select(table))
            sealed = [column.sealed for column in table.columns]
            stored = _stored_names(table)
            for batch in _batches(rows):
                db.conn.executemany(
                    _insert(table),
                    [_resealed(vault, table.name, stored, sealed, row) for row in batch],
                )


def _resealed(
    vault: Vault, table: str, names: Sequence[str], sealed: Sequence[bool], row: Sequence[object]
) -> list[object]:
    return [
        vault.seal(table, int(str(row[0])), name, value.decode())
        if is_sealed and isinstance(value, bytes)
        else value
        for name, is_sealed, value in zip(names, sealed, row, strict=True)
    ]


def _unfit(table: str) -> RefusedError:
    return RefusedError(
        _("The export does not fit ASF Desk: %(table)s has a row or a column that cannot be right.")
        % {"table": table},
        _("It was changed after it was made, or is not complete."),
        _("Nothing was made. Use the export as it was written, or make a new one."),
    )


def _torn() -> RefusedError:
    return RefusedError(
        _("The export's tables do not fit each other."),
        _("A row points to another one that is not there; a table was left out or changed."),
        _("Nothing was made. Use the export as it was written, or make a new one."),
    )

"""Rows of an undo step put back as they were: checked and written table by table.

A pasted block is one step of a thousand rows; looked up and written one by one they would take as
long to take back as to type.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from asfdesk.storage.row_check import check_undo_table, columns_of, decode_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from asfdesk.storage._driver import Database

SEALED_SUFFIX = "_sealed"
"""Columns that end so hold ciphertext under the vault key."""

_AT_ONCE = 500
_Params = dict[str, object]
_Row = dict[str, Any]


def put_back(db: Database, rows: Sequence[_Row]) -> None:
    """Restore rows in the order given; rows of one kind that follow on each other at once.

    Args:
        db: inside a transaction.
        rows: of `undo_row`, the latest first.

    Raises:
        FileDamagedError: the undo list is not what this program writes.
        IntegrityError: it no longer fits what is there.
    """
    for sql, steps in groupby(_statements(db, rows), key=lambda one: one[0]):
        db.conn.executemany(sql, [params for _sql, params in steps])


def changes_sealed(db: Database, rows: Sequence[_Row]) -> bool:
    """Whether putting rows back would change or take away something sealed.

    Raises:
        FileDamagedError: the undo list is not what this program writes.
    """
    for table, found in _by_table(rows).items():
        check_undo_table(db, table)
        columns = columns_of(db, table)
        sealed = sorted(name for name in columns if name.endswith(SEALED_SUFFIX))
        if not sealed:
            continue
        now = _sealed_now(db, table, sealed, [row["row_id"] for row in found])
        for row in found:
            before = row["before"]
            earlier = decode_row(columns, table, before) if before else {}
            there = now.get(row["row_id"], {})
            if any(earlier.get(name) != there.get(name) for name in sealed):
                return True
    return False


def _statements(db: Database, rows: Sequence[_Row]) -> Iterator[tuple[str, _Params]]:
    columns: dict[str, frozenset[str]] = {}
    there: dict[str, set[int]] = {}
    for table, found in _by_table(rows).items():
        check_undo_table(db, table)
        columns[table] = columns_of(db, table)
        there[table] = _ids_there(db, table, [row["row_id"] for row in found])
    for row in rows:
        table, row_id = row["table_name"], row["row_id"]
        if row["before"] is None:
            there[table].discard(row_id)
            yield f"DELETE FROM {table} WHERE id = :_row", {"_row": row_id}
            continue
        values = decode_row(columns[table], table, row["before"])
        if row_id in there[table]:
            pairs = ", ".join(f"{name} = :{name}" for name in values)
            yield f"UPDATE {table} SET {pairs} WHERE id = :_row", {**values, "_row": row_id}
        else:
            there[table].add(row_id)
            marks = ", ".join(f":{name}" for name in values)
            yield f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", values


def _by_table(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(row["table_name"], []).append(row)
    return found


def _ids_there(db: Database, table: str, ids: Sequence[int]) -> set[int]:
    return {row_id for part in _parts(ids) for (row_id,) in _rows(db, table, ("id",), part)}


def _sealed_now(
    db: Database, table: str, sealed: Sequence[str], ids: Sequence[int]
) -> Mapping[int, _Params]:
    return {
        row_id: dict(zip(sealed, values, strict=True))
        for part in _parts(ids)
        for row_id, *values in _rows(db, table, ("id", *sealed), part)
    }


def _rows(
    db: Database, table: str, columns: Sequence[str], ids: Sequence[int]
) -> list[tuple[int, ...]]:
    marks = ", ".join("?" * len(ids))
    sql = f"SELECT {', '.join(columns)} FROM {table} WHERE id IN ({marks})"
    return list(db.execute(sql, list(ids)).fetchall())


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(ids), _AT_ONCE):
        yield ids[at : at + _AT_ONCE]

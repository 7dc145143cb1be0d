"""Reading rows, and the one way to change them: an action that is audited and can be undone.

Every content edit goes through `Writer.action`, which is one transaction whose end is known
(`storage.commits`). Inside it `insert`,
`update` and `delete` keep the row's earlier state in `undo_row` (sealed fields as they lie, as
ciphertext), so that undo works after a restart too. 50 steps are kept (decisions C11).

Bulk data (postings of a SIE import) is written with `insert_many`, which keeps no before-images:
what makes it visible, a single column, is changed with `update` and is what undo takes back.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.storage._driver import IntegrityError
from asfdesk.storage.commits import Commits, LiveDatabase
from asfdesk.storage.row_check import refuse_impossible
from asfdesk.storage.trouble import database_explained
from asfdesk.storage.undo_rows import changes_sealed, put_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from asfdesk.storage._driver import Database

UNDO_STEPS = 50
type_row = dict[str, Any]
"""A row as the driver gives it: column -> int, str, bytes or None."""


class Reader:
    """Named parameters only; SQL text is a constant of the calling store."""

    def __init__(self, db: Database, reopen: Callable[[], Database] | None = None) -> None:
        self._live = LiveDatabase(db, reopen)

    @property
    def _db(self) -> Database:
        return self._live.current

    @property
    def database(self) -> Database:
        """The connection, for the rest of this package."""
        return self._live.current

    def close(self) -> None:
        """Close the connection."""
        self._live.close()

    def all(self, sql: str, params: Mapping[str, object] | None = None) -> list[type_row]:
        """Every row of a query.

        Raises:
            FileDamagedError: the database cannot be read, or its sums overflow.
        """
        # Not Database.query: it makes a savepoint around every question, which takes longer
        # than most answers.
        with database_explained():
            cursor = self._db.execute(sql, dict(params or {}))
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def one(self, sql: str, params: Mapping[str, object] | None = None) -> type_row | None:
        """The first row, or None."""
        return next(iter(self.all(sql, params)), None)

    def value(self, sql: str, params: Mapping[str, object] | None = None) -> Any:  # noqa: ANN401 - the column's type is the query's
        """The first column of the first row, or None."""
        row = self.one(sql, params)
        return next(iter(row.values())) if row else None

    def get(self, table: str, row_id: int) -> type_row | None:
        """One row by id."""
        return self.one(f"SELECT * FROM {table} WHERE id = :id", {"id": row_id})


@dataclass(frozen=True)
class UndoStep:
    """What undo would take back."""

    id: int
    at: str
    operation: str
    topics: tuple[str, ...]


def _now() -> datetime:
    return datetime.now(UTC)


class Writer(Reader):
    """The only object that changes rows.

    Args:
        db: the working copy.
        slot: which key slot is open ("owner:1", "adviser:2"), for the audit log.
        clock: gives the time in UTC.
        on_commit: called after each committed action; publishing listens here.
        reopen: opens the working copy again after the disk has failed under it.
        unsure: told the name of an action that may be there or not, "" when it is known.
    """

    def __init__(
        self,
        db: Database,
        slot: str,
        clock: Callable[[], datetime] = _now,
        on_commit: Callable[[], None] = lambda: None,
        reopen: Callable[[], Database] | None = None,
        unsure: Callable[[str], None] = lambda _name: None,
    ) -> None:
        super().__init__(db, reopen)
        self._commits = Commits(self._live, unsure)
        self._slot = slot
        self._clock = clock
        self._on_commit = on_commit
        self._step: int | None = None
        self._open = False
        self._touched: dict[str, set[int]] = {}
        self._opened_at: datetime | None = None

    def announce_opening(self) -> None:
        """Log with the first action that is taken that this key opened the file, now.

        An opening that changes nothing leaves no entry: it would make a file to save of one that
        was only looked at (ADR 0015).
        """
        self._opened_at = self._clock()

    @contextmanager
    def action(
        self,
        operation: str,
        topics: Iterable[str],
        entity: str = "",
        entity_id: int | None = None,
        *,
        undoable: bool = True,
        leaves_undo: bool = False,
    ) -> Iterator[None]:
        """One transaction: all of it or nothing, audited, and undone as one step.

        Args:
            operation: "noun.verb", for example "buyer.add"; the audit log and the undo menu
                name it (reports/words.py has the sentence).
            topics: services.changes topics whose pages must reload when this is undone.
            entity: table the audit row points to.
            entity_id: its row; None = the one row of the table that is changed, if it is one.
            undoable: False for locking, approving and the like: it empties the undo list.
            leaves_undo: True for what only notes that something was seen: it is no undo step
                and leaves the list as it is.

        Raises:
            RefusedError: the database's own rules said no.
            DiskFullError, SavingError: the disk failed; nothing was changed.
            UncertainError: the disk failed so late that it is not known (`storage.commits`).
        """
        if self._open:
            raise RuntimeError("actions do not nest")
        self._open = True
        self._touched = {}
        try:
            with self._named() as name:
                self._audit_opening()
                if not leaves_undo:
                    self._begin(operation, topics, undoable=undoable)
                yield
                self._audit(operation, entity, self._concerned(entity, entity_id), name)
        except IntegrityError as error:
            raise RefusedError(
                _("The change does not fit what is already there, so nothing was changed."),
                _("Another entry uses the same key, or something still refers to this one."),
                _("Check number, date and name, and try again."),
            ) from error
        finally:
            self._open = False
            self._step = None
        self._opened_at = None
        self._on_commit()

    def _begin(self, operation: str, topics: Iterable[str], *, undoable: bool) -> None:
        if not undoable:
            self.forget_undo()
            return
        self._step = self._insert(
            "undo_step",
            {"at": self._clock().isoformat(), "operation": operation, "topics": " ".join(topics)},
        )
        self._db.execute(
            "DELETE FROM undo_step WHERE id <= :last", {"last": self._step - UNDO_STEPS}
        )

    @contextmanager
    def _named(self) -> Iterator[str]:
        """A transaction and the name that `_audit` writes into it."""
        name = uuid4().hex
        with self._commits.transaction(name):
            yield name

    def _audit(self, operation: str, entity: str, entity_id: int | None, name: str) -> None:
        self._insert(
            "audit",
            {
                "at": self._clock().isoformat(),
                "slot": self._slot,
                "operation": operation,
                "entity": entity,
                "entity_id": entity_id,
                "action": name,
            },
        )

    def _audit_opening(self) -> None:
        if self._opened_at is not None:
            values = {"at": self._opened_at.isoformat(), "slot": self._slot}
            self._insert("audit", {**values, "operation": "file.open"})

    def _concerned(self, entity: str, entity_id: int | None) -> int | None:
        touched = self._touched.get(entity, set())
        return next(iter(touched)) if entity_id is None and len(touched) == 1 else entity_id

    def now(self) -> datetime:
        """The time in UTC, as the audit log sees it."""
        return self._clock()

    def next_id(self, table: str) -> int:
        """The id the next row will get; needed before sealing, which binds the row."""
        return int(self.value(f"SELECT coalesce(max(id), 0) + 1 FROM {table}"))

    def insert(self, table: str, values: Mapping[str, object]) -> int:
        """Add a row and return its id."""
        self._must_be_open()
        refuse_impossible(table, values)
        row_id = self._insert(table, values)
        self._remember(table, row_id, None)
        return row_id

    def update(self, table: str, row_id: int, values: Mapping[str, object]) -> None:
        """Change columns of a row; KeyError if it is not there."""
        self._must_be_open()
        refuse_impossible(table, values)
        before = self.get(table, row_id)
        if before is None:
            raise KeyError(table, row_id)
        self._remember(table, row_id, before)
        self._update(table, row_id, values)

    def delete(self, table: str, row_id: int) -> None:
        """Take a row away; nothing happens if it is not there."""
        self._must_be_open()
        before = self.get(table, row_id)
        if before is not None:
            self._remember(table, row_id, before)
            self._db.execute(f"DELETE FROM {table} WHERE id = :id", {"id": row_id})

    def insert_all(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Add rows of the same columns: as `insert` for each of them, in two statements."""
        self._must_be_open()
        if not rows:
            return
        for values in rows:
            refuse_impossible(table, values)
        first = self.next_id(table)
        numbered = [{"id": first + at, **values} for at, values in enumerate(rows)]
        columns = ", ".join(numbered[0])
        marks = ", ".join(f":{name}" for name in numbered[0])
        self._db.conn.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", numbered)
        self._remember_all(table, [(first + at, None) for at in range(len(rows))])

    def update_all(
        self, table: str, changes: Sequence[tuple[type_row, Mapping[str, object]]]
    ) -> None:
        """Change the same columns of many rows: as `update` for each of them, in two statements.

        Args:
            table: whose rows.
            changes: each row whole as it is now, read in this action, and its new values.
        """
        self._must_be_open()
        if not changes:
            return
        for _before, values in changes:
            refuse_impossible(table, values)
        self._remember_all(table, [(before["id"], before) for before, _values in changes])
        pairs = ", ".join(f"{name} = :{name}" for name in changes[0][1])
        self._db.conn.executemany(
            f"UPDATE {table} SET {pairs} WHERE id = :_row",
            [{**values, "_row": before["id"]} for before, values in changes],
        )

    def delete_all(self, table: str, rows: Sequence[type_row]) -> None:
        """Take many rows away, given whole as they are now; as `delete` for each of them."""
        self._must_be_open()
        self._remember_all(table, [(row["id"], row) for row in rows])
        self._db.conn.executemany(
            f"DELETE FROM {table} WHERE id = :id", [{"id": row["id"]} for row in rows]
        )

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
    ) -> None:
        """Add many rows without before-images (see the module's docstring)."""
        self._must_be_open()
        marks = ", ".join("?" * len(columns))
        self._db.conn.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows
        )

    def execute(self, sql: str, params: Mapping[str, object] | None = None) -> None:
        """Run one statement without before-images (see the module's docstring)."""
        self._must_be_open()
        self._db.execute(sql, dict(params or {}))

    def undo_steps(self) -> list[UndoStep]:
        """What can be undone, latest first."""
        rows = self.all("SELECT * FROM undo_step ORDER BY id DESC")
        return [
            UndoStep(row["id"], row["at"], row["operation"], tuple(row["topics"].split()))
            for row in rows
        ]

    def undo(self) -> UndoStep | None:
        """Take back the latest action; None if there is none.

        Raises:
            RefusedError: it no longer fits what is there.
            FileDamagedError: the undo list is not what this program writes.
        """
        step = next(iter(self.undo_steps()), None)
        if step is None:
            return None
        try:
            with self._named() as name:
                self._take_back(step, name)
        except IntegrityError as error:
            raise RefusedError(
                _("This change can no longer be undone."),
                _("Something that is there now does not fit what was there before."),
                _("Nothing was changed. Make the change by hand instead."),
            ) from error
        self._on_commit()
        return step

    def undo_needs_vault(self) -> bool:
        """Whether undo would change or take away something sealed (decisions C11).

        Raises:
            FileDamagedError: the undo list is not what this program writes.
        """
        sql = "SELECT * FROM undo_row WHERE step_id = (SELECT max(id) FROM undo_step)"
        return changes_sealed(self._db, self.all(sql))

    def _take_back(self, step: UndoStep, name: str) -> None:
        # Rows come back in the opposite order, so foreign keys are checked at the end.
        self._db.execute("PRAGMA defer_foreign_keys = ON")
        sql = "SELECT * FROM undo_row WHERE step_id = :id ORDER BY id DESC"
        put_back(self._db, self.all(sql, {"id": step.id}))
        self._db.execute("DELETE FROM undo_step WHERE id = :id", {"id": step.id})
        self._audit(f"undo:{step.operation}", "", None, name)

    def forget_undo(self) -> None:
        """Empty the undo list (locking, approving, erasing)."""
        self._db.execute("DELETE FROM undo_step")

    def _remember(self, table: str, row_id: int, before: type_row | None) -> None:
        self._touched.setdefault(table, set()).add(row_id)
        if self._step is not None:
            self._insert(
                "undo_row",
                {
                    "step_id": self._step,
                    "table_name": table,
                    "row_id": row_id,
                    "before": None if before is None else _encode(before),
                },
            )

    def _remember_all(self, table: str, rows: Sequence[tuple[int, type_row | None]]) -> None:
        self._touched.setdefault(table, set()).update(row_id for row_id, _before in rows)
        if self._step is not None:
            self._db.conn.executemany(
                "INSERT INTO undo_row (step_id, table_name, row_id, before) VALUES (?, ?, ?, ?)",
                [
                    (self._step, table, row_id, None if before is None else _encode(before))
                    for row_id, before in rows
                ],
            )

    def _insert(self, table: str, values: Mapping[str, object]) -> int:
        columns = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        cursor = self._db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", dict(values))
        return int(cursor.lastrowid or 0)

    def _update(self, table: str, row_id: int, values: Mapping[str, object]) -> None:
        pairs = ", ".join(f"{name} = :{name}" for name in values)
        self._db.execute(f"UPDATE {table} SET {pairs} WHERE id = :_row", {**values, "_row": row_id})

    def _must_be_open(self) -> None:
        if not self._open:
            raise RuntimeError("rows are changed inside an action only")


def _encode(row: type_row) -> str:
    return json.dumps({k: {"hex": v.hex()} if isinstance(v, bytes) else v for k, v in row.items()})

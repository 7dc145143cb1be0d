"""Every action that a test takes is taken back as well, on a copy, and must leave nothing behind.

Undo is promised for every change of content (decisions C11). Rather than a scenario of its own,
the probe goes along with the tests of the services, which do everything that users can do.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from asfdesk.storage._driver import open_database
from asfdesk.storage.rows import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pytest

    from asfdesk.storage._driver import Database

MOST_PAGES = 300
"""Larger databases (the example) are left alone; copying them for each action would take long."""
BULK = {"account", "account_month", "balance", "posting", "sie_import", "sie_object", "voucher"}
"""What imports bring stays; undo takes back what points to it (storage.rows)."""
LOGS = {"audit", "audit_pruned", "undo_row", "undo_step", "_sqlite_migrations"}


def content(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that undo answers for."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    names = [name for (name,) in db.execute(sql).fetchall()]
    return {
        name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
        for name in names
        if name not in BULK | LOGS
    }


def taken_back(db: Database, folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What is there after undo, told on a copy."""
    path = folder / "undone.db"
    path.unlink(missing_ok=True)
    copy = open_database(path, b"u" * 32)
    try:
        db.conn.backup(copy.conn)
        copy.execute("PRAGMA foreign_keys = ON")
        assert Writer(copy, "owner:1").undo() is not None
        return content(copy)
    finally:
        copy.close()


def probe(patch: pytest.MonkeyPatch, folder: Path) -> set[str]:
    """From now on every undoable action is checked; returns the operations seen, as they come."""
    seen: set[str] = set()
    original = Writer.action

    @contextmanager
    def action(  # noqa: PLR0913 - as the original
        self: Writer,
        operation: str,
        topics: Iterable[str],
        entity: str = "",
        entity_id: int | None = None,
        *,
        undoable: bool = True,
        leaves_undo: bool = False,
    ) -> Iterator[None]:
        small = self.value("PRAGMA page_count") < MOST_PAGES
        checked = undoable and not leaves_undo and small
        before = content(self.database) if checked else {}
        with original(
            self, operation, topics, entity, entity_id, undoable=undoable, leaves_undo=leaves_undo
        ):
            yield
        if checked:
            after = taken_back(self.database, folder)
            assert {n: r for n, r in after.items() if r != before[n]} == {}, operation
            seen.add(operation)

    patch.setattr(Writer, "action", action)
    return seen

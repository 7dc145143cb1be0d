"""The schema, step by step. A step that has been released is never edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.storage._driver import Migrations, schema_changes
from asfdesk.storage.migrations import (
    m0001_first,
    m0002_trust_and_books,
    m0003_people_and_hours,
    m0004_business_plan,
    m0005_visiting,
)

if TYPE_CHECKING:
    from asfdesk.storage._driver import Database

SCHEMA_VERSION = 5
APPLICATION_ID = 0x41534644  # "ASFD"

_migrations = Migrations("asfdesk")
_STEPS = (
    "m0001_first_schema",
    "m0002_trust_and_books_schema",
    "m0003_people_and_hours_schema",
    "m0004_business_plan_schema",
    "m0005_visiting_schema",
)
"""The step that leads to version 1, 2, 3 …"""


def _run(db: Database, statements: str) -> None:
    """Run statements one by one, inside the migration's own transaction."""
    depth = 0
    current: list[str] = []
    for line in statements.strip().splitlines():
        current.append(line)
        depth += line.startswith("BEGIN ") - line.rstrip().endswith(" END;")
        if depth <= 0 and line.rstrip().endswith(";"):
            db.execute("\n".join(current))
            current, depth = [], 0


@_migrations()
def m0001_first_schema(db: Database) -> None:
    """Everything the first version keeps."""
    _run(db, m0001_first.STATEMENTS)


@_migrations()
def m0002_trust_and_books_schema(db: Database) -> None:
    """Action names, pruning, former keys, tombstones; objects and typed amounts."""
    _run(db, m0002_trust_and_books.STATEMENTS)


@_migrations()
def m0003_people_and_hours_schema(db: Database) -> None:
    """Decisions, goals, follow-ups, queue, groups, schedules, invoices and what was sent."""
    _run(db, m0003_people_and_hours.STATEMENTS)


@_migrations()
def m0004_business_plan_schema(db: Database) -> None:
    """Drivers, premises, shocks and parameters of plans; expected items and targets."""
    _run(db, m0004_business_plan.STATEMENTS)


@_migrations()
def m0005_visiting_schema(db: Database) -> None:
    """Visits and what was agreed, whom packages go to, what has been published."""
    _run(db, m0005_visiting.STATEMENTS)


def migrate(db: Database, to: int = SCHEMA_VERSION) -> None:
    """Bring a database to a schema version; a step that fails is rolled back whole.

    Args:
        db: the working copy, never the home file.
        to: the version to stop at; older ones are made to compare files with.
    """
    with schema_changes(db):
        _migrations.apply(db, stop_before=_STEPS[to:])
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {to}")

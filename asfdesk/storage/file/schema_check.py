"""Whether an opened database is ours and nothing but ours.

A client file comes from many hands. Its triggers and views would run with our rights, so its
schema must equal the frozen one of its version, statement by statement (trust.md §8).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import _
from asfdesk.storage._driver import memory_database, time_limit
from asfdesk.storage.file.manifest_json import newer_file
from asfdesk.storage.migrations import APPLICATION_ID, SCHEMA_VERSION, migrate
from asfdesk.storage.row_check import check_rows
from asfdesk.storage.trouble import damaged, database_explained

if TYPE_CHECKING:
    from asfdesk.storage._driver import Database

# The list of applied steps belongs to sqlite-utils, whose wording may change between releases.
_SCHEMA = """
    SELECT type, name, tbl_name,
           CASE WHEN tbl_name = '_sqlite_migrations' THEN '' ELSE coalesce(sql, '') END
    FROM sqlite_master ORDER BY type, name
"""


CHECK_MILLISECONDS = 60_000
"""How long one check may take; ten years of a large enterprise take about one."""


def schema_version(db: Database) -> int:
    """The version the database says it has."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def check_schema(db: Database) -> None:
    """Compare the schema with the frozen one of its version, and the rows with their rules.

    An older file's rows are looked at when it has been brought to today's schema.

    Raises:
        NewerFileError: a version this program does not know.
        FileDamagedError: not our database, or something in it is not ours.
    """
    with database_explained(), time_limit(db, CHECK_MILLISECONDS):
        version = schema_version(db)
        if version > SCHEMA_VERSION:
            raise newer_file()
        application = db.execute("PRAGMA application_id").fetchone()[0]
        if version < 1 or application != APPLICATION_ID:
            raise damaged()
        if db.execute(_SCHEMA).fetchall() != _frozen(version):
            raise damaged(
                _("The database holds tables, views or triggers that ASF Desk has not made.")
            )
        if version == SCHEMA_VERSION:
            check_rows(db)


def _frozen(version: int) -> list[tuple[str, str, str, str]]:
    fresh = memory_database()
    try:
        migrate(fresh, version)
        found: list[tuple[str, str, str, str]] = fresh.execute(_SCHEMA).fetchall()
    finally:
        fresh.close()
    return found


def check_content(db: Database) -> None:
    """SQLite's own check of pages and rows; quick enough for every opening.

    Raises:
        FileDamagedError: something does not hold together.
    """
    with database_explained(), time_limit(db, CHECK_MILLISECONDS):
        if db.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
            raise damaged()


def check_pages(db: Database) -> None:
    """Every page's own seal, besides `check_content`; for snapshots and backups.

    Raises:
        FileDamagedError: a page is not as it was written.
    """
    check_content(db)
    with database_explained():
        if db.execute("PRAGMA cipher_integrity_check").fetchall():
            raise damaged()


def thorough_faults(db: Database) -> list[str]:
    """What SQLite's full checks find wrong, in its own words; empty when all is well."""
    with database_explained():
        found = [row[0] for row in db.execute("PRAGMA integrity_check(20)").fetchall()]
        pages = [row[0] for row in db.execute("PRAGMA cipher_integrity_check").fetchall()]
        lost = db.execute("PRAGMA foreign_key_check").fetchall()
    faults = [text for text in found if text != "ok"] + pages
    return faults + [f"{table}: row {row} refers to nothing" for table, row, *_rest in lost]

"""Bringing a copy of a database to today's schema, and making sure that nothing was lost.

The copy is measured before and after: rows of every table, sums of every whole number (money,
time, shares, days counted), lengths of every text. What both schemas know must be the same, or
the copy is thrown away and the file stays as it was (trust.md §5, §10.10).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import FileDamagedError
from asfdesk.i18n import _
from asfdesk.storage.file.protection_store import vouch_for_protected
from asfdesk.storage.file.rekey import fill_up
from asfdesk.storage.file.schema_check import check_content, check_schema, schema_version
from asfdesk.storage.migrations import SCHEMA_VERSION, migrate
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from asfdesk.storage._driver import Database
    from asfdesk.storage.vault import Vault

Measures = dict[tuple[str, str], tuple[object, ...]]
"""(table, column) -> what is in it; ("table", "") -> its rows."""

_MOVED = {"plan_driver": "plan_stream"}
"""A table of an earlier schema -> the one that took its rows over, every column of them."""

_PRIME = 1_000_003
_OWN_TABLES = ("sqlite_", "_sqlite")


def upgrade(db: Database, vault: Vault | None = None) -> None:
    """Migrate a working copy; nothing of the home file is touched.

    Args:
        db: of an older schema.
        vault: what was sealed by an older version is sealed anew, so that its length tells
            nothing, and who is protected is vouched for; None with an adviser's key.

    Raises:
        FileDamagedError: the copy does not say what it said before, or does not hold together;
            it must be thrown away.
        DiskFullError: not enough room.
    """
    with explained():
        before = measure(db)
        db.execute("PRAGMA foreign_keys = OFF")
        migrate(db)
        db.execute("PRAGMA foreign_keys = ON")
        _compare(db, before)
        if vault is not None:
            fill_up(db, vault)
            with db.atomic():
                vouch_for_protected(db, vault)
    check_schema(db)
    check_content(db)


def needs_upgrade(db: Database) -> bool:
    """Whether it was made by an older version."""
    return schema_version(db) < SCHEMA_VERSION


def measure(db: Database) -> Measures:
    """Count and add up everything there is.

    Books sum to zero whatever their signs are, so what is above zero is also added up squared
    (modulo a prime, to stay within 64 bits).
    """
    found: Measures = {}
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    for (table,) in names.fetchall():
        if table.startswith(_OWN_TABLES):
            continue
        rows = db.execute(f"SELECT count(*) FROM {table}").fetchone()
        found[table, ""] = tuple(rows)
        for column in [row[1] for row in db.execute(f"PRAGMA table_info({table})").fetchall()]:
            found[table, column] = tuple(
                db.execute(
                    f"SELECT count({column}), "
                    f"sum(CASE WHEN typeof({column}) = 'integer' THEN {column} END), "
                    f"sum(CASE WHEN typeof({column}) = 'integer' AND {column} > 0 "
                    f"THEN ({column} % {_PRIME}) * ({column} % {_PRIME}) END), "
                    f"sum(CASE WHEN typeof({column}) <> 'integer' THEN length({column}) END) "
                    f"FROM {table}"
                ).fetchone()
            )
    return found


def _compare(db: Database, before: Measures) -> None:
    after = measure(db)
    lost = [
        (table, column)
        for (table, column), was in before.items()
        if after.get((_MOVED.get(table, table), column)) != was
    ]
    dangling = db.execute("PRAGMA foreign_key_check").fetchall()
    if lost or dangling:
        where = ", ".join(sorted({table for table, _column in lost} | {row[0] for row in dangling}))
        raise FileDamagedError(
            _("The file could not be brought to the form that this version uses."),
            _("Something in it would have been lost (%(where)s), so nothing was changed.")
            % {"where": where},
            _("The file is as it was. Open it with the version that saved it, or open a backup."),
        )

"""Whether the rows of a file from elsewhere hold what their columns may hold.

Distinct values are asked of the database, so that a million postings cost a few dozen questions.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import LINE_GROUPS
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.storage.column_rules import FIRST_YEAR, LAST_YEAR
from asfdesk.storage.planning_rules import PARAMETER_TABLES, SHOCK_TABLES, parameter_fits
from asfdesk.storage.row_rules import RULES, SETTINGS, fits
from asfdesk.storage.trouble import damaged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from asfdesk.errors import FileDamagedError
    from asfdesk.storage._driver import Database

_INTEGERS = 2**63
_MOST_IDS = 2**53
NEVER_UNDONE = frozenset(
    {"audit", "audit_pruned", "former_key", "protection", "tombstone", "undo_row", "undo_step"}
)
"""Tables that undo must not reach, whatever an undo list says."""


def check_rows(db: Database) -> None:
    """Hold every row against the rules of its columns, and every reference against what is there.

    Raises:
        FileDamagedError: names table and column, never the value.
    """
    for table, *_rest in db.execute("PRAGMA foreign_key_check").fetchall():
        raise impossible(table, "id")
    for table, rules in RULES.items():
        for column, rule in rules.items():
            sql = f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"
            if not all(rule(value) for (value,) in db.execute(sql)):
                raise impossible(table, column)
    _check_ids(db)
    _check_plan_lines(db)
    _check_parameters(db)
    _check_shocks(db)
    for key, value in db.execute("SELECT key, value FROM setting"):
        if key in SETTINGS and not SETTINGS[key](value):
            raise impossible("setting", key)


def _check_ids(db: Database) -> None:
    """There is room for the next row of every table; SQLite counts ids to 2^63 and no further."""
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        columns = {row[1] for row in db.execute(f"PRAGMA table_info({table})").fetchall()}
        if "id" not in columns or table.startswith("_"):
            continue
        highest = db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
        if highest > _MOST_IDS:
            raise impossible(table, "id")


def _check_plan_lines(db: Database) -> None:
    """The shipped lines are there, all or none yet, and every other one lies under one of them.

    A version that ships another line adds it in its migration.
    """
    parents = dict(db.execute("SELECT code, parent FROM plan_line").fetchall())
    top = {code for code, parent in parents.items() if not parent}
    if parents and top != set(LINE_GROUPS):
        raise impossible("plan_line", "code")
    if not {parent for parent in parents.values() if parent} <= top:
        raise impossible("plan_line", "parent")


def _check_parameters(db: Database) -> None:
    """What a parameter may be depends on which it is: a share, an amount, an age or a year."""
    for table in PARAMETER_TABLES:
        for key, value in db.execute(f"SELECT DISTINCT key, value FROM {table}"):
            if not parameter_fits(table, {"key": key, "value": value}):
                raise impossible(table, "value")


def _check_shocks(db: Database) -> None:
    """A shock strikes a row of its own plan; one that struck nothing would be reckoned as none."""
    for table, drivers in SHOCK_TABLES.items():
        named = ", ".join(f"'{one.value}'" for one in drivers)
        sql = (
            f"SELECT count(*) FROM plan_shock WHERE driver IN ({named}) AND target_id IS NOT NULL"
            f" AND NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.id = plan_shock.target_id"
            f" AND {table}.plan_id = plan_shock.plan_id)"
        )
        if db.execute(sql).fetchone()[0]:
            raise impossible("plan_shock", "target_id")


def impossible(table: str, column: str) -> FileDamagedError:
    """A value that no version of the program writes."""
    return damaged(
        _("It holds a value that ASF Desk never writes (%(table)s, %(column)s).")
        % {"table": table, "column": column}
    )


def refuse_impossible(table: str, values: Mapping[str, object]) -> None:
    """Stop a value that could not be opened again.

    Raises:
        RefusedError: a day, month or amount far outside what the program counts with.
    """
    known = all(fits(table, column, value) for column, value in values.items())
    if not known or not parameter_fits(table, values):
        raise RefusedError(
            _("A date or an amount is outside what ASF Desk can count with."),
            _("Dates lie between %(first)d and %(last)d, amounts below ten trillion kronor.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR},
            _("Nothing was changed. Check the year and the amount, and try again."),
        )


def columns_of(db: Database, table: str) -> frozenset[str]:
    """A table's columns."""
    return frozenset(row[1] for row in db.execute(f"PRAGMA table_info({table})").fetchall())


def decode_row(columns: AbstractSet[str], table: str, before: str) -> dict[str, object]:
    """The same, where the table's columns are known already."""
    try:
        found = {
            name: bytes.fromhex(value["hex"]) if isinstance(value, dict) else value
            for name, value in json.loads(before).items()
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise impossible("undo_row", "before") from None
    known = found.keys() <= columns and all(
        _storable(value) and fits(table, name, value) for name, value in found.items()
    )
    if not known or not parameter_fits(table, found):
        raise impossible("undo_row", "before")
    return found


def _storable(value: object) -> bool:
    if isinstance(value, int):
        return -_INTEGERS <= value < _INTEGERS
    return value is None or isinstance(value, str | bytes)


def check_undo_table(db: Database, table: str) -> None:
    """Stop an undo list that names a table which is not one of the content's."""
    sql = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = :name"
    ours = db.execute(sql, {"name": table}).fetchone()[0] == 1
    if not ours or table.startswith(("sqlite_", "_")) or table in NEVER_UNDONE:
        raise impossible("undo_row", "table_name")

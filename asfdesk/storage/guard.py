"""What a statement may do to a client file; SQLite asks before it prepares each one.

A client file comes from many hands. What it may hold is decided by `schema_check`; this is the
second wall: no statement, and nothing that a statement sets off, reaches outside the database,
loads code, or runs under a trigger's or view's name that is not ours (trust.md §4.4, §8).
Action codes and arguments: sqlite.org/c3ref/c_alter_table.html.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

_OK, _DENY = 0, 1
_DELETE, _INSERT, _PRAGMA, _READ, _SELECT, _TRANSACTION, _UPDATE = 9, 18, 19, 20, 21, 22, 23
_ATTACH, _DETACH, _FUNCTION, _SAVEPOINT, _RECURSIVE = 24, 25, 31, 32, 33
_PLAIN_ACTIONS = frozenset({_READ, _SELECT, _TRANSACTION, _SAVEPOINT, _RECURSIVE})
_WRITES = frozenset({_DELETE, _INSERT, _UPDATE})
_LOADS_CODE = "load_extension"
_VACUUM = "vacuum_"
"""VACUUM builds its copy in a database of this name, made for the moment."""

TRIGGERS = frozenset(
    {
        "audit_is_append_only_update",
        "audit_is_append_only_delete",
        "audit_pruned_is_append_only_update",
        "audit_pruned_is_append_only_delete",
    }
)
"""Every trigger of our schemas; a test compares it with the migrations."""
CTES = frozenset({"placement_day"})
"""Every name after WITH in our SQL: SQLite reports them like views; a test compares."""
PRAGMAS = frozenset(
    {
        "application_id",
        "cipher_integrity_check",
        "defer_foreign_keys",
        "foreign_key_check",
        "foreign_keys",
        "integrity_check",
        "page_count",
        "query_only",
        "quick_check",
        "table_info",
        "table_xinfo",
        "user_version",
    }
)
"""What the program asks after the settings of `_driver` have been made."""
_FUNCTION_NAMES = """
abs avg coalesce count date datetime dense_rank first_value format glob group_concat hex ifnull
iif instr julianday json_array_length json_each json_extract json_type json_valid lag last_value
lead length like lower ltrim max min nullif printf quote rank replace round row_number rtrim
sign strftime substr substring sum total trim typeof unicode upper
"""
FUNCTIONS = frozenset(_FUNCTION_NAMES.split())
"""Built-in functions that only compute; none reads a file, loads code or exports a database."""


@dataclass
class Guard:
    """The authorizer and the time limit of one connection.

    Attributes:
        schema_changes: whether tables may be made and altered; only while migrating.
        snapshot: the one path that VACUUM INTO may write to now; "" = none.
        deadline: time.monotonic_ns() after which a statement is stopped; None = no limit.
    """

    schema_changes: bool = False
    snapshot: str = ""
    deadline: int | None = None

    def __call__(
        self,
        action: int,
        first: str | None,
        second: str | None,
        database: str | None,
        source: str | None,
    ) -> int:
        """SQLite's question: 0 = go on, 1 = refuse the whole statement."""
        if source is not None and source not in TRIGGERS and source not in CTES:
            return _DENY
        return _OK if self._allowed(action, first or "", second or "", database or "") else _DENY

    def _allowed(self, action: int, first: str, second: str, database: str) -> bool:
        if action in (_ATTACH, _DETACH):  # "" is VACUUM's own temporary file
            return action == _ATTACH and first in ("", self.snapshot)
        if action in _PLAIN_ACTIONS or self.schema_changes or database.startswith(_VACUUM):
            return second != _LOADS_CODE
        if action in _WRITES:
            return not first.startswith("sqlite_")
        if action == _PRAGMA:
            return first in PRAGMAS
        return action == _FUNCTION and second in FUNCTIONS

    def overdue(self) -> int:
        """The progress handler: 1 stops the statement that is running."""
        return int(self.deadline is not None and time.monotonic_ns() > self.deadline)

"""The rows of a safe copy, made from an open client file without ever opening a seal (ADR 0048)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.visiting.safe_rules import LEFT_OUT, RULES, SETTINGS, TABLES, Rule
from asfdesk.storage.file.open_tables import open_tables
from asfdesk.storage.trouble import database_explained

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.file.open_table import OpenValue
    from asfdesk.domain.visiting.safe_copy import SafeMonth, SafePerson
    from asfdesk.domain.visiting.visit_state import StateFigure
    from asfdesk.storage._driver import Database

Row = dict[str, "OpenValue"]
Tables = dict[str, list[Row]]
_HASH_OF_NOTHING = "0" * 64


def is_safe_copy(db: Database) -> bool:
    """Whether a database says that it is a safe copy; an older schema cannot."""
    there = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'safe_copy'").fetchone()
    return there is not None and db.execute("SELECT 1 FROM safe_copy").fetchone() is not None


@dataclass(frozen=True)
class _Words:
    """Words instead of what was typed: the same text gets the same number.

    Attributes:
        words: table -> the word before the number.
        codes: projects and cost centres of the books; another text in their place is no code.
        fee_years: row of plan_staff -> the birth year that stands for the real one.
    """

    words: Mapping[str, str]
    codes: frozenset[str]
    fee_years: Mapping[int, int | None]
    given: defaultdict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, table: str, text: str) -> str:
        """The word and number for a text; nothing for nothing."""
        if not text:
            return ""
        known = self.given[table]
        return f"{self.words[table]} {known.setdefault(text, len(known) + 1)}"

    def value(self, table: str, column: str, row: Row) -> OpenValue:
        """What goes into the copy for a cell."""
        rule, found = RULES[table, column], row[column]
        if found is None or rule is Rule.NONE:
            return None
        if column == "project" and found not in self.codes:
            return ""
        if rule is Rule.LABEL:
            return self.label(table, str(found))
        if rule is Rule.FEE_YEAR:
            return self.fee_years.get(int(row["id"] or 0))
        return {Rule.BLANK: "", Rule.ZEROS: _HASH_OF_NOTHING}.get(rule, found)


def safe_tables(
    db: Database, words: Mapping[str, str], fee_years: Mapping[int, int | None]
) -> Tables:
    """Table -> rows that are taken from the file, as they stand in the copy.

    Args:
        db: of the open client file.
        words: table -> what one of its rows is called, for each with labels.
        fee_years: row of plan_staff -> the birth year that stands for the real one.

    Raises:
        KeyError: the schema has a column that has no rule yet; nothing was made.
    """
    with database_explained():
        made = _Words(words, _codes(db), fee_years)
        return {table: _rows(db, table, made) for table in TABLES}


def _codes(db: Database) -> frozenset[str]:
    found = db.execute(
        "SELECT number FROM sie_object UNION SELECT cost_centre FROM account_month "
        "UNION SELECT project FROM account_month"
    )
    return frozenset(code for (code,) in found.fetchall() if code)


def _rows(db: Database, table: str, made: _Words) -> list[Row]:
    info = db.execute(f"PRAGMA table_info({table})").fetchall()
    columns = [name for _at, name, *_rest in info if not name.endswith("_sealed")]
    read = db.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {columns[0]}").fetchall()
    rows = [dict(zip(columns, row, strict=True)) for row in read]
    if table == "setting":
        rows = [row for row in rows if row["key"] in SETTINGS]
    return [{column: made.value(table, column, row) for column in columns} for row in rows]


def rows_left_out(db: Database) -> dict[str, int]:
    """Table -> how many rows stay behind, of tables with any; keys and undo are not content."""
    with database_explained():
        counts = {
            table.name: int(db.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0])
            for table in open_tables(db)
            if table.name in LEFT_OUT
        }
    return {table: count for table, count in counts.items() if count}


def rows_of_people(people: Iterable[SafePerson]) -> list[Row]:
    """`safe_person` of the people in a copy."""
    return [
        {
            "id": at,
            "number": one.number,
            "sex": one.sex.value if one.sex else "",
            "age_band": one.age_band.value,
            "first_month": str(one.first),
            "last_month": str(one.last) if one.last else None,
        }
        for at, one in enumerate(people, start=1)
    ]


def rows_of_months(months: Iterable[SafeMonth]) -> list[Row]:
    """`safe_month` of the months in a copy."""
    cells = [(one.month, key, value) for one in months for key, value in one.sums.items()]
    return [
        {
            "id": at,
            "month": str(month),
            "key": key.value,
            "value": None if value is None else value.numerator,
            "divisor": 1 if value is None else value.denominator,
        }
        for at, (month, key, value) in enumerate(cells, start=1)
    ]


def rows_of_figures(figures: Sequence[StateFigure]) -> list[Row]:
    """`safe_figure` of the figures in a copy."""
    return [
        {"id": at, "key": one.key, "unit": one.unit.value, "value": one.value}
        for at, one in enumerate(figures, start=1)
    ]


def row_of_mark(made_on: date, threshold: int) -> list[Row]:
    """`safe_copy`: that it is one."""
    return [{"id": 1, "made_on": made_on.isoformat(), "threshold": threshold}]


def fill_safe_copy(db: Database, tables: Tables) -> None:
    """Put rows into a new, empty safe copy.

    Raises:
        DiskFullError: not enough room; the caller throws the copy away.
    """
    with database_explained(), db.atomic():
        db.execute("PRAGMA defer_foreign_keys = ON")
        for table, rows in tables.items():
            if rows:
                names = list(rows[0])
                db.conn.executemany(
                    f"INSERT INTO {table} ({', '.join(names)}) "
                    f"VALUES ({', '.join('?' * len(names))})",
                    [[row[name] for name in names] for row in rows],
                )

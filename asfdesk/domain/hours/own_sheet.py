"""The hidden sheet of a workbook of attendance that this program made.

It says which placement each row was, and what every cell held when the workbook was made. So a
sheet that comes back is matched exactly, and what was changed in it is told from what has been
changed in the program since.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.hours.sheet_days import day_of
from asfdesk.domain.hours.sheet_table import cell_at, cell_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asfdesk.domain.hours.sheet_table import CellValue, SheetTable

MARK = "asfdesk-attendance"
VERSION = 1
HEADS = ("row", "number", "agreement")
"""The columns before the days."""


@dataclass(frozen=True)
class OwnRow:
    """One row as it was made."""

    placement_id: int
    number: int
    agreement: str


@dataclass(frozen=True)
class OwnSheet:
    """What the hidden sheet says.

    Attributes:
        rows: by the key that stands in the row itself.
        base: (placement id, day) -> minutes and code as they were, "360", "0F" or "".
    """

    version: int
    org_number: str
    rows: Mapping[str, OwnRow]
    base: Mapping[tuple[int, date], str] = field(repr=False)

    def find(self, key: str, number: str, agreement: str) -> OwnRow | None:
        """The row with a key, else the only one with that number (and agreement, if several)."""
        if key in self.rows:
            return self.rows[key]
        found = [row for row in self.rows.values() if str(row.number) == number]
        if len(found) > 1:
            found = [row for row in found if row.agreement.casefold() == agreement.casefold()]
        return found[0] if len(found) == 1 else None


def row_key(placement_id: int) -> str:
    """What stands in the hidden column of a row."""
    return f"P{placement_id}"


def base_text(minutes: int | None, code: str) -> str:
    """What a cell held: minutes and code; "" when it was not filled in."""
    return "" if minutes is None else f"{minutes}{code}"


def hidden_rows(
    org_number: str, days: Sequence[date], rows: Sequence[tuple[OwnRow, Sequence[str]]]
) -> list[list[str]]:
    """The hidden sheet, row by row, all text."""
    found = [[MARK, str(VERSION), org_number], [*HEADS, *(day.isoformat() for day in days)]]
    for row, base in rows:
        found.append([row_key(row.placement_id), str(row.number), row.agreement, *base])
    return found


def read_own(tables: Sequence[SheetTable]) -> OwnSheet | None:
    """The hidden sheet of a workbook, or None when it has none."""
    for table in tables:
        if table.rows and cell_words(cell_at(table.rows[0], 0)) == MARK:
            return _read(table)
    return None


def _read(table: SheetTable) -> OwnSheet:
    head = table.rows[0]
    version = _whole(cell_at(head, 1))
    heads = table.rows[1] if len(table.rows) > 1 else ()
    days = [(at, day) for at, cell in enumerate(heads) if (day := day_of(cell))]
    rows: dict[str, OwnRow] = {}
    base: dict[tuple[int, date], str] = {}
    for row in table.rows[2:]:
        key = cell_words(cell_at(row, 0))
        placement_id = _whole(key[1:])
        if not placement_id:
            continue
        agreement = cell_words(cell_at(row, 2))
        rows[key] = OwnRow(placement_id, _whole(cell_at(row, 1)), agreement)
        base |= {(placement_id, day): cell_words(cell_at(row, at)) for at, day in days}
    return OwnSheet(version, cell_words(cell_at(head, 2)), rows, base)


def _whole(value: CellValue) -> int:
    text = cell_words(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else 0  # noqa: PLR2004 - digits that fit any id

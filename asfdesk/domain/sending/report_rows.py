"""Rows of a report that count when it is compared with what was sent (decisions A12, C4).

A report that is made for somebody is kept with its rows. When a month is locked again, the rows
that it would have now are compared with them: only a difference asks for sending again. A row
holds what the recipient acts on, such as hours, days and amounts, never how it looks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RowValue = str | int | None
"""Minutes, öre and counts as whole numbers; days and codes as text; fractions as "3/2"."""


@dataclass(frozen=True)
class ReportRow:
    """One row of a report.

    Attributes:
        key: what it is about, the same in every version of the report and of no other row in it,
            such as "17/4" for trainee 17 under agreement 4; never a name.
        number: running number of the trainee it tells about; None = nobody.
        values: column -> value. A column that is left out says the same as None.
    """

    key: str
    number: int | None = None
    values: Mapping[str, RowValue] = field(default_factory=dict, repr=False)


class RowChange(StrEnum):
    """What became of a row."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True)
class RowDifference:
    """One row that is not as it was sent.

    Attributes:
        key, number: as in the row.
        before, after: column -> value, only columns that differ; empty where there is no row.
    """

    key: str
    change: RowChange
    number: int | None
    before: Mapping[str, RowValue] = field(default_factory=dict, repr=False)
    after: Mapping[str, RowValue] = field(default_factory=dict, repr=False)


def differences(sent: Iterable[ReportRow], now: Iterable[ReportRow]) -> list[RowDifference]:
    """What differs, in the order of the rows as they are now; those that are gone come last.

    Raises:
        ValueError: two rows of one report have the same key.
    """
    earlier, later = _by_key(sent), _by_key(now)
    found = [one for key, row in later.items() if (one := _difference(earlier.get(key), row))]
    gone = [row for key, row in earlier.items() if key not in later]
    return [
        *found,
        *(RowDifference(row.key, RowChange.GONE, row.number, _said(row), {}) for row in gone),
    ]


def _difference(before: ReportRow | None, after: ReportRow) -> RowDifference | None:
    if before is None:
        return RowDifference(after.key, RowChange.NEW, after.number, {}, _said(after))
    columns = [
        name
        for name in dict.fromkeys((*after.values, *before.values))
        if before.values.get(name) != after.values.get(name)
    ]
    if not columns:
        return None
    return RowDifference(
        after.key,
        RowChange.CHANGED,
        after.number,
        {name: before.values.get(name) for name in columns},
        {name: after.values.get(name) for name in columns},
    )


def _said(row: ReportRow) -> dict[str, RowValue]:
    return {name: value for name, value in row.values.items() if value is not None}


def _by_key(rows: Iterable[ReportRow]) -> dict[str, ReportRow]:
    found: dict[str, ReportRow] = {}
    for row in rows:
        if row.key in found:
            raise ValueError(row.key)
        found[row.key] = row
    return found

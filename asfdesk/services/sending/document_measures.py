"""The figures of a report as measures: every number that stands in it, under lasting keys.

A package says what the report says, so that the two can never differ, and what the report hides
is hidden in the package too.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.money import round_half_up
from asfdesk.domain.sending.packages import Measure, State, Unit
from asfdesk.reports.document import Facts, Hidden, KeyFigures, Kind, RowStyle, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asfdesk.reports.document import Document, Value

_MILLI, _BP = 1_000, 10_000
_UNITS = {
    Kind.INTEGER: Unit.COUNT,
    Kind.DECIMAL: Unit.MILLI,
    Kind.PERCENT: Unit.BP,
    Kind.MONEY: Unit.ORE,
    Kind.MONEY_EXACT: Unit.ORE,
    Kind.HOURS: Unit.MINUTES,
}
_TIMES = {Unit.MILLI: _MILLI, Unit.BP: _BP}


def measure_of(key: str, kind: Kind, value: Value) -> Measure:
    """One figure of a document as a measure.

    Args:
        key: its lasting key.
        kind: of the figure; INTEGER, DECIMAL, PERCENT, MONEY, MONEY_EXACT or HOURS.
        value: exact, as the document holds it; a fraction is rounded half up to its unit.
    """
    unit = _UNITS[kind]
    if value is None:
        return Measure(key, unit, None, State.ABSENT)
    if isinstance(value, Hidden):
        return Measure(key, unit, None, State.HIDDEN)
    if not isinstance(value, int | Fraction):
        raise TypeError(key)
    return Measure(key, unit, round_half_up(Fraction(value) * _TIMES.get(unit, 1)))


def document_measures(document: Document, names: Mapping[str, str]) -> tuple[Measure, ...]:
    """Every keyed figure of a report: "table.row.column", or "part.figure" for a key figure.

    Args:
        document: the report. Rows and key figures without a key are left out.
        names: key of a key figure -> the part that it stands under; a table's own key is its
            part.
    """
    return tuple(_found(document, names))


def _found(document: Document, names: Mapping[str, str]) -> Iterator[Measure]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _of_table(block)
        elif isinstance(block, KeyFigures):
            for one in block.figures:
                if one.key in names:
                    yield measure_of(f"{names[one.key]}.{one.key}", one.kind, one.value)
        elif isinstance(block, Facts):
            for fact in block.facts:
                if fact.key in names:
                    yield measure_of(f"{names[fact.key]}.{fact.key}", fact.kind, fact.value)


def _of_table(table: Table) -> Iterator[Measure]:
    for row in (*table.rows, *table.totals):
        if row.style is RowStyle.GROUP or not row.key:
            continue
        for column, cell in zip(table.columns, row.cells, strict=True):
            kind = cell.kind or column.kind
            if kind in _UNITS:
                yield measure_of(f"{table.key}.{row.key.lower()}.{column.key}", kind, cell.value)

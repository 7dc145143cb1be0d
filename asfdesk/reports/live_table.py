"""Gives the cells of a table the formulas that their values come from.

A formula is kept only where it gives exactly the value that the cell has (to the öre, with
fractions): a workbook must never say something else than the paper does.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.reports.document import Hidden, RowStyle
from asfdesk.reports.formula import Ref, Sum, refs_of, worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asfdesk.reports.document import Cell, Row, Table
    from asfdesk.reports.formula import Formula, Number


class LiveTable:
    """A table whose cells are told, one rule after the other, where they come from.

    The first rule that fits a cell holds. Rows and columns are counted from 0, total rows after
    the others; `others` are the report's other tables that rules point at.
    """

    def __init__(self, table: Table, others: Iterable[Table] = ()) -> None:
        self._table = table
        self._lines = (*table.rows, *table.totals)
        self._others = {one.key: (*one.rows, *one.totals) for one in others}
        self._found: dict[tuple[int, int], Formula] = {}
        self._numeric = [at for at, column in enumerate(table.columns) if column.kind.numeric]

    def sum_rows(
        self,
        row: int,
        parts: Sequence[int],
        minus: Sequence[int] = (),
        columns: Iterable[int] | None = None,
    ) -> None:
        """A row is some other rows together, in every column of numbers unless said which."""
        for column in self._numeric if columns is None else columns:
            plus = tuple(Ref(part, column) for part in parts)
            self.cell(row, column, Sum(plus, tuple(Ref(part, column) for part in minus)))

    def sum_columns(
        self,
        column: int,
        parts: Sequence[int],
        minus: Sequence[int] = (),
        rows: Iterable[int] | None = None,
    ) -> None:
        """A column is some other columns together, in every row unless said which."""
        for row in range(len(self._lines)) if rows is None else rows:
            plus = tuple(Ref(row, part) for part in parts)
            self.cell(row, column, Sum(plus, tuple(Ref(row, part) for part in minus)))

    def cell(self, row: int, column: int, formula: Formula) -> None:
        """One cell; nothing happens where the formula does not give its value."""
        target = self._cell(Ref(row, column))
        if target is None or (row, column) in self._found:
            return
        if not isinstance(target.value, int | Fraction) or not self._can_add(formula):
            return
        if worth(formula, self._number) == target.value:
            self._found[row, column] = formula

    def table(self) -> Table:
        """The table with the formulas in it."""
        lines = [self._row(at, line) for at, line in enumerate(self._lines)]
        count = len(self._table.rows)
        return replace(self._table, rows=tuple(lines[:count]), totals=tuple(lines[count:]))

    def _row(self, at: int, line: Row) -> Row:
        if not any(row == at for row, _column in self._found):
            return line
        cells = tuple(
            replace(cell, formula=self._found.get((at, column), cell.formula))
            for column, cell in enumerate(line.cells)
        )
        return replace(line, cells=cells)

    def _can_add(self, formula: Formula) -> bool:
        """Whether every cell it looks at is there and is a number or empty."""
        return all(
            (cell := self._cell(ref)) is not None
            and not isinstance(cell.value, Hidden)
            and (cell.value in (None, "") or isinstance(cell.value, int | Fraction))
            for ref in refs_of(formula)
        )

    def _cell(self, ref: Ref) -> Cell | None:
        lines = self._others.get(ref.table, ()) if ref.table else self._lines
        if ref.row >= len(lines) or lines[ref.row].style is RowStyle.GROUP:
            return None
        cells = lines[ref.row].cells
        return cells[ref.column] if ref.column < len(cells) else None

    def _number(self, ref: Ref) -> Number | None:
        cell = self._cell(ref)
        value = cell.value if cell is not None else None
        return value if isinstance(value, int | Fraction) else None

"""Formulas of a report as Excel writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.reports.formula import Product, Quotient, Sum

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asfdesk.reports.formula import Formula, Ref

_LETTERS = 26
_ADDED_ONE_BY_ONE = 2
"""So many single cells are written with plus signs; more become a SUM."""


@dataclass
class TablePlaces:
    """Where the tables of a workbook stand: by key, the sheet and the row of their first line.

    Attributes:
        found: those that have been written.
        rehearsing: the workbook is written to find the places; what is not known yet may be.
    """

    found: dict[str, tuple[str, int]] = field(default_factory=dict)
    rehearsing: bool = False

    def put(self, key: str, sheet: str, row: int) -> None:
        """Note a table that is about to be written; rows from 0."""
        self.found[key] = (sheet, row)

    def of(self, key: str) -> tuple[str, int]:
        """The sheet and the first row of a table.

        Raises:
            KeyError: there is no such table (a report that is built wrong).
        """
        return self.found.get(key, ("", 0)) if self.rehearsing else self.found[key]


def formula_text(formula: Formula, key: str, places: TablePlaces) -> str:
    """A formula of a cell in table `key`, with its equals sign.

    Raises:
        KeyError: it points at a table that is not in the report (one that is built wrong).
    """
    writer = _Writer(key, places)
    match formula:
        case Sum(plus=plus, minus=minus):
            return "=" + writer.sum(plus, minus)
        case Product(first=first, second=second):
            return f"={writer.cell(first)}*{writer.cell(second)}"
        case Quotient(over=over, under=under):
            below = writer.cell(under)
            return f'=IF({below}=0,"",{writer.cell(over)}/{below})'


@dataclass(frozen=True)
class _Writer:
    key: str
    places: TablePlaces

    def sum(self, plus: Sequence[Ref], minus: Sequence[Ref]) -> str:
        """B4+B5-C4, or SUM(B4:B9)-SUM(C4:C9)."""
        added, taken = list(_runs(plus)), list(_runs(minus))
        said = self._added(added) or "0"
        if not taken:
            return said
        return f"{said}-{self._added(taken, inside=True)}"

    def _added(self, runs: Sequence[Sequence[Ref]], *, inside: bool = False) -> str:
        """Runs added up; `inside`: as one term, that can stand after a minus."""
        singles = all(len(run) == 1 for run in runs)
        if singles and len(runs) <= (1 if inside else _ADDED_ONE_BY_ONE):
            return "+".join(self.cell(run[0]) for run in runs)
        return f"SUM({','.join(self._range(run) for run in runs)})"

    def _range(self, run: Sequence[Ref]) -> str:
        if len(run) == 1:
            return self.cell(run[0])
        last = run[-1]
        return f"{self.cell(run[0])}:{_address(self._row(last), last.column)}"

    def cell(self, ref: Ref) -> str:
        """B4, or 'Another sheet'!B4."""
        sheet, _first = self.places.of(ref.table or self.key)
        own, _row = self.places.of(self.key)
        address = _address(self._row(ref), ref.column)
        if sheet == own:
            return address
        quoted = sheet.replace("'", "''")
        return f"'{quoted}'!{address}"

    def _row(self, ref: Ref) -> int:
        return self.places.of(ref.table or self.key)[1] + ref.row


def _address(row: int, column: int) -> str:
    letters = ""
    left = column + 1
    while left:
        left, rest = divmod(left - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _runs(refs: Sequence[Ref]) -> Iterator[list[Ref]]:
    """Cells that follow each other downwards or to the right, together."""
    run: list[Ref] = []
    step: tuple[int, int] | None = None
    for ref in refs:
        if run and ref.table == run[-1].table:
            move = (ref.row - run[-1].row, ref.column - run[-1].column)
            if move in ((1, 0), (0, 1)) and step in (None, move):
                run.append(ref)
                step = move
                continue
        if run:
            yield run
        run, step = [ref], None
    if run:
        yield run

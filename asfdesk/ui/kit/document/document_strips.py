"""A document as strips, in reading order: the preview and the printed page are made of them.

A long one is laid out piece by piece. What takes time is written as steps: an iterator that does
a little each time and says how many cells that was, so that whoever drives it can stop between.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from asfdesk.reports.document import Facts, Table
from asfdesk.ui.kit.document.document_blocks import block_strips, head_strips, subheading
from asfdesk.ui.kit.document.document_cells import TableMeasuring
from asfdesk.ui.kit.document.document_guess import guessed_block, guessed_head, guessed_rows
from asfdesk.ui.kit.document.document_ink import space
from asfdesk.ui.kit.document.document_table import LaidOutTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asfdesk.reports.document import Document
    from asfdesk.ui.kit.document.document_blocks import Plain
    from asfdesk.ui.kit.document.document_cells import MeasuredTable
    from asfdesk.ui.kit.document.document_ink import Strip

READING_WIDTH = 700.0
"""A document is never narrower than this, whatever the window."""
ROWS_TOGETHER = 12
"""Rows of a table that are laid out at a time: a few milliseconds when they have many columns."""


@dataclass(frozen=True)
class Piece:
    """A part of a document that is laid out as a whole.

    Attributes:
        guess: about how high it is in a width; quick.
        make: its strips in a width.
        table: the place of the table that must be measured first; None = none.
        cells: about how much work `make` is.
    """

    guess: Callable[[float], float]
    make: Callable[[float], list[Strip]]
    table: int | None = None
    cells: int = 1


class MeasuredDocument:
    """A document with what is known of its tables, to be laid out for one width after the other."""

    def __init__(self, document: Document) -> None:
        self.document = document
        known: dict[tuple[str, bool], float] = {}
        tables = (TableMeasuring(table, known) for table in document.tables())
        self._measuring = dict(enumerate(tables))
        self._tables: dict[int, MeasuredTable] = {}
        self._laid_out: dict[int, tuple[float, LaidOutTable]] = {}
        self.pieces = tuple(self._cut())

    @property
    def needed_width(self) -> float:
        """The width that the widest of the measured tables needs."""
        return max([READING_WIDTH, *(table.least for table in self._tables.values())])

    def unmeasured(self) -> tuple[int, ...]:
        """The places of tables that are not measured."""
        return tuple(self._measuring)

    def measure(self, at: int) -> Iterator[int]:
        """Steps to a table that is measured; may be left and taken up again."""
        if at in self._measuring:
            # Not "yield from": that would end the table's steps where these are left.
            for cells in self._measuring[at].steps():  # noqa: UP028 - see above
                yield cells
            self._tables[at] = self._measuring.pop(at).measured()

    def is_measured(self, at: int) -> bool:
        """Whether a table's columns can be placed."""
        return at in self._tables

    def _cut(self) -> Iterator[Piece]:
        document, tables = self.document, 0
        yield Piece(partial(guessed_head, document), partial(head_strips, document), cells=20)
        for block, following in zip_longest(document.blocks, document.blocks[1:]):
            if isinstance(block, Table):
                yield from self._cut_table(block, tables)
                tables += 1
            elif block is not None:
                leads = isinstance(block, Facts) and isinstance(following, Table)
                cells = len(block.facts) if isinstance(block, Facts) else 1
                make = partial(_leading if leads else block_strips, block)
                yield Piece(partial(guessed_block, block), make, cells=cells)

    def _cut_table(self, table: Table, at: int) -> Iterator[Piece]:
        lines = len(table.rows) + len(table.totals)
        for first in range(0, max(lines, 1), ROWS_TOGETHER):
            last = min(first + ROWS_TOGETHER, lines)
            yield Piece(
                partial(guessed_rows, table, first, last),
                partial(self._table_part, at, first, last),
                table=at,
                cells=(last - first) * len(table.columns),
            )

    def _table_part(self, at: int, first: int, last: int, width: float) -> list[Strip]:
        known = self._laid_out.get(at)
        if known is None or known[0] != width:
            known = self._laid_out[at] = (width, LaidOutTable(self._tables[at], width))
        laid_out, measured = known[1], self._tables[at]
        strips: list[Strip] = []
        if first == 0:
            title = measured.table.title
            strips += [subheading(title, width)] if title else []
            strips += [*laid_out.heads, *laid_out.before_rows()]
        strips += [laid_out.row(one) for one in range(first, last)]
        if last == len(measured.lines):
            strips += [*laid_out.after_rows(), space(10)]
        return strips


def measured_document(document: Document) -> MeasuredDocument:
    """Measure all that is the same in every width."""
    measured = MeasuredDocument(document)
    for at in measured.unmeasured():
        for _cells in measured.measure(at):
            pass
    return measured


def document_strips(measured: MeasuredDocument, width: float) -> list[Strip]:
    """Everything the report says, laid out for a width."""
    return [strip for piece in measured.pieces for strip in piece.make(width)]


def _leading(block: Plain, width: float) -> list[Strip]:
    """A block that stays with the table it stands over."""
    return [replace(strip, keeps_next=True) for strip in block_strips(block, width)]

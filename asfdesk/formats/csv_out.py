"""Document to CSV for a Swedish Excel: UTF-8 with mark, semicolons, CRLF, decimal comma.

First the head as word;value lines, then what the report says, each table under its own heading
line and with its column titles. Numbers have no groups, so that any program reads them.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.formats.recipient_list import render_csv
from asfdesk.formats.text_guard import guarded
from asfdesk.reports.cell_text import DECIMALS, cell_decimals, cell_kind, number_text
from asfdesk.reports.document import (
    Chart,
    Facts,
    Heading,
    Hidden,
    KeyFigures,
    Kind,
    Note,
    PageBreak,
    Paragraph,
    RowStyle,
    Signatures,
    Table,
)
from asfdesk.reports.head_facts import head_facts, open_issues_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.reports.document import Block, Column, Document, Row, Value

ENCODING = "utf-8-sig"
_PLAIN = str.maketrans({"\u202f": "", "\u00a0": "", "\u2212": "-", ".": ","})


def render(document: Document) -> bytes:
    """The whole report as one CSV file; a list in a recipient's own columns is that list alone."""
    if document.recipient_list is not None:
        return render_csv(document, document.recipient_list)
    target = io.StringIO(newline="")
    lines = csv.writer(target, delimiter=";", lineterminator="\r\n")
    lines.writerow(
        [guarded(document.title), *([guarded(document.subtitle)] * bool(document.subtitle))]
    )
    for fact in head_facts(document):
        lines.writerow([guarded(fact.label), plain(fact.value, fact.kind)])
    for issue in document.head.open_issues:
        lines.writerow([open_issues_words(), guarded(issue)])
    for block in document.blocks:
        lines.writerows(_block_lines(block))
    return target.getvalue().encode(ENCODING)


def plain(value: Value, kind: Kind, decimals: int | None = None) -> str:
    """A value without groups or unit; "" for None, per cent as the number before the sign."""
    match value:
        case None:
            return ""
        case str():
            return guarded(value)
        case Hidden(text=text):
            return guarded(text)
        case date():
            return value.isoformat()
        case int() | Fraction():
            shown = DECIMALS.get(kind, 0) if decimals is None else decimals
            shown = 2 if kind is Kind.MONEY else shown  # whole kronor are for the eye only
            return number_text(value, kind, shown).translate(_PLAIN).removesuffix("%")


def _block_lines(block: Block) -> Iterable[list[str]]:
    match block:
        case Table():
            yield from table_lines(block)
        case Facts():
            yield from ([guarded(fact.label), plain(fact.value, fact.kind)] for fact in block.facts)
        case KeyFigures():
            for one in block.figures:
                value = plain(one.value, one.kind, one.decimals)
                unit = "%" if one.kind is Kind.PERCENT else one.unit
                yield [guarded(one.label), value, guarded(unit), guarded(one.comparison)]
        case Heading():
            yield from ([], [guarded(block.text)])
        case Paragraph():
            yield [guarded(f"{block.label} {block.text}".strip())]
        case Note():
            yield [guarded(block.text)]
        case Chart() | Signatures() | PageBreak():
            return


def table_lines(table: Table) -> Iterable[list[str]]:
    """An empty line, the title, the column titles, the rows and what is noted below."""
    yield []
    if table.title:
        yield [guarded(table.title)]
    if table.spans:
        yield [
            guarded(title)
            for span in table.spans
            for title in (span.title, *[""] * (span.columns - 1))
        ]
    yield [_title(column) for column in table.columns]
    if not table.rows and table.empty:
        yield [guarded(table.empty)]
    for row in (*table.rows, *table.totals):
        yield _cells(row, table.columns)
    if table.note:
        yield [guarded(table.note)]


def _title(column: Column) -> str:
    """The title, with the unit where the numbers do not carry it."""
    return guarded(
        f"{column.title} (%)"
        if column.kind is Kind.PERCENT and "%" not in column.title
        else column.title
    )


def _cells(row: Row, columns: tuple[Column, ...]) -> list[str]:
    if row.style is RowStyle.GROUP:
        return [plain(row.cells[0].value, Kind.TEXT)]
    return [
        plain(cell.value, cell_kind(cell, column), cell_decimals(cell, column))
        for cell, column in zip(row.cells, columns, strict=True)
    ]

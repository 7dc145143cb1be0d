"""Document to plain text with aligned columns: for reading in a terminal and for golden files."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from asfdesk.reports.cell_text import cell_kind, cell_text, fact_text, figure_text
from asfdesk.reports.document import (
    Chart,
    Facts,
    Heading,
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
    from collections.abc import Iterable, Sequence

    from asfdesk.reports.document import Block, Document, Fact, Row, SignatureLine

WIDTH = 96
GAP = "  "


def render(document: Document) -> bytes:
    """The whole report as UTF-8 text."""
    lines = [document.title, "=" * len(document.title)]
    lines += [document.subtitle] if document.subtitle else []
    lines += ["", *_pairs(head_facts(document))]
    if document.head.open_issues:
        lines += ["", f"{open_issues_words()}:"]
        lines += [f"  ! {issue}" for issue in document.head.open_issues]
    for block in document.blocks:
        found = list(_block(block))
        lines += ["", *found] if found else []
    return ("\n".join(line.rstrip() for line in lines) + "\n").encode()


def _block(block: Block) -> Iterable[str]:
    match block:
        case Facts():
            yield from _pairs(block.facts)
        case KeyFigures():
            for one in block.figures:
                yield f"{_marked(one.tone.symbol, one.label)}: {figure_text(one)}"
                yield from _wrapped(one.comparison, "  ")
        case Table():
            yield from _table(block)
        case Chart():
            yield from _wrapped(": ".join(filter(None, (block.title, block.spec.summary))))
        case Signatures():
            yield from (_signature(line) for line in block.lines)
        case PageBreak():
            yield "-" * WIDTH
        case Heading() | Paragraph() | Note():
            yield from _words(block)


def _words(block: Heading | Paragraph | Note) -> Iterable[str]:
    match block:
        case Heading():
            yield from (block.text, ("-" if block.level == 1 else ".") * len(block.text))
        case Paragraph():
            yield from _wrapped(f"{block.label} {block.text}".strip())
        case Note():
            yield from _wrapped(_marked(block.tone.symbol, block.text))


def _marked(symbol: str, text: str) -> str:
    return f"{symbol} {text}" if symbol else text


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _pairs(facts: Sequence[Fact]) -> list[str]:
    width = max((len(fact.label) for fact in facts), default=0) + 1
    return [f"{fact.label + ':':<{width}} {fact_text(fact)}" for fact in facts]


def _signature(line: SignatureLine) -> str:
    return f"{'_' * 40}  {line.role}{': ' + line.name if line.name else ''}"


def _table(table: Table) -> Iterable[str]:
    titles = [column.title for column in table.columns]
    rows = [_row_texts(row, table) for row in (*table.rows, *table.totals)]
    full = [texts for texts in rows if len(texts) == len(titles)]
    widths = [max(len(texts[at]) for texts in (titles, *full)) for at in range(len(titles))]
    numeric = [column.kind is not Kind.TEXT for column in table.columns]
    if table.title:
        yield table.title
    if table.spans:
        yield _span_line(table, widths)
    yield _line(titles, widths, numeric)
    yield GAP.join("-" * width for width in widths)
    if not table.rows and table.empty:
        yield table.empty
    for at, texts in enumerate(rows):
        if table.totals and at == len(table.rows):
            yield GAP.join("-" * width for width in widths)
        yield _line(texts, widths, numeric)
    yield from _wrapped(table.note)


def _span_line(table: Table, widths: list[int]) -> str:
    """Group headings, each starting where its first column does."""
    parts, at = [], 0
    for span in table.spans:
        inside = widths[at : at + span.columns]
        parts.append(f"{span.title:<{sum(inside) + len(GAP) * (len(inside) - 1)}}")
        at += span.columns
    return GAP.join(parts)


def _line(texts: list[str], widths: list[int], numeric: list[bool]) -> str:
    if len(texts) != len(widths):
        return GAP.join(texts)
    return GAP.join(
        f"{text:>{width}}" if right else f"{text:<{width}}"
        for text, width, right in zip(texts, widths, numeric, strict=True)
    )


def _row_texts(row: Row, table: Table) -> list[str]:
    if row.style is RowStyle.GROUP:
        return [cell_text(row.cells[0], table.columns[0], symbol=False)]
    texts = [
        cell_text(cell, column).replace("\n", " ")
        for cell, column in zip(row.cells, table.columns, strict=True)
    ]
    if cell_kind(row.cells[0], table.columns[0]) is Kind.TEXT:
        texts[0] = "  " * row.indent + texts[0]
    return texts

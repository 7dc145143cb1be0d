"""Tables on paper: widths by content, heads on every page, too wide ones split by columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.platypus import Table as PdfTable

from asfdesk.formats.pdf import styles
from asfdesk.formats.pdf.fonts import REGULAR, STRONG, shown, width
from asfdesk.formats.pdf.styles import paragraph
from asfdesk.reports.cell_text import cell_kind, cell_text
from asfdesk.reports.column_widths import Wish, squeezed
from asfdesk.reports.document import Kind, RowStyle, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.platypus import Flowable

    from asfdesk.reports.document import Row, Table

SIZES = (9.0, 8.0, 7.0, 6.5)
COMPACT = (7.5, 7.0, 6.5)
PADDING = 4.0
AFTER_NUMBER = 12.0
"""Room before left-aligned words that follow a right-aligned number."""
INDENT = 10.0
MOST_WORDS = 260.0
"""A column of words is never wider than this by itself; it wraps."""
LEAST_WORDS = 62.0
ROOM_FOR_A_PEN = 17.0
"""Above the words of a row that somebody signs on."""
MOST_TITLE = 76.0
"""A column of numbers is not made wider than this for its title's sake."""

Command = tuple[object, ...]


def natural_width(table: Table, size: float = SIZES[0]) -> float:
    """What the table wants with wrapped titles; more than the paper's width means landscape."""
    pairs = zip(_wanted(table, size), _least(table, size), table.columns, strict=True)
    return sum(wide if column.kind is Kind.TEXT else least for wide, least, column in pairs)


def table_flowables(table: Table, available: float) -> list[Flowable]:
    """The table in the largest type that fits; columns that never fit go below."""
    for size in COMPACT if table.compact else SIZES:
        least = _least(table, size)
        if sum(least) <= available:
            return [_build(table, _shared(table, size, available), size)]
    parts = _split(table, SIZES[-1], available)
    return [_build(part, _shared(part, SIZES[-1], available), SIZES[-1]) for part in parts]


@dataclass(frozen=True)
class _Line:
    """A row with its place in the paper table."""

    at: int
    row: Row
    total: bool


def _texts(table: Table, column: int) -> Iterator[tuple[str, bool]]:
    """Every text of a column and whether it is bold; group rows run over all columns."""
    for at, row in enumerate((*table.rows, *table.totals)):
        if row.style is not RowStyle.GROUP:
            cell = row.cells[column]
            strong = cell.strong or row.style is RowStyle.STRONG or at >= len(table.rows)
            yield shown(cell_text(cell, table.columns[column])), strong


def _content_width(table: Table, column: int, size: float) -> float:
    found = [width(text, STRONG if bold else REGULAR, size) for text, bold in _texts(table, column)]
    indent = max((row.indent for row in table.rows), default=0) * INDENT if column == 0 else 0
    return max(found, default=0) + indent


def _longest_word(text: str, font: str, size: float) -> float:
    return max((width(word, font, size) for word in shown(text).split()), default=0)


def _wanted(table: Table, size: float) -> list[float]:
    """Width per column if only long titles and long texts wrapped."""
    found = []
    for at, column in enumerate(table.columns):
        title = width(shown(column.title), STRONG, size)
        most = MOST_WORDS if column.kind is Kind.TEXT else MOST_TITLE
        content = max(_content_width(table, at, size), min(title, most))
        if column.kind is Kind.TEXT:
            content = min(content, MOST_WORDS)
        found.append(_with_room(table, at, content, size))
    return found


def _least(table: Table, size: float) -> list[float]:
    """Width per column when words and titles wrap as much as they reasonably can."""
    found = []
    for at, column in enumerate(table.columns):
        content = max(_content_width(table, at, size), _longest_word(column.title, STRONG, size))
        if column.kind is Kind.TEXT:
            content = min(content, LEAST_WORDS * size / SIZES[0])
        found.append(_with_room(table, at, content, size))
    return found


def _with_room(table: Table, at: int, content: float, size: float) -> float:
    """The content's width, or the column's own least one, with padding."""
    return max(content, table.columns[at].width * size * 0.5) + PADDING + _left(table, at) + 1


def _left(table: Table, column: int) -> float:
    """Padding before a column's cells."""
    before = table.columns[column - 1].kind.numeric if column else False
    return AFTER_NUMBER if before and not table.columns[column].kind.numeric else PADDING


def _shared(table: Table, size: float, available: float) -> list[float]:
    """Widths that fit, and fill the paper when the table is not much narrower."""
    sides = zip(_least(table, size), _wanted(table, size), table.columns, strict=True)
    wishes = [Wish(least, wide, column.kind is Kind.TEXT) for least, wide, column in sides]
    widths = squeezed(wishes, available)
    return _stretched(table, widths, max(available - sum(widths), 0))


def _stretched(table: Table, wanted: list[float], spare: float) -> list[float]:
    """A narrow table keeps its width unless it has a good half of the paper to fill."""
    if spare > sum(wanted) * 0.6:
        return wanted
    numbers = [at for at, column in enumerate(table.columns) if column.kind is not Kind.TEXT]
    words = [at for at, column in enumerate(table.columns) if column.kind is Kind.TEXT]
    found = list(wanted)
    for at in words or numbers:
        found[at] += spare * (0.5 if words and numbers else 1) / len(words or numbers)
    if words and numbers:
        for at in numbers:
            found[at] += spare * 0.5 / len(numbers)
    return found


def _split(table: Table, size: float, available: float) -> list[Table]:
    """Several tables beside each other's columns, each with the first column again."""
    least = _least(table, size)
    groups: list[list[int]] = []
    used = available + 1
    for at in range(1, len(least)):
        if used + least[at] > available:
            groups.append([0])
            used = least[0]
        groups[-1].append(at)
        used += least[at]
    return [_only(table, group) for group in groups]


def _only(table: Table, columns: Sequence[int]) -> Table:
    def narrowed(row: Row) -> Row:
        if row.style is RowStyle.GROUP:
            return row
        return replace(row, cells=tuple(row.cells[at] for at in columns))

    return replace(
        table,
        columns=tuple(table.columns[at] for at in columns),
        rows=tuple(map(narrowed, table.rows)),
        totals=tuple(map(narrowed, table.totals)),
        spans=(),
    )


def _build(table: Table, widths: list[float], size: float) -> Flowable:
    heads = 2 if table.spans else 1
    content: list[list[object]] = [_span_cells(table)] if table.spans else []
    content.append([_title(column.title, column.kind, size) for column in table.columns])
    commands = [*_base(size, compact=table.compact), *_head_commands(table, heads)]
    commands += [
        ("LEFTPADDING", (at, 0), (at, -1), _left(table, at)) for at in range(len(table.columns))
    ]
    lines = [
        _Line(heads + at, row, total=at >= len(table.rows))
        for at, row in enumerate((*table.rows, *table.totals))
    ]
    for line in lines:
        content.append(_cells(line, table, widths, size))
        commands += _line_commands(line, table)
    if table.totals:
        commands.append(("NOSPLIT", (0, lines[-1].at - len(table.totals)), (-1, lines[-1].at)))
    if not table.rows and table.empty:
        content.insert(heads, [paragraph(table.empty, styles.LABEL), *[""] * (len(widths) - 1)])
        commands.append(("SPAN", (0, heads), (-1, heads)))
    return PdfTable(
        content,
        colWidths=widths,
        repeatRows=heads,
        hAlign="LEFT",
        style=commands,
        spaceAfter=2 if table.compact else 6,
    )


def _base(size: float, *, compact: bool) -> list[Command]:
    everywhere = ((0, 0), (-1, -1))
    above, below = (1.0, 1.8) if compact else (2.6, 3.4)
    return [
        ("FONTNAME", *everywhere, REGULAR),
        ("FONTSIZE", *everywhere, size),
        ("LEADING", *everywhere, size * 1.3),
        ("TEXTCOLOR", *everywhere, styles.TEXT),
        ("LEFTPADDING", *everywhere, PADDING),
        ("RIGHTPADDING", *everywhere, PADDING),
        ("TOPPADDING", *everywhere, above),
        ("BOTTOMPADDING", *everywhere, below),
        ("VALIGN", *everywhere, "TOP"),
    ]


def _head_commands(table: Table, heads: int) -> list[Command]:
    last = heads - 1
    commands: list[Command] = [
        ("LINEBELOW", (0, last), (-1, last), 0.8, styles.MUTED),
        ("VALIGN", (0, last), (-1, last), "BOTTOM"),
        ("NOSPLIT", (0, 0), (-1, heads)),
    ]
    if not table.spans:
        return commands
    commands += [
        ("FONTNAME", (0, 0), (-1, 0), STRONG),
        ("TEXTCOLOR", (0, 0), (-1, 0), styles.MUTED),
        ("ALIGN", (0, 0), (-1, 0), "CENTER"),
    ]
    at = 0
    for span in table.spans:
        end = at + span.columns - 1
        commands.append(("SPAN", (at, 0), (end, 0)))
        if span.title:
            commands.append(("LINEBELOW", (at, 0), (end, 0), 0.5, styles.RULE))
        at = end + 1
    return commands


def _span_cells(table: Table) -> list[object]:
    return [
        text for span in table.spans for text in (shown(span.title), *[""] * (span.columns - 1))
    ]


def _title(title: str, kind: Kind, size: float) -> object:
    look = styles.style(size, strong=True, color=styles.MUTED, alignment=2 if kind.numeric else 0)
    return paragraph(title, look)


def _cells(line: _Line, table: Table, widths: list[float], size: float) -> list[object]:
    row = line.row
    if row.style is RowStyle.GROUP:
        text = shown(cell_text(row.cells[0], table.columns[0], symbol=False))
        return [text, *[""] * (len(widths) - 1)]
    strong = line.total or row.style is RowStyle.STRONG
    found: list[object] = []
    for at, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        text = shown(cell_text(cell, column))
        font = STRONG if strong or cell.strong else REGULAR
        room = widths[at] - PADDING - _left(table, at) - (row.indent * INDENT if at == 0 else 0)
        if "\n" not in text and width(text, font, size) <= room + 0.1:
            found.append(text)
        else:
            color = styles.MUTED if row.style is RowStyle.MUTED else styles.TONES[cell.tone]
            align = 2 if cell_kind(cell, column).numeric else 0
            look = styles.style(size, strong=font == STRONG, color=color, alignment=align)
            found.append(paragraph(text, look))
    return found


def _line_commands(line: _Line, table: Table) -> Iterator[Command]:
    at, row = line.at, line.row
    everything = ((0, at), (-1, at))
    yield ("LINEBELOW", *everything, 0.4, styles.GRID)
    if row.style is RowStyle.GROUP:
        yield ("SPAN", *everything)
        yield ("FONTNAME", *everything, STRONG)
        yield ("TOPPADDING", *everything, 7)
        yield ("NOSPLIT", (0, at), (-1, at + 1))
        return
    if line.total or row.style is RowStyle.STRONG:
        yield ("FONTNAME", *everything, STRONG)
    if line.total and at > 1:
        yield ("LINEABOVE", *everything, 0.8, styles.MUTED)
    if row.style is RowStyle.MUTED:
        yield ("TEXTCOLOR", *everything, styles.MUTED)
    if row.style is RowStyle.TO_SIGN:
        yield ("TOPPADDING", *everything, ROOM_FOR_A_PEN)
    if row.indent:
        yield ("LEFTPADDING", (0, at), (0, at), PADDING + row.indent * INDENT)
    yield from _cell_commands(at, row, table)


def _cell_commands(at: int, row: Row, table: Table) -> Iterator[Command]:
    for place, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        if cell_kind(cell, column).numeric:
            yield ("ALIGN", (place, at), (place, at), "RIGHT")
        if cell.tone is not Tone.NEUTRAL:
            yield ("TEXTCOLOR", (place, at), (place, at), styles.TONES[cell.tone])
        if cell.strong:
            yield ("FONTNAME", (place, at), (place, at), STRONG)

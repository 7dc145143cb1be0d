"""The blocks of a document as what ReportLab lays out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import CondPageBreak, KeepTogether, Spacer
from reportlab.platypus import PageBreak as PdfPageBreak
from reportlab.platypus import Table as PdfTable

from asfdesk.formats.pdf import styles
from asfdesk.formats.pdf.charts import ChartFlowable
from asfdesk.formats.pdf.fonts import REGULAR, shown, width
from asfdesk.formats.pdf.styles import paragraph
from asfdesk.formats.pdf.tables import table_flowables
from asfdesk.i18n import _
from asfdesk.reports.cell_text import fact_text, figure_text
from asfdesk.reports.document import (
    Chart,
    Facts,
    Heading,
    KeyFigures,
    Note,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
    Tone,
    figures_across,
)
from asfdesk.reports.head_facts import about_words, data_facts, open_issues_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus import Flowable

    from asfdesk.reports.document import Block, Document, Fact, KeyFigure, SignatureLine

TABLE_START = 90.0
"""Points that must be left on the page for a table to start on it."""
WORDS_TO_START = 2
"""More paragraphs than this under a heading may run on to the next page."""
SHORT_TABLE = 12
"""A table of so many lines, its head's two counted, is not split between pages."""
HEADING_HEIGHT = 32.0
TITLE_HEIGHT = 24.0
LINE, COMPACT_LINE = 18.0, 12.6
LEADING_UP = 60.0
"""About the height of a row of key figures."""


def story(document: Document, available: float) -> list[Flowable]:
    """Title, head and every block, for a column `available` points wide."""
    found: list[Flowable] = [
        paragraph(document.title, styles.TITLE),
        paragraph(_sentence(_state(document)), styles.PERIOD),
    ]
    facts = data_facts(document)
    found += [Spacer(0, 7), _facts(facts, available), Spacer(0, 4)] if facts else [Spacer(0, 7)]
    found += _open_issues(document.head.open_issues, available)
    for at, block in enumerate(document.blocks):
        if isinstance(block, PageBreak) and isinstance(found[-1], Spacer):
            # A page that is full to the brim would otherwise be followed by an empty one.
            found.pop()
        if isinstance(block, Heading):
            found.append(CondPageBreak(_start(document.blocks[at + 1 :], block.level)))
        found += block_flowables(block, available)
    return found


def _start(following: Sequence[Block], level: int) -> float:
    """What a heading needs below it on its page: what leads to a table, and the table's start.

    A heading of the second level answers for what stands under it only, not for the next one.
    """
    height, words = TABLE_START, 0
    for block in following:
        match block:
            case Facts():
                height += 18 + 7 * len(block.facts)
            case KeyFigures():
                height += LEADING_UP
            case Chart():
                return height + block.height
            case Paragraph():
                words += 1
                if words > WORDS_TO_START:
                    return LEADING_UP
                height += LEADING_UP / 2
            case Heading(level=2) if level == 1:
                height += LEADING_UP / 2
            case Table():
                return height - TABLE_START + HEADING_HEIGHT + _start_of(block)
            case _:
                break
    return height


def block_flowables(block: Block, available: float) -> list[Flowable]:
    """One block."""
    match block:
        case Table():
            return _table(block, available)
        case Facts():
            return [_facts(block.facts, available), Spacer(0, 6)]
        case KeyFigures():
            return [_figures(block.figures, available), Spacer(0, 4)]
        case Chart():
            return [_chart(block)]
        case Signatures():
            return [_signatures(block.lines, available)]
        case PageBreak():
            return [PdfPageBreak()]
        case Heading() | Paragraph() | Note():
            return _words(block)


def _words(block: Heading | Paragraph | Note) -> list[Flowable]:
    match block:
        case Heading():
            look = styles.HEADING_1 if block.level == 1 else styles.HEADING_2
            return [paragraph(block.text, look)]
        case Paragraph():
            return [paragraph(block.text, styles.BODY, block.label)]
        case Note():
            mark = f"{block.tone.symbol} " if block.tone.symbol else ""
            look = styles.style(8.5, color=styles.TONES[block.tone], spaceBefore=3, spaceAfter=3)
            return [paragraph(mark + block.text, look)]


def _state(document: Document) -> str:
    """The period and what else the report is about, on one line."""
    parts = (about_words(document), document.subtitle)
    return " · ".join(part for part in parts if part)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(table: Table, available: float) -> list[Flowable]:
    found: list[Flowable] = [CondPageBreak(_start_of(table))]
    if table.title:
        found.append(paragraph(table.title, styles.HEADING_2))
    found += table_flowables(table, available)
    if table.note:
        found.append(paragraph(table.note, styles.NOTE))
    if not table.compact:
        found.append(Spacer(0, 4))
    return found


def _start_of(table: Table) -> float:
    """The room a table needs to start: a short one is kept whole, a long one may run on."""
    lines = len(table.rows) + len(table.totals) + (2 if table.spans else 1)
    # Long titles wrap; in small type they seldom do.
    lines += 0 if table.compact else 1
    if lines > SHORT_TABLE:
        return TABLE_START
    title = TITLE_HEIGHT if table.title else 0
    return title + lines * (COMPACT_LINE if table.compact else LINE)


def _plain(content: list[list[object]], widths: list[float], *more: object) -> Flowable:
    """A frame of cells without lines."""
    everywhere = ((0, 0), (-1, -1))
    commands = [
        ("FONTNAME", *everywhere, REGULAR),
        ("LEFTPADDING", *everywhere, 0),
        ("RIGHTPADDING", *everywhere, 8),
        ("TOPPADDING", *everywhere, 1),
        ("BOTTOMPADDING", *everywhere, 1),
        ("VALIGN", *everywhere, "TOP"),
        *more,
    ]
    return PdfTable(content, colWidths=widths, hAlign="LEFT", style=commands)


def _facts(facts: Sequence[Fact], available: float) -> Flowable:
    """Words and values, two pairs to a line."""
    half = (len(facts) + 1) // 2
    rows: list[list[object]] = []
    for at in range(half):
        line: list[object] = []
        for fact in (facts[at], facts[at + half] if at + half < len(facts) else None):
            line += [
                paragraph(fact.label if fact else "", styles.LABEL),
                paragraph(fact_text(fact) if fact else "", styles.style(8.5)),
            ]
        rows.append(line)
    widest = max((width(shown(fact.label), REGULAR, 8.5) for fact in facts), default=0)
    label = min(widest + 14, available * 0.25)
    value = available / 2 - label
    return _plain(rows, [label, value, label, value])


def _open_issues(issues: Sequence[str], available: float) -> list[Flowable]:
    """What is missing, on a warning ground, before anything else."""
    if not issues:
        return []
    head = styles.style(9, strong=True, color=styles.TONES[Tone.WARN])
    rows: list[list[object]] = [[paragraph(f"! {open_issues_words()}", head)]]
    rows += [[paragraph(issue, styles.style(9))] for issue in issues]
    ground = styles.TONE_GROUNDS[Tone.WARN]
    box = _plain(
        rows,
        [available],
        ("BACKGROUND", (0, 0), (-1, -1), ground),
        ("LEFTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, 0), 5),
        ("BOTTOMPADDING", (0, -1), (-1, -1), 6),
    )
    return [box, Spacer(0, 8)]


def _figures(figures: Sequence[KeyFigure], available: float) -> Flowable:
    """Key figures side by side: labels, figures and comparisons each on their own line."""
    across = figures_across(len(figures))
    rows: list[list[object]] = []
    for start in range(0, len(figures), across):
        part = figures[start : start + across]
        blank: list[object] = [""] * (across - len(part))
        rows.append([*(paragraph(one.label, styles.LABEL) for one in part), *blank])
        rows.append([*(_figure(one) for one in part), *blank])
        rows.append([*(paragraph(one.comparison, styles.SMALL) for one in part), *blank])
    tops = range(0, len(rows), 3)
    lines = [("LINEABOVE", (0, top), (-1, top), 0.8, styles.RULE) for top in tops]
    room = [("TOPPADDING", (0, top), (-1, top), 5) for top in tops]
    whole = [("NOSPLIT", (0, top), (-1, top + 2)) for top in tops]
    return _plain(rows, [available / across] * across, *lines, *room, *whole)


def _figure(figure: KeyFigure) -> Flowable:
    mark = f"{figure.tone.symbol} " if figure.tone.symbol else ""
    look = styles.style(16, strong=True, leading=20, color=styles.TONES[figure.tone])
    return paragraph(mark + figure_text(figure), look)


def _chart(chart: Chart) -> Flowable:
    title = [paragraph(chart.title, styles.HEADING_2)] if chart.title else []
    return KeepTogether([*title, ChartFlowable(chart.spec, chart.height), Spacer(0, 8)])


def _signatures(lines: Sequence[SignatureLine], available: float) -> Flowable:
    """Two lines side by side: place and date, signature, printed name."""
    half = available / 2
    rows: list[list[object]] = []
    for start in range(0, len(lines), 2):
        pair = [_signature(line, half - 24) for line in lines[start : start + 2]]
        rows.append([*pair, *[""] * (2 - len(pair))])
    return KeepTogether([Spacer(0, 10), _plain(rows, [half, half])])


def _signature(line: SignatureLine, room: float) -> list[Flowable]:
    name = line.name or ""
    captions = [_("Place and date"), line.role, name or _("Printed name")]
    rows: list[list[object]] = [[paragraph(caption, styles.SMALL)] for caption in captions]
    rules = [("LINEABOVE", (0, at), (-1, at), 0.6, styles.MUTED) for at in (0, 1)]
    rules += [] if name else [("LINEABOVE", (0, 2), (-1, 2), 0.6, styles.MUTED)]
    space = [("BOTTOMPADDING", (0, at), (-1, at), 22 if at < 1 or not name else 2) for at in (0, 1)]
    return [Spacer(0, 22), _plain(rows, [room], *rules, *space)]

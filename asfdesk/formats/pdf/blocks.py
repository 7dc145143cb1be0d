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
)
from asfdesk.reports.head_facts import data_facts, open_issues_words
from asfdesk.reports.period_words import period_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus import Flowable

    from asfdesk.reports.document import Block, Document, Fact, KeyFigure, SignatureLine

FIGURES_PER_ROW = 4
TABLE_START = 90.0
"""Points that must be left on the page for a table to start on it."""


def story(document: Document, available: float) -> list[Flowable]:
    """Title, head and every block, for a column `available` points wide."""
    found: list[Flowable] = [
        paragraph(document.title, styles.TITLE),
        paragraph(_sentence(period_words(document.period)), styles.PERIOD),
    ]
    if document.subtitle:
        found.append(paragraph(document.subtitle, styles.SUBTITLE))
    found += [Spacer(0, 7), _facts(data_facts(document), available), Spacer(0, 8)]
    found += _open_issues(document.head.open_issues, available)
    for block in document.blocks:
        found += block_flowables(block, available)
    return found


def block_flowables(block: Block, available: float) -> list[Flowable]:
    """One block."""
    match block:
        case Table():
            return _table(block, available)
        case Facts():
            return [_facts(block.facts, available), Spacer(0, 6)]
        case KeyFigures():
            return [_figures(block.figures, available), Spacer(0, 8)]
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
            return [CondPageBreak(TABLE_START), paragraph(block.text, look)]
        case Paragraph():
            return [paragraph(block.text, styles.BODY, block.label)]
        case Note():
            mark = f"{block.tone.symbol} " if block.tone.symbol else ""
            look = styles.style(8.5, color=styles.TONES[block.tone], spaceBefore=3, spaceAfter=3)
            return [paragraph(mark + block.text, look)]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(table: Table, available: float) -> list[Flowable]:
    found: list[Flowable] = [CondPageBreak(TABLE_START)]
    if table.title:
        found.append(paragraph(table.title, styles.HEADING_2))
    found += table_flowables(table, available)
    if table.note:
        found.append(paragraph(table.note, styles.NOTE))
    found.append(Spacer(0, 4))
    return found


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
    """Key figures side by side; long ones get a second row."""
    across = min(FIGURES_PER_ROW, len(figures)) or 1
    rows: list[list[object]] = []
    for start in range(0, len(figures), across):
        part = figures[start : start + across]
        blank: list[object] = [""] * (across - len(part))
        rows.append([*[_figure(one) for one in part], *blank])
    line = ("LINEABOVE", (0, 0), (-1, -1), 0.8, styles.RULE)
    return _plain(rows, [available / across] * across, line, ("TOPPADDING", (0, 0), (-1, -1), 5))


def _figure(figure: KeyFigure) -> list[Flowable]:
    mark = f"{figure.tone.symbol} " if figure.tone.symbol else ""
    look = styles.style(16, strong=True, leading=20, color=styles.TONES[figure.tone])
    found = [paragraph(figure.label, styles.LABEL), paragraph(mark + figure_text(figure), look)]
    if figure.comparison:
        found.append(paragraph(figure.comparison, styles.SMALL))
    return found


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

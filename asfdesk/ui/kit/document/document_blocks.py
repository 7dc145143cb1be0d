"""The blocks of a document as strips, all but its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor

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
    figures_across,
)
from asfdesk.reports.head_facts import about_words, data_facts, open_issues_words, report_name
from asfdesk.reports.hidden_reasons import figure_reasons
from asfdesk.ui.kit.chart_paint import SCALE, paint_chart
from asfdesk.ui.kit.document.document_ink import (
    SMALL,
    Strip,
    Words,
    rule,
    space,
    text_strip,
    tone_colour,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from asfdesk.reports.document import (
        Document,
        Fact,
        KeyFigure,
        SignatureLine,
    )
    from asfdesk.ui.tokens import Tokens

Plain = Heading | Paragraph | Facts | KeyFigures | Chart | Note | Signatures | PageBreak
"""Blocks that are laid out at once."""


def head_strips(document: Document, width: float) -> list[Strip]:
    """What stands above a report's blocks."""
    strips = [_letterhead(document, width), *_title(document, width)]
    facts = data_facts(document)
    strips += [_facts(facts, width), space(10)] if facts else []
    if document.head.open_issues:
        strips += [_issues(document.head.open_issues, width), space(12)]
    return strips


def block_strips(block: Plain, width: float) -> list[Strip]:
    """A block that is no table."""
    match block:
        case Facts():
            return [_facts(block.facts, width), space(8)]
        case KeyFigures():
            return [*_figures(block.figures, width), space(10)]
        case Chart():
            return _chart(block, width)
        case Signatures():
            return _signatures(block.lines, width)
        case PageBreak():
            return [_page_break()]
        case Heading() | Paragraph() | Note():
            return [_words(block, width)]


def _words(block: Heading | Paragraph | Note, width: float) -> Strip:
    match block:
        case Heading(level=1):
            return text_strip(Words(block.text, 17, strong=True), width, 16, 6, keeps_next=True)
        case Heading():
            return subheading(block.text, width)
        case Paragraph():
            return _paragraph(block, width)
        case Note():
            mark = f"{block.tone.symbol}\u00a0" if block.tone.symbol else ""
            words = Words(mark + block.text, SMALL, colour=tone_colour(block.tone))
            return text_strip(words, width, 4, 4)


def subheading(text: str, width: float) -> Strip:
    """A heading inside a part of the report, or a table's title."""
    return text_strip(Words(text, 14, strong=True), width, 10, 5, keeps_next=True)


def _paragraph(block: Paragraph, width: float) -> Strip:
    if not block.label:
        return text_strip(Words(block.text), width, 0, 7)
    label, text = Words(block.label, strong=True), Words(block.text)
    left = min(label.width() + 8, width / 3)
    high = max(label.height(left), text.height(width - left))

    def paint(painter: QPainter, across: float, tokens: Tokens) -> None:
        label.paint(painter, QRectF(0, 0, left, high), tokens)
        text.paint(painter, QRectF(left, 0, across - left, high), tokens)

    return Strip(high + 7, paint)


def _letterhead(document: Document, width: float) -> Strip:
    """Who sends it, which report, and a rule below."""
    company = Words(document.head.company, 14, strong=True)
    number = Words(document.head.org_number, SMALL, colour="muted")
    report = Words(report_name(document), SMALL, colour="muted")

    def paint(painter: QPainter, across: float, tokens: Tokens) -> None:
        company.paint(painter, QRectF(0, 0, across, 22), tokens)
        number.paint(painter, QRectF(company.width() + 10, 2, across, 20), tokens)
        report.paint(painter, QRectF(across - report.width() - 1, 2, across, 20), tokens)
        rule(painter, across, 27, tokens.accent, 1.6)

    del width
    return Strip(44, paint)


def _title(document: Document, width: float) -> list[Strip]:
    period = about_words(document)
    strips = [text_strip(Words(document.title, 24, strong=True), width)]
    if period:
        words = Words(period[:1].upper() + period[1:], 15, colour="accent")
        strips.append(text_strip(words, width, 1))
    if document.subtitle:
        strips.append(text_strip(Words(document.subtitle, colour="muted"), width, 2))
    return [*strips, space(10)]


def _facts(facts: Sequence[Fact], width: float) -> Strip:
    """Words and values, two pairs to a line."""
    half = (len(facts) + 1) // 2
    label = max((Words(fact.label, SMALL).width() for fact in facts), default=0) + 14
    label = min(label, width * 0.25)
    room = width / 2 - label - 10
    cells: list[tuple[Words, QRectF]] = []
    y = 0.0
    for at in range(half):
        pair = [facts[at], *facts[at + half : at + half + 1]]
        values = [Words(fact_text(fact), SMALL) for fact in pair]
        high = max(one.height(room) for one in values)
        for side, (fact, value) in enumerate(zip(pair, values, strict=True)):
            left = side * width / 2
            cells.append((Words(fact.label, SMALL, colour="muted"), QRectF(left, y, label, high)))
            cells.append((value, QRectF(left + label, y, room, high)))
        y += high + 3

    def paint(painter: QPainter, across: float, tokens: Tokens) -> None:
        del across
        for words, area in cells:
            words.paint(painter, area, tokens)

    return Strip(y, paint)


def _issues(issues: Sequence[str], width: float) -> Strip:
    """What is missing, on a warning ground."""
    lines = [Words(f"! {open_issues_words()}", strong=True, colour="warn")]
    lines += [Words(issue) for issue in issues]
    heights = [one.height(width - 24) for one in lines]
    high = sum(heights) + 3 * len(lines) + 15

    def paint(painter: QPainter, across: float, tokens: Tokens) -> None:
        painter.fillRect(QRectF(0, 0, across, high), QColor(tokens.warn_soft))
        y = 9.0
        for one, height in zip(lines, heights, strict=True):
            one.paint(painter, QRectF(12, y, across - 24, height), tokens)
            y += height + 3

    return Strip(high, paint)


def _figures(figures: Sequence[KeyFigure], width: float) -> list[Strip]:
    across = figures_across(len(figures))
    return [
        _figure_row(figures[start : start + across], width / across)
        for start in range(0, len(figures), across)
    ]


def _figure_row(figures: Sequence[KeyFigure], room: float) -> Strip:
    """Label, figure and comparison; the figures stand on one line."""
    inside = room - 14
    labels = [Words(one.label, SMALL, colour="muted") for one in figures]
    values = [_figure_words(one) for one in figures]
    notes = [Words(one.comparison, SMALL, colour="muted") for one in figures]
    tops = [9 + max(one.height(inside) for one in labels)]
    tops.append(tops[0] + max(one.height(inside) for one in values))
    high = tops[1] + max(one.height(inside) for one in notes)

    def paint(painter: QPainter, across: float, tokens: Tokens) -> None:
        rule(painter, across, 0.5, tokens.line)
        for at in range(len(figures)):
            labels[at].paint(painter, QRectF(at * room, 8, inside, tops[0]), tokens)
            values[at].paint(painter, QRectF(at * room, tops[0], inside, 40), tokens)
            notes[at].paint(painter, QRectF(at * room, tops[1], inside, high), tokens)

    return Strip(high + 4, paint, tip=figure_reasons(figures))


def _figure_words(figure: KeyFigure) -> Words:
    mark = f"{figure.tone.symbol}\u00a0" if figure.tone.symbol else ""
    return Words(mark + figure_text(figure), 21, strong=True, colour=tone_colour(figure.tone))


def _chart(chart: Chart, width: float) -> list[Strip]:
    title = [subheading(chart.title, width)] if chart.title else []
    high = chart.height * SCALE

    def paint(painter: QPainter, across: float, tokens: Tokens) -> None:
        paint_chart(painter, chart.spec, QSizeF(across, high), tokens)

    return [*title, Strip(high, paint), space(10)]


def _signatures(lines: Sequence[SignatureLine], width: float) -> list[Strip]:
    half = width / 2
    return [
        space(14),
        *(_signature_pair(lines[at : at + 2], half) for at in range(0, len(lines), 2)),
    ]


def _signature_pair(lines: Sequence[SignatureLine], half: float) -> Strip:
    """Place and date, signature, printed name, each under its line."""
    columns = [
        [
            (_("Place and date"), True),
            (one.role, True),
            (one.name or _("Printed name"), not one.name),
        ]
        for one in lines
    ]

    def paint(painter: QPainter, across: float, tokens: Tokens) -> None:
        del across
        for side, captions in enumerate(columns):
            painter.save()
            painter.translate(side * half, 0)
            y = -10.0
            for text, ruled in captions:
                y += 44 if ruled else 18
                if ruled:
                    rule(painter, half - 32, y, tokens.muted)
                words = Words(text, SMALL, colour="muted")
                words.paint(painter, QRectF(0, y + 3, half - 32, 18), tokens)
            painter.restore()

    return Strip(160, paint)


def _page_break() -> Strip:
    """A gap with a dashed thought on screen; a new page on paper."""

    def paint(painter: QPainter, width: float, tokens: Tokens) -> None:
        rule(painter, width, 18, tokens.line)

    return Strip(36, paint, new_page=True)

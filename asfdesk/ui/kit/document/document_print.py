"""A report on paper: the preview's strips, as many to a page as fit, in the light colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from asfdesk.i18n import _
from asfdesk.reports.head_facts import example_words, full_title, report_name
from asfdesk.ui.kit.document.document_ink import SMALL, Words, rule
from asfdesk.ui.kit.document.document_strips import (
    READING_WIDTH,
    document_strips,
    measured_document,
)
from asfdesk.ui.kit.document.document_view import paint_watermark
from asfdesk.ui.tokens import LIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtPrintSupport import QPrinter

    from asfdesk.reports.document import Document
    from asfdesk.ui.kit.document.document_ink import Strip

LANDSCAPE_FROM = READING_WIDTH * 1.1
FOOTER = 30.0
MARGINS = QMarginsF(17, 14, 17, 12)
"""Millimetres; any office printer can do this."""


@dataclass(frozen=True)
class _Paper:
    """A page in the pixels that strips are measured in."""

    width: float
    height: float


def set_up_printer(printer: QPrinter, document: Document) -> None:
    """A4, lying down when a table needs it; the job is named after the report, not after people."""
    wide = document.landscape
    if wide is None:
        wide = measured_document(document).needed_width > LANDSCAPE_FROM
    side = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(side)
    printer.setPageMargins(MARGINS, QPageLayout.Unit.Millimeter)
    printer.setDocName(full_title(document))
    printer.setCreator("ASF Desk")


def print_document(document: Document, printer: QPrinter) -> int:
    """Print a report; returns the number of pages."""
    measured = measured_document(document)
    inside = measured.needed_width
    area = printer.pageLayout().paintRectPixels(printer.resolution())
    if area.width() > area.height():
        inside = max(inside, READING_WIDTH * 1.4)
    scale = area.width() / inside
    paper = _Paper(inside, area.height() / scale)
    pages = paginate(document_strips(measured, inside), paper.height - FOOTER)
    painter = QPainter(printer)
    painter.scale(scale, scale)
    for number, strips in enumerate(pages, 1):
        if number > 1:
            printer.newPage()
        _paint_page(painter, document, paper, strips)
        _paint_footer(painter, document, paper, (number, len(pages)))
    painter.end()
    return len(pages)


def paginate(strips: Sequence[Strip], height: float) -> list[list[Strip]]:
    """Strips to pages: headings stay with what follows, table heads come again."""
    pages: list[list[Strip]] = [[]]
    used = 0.0
    for at, strip in enumerate(strips):
        if strip.new_page:
            pages.append([])
            used = 0.0
            continue
        if pages[-1] and used + _together(strips, at) > height:
            pages.append(list(strip.repeat))
            used = sum(one.height for one in strip.repeat)
        pages[-1].append(strip)
        used += strip.height
    return [page for page in pages if page]


def _together(strips: Sequence[Strip], at: int) -> float:
    """The height of a strip with what it must not be parted from."""
    height = strips[at].height
    while strips[at].keeps_next and at + 1 < len(strips):
        at += 1
        height += strips[at].height
    return height


def _paint_page(
    painter: QPainter, document: Document, paper: _Paper, strips: Sequence[Strip]
) -> None:
    if document.head.example:
        paint_watermark(painter, QRectF(0, 0, paper.width, paper.height), LIGHT)
    y = 0.0
    for strip in strips:
        painter.save()
        painter.translate(0, y)
        strip.paint(painter, paper.width, LIGHT)
        painter.restore()
        y += strip.height


def _paint_footer(
    painter: QPainter, document: Document, paper: _Paper, place: tuple[int, int]
) -> None:
    left = f"{document.head.company} · {report_name(document)}"
    if document.head.example:
        left = f"{example_words()} · {left}"
    number = _("Page %(page)d of %(pages)d") % {"page": place[0], "pages": place[1]}
    right = Words(number, SMALL, colour="muted")
    top = paper.height - FOOTER + 6
    painter.save()
    painter.translate(0, top)
    rule(painter, paper.width, 0, LIGHT.line)
    Words(left, SMALL, colour="muted").paint(painter, QRectF(0, 4, paper.width, 18), LIGHT)
    right.paint(painter, QRectF(paper.width - right.width() - 2, 4, right.width() + 2, 18), LIGHT)
    painter.restore()

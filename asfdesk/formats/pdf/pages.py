"""Paper: page size, letterhead line, footer with "page x of y", watermark, metadata."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from asfdesk import i18n
from asfdesk.formats.pdf import fonts, styles
from asfdesk.formats.pdf.blocks import story
from asfdesk.formats.pdf.fonts import BOLD, REGULAR, STRONG, shown
from asfdesk.formats.pdf.tables import natural_width
from asfdesk.i18n import _
from asfdesk.reports.head_facts import about_words, example_words, full_title, report_name

if TYPE_CHECKING:
    from asfdesk.reports.document import Document


def build(document: Document) -> bytes:
    """The document as PDF bytes."""
    fonts.register()
    width, height = page_size(document)
    target = io.BytesIO()
    template = BaseDocTemplate(
        target,
        pagesize=(width, height),
        title=full_title(document),
        author="ASF Desk",
        subject=document.key,
        creator=f"ASF Desk {document.head.app_version}",
        lang="sv-SE" if i18n.language() == "sv" else "en-GB",
        initialFontName=REGULAR,
    )
    inside = width - 2 * styles.MARGIN
    frame = Frame(
        styles.MARGIN,
        styles.BOTTOM,
        inside,
        height - styles.TOP - styles.BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def before(canvas: Canvas, _template: BaseDocTemplate) -> None:
        _letterhead(canvas, document)
        if document.head.example:
            _watermark(canvas, width, height)

    template.addPageTemplates(PageTemplate(frames=[frame], onPage=before))
    template.build(story(document, inside), canvasmaker=_canvas_maker(document))
    return target.getvalue()


def page_size(document: Document) -> tuple[float, float]:
    """A4, lying down when a table needs it."""
    wide = document.landscape
    if wide is None:
        inside = A4[0] - 2 * styles.MARGIN
        wide = any(natural_width(table) > inside * 1.15 for table in document.tables())
    size: tuple[float, float] = landscape(A4) if wide else A4
    return size


def _letterhead(canvas: Canvas, document: Document) -> None:
    """Who sends it, at the left; which report, at the right; a rule below."""
    width, height = canvas._pagesize  # noqa: SLF001 - ReportLab has no other way to ask
    y = height - 38
    head = document.head
    canvas.setFillColor(styles.TEXT)
    canvas.setFont(STRONG, 10)
    company = shown(head.company)
    canvas.drawString(styles.MARGIN, y, company)
    canvas.setFillColor(styles.MUTED)
    canvas.setFont(REGULAR, 8.5)
    after = styles.MARGIN + fonts.width(company, STRONG, 10) + 8
    canvas.drawString(after, y, shown(head.org_number))
    right = " · ".join(filter(None, (document.title, about_words(document))))
    if canvas.getPageNumber() == 1:
        right = report_name(document)
    canvas.drawRightString(width - styles.MARGIN, y, shown(right))
    canvas.setStrokeColor(styles.ACCENT)
    canvas.setLineWidth(1.2)
    canvas.line(styles.MARGIN, y - 7, width - styles.MARGIN, y - 7)


def _watermark(canvas: Canvas, width: float, height: float) -> None:
    """Across the page, behind everything."""
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(38)
    canvas.setFillColor(styles.WATERMARK)
    canvas.setFont(BOLD, 78)
    canvas.drawCentredString(0, -26, shown(example_words()))
    canvas.restoreState()


def _canvas_maker(document: Document) -> type[Canvas]:
    """A canvas that keeps the pages until it knows how many there are."""
    head = document.head
    made = _("Created %(moment)s with ASF Desk %(version)s") % {
        "moment": i18n.moment(head.created_at),
        "version": head.app_version,
    }

    class NumberedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
        """Writes the footer last."""

        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)
            self._kept: list[dict[str, object]] = []

        def showPage(self) -> None:  # noqa: N802 - ReportLab's name
            self._kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for page in self._kept:
                self.__dict__.update(page)
                self._footer(len(self._kept))
                super().showPage()
            super().save()

        def _footer(self, pages: int) -> None:
            width = self._pagesize[0]
            self.setFont(REGULAR, 8)
            self.setFillColor(styles.MUTED)
            self.setStrokeColor(styles.RULE)
            self.setLineWidth(0.5)
            self.line(styles.MARGIN, 40, width - styles.MARGIN, 40)
            left = f"{report_name(document)} · {made}"
            if head.example:
                left = f"{example_words()} · {left}"
            self.drawString(styles.MARGIN, 28, shown(left))
            number = _("Page %(page)d of %(pages)d") % {
                "page": self.getPageNumber(),
                "pages": pages,
            }
            self.drawRightString(width - styles.MARGIN, 28, number)

    return NumberedCanvas

"""A report on screen: the same document that is exported and printed, painted, never as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from asfdesk.i18n import _
from asfdesk.reports.head_facts import about_words, example_words, open_issues_words
from asfdesk.ui import theme
from asfdesk.ui.kit.document.document_strips import (
    READING_WIDTH,
    document_strips,
    measured_document,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent

    from asfdesk.reports.document import Document
    from asfdesk.ui.kit.document.document_ink import Strip
    from asfdesk.ui.kit.document.document_strips import MeasuredDocument
    from asfdesk.ui.tokens import Tokens

MARGIN = 26
MOST_WIDTH = 940
"""Lines longer than this are hard to read; wide tables may be wider."""
LEAST_ZOOM = 0.75
"""A wide report is shown smaller to fit, but never smaller than this: then it scrolls."""


@dataclass(frozen=True)
class _Fit:
    """The width inside the margins, the width of running text, and the scale on screen."""

    inside: float
    text: float
    zoom: float


class _Sheet(QWidget):
    """The paper: paints the strips that are seen."""

    def __init__(self) -> None:
        super().__init__()
        self._strips: list[Strip] = []
        self._tops: list[float] = []
        self._width = 0.0
        self._zoom = 1.0
        self._example = False

    def show_strips(self, strips: list[Strip], fit: _Fit, *, example: bool) -> None:
        """Take other strips and become as high as they are."""
        self._strips = strips
        self._width = fit.text
        self._zoom = fit.zoom
        self._example = example
        self._tops = []
        y = float(MARGIN)
        for strip in strips:
            self._tops.append(y)
            y += strip.height
        size = QSizeF(fit.inside + 2 * MARGIN, y + MARGIN) * fit.zoom
        self.setFixedSize(size.toSize())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what the exposed area needs."""
        tokens = theme.tokens()
        exposed = event.rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        painter.scale(self._zoom, self._zoom)
        if self._example and self._strips:
            whole = QRectF(0, 0, self.width() / self._zoom, self.height() / self._zoom)
            paint_watermark(painter, whole, tokens)
        first, last = exposed.top() / self._zoom, exposed.bottom() / self._zoom
        for strip, top in zip(self._strips, self._tops, strict=True):
            if top <= last and top + strip.height >= first:
                painter.save()
                painter.translate(MARGIN, top)
                strip.paint(painter, self._width, tokens)
                painter.restore()
        painter.end()


class DocumentView(QScrollArea):
    """Shows one report, or nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._laid_out = 0.0
        self._measured: MeasuredDocument | None = None
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Preview"))
        self.set_document(None)

    @property
    def sheet(self) -> QWidget:
        """The paper inside the scrolling area."""
        return self._sheet

    @property
    def document(self) -> Document | None:
        """The report that is shown."""
        return self._document

    def set_document(self, document: Document | None) -> None:
        """Show another report from its beginning."""
        self._document = document
        self._laid_out = 0.0
        self._sheet.setVisible(document is not None)
        self.setAccessibleDescription(_spoken(document) if document else "")
        self._measured = measured_document(document) if document else None
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the report out anew for the width there is."""
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out what came while nobody looked."""
        super().showEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        """Texts take other room in another typeface."""
        if event.type() == QEvent.Type.FontChange and self._document is not None:
            self._laid_out = 0.0
            self._measured = measured_document(self._document)
            self._lay_out()
        return super().event(event)

    def _lay_out(self) -> None:
        if self._measured is None:
            return
        # Room beside the scroll bar, there or not: its coming must not lay everything out again.
        room = float(self.width() - self.verticalScrollBar().sizeHint().width())
        if room == self._laid_out or not self.isVisible():
            return
        self._laid_out = room
        fit = _fit(room, self._measured.needed_width)
        strips = document_strips(self._measured, fit.text)
        self._sheet.show_strips(strips, fit, example=self._measured.document.head.example)


def _fit(room: float, needed: float) -> _Fit:
    """How a document that needs so much is shown in so much room."""
    inside = max(min(room, MOST_WIDTH + 2 * MARGIN) - 2 * MARGIN, needed)
    zoom = max(min(1.0, (room - 1) / (inside + 2 * MARGIN)), LEAST_ZOOM)
    seen = max((room - 1) / zoom - 2 * MARGIN, READING_WIDTH)
    return _Fit(inside, min(inside, seen), zoom)


def paint_watermark(painter: QPainter, area: QRectF, tokens: Tokens) -> None:
    """The example's mark across a page, behind what is painted after it."""
    painter.save()
    painter.setFont(theme.font(92, semibold=True))
    painter.setPen(QColor(tokens.grid))
    for top in range(0, max(round(area.height()) - 300, 1), 900):
        painter.save()
        painter.translate(area.center().x(), area.top() + top + 520)
        painter.rotate(-32)
        painter.drawText(
            QRectF(-600, -100, 1200, 200), int(Qt.AlignmentFlag.AlignCenter), example_words()
        )
        painter.restore()
    painter.restore()


def _spoken(document: Document) -> str:
    """What a screen reader says of the preview: title, period and what is missing."""
    parts = [part for part in (document.title, about_words(document)) if part]
    if document.head.open_issues:
        parts += [open_issues_words(), *document.head.open_issues]
    return ". ".join(part.rstrip(".") for part in parts) + "."

"""A report on screen: the same document that is exported and printed, painted, never as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSizeF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QToolTip, QWidget

from asfdesk.i18n import _
from asfdesk.reports.head_facts import about_words, example_words, open_issues_words
from asfdesk.reports.hidden_reasons import document_reasons
from asfdesk.ui import theme
from asfdesk.ui.kit.document.document_flow import Flow
from asfdesk.ui.kit.document.document_strips import READING_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent, QShowEvent

    from asfdesk.reports.document import Document
    from asfdesk.ui.tokens import Tokens

MARGIN = 26
MOST_WIDTH = 940
"""Lines longer than this are hard to read; wide tables may be wider."""
LEAST_ZOOM = 0.75
"""A wide report is shown smaller to fit, but never smaller than this: then it scrolls."""
CELLS_AT_ONCE = 400
"""Work that is done before a report is first shown, in table cells: what is in sight, 8 ms."""
SLICE_SECONDS = 0.003
"""The rest, each time nothing else is waiting."""


@dataclass(frozen=True)
class _Fit:
    """The width inside the margins, the width of running text, and the scale on screen."""

    inside: float
    text: float
    zoom: float


@dataclass(frozen=True)
class _Place:
    """Where one reads: so far below a piece's top. The end of the document has no piece."""

    piece: int | None
    below: float = 0.0


BEGINNING, END = _Place(0, -MARGIN), _Place(None)


class _Sheet(QWidget):
    """The paper: paints the strips that are seen."""

    def __init__(self) -> None:
        super().__init__()
        self._flow: Flow | None = None
        self._fit = _Fit(0, 0, 1)
        self._lift = 0.0

    def lift_by(self, lift: float) -> None:
        """Stand a part of a pixel lower (or higher): a scroll bar knows whole ones only."""
        if lift != self._lift:
            self._lift = lift
            self.update()

    def at(self, y: float) -> float:
        """The height in the document of a height on the sheet."""
        return (y - self._lift) / self._fit.zoom - MARGIN

    def show_flow(self, flow: Flow | None, fit: _Fit) -> None:
        """Take what a document has come to and become as high as it is; None forgets it."""
        self._flow, self._fit = flow, fit
        if flow is not None:
            size = QSizeF(fit.inside + 2 * MARGIN, flow.tops[-1] + 2 * MARGIN) * fit.zoom
            self.setFixedSize(size.toSize())
        self.update()

    def event(self, event: QEvent) -> bool:
        """Why what is under the pointer is hidden, as a tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos().y()), self)
            return True
        return super().event(event)

    def tip_at(self, y: float) -> str:
        """Why something at a height is hidden; "" when nothing is."""
        if self._flow is None:
            return ""
        at = self.at(y)
        return next(
            (
                strip.tip
                for top, strip in self._flow.strips(at, at)
                if top <= at < top + strip.height
            ),
            "",
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what the exposed area needs."""
        tokens, flow, zoom = theme.tokens(), self._flow, self._fit.zoom
        exposed = event.rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        painter.translate(0, self._lift)
        painter.scale(zoom, zoom)
        if flow is not None:
            if flow.measured.document.head.example:
                whole = QRectF(0, 0, self.width() / zoom, self.height() / zoom)
                paint_watermark(painter, whole, tokens)
            painter.translate(MARGIN, MARGIN)
            first, last = self.at(exposed.top()), self.at(exposed.bottom() + 1)
            for top, strip in flow.strips(first, last):
                painter.save()
                painter.translate(0, top)
                strip.paint(painter, self._fit.text, tokens)
                painter.restore()
        painter.end()


class DocumentView(QScrollArea):
    """Shows one report, or nothing.

    What is in sight is laid out at once, the rest a little at a time while nothing else happens;
    until then the scroll bar goes by guesses. What is read stays where it is on the screen.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._laid_out = 0.0
        self._flow: Flow | None = None
        self._fit = _Fit(0, 0, 1)
        self._moving = False
        self._rest = QTimer(self)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._go_on)
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Preview"))
        self.verticalScrollBar().valueChanged.connect(self._look)
        self.set_document(None)

    @property
    def sheet(self) -> QWidget:
        """The paper inside the scrolling area."""
        return self._sheet

    @property
    def document(self) -> Document | None:
        """The report that is shown."""
        return self._document

    def tip_at(self, y: float) -> str:
        """Why something so far down the paper is hidden; "" when nothing is."""
        return self._sheet.tip_at(y)

    @property
    def finished(self) -> bool:
        """Whether all of the report is laid out."""
        return self._flow is None or self._flow.first_unready() is None

    def set_document(self, document: Document | None) -> None:
        """Show another report from its beginning."""
        self._document = document
        self._laid_out = 0.0
        self._rest.stop()
        self._flow = None
        self._sheet.show_flow(None, self._fit)
        self._sheet.setVisible(document is not None)
        self.setAccessibleDescription(_spoken(document) if document else "")
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self._flow = Flow(document) if document else None
        self._lay_out(BEGINNING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the report out anew for the width there is."""
        super().resizeEvent(event)
        self._lay_out(self._place())
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out what came while nobody looked."""
        super().showEvent(event)
        self._lay_out(self._place())

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for the rest."""
        self._rest.stop()
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        """Texts take other room in another typeface."""
        if event.type() == QEvent.Type.FontChange and self._document is not None:
            place = self._place()
            self._laid_out = 0.0
            self._flow = Flow(self._document)
            self._lay_out(place)
        return super().event(event)

    def _lay_out(self, place: _Place) -> None:
        """Take the width there is, and show what is at a place."""
        if self._flow is None or not self.isVisible():
            return
        # Room beside the scroll bar, there or not: its coming must not lay everything out again.
        room = float(self.width() - self.verticalScrollBar().sizeHint().width())
        if room != self._laid_out:
            self._laid_out = room
            self._use_fit(self._flow)
            _do(self._work(self._flow, place))
            self._show(self._flow, place)
        if not self.finished:
            self._rest.start()

    @Slot()
    def _look(self) -> None:
        """Lay out what is scrolled to."""
        flow = self._flow
        if flow is None or self._moving or not self._laid_out or not self.isVisible():
            return
        place = self._place()
        if self._unready_in_sight(flow, place) is not None:
            _do(self._work_in_sight(flow, place))
            self._show(flow, place)

    @Slot()
    def _go_on(self) -> None:
        """Lay out some of the rest."""
        flow = self._flow
        if flow is None or flow.first_unready() is None:
            self._rest.stop()
            return
        place, until = self._place(), perf_counter() + SLICE_SECONDS
        shown = self._unready_in_sight(flow, place) is None
        for _cells in self._work(flow, place):
            if perf_counter() > until:
                break
        # Only then: the sheet is painted anew each time it becomes higher.
        if self.finished or not shown:
            self._show(flow, place)

    def _work(self, flow: Flow, place: _Place) -> Iterator[int]:
        """Steps to all of the report: what is in sight, what widths rest on, and the rest."""
        yield from self._work_in_sight(flow, place)
        for table in flow.measured.unmeasured():
            yield from flow.measured.measure(table)
        self._use_fit(flow)
        yield from self._work_in_sight(flow, place)
        while (piece := flow.first_unready()) is not None:
            yield flow.lay_out(piece)

    def _work_in_sight(self, flow: Flow, place: _Place) -> Iterator[int]:
        while (piece := self._unready_in_sight(flow, place)) is not None:
            yield from flow.measure(piece)
            self._use_fit(flow)
            cells = flow.lay_out(piece)
            flow.place()
            yield cells

    def _unready_in_sight(self, flow: Flow, place: _Place) -> int | None:
        top = self._top(flow, place)
        return flow.unready(flow.at(top), flow.at(top + self._sight))

    @property
    def _sight(self) -> float:
        """How much of the document is seen, before zoom."""
        return self.viewport().height() / self._fit.zoom

    def _use_fit(self, flow: Flow) -> None:
        """Take the width that the tables measured so far need."""
        self._fit = _fit(self._laid_out, flow.measured.needed_width)
        flow.use_width(self._fit.text)

    def _place(self) -> _Place:
        """Where one reads: by what is laid out, for that knows its height."""
        bar, flow = self.verticalScrollBar(), self._flow
        if flow is None or not bar.value():
            return BEGINNING
        if bar.value() == bar.maximum():
            return END
        top = self._sheet.at(bar.value())
        first, last = flow.at(top), flow.at(top + self._sight)
        piece = next((at for at in range(first, last + 1) if flow.is_ready(at)), first)
        return _Place(piece, top - flow.tops[piece])

    def _top(self, flow: Flow, place: _Place) -> float:
        """The height in the document at which the view begins."""
        if place.piece is None:
            return max(flow.tops[-1] + MARGIN - self._sight, -MARGIN)
        return flow.tops[place.piece] + place.below

    def _show(self, flow: Flow, place: _Place) -> None:
        """Show what the document has come to, with the place where it was."""
        flow.place()
        self._moving = True
        self._sheet.show_flow(flow, self._fit)
        bar, value = self.verticalScrollBar(), (self._top(flow, place) + MARGIN) * self._fit.zoom
        bar.setValue(round(value))
        # Without it what is read would tremble as the heights above it become known.
        self._sheet.lift_by(max(min(bar.value() - value, 1.0), -1.0))
        self._moving = False


def _do(work: Iterator[int]) -> None:
    """Take steps of work until it is done or would be noticed."""
    cells = 0
    for done in work:
        cells += done
        if cells > CELLS_AT_ONCE:
            break


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
    """What a screen reader says of the preview: title, period, what is missing and hidden."""
    parts = [part for part in (document.title, about_words(document)) if part]
    if document.head.open_issues:
        parts += [open_issues_words(), *document.head.open_issues]
    parts += document_reasons(document).splitlines()
    return ". ".join(part.rstrip(".") for part in parts) + "."

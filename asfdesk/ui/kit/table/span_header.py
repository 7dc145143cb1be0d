"""Headings over several columns of a table: October | January-October | Full year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from asfdesk.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QTableView

HEIGHT = 28


@dataclass(frozen=True)
class HeaderSpan:
    """A heading and how many columns it stands over; "" over those that have none."""

    title: str
    columns: int


class SpanHeader(QWidget):
    """Stands right above a table and follows its columns' widths and scrolling."""

    def __init__(self, table: QTableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._spans: tuple[HeaderSpan, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        table.horizontalHeader().sectionResized.connect(self.update)
        table.horizontalScrollBar().valueChanged.connect(self.update)

    def set_spans(self, spans: Sequence[HeaderSpan]) -> None:
        """Show other headings."""
        self._spans = tuple(spans)
        self.setAccessibleName(", ".join(span.title for span in spans if span.title))
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each heading in the middle of its columns, with a line where a group begins."""
        del event
        chosen = theme.tokens()
        painter = QPainter(self)
        painter.setFont(theme.font(theme.SECONDARY, semibold=True))
        header = self._table.horizontalHeader()
        first = 0
        for span in self._spans:
            left = header.sectionViewportPosition(first)
            width = sum(header.sectionSize(at) for at in range(first, first + span.columns))
            first += span.columns
            if not span.title:
                continue
            painter.setPen(QColor(chosen.muted))
            area = QRectF(left, 0, width, HEIGHT)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, span.title)
            painter.setPen(QPen(QColor(chosen.line), 1))
            painter.drawLine(left, 4, left, HEIGHT)
        painter.setPen(QPen(QColor(chosen.grid), 1))
        painter.drawLine(0, HEIGHT - 1, self.width(), HEIGHT - 1)
        painter.end()

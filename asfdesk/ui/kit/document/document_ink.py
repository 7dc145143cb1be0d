"""Words on a document: measured and painted in one way for screen and paper.

A strip is a piece that is never split: a heading, a table row, a chart. The screen stacks strips;
the printer puts as many on a page as fit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen

from asfdesk.reports.document import Tone
from asfdesk.ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFont, QPainter

    from asfdesk.ui.tokens import Tokens

BODY = 13.0
SMALL = 12.0
_TALL = 1e6


@cache
def _font(size: float, *, strong: bool) -> QFont:
    return theme.font(size, semibold=strong)


@cache
def _metrics(size: float, *, strong: bool) -> QFontMetricsF:
    """Kept, since a long report measures thousands of cells."""
    return QFontMetricsF(_font(size, strong=strong))


@cache
def line_height(size: float) -> float:
    """One line of running text."""
    return _metrics(size, strong=False).height()


@dataclass(frozen=True)
class Strip:
    """A piece of a document.

    Attributes:
        height: in pixels at the width it was made for.
        paint: paints at the painter's origin, `width` wide, in the tokens given.
        keeps_next: never the last thing on a page (headings).
        repeat: painted first when this strip begins a page (a table's column titles).
        new_page: begins a page on paper.
        tip: what is said of it under the pointer: why something in it is hidden.
    """

    height: float
    paint: Callable[[QPainter, float, Tokens], None]
    keeps_next: bool = False
    repeat: tuple[Strip, ...] = ()
    new_page: bool = False
    tip: str = ""


@dataclass(frozen=True)
class Words:
    """A text with its type; colours are named by token so that paper can have its own."""

    text: str = field(repr=False)
    size: float = BODY
    strong: bool = False
    colour: str = "text"
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft

    @property
    def font(self) -> QFont:
        """The typeface."""
        return _font(self.size, strong=self.strong)

    @property
    def _flags(self) -> int:
        return int(self.align | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)

    def width(self) -> float:
        """The width on one line."""
        metrics = _metrics(self.size, strong=self.strong)
        return max(metrics.horizontalAdvance(line) for line in self.text.split("\n"))

    def height(self, width: float, on_one_line: float | None = None) -> float:
        """The height when wrapped to a width; `on_one_line` is `width()` where it is known."""
        metrics = _metrics(self.size, strong=self.strong)
        known = self.width() if on_one_line is None else on_one_line
        if "\n" not in self.text and known <= width:
            return metrics.height()
        area = QRectF(0, 0, max(width, 1), _TALL)
        return metrics.boundingRect(area, self._flags, self.text).height()

    def paint(self, painter: QPainter, area: QRectF, tokens: Tokens) -> None:
        """Paint into an area, as plain text."""
        painter.setFont(self.font)
        painter.setPen(QColor(getattr(tokens, self.colour)))
        painter.drawText(area, self._flags, self.text)


def tone_colour(tone: Tone) -> str:
    """The token a tone is written in."""
    return "text" if tone is Tone.NEUTRAL else tone.value


def rule(painter: QPainter, width: float, y: float, colour: str, thickness: float = 1.0) -> None:
    """A line across; `colour` is #RRGGBB."""
    painter.setPen(QPen(QColor(colour), thickness))
    painter.drawLine(QRectF(0, y, width, 0).topLeft(), QRectF(0, y, width, 0).topRight())


def space(height: float) -> Strip:
    """Nothing, so high."""

    def paint(painter: QPainter, width: float, tokens: Tokens) -> None:
        del painter, width, tokens

    return Strip(height, paint)


def text_strip(
    words: Words, width: float, before: float = 0, after: float = 0, *, keeps_next: bool = False
) -> Strip:
    """One text across the width, with room before and after."""
    high = words.height(width)

    def paint(painter: QPainter, across: float, tokens: Tokens) -> None:
        words.paint(painter, QRectF(0, before, across, high), tokens)

    return Strip(before + high + after, paint, keeps_next=keeps_next)

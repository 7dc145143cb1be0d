"""A document from top to bottom: laid out where it is looked at, guessed where nobody has been."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from asfdesk.ui.kit.document.document_strips import MeasuredDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.reports.document import Document
    from asfdesk.ui.kit.document.document_ink import Strip


class Flow:
    """The pieces of one document in one width, and where each begins.

    It holds what people are called, and so lives no longer than the view that shows it.

    Attributes:
        measured: the document, and what is the same in every width.
        tops: where each piece begins, and at last where the document ends, in pixels before zoom.
    """

    def __init__(self, document: Document) -> None:
        self.measured = MeasuredDocument(document)
        self.tops: list[float] = [0.0]
        self._pieces = self.measured.pieces
        self._strips: list[list[Strip] | None] = [None] * len(self._pieces)
        self._heights: list[float] = []
        self._width = 0.0
        self._all_ready_before = 0

    def use_width(self, width: float) -> None:
        """Begin anew in another width; what was laid out before is a good guess."""
        if width == self._width:
            return
        if not self._width:
            self._heights = [piece.guess(width) for piece in self._pieces]
        self._width = width
        self._strips = [None] * len(self._pieces)
        self._all_ready_before = 0
        self.place()

    def place(self) -> None:
        """Count anew where everything begins."""
        self.tops = [0.0, *accumulate(self._heights)]

    def at(self, y: float) -> int:
        """The piece that is found so far down; the first or last one beyond the ends."""
        return max(min(bisect_right(self.tops, y), len(self._pieces)) - 1, 0)

    def is_ready(self, piece: int) -> bool:
        """Whether a piece is laid out."""
        return self._strips[piece] is not None

    def unready(self, first: int, last: int) -> int | None:
        """The first of some pieces that is not laid out; both ends are counted in."""
        return next((at for at in range(first, last + 1) if self._strips[at] is None), None)

    def first_unready(self) -> int | None:
        """The first piece of all that is not laid out."""
        found = self.unready(self._all_ready_before, len(self._pieces) - 1)
        self._all_ready_before = len(self._pieces) if found is None else found
        return found

    def strips(self, top: float, bottom: float) -> Iterator[tuple[float, Strip]]:
        """What is laid out between two heights, each with its top."""
        for piece in range(self.at(top), self.at(bottom) + 1):
            y = self.tops[piece]
            for strip in self._strips[piece] or ():
                if y <= bottom and y + strip.height >= top:
                    yield y, strip
                y += strip.height

    def measure(self, piece: int) -> Iterator[int]:
        """Steps until the columns of a piece's table are known."""
        table = self._pieces[piece].table
        if table is not None:
            yield from self.measured.measure(table)

    def lay_out(self, piece: int) -> int:
        """Lay out a piece that is measured; about how many cells that was. `place` comes after."""
        strips = self._pieces[piece].make(self._width)
        self._strips[piece] = strips
        self._heights[piece] = sum(strip.height for strip in strips)
        return self._pieces[piece].cells

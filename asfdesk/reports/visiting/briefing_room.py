"""What fits on two pages: rows by importance, as many as there is room for (ADR 0046)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asfdesk.reports.document import Row

ROOM = 8800
"""Tenths of points that two pages have for rows, beside all else that stands on them."""
_LINE, _BETWEEN = 106, 24
_WIDE = frozenset("MWmw@%ÅÄÖ")


@dataclass(frozen=True)
class Wanted:
    """A row that should be on paper.

    Attributes:
        section: which table it belongs to.
        level: 0 comes before 1, whatever the section.
        texts: each cell's text, with how many characters of it go on a line.
    """

    section: str
    level: int
    row: Row
    texts: tuple[tuple[str, int], ...]

    @property
    def height(self) -> int:
        """Tenths of points on paper, rather too many than too few."""
        return max(_lines(text, across) for text, across in self.texts) * _LINE + _BETWEEN


def _lines(text: str, across: int) -> int:
    """How many lines a text takes: words as they are, and those that are too long cut."""
    lines, used = 1, 0
    for word in text.split(" "):
        wide = sum(2 if one in _WIDE or one.isupper() else 1 for one in word)
        while wide > across:
            lines, wide, used = lines + 1, wide - across, 0
        if used + wide > across:
            lines, used = lines + 1, 0
        used += wide + 1
    return lines


def fitted(
    wanted: Iterable[Wanted], room: int = ROOM
) -> tuple[Mapping[str, Sequence[Row]], Mapping[str, int]]:
    """The rows that fit, by section in their order, and how many more each section had.

    Rows of a level come before all of the next; the first that does not fit ends it.
    """
    kept: dict[str, list[Row]] = {}
    left: dict[str, int] = {}
    used, full = 0, False
    for one in sorted(wanted, key=lambda one: one.level):
        full = full or used + one.height > room
        if full:
            left[one.section] = left.get(one.section, 0) + 1
        else:
            used += one.height
            kept.setdefault(one.section, []).append(one.row)
    return kept, left
